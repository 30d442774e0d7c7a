"""The strip of a phase: a number in a circle and the name from top to bottom, pointing down."""

from __future__ import annotations

from yizhangtu.draw.canvas import ASCENT, Canvas
from yizhangtu.layout.flow.parts import Measure

BEFORE_END = 0.5  # u: how far before its last row a strip on a rail ends, but for its point


def strip_reach(measure: Measure) -> float:
    """How far its point reaches beyond that row."""
    return measure.style.strip_point - BEFORE_END + 0.03


def paint_strip(canvas: Canvas, measure: Measure, number: str, name: str, x: float, y: float, height: float) -> None:
    """The strip's left top corner at (x, y); its point reaches below `height`. A name too long for one column of
    characters is set in lines of two or more, smaller where it must be, never below the smallest text."""
    style = measure.style
    width = style.strip
    middle = x + width / 2
    r = 0.5
    canvas.rect(x, y, width, height, (r, 0, 0, r / 2), "dark")
    tip = y + height + style.strip_point
    canvas.polygon(((x, y + height - 0.4), (x + width, y + height - 0.4), (middle, tip)), "dark", "dark", 0.05)
    size, columns = fit_strip(name, height - 2 * style.strip_badge - 0.9, style.strip_text, style.strip_text_min, width)
    lines = [name[at : at + columns] for at in range(0, len(name), columns)]
    block = 2 * style.strip_badge + 0.45 + len(lines) * size * 1.18
    top = y + max(0.25, (height - block) / 2)
    canvas.circle(middle, top + style.strip_badge, style.strip_badge, "paper")
    canvas.centred(middle, top + style.strip_badge, number, 1.25 if len(number) == 1 else 1.0, "dark")
    top += 2 * style.strip_badge + 0.45
    for index, chars in enumerate(lines):
        baseline = top + (index + 0.5) * size * 1.18 + (ASCENT - 0.5) * size
        used = measure.width(chars, size, True)
        for line in canvas.typesetter.lines(chars, 1e9, True):  # none where all of it is blank
            for run in line.runs:
                canvas.label(middle - used / 2 + run.x * size, baseline, run.text, size, "white", True)


def fit_strip(name: str, height: float, most: float, least: float, width: float) -> tuple[float, int]:
    """Largest size, and characters per line, at which `name` stands in a strip `height` high."""
    for columns in (1, 2, 3, 4):
        size = min(most, (width - 0.3) / columns)
        lines = -(-len(name) // columns)
        while size >= least - 1e-9:
            if lines * size * 1.18 <= height:
                return size, columns
            size -= 0.05
    return least, max(1, int((width - 0.3) / least))  # `strip_height` keeps a band high enough for this


def strip_height(measure: Measure, name: str) -> float:
    """The least height of a band whose strip can hold `name` legibly."""
    style = measure.style
    columns = max(1, int((style.strip - 0.3) / style.strip_text_min))
    lines = -(-len(name) // columns)
    return 2 * style.strip_badge + 1.0 + lines * style.strip_text_min * 1.18
