"""A booklet's PDF read back: its letters with their places, its bookmarks, and which letters cover others."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Letter:
    """A character of a page: its box in mm from the page's top left corner, and its em."""

    char: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


def letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    """All visible characters of a page."""
    text, height = page.get_textpage(), page.get_height()
    box = [ctypes.c_double() for _ in range(4)]
    matrix = raw.FS_MATRIX()
    for index in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, index))
        if not char.strip() or ord(char) >= 0xFFFE:
            continue
        raw.FPDFText_GetCharBox(text, index, *box)
        left, right, low, high = (value.value for value in box)
        raw.FPDFText_GetMatrix(text, index, matrix)
        size = raw.FPDFText_GetFontSize(text, index) * (matrix.c**2 + matrix.d**2) ** 0.5
        yield Letter(char, left * MM, (height - high) * MM, right * MM, (height - low) * MM, size * MM)


def folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def starts(book: pypdfium2.PdfDocument) -> dict[str, int]:
    """Bookmarks: title → page, counted from 1."""
    return {mark.get_title(): mark.get_dest().get_index() + 1 for mark in book.get_toc()}


def text_of(page: pypdfium2.PdfPage) -> str:
    """The text of a page, white space folded."""
    return folded(page.get_textpage().get_text_range())


def inside(page: pypdfium2.PdfPage, x: float, y: float, width: float, height: float) -> str:
    """The text in a rectangle in mm from the page's top left corner, white space folded."""
    high = page.get_height() * MM
    box = (x, high - y - height, x + width, high - y)
    return folded(page.get_textpage().get_text_bounded(*(value / MM for value in box)))


def covered(page: pypdfium2.PdfPage) -> list[tuple[Letter, Letter]]:
    """Pairs of letters and figures that share more than a third of the smaller one's ground."""
    found: list[tuple[Letter, Letter]] = []
    known: dict[tuple[int, int], list[Letter]] = {}
    for letter in letters(page):
        if not letter.char.isalnum():
            continue
        cell = (int(letter.left // 8), int(letter.top // 8))
        near = [x for dx in (-1, 0, 1) for dy in (-1, 0, 1) for x in known.get((cell[0] + dx, cell[1] + dy), ())]
        for other in near:
            wide = min(letter.right, other.right) - max(letter.left, other.left)
            high = min(letter.bottom, other.bottom) - max(letter.top, other.top)
            area = min((x.right - x.left) * (x.bottom - x.top) for x in (letter, other))
            if wide > 0 and high > 0 and wide * high >= 0.35 * area:
                found.append((other, letter))
        known.setdefault(cell, []).append(letter)
    return found
