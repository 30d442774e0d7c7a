"""Boxes in mm for text that is at least legible, and the form that is requested."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """An area of a sheet in mm, and the sizes of its text: em in mm."""

    width: float
    height: float
    floor: float  # the smallest legible text
    target: float
    most: float  # the largest text: it must be smaller than the title


Boxes = Callable[[int], Sequence[Box]]  # number of sheets → the box of each


class Wish(NamedTuple):
    """What the author or the medium requests for a flow; None leaves the choice to the layout."""

    form: str | None = None  # rows, rail, ruled (its rows are), headed (with bars of phases), lanes or graph
    columns: int | None = None  # cards in a row, at most
    level: int = 3  # of detail
    sheets: int = 1  # that may be made for the sake of larger text
    before: int = 0  # sheets before those of the flow, for their numbers on connectors
