"""What the painter needs of a document: WeasyPrint's own classes, or those for pydyf alone, fit these protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from yizhangtu.export.pdf.images import Pixels


class ContentStream(Protocol):
    """A content stream."""

    stream: list[bytes]

    def push_state(self) -> None:
        """Save the graphics state."""

    def pop_state(self) -> None:
        """Restore the graphics state saved last."""

    def set_alpha(self, alpha: float) -> None:
        """Set the opacity of fills, from 0 to 1."""

    def add_image(self, image: Pixels, interpolate: bool, ratio: float) -> str:
        """The name of an image; the first use adds it."""


class DocumentFont(Protocol):
    """A font: `hash` is its name in content streams; it collects `widths` (glyph number → thousandths of an em) and
    `to_unicode`."""

    hash: str
    widths: dict[int, int]
    to_unicode: dict[int, str]
