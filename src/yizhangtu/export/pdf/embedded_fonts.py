"""The project's two fonts → the fonts of one document, with the glyphs that WeasyPrint has collected."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

import uharfbuzz as hb

from yizhangtu.export.pdf.missing_glyphs import FAMILY

if TYPE_CHECKING:
    from weasyprint.pdf.fonts import Font
    from weasyprint.pdf.stream import Stream
    from weasyprint.text.fonts import FontConfiguration

_FLAGS = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DESUBROUTINIZE
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

    def __call__(self, stream: Stream) -> tuple[Font, Font]:
        if self._found is None:
            self._found = self._font(stream, False), self._font(stream, True)
        return self._found

    def _font(self, stream: Stream, bold: bool) -> Font:
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
