"""Lay out the strip of facts: cells in rows whose columns are aligned, at the least height."""

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from yizhangtu.content.facts import Fact
from yizhangtu.draw import elements
from yizhangtu.draw.text_block import TextBlock, TextSetter
from yizhangtu.style.page.furniture import FurnitureFacts

FEW = 5.2  # em: the least width of a value that may be broken
WIDE = 2.2  # times an even share of the row: the widest that a cell asks to be
SHORT = 15  # characters of a phone number, which is never broken
VALUE_LINES = 2  # a value of more lines is set in smaller letters


class FactCell(NamedTuple):
    """A fact at its place in the strip of facts; lengths in mm."""

    icon: str
    x: float
    y: float
    width: float
    key: TextBlock
    value: TextBlock
    notes: tuple[TextBlock, ...]

    @property
    def height(self) -> float:
        return self.key.height + self.value.height + fsum(note.height for note in self.notes)


class FactsStrip(NamedTuple):
    """Lays out facts between `left` and `left + width` mm, at most `columns` in a row."""

    setter: TextSetter
    page: FurnitureFacts
    left: float
    width: float
    columns: int

    def mm(self, value: float) -> float:
        return round(value * self.setter.scale, 3)

    def placed(self, facts: Sequence[Fact]) -> tuple[tuple[FactCell, ...], float]:
        """The cells and the height of the strip; of equally high ones, that with fewer rows."""
        best: tuple[tuple[FactCell, ...], float] = (), 0.0
        each = 0
        for rows in range(1, len(facts) + 1):
            if -(-len(facts) // rows) == each or -(-len(facts) // rows) > self.columns:
                continue
            each = -(-len(facts) // rows)
            widths = self._widths(facts, each)
            if widths is None and each > 1:
                continue
            found = self._cells(facts, widths or [self.width])
            if not best[0] or found[1] < best[1] - 1e-6:
                best = found
        return best

    def _widths(self, facts: Sequence[Fact], columns: int) -> list[float] | None:
        """The widths of columns in mm: larger for longer texts, none below the least width of a cell; None where they
        do not fit side by side."""
        least, whole, halved = [0.0] * columns, [0.0] * columns, [0.0] * columns
        for number, fact in enumerate(facts):
            column = number % columns
            span = columns - column if number == len(facts) - 1 else 1
            if span == 1:
                least[column] = max(least[column], self._least(fact))
                whole[column] = max(whole[column], self._wish(fact, 1.0))
                halved[column] = max(halved[column], min(self._wish(fact, 0.5), self.width / columns * WIDE))
        last = (len(facts) - 1) % columns
        if (spanning := columns - last) > 1:  # the last fact has all columns that are left
            missing = self._least(facts[-1]) - fsum(least[last:])
            least[last:] = [one + max(0.0, missing) / spanning for one in least[last:]]
        if fsum(least) > self.width:
            return None
        for wishes in (whole, halved):
            wishes = [max(pair) for pair in zip(wishes, least, strict=True)]
            spare = self.width - fsum(wishes)
            if spare >= 0:
                return [wish + spare / columns for wish in wishes]
        above = [wish - low for wish, low in zip(wishes, least, strict=True)]
        room = self.width - fsum(least)
        return [low + room * more / fsum(above) for low, more in zip(least, above, strict=True)]

    def _cells(self, facts: Sequence[Fact], widths: Sequence[float]) -> tuple[tuple[FactCell, ...], float]:
        columns = len(widths)
        cells: list[FactCell] = []
        y = self.mm(self.page.top)
        for first in range(0, len(facts), columns):
            row = facts[first : first + columns]
            x, height = self.left, 0.0
            for column, fact in enumerate(row):
                last = first + column == len(facts) - 1
                width = fsum(widths[column:]) if last else widths[column]
                cells.append(self._cell(fact, x, y, width))
                height = max(height, cells[-1].height)
                x += width
            y += height + self.mm(self.page.bottom)
        return tuple(cells), y

    @property
    def _lead(self) -> float:
        """The width of the icon and the gaps of a cell."""
        return self.mm(self.page.icon + self.page.icon_gap + self.page.pad)

    def _wish(self, fact: Fact, share: float) -> float:
        """The width that a cell asks for: that of its value on one line, and of a share of its notes."""
        value = self.setter.width(fact.value, self.page.value, True) * 1.01  # else rounding breaks the line
        widths = [self.setter.width(note, self.page.note) for note in fact.remarks.split("\n")]
        return self._lead + max(value, self.mm(20), max(widths) * (1.0 if fact.listed else share) * 1.01)

    def _least(self, fact: Fact) -> float:
        """The least width of a cell: that of a number that must not be broken, or of a few characters."""
        size = self.page.value * self.setter.scale
        if fact.icon == "phone" and len(fact.value) <= SHORT and any(char.isdigit() for char in fact.value):
            return self._lead + self.setter.width(fact.value, self.page.value, True) + size * 0.1
        return self._lead + size * min(FEW, len(fact.value) + 0.1)

    def _cell(self, fact: Fact, x: float, y: float, width: float) -> FactCell:
        page, setter = self.page, self.setter
        room = width - self._lead
        key = setter.block(fact.key, room, page.key, page.leading, True).named(elements.fact(fact.key, "key"))
        value = setter.block(fact.value, room, page.value, page.leading, True)
        if len(value.lines) > VALUE_LINES:
            value = setter.block(fact.value, room, page.note * 1.12, page.leading, True)
        notes = setter.block(fact.remarks, room, page.note, page.leading).named(elements.fact(fact.key, "notes"))
        value = value.named(elements.fact(fact.key, "value"))
        return FactCell(fact.icon, x, y, width, key, value, (notes,) if fact.notes else ())
