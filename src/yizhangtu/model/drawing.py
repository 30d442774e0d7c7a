"""A drawing: what layout hands over. Shapes and text in reading order, in mm from its top left corner."""

from typing import NamedTuple

from yizhangtu.model.page import Link, Mark


class Placed(NamedTuple):
    """Where a card ended up: for checks, alternative text and links, not for drawing."""

    node: int
    x: float
    y: float
    width: float
    height: float


class Arrow(NamedTuple):
    """A drawn connection between two nodes, as the points of its line; `target` None leads off the sheet."""

    source: int
    target: int | None
    points: tuple[tuple[float, float], ...]


class Drawing(NamedTuple):
    """`links` lead to pages of the booklet; `min_text_mm` is the smallest em of the drawing."""

    width: float
    height: float
    items: tuple[Mark, ...]
    cards: tuple[Placed, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    min_text_mm: float = 0.0
    form: str = ""
    links: tuple[Link, ...] = ()
    marks: tuple[str, ...] = ()  # what occurs, for the legend: mine, staff, check, watched, back, on
