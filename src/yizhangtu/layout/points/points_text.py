"""Short paragraphs one below the other → their height at a width, and their position centred in a cell."""

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.measure import Measure
from yizhangtu.style.icons import IconSet
from yizhangtu.style.tables.points_style import PointsStyle

CONTINUED = "（续）"
STOPS = "。；！？.;!?"
FREE = 0.06  # u beside a text that stands on one line, so that rounding never wraps it


class Tools(NamedTuple):
    """What all pieces of the points share: measure, lengths (styles/tables/points.yaml) and pictograms."""

    measure: Measure
    style: PointsStyle
    icons: IconSet

    def width(self, text: str, size: float = 1.0, bold: bool = False) -> float:
        """Width in u of a text on one line, with the room that keeps it there."""
        return self.measure.width(text, size, bold) + FREE


class Paragraph(NamedTuple):
    """A paragraph; the part `part` of the element that it is painted into."""

    text: str
    size: float = 1.0
    bold: bool = False
    fill: str = "ink"
    leading: float = 1.32
    gap: float = 0.0  # above it
    balanced: bool = False
    part: str = ""

    def height(self, measure: Measure, width: float) -> float:
        """With the gap above it; of an empty text nothing."""
        count = measure.lines(self.text, width, self.size, self.bold)
        return count * self.size * self.leading + self.gap if count else 0.0

    def paint(self, canvas: Canvas, x: float, y: float, width: float, align: float = 0.0) -> float:
        """Paint it from y down; return its lower end."""
        if not self.text:
            return y
        y += self.gap
        leading = self.leading
        with canvas.part(self.part):
            size, text = self.size, self.text
            return y + canvas.text(x, y, width, text, size, leading, self.fill, self.bold, self.balanced, align)


def heights(measure: Measure, words: Sequence[Paragraph], width: float) -> float:
    """Height of paragraphs one below the other."""
    return fsum(one.height(measure, width) for one in words)


def paint_all(
    canvas: Canvas, words: Sequence[Paragraph], at: tuple[float, float], width: float, align: float = 0.0
) -> float:
    """Paint paragraphs one below the other from `at` (x, y) down; return their lower end."""
    x, y = at
    for one in words:
        y = one.paint(canvas, x, y, width, align)
    return y


def joined(texts: Sequence[str]) -> str:
    """Remarks as one text."""
    text = ""
    for one in texts:
        text += one if not text or text[-1] in STOPS else f"；{one}"
    return text
