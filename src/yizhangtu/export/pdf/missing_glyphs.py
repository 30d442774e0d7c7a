"""A document as it was laid out → Unprinted, where some of its characters are not in the project's fonts.

Every character is looked up before anything is drawn. This is for what was overlooked: a blank box, or a glyph of
whatever font the system has, never gets on paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

FAMILY = "YZT"  # the name that the style sheets give the project's fonts


class Unprinted(ValueError):
    """Characters without a glyph of the project's fonts."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = "".join(sorted(set(characters)))
        super().__init__("no glyph for " + ", ".join(f"{char!r} (U+{ord(char):04X})" for char in self.characters))

    def __reduce__(self) -> tuple[type[Unprinted], tuple[str]]:
        return Unprinted, (self.characters,)


def only_own_glyphs(document: Any) -> None:
    """Look at the fonts that WeasyPrint has used: Pango takes another where a character is not in the one asked for."""
    found: set[str] = set()
    for font in document.fonts.values():
        found.update(map(chr, getattr(font, "missing", ())))  # older ones leave a gap without a word
        if font.family != FAMILY:
            found.update(*font.to_unicode.values())
    if found:
        raise Unprinted(found)
