"""A drawing of a whole page → the same with all that touches the page's edge drawn beyond it, into the bleed."""

from __future__ import annotations

import re
from dataclasses import replace

from yizhangtu.model.drawing import Drawing, Path

PAGE = "leaf"  # the form of drawings that are as large as their page
_PAIR = re.compile(r"(-?\d+\.?\d*) (-?\d+\.?\d*)")
_NEAR = 0.02  # mm


def bled(drawing: Drawing, bleed: float) -> Drawing:
    """Every point on the edge goes `bleed` mm beyond it; other drawings than those of whole pages stay."""
    if not bleed or drawing.form != PAGE:
        return drawing
    width, height = drawing.width, drawing.height

    def moved(match: re.Match[str]) -> str:
        return f"{_out(match[1], width, bleed)} {_out(match[2], height, bleed)}"

    items = (replace(i, d=_PAIR.sub(moved, i.d)) if isinstance(i, Path) else i for i in drawing.items)
    return replace(drawing, items=tuple(items))


def _out(number: str, most: float, bleed: float) -> str:
    value = float(number)
    if value <= _NEAR:
        value = min(value, -bleed)
    elif value >= most - _NEAR:
        value = max(value, most + bleed)
    else:
        return number
    return f"{value:g}"
