"""The chips of the overview, explained → a line of its head: A-01 编号, 12页 手册页码, 当天 办理时限."""

from __future__ import annotations

from math import fsum

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.measure import Measure
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.overview import Overview
from yizhangtu.style.tables.overview_style import OverviewNumber, OverviewPage, OverviewStyle

HEIGHT = 1.9
APART = 1.4


def overview_legend(
    measure: Measure, style: OverviewStyle, overview: Overview, unit: float, width_mm: float
) -> Drawing | None:
    """One line of text `unit` mm high, at most `width_mm` wide and right-aligned; None if it does not fit, or no guide
    has a number or a page. The chips show those of the first guide that has them."""
    number = next((row.number for row in overview.rows if row.number), "")
    page = next((row.pointer for row in overview.rows if row.page), "")
    shown: list[tuple[OverviewNumber | OverviewPage, str, str]] = []
    shown += [(style.number, number, "编号，看墙上的图")] if number else []
    shown += [(style.page, page, "手册页码")] if page else []
    widths = [measure.width(words, 1.0, True) + 2 * chip.pad + 0.4 + measure.width(text) for chip, words, text in shown]
    used = fsum(widths) + APART * (len(shown) - 1)
    if not shown or used > width_mm / unit:
        return None
    canvas = Canvas(measure.typesetter, unit)
    x = width_mm / unit - used
    for (chip, words, text), width in zip(shown, widths, strict=True):
        wide = measure.width(words, 1.0, True) + 2 * chip.pad
        fill, ink = ("band", "on_band") if chip is style.number else ("paper", "dark")
        canvas.rect(x, HEIGHT / 2 - 0.78, wide, 1.56, chip.radius, fill, "dark", 0.13)
        canvas.text(x + chip.pad, HEIGHT / 2 - 0.64, 99, words, 1.0, 1.28, ink, True)
        canvas.text(x + wide + 0.4, HEIGHT / 2 - 0.64, 99, text, 1.0, 1.28, "ink")
        x += width + APART
    return canvas.drawing("legend", width_mm, HEIGHT * unit)
