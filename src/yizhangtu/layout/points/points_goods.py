"""兑换 at a width → pieces: rows of cells with the points large, a pictogram, and what they buy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yizhangtu.draw import elements
from yizhangtu.draw.canvas import ASCENT, DIGIT_HALF, Canvas
from yizhangtu.layout.points.points_cells import frame, section
from yizhangtu.layout.points.points_text import Paragraph, Tools, heights, paint_all
from yizhangtu.layout.table.piece import Piece
from yizhangtu.model.diagnostics import Span
from yizhangtu.model.points import Reward

EXCHANGE, POINTS = "积分换什么", "分"
_AMOUNT = re.compile(r"([^\d\n]+)(\d[^\n]*)")  # a good and how much of it
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*分?")


@dataclass(frozen=True)
class Price:
    """The price of a good: a number is printed large with a small 分, other text as words."""

    tools: Tools
    text: str
    room: float

    @property
    def number(self) -> str:
        """The digits, if they fit together with their unit."""
        found = _NUMBER.fullmatch(self.text.strip())
        return found.group(1) if found and self.width_of(found.group(1)) <= self.room else ""

    @property
    def natural(self) -> float:
        """The width of a number at its large size; 0 for words."""
        digits = self.number
        return self.width_of(digits) if digits else 0.0

    def width_of(self, digits: str) -> float:
        """The width of digits and their unit."""
        style = self.tools.style.good
        unit = self.tools.width(POINTS, style.unit, True)
        return self.tools.width(digits, style.points, True) + style.unit_gap + unit

    @property
    def _words(self) -> Paragraph:
        plain = _NUMBER.fullmatch(self.text.strip())
        text = f"{plain.group(1)}{POINTS}" if plain else self.text
        return Paragraph(text, self.tools.style.good.words, True, "dark", self.tools.style.title_leading)

    @property
    def height(self) -> float:
        """The height at its width."""
        if self.number:
            return self.tools.style.good.points
        return self._words.height(self.tools.measure, self.room)

    def paint(self, canvas: Canvas, x: float, cy: float) -> None:
        """Paint it centred in its cell."""
        digits, style = self.number, self.tools.style.good
        if not digits:
            self._words.paint(canvas, x, cy - self.height / 2, self.room, 0.5)
            return
        size, unit = style.points, style.unit
        baseline = cy + DIGIT_HALF * size
        left = x + (self.room - self.width_of(digits)) / 2
        canvas.label(left, baseline, digits, size, "dark", True)
        left += self.tools.width(digits, size, True) + style.unit_gap
        canvas.text(left, baseline - unit * ASCENT, unit * 1.2, POINTS, unit, 1.0, "dark", True)


def goods(tools: Tools, width: float, found: Sequence[Reward]) -> list[Piece]:
    """The section 积分换什么."""
    style = tools.style.good
    wish = style.most_broad if width >= style.broad else style.most
    price = max((Price(tools, str(one.points or ""), width).natural for one in found), default=0.0)
    least = max(style.least, min(price + 2 * style.price_pad, style.least_most))
    most = max(1, min(wish, int(width / least)))
    names = elements.numbered("good", [one.span for one in found])
    return section(tools, width, EXCHANGE, found, most, lambda row, room: _row(tools, row, room, names))


def _parted(tools: Tools, good: str, room: float) -> str:
    """免费体检1次 in two lines is 免费体检 and 1次."""
    size = tools.style.good.name
    amount = _AMOUNT.fullmatch(good)
    if amount is None or tools.width(good, size) <= room:
        return good
    fits = all(tools.width(part, size) <= room for part in amount.groups())
    return "\n".join(amount.groups()) if fits else good


def _row(tools: Tools, row: Sequence[Reward], width: float, elements_of: Mapping[Span, str]) -> Piece:
    measure, style = tools.measure, tools.style.good
    close = tools.style.title_leading
    room = width - 2 * style.pad_x
    pad_price = style.price_pad
    prices = [Price(tools, str(one.points or ""), width - 2 * pad_price) for one in row]
    names = [
        (
            Paragraph(_parted(tools, one.good, room), style.name, leading=close, balanced=True, part="name"),
            Paragraph(one.note or "", 1.0, False, "grey", close, style.note_gap, True, part="note"),
        )
        for one in row
    ]
    top = max(price.height for price in prices)
    low = max(heights(measure, name, room) for name in names)
    gap = style.icon_gap
    height = 2 * style.pad + top + 2 * gap + style.icon + low

    def paint(canvas: Canvas, x: float, y: float, tall: float) -> None:
        frame(canvas, (x, y), (width * len(row), tall), len(row), style.border)
        spare = tall - height
        side = style.icon + max(0.0, min(spare * 0.6, style.icon_grow, room - style.icon))
        pad = style.pad + (spare - side + style.icon) / 2
        for number, (one, price, name) in enumerate(zip(row, prices, names, strict=True)):
            left = x + number * width + style.pad_x
            with canvas.element(elements_of[one.span]):
                with canvas.part("points"):
                    price.paint(canvas, x + number * width + pad_price, y + pad + top / 2)
                at = y + pad + top + gap
                canvas.icon(tools.icons.for_good(one.good), left + (room - side) / 2, at, side, "dark")
                paint_all(canvas, name, (left, at + side + gap), room, 0.5)

    return Piece(height, paint, grow=style.grow)
