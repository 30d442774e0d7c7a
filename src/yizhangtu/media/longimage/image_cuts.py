"""A long picture → pieces that end between cards, never inside a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

WINDOW = 0.45  # of a piece's height: how far a cut may be from the even division
QUIET = 1.6  # edges per row that still count as none: a rail, a border
WIDE = 70  # rows: a gap between sections; a wider one is no better
NEAR = 30  # rows: the penalty of the furthest place in the window


def cuts(picture: Image, most: int) -> list[int]:
    """The rows (from the top) at which to cut, so that no piece is higher than `most` and all have about the same
    height. Each cut is in the middle of a wide band of rows with little ink: a gap between cards or, better, between
    sections."""
    busy = _edges(picture)
    found: list[int] = []
    top = 0
    while picture.height - top > most:
        rest = picture.height - top
        even = rest / -(-rest // most)
        first, last = top + int(even * (1 - WINDOW)), top + min(most, int(even * (1 + WINDOW)))
        quiet = min(busy[first:last]) + QUIET
        gaps = _stretches(busy, first, last, quiet)
        start, end = max(gaps, key=lambda gap: _worth(gap, top + even, even * WINDOW))
        top = (start + end) // 2
        found.append(top)
    return found


def _worth(gap: tuple[int, int], aim: float, reach: float) -> float:
    start, end = gap
    return min(end - start, WIDE) - NEAR * abs((start + end) / 2 - aim) / reach


def _stretches(busy: list[float], first: int, last: int, quiet: float) -> list[tuple[int, int]]:
    """Runs of rows with no more ink than `quiet`, as (first, after the last)."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for row in range(first, last + 1):
        calm = row < last and busy[row] <= quiet
        if calm and start is None:
            start = row
        if not calm and start is not None:
            found.append((start, row))
            start = None
    return found


def _edges(picture: Image) -> list[float]:
    """The sum of brightness changes along each row: high in text, low in a gap between cards."""
    from PIL import Image, ImageChops

    grey = picture.convert("L")
    moved = ImageChops.offset(grey, 1, 0)
    rows = ImageChops.difference(grey, moved).resize((1, grey.height), Image.Resampling.BOX)
    return [value * grey.width / 255 for value in rows.tobytes()]
