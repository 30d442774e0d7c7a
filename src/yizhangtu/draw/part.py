"""A whole sheet as its parts: each is drawn as one and, for who does not see it, told as one. All lengths in mm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yizhangtu.draw.bleed import PAGE, bled
from yizhangtu.model.drawing import Drawing, Item, Label

FIGURE = "Figure"


@dataclass(frozen=True, slots=True)
class Part:
    """`kind` is what it is to a reader: P, H1, H2, H3, or a Figure that `alt` tells in words; "" says nothing.

    Its items are placed from (x, y) of the sheet, turned by `angle` degrees round that point. `alpha` below 1 lets
    through what lies beneath.
    """

    kind: str
    items: tuple[Item, ...]
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0  # of a figure
    height: float = 0.0
    alt: str = ""
    angle: float = 0.0
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Bookmark:
    """What the table of contents of the PDF says of a place of a sheet."""

    level: int
    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Composed:
    """A sheet, its parts in the order in which they are painted and read."""

    width: float
    height: float
    parts: tuple[Part, ...]
    bookmarks: tuple[Bookmark, ...] = ()

    def bled(self, bleed: float) -> Composed:
        """The same with all that touches the sheet's edge drawn `bleed` mm beyond it."""
        if not bleed:
            return self
        return replace(self, parts=tuple(self._bled(part, bleed) for part in self.parts))

    def _bled(self, part: Part, bleed: float) -> Part:
        if part.kind:
            return part
        return replace(part, items=bled(Drawing(self.width, self.height, part.items, form=PAGE), bleed).items)


def figure(drawing: Drawing, x: float, y: float, alt: str) -> Part:
    """A finished drawing with its top left corner at (x, y)."""
    return Part(FIGURE, drawing.items, x, y, drawing.width, drawing.height, alt)


def words(parts: Sequence[Part]) -> str:
    """All that a sheet says, a line for each part."""
    told = (part.alt or "".join(item.text for item in part.items if isinstance(item, Label)) for part in parts)
    return "\n".join(text for text in told if text)
