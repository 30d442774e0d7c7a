"""Arrows: straight to the right, straight down, or turning into the next row, each with its outcome's label."""

from collections.abc import Sequence
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.draw.elements import ARROW
from yizhangtu.layout.card.looks import LOOKS
from yizhangtu.layout.measure import Measure
from yizhangtu.model.guide import Tone

Point = tuple[float, float]
NOTCH = 0.72  # of an arrow head's length: how far its tail is cut in
SHAFT = 0.7  # of an arrow head's length: how far its line ends before the tip
LEADING = 1.12  # of characters one below the other


class Arrows(NamedTuple):
    """Draws arrows on a canvas. Each method that draws a whole arrow returns the points of its line."""

    canvas: Canvas
    measure: Measure

    def head(self, tip: Point, direction: Point, fill: str = "line") -> None:
        """An arrow head; `direction` is a unit vector."""
        style = self.measure.style
        (x, y), (dx, dy) = tip, direction
        length, half = style.arrow_head, style.arrow_half
        bx, by = x - dx * length, y - dy * length
        notch = length * NOTCH
        with self.canvas.element(ARROW):
            self.canvas.polygon(
                (
                    (x, y),
                    (bx - dy * half, by + dx * half),
                    (x - dx * notch, y - dy * notch),
                    (bx + dy * half, by - dx * half),
                ),
                fill,
            )

    def shaft(self, points: Sequence[Point], corner: float = 0.0) -> None:
        """The line of an arrow."""
        with self.canvas.element(ARROW):
            self.canvas.line(points, "line", self.measure.style.arrow, (), corner)

    def pill(self, text: str, cx: float, cy: float, tone: Tone) -> None:
        """An outcome on its arrow, on one line."""
        style = self.measure.style
        width = self.measure.width(text, style.pill_text, True) + 2 * style.pill_inset + 0.3
        ink, high = LOOKS[tone].ink, style.pill
        self.canvas.rect(cx - width / 2, cy - high / 2, width, high, high / 2, "paper", ink, style.border)
        with self.canvas.part("label"):
            self.canvas.centred(cx, cy, text, style.pill_text, ink)

    def rail_pill(self, text: str, x: float, cy: float, left: float, right: float, tone: Tone) -> None:
        """An outcome on the rail, between `left` and `right`: a long one reaches over the cards' side, a very long one
        takes several lines."""
        style, ink = self.measure.style, LOOKS[tone].ink
        size, room = style.pill_text, right - left - 2 * style.pill_inset
        lines = self.canvas.typesetter.lines(text, round(room / size, 4), True)
        width = max(line.width for line in lines) * size + 2 * style.pill_inset
        high = style.pill + (len(lines) - 1) * style.pill_leading
        cx = max(x, width / 2 + left)
        self.canvas.rect(cx - width / 2, cy - high / 2, width, high, style.pill / 2, "paper", ink, style.border)
        top = cy - len(lines) * style.pill_leading / 2
        with self.canvas.part("label"):
            for number, line in enumerate(lines):
                at = top + number * style.pill_leading
                self.canvas.text_line(cx - line.width * size / 2, at, line, size, style.pill_leading, ink, True)

    def right(self, start: Point, end: float, label: str, tone: Tone) -> tuple[Point, ...]:
        """From one card to its right neighbour at x = `end`; the outcome stands upright on it."""
        style, (x, y) = self.measure.style, start
        self.shaft(((x, y), (end - style.arrow_head * SHAFT, y)))
        self.head((end - 0.06, y), (1, 0))
        if label:
            self._upright(label, (x + end - style.arrow_head) / 2, y, LOOKS[tone].ink)
        return (x, y), (end, y)

    def _upright(self, text: str, cx: float, cy: float, ink: str) -> None:
        """A label with its characters one below the other. Only short outcomes stand on arrows (`looks.arrow_pill`)."""
        style, canvas = self.measure.style, self.canvas
        size = style.pill_text
        width = max([self.measure.width(c, size, True) for c in text] or [1.0]) + 0.6
        height = len(text) * size * LEADING + 0.7
        canvas.rect(cx - width / 2, cy - height / 2, width, height, width / 2, "paper", ink, style.border)
        top = cy - len(text) * size * LEADING / 2
        for index, char in enumerate(text):
            with canvas.part("label"):
                canvas.centred(cx, top + (index + 0.5) * size * LEADING, char, size, ink)

    def down(self, start: Point, end: float, label: str, tone: Tone) -> tuple[Point, ...]:
        """Straight down to y = `end`, the outcome just under the source."""
        style, (x, y) = self.measure.style, start
        self.shaft(((x, y), (x, end - style.arrow_head * SHAFT)))
        self.head((x, end - 0.06), (0, 1))
        if label:
            self.pill(label, x, y + style.pill / 2 - 0.25, tone)
        return (x, y), (x, end)

    def turn(self, start: Point, end: Point, label: str, rise: float, tone: Tone) -> tuple[Point, ...]:
        """Down, across the gap between two rows, and down into the next card; `rise` is what stands above that card."""
        style = self.measure.style
        (x1, y1), (x2, y2) = start, end
        top = y1 + (style.pill - 0.25 if label else 0.0)
        low = y2 - rise - 0.25
        y = top + (low - top) * 0.5 if low - top > 0.6 else (y1 + y2 - style.arrow_head) / 2
        y = min(y, y2 - style.arrow_head - 0.3)
        self.shaft(((x1, y1), (x1, y), (x2, y), (x2, y2 - style.arrow_head * SHAFT)), style.corner)
        self.head((x2, y2 - 0.06), (0, 1))
        if label:
            self.pill(label, x1, y1 + style.pill / 2 - 0.25, tone)
        return (x1, y1), (x1, y), (x2, y), (x2, y2)


def rail_pill_width(measure: Measure, text: str) -> float:
    """Width of an outcome on one line on the rail."""
    return measure.width(text, measure.style.pill_text, True) + 2 * measure.style.pill_inset
