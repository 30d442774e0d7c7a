"""The PDF for a print shop → text too close to the trimmed edge, and pictures of low resolution, found on the finished
page."""

from __future__ import annotations

import pypdfium2
from pypdfium2 import raw

from yizhangtu.model.units import MM_PER_POINT, POINTS_PER_INCH

_FILLER = 0xFFFE  # what PDFium inserts for a hyphen or an unknown character


def near_edge(pdf: bytes, safe: float) -> list[tuple[int, str]]:
    """(page from 1, text) for letters whose ink is nearer than `safe` mm to the trimmed edge; adjacent letters are one
    text."""
    found: list[tuple[int, str]] = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document, 1):
            left, bottom, right, top = page.get_trimbox()
            # Coordinates of letters are relative to the crop box, which equals the media box here.
            across, up = page.get_mediabox()[:2]
            edge = safe / MM_PER_POINT
            inner = (left - across + edge, bottom - up + edge, right - across - edge, top - up - edge)
            found += ((number, text) for text in _outside(page.get_textpage(), inner, (across, up)))
    finally:
        document.close()
    return found


def _outside(texts: pypdfium2.PdfTextPage, inner: tuple[float, ...], corner: tuple[float, float]) -> list[str]:
    """Runs of letters that extend beyond a rectangle."""
    runs: list[str] = []
    last = -2
    for index in range(texts.count_chars()):
        code = raw.FPDFText_GetUnicode(texts, index)
        if code in (_FILLER, 0xFFFF) or not chr(code).strip():
            continue
        left, bottom, right, top = texts.get_charbox(index)
        x, y = corner
        if left - x < inner[0] or bottom - y < inner[1] or right - x > inner[2] or top - y > inner[3]:
            if index == last + 1:
                runs[-1] += chr(code)
            else:
                runs.append(chr(code))
            last = index
    return runs


def coarse(pdf: bytes, least: float) -> list[tuple[int, float]]:
    """(page from 1, dots per inch) of every picture with a resolution below `least`."""
    found: list[tuple[int, float]] = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document, 1):
            for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
                wide, high = one.get_px_size()
                left, bottom, right, top = one.get_bounds()
                dpi = min(
                    wide * POINTS_PER_INCH / max(right - left, 1e-6), high * POINTS_PER_INCH / max(top - bottom, 1e-6)
                )
                if dpi < least:
                    found.append((number, dpi))
    finally:
        document.close()
    return found
