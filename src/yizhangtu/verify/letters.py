"""The bytes of a PDF → its letters with their places, page by page. Read with pdfium, which the program does not write
with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72
HYPHEN = "\ufffe"  # what pdfium makes of a hyphen at the end of a line
GAP = 0.3  # of the height of a letter's box: more than between Chinese and digits in one text
LEAST = 0.98  # of the smallest size allowed: sizes are rounded
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff"  # characters that leave nothing on paper


class Letter(NamedTuple):
    """A character and its box in mm from the upper left corner of the page; `fresh`: a blank or a new line comes
    before it. A file without places (plain text) has boxes of no size."""

    char: str
    page: int  # from 1
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    fresh: bool = False

    @property
    def height(self) -> float:
        """From the ascent to the descent of the font."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Page:
    """One page: its size and the box that is left when it is cut, in mm; its letters; whether it
    uses fonts that do not travel inside the file."""

    number: int
    width: float
    height: float
    trim: tuple[float, float, float, float]
    letters: tuple[Letter, ...]
    strange: bool = False


@dataclass(frozen=True)
class Reading:
    """Letters one after the other without blanks, so that breaks of lines and the gaps between Chinese and Latin do
    not matter."""

    letters: tuple[Letter, ...]

    @cached_property
    def said(self) -> str:
        """All characters."""
        return "".join(letter.char for letter in self.letters)

    @property
    def placeless(self) -> bool:
        """Whether it is a text without a picture."""
        return not any(letter.bottom for letter in self.letters[:1])

    def places(self, words: str) -> Iterator[int]:
        """Where folded words begin, all of them."""
        at = self.said.find(words) if words else -1
        while at >= 0:
            yield at
            at = self.said.find(words, at + 1)

    def is_number(self, at: int, number: str) -> bool:
        """Whether a number stands at a place by itself, not inside another one."""
        said, end = self.said, at + len(number)
        if not said.startswith(number, at):
            return False
        before = at == 0 or self.letters[at].fresh or not said[at - 1].isdigit()
        after = end >= len(said) or self.letters[end].fresh or not said[end].isdigit()
        return before and after

    def is_alone(self, at: int, number: str) -> bool:
        """Whether a number stands at a place and nothing follows it on its line: 2 in a circle, not 2个工作日."""
        if not self.is_number(at, number):
            return False
        end = at + len(number)
        if end == len(self.letters):
            return True
        last, after = self.letters[end - 1], self.letters[end]
        level = abs(after.top - last.top) < 0.5 * last.height and abs(after.height - last.height) < 0.2 * last.height
        return not (level and -0.1 * last.height < after.left - last.right < GAP * last.height)

    def number_at(self, at: int) -> str:
        """The number that stands by itself at a place, "" for none."""
        letters, end = self.letters, at
        while end < len(letters) and letters[end].char in "0123456789–" and (end == at or not letters[end].fresh):
            end += 1
        return self.said[at:end] if end > at and letters[at].fresh else ""

    def page(self, number: int) -> Reading:
        """What stands on one page."""
        return Reading(tuple(letter for letter in self.letters if letter.page == number))


def folded(text: str) -> str:
    """Words as they are compared: without blanks and what leaves nothing on paper."""
    return "".join(char for char in "".join(text.split()) if char not in UNSEEN and not "\ufe00" <= char <= "\ufe0f")


def plain(text: str) -> Reading:
    """A text that is no picture: all on one page."""
    letters: list[Letter] = []
    fresh = True
    for char in text:
        kept = folded(char)
        if kept:
            letters.append(Letter(kept, 1, fresh=fresh))
        fresh = not kept
    return Reading(tuple(letters))


def size_of(letter: Letter) -> float:
    """The em of a full-width letter; 0.0 of others, whose boxes do not tell."""
    return letter.right - letter.left if unicodedata.east_asian_width(letter.char) == "W" else 0.0


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """A document of pdfium, closed at the end."""
    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def page_of(page: Any, number: int) -> Page:
    """All that stands on a page of an open document, whether it can be seen or not."""
    x0, y0, x1, y1 = page.get_mediabox()
    left, bottom, right, top = page.get_trimbox()
    trim = ((left - x0) * MM, (y1 - top) * MM, (right - x0) * MM, (y1 - bottom) * MM)
    letters = tuple(_letters(page.get_textpage(), number, x0, y1))
    return Page(number, (x1 - x0) * MM, (y1 - y0) * MM, trim, letters, _strange(page))


def _letters(texts: Any, number: int, x0: float, y1: float) -> Iterator[Letter]:
    count = texts.count_chars()
    chars = _characters(texts, count)
    box = raw.FS_RECTF()
    fresh, before = True, (0.0, 0.0, 0.0)
    for index, char in enumerate(chars):
        if char == HYPHEN:
            char = "-"
        if char.isspace() or char in UNSEEN or "\ufe00" <= char <= "\ufe0f":
            fresh = True
            continue
        raw.FPDFText_GetLooseCharBox(texts, index, box)
        left, top, right, bottom = box.left - x0, y1 - box.top, box.right - x0, y1 - box.bottom
        apart = fresh or _apart(before, left, top, bottom)
        yield Letter(char, number, left * MM, top * MM, right * MM, bottom * MM, apart)
        before = right, top, bottom
        fresh = False


def _apart(before: tuple[float, float, float], left: float, top: float, bottom: float) -> bool:
    """Whether a letter does not go on the line of the one before: pdfium puts a blank between not all of them."""
    right, upper, lower = before
    height = max(bottom - top, 1e-6)
    return abs(left - right) > 0.2 * height or abs(upper - top) + abs(lower - bottom) > 0.1 * height


def _characters(texts: Any, count: int) -> Sequence[str]:
    """One for each index of pdfium. All at once, for a call for each takes as long as the rest."""
    found: str = texts.get_text_range(0, count) if count else ""
    if len(found) == count:
        return found
    return [chr(raw.FPDFText_GetUnicode(texts, index)) for index in range(count)]


def _strange(page: Any) -> bool:
    """Whether any text is in a font that is not embedded."""
    fonts = (raw.FPDFTextObj_GetFont(one) for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))
    return any(font and raw.FPDFFont_GetIsEmbedded(font) != 1 for font in fonts)
