"""The strip of a phase: a number in a circle and the name from top to bottom, pointing down; and its head on narrow
sheets, a bar above its first row."""

from typing import NamedTuple

from yizhangtu.draw.canvas import ASCENT, Canvas
from yizhangtu.layout.measure import Measure
from yizhangtu.model.words import numeral

BEFORE_END = 0.5  # u: how far before its last row a strip on a rail ends, but for its point
LEADING = 1.18  # of the characters of a name
STEP = 0.05  # u between two sizes that are compared


class Strip(NamedTuple):
    """The strip of one phase; `phase` counts from 0."""

    measure: Measure
    phase: int
    name: str

    @property
    def least(self) -> float:
        """The least height at which the name is legible."""
        style = self.measure.style
        columns = max(1, int((style.strip - 0.3) / style.strip_text_min))
        lines = -(-len(self.name) // columns)
        return 2 * style.strip_badge + 1.0 + lines * style.strip_text_min * LEADING

    def paint(self, canvas: Canvas, y: float, height: float) -> None:
        """Draw it at the left edge from y down; its point reaches below `height`. A name too long for one column of
        characters is set in lines of two or more, smaller where it must be, never below the smallest text."""
        with canvas.element(f"phase-{self.phase}"):
            self._paint(canvas, y, height)

    def _paint(self, canvas: Canvas, y: float, height: float) -> None:
        style = self.measure.style
        width, r = style.strip, 0.5
        middle = width / 2
        canvas.rect(0.0, y, width, height, (r, 0, 0, r / 2), "dark")
        tip = y + height + style.strip_point
        canvas.polygon(((0.0, y + height - 0.4), (width, y + height - 0.4), (middle, tip)), "dark", "dark", 0.05)
        size, columns = self._fit(height - 2 * style.strip_badge - 0.9)
        lines = [self.name[at : at + columns] for at in range(0, len(self.name), columns)]
        block = 2 * style.strip_badge + 0.45 + len(lines) * size * LEADING
        top = y + max(0.25, (height - block) / 2)
        number = numeral(self.phase + 1)
        canvas.circle(middle, top + style.strip_badge, style.strip_badge, "paper")
        canvas.centred(middle, top + style.strip_badge, number, 1.25 if len(number) == 1 else 1.0, "dark")
        top += 2 * style.strip_badge + 0.45
        for index, chars in enumerate(lines):
            baseline = top + (index + 0.5) * size * LEADING + (ASCENT - 0.5) * size
            used = self.measure.width(chars, size, True)
            for line in canvas.typesetter.lines(chars, 1e9, True):  # none where all of it is blank
                for run in line.runs:
                    canvas.label(middle - used / 2 + run.x * size, baseline, run.text, size, "white", True)

    def _fit(self, height: float) -> tuple[float, int]:
        """Largest text size, and characters per line, at which the name stands in `height` u."""
        style = self.measure.style
        width, least = style.strip - 0.3, style.strip_text_min
        for columns in (1, 2, 3, 4):
            size = min(style.strip_text, width / columns)
            lines = -(-len(self.name) // columns)
            while size >= least - 1e-9:
                if lines * size * LEADING <= height:
                    return size, columns
                size -= STEP
        return least, max(1, int(width / least))  # a strip that is at least `least` high has room for this


class PhaseHead(NamedTuple):
    """The bar of one phase, `width` u wide; `phase` counts from 0."""

    measure: Measure
    phase: int
    name: str
    width: float

    @property
    def height(self) -> float:
        """As high as its name needs."""
        style = self.measure.style
        lines = self.measure.lines(self.name, self._room, style.phase_text, True)
        return max(lines * style.phase_text * LEADING, 2 * style.phase_badge) + 2 * style.phase_pad

    @property
    def _left(self) -> float:
        style = self.measure.style
        return 2 * style.phase_badge + 5 * style.phase_pad

    @property
    def _room(self) -> float:
        return self.width - self._left - self.measure.style.phase_pad

    def paint(self, canvas: Canvas, y: float) -> None:
        """Draw it from y down."""
        style = self.measure.style
        with canvas.element(f"phase-{self.phase}"):
            canvas.rect(0.0, y, self.width, self.height, 0.35, "dark")
            middle = y + self.height / 2
            centre = style.phase_pad * 2 + style.phase_badge
            canvas.circle(centre, middle, style.phase_badge, "paper")
            canvas.centred(centre, middle, numeral(self.phase + 1), 1.0, "dark")
            leading = style.phase_text * LEADING
            top = middle - self.measure.lines(self.name, self._room, style.phase_text, True) * leading / 2
            canvas.text(self._left, top, self._room, self.name, style.phase_text, leading, "white", True)


def strip_reach(measure: Measure) -> float:
    """How far the point of a strip on a rail reaches beyond the last row."""
    return measure.style.strip_point - BEFORE_END + 0.03
