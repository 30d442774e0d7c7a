"""The panels of a block at a width, in columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.panel import PanelBox
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Panel


@dataclass(eq=False)
class Panels:
    """All panels of a block, in as many columns as make them lowest; each column is filled from top to bottom."""

    measure: Measure
    width: float
    panels: tuple[Panel, ...]
    brief: bool = False

    @cached_property
    def columns(self) -> list[list[PanelBox]]:
        best: tuple[float, list[list[PanelBox]]] | None = None
        gap = self.measure.style.panel_gap
        most = max(1, int((self.width + gap) / (self.measure.style.column_min + gap)))
        for count in range(1, min(most, len(self.panels)) + 1):
            each = (self.width - gap * (count - 1)) / count
            boxes = [PanelBox(self.measure, each, panel, self.brief) for panel in self.panels]
            deal = _deal(boxes, count, gap)
            height = max(_stacked(column, gap) for column in deal)
            if best is None or height < best[0] - 0.3:
                best = (height, deal)
        return best[1] if best else []

    @cached_property
    def height(self) -> float:
        return max((_stacked(column, self.measure.style.panel_gap) for column in self.columns), default=0.0)

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        gap = self.measure.style.panel_gap
        for column in self.columns:
            top = y
            for box in column:
                box.paint(canvas, x, top)
                top += box.height + gap
            x += column[0].width + gap


def _stacked(boxes: list[PanelBox], gap: float) -> float:
    return sum(box.height for box in boxes) + gap * (len(boxes) - 1)


def _deal(boxes: list[PanelBox], count: int, gap: float) -> list[list[PanelBox]]:
    """Keep the order written, column after column, and make the tallest column as low as it can be."""
    if count == 1:
        return [boxes]
    if count >= len(boxes):
        return [[box] for box in boxes]
    low, high = max(b.height for b in boxes), _stacked(boxes, gap)
    while high - low > 0.2:
        limit = (low + high) / 2
        if len(_fill(boxes, limit, gap)) <= count:
            high = limit
        else:
            low = limit
    return _fill(boxes, high + 1e-6, gap)


def _fill(boxes: list[PanelBox], limit: float, gap: float) -> list[list[PanelBox]]:
    columns: list[list[PanelBox]] = [[]]
    used = 0.0
    for box in boxes:
        if columns[-1] and used + gap + box.height > limit:
            columns.append([])
            used = 0.0
        used += box.height + (gap if columns[-1] else 0.0)
        columns[-1].append(box)
    return columns
