"""What a PDF is made for: to be read, to be kept, to be printed by a shop; and what the shop asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from yizhangtu.model.inks import Ink


class Finish(StrEnum):
    """How a PDF is finished. Every one has its fonts inside and equal bytes for equal input."""

    SCREEN = "screen"  # tagged for readers who do not see it (PDF/UA-1)
    ARCHIVE = "archive"  # tagged, and readable in fifty years (PDF/A-2a and PDF/UA-1)
    PRINT = "print"  # bleed, marks and inks for a print shop (PDF/X-4)

    @property
    def tagged(self) -> bool:
        """Whether it says what each part of a page is."""
        return self is not Finish.PRINT


@dataclass(frozen=True, slots=True)
class Shop:
    """What a print shop asks for; lengths in mm, explained in styles/print/shop.yaml."""

    bleed: float
    safe: float
    slug: float
    mark_gap: float
    mark_length: float
    mark_width: float
    cross: float
    ink_most: float
    flood_mm2: float
    flood: Ink
    watermark: float
    dpi_least: float
    condition: str
    registry: str
    info: str
    profile: bytes = field(repr=False)
