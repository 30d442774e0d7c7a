"""A canvas that keeps the rectangles drawn on it as such, to ask where boxes stand."""

from collections.abc import Sequence
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.draw.shapes import Radius
from yizhangtu.text import Typesetter


class DrawnBox(NamedTuple):
    """A rectangle, in u."""

    x: float
    y: float
    width: float
    height: float
    radius: Radius


class BoxCanvas(Canvas):
    """A canvas with the list of its rectangles."""

    def __init__(self, typesetter: Typesetter, unit: float) -> None:
        super().__init__(typesetter, unit)
        self.boxes: list[DrawnBox] = []

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        radius: Radius = 0.0,
        fill: str = "",
        stroke: str = "",
        width: float = 0.0,
        dash: Sequence[float] = (),
    ) -> None:
        self.boxes.append(DrawnBox(x, y, w, h, radius))
        super().rect(x, y, w, h, radius, fill, stroke, width, dash)
