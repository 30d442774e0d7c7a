"""Pieces of 加分 and 扣分 → their distribution on columns and sheets, and the growth of their heights."""

from collections.abc import Sequence
from dataclasses import replace
from math import fsum
from typing import NamedTuple

from yizhangtu.layout.points.points_rows import PartPiece
from yizhangtu.layout.table.piece import MergedCell, Piece, fill, total

STEPS = 9  # of the search for the lowest columns of the last sheet
LEVEL = 0.35  # of what its rows may grow: how much further a short column goes to end level with the others
Slots = list[list[Piece]]


class SheetColumn(NamedTuple):
    """A column of one sheet: `part` is that of its band, `again` if its band continues from an earlier sheet."""

    slot: tuple[Piece, ...]
    part: int
    again: bool


class Arranged(NamedTuple):
    """The columns of all sheets; `height` is that of the last sheet's columns, as low as possible."""

    sheets: tuple[tuple[SheetColumn, ...], ...]
    height: float


class Apart(NamedTuple):
    """Every part begins a new column, of `columns` on a sheet."""

    parts: Sequence[Sequence[Piece]]
    columns: int

    def __call__(self, heights: Sequence[float]) -> Slots | None:
        found: Slots = []
        for pieces in self.parts:
            slots = fill(pieces, heights[len(found) :])
            if slots is None:
                return None
            found += slots
        return found

    def even(self, slots: Slots, heights: Sequence[float]) -> Slots:
        """The columns, with those of each part balanced on the last of its sheets."""
        found: Slots = []
        for pieces in self.parts:
            start, first = len(found), found_in(slots, len(found))
            end = start
            while end < len(slots) and found_in(slots, end) == first:
                end += 1
            last = max(start, (end - 1) // self.columns * self.columns)
            best = slots[start:end]
            full, low, high = list(heights[start:last]), 0.0, heights[last]
            for _ in range(STEPS if end - last > 1 else 0):
                middle = (low + high) / 2
                lower = fill(pieces, [*full, *[middle] * (end - last)])
                low, high, best = (middle, high, best) if lower is None else (low, middle, lower)
            found += best
        return found


def found_in(slots: Slots, at: int) -> int:
    """The part that a column begins with."""
    return next(piece.part for piece in slots[at] if isinstance(piece, PartPiece))


class Running(NamedTuple):
    """One column after the other, as they come."""

    pieces: Sequence[Piece]

    def __call__(self, heights: Sequence[float]) -> Slots | None:
        return fill(self.pieces, heights)

    def even(self, slots: Slots, heights: Sequence[float]) -> Slots:
        """As they are."""
        return slots


def distribute(filler: Apart | Running, count: int, heights: Sequence[float]) -> Arranged | None:
    """Distribute pieces on `count` columns per sheet, whose heights are given: the fewest sheets, with the columns of
    the last one balanced."""
    slots = filler([height for height in heights for _ in range(count)])
    if slots is None:
        return None
    sheets = -(-len(slots) // count)
    full = [height for height in heights[: sheets - 1] for _ in range(count)]
    high = heights[sheets - 1]
    low = max(0.0, (fsum(map(total, slots)) - fsum(full)) / count - 1.0)  # full columns are a little less than full
    for _ in range(STEPS if high > low else 0):
        middle = (low + high) / 2
        lower = filler([*full, *[middle] * count])
        if lower is None:
            low = middle
        else:
            high, slots = middle, lower
    found = _columns(filler.even(slots, [*full, *[high] * count]), count)
    return Arranged(found, max(total(column.slot) for column in found[-1]))


def distribute_level(parts: Sequence[Sequence[Piece]], height: float) -> Arranged | None:
    """Each part in one column of one sheet."""
    slots: Slots = []
    for pieces in parts:
        found = fill(pieces, [height])
        if found is None:
            return None
        slots += found
    columns = _columns(slots, len(parts))
    return Arranged(columns, max(total(column.slot) for column in columns[0]))


def _columns(slots: Slots, count: int) -> tuple[tuple[SheetColumn, ...], ...]:
    """Slots by sheet. A merged cell of an earlier column is marked （续）; a band at the top belongs to its column."""
    found: list[tuple[SheetColumn, ...]] = []
    begun: set[MergedCell] = set()  # merged cells that have stood before
    shown: set[int] = set()  # parts that have
    for at in range(0, len(slots), count):
        sheet: list[SheetColumn] = []
        for slot in slots[at : at + count]:
            pieces = [piece for piece in slot if isinstance(piece, PartPiece)]
            part = pieces[0].part
            beside = sheet[-1] if sheet and sheet[-1].part == part else None
            again = beside.again if beside else part in shown
            inner = slot[1:] if pieces[0].opens else slot
            sheet.append(SheetColumn(tuple(_continued(piece, begun) for piece in inner), part, again))
            begun |= {span for piece in inner for span in piece.merged}
            shown |= {piece.part for piece in pieces}
        found.append(tuple(sheet))
    return tuple(found)


def _continued(piece: Piece, begun: set[MergedCell]) -> Piece:
    """The piece; its merged cell says （续） if it has begun in an earlier column."""
    if isinstance(piece, PartPiece) and piece.again and piece.span in begun:
        return replace(piece, span=piece.again)
    return piece


def growth(columns: Sequence[SheetColumn]) -> float:
    """By how much the columns can become higher together: as much as the highest of them."""
    highest = max(columns, key=lambda column: total(column.slot))
    return fsum(piece.grow for piece in highest.slot)


def stretched(columns: Sequence[SheetColumn], height: float, ends: bool) -> list[list[Piece]]:
    """The columns' pieces at a common height. On the sheet where the rows end they grow alike, so that rows of adjacent
    columns are aligned; a column with fewer rows grows a little more if it then ends at the same height."""
    if not ends:  # level as far as all of them reach
        reach = min(total(column.slot) + fsum(piece.grow for piece in column.slot) for column in columns)
        height = min(height, max(reach, *(total(column.slot) for column in columns)))
    shares = [_share(column.slot, height) for column in columns]
    common = min(shares, default=0.0) + LEVEL
    return [
        _grown(column.slot, min(shares) if ends and share > common else share, height)
        for column, share in zip(columns, shares, strict=True)
    ]


def _share(slot: Sequence[Piece], height: float) -> float:
    """The share of its possible growth at which a column reaches this height."""
    wanted = fsum(piece.grow for piece in slot)
    return min(1.0, max(0.0, height - total(slot)) / wanted) if wanted else 1.0


def _grown(slot: Sequence[Piece], share: float, height: float) -> list[Piece]:
    found = [replace(piece, height=piece.height + piece.grow * share, grow=0.0) for piece in slot]
    last = found[-1]
    if isinstance(last, PartPiece) and last.slack:
        left = height - total(found)
        if 0.0 < left <= last.slack:  # the box ends level with the rows beside
            found[-1] = replace(last, height=last.height + left)
    return found
