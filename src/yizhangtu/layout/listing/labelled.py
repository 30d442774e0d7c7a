"""Labels and values of a row → lines below its name: a line for each label, two side by side where both are short."""

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.measure import Measure
from yizhangtu.style.tables.listing_style import ListingStyle

SLACK = 0.05  # u: a text almost as wide as its space is wrapped by the typesetter


class Value(NamedTuple):
    """A label and its value, which is the part `part` of its row."""

    label: str
    text: str
    bold: bool = False
    part: str = ""


class LabelledLines(NamedTuple):
    """The values of rows in `width` u. Values begin below one another, `inset` u from the left; that of a wider label
    begins behind it, or on the next line."""

    measure: Measure
    style: ListingStyle
    width: float
    inset: float

    @classmethod
    def of(cls, measure: Measure, style: ListingStyle, width: float, labels: Sequence[str]) -> "LabelledLines":
        """Lines for rows with these labels."""
        most = width * style.stack.label_most
        fitting = [wide for label in labels if (wide := measure.width(label)) <= most]
        return cls(measure, style, width, max(fitting, default=0.0) + style.stack.label_gap if fitting else 0.0)

    def height(self, values: Sequence[Value]) -> float:
        """The height of the lines of one row."""
        return fsum(max(map(self._height, line)) for line in self._lines(values))

    def paint(self, canvas: Canvas, x: float, y: float, values: Sequence[Value]) -> None:
        """Draw the lines of one row from (x, y) down."""
        for line in self._lines(values):
            for at, value in enumerate(line):
                self._value(canvas, x + at * (self._half + self.style.stack.column_gap), y, value)
            y += max(map(self._height, line))

    @property
    def _half(self) -> float:
        """The width of one of two values side by side."""
        return (self.width - self.style.stack.column_gap) / 2

    def _lines(self, values: Sequence[Value]) -> list[tuple[Value, ...]]:
        """The values of each line: two where both need no more than half of it."""
        found: list[tuple[Value, ...]] = []
        for value in values:
            if found and len(found[-1]) == 1 and self._is_short(found[-1][0]) and self._is_short(value):
                found[-1] = (found[-1][0], value)
            else:
                found.append((value,))
        return found

    def _is_short(self, value: Value) -> bool:
        needed = self.inset + self.measure.width(value.text, 1.0, value.bold) + SLACK
        wide, plain = self.width >= self.style.stack.two, "\n" not in value.text
        return wide and plain and self._left(value) == self.inset and needed <= self._half

    def _left(self, value: Value) -> float:
        """Where the value begins; 0 for the next line."""
        own = self.measure.width(value.label) + self.style.stack.label_gap
        if own <= self.inset + SLACK:
            return self.inset
        fits = "\n" not in value.text and own + self.measure.width(value.text, 1.0, value.bold) + SLACK <= self.width
        return own if fits else 0.0

    def _height(self, value: Value) -> float:
        left = self._left(value)
        lines = self.measure.lines(value.text, self.width - left, 1.0, value.bold)
        above = 0 if left else self.measure.lines(value.label, self.width)
        return (lines + above) * self.style.leading

    def _value(self, canvas: Canvas, x: float, y: float, value: Value) -> None:
        left, leading = self._left(value), self.style.leading
        height = canvas.text(x, y, left or self.width, value.label, 1.0, leading, "dark")
        top = y if left else y + height
        with canvas.part(value.part):
            canvas.text(x + left, top, self.width - left, value.text, 1.0, leading, "ink", value.bold)
