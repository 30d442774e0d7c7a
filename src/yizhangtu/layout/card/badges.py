"""The number of a step and where an exit leads: their room, and their drawing."""

from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.measure import Measure
from yizhangtu.model.guide import Tone
from yizhangtu.model.line import Card, Exit, Shape, Way

ICONS = {Way.BACK: "arrow-u-up-left", Way.AGAIN: "arrow-clockwise"}  # other exits lead on
STOPS = {Tone.GOOD: "ok", Tone.BAD: "fail", Tone.NEUTRAL: "line"}  # colours of 办结 and 到此
DIGITS = 1.0  # u: text of the number of a step that an exit or entrance names


class Badge(NamedTuple):
    """The solid number of a step: ● ◆ or a pill, `size` u high, its text `digits` u."""

    measure: Measure
    card: Card
    size: float
    digits: float

    @property
    def half(self) -> float:
        """Half the diagonal of a ◆ that holds the number."""
        style, text = self.measure.style, self.measure.width(self.card.badge, self.digits, True)
        return max(style.diamond * self.size / style.badge, text / 2 + 0.55)

    @property
    def width(self) -> float:
        """Room that it takes from the name of the step."""
        if self.card.shape is Shape.CHECK:
            return 2 * self.half
        return pill_width(self.measure, self.card.badge, self.size, self.digits)

    @property
    def height(self) -> float:
        """A ◆ is higher than a ●."""
        return 2 * self.half if self.card.shape is Shape.CHECK else self.size

    def paint(self, canvas: Canvas, x: float, cy: float) -> None:
        """Draw it with its left edge at x, centred on cy."""
        size, text = self.size, self.card.badge
        if self.card.shape is Shape.CHECK:
            half = self.half
            cx = x + half
            canvas.polygon(((cx, cy - half), (cx + half, cy), (cx, cy + half), (cx - half, cy)), "dark", "dark", 0.12)
            with canvas.part("number"):
                canvas.centred(cx, cy, text, self.digits, "white")
            canvas.mark("check")
            return
        width = self.width
        canvas.rect(x, cy - size / 2, width, size, size / 2, "dark")
        with canvas.part("number"):
            canvas.centred(x + width / 2, cy, text, self.digits, "white")


def card_badge(measure: Measure, card: Card) -> Badge:
    """The number on a card."""
    return Badge(measure, card, measure.style.badge, measure.style.badge_text)


def panel_badge(measure: Measure, card: Card) -> Badge:
    """The number of a step inside a panel."""
    return Badge(measure, card, measure.style.panel_badge, measure.style.panel_badge_text)


def rail_badge(measure: Measure, card: Card) -> Badge:
    """The number on the rail."""
    return Badge(measure, card, measure.style.rail_badge, measure.style.badge_text)


def pill_width(measure: Measure, text: str, size: float, digits: float) -> float:
    """Width of a round badge: its diameter, or more for a text like "6–8"."""
    return max(size, measure.width(text, digits, True) + measure.style.pill_pad)


class StepTarget(NamedTuple):
    """The outlined number of another step, set against a right edge."""

    measure: Measure
    badge: str

    @property
    def width(self) -> float:
        """Room that it takes."""
        return pill_width(self.measure, self.badge, self.measure.style.tab_badge, DIGITS)

    def paint(self, canvas: Canvas, right: float, cy: float, ink: str) -> None:
        """Draw it with its right edge at `right`, centred on cy."""
        size, width = self.measure.style.tab_badge, self.width
        canvas.rect(right - width, cy - size / 2, width, size, size / 2, "paper", ink, self.measure.style.border)
        canvas.centred(right - width / 2, cy, self.badge, DIGITS, ink)


class Pointer(NamedTuple):
    """Where an exit leads, set against a right edge: ↩ ④, → ⑯, ↻ ④, 办结 or 到此."""

    measure: Measure
    exit: Exit

    @property
    def width(self) -> float:
        """Room for arrow and number, or for 办结."""
        style = self.measure.style
        if self.exit.way is Way.END:
            return self.measure.width(self.exit.stop, style.tag, True) + 2 * style.tag_pad
        return style.tab_icon + 0.2 + StepTarget(self.measure, self.exit.badge).width

    def paint(self, canvas: Canvas, right: float, cy: float, ink: str) -> None:
        """Draw it with its right end at `right`, centred on cy."""
        with canvas.part("target"):
            self._paint(canvas, right, cy, ink)

    def _paint(self, canvas: Canvas, right: float, cy: float, ink: str) -> None:
        style, width = self.measure.style, self.width
        if self.exit.way is Way.END:
            canvas.rect(right - width, cy - style.tag_height / 2, width, style.tag_height, 0.3, STOPS[self.exit.tone])
            canvas.centred(right - width / 2, cy, self.exit.stop, style.tag, "white")
            return
        StepTarget(self.measure, self.exit.badge).paint(canvas, right, cy, ink)
        icon = ICONS.get(self.exit.way, "arrow-right")
        canvas.icon(icon, right - width, cy - style.tab_icon / 2, style.tab_icon, ink)
