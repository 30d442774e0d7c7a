"""The overview of a project → the body of its sheets: a panel for each picture, its guides in columns."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import fsum
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.box import Box
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.overview.overview_panel import OverviewPanel, PanelHead
from yizhangtu.layout.overview.overview_rows import OverviewRows, chip_widths
from yizhangtu.layout.table.fit import PaintSheet
from yizhangtu.layout.table.piece import Piece, fill, take, total
from yizhangtu.model.overview import Overview, PictureBlock
from yizhangtu.style.tables.overview_style import OverviewStyle

STEPS = 8  # of the search for the least height of balanced columns
FILL_LEAST, FILL_STEP = 0.5, 0.1  # of a sheet's height, if fewer sheets would suffice


class Shelf(NamedTuple):
    """Panels side by side."""

    panels: tuple[OverviewPanel, ...]

    @property
    def height(self) -> float:
        return max(panel.height for panel in self.panels)

    @property
    def grow(self) -> float:
        return max(panel.grow for panel in self.panels)


class OverviewBody:
    """The blocks at any text size. `whole`: no list is divided between two columns."""

    name = "overview"

    def __init__(self, measure: Measure, style: OverviewStyle, overview: Overview, whole: bool = False) -> None:
        self.measure = measure
        self.style = style
        self.overview = overview
        self.whole = whole
        self._known: dict[tuple[int, float], Sequence[Piece]] = {}
        self._heads: dict[tuple[int, float, bool], PanelHead] = {}

    def pieces(self, block: PictureBlock, width: float) -> Sequence[Piece]:
        """The rows of a block in a column `width` u wide."""
        key = (self.overview.blocks.index(block), round(width, 3))
        if key not in self._known:
            chips = chip_widths(self.measure, self.style, self.overview, key[1])
            pieces = OverviewRows(self.measure, self.style, block, key[1], *chips).pieces()
            self._known[key] = _glued(pieces) if self.whole else pieces
        return self._known[key]

    def head(self, block: PictureBlock, width: float, continued: bool) -> PanelHead:
        """The head of a panel `width` u wide."""
        key = (self.overview.blocks.index(block), round(width, 3), continued)
        if key not in self._heads:
            self._heads[key] = PanelHead(self.measure, self.style, block, key[1], continued)
        return self._heads[key]

    def needed(self, unit: float, width: float) -> float:
        """See `fit.Body`."""
        count = next(self._counts(width / unit))
        room = self.column(width / unit, count)
        rows = fsum(total(self.pieces(block, room)) / count for block in self.overview.blocks)
        return float(rows + len(self.overview.blocks) * self.style.block.height) * unit

    def sheets(self, unit: float, boxes: Sequence[Box]) -> Sequence[PaintSheet] | None:
        """See `fit.Body`."""
        width = round(boxes[0].width / unit, 3)
        heights = [box.height / unit for box in boxes]
        for count in self._counts(width):
            filled = _Filling(self, width, heights, count).sheets()
            if filled is not None:
                # Each box gets a sheet, even an empty one: the foot is below the last box only.
                shelves = self._distributed(filled, width, heights, count)
                return [self._painter(one, height) for one, height in zip(shelves, heights, strict=True)]
        return None

    def _distributed(
        self, filled: Sequence[Sequence[Shelf]], width: float, heights: Sequence[float], count: int
    ) -> Sequence[Sequence[Shelf]]:
        """The blocks on all sheets, also if fewer sheets have space for all of them."""
        share = 1.0
        while len(filled) < len(heights) and share > FILL_LEAST:
            share -= FILL_STEP
            looser = _Filling(self, width, [height * share for height in heights], count).sheets()
            filled = looser if looser is not None else filled
        return [*filled, *([[]] * (len(heights) - len(filled)))]

    def _counts(self, width: float) -> Iterator[int]:
        """Candidate numbers of columns: the usual one, then more, then fewer."""
        style = self.style.columns
        usual = min(max(1, int((width + style.gap) / (style.ideal + style.gap))), style.most)
        yield usual
        for count in range(usual + 1, style.most + 1):
            if self.column(width, count) >= style.least:
                yield count
        yield from range(usual - 1, 0, -1)

    def column(self, width: float, count: int) -> float:
        """The width of one of several columns of a panel `width` u wide."""
        inner = width - 2 * self.style.block.inset
        return float((inner - (count - 1) * self.style.columns.gap) / count)

    def _painter(self, shelves: Sequence[Shelf], height: float) -> PaintSheet:
        """The painter of a sheet; spare height goes to the rows and to the gaps between panels."""
        style = self.style.block
        gaps = max(0, len(shelves) - 1)
        used = fsum(shelf.height for shelf in shelves) + gaps * style.gap
        wanted = fsum(shelf.grow for shelf in shelves) + gaps * style.gap_grow
        share = min(1.0, max(0.0, height - used) / wanted) if wanted else 0.0

        def painter(canvas: Canvas) -> None:
            y = 0.0
            for shelf in shelves:
                tall = shelf.height + shelf.grow * share
                for panel in shelf.panels:
                    panel.paint(canvas, y, tall)
                y += tall + style.gap + style.gap_grow * share

        return painter


class _Filling:
    """Places blocks on sheets, from the top down, at one width and number of columns."""

    def __init__(self, body: OverviewBody, width: float, heights: Sequence[float], count: int) -> None:
        self.body = body
        self.style = body.style.block
        self.width = width
        self.heights = heights
        self.count = count
        self.done: list[list[Shelf]] = [[]]
        self.y = 0.0

    def sheets(self) -> list[list[Shelf]] | None:
        """The shelves of each sheet; None where there are not enough sheets."""
        for group in self._groups():
            if len(group) > 1 and self._beside(group):
                continue
            if not all(self._block(block) for block in group):
                return None
        return self.done

    def _groups(self) -> list[list[PictureBlock]]:
        """Groups of small neighbours, which may be placed side by side."""
        found: list[list[PictureBlock]] = []
        small = self.style.beside_rows
        for block in self.body.overview.blocks:
            if len(block.rows) <= small and found and all(len(other.rows) <= small for other in found[-1]):
                found[-1].append(block)
            else:
                found.append([block])
        return found

    @property
    def _room(self) -> float:
        """The height left for another shelf of this sheet."""
        gap = self.style.gap if self.done[-1] else 0.0
        return self.heights[len(self.done) - 1] - self.y - gap

    def _put(self, *panels: OverviewPanel) -> None:
        shelf = Shelf(panels)
        self.y += shelf.height + (self.style.gap if self.done[-1] else 0.0)
        self.done[-1].append(shelf)

    def _beside(self, blocks: Sequence[PictureBlock]) -> bool:
        """One column for each of several blocks, if they fit here."""
        wide = (self.width - (len(blocks) - 1) * self.style.gap) / len(blocks)
        if wide < self.style.beside:
            return False
        panels: list[OverviewPanel] = []
        for number, block in enumerate(blocks):
            pieces = self.body.pieces(block, wide - 2 * self.style.inset)
            head = self.body.head(block, wide, False)
            x = number * (wide + self.style.gap)
            panels.append(OverviewPanel(self.body.style, head, x, wide, (tuple(pieces),), total(pieces)))
        if max(panel.height for panel in panels) > self._room:
            return False
        self._put(*panels)
        return True

    def _block(self, block: PictureBlock) -> bool:
        """A block in all columns, on as many sheets as it needs."""
        pieces = self.body.pieces(block, self.body.column(self.width, self.count))
        at = 0
        while True:
            head = self.body.head(block, self.width, at > 0)
            room = self._room - head.height - self.style.top - self.style.bottom
            slots, after = self._columns(pieces, at, room)
            if after > at:
                high = max(total(slot) for slot in slots)
                self._put(
                    OverviewPanel(self.body.style, head, 0.0, self.width, tuple(map(tuple, slots)), high, self.count)
                )
            elif not self.done[-1]:
                return False  # it does not fit on an empty sheet
            at = after
            if at == len(pieces):
                return True
            if len(self.done) == len(self.heights):
                return False
            self.done.append([])
            self.y = 0.0

    def _columns(self, pieces: Sequence[Piece], at: int, room: float) -> tuple[list[list[Piece]], int]:
        """The columns of one panel, and the index of the piece after them: all remaining pieces in columns as even as
        possible, otherwise full columns."""
        rest = [replace(pieces[at], gap=0.0), *pieces[at + 1 :]]
        if at and pieces[at].heads:
            rest[:1] = [*(replace(head, keep=True) for head in pieces[at].heads), rest[0]]
        best = fill(rest, [room] * self.count) if room > 0 else None
        if best is not None:
            low, high = total(rest) / self.count, room
            for _ in range(STEPS):
                middle = (low + high) / 2
                found = fill(rest, [middle] * self.count)
                low, high, best = (middle, high, best) if found is None else (low, middle, found)
            return best, len(pieces)
        slots: list[list[Piece]] = []
        while len(slots) < self.count and at < len(pieces) and room > 0:
            slot, after = take(pieces, at, room)
            if not slot:
                break
            slots.append(slot)
            at = after
        return slots, at


def _glued(pieces: Sequence[Piece]) -> list[Piece]:
    """Rows that are kept with the next one, up to the end of their list."""
    return [
        replace(piece, keep=number + 1 < len(pieces) and not _begins(pieces[number + 1]))
        for number, piece in enumerate(pieces)
    ]


def _begins(piece: Piece) -> bool:
    """Whether a list begins with it."""
    return not piece.heads and piece.gap > 0
