"""The PDF of a poster → the places of letters and QR codes on each page, which cuts should avoid."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from yizhangtu.media.tiles.tile_plan import Ink
from yizhangtu.model.units import MM_PER_POINT

MARK = 0xFFFE  # and above: what PDFium inserts for a hyphen or an unknown character
CORNERS = 300  # a square filled path with more is a QR code
CODE_LEAST = 12.0  # mm
DEEP = 6  # nesting of forms


def inks(pdf: bytes) -> list[list[Ink]]:
    """The ink of each page, in mm from its top left corner. Slanted letters are left out: they are a watermark across
    the sheet, which no cut can avoid."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [[*_letters(page), *_codes(page)] for page in document]
    finally:
        document.close()


def _letters(page: pypdfium2.PdfPage) -> Iterator[Ink]:
    text, height = page.get_textpage(), page.get_height()
    matrix = raw.FS_MATRIX()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if (code >= MARK and code <= 0xFFFF) or not chr(code).strip():
            continue
        raw.FPDFText_GetMatrix(text, index, matrix)
        if abs(matrix.b) > 1e-3 * abs(matrix.a):
            continue
        left, low, right, high = text.get_charbox(index)
        box = (left, height - high, right, height - low)
        yield Ink(*(side * MM_PER_POINT for side in box))


def _codes(page: pypdfium2.PdfPage) -> Iterator[Ink]:
    height = page.get_height()
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=DEEP):
        if raw.FPDFPath_CountSegments(one.raw) < CORNERS:
            continue
        left, low, right, high = (value * MM_PER_POINT for value in one.get_bounds())
        wide, tall = right - left, high - low
        if wide >= CODE_LEAST and abs(wide - tall) < 0.02 * wide:
            yield Ink(left, height * MM_PER_POINT - high, right, height * MM_PER_POINT - low, code=True)
