"""A text → its QR code as a drawing, error level M, quiet zone of four modules (ISO/IEC 18004)."""

from __future__ import annotations

from functools import lru_cache

import segno

from yizhangtu.model.drawing import Drawing, Path

QUIET = 4


@lru_cache(maxsize=256)
def modules(text: str) -> tuple[tuple[int, ...], ...]:
    """The pattern, dark modules true, without a quiet zone."""
    code = segno.make(text, error="m", micro=False, boost_error=False)
    return tuple(tuple(row) for row in code.matrix)


def qr_side(text: str, pattern_mm: float) -> float:
    """Side in mm, quiet zone included, of a code whose pattern is `pattern_mm` wide."""
    size = len(modules(text))
    return round(pattern_mm * (size + 2 * QUIET) / size, 3)


@lru_cache(maxsize=256)
def qr_drawing(text: str, side_mm: float) -> Drawing:
    """The code `side_mm` wide, quiet zone included, black on white whatever the theme."""
    rows = modules(text)
    unit = side_mm / (len(rows) + 2 * QUIET)

    def at(x: int, y: int) -> str:
        return f"{(x + QUIET) * unit:.3f} {(y + QUIET) * unit:.3f}"

    parts: list[str] = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                parts.append(f"M{at(start, y)}L{at(x, y)}L{at(x, y + 1)}L{at(start, y + 1)}Z")
            x += 1
    ground = f"M0 0L{side_mm:.3f} 0L{side_mm:.3f} {side_mm:.3f}L0 {side_mm:.3f}Z"
    return Drawing(side_mm, side_mm, (Path(ground, "white"), Path("".join(parts), "black")), form="qr")
