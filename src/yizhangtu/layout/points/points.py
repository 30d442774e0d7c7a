"""Points (积分) → the body of their sheets: 加分 beside 扣分, below them 等级 and what the points buy.

Where two columns have no room, as in the booklet, they stand one after the other; on a low, broad sheet 等级 and 兑换
stand beside them.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import fsum
from typing import NamedTuple

from yizhangtu.layout.box import Box
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.points.points_arrangements import Arrangement, ColumnPlacement, PointsRows
from yizhangtu.layout.points.points_cells import STANDARDS, head, tiers
from yizhangtu.layout.points.points_columns import distribute
from yizhangtu.layout.points.points_goods import POINTS, goods
from yizhangtu.layout.points.points_sheet import PointsSheet, PointsTable, SheetPair
from yizhangtu.layout.points.points_text import Tools
from yizhangtu.layout.table.fit import PaintSheet
from yizhangtu.layout.table.piece import Piece, fill, total
from yizhangtu.model.points import Points
from yizhangtu.style.icons import IconSet
from yizhangtu.style.tables.points_style import PointsStyle


class Manner(NamedTuple):
    """Whether 扣分 begins a column of its own, whether a short section stays on one sheet, and whether what follows the
    rows stands beside them."""

    apart: bool
    together: bool
    aside: bool = False


class PointsBody:
    """The points at any text size."""

    name = "points"

    def __init__(self, measure: Measure, style: PointsStyle, points: Points, icons: IconSet) -> None:
        self.tools = Tools(measure, style, icons)
        self.points = points
        self.rows = PointsRows(self.tools, points)
        self._tails_known: dict[tuple[float, bool], list[Piece]] = {}
        self._manners_known: dict[tuple[Box, ...], Manner] = {}
        self._failed: dict[tuple[object, ...], float] = {}  # the smallest text at which an arrangement had no room

    def needed(self, unit: float, width: float) -> float:
        """Height of all of it on one endless sheet, in mm."""
        room = width / unit
        count = 2 if room >= self.tools.style.wide else 1
        rows = self.rows.height(self.rows.equal(room, count), False) / count
        return (rows + self._head(room).height + total(self._tail(room, False))) * unit

    def intact(self, boxes: Sequence[Box]) -> bool:
        """Nothing is read across rows: a sheet may end after each of them."""
        return True

    def sheets(self, unit: float, boxes: Sequence[Box]) -> Sequence[PaintSheet] | None:
        """See `GuideTables`."""
        return self._set(unit, tuple(boxes), self._manner(tuple(boxes)))

    def _manner(self, boxes: tuple[Box, ...]) -> Manner:
        """The best manner in which these boxes hold all of it: it must not change with the size of the text."""
        if boxes not in self._manners_known:
            apart = self._costs_little(boxes)
            manners = [*[Manner(True, True)] * apart, Manner(False, True), *[Manner(True, False)] * apart]
            floor = boxes[0].floor
            best = next((one for one in manners if self._fits(floor, boxes, one)), None)
            aside = Manner(True, False, True)
            if len(boxes) == 1 and self._is_larger(aside, best, boxes):
                best = aside
            self._manners_known[boxes] = best or Manner(False, False)
        return self._manners_known[boxes]

    def _fits(self, unit: float, boxes: tuple[Box, ...], manner: Manner) -> bool:
        return self._set(unit, boxes, manner) is not None

    def _is_larger(self, manner: Manner, usual: Manner | None, boxes: tuple[Box, ...]) -> bool:
        """Whether one manner has room for a text that is too large for the usual one."""
        if usual is None:
            return self._fits(boxes[0].floor, boxes, manner)
        for times in self.tools.style.aside_from:
            unit = boxes[0].floor * times
            if not self._fits(unit, boxes, usual):
                return self._fits(unit, boxes, manner)
        return False

    def _costs_little(self, boxes: tuple[Box, ...]) -> bool:
        """Whether 扣分 may begin a column of its own."""
        style, box = self.tools.style, boxes[0]
        width = box.width / box.floor
        if len(self.rows.parts) < 2 or width < style.wide:
            return False
        column, rooms = self.rows.equal(width, 2), self._rooms(width, [one.height / box.floor for one in boxes])
        two = Arrangement(2, False)
        apart, other = (distribute(self.rows.filler(two, column, one), 2, rooms) for one in (True, False))
        if apart is None or other is None:
            return apart is not None
        used = [fsum(rooms[: len(one.sheets) - 1]) + one.height for one in (apart, other)]
        return bool(used[0] <= used[1] * (style.fresh if len(apart.sheets) == 1 else style.fresh_many))

    def _set(self, unit: float, boxes: tuple[Box, ...], manner: Manner) -> Sequence[PaintSheet] | None:
        """The sheets in one manner. An arrangement without room at a smaller text is not repeated at a larger one."""
        width = round(boxes[0].width / unit, 3)
        heights = [box.height / unit for box in boxes]
        if not self.rows.parts:
            slots = fill(self._tail(width, manner.together), heights)
            return None if slots is None else self._tail_sheets(slots, heights)
        if manner.aside:
            return self._with_aside(width, heights[0])
        for arrangement in self.rows.arrangements(unit, boxes[0]):
            key = (boxes, manner, arrangement)
            if unit >= self._failed.get(key, unit + 1):
                continue
            found = self._arranged(arrangement, width, heights, manner)
            if found is not None:
                return found
            self._failed[key] = unit
        return None

    def _arranged(
        self, arrangement: Arrangement, width: float, heights: Sequence[float], manner: Manner
    ) -> list[PaintSheet] | None:
        """The sheets in one arrangement."""
        tail, rooms = self._tail(width, manner.together), self._rooms(width, heights)
        least = self.rows.low(arrangement.columns, manner.apart and len(heights) == 1) + total(tail)
        if least > fsum(rooms):
            return None
        found = (
            self._joined(placement, tail, width, heights)
            for placement in self.rows.placements(arrangement, width, rooms, manner.apart)
        )
        return next((sheets for sheets in found if sheets is not None), None)

    def _joined(
        self, placement: ColumnPlacement, tail: Sequence[Piece], width: float, heights: Sequence[float]
    ) -> list[PaintSheet] | None:
        """Sheets of the rows, and on or after the last of them what follows."""
        arranged = placement.arranged
        last = len(arranged.sheets) - 1
        below = self._rooms(width, heights)[last] - arranged.height - self.tools.style.head.top
        after = heights[last + 1 :]
        slots = fill(tail, [below, *after])
        if slots is None:
            slots = fill(tail, after)
            if slots is None:
                return None
            slots.insert(0, [])
        found: list[PaintSheet] = []
        for at, columns in enumerate(arranged.sheets):
            title = self._head(width) if at == 0 else None
            table = PointsTable(self.rows.parts, columns, placement.widths, title, at == last)
            found.append(PointsSheet(self.tools, heights[at], table, slots[0] if at == last and slots else ()).paint)
        return [*found, *self._tail_sheets(slots[1:], after)]

    def _tail_sheets(self, slots: Sequence[Sequence[Piece]], heights: Sequence[float]) -> list[PaintSheet]:
        return [PointsSheet(self.tools, height, None, slot).paint for height, slot in zip(heights, slots, strict=False)]

    def _with_aside(self, width: float, height: float) -> list[PaintSheet] | None:
        """The rows at the left, what follows at the right."""
        style = self.tools.style.column
        for share in style.aside:
            right = round(width * share, 3)
            left = width - right - style.gap
            tail = self._tail(right, False) if right >= style.aside_least else []
            if not tail or total(tail) > height or len(self.rows.parts) < 2:
                continue
            for placement in self.rows.side_by_side(left, self._rooms(left, [height])[0], True):
                columns = placement.arranged.sheets[0]
                table = PointsTable(self.rows.parts, columns, placement.widths, self._head(left), True)
                rows = PointsSheet(self.tools, height, table, ())
                return [SheetPair(rows, PointsSheet(self.tools, height, None, tail, left + style.gap)).paint]
        return None

    def _rooms(self, width: float, heights: Sequence[float]) -> list[float]:
        """What is left for the rows below the heads."""
        above = self.tools.style.band.height
        return [height - above - (0.0 if at else self._head(width).height) for at, height in enumerate(heights)]

    def _head(self, width: float) -> Piece:
        """The head of the rows, with 基础分 and 周期."""
        return head(self.tools, width, STANDARDS, self._note())

    def _note(self) -> str:
        base, period = self.points.base, self.points.period
        unit = POINTS if base and base[-1].isdigit() else ""
        notes = (base and f"基础分：{base}{unit}", period and f"周期：{period}")
        return " · ".join(note for note in notes if note)

    def _tail(self, width: float, together: bool) -> list[Piece]:
        """等级 and 兑换; with `together` a short section stays on one sheet."""
        key = (round(width, 3), together)
        if key not in self._tails_known:
            parts = (tiers(self.tools, key[0], self.points.tiers), goods(self.tools, key[0], self.points.exchange))
            for part in parts:
                if together and total(part) <= self.tools.style.together:
                    part[:-1] = [replace(piece, keep=True) for piece in part[:-1]]
            found = [piece for part in parts for piece in part]
            if not self.rows.parts and self._note():  # the note needs its head nevertheless
                found.insert(0, replace(self._head(width), keep=False))
            self._tails_known[key] = found
        return self._tails_known[key]
