"""The types of the values in files of styles/: Python's own, with the bounds that the reader checks.

`Annotated[float, Limits(…)]` is a `float` for type checkers, so records say what a number measures at no cost.
"""

from typing import Annotated, NamedTuple


class Limits(NamedTuple):
    """The least and the largest value that make sense, and the unit as messages name it."""

    least: float
    most: float
    unit: str = ""


class Pattern(NamedTuple):
    """A regular expression for the whole text, and how messages describe it."""

    regex: str
    described: str


class Partial(NamedTuple):
    """Marks a record of which a file may give only some of the keys, at every depth."""


Mm = Annotated[float, Limits(0, 5000, "毫米")]  # PDF 2.0, annex C: a page has at most 14400 units, 5080 mm
TextMm = Annotated[float, Limits(0.5, 1000, "毫米")]  # the em of a text, or what else is divided by
PaperMm = Annotated[float, Limits(1, 5000, "毫米")]
StepMm = Annotated[float, Limits(0.01, 10, "毫米")]  # by which a text shrinks until it fits
U = Annotated[float, Limits(0, 1000, "u")]  # u: one em of the smallest text of a drawing
TextU = Annotated[float, Limits(0.1, 100, "u")]
Em = Annotated[float, Limits(0, 100, "字")]  # of the text that it belongs to
Leading = Annotated[float, Limits(0.5, 5, "倍行高")]
Factor = Annotated[float, Limits(0, 1000, "倍")]
Share = Annotated[float, Limits(0, 1)]
Percent = Annotated[float, Limits(0, 100, "%")]
Degrees = Annotated[float, Limits(-360, 360, "度")]
Count = Annotated[int, Limits(1, 10000)]
Dpi = Annotated[float, Limits(1, 10000, "dpi")]
Colour = Annotated[str, Pattern("#[0-9A-Fa-f]{6}", '加引号的 "#rrggbb"')]
