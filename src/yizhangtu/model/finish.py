"""Finished files: their purpose (reading on screen, archiving, a print shop), and what must be on them."""

from enum import StrEnum
from typing import NamedTuple


class Finish(StrEnum):
    """How a PDF is finished. Fonts are always embedded, and equal input gives equal bytes."""

    SCREEN = "screen"  # tagged for screen readers (PDF/UA-1)
    ARCHIVE = "archive"  # tagged, for long-term preservation (PDF/A-2a and PDF/UA-1)
    PRINT = "print"  # bleed, marks and inks for a print shop (PDF/X-4)

    @property
    def tagged(self) -> bool:
        """Whether the PDF has a structure tree."""
        return self is not Finish.PRINT


class Scope(NamedTuple):
    """What must be on a finished file of a kind of medium: data of the registry, read by the checks of finished files.

    `form` says how the files are read: `sheets` (pages of a PDF), `text`, `slides` (pictures with the PDF that they
    were drawn from), `loop` (slides of several guides in one HTML file), `long` (one picture cut into pieces), `book`
    (pages in reading order), `imposed` (a book on sheets to be folded), `overview` (one row for each guide), `document`
    (a form or table that names the guide and its version).

    `once`: no step stands twice. `called`: 编号 is written before a number. `numbered`: every sheet says which of how
    many it is. `code`: every page has a QR code. `shared`: the project's own code may stand on it. `flow_floor`: the
    medium's smallest text size holds for the flow.
    """

    form: str = "sheets"
    once: bool = False
    called: bool = True
    numbered: bool = False
    code: bool = False
    shared: bool = False
    flow_floor: bool = False
