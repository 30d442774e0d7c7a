"""A laid-out document → MissingGlyphs, if one of its characters is not in the project's fonts.

Every character is looked up before anything is drawn. This check finds what that overlooked, so that neither a blank
box nor a glyph of another font is printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weasyprint.document import Document

FAMILY = "YZT"  # the name that the style sheets give the project's fonts


class MissingGlyphs(ValueError):
    """Characters without a glyph of the project's fonts."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = "".join(sorted(set(characters)))
        super().__init__("no glyph for " + ", ".join(f"{char!r} (U+{ord(char):04X})" for char in self.characters))

    def __reduce__(self) -> tuple[type[MissingGlyphs], tuple[str]]:
        return MissingGlyphs, (self.characters,)


def only_own_glyphs(document: Document) -> None:
    """Raise MissingGlyphs if WeasyPrint has used another font: Pango does so for a character that a font does not
    have."""
    found: set[str] = set()
    for font in document.fonts.values():
        found.update(map(chr, getattr(font, "missing", ())))  # older versions leave a gap
        if font.family != FAMILY:
            found.update(*font.to_unicode.values())
    if found:
        raise MissingGlyphs(found)
