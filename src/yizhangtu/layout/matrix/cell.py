"""The steps of one cell of a matrix, one below the other, each with number, name, handler, deadline and marks."""

from __future__ import annotations

from math import fsum

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.panel import PlacedPart, row_height, row_parts
from yizhangtu.layout.flow.arrows import Arrows
from yizhangtu.layout.matrix.columns import MatrixCell, leads
from yizhangtu.layout.measure import Measure

ARROW = 1.0  # u: between two steps that follow one another
APART = 0.45  # u: between two that do not


class CellBox:
    """A cell `width` u wide; `measure` is that of steps in cells. Its parts are made when it is painted."""

    def __init__(self, measure: Measure, width: float, cell: MatrixCell, brief: bool) -> None:
        self.measure = measure
        self.width = width
        self.cell = cell
        self._pad = measure.style.matrix.cell_pad
        self._brief = brief
        self._inner = width - 2 * self._pad
        self._gaps = [
            ARROW if leads(one, other) else APART for one, other in zip(cell.rows, cell.rows[1:], strict=False)
        ]
        rows = fsum(row_height(measure, row, self._inner, brief) for row in cell.rows)
        self.height = rows + fsum(self._gaps) + 2 * self._pad

    def paint(self, canvas: Canvas, x: float, y: float, height: float) -> None:
        """Draw it `height` u high; spare height stays empty below."""
        style = self.measure.style
        mine = all(row.mine for row in self.cell.rows)
        fill = "tint" if mine else "paper"
        canvas.rect(x, y, self.width, height, style.panel_radius, fill, "mid", style.panel_border * 1.4)
        top = y + self._pad
        for number, row in enumerate(self.cell.rows):
            step = row_parts(self.measure, row, self._inner, self._brief)
            if number:
                gap = self._gaps[number - 1]
                if gap == ARROW:
                    middle = x + self._pad + style.panel_badge / 2
                    small_arrow(canvas, self.measure, middle, top + 0.1, top + gap - 0.1)
                top += gap
            top = _paint_parts(canvas, step, x + self._pad, top)


def _paint_parts(canvas: Canvas, parts: list[PlacedPart], x: float, y: float) -> float:
    """Draw the parts of a step; return their lower end."""
    for gap, indent, part, element in parts:
        y += gap
        with canvas.element(element):
            part.paint(canvas, x + indent, y)
        y += part.height
    return y


def small_arrow(canvas: Canvas, measure: Measure, x: float, top: float, bottom: float) -> None:
    """A short arrow down from `top` to `bottom`."""
    style = measure.style
    low = style._replace(arrow=style.arrow * 0.8, arrow_head=0.8, arrow_half=0.42)
    arrows = Arrows(canvas, Measure(low, measure.typesetter))
    if bottom - top > 0.8:
        arrows.shaft(((x, top), (x, bottom - 0.5)))
    arrows.head((x, bottom), (0.0, 1.0))
