"""What a PDF is made for: to be read, to be kept, to be printed by a shop."""

from __future__ import annotations

from enum import StrEnum


class Finish(StrEnum):
    """How a PDF is finished. Every one has its fonts inside and equal bytes for equal input."""

    SCREEN = "screen"  # tagged for readers who do not see it (PDF/UA-1)
    ARCHIVE = "archive"  # tagged, and readable in fifty years (PDF/A-2a and PDF/UA-1)
    PRINT = "print"  # bleed, marks and inks for a print shop (PDF/X-4)

    @property
    def tagged(self) -> bool:
        """Whether it says what each part of a page is."""
        return self is not Finish.PRINT
