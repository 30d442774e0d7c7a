"""A list (清单) → the body of its sheets: stations along a rail, a block for each 类别, columns as wide as needed.

If the columns do not fit, as in the booklet, every row is an entry (entries.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from yizhangtu.layout.box import Box
from yizhangtu.layout.listing.entries import Entries
from yizhangtu.layout.listing.listing_columns import plan_columns
from yizhangtu.layout.listing.listing_grid import ListGrid
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.fit import PaintSheet
from yizhangtu.layout.table.piece import Piece, fill, paint, total
from yizhangtu.model.listing import Listing
from yizhangtu.style.icons import IconSet
from yizhangtu.style.tables.listing_style import ListingStyle

ENTRIES_LOWER = 0.72  # of the table's height: lower entries are more readable than narrow columns


class ListBody:
    """The rows of a list at any text size."""

    name = "list"

    def __init__(self, measure: Measure, style: ListingStyle, listing: Listing, icons: IconSet) -> None:
        self.measure = measure
        self.style = style
        self.listing = listing
        self.icons = icons
        self._known: dict[float, Sequence[Piece]] = {}

    def pieces(self, width: float) -> Sequence[Piece]:
        """Heads and rows at a width in u."""
        key = round(width, 3)
        if key not in self._known:
            self._known[key] = self._pieces(key)
        return self._known[key]

    def _pieces(self, width: float) -> Sequence[Piece]:
        entries = Entries(self.measure, self.style, self.listing, width)
        plan = plan_columns(self.measure, self.style, self.listing, width)
        if plan is None:
            return entries.pieces()
        table = self._table(ListGrid(self.measure, self.style, self.listing, self.icons, width, plan))
        other = entries.pieces()
        return other if total(other) < total(table) * ENTRIES_LOWER else table

    def _table(self, grid: ListGrid) -> list[Piece]:
        found = grid.captions()
        head = grid.head()
        found.append(head)
        for number, (name, rows) in enumerate(self.listing.groups):
            found += grid.group(name, rows, (head,), number)
        return found

    def needed(self, unit: float, width: float) -> float:
        """The height in mm of all rows on one endless sheet."""
        return total(self.pieces(round(width / unit, 3))) * unit

    def sheets(self, unit: float, boxes: Sequence[Box]) -> Sequence[PaintSheet] | None:
        """See `fit.Body`."""
        slots = fill(self.pieces(round(boxes[0].width / unit, 3)), [box.height / unit for box in boxes])
        if slots is None:
            return None
        return [
            partial(paint, slot=slot, x=0.0, y=0.0, height=box.height / unit)
            for slot, box in zip(slots, boxes, strict=False)
        ]
