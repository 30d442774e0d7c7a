"""A choice as a card of the rows form: the step as a bar, and below it its matrix."""

from __future__ import annotations

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.card import CardBox
from yizhangtu.layout.matrix.body import MatrixBody
from yizhangtu.layout.matrix.columns import beside_columns
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Card

GAP = 0.55  # u: between the bar and the line above the columns


class MatrixBox:
    """A choice at `width` u, in place of a `CardBox`."""

    def __init__(self, measure: Measure, card: Card, width: float, level: int = 3) -> None:
        self.card = card
        self.width = width
        source = card._replace(panels=(), exits=beside_columns(card), linked=False, arrow=None)
        self._bar = CardBox(measure, source, width, level, flat=True)
        self._body = MatrixBody(measure, width, card, level < 3)
        self.height = self._bar.height + GAP + self._body.height

    @property
    def bad(self) -> int:
        """Lines that name and conditions take beyond what looks well."""
        return self._bar.bad + max(0, self._body.most_lines - 2)

    def arrow_height(self, height: float) -> float:
        """How far below the top an arrow to the right starts."""
        return height / 2

    def way_out(self, node: int) -> float:
        """Where the arrow to the step `node` below starts, from the left."""
        return self._body.way_out(node)

    def paint(self, canvas: Canvas, x: float, y: float, height: float) -> None:
        """Draw it `height` u high; spare height goes to the cells."""
        self._bar.paint(canvas, x, y, self._bar.height)
        top = self._bar.height + GAP
        self._body.paint(canvas, x, y + top, height - top)
