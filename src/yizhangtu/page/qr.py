"""A text → its QR code as SVG path data, error level M, quiet zone of four modules (ISO/IEC 18004)."""

from __future__ import annotations

from functools import lru_cache

import segno

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
def qr_svg(text: str, side_mm: float, dark: str = "#000000") -> str:
    """An `<svg>` `side_mm` wide, quiet zone included. Only `text` decides the pattern."""
    rows = modules(text)
    size = len(rows) + 2 * QUIET
    parts: list[str] = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            if not row[x]:
                x += 1
                continue
            start = x
            while x < len(row) and row[x]:
                x += 1
            parts.append(f"M{start + QUIET} {y + QUIET}h{x - start}v1h-{x - start}z")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side_mm:g}mm" height="{side_mm:g}mm" viewBox="0 0 {size} {size}">'
        f'<rect width="{size}" height="{size}" fill="#FFFFFF"/><path d="{"".join(parts)}" fill="{dark}"/></svg>'
    )
