"""Pieces of a card: each knows its height at a width and can paint itself there.

A piece only counts its lines until it is painted, so that thousands of sizes can be tried.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Card

TAG_GAP = 0.1  # u, above and below a tag between lines


class Part(Protocol):
    """A piece of a card at a fixed width."""

    @property
    def height(self) -> float: ...

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it with its top left corner at (x, y)."""


class Para:
    """Wrapped text, with an icon before its first line if there is one. `text` is one part of a step, named `part`, or
    several as (text, part)."""

    def __init__(
        self,
        measure: Measure,
        width: float,
        text: str | Sequence[tuple[str, str]],
        fill: str = "ink",
        icon: str = "",
        part: str = "detail",
    ) -> None:
        style = measure.style
        self.style = style
        self._parts = ((text, part),) if isinstance(text, str) else text
        self.fill = fill
        self.icon = icon
        self._inset = style.chip_icon + style.chip_icon_gap if icon else 0.0
        self._room = width - self._inset
        self.height = measure.lines("".join(text for text, _ in self._parts), self._room) * style.body_leading

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        style = self.style
        if self.icon:
            side = style.chip_icon
            canvas.icon(self.icon, x, y + (style.body_leading - side) / 2, side, "dark")
        canvas.parts(x + self._inset, y, self._room, self._parts, 1.0, style.body_leading, self.fill)


class ChangeMark:
    """新 or 改 as a dark tag, and beside it what an earlier version says."""

    def __init__(self, measure: Measure, width: float, mark: str, was: str) -> None:
        style = measure.style
        self.measure = measure
        self.mark = mark
        self._tag = measure.width(mark, style.tag, True) + 2 * style.tag_pad
        inset = self._tag + style.chip_icon_gap
        self._was = Para(measure, width - inset, was, "ink", "", "revision") if was else None
        self._inset = inset
        self.height = max(style.tag_height + 2 * TAG_GAP, self._was.height if self._was else 0.0)

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        style = self.measure.style
        middle = y + max(style.tag_height + 2 * TAG_GAP, style.body_leading) / 2
        canvas.rect(x, middle - style.tag_height / 2, self._tag, style.tag_height, 0.3, "dark")
        with canvas.part("revision"):
            canvas.centred(x + self._tag / 2, middle, self.mark, style.tag, "white")
        if self._was:
            self._was.paint(canvas, x + self._inset, middle - style.body_leading / 2)


def remark_parts(measure: Measure, card: Card, width: float) -> list[Part]:
    """The further lines of a step: how it has changed, what to bring, the vote, the notice."""
    parts: list[Part] = [
        Para(measure, width, remark.text, "ink", remark.icon, remark.role)
        for remark in card.remarks
        if remark.role != "revision"
    ]
    if card.mark:
        was = next((remark.text for remark in card.remarks if remark.role == "revision"), "")
        parts.insert(0, ChangeMark(measure, width, card.mark, was))
    return parts


class _Chip(NamedTuple):
    icon: str
    text: str
    bold: bool
    fill: str
    part: str


class Chips:
    """谁来办 and 几天: on one line where both fit, else one below the other. With `right` the line is set against the
    right edge."""

    def __init__(self, measure: Measure, width: float, card: Card, right: bool = False) -> None:
        self.measure = measure
        self.width = width
        self.card = card
        self.right = right
        self.natural = measure.chips(card)  # width of both on one line
        self._single = self.natural <= width
        self.height = self._height()

    def _chips(self) -> list[_Chip]:
        card = self.card
        found = [_Chip(card.handler_icon, card.handler, False, "dark", "handler")] if card.handler else []
        return found + ([_Chip("clock", card.deadline, True, "line", "deadline")] if card.deadline else [])

    def _height(self) -> float:
        style = self.measure.style
        if self._single:
            return style.chip_line if self.natural else 0.0
        room = self.width - (style.chip_icon + style.chip_icon_gap)
        height = 0.0
        for chip in self._chips():
            count = self.measure.lines(chip.text, room, 1.0, chip.bold)
            height += style.chip_line + (count - 1) * style.body_leading
        return height

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        style = self.measure.style
        inset = style.chip_icon + style.chip_icon_gap
        if self._single and self.right:
            x += self.width - self.natural
        for icon, text, bold, fill, part in self._chips():
            width = self.measure.width(text, 1.0, bold) if self._single else self.width - inset
            canvas.icon(icon, x, y + (style.chip_line - style.chip_icon) / 2, style.chip_icon, fill)
            top = y + (style.chip_line - style.body_leading) / 2
            with canvas.part(part):
                height = canvas.text(x + inset, top, width + 0.05, text, 1.0, style.body_leading, "ink", bold)
            if self._single:
                x += inset + width + style.chip_gap
            else:
                y += style.chip_line + height - style.body_leading
