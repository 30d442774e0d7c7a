"""Lines of a cell: text, large numbers, tags and the prohibition sign side by side → shapes on a canvas."""

from math import fsum
from typing import NamedTuple

from yizhangtu.draw.canvas import ASCENT, Canvas
from yizhangtu.text import TextLine

RING, DIAGONAL = 0.14, 0.5**0.5
SIGN = "sign"  # the prohibition sign, as on a road sign: an open ring


class Letters(NamedTuple):
    """The size (u), colour, weight and leading of a text."""

    size: float
    fill: str = "ink"
    bold: bool = False
    leading: float = 0.0  # 0: that of cells


class Bit(NamedTuple):
    """Text on the baseline of its line, a tag (城) or, without a text, an icon."""

    x: float
    width: float
    size: float
    text: TextLine | None = None
    fill: str = "ink"
    bold: bool = False
    icon: str = ""
    tag: str = ""


class BitLine(NamedTuple):
    """Bits side by side; `baseline` from the top of the line."""

    height: float
    width: float
    baseline: float
    bits: tuple[Bit, ...]


class LineBlock(NamedTuple):
    """Lines one below the other, aligned left (0), centred (.5) or right (1). `even`: every text is on one line."""

    lines: tuple[BitLine, ...]
    even: bool = True
    align: float = 0.5

    @property
    def height(self) -> float:
        return fsum(line.height for line in self.lines)

    @property
    def width(self) -> float:
        return max((line.width for line in self.lines), default=0.0)

    def paint(self, canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
        """Paint it in an area, vertically centred."""
        y += (height - self.height) / 2
        for line in self.lines:
            left = x + (width - line.width) * self.align
            for bit in line.bits:
                _paint(canvas, bit, left + bit.x, y, line)
            y += line.height


def _paint(canvas: Canvas, bit: Bit, x: float, y: float, line: BitLine) -> None:
    base = y + line.baseline
    if bit.icon:
        prohibition(canvas, x + bit.size / 2, y + line.height / 2, bit.size, bit.fill)
    elif bit.tag:
        middle = base - (ASCENT - 0.5) * bit.size
        side = bit.width
        canvas.rect(x, middle - side / 2, side, side, 0.25, "paper", bit.fill, 0.1)
        canvas.centred(x + side / 2, middle, bit.tag, bit.size, bit.fill)
    elif bit.text:
        for run in bit.text.runs:
            canvas.label(x + run.x * bit.size, base, run.text, bit.size, bit.fill, bit.bold)


def prohibition(canvas: Canvas, cx: float, cy: float, size: float, fill: str) -> None:
    """The sign of prohibition: a ring and a bar."""
    thick = size * RING
    r = (size - thick) / 2
    reach = r * DIAGONAL
    canvas.circle(cx, cy, r, "", fill, thick)
    canvas.line(((cx - reach, cy - reach), (cx + reach, cy + reach)), fill, thick)
