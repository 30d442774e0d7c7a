"""The PDF of a poster → the places of letters, long numbers, short texts and QR codes on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from yizhangtu.media.tiles.tile_plan import NUMBER, SHORT, Ink
from yizhangtu.model.units import MM_PER_POINT

MARK = 0xFFFE  # and above: what PDFium inserts for a hyphen or an unknown character
CORNERS = 300  # a square filled path with more is a QR code
CODE_LEAST = 12.0  # mm
DEEP = 6  # nesting of forms
NEAR = 0.5  # of the height of a letter: the next one of its word is no farther
NUMBER_LEAST = 5  # digits, dashes and dots in a row that are a phone number or another long number
SHORT_MOST = 4  # letters of a name or another short text on its own


class _Letter(NamedTuple):
    char: str
    ink: Ink
    size: float  # em in mm


def inks(pdf: bytes) -> list[list[Ink]]:
    """The ink of each page, in mm from its top left corner. Slanted letters are left out: they are a watermark across
    the sheet, which no cut can avoid."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for page in document:
            letters = list(_letters(page))
            found.append([*(letter.ink for letter in letters), *_words(letters), *_codes(page)])
        return found
    finally:
        document.close()


def _letters(page: pypdfium2.PdfPage) -> Iterator[_Letter]:
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
        size = raw.FPDFText_GetFontSize(text, index) * abs(matrix.a) * MM_PER_POINT
        yield _Letter(chr(code), Ink(*(side * MM_PER_POINT for side in box)), size)


def _words(letters: Sequence[_Letter]) -> Iterator[Ink]:
    """Long numbers, and short texts on their own: what nobody can read when a cut divides it."""
    for run in _runs(letters):
        if 1 < len(run) <= SHORT_MOST:
            yield _ground(run, SHORT)
        start = 0
        for end in range(len(run) + 1):
            if end < len(run) and (run[end].char.isdigit() or run[end].char in "-–.:"):
                continue
            if end - start >= NUMBER_LEAST:
                yield _ground(run[start:end], NUMBER)
            start = end + 1


def _runs(letters: Sequence[_Letter]) -> Iterator[list[_Letter]]:
    """Letters that follow one another on a line."""
    run = list(letters[:1])
    for one, other in pairwise(letters):
        line = one.ink.top < other.ink.bottom and other.ink.top < one.ink.bottom
        if not (
            line and one.size == other.size and -NEAR * one.size < other.ink.left - one.ink.right < NEAR * one.size
        ):
            yield run
            run = []
        run.append(other)
    yield run


def _ground(run: Sequence[_Letter], cost: float) -> Ink:
    inks_ = [letter.ink for letter in run]
    return Ink(
        min(ink.left for ink in inks_), min(ink.top for ink in inks_), max(ink.right for ink in inks_),
        max(ink.bottom for ink in inks_), word=cost,
    )  # fmt: skip


def _codes(page: pypdfium2.PdfPage) -> Iterator[Ink]:
    height = page.get_height()
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=DEEP):
        if raw.FPDFPath_CountSegments(one.raw) < CORNERS:
            continue
        left, low, right, high = (value * MM_PER_POINT for value in one.get_bounds())
        wide, tall = right - left, high - low
        if wide >= CODE_LEAST and abs(wide - tall) < 0.02 * wide:
            yield Ink(left, height * MM_PER_POINT - high, right, height * MM_PER_POINT - low, code=True)
