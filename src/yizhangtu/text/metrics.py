"""Font bytes → widths of text in em."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Protocol

import uharfbuzz as hb


class Metrics(Protocol):
    """The widths of a pair of fonts, as a typesetter needs them."""

    def width(self, text: str, bold: bool) -> float:
        """Advance of `text` set in one line, in em."""


class Face:
    """A regular and a bold face, read by HarfBuzz.

    Widths are sums of the advances of single characters, without kerning: the pages are drawn in the same way, so that
    measured and drawn widths are equal.
    """

    def __init__(self, regular: bytes, bold: bytes) -> None:
        """`width` gives the width of (text, bold) in em."""
        self._fonts = tuple(hb.Font(hb.Face(data)) for data in (regular, bold))
        advances: tuple[dict[str, float], dict[str, float]] = ({}, {})
        self.width = lru_cache(maxsize=1 << 11)(partial(_width, self._fonts, advances))

    @property
    def characters(self) -> frozenset[int]:
        """The code points of which both faces have glyphs."""
        sets = [set(font.face.unicodes) for font in self._fonts]
        return frozenset(sets[0] & sets[1])


def _width(fonts: Sequence[hb.Font], advances: Sequence[dict[str, float]], text: str, bold: bool) -> float:
    """The sum of the advances, in em, which are kept in `advances` of the font."""
    font, known = fonts[bold], advances[bold]
    total = 0.0
    for char in text:
        advance = known.get(char)
        if advance is None:
            glyph = font.get_nominal_glyph(ord(char)) or 0
            advance = known[char] = font.get_glyph_h_advance(glyph) / font.face.upem
        total += advance
    return total
