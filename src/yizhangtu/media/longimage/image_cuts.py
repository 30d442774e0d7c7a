"""A long picture → pieces that end between cards, never inside a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

WINDOW = 0.45  # of a piece's height: how far up and down from where it should end a better place is looked for
QUIET = 1.6  # edges a row that still count as none: a rail, a border
WIDE = 70  # rows of a gap between sections: no gap is better than that
NEAR = 30  # rows that the place where a piece should end is worth more than the furthest


def cuts(picture: Image, most: int) -> list[int]:
    """Rows (from the top) at which the picture is cut, so that no piece is higher than `most` and all are about as
    high: each in the middle of a wide stretch with least ink, a gap between cards or, better, between sections."""
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
    """Neighbouring rows with no more ink than `quiet`, as (first, behind the last)."""
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
    """For every row how much brightness changes along it: text changes often, a gap between cards hardly."""
    from PIL import Image, ImageChops

    grey = picture.convert("L")
    moved = ImageChops.offset(grey, 1, 0)
    rows = ImageChops.difference(grey, moved).resize((1, grey.height), Image.Resampling.BOX)
    return [value * grey.width / 255 for value in rows.tobytes()]
