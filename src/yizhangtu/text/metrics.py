"""Font bytes → widths of text in em."""

from __future__ import annotations

from functools import lru_cache
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
        self._fonts = tuple(hb.Font(hb.Face(data)) for data in (regular, bold))
        self._scale = tuple(font.face.upem for font in self._fonts)
        self._advances: tuple[dict[str, float], dict[str, float]] = ({}, {})
        self.width = lru_cache(maxsize=1 << 11)(self._width)

    def _width(self, text: str, bold: bool) -> float:
        known = self._advances[bold]
        total = 0.0
        for char in text:
            advance = known.get(char)
            if advance is None:
                font = self._fonts[bold]
                glyph = font.get_nominal_glyph(ord(char)) or 0
                advance = known[char] = font.get_glyph_h_advance(glyph) / self._scale[bold]
            total += advance
        return total

    @property
    def characters(self) -> frozenset[int]:
        """The code points of which both faces have glyphs."""
        sets = [set(font.face.unicodes) for font in self._fonts]
        return frozenset(sets[0] & sets[1])
