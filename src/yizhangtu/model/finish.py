"""The purpose of a PDF: reading on screen, archiving, or a print shop."""

from __future__ import annotations

from enum import StrEnum


class Finish(StrEnum):
    """How a PDF is finished. Fonts are always embedded, and equal input gives equal bytes."""

    SCREEN = "screen"  # tagged for screen readers (PDF/UA-1)
    ARCHIVE = "archive"  # tagged, for long-term preservation (PDF/A-2a and PDF/UA-1)
    PRINT = "print"  # bleed, marks and inks for a print shop (PDF/X-4)

    @property
    def tagged(self) -> bool:
        """Whether the PDF has a structure tree."""
        return self is not Finish.PRINT
