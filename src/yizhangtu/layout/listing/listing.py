"""A list (清单) → the body of its sheets: stations along a rail, a block for each 类别, columns as wide as needed.

If the columns do not fit, as in the booklet, every row is an entry (entries.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import fsum

from yizhangtu.layout.box import Box
from yizhangtu.layout.listing.entries import Entries
from yizhangtu.layout.listing.listing_columns import Columns, plan_columns
from yizhangtu.layout.listing.listing_grid import ListGrid
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.fit import PaintSheet
from yizhangtu.layout.table.piece import Piece, fill, paint, total
from yizhangtu.model.listing import Listing
from yizhangtu.style.icons import IconSet
from yizhangtu.style.tables.listing_style import ListingStyle

LONG = ("事项", "依据", "备注")  # columns whose cells may have many lines
LINES_MOST = 3  # of other cells
CRAMPED = 0.12  # of the rows: with higher cells in more of them a table is not readable
TABLE_WEIGHT = 1.2  # of a table against entries
BEYOND = 0.6  # of text above the target: what it counts
QUARTERS = 4  # as in fit.py, the width of a sheet is a whole number of quarters of u


class ListBody:
    """The rows of a list at any text size."""

    name = "list"

    def __init__(self, measure: Measure, style: ListingStyle, listing: Listing, icons: IconSet) -> None:
        self.measure = measure
        self.style = style
        self.listing = listing
        self.icons = icons
        self._entries: dict[float, Sequence[Piece]] = {}
        self._tables: dict[float, Sequence[Piece] | None] = {}
        self._chosen: dict[tuple[Box, ...], bool] = {}

    def entries(self, width: float) -> Sequence[Piece]:
        """The rows as entries at a width in u."""
        key = round(width, 3)
        if key not in self._entries:
            self._entries[key] = Entries(self.measure, self.style, self.listing, key).pieces()
        return self._entries[key]

    def table(self, width: float) -> Sequence[Piece] | None:
        """The rows as a table at a width in u; None if that is too narrow for one."""
        key = round(width, 3)
        if key not in self._tables:
            plan = plan_columns(self.measure, self.style, self.listing, key)
            fits = plan is not None and not self._is_cramped(plan)
            grid = ListGrid(self.measure, self.style, self.listing, self.icons, key, plan) if plan and fits else None
            self._tables[key] = self._pieces(grid) if grid else None
        return self._tables[key]

    def _is_cramped(self, plan: Columns) -> bool:
        """Whether many rows have cells of many lines."""
        columns = [column for column in plan.columns if column.name not in LONG and not column.channel]
        high = fsum(
            any(self.measure.lines(row.cell(column.name), column.width) > LINES_MOST for column in columns)
            for row in self.listing.rows
        )
        return high > CRAMPED * len(self.listing.rows)

    def _is_table(self, boxes: tuple[Box, ...]) -> bool:
        """Whether a table is better in these boxes: its text may be somewhat smaller than that of entries, and text
        above the target counts less."""
        if boxes not in self._chosen:
            table = self._largest(boxes, self.table)
            entries = self._largest(boxes, self.entries) if table else 0.0
            target = boxes[0].target
            worth = [min(unit, target) + max(0.0, unit - target) * BEYOND for unit in (table, entries)]
            self._chosen[boxes] = table > 0 and worth[0] * TABLE_WEIGHT >= worth[1]
        return self._chosen[boxes]

    def _largest(self, boxes: tuple[Box, ...], form: Callable[[float], Sequence[Piece] | None]) -> float:
        """The largest text at which a form fits, 0 if it does at none."""
        box = boxes[0]
        low, high = QUARTERS * box.width / max(box.most, box.floor), QUARTERS * box.width / box.floor
        first, last = int(low + 1e-6), int(high + 1e-6)
        if not self._fits(boxes, form, last):
            return 0.0
        while first < last:
            middle = (first + last) // 2
            if self._fits(boxes, form, middle):
                last = middle
            else:
                first = middle + 1
        return QUARTERS * box.width / last

    def _fits(self, boxes: tuple[Box, ...], form: Callable[[float], Sequence[Piece] | None], quarters: int) -> bool:
        unit = QUARTERS * boxes[0].width / quarters
        pieces = form(boxes[0].width / unit)
        return pieces is not None and fill(pieces, [box.height / unit for box in boxes]) is not None

    def _pieces(self, grid: ListGrid) -> list[Piece]:
        found = grid.captions()
        head = grid.head()
        found.append(head)
        for number, (name, rows) in enumerate(self.listing.groups):
            found += grid.group(name, rows, (head,), number)
        return found

    def needed(self, unit: float, width: float) -> float:
        """The height in mm of all rows on one endless sheet."""
        return total(self.table(width / unit) or self.entries(width / unit)) * unit

    def intact(self, boxes: Sequence[Box]) -> bool:
        """Nothing is read across rows: a sheet may end after each of them."""
        return True

    def sheets(self, unit: float, boxes: Sequence[Box]) -> Sequence[PaintSheet] | None:
        """See `GuideTables`."""
        form = self.table if self._is_table(tuple(boxes)) else self.entries
        pieces = form(boxes[0].width / unit)
        slots = fill(pieces, [box.height / unit for box in boxes]) if pieces is not None else None
        if slots is None:
            return None
        return [
            partial(paint, slot=slot, x=0.0, y=0.0, height=box.height / unit)
            for slot, box in zip(slots, boxes, strict=False)
        ]
