"""The bytes of a PDF → its letters with their positions and elements, page by page. Read with PDFium, a library that no
writer uses."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72
HYPHENS = "\ufffe\x02"  # codes of PDFium for a hyphen at the end of a line: of single characters, of whole texts
LEAST = 0.98  # share of the smallest size allowed: sizes are rounded
NAME_MOST = 256  # bytes of the name of an element, in UTF-16
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff"  # characters without ink


class Letter(NamedTuple):
    """A character and its box in mm from the upper left corner of the page. `after_gap`: a blank or a new line precedes
    it. `element`: the name of the marked content that it is in; `form`: the number of the page that was placed on this
    one and contains it, from 1 in the order placed (0: none). Letters of a plain-text file have empty boxes."""

    char: str
    page: int  # from 1
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    after_gap: bool = False
    element: str = ""
    form: int = 0

    @property
    def height(self) -> float:
        """From the ascent to the descent of the font, in mm."""
        return self.bottom - self.top


class PageLetters(NamedTuple):
    """One page: its size and trim box (left, top, right, bottom) in mm, its letters, and whether it uses fonts that are
    not embedded."""

    number: int
    width: float
    height: float
    trim: tuple[float, float, float, float]
    letters: tuple[Letter, ...]
    foreign_font: bool = False


@dataclass(frozen=True)
class Reading:
    """Letters in reading order without blanks, so that line breaks and the gaps between Chinese and Latin do not
    matter."""

    letters: tuple[Letter, ...]

    @cached_property
    def text(self) -> str:
        """All characters."""
        return "".join(letter.char for letter in self.letters)

    def places(self, words: str) -> Iterator[int]:
        """All positions at which `words` (without blanks) begin."""
        at = self.text.find(words) if words else -1
        while at >= 0:
            yield at
            at = self.text.find(words, at + 1)

    def number_at(self, at: int) -> str:
        """The standalone number at a position, "" for none."""
        letters, end = self.letters, at
        while end < len(letters) and letters[end].char in "0123456789–" and (end == at or not letters[end].after_gap):
            end += 1
        return self.text[at:end] if end > at and letters[at].after_gap else ""

    def page(self, number: int) -> Reading:
        """The letters of one page."""
        return Reading(tuple(letter for letter in self.letters if letter.page == number))


def folded(text: str) -> str:
    """Words in the form in which they are compared: without blanks and characters without ink."""
    return "".join(char for char in "".join(text.split()) if char not in UNSEEN and not "\ufe00" <= char <= "\ufe0f")


def plain_reading(text: str) -> Reading:
    """A plain text as one page."""
    letters: list[Letter] = []
    after_gap = True
    for char in text:
        kept = folded(char)
        if kept:
            letters.append(Letter(kept, 1, after_gap=after_gap))
        after_gap = not kept
    return Reading(tuple(letters))


def em_mm(letter: Letter) -> float:
    """The em of a full-width letter in mm; 0.0 for other letters, whose boxes are narrower than the em."""
    return letter.right - letter.left if unicodedata.east_asian_width(letter.char) == "W" else 0.0


@contextmanager
def open_pdf(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A PDFium document that is closed at the end."""
    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def read_page(page: pypdfium2.PdfPage, number: int) -> PageLetters:
    """All letters on a page of an open document, visible or not."""
    x0, y0, x1, y1 = page.get_mediabox()
    left, bottom, right, top = page.get_trimbox()
    trim = ((left - x0) * MM, (y1 - top) * MM, (right - x0) * MM, (y1 - bottom) * MM)
    letters = tuple(_letters(page, number, x0, y1))
    return PageLetters(number, (x1 - x0) * MM, (y1 - y0) * MM, trim, letters, _uses_foreign_font(page))


def _letters(page: pypdfium2.PdfPage, number: int, x0: float, y1: float) -> Iterator[Letter]:
    texts = page.get_textpage()
    chars = _characters(texts, texts.count_chars())
    marks = _Marks(page)
    box = raw.FS_RECTF()
    after_gap, before = True, (0.0, 0.0, 0.0)
    for index, char in enumerate(chars):
        if not char:
            continue
        if char in HYPHENS:
            char = "-"
        if char.isspace() or char in UNSEEN or "\ufe00" <= char <= "\ufe0f":
            after_gap = True
            continue
        raw.FPDFText_GetLooseCharBox(texts, index, box)
        left, top, right, bottom = box.left - x0, y1 - box.top, box.right - x0, y1 - box.bottom
        apart = after_gap or _after_gap(before, left, top, bottom)
        element, form = marks.of(raw.FPDFText_GetTextObject(texts, index))
        yield Letter(char, number, left * MM, top * MM, right * MM, bottom * MM, apart, element, form)
        before = right, top, bottom
        after_gap = False


class _Marks:
    """The elements and the placed pages that the text objects of a page belong to."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._known: dict[int, tuple[str, int]] = {}
        self._forms: dict[int, int] = {}  # address of a text object in a placed page → number of that page
        self._name = raw.create_string_buffer(NAME_MOST)
        self._length = raw.c_ulong()
        forms = [one for one in page.get_objects(max_depth=1) if one.type == raw.FPDF_PAGEOBJ_FORM]
        for number, form in enumerate(forms, 1):
            for address in _inside(form.raw):
                self._forms[address] = number

    def of(self, text: Any) -> tuple[str, int]:
        """(name of the element, number of the placed page) of a text object."""
        address = _address(text)
        found = self._known.get(address)
        if found is None:
            found = self._known[address] = self._element(text) if address else "", self._forms.get(address, 0)
        return found

    def _element(self, text: Any) -> str:
        for index in range(raw.FPDFPageObj_CountMarks(text)):
            mark = raw.FPDFPageObj_GetMark(text, index)
            buffer = raw.cast(self._name, raw.POINTER(raw.FPDF_WCHAR))
            if raw.FPDFPageObjMark_GetParamStringValue(mark, b"ID", buffer, NAME_MOST, self._length):
                data: bytes = self._name.raw[: max(0, self._length.value - 2)]
                return data.decode("utf-16-le")
        return ""


def _address(one: Any) -> int:
    return raw.cast(one, raw.c_void_p).value or 0


def _inside(form: Any) -> Iterator[int]:
    """The addresses of all objects in a placed page."""
    for index in range(raw.FPDFFormObj_CountObjects(form)):
        one = raw.FPDFFormObj_GetObject(form, index)
        yield _address(one)
        if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_FORM:
            yield from _inside(one)


def _after_gap(before: tuple[float, float, float], left: float, top: float, bottom: float) -> bool:
    """Whether a letter does not continue the line of the one before: PDFium does not report every gap as a blank."""
    right, upper, lower = before
    height = max(bottom - top, 1e-6)
    return abs(left - right) > 0.2 * height or abs(upper - top) + abs(lower - bottom) > 0.1 * height


def _characters(texts: pypdfium2.PdfTextPage, count: int) -> Sequence[str]:
    """One character per PDFium index ("" for the second half of one), in one call where possible: a call for each takes
    double the time."""
    found: str = texts.get_text_range(0, count) if count else ""
    if len(found) == count:
        return found
    chars = [chr(raw.FPDFText_GetUnicode(texts, index)) for index in range(count)]
    # Newer versions count the halves of a character beyond U+FFFF.
    for index, (high, low) in enumerate(pairwise(chars)):
        if "\ud800" <= high <= "\udbff" and "\udc00" <= low <= "\udfff":
            chars[index : index + 2] = [(high + low).encode("utf-16-le", "surrogatepass").decode("utf-16-le"), ""]
    return chars


def _uses_foreign_font(page: pypdfium2.PdfPage) -> bool:
    """Whether any text uses a font that is not embedded."""
    fonts = (raw.FPDFTextObj_GetFont(one) for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))
    return any(font and raw.FPDFFont_GetIsEmbedded(font) != 1 for font in fonts)
