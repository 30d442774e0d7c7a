"""A drawing: shapes and runs of text in reading order, in mm from its top left corner, coloured by role."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Path:
    """SVG path data in mm; `fill` and `stroke` are colour roles of the theme ("" for none); widths in mm."""

    d: str
    fill: str = ""
    stroke: str = ""
    stroke_mm: float = 0.0
    dash_mm: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A run of text on its baseline; `size_mm` is the em."""

    x: float
    y: float
    text: str
    size_mm: float
    fill: str = "ink"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Symbol:
    """An icon of the set, by name, its square's top left corner and side in mm."""

    x: float
    y: float
    size_mm: float
    name: str
    fill: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of pixels (`model.raster`), by its digest: its top left corner and its size in mm."""

    x: float
    y: float
    width_mm: float
    height_mm: float
    digest: str


Item = Path | Label | Symbol | Picture


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a card ended up: for checks, alternative text and links, not for drawing."""

    node: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """A drawn connection between two nodes, as the points of its line; `target` None leads off the sheet."""

    source: int
    target: int | None
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """`min_text_mm` is the smallest em in it; `used_mm` the height from its first to its last ink."""

    width: float
    height: float
    items: tuple[Item, ...]
    cards: tuple[Placed, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    min_text_mm: float = 0.0
    form: str = ""
    marks: tuple[str, ...] = ()  # what occurs, for the legend: mine, staff, check, watched, back, on
