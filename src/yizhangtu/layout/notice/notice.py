"""A notice (公示) → the body of its sheets: its table with sums, and below it how to object and who signs.

The table is as wide as the sheet; where its columns do not fit, as on a phone, each row is an entry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property, partial
from math import fsum

from yizhangtu.content.notice import WayStep
from yizhangtu.layout.box import Box
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.notice.notice_below import NoticeBelow
from yizhangtu.layout.notice.notice_columns import MeasuredColumn, measured_columns, plan_columns
from yizhangtu.layout.notice.notice_entries import NoticeEntries
from yizhangtu.layout.notice.notice_grid import GridPieces, NoticeGrid
from yizhangtu.layout.notice.notice_levels import NoticeLevels
from yizhangtu.layout.notice.notice_tree import NoticeTree
from yizhangtu.layout.table.fit import PaintSheet, snapped
from yizhangtu.layout.table.piece import Paint, Piece, fill, paint, total
from yizhangtu.model.notice.notice import ColumnType, Notice, NoticeRow, NoticeTable
from yizhangtu.style.tables.listing_style import ListingStyle
from yizhangtu.style.tables.notice_style import NoticeStyle

_NO_TABLE = NoticeTable((), (), (), (), (), ())


class NoticeBody:
    """The table of a notice at any text size."""

    name = "notice"

    def __init__(
        self, measure: Measure, style: NoticeStyle, lines_style: ListingStyle, notice: Notice, way: Sequence[WayStep]
    ) -> None:
        self.measure = measure
        self.style = style
        self.lines_style = lines_style
        self.table = notice.table or _NO_TABLE
        self._way = tuple(way)
        self._levels = notice.levels and not any(value is not None for value in self.table.sums)
        self._signed_by = tuple(map(str, notice.signed_by))
        self._laid_out: dict[float, tuple[NoticeGrid | None, GridPieces]] = {}
        self._trees: dict[tuple[float, ...], bool] = {}

    @cached_property
    def _columns(self) -> tuple[MeasuredColumn, ...]:
        return measured_columns(self.measure, self.style, self.table, bars=False)

    @cached_property
    def _barred(self) -> tuple[MeasuredColumn, ...]:
        return measured_columns(self.measure, self.style, self.table, bars=True)

    def _at(self, width: float) -> tuple[NoticeGrid | None, GridPieces]:
        """The grid (None for entries) and all pieces at a width in u."""
        key = round(width, 3)
        if key not in self._laid_out:
            below = tuple(NoticeBelow(self.measure, self.style, self._way, self._signed_by, key).pieces())
            if self._levels:
                levels = NoticeLevels(self.measure, self.style, self.lines_style, self.table, key).pieces()
                self._laid_out[key] = None, GridPieces((*levels, *below), {})
                return self._laid_out[key]
            columns = plan_columns(self.style, self._barred, key) or plan_columns(self.style, self._columns, key)
            if columns is None:
                entries = NoticeEntries(self.measure, self.style, self.lines_style, self.table, key).pieces()
                self._laid_out[key] = None, GridPieces((*entries, *below), {})
            else:
                grid = NoticeGrid(self.measure, self.style, self.table, key, columns)
                found = grid.pieces()
                self._laid_out[key] = grid, GridPieces((*found.pieces, *below), found.rows)
        return self._laid_out[key]

    def _tree(self, width: float, heights: Sequence[float]) -> list[list[Piece]] | None:
        """The rows as a tree on slots of these heights in u, with what is below it; None where it does not fit."""
        if not (self._levels and self.table.superiors):
            return None
        key = round(width, 3)
        below = tuple(NoticeBelow(self.measure, self.style, self._way, self._signed_by, key).pieces())
        tree = NoticeTree(self.measure, self.style, self.lines_style, self.table, key)
        return next((slots for form in tree.forms() if (slots := fill((form, *below), heights))), None)

    def _is_tree(self, boxes: Sequence[Box]) -> bool:
        """Whether the tree fits into the boxes with the smallest text: then it is a tree at every size."""
        unit = snapped(boxes[0].floor, boxes[0])
        key = (boxes[0].width, unit, *(box.height for box in boxes))
        if key not in self._trees:
            found = self._tree(boxes[0].width / unit, [box.height / unit for box in boxes])
            self._trees[key] = found is not None
        return self._trees[key]

    def needed(self, unit: float, width: float) -> float:
        """The height in mm of everything on one endless sheet."""
        return total(self._at(width / unit)[1].pieces) * unit

    def sheets(self, unit: float, boxes: Sequence[Box]) -> Sequence[PaintSheet] | None:
        """See `GuideTables`."""
        heights = [box.height / unit for box in boxes]
        if len(self.table.rows) * self.style.row.least > fsum(heights):
            return None  # surely too high, whatever its columns
        if self._is_tree(boxes):
            return _painters(self._tree(boxes[0].width / unit, heights), heights)
        grid, found = self._at(boxes[0].width / unit)
        slots = fill(found.pieces, heights)
        if slots and len(slots) > 1 and grid and self._carries:
            lower = [height - 2 * grid.carried_height for height in heights]
            slots = fill(found.pieces, lower) if min(lower) > 0 else None
            slots = _with_carried(grid, slots, found.rows) if slots else None
        return _painters(slots, heights)

    def intact(self, boxes: Sequence[Box]) -> bool:
        """See `GuideTables`: rows may stand on any sheet."""
        return True

    @property
    def _carries(self) -> bool:
        """Whether sums of money go on from sheet to sheet."""
        pairs = zip(self.table.types, self.table.sums, strict=True)
        return any(type_ is ColumnType.MONEY and value is not None for type_, value in pairs)


def _painters(slots: Sequence[Sequence[Piece]] | None, heights: Sequence[float]) -> list[PaintSheet] | None:
    """A painter for each sheet; None where the pieces do not fit."""
    if slots is None:
        return None
    return [
        partial(paint, slot=slot, x=0.0, y=0.0, height=height) for slot, height in zip(slots, heights, strict=False)
    ]


def _with_carried(
    grid: NoticeGrid, slots: Sequence[Sequence[Piece]], rows: Mapping[Paint, NoticeRow]
) -> list[list[Piece]]:
    """The slots with 过次页 at the end and 承前页 at the beginning, where rows stand on both sides."""
    pairs = zip(grid.table.types, grid.table.sums, strict=True)
    sums = [Decimal(0) if type_ is ColumnType.MONEY and value is not None else None for type_, value in pairs]
    own = [[rows[piece.paint] for piece in slot if piece.paint in rows] for slot in slots]
    found: list[list[Piece]] = []
    for number, slot in enumerate(slots):
        pieces = list(slot)
        places = [at for at, piece in enumerate(pieces) if piece.paint in rows]
        if places and any(own[:number]):
            pieces.insert(places[0], grid.carried(sums, onward=False))
        for row in own[number]:
            if row.counted:
                sums = [
                    None if value is None else value + (amount or Decimal(0))
                    for value, amount in zip(sums, row.amounts, strict=True)
                ]
        if places and any(own[number + 1 :]):
            pieces.append(grid.carried(sums, onward=True))
        found.append(pieces)
    return found
