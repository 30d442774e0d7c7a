"""The marks that occur in a flow → the legend as a drawing, at the right of the section's head."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.looks import LOOKS, rule_of
from yizhangtu.layout.measure import Measure
from yizhangtu.model.drawing import Drawing

ENTRIES = (
    ("mine", "您来办"),
    ("mine_inner", "您来办"),
    ("staff", "其他人办"),
    ("check", "要审核把关"),
    ("watched", "监督点"),
    ("bad", "没通过"),
    ("good", "通过"),
    ("turn", "转到别处"),
)
GAP = 1.3  # u: between two entries
LINES = 2  # that there is room for beside the head
TABS = {look.mark: tone for tone, look in LOOKS.items()}


def legend(
    measure: Measure, marks: tuple[str, ...], unit_mm: float, width_mm: float, left: bool = False
) -> Drawing | None:
    """One line (two where it must) of at most `width_mm`, set against the right edge (or the left one); None where
    nothing is marked. What is plain (其他人办) is left out where two lines do not hold it."""
    marks = tuple(mark for mark in marks if mark != "mine_inner" or "mine" not in marks)
    shown = [(mark, text) for mark, text in ENTRIES if mark in marks]
    if not shown:
        return None
    sizes, rows = _rows(measure, shown, width_mm / unit_mm)
    if len(rows) > LINES:
        shown = [(mark, text) for mark, text in shown if mark != "staff"]
        sizes, rows = _rows(measure, shown, width_mm / unit_mm)
    height = 1.9 * len(rows)
    canvas = Canvas(measure.typesetter, unit_mm)
    for number, row in enumerate(rows):
        x = 0.0 if left else width_mm / unit_mm - fsum(sizes[i] for i in row) - GAP * (len(row) - 1)
        cy = 1.9 * number + 0.95
        for index in row:
            mark, text = shown[index]
            _paint_mark(canvas, measure, mark, x, cy)
            canvas.text(x + _mark_width(mark) + 0.35, cy - 0.75, sizes[index], text, 1.0, 1.5, "ink")
            x += sizes[index] + GAP
    return canvas.drawing("legend", width_mm, height * unit_mm)


def _rows(measure: Measure, shown: Sequence[tuple[str, str]], width: float) -> tuple[list[float], list[list[int]]]:
    """The widths of the entries, and the numbers of those on each line of `width` u."""
    sizes = [_mark_width(mark) + 0.35 + measure.width(text) for mark, text in shown]
    rows: list[list[int]] = [[]]
    used = 0.0
    for index, size in enumerate(sizes):
        if rows[-1] and used + GAP + size > width:
            rows.append([])
            used = 0.0
        used += size + (GAP if rows[-1] else 0.0)
        rows[-1].append(index)
    return sizes, rows


def _mark_width(mark: str) -> float:
    return {"mine": 1.9, "staff": 1.9, "check": 1.6, "bad": 2.4, "good": 2.4, "turn": 2.4}.get(mark, 1.3)


def _paint_mark(canvas: Canvas, measure: Measure, mark: str, x: float, cy: float) -> None:
    style = measure.style
    width = _mark_width(mark)
    if mark == "mine":
        canvas.rect(x, cy - 0.62, width, 1.24, 0.3, "tint", "dark", 0.2)
    elif mark == "mine_inner":
        canvas.icon("hand-pointing", x, cy - 0.65, 1.3, "dark")
    elif mark == "staff":
        canvas.rect(x, cy - 0.62, width, 1.24, 0.3, "paper", "ink", 0.13)
    elif mark == "check":
        half = width / 2
        canvas.polygon(((x + half, cy - half), (x + width, cy), (x + half, cy + half), (x, cy)), "dark")
    elif mark == "watched":
        canvas.icon("eye", x, cy - 0.65, 1.3, "watch")
    else:
        tone = TABS[mark]
        look, size = LOOKS[tone], 1.0
        canvas.rect(x, cy - 0.7, width, 1.4, 0.25, look.ground, look.ink, style.tab_rule, rule_of(style, tone))
        canvas.icon(look.icon, x + (width - size) / 2, cy - size / 2, size, look.ink)
