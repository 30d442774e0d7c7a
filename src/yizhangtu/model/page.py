"""A page and the items on it, in millimetres from its top left corner: what every writer of files draws.

Items stand in reading order; they are painted in that order too, but for tags of a higher layer. Colours are roles of a
theme ("ink", "dark", "" for none), icons and pictures are named, so that a page is plain data without fonts or files.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from yizhangtu.model.theme import Theme

Command = tuple[str, tuple[float, ...]]  # ("M" | "L", (x, y)), ("C", (x1, y1, x2, y2, x, y)) or ("Z", ())
ARTIFACT = "Artifact"  # role of what is no part of the text
FIGURE = "Figure"
TABLE = "Table"  # role of a tag whose marks are named as cells of rows (`draw.elements`)
CONTENTS = "TOC"  # role of a tag whose marks are named as entries of a table of contents
ENTRIES = "L"  # role of a tag whose marks are named as entries of an index
DESCENT = 0.12  # of the em box of an ideograph, below the baseline


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of pixels: `width` × `height` samples of red, green and blue, row by row, deflated. Two are equal where
    their digest is, by which pages refer to them."""

    digest: str
    width: int = field(compare=False)
    height: int = field(compare=False)
    samples: bytes = field(default=b"", compare=False, repr=False)

    @property
    def seen(self) -> "Raster":
        """The same without its samples, for definitions and cache keys."""
        return Raster(self.digest, self.width, self.height)


class Path(NamedTuple):
    """A shape of absolute commands as in SVG; `fill` and `stroke` are colour roles, widths and dashes in mm. `element`
    is the name of the element that a mark belongs to (`draw.elements`)."""

    commands: tuple[Command, ...]
    fill: str = ""
    stroke: str = ""
    stroke_mm: float = 0.0
    dash_mm: tuple[float, ...] = ()
    element: str = ""


class Label(NamedTuple):
    """A run of text on its baseline; `size_mm` is the em. With `gaps` a blank is as wide as the gap that the typesetter
    leaves between Chinese and Western letters, else as wide as in the font."""

    x: float
    y: float
    text: str
    size_mm: float
    fill: str = "ink"
    bold: bool = False
    gaps: bool = False
    element: str = ""


class Icon(NamedTuple):
    """An icon of the set, by name: the top left corner and the side of its square."""

    x: float
    y: float
    size_mm: float
    name: str
    fill: str
    element: str = ""


class Image(NamedTuple):
    """A picture of pixels (`Raster`), by its digest: its top left corner and its size."""

    x: float
    y: float
    width_mm: float
    height_mm: float
    digest: str
    element: str = ""


Mark = Path | Label | Icon | Image  # what leaves ink on paper


class Link(NamedTuple):
    """A rectangle that leads to a page of the document (its number, from 1) or to a URI; `text` says where. `element`
    is the name of the element that it is laid over, if that has one."""

    x: float
    y: float
    width: float
    height: float
    target: int | str
    text: str
    element: str = ""


class Bookmark(NamedTuple):
    """An entry of the document's table of contents, and the place that it leads to."""

    level: int
    label: str
    x: float
    y: float


class Tag(NamedTuple):
    """A structure element (ISO 32000-1, 14.8.4): `role` is a standard type such as P, H1, Figure, Table or Sect, or
    Artifact. A Figure has a `box` (x, y, width, height) and says in `alt` what it shows.
    `name` identifies the element, after the names of the tags around it (`draw.elements`). Of a tag with the role
    TABLE, CONTENTS or ENTRIES, writers work out the elements within from the names of its marks.

    Tags of a higher `layer` are painted after those beside them, wherever they stand in the reading order.
    """

    role: str
    items: "tuple[Item, ...]"
    alt: str = ""
    box: tuple[float, float, float, float] | None = None
    name: str = ""
    layer: int = 0


class Group(NamedTuple):
    """Marks placed from (x, y), turned by `angle` degrees round that point. `alpha` below 1 lets through what is
    beneath; `theme` None is that of the page."""

    items: tuple[Mark, ...]
    x: float = 0.0
    y: float = 0.0
    angle: float = 0.0
    alpha: float = 1.0
    theme: Theme | None = None


Item = Path | Label | Icon | Image | Group | Tag | Link | Bookmark


class Page(NamedTuple):
    """One side of a sheet of paper, or one screen. Marks outside any tag are artifacts."""

    width: float
    height: float
    theme: Theme
    items: "tuple[Item, ...]"

    def all(self) -> "Iterator[Item]":
        """Every item, those within tags too, in reading order."""
        return _all(self.items)


class About(NamedTuple):
    """The metadata of a document; `created` is a date as YYYY-MM-DD, or ""."""

    title: str
    author: str = ""
    summary: str = ""
    created: str = ""


def _all(items: "Iterable[Item]") -> "Iterator[Item]":
    for item in items:
        yield item
        if isinstance(item, Tag):
            yield from _all(item.items)


def bottom(marks: Iterable[Mark]) -> float:
    """The y of the lowest ink; letters reach `DESCENT` below their baseline. 0 for no marks."""
    return max(map(_bottom, marks), default=0.0)


def _bottom(mark: Mark) -> float:
    match mark:
        case Path(commands=commands):
            return max((y for _, numbers in commands for y in numbers[1::2]), default=0.0) + mark.stroke_mm / 2
        case Label():
            return mark.y + DESCENT * mark.size_mm
        case Icon():
            return mark.y + mark.size_mm
        case Image():
            return mark.y + mark.height_mm
