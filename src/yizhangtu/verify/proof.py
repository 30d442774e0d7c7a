"""The bytes of a finished file → what anybody sees on it: its letters that can be seen, its QR codes, its sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yizhangtu.verify.letters import Letter, Page, Reading, opened, page_of, plain
from yizhangtu.verify.sight import Code, codes, drawn, scale_for, seen

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True)
class Look:
    """How closely a file is looked at: its smallest text and its QR code, in mm (0.0: it has none)."""

    text_mm: float
    code_mm: float = 0.0

    @property
    def scale(self) -> float:
        """Pixels for a mm."""
        return scale_for(self.text_mm, self.code_mm)


@dataclass(frozen=True)
class Proof:
    """What is seen on a file. `unseen` are letters that are in it and cannot be seen."""

    pages: tuple[Page, ...]
    reading: Reading
    unseen: tuple[Letter, ...] = ()
    codes: tuple[Code, ...] = ()

    @property
    def letters(self) -> tuple[Letter, ...]:
        """All that can be seen."""
        return self.reading.letters


class Unreadable(Exception):
    """The file cannot be opened as what it should be."""


def of_pdf(data: bytes, look: Look, pictures: Sequence[Image] = ()) -> Proof:
    """The proof of a PDF; with `pictures` (one for each page) of these, where the pages were drawn as pictures."""
    pages: list[Page] = []
    found: list[Letter] = []
    unseen: list[Letter] = []
    marks: list[Code] = []
    try:
        with opened(data) as document:
            for number, page in enumerate(document, 1):
                one = page_of(page, number)
                picture = pictures[number - 1] if pictures else drawn(page, look.scale)
                page.close()
                shown = seen(one, picture)
                if len(shown) < len(one.letters):
                    kept = {letter[:6] for letter in shown}
                    unseen += (letter for letter in one.letters if letter[:6] not in kept)
                found += shown
                if look.code_mm:
                    marks += codes(picture, number, picture.width / one.width)
                pages.append(replace(one, letters=shown))
    except (RuntimeError, IndexError) as error:  # pdfium's own words for a file that is none; pages without pictures
        raise Unreadable(str(error)) from None
    return Proof(tuple(pages), Reading(tuple(found)), tuple(unseen), tuple(marks))


def of_text(data: bytes) -> Proof:
    """The proof of a text file."""
    try:
        return Proof((), plain(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise Unreadable(str(error)) from None
