"""Blocks of pieces, in columns or side by side, and the heights of sheets → the content of each sheet."""

from collections.abc import Sequence
from dataclasses import replace
from math import fsum
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.table.piece import EPSILON, Piece, fill, paint, take, total

PRECISION = 0.1  # u: precision of even columns
ROWS_EXACT = 150  # pieces: with more, the average height is exact enough
NEW_SHEET = 0.4  # of a sheet: a block is not divided for less space


class Lane(NamedTuple):
    """Pieces one below the other; `x` is their left edge."""

    x: float
    pieces: tuple[Piece, ...]


class LaneBlock(NamedTuple):
    """Lanes side by side. `dealt` are the left edges of columns that share the pieces of its only lane evenly. `heads`
    stand above it, `again` instead where one of its first `under` pieces begins another sheet; `top` above the heads
    where it begins a later sheet. `gap` u are left above it unless it is first. A `matrix`, which is read across rows
    and columns, is divided only where nothing else fits."""

    lanes: tuple[Lane, ...]
    dealt: tuple[float, ...] = ()
    heads: tuple[Piece, ...] = ()
    again: tuple[Piece, ...] = ()
    gap: float = 0.0
    under: int = 1 << 30
    matrix: bool = False
    top: tuple[Piece, ...] = ()


class BlockPart(NamedTuple):
    """The part of a block on one sheet: its heads, and slots with their left edges; the number of the block (from 0),
    and whether this is all of it."""

    heads: tuple[Piece, ...]
    slots: tuple[tuple[float, list[Piece]], ...]
    gap: float
    block: int = 0
    whole: bool = True

    @property
    def body(self) -> float:
        return max(total(slot) for _, slot in self.slots)

    @property
    def height(self) -> float:
        return total(self.heads) + self.body

    @property
    def grow(self) -> float:
        """How much spare height it can use: as much as all of its slots."""
        return max(fsum(piece.grow for piece in slot) - (self.body - total(slot)) for _, slot in self.slots)


Sheet = list[BlockPart]


def paired(number: int, count: int) -> bool:
    """Whether a row is kept with the next one, so that none is alone on a sheet or in a column."""
    return (number % 2 == 0 or number == count - 2) and number + 1 < count


def flow(
    blocks: Sequence[LaneBlock], heights: Sequence[float], loose: bool = False, intact: bool = False
) -> list[Sheet] | None:
    """Distribute blocks, in order, on sheets of these heights; None if they do not fit. Blocks are first divided only
    where the free space is large, then wherever that saves a sheet; with `loose` finally between any two rows. With
    `intact` no matrix is divided."""
    if fsum(total(block.lanes[0].pieces) / max(1, len(block.dealt)) for block in blocks) > fsum(heights):
        return None
    if intact:
        return _flow(blocks, heights, True, True) or _flow(blocks, heights, False, True)
    found = _flow(blocks, heights, True) or _flow(blocks, heights, False)
    return found or (_flow(_loosened(blocks), heights, False) if loose else None)


def _loosened(blocks: Sequence[LaneBlock]) -> list[LaneBlock]:
    """Blocks whose rows may be separated; heads (pieces without heads of their own) are still kept with the pieces
    below them."""
    return [
        block._replace(
            lanes=tuple(
                lane._replace(pieces=tuple(replace(p, keep=p.keep and not p.heads) for p in lane.pieces))
                for lane in block.lanes
            ),
        )
        for block in blocks
    ]


def _flow(
    blocks: Sequence[LaneBlock], heights: Sequence[float], whole: bool, intact: bool = False
) -> list[Sheet] | None:
    sheets: list[Sheet] = [[]]
    used = 0.0
    for number, block in enumerate(blocks):
        at = [0] * len(block.lanes)
        begun = False
        while any(a < len(lane.pieces) for a, lane in zip(at, block.lanes, strict=True)):
            height = heights[len(sheets) - 1]
            gap = block.gap if sheets[-1] else 0.0
            free = height - used - gap
            later = len(sheets) > 1 and not sheets[-1]
            found = _part(block, at, free, begun, later)
            if found and not begun and not _done(block, found[1]):
                little = whole and sheets[-1] and free < NEW_SHEET * height
                found = None if little or (intact and block.matrix) else found
            if found:
                part, at = found
                sheets[-1].append(part._replace(block=number, whole=not begun and _done(block, at)))
                used += gap + part.height
                begun = True
            elif not sheets[-1]:
                return None
            if not _done(block, at):
                if len(sheets) == len(heights):
                    return None
                sheets.append([])
                used = 0.0
    return sheets


def _done(block: LaneBlock, at: Sequence[int]) -> bool:
    return all(a >= len(lane.pieces) for a, lane in zip(at, block.lanes, strict=True))


def _part(block: LaneBlock, at: list[int], free: float, begun: bool, later: bool) -> tuple[BlockPart, list[int]] | None:
    """The part of a block that fits into `free` u, and where the rest begins; None if nothing fits. `later`: whether it
    begins a sheet that is not the first."""
    heads = (*(block.top if later else ()), *block.heads)
    if begun:
        heads = block.again if min(at) < block.under else ()
    room = free - total(heads)
    if room <= 0:
        return None
    gap = block.gap
    if block.dealt:
        slots, last = _deal(block.lanes[0].pieces, at[0], block.dealt, room)
        return (BlockPart(heads, tuple(slots), gap), [last]) if last > at[0] else None
    found: list[tuple[float, list[Piece]]] = []
    ends: list[int] = []
    for lane, start in zip(block.lanes, at, strict=True):
        slot, end = take(lane.pieces, start, room) if start < len(lane.pieces) else ([], start)
        ends.append(end)
        if slot:
            found.append((lane.x, slot))
    return (BlockPart(heads, tuple(found), gap), ends) if ends != at else None


def _deal(
    pieces: Sequence[Piece], at: int, columns: Sequence[float], room: float
) -> tuple[list[tuple[float, list[Piece]]], int]:
    """Pieces from `at` on in columns as even as possible, or as full as possible if not all fit."""
    slots = None
    if not _exceeds(pieces, at, room * len(columns)):
        rest = pieces[at:]
        slots = fill(rest, [room] * len(columns))
    if slots is not None:
        low, high = total(rest) / len(columns), room
        while high - low > PRECISION:
            middle = (low + high) / 2
            found = fill(rest, [middle] * len(columns))
            if found is None:
                low = middle
            else:
                high, slots = middle, found
        return list(zip(columns, slots, strict=False)), len(pieces)
    placed: list[tuple[float, list[Piece]]] = []
    for x in columns:
        if at >= len(pieces):
            break
        slot, end = take(pieces, at, room)
        if not slot:
            break
        placed.append((x, slot))
        at = end
    return placed, at


def even(pieces: Sequence[Piece], columns: int) -> float:
    """The height of pieces distributed on columns."""
    if len(pieces) > ROWS_EXACT:
        return total(pieces) / columns
    slots, _ = _deal(pieces, 0, [0.0] * columns, total(pieces) + EPSILON)
    return max((total(slot) for _, slot in slots), default=0.0)


def _exceeds(pieces: Sequence[Piece], at: int, limit: float) -> bool:
    """Whether the pieces from `at` on are higher than a limit."""
    for number in range(at, len(pieces)):
        limit -= pieces[number].height
        if limit < 0:
            return True
    return False


def paint_sheet(canvas: Canvas, sheet: Sheet, height: float, gap_grow: float) -> None:
    """Paint a sheet; spare height goes evenly to growing pieces, and a little to the gaps."""
    gaps = len(sheet) - 1
    used = fsum(part.height for part in sheet) + fsum(part.gap for part in sheet[1:])
    spare = max(0.0, height - used - EPSILON)
    wanted = fsum(part.grow for part in sheet) + gap_grow * gaps
    share = min(1.0, spare / wanted) if wanted > 0 else 0.0
    y = 0.0
    for number, part in enumerate(sheet):
        y += part.gap + gap_grow * share if number else 0.0
        for head in part.heads:
            head.paint(canvas, 0.0, y, head.height)
            y += head.height
        tall = part.body + part.grow * share
        for x, slot in part.slots:
            paint(canvas, slot, x, y, tall)
        y += tall
