"""A PDF → the outline of each character that it shows, by the font inside it; a font file → the same of one face."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import uharfbuzz as hb

Outline = tuple[object, ...]


def outline(font: hb.Font, glyph: int) -> Outline:
    """What a glyph looks like."""
    from fontTools.pens.recordingPen import RecordingPen

    pen = RecordingPen()
    font.draw_glyph_with_pen(glyph, pen)
    return tuple(pen.value)


def embedded_outlines(pdf: bytes) -> dict[tuple[str, bool], Outline]:
    """(character, whether it is bold) → its outline."""
    found: dict[tuple[str, bool], Outline] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for font in {one.objgen: one for page in document.pages for one in page.Resources.Font.values()}.values():
            below = font.DescendantFonts[0].FontDescriptor
            inside = hb.Font(hb.Face(below.FontFile3.read_bytes()))
            for glyph, char in _mapped(font.ToUnicode.read_bytes().decode()):
                found[(char, "Bold" in str(font.BaseFont))] = outline(inside, glyph)
    return found


def _mapped(cmap: str) -> Iterator[tuple[int, str]]:
    """The glyphs of a ToUnicode table with their characters."""
    for glyph, text in re.findall(r"^<([0-9a-fA-F]+)> <([0-9a-fA-F]+)>$", cmap, re.M):
        yield int(glyph, 16), bytes.fromhex(text).decode("utf-16-be")


class Original:
    """One face of a font file of this machine."""

    def __init__(self, path: str, number: int) -> None:
        self.font = hb.Font(hb.Face(hb.Blob.from_file_path(path), number))

    def outline(self, char: str) -> Outline:
        """How it draws a character."""
        return outline(self.font, self.font.get_nominal_glyph(ord(char)))


def other_face(path: str, name: str) -> Original | None:
    """The face of a collection that has this name."""
    blob = hb.Blob.from_file_path(path)
    for number in range(hb.Face(blob, 0).count):
        if hb.Face(blob, number).get_name(1) == name:
            return Original(path, number)
    return None
