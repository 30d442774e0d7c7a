"""Boxes in mm to be filled with text that is at least legible, and the form that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """An area of a sheet in mm, and the text that it asks for: em in mm."""

    width: float
    height: float
    floor: float  # the smallest legible text
    target: float
    most: float  # text is never larger: it would outgrow the title


Boxes = Callable[[int], Sequence[Box]]  # number of sheets → the box of each


class Wish(NamedTuple):
    """What the author or the medium asks of a flow; None leaves it to the measurement."""

    form: str | None = None  # rows, rail, lanes or graph
    columns: int | None = None  # at most so many cards in a row
    level: int = 3  # of detail
