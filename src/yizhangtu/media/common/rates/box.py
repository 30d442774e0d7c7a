"""Measure and place 标准 in a box of a foot: a ruled table where the box is wide enough for it, else a list."""

from functools import cached_property
from math import fsum

from yizhangtu.content.boxes import ListBox
from yizhangtu.draw import elements
from yizhangtu.media.common.foot import ROUNDING, FootBox, FootEntry, FootRule, FootType
from yizhangtu.media.common.foot_boxes import ListShape
from yizhangtu.media.common.rates.columns import RateColumns, rate_columns
from yizhangtu.model.provisions import Rate

MOST = 0.65  # of the width of a foot
ROW_GAP = 0.35  # em between the rows of a table, with the rule in the middle


def is_table(box: ListBox) -> bool:
    """Whether a list may be set as a table of amounts."""
    return rate_columns(box.items, lambda text: float(len(text))) is not None


class RateShape:
    """A table of amounts with a rule between its rows. It asks for its width where that is no more than `MOST` of the
    foot's, which is `room` mm wide."""

    def __init__(self, type_: FootType, box: ListBox, room: float) -> None:
        self._type = type_
        self._most = MOST * room
        self._box = box
        self._list = ListShape(type_, box)

    @cached_property
    def _columns(self) -> RateColumns:
        columns = rate_columns(self._box.items, self._type.setter.typesetter.width)
        assert columns is not None
        return columns

    @cached_property
    def least(self) -> float:
        own = 2 * self._type.mm(self._type.page.pad_x) + self._columns.least * self._type.size + 2 * ROUNDING
        return max(own, self._list.least) if own <= self._most else self._list.least

    @cached_property
    def natural(self) -> float:
        return 2 * self._type.mm(self._type.page.pad_x) + self._columns.natural * self._type.size + ROUNDING

    def _fits(self, width: float) -> bool:
        return self._columns.least * self._type.size + ROUNDING <= self._type.inner(width)

    def _room(self, width: float) -> float:
        """The width of the conditions in mm."""
        return self._type.inner(width) - self._columns.condition * self._type.size

    def _row(self, rate: Rate, width: float) -> float:
        line = self._type.size * self._type.page.leading
        return max(line, self._type.height(str(rate.condition), self._room(width)) if rate.condition else 0.0)

    def height(self, width: float) -> float:
        """The height at a width, of the table or of the list."""
        if not self._fits(width):
            return self._list.height(width)
        rates = self._columns.rates
        gaps = ROW_GAP * self._type.size * (len(rates) - 1)
        return self._type.frame + fsum(self._row(rate, width) for rate in rates) + gaps

    def placed(self, x: float, y: float, width: float, height: float) -> FootBox:
        """The box at its place; where it is higher than needed, its rows stand further apart."""
        if not self._fits(width):
            return self._list.placed(x, y, width, height)
        type_, columns, size = self._type, self._columns, self._type.size
        left = type_.mm(type_.page.pad_x)
        spare = height - self.height(width)
        more = max(0.0, min(spare / len(columns.rates), size * type_.page.spread))
        at = type_.head_height + type_.mm(type_.page.pad_y) + more / 2
        entries: list[FootEntry] = []
        rules: list[FootRule] = []
        for number, rate in enumerate(columns.rates):
            if number:
                rules.append(FootRule(left, at - (ROW_GAP * size + more) / 2, type_.inner(width)))
            cells = [
                (dx * size, type_.block(text, 1e6)) for dx, text in columns.cells(rate, type_.setter.typesetter.width)
            ]
            if rate.condition:
                cells.append((columns.condition * size, type_.block(str(rate.condition), self._room(width))))
            entries += (FootEntry(left + dx, at, cell.named(elements.entry(self._box.title))) for dx, cell in cells)
            at += self._row(rate, width) + ROW_GAP * size + more
        return FootBox(
            self._box.title, x, y, width, height, type_.head, type_.head_height, tuple(entries), rules=tuple(rules)
        )
