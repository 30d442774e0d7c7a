"""A font and ideographs of other fonts → the font with their glyphs added after its own.

The rest of the program thus handles two fonts only. Outlines of either kind (cubic, quadratic) are converted to the
kind of the font. This needs fontTools, which is slow to import, and is therefore imported only where an ideograph is
borrowed.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

import uharfbuzz as hb

from yizhangtu.system.fonts.rare import FontSource, inked

if TYPE_CHECKING:
    from fontTools.pens.basePen import AbstractPen
    from fontTools.ttLib import TTFont

BOLDER = 0.032  # em added to strokes for bold: the other fonts have no bold weight
DARKER = 0.012  # em added to hairlines, so that they are legible from the same distance
DENSE = 20  # contours: with more, strokes are closer and would merge, so less is added
_WHOLE = 10  # encoding of a cmap for all of Unicode, on Windows' platform 3


def merged(font: bytes, borrowed: Mapping[str, FontSource], bold: bool) -> bytes:
    """The font with a glyph for each of these characters."""
    from fontTools.ttLib import TTFont

    made = TTFont(BytesIO(font), recalcTimestamp=False, recalcBBoxes=False)
    units: int = made["head"].unitsPerEm
    add = _Cubic(made) if "CFF " in made else _Quadratic(made)
    order = list(made.getGlyphOrder())
    names: dict[int, str] = {}
    for char, source in sorted(borrowed.items()):
        drawn = _Drawn(source, char, units, bold)
        names[ord(char)] = name = add.name(len(order), ord(char))
        order.append(name)
        made["hmtx"].metrics[name] = (drawn.advance, drawn.left)
        if "vmtx" in made:
            made["vmtx"].metrics[name] = (units, 0)
        add.glyph(name, drawn)
    add.finish(order)
    _map(made, names)
    out = BytesIO()
    made.save(out, reorderTables=False)
    return out.getvalue()


class _Drawn:
    """One glyph of another font, scaled to this one."""

    def __init__(self, source: FontSource, char: str, units: int, bold: bool) -> None:
        from fontTools.pens.recordingPen import RecordingPen

        self._font = hb.Font(hb.Face(hb.Blob.from_file_path(source.path)))
        self._font.scale = (units, units)
        self._glyph = inked(self._font, char)
        self._lower = 0.0
        outline = RecordingPen()
        self.draw(outline)
        contours = sum(step == "moveTo" for step, _ in outline.value)
        thicker = (BOLDER * bold + DARKER * source.thin) * min(1, DENSE / max(contours, 1))
        self._font.synthetic_bold = (thicker, thicker, True)
        self._lower = -units * thicker / 2  # HarfBuzz emboldens to both sides and upwards, but not downwards
        self.advance = round(self._font.get_glyph_h_advance(self._glyph))
        self.left = round(self._font.get_glyph_extents(self._glyph).x_bearing)

    def draw(self, pen: AbstractPen) -> None:
        """Draw its outline with a pen of fontTools."""
        from fontTools.pens.transformPen import TransformPen

        self._font.draw_glyph_with_pen(self._glyph, TransformPen(pen, (1, 0, 0, 1, 0, self._lower)))


class _Cubic:
    """Adds glyphs to a font with CFF outlines."""

    def __init__(self, font: TTFont) -> None:
        self._font = font
        self._top = font["CFF "].cff.topDictIndex[0]
        self._strings = self._top.CharStrings
        self._by_number = hasattr(self._top, "ROS")

    def name(self, number: int, code: int) -> str:
        """The name of a glyph: fonts by character collection number their glyphs, others name them."""
        return f"cid{number:05d}" if self._by_number else f"u{code:05X}"

    def glyph(self, name: str, drawn: _Drawn) -> None:
        """Add the outline as a charstring, with the private dictionary of the last glyph."""
        from fontTools.pens.t2CharStringPen import T2CharStringPen

        top, index = self._top, self._strings.charStringsIndex
        if self._by_number:
            family = top.FDSelect[len(index) - 1]
            top.FDSelect.append(family)
            private = top.FDArray[family].Private
        else:
            private = top.Private
        usual = drawn.advance == getattr(private, "defaultWidthX", 0)
        pen = T2CharStringPen(None if usual else drawn.advance - getattr(private, "nominalWidthX", 0), None)
        drawn.draw(pen)
        self._strings.charStrings[name] = len(index)
        index.append(pen.getCharString(private, top.GlobalSubrs))

    def finish(self, order: list[str]) -> None:
        """Register the new glyphs."""
        self._font.setGlyphOrder(order)
        self._top.charset = order


class _Quadratic:
    """Adds glyphs to a font with TrueType outlines."""

    def __init__(self, font: TTFont) -> None:
        self._font = font

    def name(self, number: int, code: int) -> str:
        """The name of a glyph."""
        return f"u{code:05X}"

    def glyph(self, name: str, drawn: _Drawn) -> None:
        """The outline as a new glyph."""
        from fontTools.pens.cu2quPen import Cu2QuPen
        from fontTools.pens.ttGlyphPen import TTGlyphPen

        pen = TTGlyphPen(None)
        drawn.draw(Cu2QuPen(pen, 0.5))
        glyph = pen.glyph()
        glyph.recalcBounds(self._font["glyf"])
        self._font["glyf"].glyphs[name] = glyph

    def finish(self, order: list[str]) -> None:
        """Register the new glyphs."""
        self._font.setGlyphOrder(order)
        self._font["glyf"].setGlyphOrder(order)


def _map(font: TTFont, names: Mapping[int, str]) -> None:
    """Add the characters to the cmap tables that can hold them, and a table for all of Unicode if there is none."""
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    tables = font["cmap"].tables
    if not any(one.format == 12 for one in tables):
        whole = CmapSubtable.newSubtable(12)
        whole.platformID, whole.platEncID, whole.language = 3, _WHOLE, 0
        whole.cmap = dict(font.getBestCmap())
        tables.append(whole)
    for one in tables:
        if one.format in (4, 12):
            one.cmap.update({code: name for code, name in names.items() if one.format == 12 or code <= 0xFFFF})
