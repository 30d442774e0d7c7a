"""Arrows: straight to the right, straight down, or turning into the next row, each with its outcome's label."""

from __future__ import annotations

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.flow.parts import Measure

Points = tuple[tuple[float, float], ...]


def head(canvas: Canvas, measure: Measure, x: float, y: float, dx: float, dy: float, fill: str = "line") -> None:
    """An arrow head whose tip is at (x, y), pointing along (dx, dy) (a unit vector)."""
    style = measure.style
    length, half = style.arrow_head, style.arrow_half
    bx, by = x - dx * length, y - dy * length
    notch = length * 0.72
    canvas.polygon(
        (
            (x, y),
            (bx - dy * half, by + dx * half),
            (x - dx * notch, y - dy * notch),
            (bx + dy * half, by - dx * half),
        ),
        fill,
    )


def pill(canvas: Canvas, measure: Measure, text: str, cx: float, cy: float, stroke: str = "ok") -> tuple[float, float]:
    """An outcome on its arrow, one line; returns its size."""
    style = measure.style
    width = measure.width(text, style.pill_text, True) + 2 * style.pill_inset + 0.3
    canvas.rect(cx - width / 2, cy - style.pill / 2, width, style.pill, style.pill / 2, "paper", stroke, style.border)
    canvas.centred(cx, cy, text, style.pill_text, stroke)
    return width, style.pill


def pill_wrapped(
    canvas: Canvas, measure: Measure, text: str, cx: float, cy: float, width: float, stroke: str = "ok"
) -> None:
    """An outcome in a box `width` wide, over as many lines as it needs."""
    style = measure.style
    room = width - 2 * style.pill_inset
    lines = canvas.typesetter.lines(text, round(room / style.pill_text, 4), True, True)
    height = len(lines) * 1.2 * style.pill_text + 0.4
    used = max(line.width for line in lines) * style.pill_text + 2 * style.pill_inset
    canvas.rect(cx - used / 2, cy - height / 2, used, height, 0.7, "paper", stroke, style.border)
    for index, line in enumerate(lines):
        left = cx - line.width * style.pill_text / 2
        canvas.text_line(left, cy - height / 2 + 0.2 + index * 1.2, line, style.pill_text, 1.2, stroke, True)


def right_arrow(canvas: Canvas, measure: Measure, x1: float, x2: float, y: float, label: str) -> Points:
    """From one card to its right neighbour; the outcome stands upright on it."""
    style = measure.style
    canvas.line(((x1, y), (x2 - style.arrow_head * 0.7, y)), "line", style.arrow)
    head(canvas, measure, x2 - 0.06, y, 1, 0)
    if label:
        upright(canvas, measure, label, (x1 + x2 - style.arrow_head) / 2, y)
    return ((x1, y), (x2, y))


def upright(canvas: Canvas, measure: Measure, text: str, cx: float, cy: float) -> None:
    """A label with its characters one below the other; several columns' worth is avoided by the fold (long outcomes
    become tabs), Western text stays on a line of its own."""
    style = measure.style
    size = style.pill_text
    width = max([measure.width(c, size, True) for c in text] or [1.0]) + 0.6
    height = len(text) * size * 1.12 + 0.7
    canvas.rect(cx - width / 2, cy - height / 2, width, height, width / 2, "paper", "ok", style.border)
    top = cy - len(text) * size * 1.12 / 2
    for index, char in enumerate(text):
        canvas.centred(cx, top + (index + 0.5) * size * 1.12, char, size, "ok")


def down_arrow(canvas: Canvas, measure: Measure, x: float, y1: float, y2: float, label: str) -> Points:
    """Straight down, the outcome just under the source."""
    style = measure.style
    canvas.line(((x, y1), (x, y2 - style.arrow_head * 0.7)), "line", style.arrow)
    head(canvas, measure, x, y2 - 0.06, 0, 1)
    if label:
        pill(canvas, measure, label, x, y1 + style.pill / 2 - 0.25)
    return ((x, y1), (x, y2))


def turn_arrow(
    canvas: Canvas, measure: Measure, start: tuple[float, float], end: tuple[float, float], label: str, rise: float
) -> Points:
    """Down, across the gap between two rows, and down into the next card; `rise` is what stands above that card."""
    style = measure.style
    (x1, y1), (x2, y2) = start, end
    top = y1 + (style.pill - 0.25 if label else 0.0)
    low = y2 - rise - 0.25
    y = top + (low - top) * 0.5 if low - top > 0.6 else (y1 + y2 - style.arrow_head) / 2
    y = min(y, y2 - style.arrow_head - 0.3)
    points = ((x1, y1), (x1, y), (x2, y), (x2, y2))
    canvas.line(((x1, y1), (x1, y), (x2, y), (x2, y2 - style.arrow_head * 0.7)), "line", style.arrow, (), style.corner)
    head(canvas, measure, x2, y2 - 0.06, 0, 1)
    if label:
        pill(canvas, measure, label, x1, y1 + style.pill / 2 - 0.25)
    return points
