"""加分 and 扣分 → the arrangements in columns that fit on a sheet, and the distribution of rows in each."""

from collections.abc import Iterator, Sequence
from math import fsum
from typing import NamedTuple

from yizhangtu.layout.box import Box
from yizhangtu.layout.points.points_columns import Apart, Arranged, Running, distribute, distribute_level
from yizhangtu.layout.points.points_marks import PENALTY, REWARD
from yizhangtu.layout.points.points_rows import PartPiece, PointsSide
from yizhangtu.layout.points.points_sheet import band
from yizhangtu.layout.points.points_text import Tools
from yizhangtu.layout.table.piece import total
from yizhangtu.model.points import Points

KEPT = 12000  # pieces, or those of 24 widths
COLUMNS_MOST = 6
ENDLESS = 400.0  # u: a column in which nothing wraps


class Arrangement(NamedTuple):
    """A number of columns on a sheet, with 类别 as merged cells or as lines."""

    columns: int
    merged: bool


class ColumnPlacement(NamedTuple):
    """The rows in columns, and the width of each column."""

    arranged: Arranged
    widths: tuple[float, ...]


class PointsRows:
    """The rows of points at any width. Their pieces are cached: wrapping takes most of the time."""

    def __init__(self, tools: Tools, points: Points) -> None:
        self.tools = tools
        sides = ((REWARD, points.rewards), (PENALTY, points.penalties))
        before = (0, sum(len(group.awards) for group in points.rewards))
        self.parts = [
            PointsSide(tools, look, at, groups, before[at]) for at, (look, groups) in enumerate(sides) if groups
        ]
        count = sum(part.count for part in self.parts)
        self._many = count > tools.style.many
        self._kept = max(24, KEPT // max(count, 1))
        self._pieces_known: dict[tuple[int, float, bool], list[PartPiece]] = {}
        self._forms_known: dict[tuple[float, int], tuple[bool, ...]] = {}
        forms = (True, False)
        self._lows = [min(total(self.pieces(at, ENDLESS, form)) for form in forms) for at in range(len(self.parts))]
        self._natural = [part.natural() for part in self.parts]

    def pieces(self, at: int, width: float, merged: bool) -> list[PartPiece]:
        """The pieces of one part."""
        key = (at, round(width, 3), merged)
        if key not in self._pieces_known:
            if len(self._pieces_known) >= self._kept:
                del self._pieces_known[next(iter(self._pieces_known))]
            self._pieces_known[key] = self.parts[at].pieces(key[1], merged, self._many)
        return self._pieces_known[key]

    def height(self, column: float, merged: bool) -> float:
        """The height of all of them in one column."""
        return fsum(total(self.pieces(at, column, merged)) for at in range(len(self.parts)))

    def low(self, count: int, apart: bool) -> float:
        """The least height of all rows on one sheet at any width."""
        return max(self._lows) if apart and count == 2 else fsum(self._lows) / count

    def equal(self, width: float, count: int) -> float:
        """The width of each of equal columns."""
        return float((width - (count - 1) * self.tools.style.column.gap) / count)

    def arrangements(self, unit: float, box: Box) -> Iterator[Arrangement]:
        """The arrangements whose columns are wide enough, the lower ones first. On a wide sheet lines are for long
        tables, not for text that is already large."""
        style = self.tools.style.column
        width = box.width / unit
        if box.width / box.floor < self.tools.style.wide:
            yield Arrangement(1, width >= style.merged_sole)
            return
        counts = list(range(2, COLUMNS_MOST + 1))
        if len(self.parts) == 1:
            counts = [1, *counts] if width <= style.single_most else [*counts, 1]
        for count in counts:
            column = self.equal(width, count)
            if column < (style.three if count > 2 else style.least):
                continue
            if unit > box.target:
                forms: tuple[bool, ...] = (True,) * (column >= style.merged_large)
            else:
                forms = self._forms(box, count) if column >= style.merged else (False,)
            yield from (Arrangement(count, merged) for merged in forms)

    def _forms(self, box: Box, count: int) -> tuple[bool, ...]:
        """Merged cells and lines, the lower first at the smallest text."""
        column = self.equal(box.width / box.floor, count)
        key = (round(column, 3), count)
        if key not in self._forms_known:
            forms = sorted((True, False), key=lambda merged: round(self.height(column, merged), 1))
            self._forms_known[key] = tuple(forms)
        return self._forms_known[key]

    def placements(
        self, one: Arrangement, width: float, rooms: Sequence[float], apart: bool
    ) -> Iterator[ColumnPlacement]:
        """The rows below heads that leave `rooms`: side by side, or one column after the other."""
        if rooms[0] <= 0 or self.low(one.columns, apart and len(rooms) == 1) > fsum(rooms):
            return
        if apart and one.columns == 2:
            yield from self.side_by_side(width, rooms[0], one.merged)
            if len(rooms) == 1:
                return
        column = self.equal(width, one.columns)
        found = distribute(self.filler(one, column, apart), one.columns, rooms)
        if found is not None:
            yield ColumnPlacement(found, (column,) * one.columns)

    def filler(self, one: Arrangement, column: float, apart: bool) -> Apart | Running:
        """What fills columns: parts one after the other, or each in columns of its own."""
        pieces = [self.pieces(at, column, one.merged) for at in range(len(self.parts))]
        if apart:
            return Apart(pieces, one.columns)
        follows = [[band(part, column)] for part in self.parts]
        follows[0] = []
        return Running([piece for before, after in zip(follows, pieces, strict=True) for piece in [*before, *after]])

    def side_by_side(self, width: float, room: float, merged: bool) -> Iterator[ColumnPlacement]:
        """加分 in one column, 扣分 in the other. The width is divided in proportion to their natural widths, then in
        favour of the higher one for as long as that makes both lower."""
        style = self.tools.style
        if max(self._lows) > room:
            return
        both = width - style.column.gap
        least = style.column.merged_large if merged else style.column.least
        shares = [share for share in sorted(style.shares) if min(share, 1 - share) * both >= least]
        if not shares:
            return
        wish = self._natural[0] / fsum(self._natural)
        at = min(range(len(shares)), key=lambda number: abs(shares[number] - wish))
        best = self._shared(both, shares[at], merged)
        way = 1 if best[0] > best[1] else -1
        while not self._many and 0 <= at + way < len(shares):
            at += way
            other = self._shared(both, shares[at], merged)
            if max(other) > max(best) - 0.05:
                at -= way
                break
            best = other
        widths = (both * shares[at], both * (1 - shares[at]))
        found = distribute_level([self.pieces(part, widths[part], merged) for part in range(2)], room)
        if found is not None:
            yield ColumnPlacement(found, widths)

    def _shared(self, both: float, share: float, merged: bool) -> tuple[float, float]:
        """The heights of the two parts."""
        one, two = (total(self.pieces(at, both * (1 - share if at else share), merged)) for at in range(2))
        return one, two
