"""Texts and cards → their sizes in u, the unit in which layouts are measured (1 u is the em of running text)."""

from __future__ import annotations

from yizhangtu.model.line import Card
from yizhangtu.style.flow_style import FlowStyle
from yizhangtu.text import Typesetter

CHIPS_MOST = 2000  # cached widths of handler and deadline, at most


class Measure:
    """The lengths of a style and the widths of texts. Made once per context."""

    def __init__(self, style: FlowStyle, typesetter: Typesetter) -> None:
        self.style = style
        self.typesetter = typesetter
        self._chips: dict[tuple[str, str], float] = {}  # by handler and deadline, cleared when full

    def lines(self, text: str, width: float, size: float = 1.0, bold: bool = False) -> int:
        """The number of lines of `text` in `width` u at `size` u."""
        return self.typesetter.count(text, round(width / size, 4), bold) if text else 0

    def width(self, text: str, size: float = 1.0, bold: bool = False) -> float:
        """The width of `text` on one line in u."""
        return self.typesetter.width(text, bold) * size

    def chips(self, card: Card) -> float:
        """The width of a card's handler and deadline on one line in u; 0 without both."""
        key = card.handler, card.deadline
        found = self._chips.get(key)
        if found is None:
            if len(self._chips) >= CHIPS_MOST:
                self._chips.clear()
            style = self.style
            widths = [self.width(text, 1.0, bold) for text, bold in ((key[0], False), (key[1], True)) if text]
            inset = style.chip_icon + style.chip_icon_gap
            found = sum(widths) + len(widths) * inset + style.chip_gap * max(0, len(widths) - 1)
            self._chips[key] = found
        return found
