"""Pieces of a card: each knows its height at a width and can paint itself there.

A piece only counts its lines until it is painted, so that thousands of sizes can be tried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol

from yizhangtu.draw.canvas import Canvas
from yizhangtu.model.line import Card, Exit, Line, Shape, Way
from yizhangtu.model.style import FlowStyle
from yizhangtu.text import Typesetter

TAB_DIGITS = 1.0  # u: the number of a step that a tab points to


MOST_CARDS = 2000  # that are kept with what was measured of them


@dataclass(frozen=True, slots=True)
class Measure:
    """What every piece needs: the designer's lengths and the measure of text."""

    style: FlowStyle
    typesetter: Typesetter
    sizes: dict[tuple[Card, int], dict[int, tuple[float, int, float]]] = field(default_factory=dict, hash=False)
    naturals: dict[int, tuple[Card, float]] = field(default_factory=dict, hash=False)
    slots: dict[int, tuple[Card, float]] = field(default_factory=dict, hash=False)
    forms: dict[tuple[object, ...], tuple[Line, Any]] = field(default_factory=dict, hash=False)
    folded: dict[int, tuple[object, Sequence[Line], Sequence[str]]] = field(default_factory=dict, hash=False)

    def known(self, card: Card, level: int) -> dict[int, tuple[float, int, float]]:
        """What has been measured of a card at a level: equal cards are tried in many layouts of one guide."""
        return self.sizes.setdefault((card, level), {})

    def forget(self) -> None:
        """Let go of what was measured for one guide, so that a run over many does not grow. What was folded ahead
        stays: its guide is still to come."""
        self.sizes.clear()
        self.naturals.clear()
        self.slots.clear()
        self.forms.clear()

    def natural(self, card: Card) -> float:
        """Width in u of who and when on one line."""
        known = self.naturals.get(id(card))
        if known is None:
            _make_room(self.naturals)
            known = self.naturals[id(card)] = (card, _natural(self, card))
        return known[1]

    def slot(self, card: Card, width_of: Callable[[Measure, Card], float]) -> float:
        """Room that the number and marks of a card take in a panel, measured once."""
        known = self.slots.get(id(card))
        if known is None:
            _make_room(self.slots)
            known = self.slots[id(card)] = (card, width_of(self, card))
        return known[1]

    def lines(self, text: str, width: float, size: float = 1.0, bold: bool = False) -> int:
        """How many lines `text` takes in `width` u at `size` u."""
        return self.typesetter.count(text, round(width / size, 4), bold) if text else 0

    def width(self, text: str, size: float = 1.0, bold: bool = False) -> float:
        """Width in u of `text` on one line."""
        return self.typesetter.width(text, bold) * size


def _make_room(known: dict[int, tuple[Card, float]]) -> None:
    if len(known) >= MOST_CARDS:
        known.clear()


class Part(Protocol):
    """A piece of a card at a fixed width."""

    @property
    def height(self) -> float: ...

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it with its top left corner at (x, y)."""


@dataclass(eq=False)
class Para:
    """Wrapped text, with an icon before its first line if there is one."""

    measure: Measure
    width: float
    text: str
    fill: str = "ink"
    bold: bool = False
    icon: str = ""
    icon_fill: str = "dark"
    size: float = 1.0

    @property
    def _inset(self) -> float:
        return (self.measure.style.chip_icon + self.measure.style.chip_icon_gap) * self.size if self.icon else 0.0

    @cached_property
    def height(self) -> float:
        count = self.measure.lines(self.text, self.width - self._inset, self.size, self.bold)
        return count * self.size * self.measure.style.body_leading

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        style = self.measure.style
        if self.icon:
            side = style.chip_icon * self.size
            canvas.icon(self.icon, x, y + (style.body_leading * self.size - side) / 2, side, self.icon_fill)
        canvas.text(
            x + self._inset,
            y,
            self.width - self._inset,
            self.text,
            self.size,
            style.body_leading,
            self.fill,
            self.bold,
        )


@dataclass(eq=False)
class Chips:
    """谁来办 and 几天: on one line where both fit, else one below the other."""

    measure: Measure
    width: float
    card: Card
    right: bool = False  # set against the right edge (the rail)

    @property
    def who(self) -> tuple[str, str, bool, str] | None:
        card = self.card
        return (card.handler_icon, card.handler, False, "dark") if card.handler else None

    @property
    def when(self) -> tuple[str, str, bool, str] | None:
        return ("clock", self.card.deadline, True, "line") if self.card.deadline else None

    @cached_property
    def _chips(self) -> list[tuple[str, str, bool, str]]:
        return [chip for chip in (self.who, self.when) if chip]

    @property
    def natural(self) -> float:
        """Width of both on one line."""
        return self.measure.natural(self.card)

    @cached_property
    def _single(self) -> bool:
        return self.natural <= self.width

    @cached_property
    def height(self) -> float:
        style = self.measure.style
        if self._single:
            return style.chip_line if self._chips else 0.0
        inset = style.chip_icon + style.chip_icon_gap
        height = 0.0
        for _, text, bold, _ in self._chips:
            count = self.measure.lines(text, self.width - inset, 1.0, bold)
            height += style.chip_line + (count - 1) * style.body_leading
        return height

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        style = self.measure.style
        inset = style.chip_icon + style.chip_icon_gap
        if self._single and self.right:
            x += self.width - self.natural
        for icon, text, bold, fill in self._chips:
            width = self.measure.width(text, 1.0, bold) if self._single else self.width - inset
            canvas.icon(icon, x, y + (style.chip_line - style.chip_icon) / 2, style.chip_icon, fill)
            top = y + (style.chip_line - style.body_leading) / 2
            height = canvas.text(x + inset, top, width + 0.05, text, 1.0, style.body_leading, "ink", bold)
            if self._single:
                x += inset + width + style.chip_gap
            else:
                y += style.chip_line + height - style.body_leading


def lean(measure: Measure) -> Measure:
    """The kit for ruled rows: lower tabs."""
    style = measure.style
    return Measure(replace(style, tab_badge=style.row_tab_badge, tab_pad=style.row_tab_pad), measure.typesetter)


def _natural(measure: Measure, card: Card) -> float:
    """Width in u of who and when on one line."""
    style = measure.style
    texts = [(text, bold) for text, bold in ((card.handler, False), (card.deadline, True)) if text]
    widths = [measure.width(text, 1.0, bold) for text, bold in texts]
    inset = style.chip_icon + style.chip_icon_gap
    return sum(widths) + len(widths) * inset + style.chip_gap * max(0, len(widths) - 1)


def badge_width(measure: Measure, text: str, size: float, digits: float) -> float:
    """Width of a round badge: its diameter, or more for a text like "6–8"."""
    return max(size, measure.width(text, digits, True) + measure.style.pill_pad)


def badge_height(measure: Measure, shape: Shape, text: str, size: float, digits: float) -> float:
    """Height of a number: a ◆ is higher than a ●."""
    return 2 * _half(measure, text, size, digits) if shape is Shape.CHECK else size


def _half(measure: Measure, text: str, size: float, digits: float) -> float:
    """Half the diagonal of a ◆ that holds `text`."""
    return max(measure.style.diamond * size / measure.style.badge, measure.width(text, digits, True) / 2 + 0.55)


def paint_badge(
    canvas: Canvas, measure: Measure, shape: Shape, text: str, x: float, cy: float, size: float, digits: float
) -> None:
    """The solid number of a step: ● ◆ or a pill, its left edge at x, centred on cy."""
    if shape is Shape.CHECK:
        half = _half(measure, text, size, digits)
        cx = x + half
        canvas.polygon(((cx, cy - half), (cx + half, cy), (cx, cy + half), (cx - half, cy)), "dark", "dark", 0.12)
        canvas.centred(cx, cy, text, digits, "white")
        canvas.mark("check")
        return
    width = badge_width(measure, text, size, digits)
    canvas.rect(x, cy - size / 2, width, size, size / 2, "dark")
    canvas.centred(x + width / 2, cy, text, digits, "white")


def slot_width(measure: Measure, card: Card, size: float, digits: float) -> float:
    """Room that a step's badge takes from its title."""
    if card.shape is Shape.CHECK:
        return 2 * _half(measure, card.badge, size, digits)
    return badge_width(measure, card.badge, size, digits)


def outlined_badge(canvas: Canvas, measure: Measure, text: str, right: float, cy: float, fill: str) -> None:
    """The outlined number of a step that a tab points to, its right edge at `right`."""
    size = measure.style.tab_badge
    width = badge_width(measure, text, size, TAB_DIGITS)
    canvas.rect(right - width, cy - size / 2, width, size, size / 2, "paper", fill, measure.style.border)
    canvas.centred(right - width / 2, cy, text, TAB_DIGITS, fill)


def pointer_width(measure: Measure, exit_: Exit) -> float:
    """Room for an arrow and the target's number, or for 办结."""
    style = measure.style
    if exit_.way is Way.END:
        return measure.width("办结", style.tag, True) + 2 * style.tag_pad
    return style.tab_icon + 0.2 + badge_width(measure, exit_.badge, style.tab_badge, TAB_DIGITS)


def paint_pointer(canvas: Canvas, measure: Measure, exit_: Exit, right: float, cy: float, ink: str) -> None:
    """↩ ④, → ⑯ or 办结, its right end at `right`."""
    style = measure.style
    if exit_.way is Way.END:
        width = pointer_width(measure, exit_)
        canvas.rect(right - width, cy - style.tag_height / 2, width, style.tag_height, 0.3, "line")
        canvas.centred(right - width / 2, cy, "办结", style.tag, "white")
        return
    outlined_badge(canvas, measure, exit_.badge, right, cy, ink)
    icon = "arrow-u-up-left" if exit_.way is Way.BACK else "arrow-right"
    left = right - pointer_width(measure, exit_)
    canvas.icon(icon, left, cy - style.tab_icon / 2, style.tab_icon, ink)
