"""The bytes of a finished file → its visible content: letters, QR codes, pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from yizhangtu.verify.letters import Letter, PageLetters, Reading, open_pdf, read_page
from yizhangtu.verify.visibility import QrCode, page_picture, read_qr_codes, scale_for, visible_letters

if TYPE_CHECKING:
    from PIL.Image import Image


class Resolution(NamedTuple):
    """What must be readable in the picture of a page: its smallest text and its QR code, in mm (0.0: none)."""

    text_mm: float
    code_mm: float = 0.0

    @property
    def scale(self) -> float:
        """Pixels per mm."""
        return scale_for(self.text_mm, self.code_mm)


class VisibleContent(NamedTuple):
    """What is visible in a file. `unseen`: letters that it contains and does not show."""

    pages: tuple[PageLetters, ...]
    reading: Reading
    unseen: tuple[Letter, ...] = ()
    codes: tuple[QrCode, ...] = ()

    @property
    def letters(self) -> tuple[Letter, ...]:
        """All visible letters."""
        return self.reading.letters


class Unreadable(Exception):
    """The file is not of the expected format."""


def read_pdf(data: bytes, resolution: Resolution, pictures: Sequence[Image] = ()) -> VisibleContent:
    """The visible content of a PDF. `pictures` (one per page) replace the rendered pages where a picture was made from
    them."""
    pages: list[PageLetters] = []
    letters: list[Letter] = []
    unseen: list[Letter] = []
    codes: list[QrCode] = []
    try:
        with open_pdf(data) as document:
            for number, page in enumerate(document, 1):
                one = read_page(page, number)
                picture = pictures[number - 1] if pictures else page_picture(page, resolution.scale)
                page.close()
                shown = visible_letters(one, picture)
                if len(shown) < len(one.letters):
                    kept = {letter[:6] for letter in shown}
                    unseen += (letter for letter in one.letters if letter[:6] not in kept)
                letters += shown
                if resolution.code_mm:
                    codes += read_qr_codes(picture, number, picture.width / one.width)
                pages.append(one._replace(letters=shown))
    except (RuntimeError, IndexError) as error:  # what PDFium raises for a broken file; pages without pictures
        raise Unreadable(str(error)) from None
    return VisibleContent(tuple(pages), Reading(tuple(letters)), tuple(unseen), tuple(codes))


def read_text_file(data: bytes) -> str:
    """The text of a text file."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(str(error)) from None
