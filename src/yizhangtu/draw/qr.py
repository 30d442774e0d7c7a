"""A text → its QR code as a path or a drawing, error level M, quiet zone of four modules (ISO/IEC 18004)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from yizhangtu.draw.shapes import placed, polygon, rectangle
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.page import Command, Path

QUIET = 4
FINEST_MM = 0.55  # of a module that a phone reads in a photo of a whole sheet
# Bytes that a code of level M holds, from version 1 on (ISO/IEC 18004, table 7); version n is 17 + 4n modules wide.
CAPACITIES = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412)


@lru_cache(maxsize=256)
def modules(text: str) -> tuple[tuple[int, ...], ...]:
    """The pattern without a quiet zone; dark modules are true."""
    import segno  # imports http and ssl

    code = segno.make(text, error="m", micro=False, boost_error=False)
    return tuple(tuple(row) for row in code.matrix)


def width_in_modules(text: str) -> int:
    """How many modules wide the code of a text is, written as bytes: no less than it really is. It takes no encoder."""
    size = len(text.encode("utf-8"))
    version = next((number for number, most in enumerate(CAPACITIES, 1) if size <= most), len(CAPACITIES))
    return 17 + 4 * version


def qr_side(text: str, pattern_mm: float) -> float:
    """The side in mm, with quiet zone, of a code whose pattern is `pattern_mm` wide."""
    size = len(modules(text))
    return round(pattern_mm * (size + 2 * QUIET) / size, 3)


def qr_path(text: str, x: float, y: float, side: float) -> tuple[Command, ...]:
    """The dark modules of a code of `side` mm with its top left corner at (x, y); one shape for each run in a row."""
    rows = modules(text)
    unit = side / (len(rows) + 2 * QUIET)
    found: list[Command] = []
    for number, row in enumerate(rows):
        top = y + (number + QUIET) * unit
        for start, end in _runs(row):
            a, b = x + (start + QUIET) * unit, x + (end + QUIET) * unit
            found += polygon(((a, top), (b, top), (b, top + unit), (a, top + unit)))
    return tuple(found)


def _runs(row: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """(first, after the last) of each run of dark modules."""
    column = 0
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            yield column, column + length
        column += length


def _rounded_path(text: str, side: float) -> tuple[Command, ...]:
    """`qr_path` at the origin with coordinates rounded to 0.001: each line of the pattern is rounded once."""
    rows = modules(text)
    unit = side / (len(rows) + 2 * QUIET)
    lines = [round(number * unit, 3) for number in range(len(rows) + 2 * QUIET)]
    found: list[Command] = []
    for number, row in enumerate(rows, QUIET):
        top, bottom = lines[number], round(number * unit + unit, 3)
        for start, end in _runs(row):
            a, b = lines[start + QUIET], lines[end + QUIET]
            found += polygon(((a, top), (b, top), (b, bottom), (a, bottom)))
    return tuple(found)


@lru_cache(maxsize=256)
def qr_drawing(text: str, side_mm: float) -> Drawing:
    """A code `side_mm` wide with its quiet zone, black on white in every theme."""
    ground = placed(rectangle(0.0, 0.0, side_mm, side_mm), 1.0, 0.0, 0.0)
    paths = (Path(ground, "white"), Path(_rounded_path(text, side_mm), "black"))
    return Drawing(side_mm, side_mm, paths, form="qr")
