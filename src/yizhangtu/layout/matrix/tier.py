"""Columns of a matrix side by side: heads, bands of cells, common refusals, arrows, and where the columns lead."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from yizhangtu.draw import elements
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.badges import StepTarget
from yizhangtu.layout.card.looks import LOOKS
from yizhangtu.layout.card.tab import Tab
from yizhangtu.layout.matrix.arrange import matrix_of
from yizhangtu.layout.matrix.cell import CellBox, small_arrow
from yizhangtu.layout.matrix.columns import ChoiceColumn, ChoiceMatrix, ColumnEnd, MatrixCell, leads
from yizhangtu.layout.matrix.ends import EndBox
from yizhangtu.layout.matrix.head import Heads
from yizhangtu.layout.measure import Measure

LEADING = 1.25  # of the names of rows


class _BelowBand(NamedTuple):
    """What stands below a band, in u: the refusals, then the arrows down to the next band or to the ends."""

    refusals: float
    down: float


class ColumnTier:
    """Columns side by side."""

    def __init__(
        self,
        measure: Measure,
        width: float,
        columns: tuple[ChoiceColumn, ...],
        colours: Sequence[tuple[str, str]],
        brief: bool,
        own_ends: bool,
    ) -> None:
        style = measure.style.matrix
        self.measure = measure
        self._own = measure.in_cells
        self.matrix = matrix_of(columns)
        self._named = any(self.matrix.names)
        self._left = style.row_name + style.gap if self._named else 0.0
        self.widths = _widths(measure, self.matrix, width - self._left)
        self._lefts = [self._left + fsum(self.widths[:at]) + style.gap * at for at in range(len(columns))]
        self.heads = Heads(measure, columns, self.widths, colours)
        self._cells = [CellBox(self._own, self._span(c.left, c.right), c, brief) for c in self.matrix.cells]
        self._bars = [
            Tab(measure, self._span(one.left, one.right), one.exit, inset=True) for one in self.matrix.refusals
        ]
        self._own_ends = own_ends and any(end.exit for end in self.matrix.ends)
        self.bands = len(self.matrix.names)
        self._below = [self._line_below(band) for band in range(self.bands)]
        self._heights = self._band_heights()
        self._lower_edges: list[float] = []  # of the heads and of each band with its refusals, once painted
        self._ends = [
            EndBox(measure, self._span(one.left, one.right), one.exit) if one.exit else None for one in self.matrix.ends
        ]
        self._end_height = max((one.height for one in self._ends if one), default=0.0) if self._own_ends else 0.0
        below = fsum(line.refusals + line.down for line in self._below)
        self.height = self.heads.height + style.gap + fsum(self._heights) + below + self._end_height

    def middle(self, end: ColumnEnd) -> float:
        """The middle of an end, from the left."""
        return self._lefts[end.left] + self._span(end.left, end.right) / 2

    def _span(self, left: int, right: int) -> float:
        """The width of the columns left … right-1."""
        return fsum(self.widths[left:right]) + self.measure.style.matrix.gap * (right - left - 1)

    def _line_below(self, band: int) -> _BelowBand:
        style = self.measure.style.matrix
        bars = [bar.height for bar, one in zip(self._bars, self.matrix.refusals, strict=True) if one.band == band]
        refusals = max(bars) + 0.35 if bars else 0.0
        over = [cell for cell in self.matrix.cells if cell.bottom == band + 1]
        if band + 1 == self.bands and not self._own_ends:
            return _BelowBand(refusals, style.down_label - style.down if any(cell.onward for cell in over) else 0.0)
        down = style.down_label if any(cell.onward for cell in over) else style.down
        if any(cell.joined for cell in over):
            down = max(down, self.measure.style.tab_badge + 0.1)
        return _BelowBand(refusals, down)

    def _band_heights(self) -> list[float]:
        """The least heights of the bands."""
        heights = [self._name_height(name) for name in self.matrix.names]
        for cell, box in sorted(
            zip(self.matrix.cells, self._cells, strict=True), key=lambda pair: (pair[0].bottom, -pair[0].top)
        ):
            inner = self._below[cell.top : cell.bottom - 1]
            has = fsum(heights[cell.top : cell.bottom]) + fsum(line.refusals + line.down for line in inner)
            heights[cell.bottom - 1] += max(0.0, box.height - has)
        return heights

    def _name_height(self, name: str) -> float:
        return len(name) * self.measure.style.matrix.row_text * LEADING + 0.8 if name else 0.0

    @property
    def cells_height(self) -> float:
        """The height of all bands without what stands between them."""
        return fsum(self._heights)

    def paint(self, canvas: Canvas, x: float, y: float, scale: float, down: float) -> float:
        """Draw it, each band `scale` times as high as it must be, with `down` u more room for the arrows between bands;
        return its height."""
        style = self.measure.style.matrix
        for index in range(len(self.widths)):
            self.heads.paint(canvas, index, x + self._lefts[index], y)
        tops: list[tuple[float, float]] = []
        top = y + self.heads.height + style.gap
        for band, (height, line) in enumerate(zip(self._heights, self._below, strict=True)):
            tops.append((top, top + height * scale))
            more = down if band + 1 < self.bands else 0.0
            top += height * scale + line.refusals + line.down + more
        for cell, box in zip(self.matrix.cells, self._cells, strict=True):
            low = tops[cell.bottom - 1][1]
            box.paint(canvas, x + self._lefts[cell.left], tops[cell.top][0], low - tops[cell.top][0])
        for name, element, (upper, lower) in zip(self.matrix.names, self.matrix.named, tops, strict=True):
            if self._named:
                with canvas.element(element):
                    self._paint_name(canvas, name, x, upper, lower)
        for bar, one in zip(self._bars, self.matrix.refusals, strict=True):
            with canvas.element(one.element):
                bar.paint(canvas, x + self._lefts[one.left], tops[one.band][1] + 0.35)
        for band in range(self.bands - 1):
            lower = tops[band][1] + self._below[band].refusals
            self._paint_down(canvas, x, band, lower, tops[band + 1][0])
        edges = [lower + line.refusals for (_, lower), line in zip(tops, self._below, strict=True)]
        self._lower_edges = [y + self.heads.height, *edges]
        if self._own_ends:
            self.paint_arrows(canvas, x, top)
            for end, last in zip(self.matrix.ends, self._ends, strict=True):
                if last:
                    with canvas.element(end.element):
                        last.paint(canvas, x + self._lefts[end.left], top)
            top += self._end_height
        return top - y

    def _paint_name(self, canvas: Canvas, name: str, x: float, upper: float, lower: float) -> None:
        """The name of a row, from top to bottom."""
        style = self.measure.style
        size = style.matrix.row_text
        canvas.rect(x, upper, style.matrix.row_name, lower - upper, style.panel_radius, "dark")
        top = (upper + lower - len(name) * size * LEADING) / 2
        for index, char in enumerate(name):
            canvas.centred(x + style.matrix.row_name / 2, top + (index + 0.5) * size * LEADING, char, size, "white")

    def _paint_down(self, canvas: Canvas, x: float, band: int, upper: float, lower: float) -> None:
        """The arrows from the cells of a band to those below."""
        for cell in self.matrix.cells:
            for other in self.matrix.cells:
                joined = cell.bottom == band + 1 == other.top and cell.left < other.right and other.left < cell.right
                if joined and (cell.onward or leads(cell.rows[-1], other.rows[0])):
                    self._paint_arrow(canvas, x, cell, cell.left, cell.right, upper, lower)

    def plain_arrows(self) -> list[float]:
        """Where the arrows from the last cells stand, from left to right; none where one has an outcome."""
        last = [cell for cell in self.matrix.cells if cell.bottom == self.bands]
        if any(cell.onward for cell in last) or sum(cell.right - cell.left for cell in last) < len(self.widths):
            return []
        return sorted(self._lefts[cell.left] + self._span(cell.left, cell.right) / 2 for cell in last)

    def paint_arrows(self, canvas: Canvas, x: float, lower: float) -> None:
        """The arrows from the last cells of the columns, or from heads without cells, to where they lead."""
        for end in self.matrix.ends:
            index = end.left
            while end.exit and index < end.right:
                last = max(
                    (cell for cell in self.matrix.cells if cell.left <= index < cell.right),
                    key=lambda cell: cell.bottom,
                    default=None,
                )
                right = last.right if last else index + 1
                upper = self._lower_edges[last.bottom if last else 0]
                left = last.left if last else index
                self._paint_arrow(canvas, x, last, left, right, upper, lower)
                index = right

    def _paint_arrow(
        self, canvas: Canvas, x: float, cell: MatrixCell | None, left: int, right: int, upper: float, lower: float
    ) -> None:
        """An arrow down in the middle of columns, with the outcome of the last step of a cell right of it."""
        middle = x + self._lefts[left] + self._span(left, right) / 2
        small_arrow(canvas, self.measure, middle, upper + 0.1, lower - 0.1)
        style, left_end = self.measure.style, middle + 0.7
        if cell and cell.joined:
            target = StepTarget(self.measure, cell.joined.badge)
            left_end += target.width + 0.3
            with canvas.element(elements.part(cell.source, "target")):
                target.paint(canvas, left_end - 0.3, (upper + lower) / 2, "turn")
        if cell and cell.onward:
            down, top = cell.onward, lower - 0.1 - style.tab_leading
            room = middle + self._span(left, right) / 2 - left_end
            with canvas.element(elements.outcome(cell.rows[-1].node, down.outcome)):
                ink = LOOKS[down.tone].ink
                canvas.parts(left_end, top, room, down.parts, 1.0, style.tab_leading, ink, True)


def least_width(measure: Measure, column: ChoiceColumn) -> float:
    """The least width of a column: names look well in it, and deadlines are not broken."""
    style = measure.style
    inset = style.chip_icon + style.chip_icon_gap + 2 * style.matrix.cell_pad + 0.1
    deadlines = [measure.width(row.deadline, 1.0, True) for row in column.rows if row.deadline]
    longest = max((one for one in deadlines if one <= style.matrix.deadline_most), default=0.0)
    return max(style.matrix.column_min, longest + inset)


def _widths(measure: Measure, matrix: ChoiceMatrix, width: float) -> list[float]:
    """The widths of columns side by side, by what stands in them."""
    style = measure.style.matrix
    count = len(matrix.columns)
    room = width - style.gap * (count - 1)
    loads = [_load(column) ** 0.5 for column in matrix.columns]
    mean = fsum(loads) / count
    shares = [min(max(load / mean, style.narrow), style.wide) for load in loads]
    least = [least_width(measure, column) for column in matrix.columns]
    widths = [room * share / fsum(shares) for share in shares]
    if any(one < low for one, low in zip(widths, least, strict=True)):
        spare = max(0.0, room - fsum(least))
        widths = [low + spare / count for low in least]
    return [one * room / fsum(widths) for one in widths]


def _load(column: ChoiceColumn) -> float:
    """About how much text stands in a column."""
    return 8.0 + fsum(
        12 + len(row.title) * 1.5 + len(row.detail) + len(row.handler) + len(row.deadline)
        + sum(len(remark.text) for remark in row.remarks)
        for row in column.rows
    )  # fmt: skip
