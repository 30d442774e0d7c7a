"""The project's two fonts → the fonts of one document, with the glyphs that its pages use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

import uharfbuzz as hb
from pydyf import PDF, Array, Dictionary, Stream, String

from yizhangtu.export.pdf.missing_glyphs import FAMILY

if TYPE_CHECKING:
    from weasyprint.pdf.fonts import Font
    from weasyprint.pdf.stream import Stream as WeasyPrintStream
    from weasyprint.text.fonts import FontConfiguration

_FLAGS = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DESUBROUTINIZE
SYMBOLIC = 4  # flag of a font whose characters are not those of Latin text
STEM = 80  # width of stems in thousandths of an em: viewers use it only where the font is not embedded
_UNUSED = ("BASE", "GPOS", "GSUB")  # for shaping text, which is done


def release_fonts(config: FontConfiguration) -> None:
    """Free a configuration of fonts, also its temporary folder. Pango 1.50 keeps the configuration of a font map that
    is freed: 0.2 MB for each press on a system with a hundred fonts."""
    from weasyprint.text.ffi import ffi, pangoft2

    pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", config.font_map), ffi.NULL)
    config.__del__()


class Faces:
    """The fonts of a press, parsed once."""

    def __init__(self, regular: bytes, bold: bytes) -> None:
        self.both = tuple(hb.Face(hb.Blob(data)) for data in (regular, bold))

    def cut(self, bold: bool, glyphs: frozenset[int]) -> bytes:
        """One weight with these glyphs only; they keep their numbers."""
        choice = hb.SubsetInput()
        choice.glyph_set.update(glyphs)
        choice.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG).clear()
        choice.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(int.from_bytes(tag.encode(), "big") for tag in _UNUSED)
        choice.flags = _FLAGS
        data: bytes = hb.subset(self.both[bold], choice).blob.data
        return data


class DocumentFonts:
    """Called with a content stream, returns WeasyPrint's font objects of its document, regular and bold."""

    def __init__(self, config: FontConfiguration, faces: Faces) -> None:
        self._config = config
        self._faces = faces
        self._found: tuple[Font, Font] | None = None

    def __call__(self, stream: WeasyPrintStream) -> tuple[Font, Font]:
        if self._found is None:
            self._found = self._font(stream, False), self._font(stream, True)
        return self._found

    def _font(self, stream: WeasyPrintStream, bold: bool) -> Font:
        """The font object that collects the document's glyphs of one weight; text of an SVG uses the same."""
        from weasyprint.css.properties import INITIAL_VALUES
        from weasyprint.text.line_break import split_first_line

        class Style(dict):  # type: ignore[type-arg]
            font_config = self._config

        style = Style(INITIAL_VALUES)
        style.update(font_family=(FAMILY,), font_weight=700 if bold else 400, font_size=16)
        layout = split_first_line("1", style, None, float("inf"), 0)[0]
        layout.reactivate(style)
        line, _ = layout.get_first_line()
        font, _ = stream.add_font(line.runs[0].data.item.analysis.font)
        # WeasyPrint has one object per size of a font, and writes the first of them.
        first = next(one for one in stream._fonts.values() if one.hash == font.hash)
        first.clean = partial(self._clean, first, bold)
        return font

    def _clean(self, font: Font, bold: bool, glyphs: Iterable[int], _hinting: bool) -> None:
        """Subset once: WeasyPrint parses the font and subsets it twice, 14 % of the time of a poster after the
        first."""
        font.file_content = self._faces.cut(bold, frozenset(glyphs))


class OwnFont:
    """One weight in a document that is written without WeasyPrint, with the interface of its fonts: `hash` is the name
    in content streams; the painter collects `widths` (glyph number → thousandths of an em) and `to_unicode`."""

    def __init__(self, faces: Faces, bold: bool) -> None:
        self._faces = faces
        self._bold = bold
        self.hash = "YZTBLD" if bold else "YZTREG"
        self.widths: dict[int, int] = {}
        self.to_unicode: dict[int, str] = {}

    def add_to(self, pdf: PDF) -> bytes:
        """Add the font with the glyphs that were used, as a composite font (ISO 32000-1, 9.7); its reference."""
        name = f"/{self.hash}+{FAMILY}{'-Bold' if self._bold else ''}"
        file = Stream([self._faces.cut(self._bold, frozenset(self.widths))], {"Subtype": "/OpenType"}, compress=True)
        pdf.add_object(file)
        characters = Stream(_to_unicode(self.to_unicode), compress=True)
        pdf.add_object(characters)
        ascent, descent = self._extents()
        descriptor = {
            "Type": "/FontDescriptor", "FontName": name, "FontFamily": String(FAMILY), "Flags": SYMBOLIC,
            "FontBBox": Array([0, descent, max(self.widths.values()), ascent]), "ItalicAngle": 0, "Ascent": ascent,
            "Descent": descent, "CapHeight": ascent, "StemV": STEM, "FontFile3": file.reference,
        }  # fmt: skip
        system = {"Registry": String("Adobe"), "Ordering": String("Identity"), "Supplement": 0}
        descendant = {
            "Type": "/Font", "Subtype": "/CIDFontType0", "BaseFont": name, "CIDSystemInfo": Dictionary(system),
            "W": self._widths(), "FontDescriptor": _added(pdf, descriptor),
        }  # fmt: skip
        whole = {
            "Type": "/Font", "Subtype": "/Type0", "BaseFont": name, "Encoding": "/Identity-H",
            "ToUnicode": characters.reference, "DescendantFonts": Array([_added(pdf, descendant)]),
        }  # fmt: skip
        return _added(pdf, whole)

    def _extents(self) -> tuple[int, int]:
        """Ascent and descent in thousandths of an em."""
        font = hb.Font(self._faces.both[self._bold])
        extents, unit = font.get_font_extents("ltr"), font.face.upem / 1000
        return round(extents.ascender / unit), round(extents.descender / unit)

    def _widths(self) -> Array:
        """Runs of glyph numbers: the first, and the widths of it and those that follow."""
        runs: list[int | Array] = []
        for glyph in sorted(self.widths):
            if glyph - 1 not in self.widths:
                runs += [glyph, Array()]
            runs[-1].append(self.widths[glyph])  # type: ignore[union-attr]
        return Array(runs)


def _added(pdf: PDF, entries: dict[str, object]) -> bytes:
    """Add a dictionary; its reference."""
    value = Dictionary(entries)
    pdf.add_object(value)
    return bytes(value.reference)


def _to_unicode(characters: Mapping[int, str]) -> list[bytes]:
    """The CMap that gives the characters of glyphs (ISO 32000-1, 9.10.3), a hundred in each section."""
    pairs = [f"<{glyph:04x}> <{char.encode('utf-16-be').hex()}>" for glyph, char in sorted(characters.items())]
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
        "1 begincodespacerange", "<0000> <ffff>", "endcodespacerange",
    ]  # fmt: skip
    for at in range(0, len(pairs), 100):
        some = pairs[at : at + 100]
        lines += [f"{len(some)} beginbfchar", *some, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return [line.encode() for line in lines]
