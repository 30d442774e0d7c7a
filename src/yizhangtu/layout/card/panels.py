"""The panels of a block at a width, in columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from math import fsum

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.panel import PanelBox, panel_height
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Panel


class Panels:
    """All panels of a block, in as many columns as make them lowest; each column is filled from top to bottom. They are
    made when they are painted."""

    def __init__(self, measure: Measure, width: float, panels: Sequence[Panel], brief: bool = False) -> None:
        self._measure = measure
        self._panels = panels
        self._brief = brief
        self._gap = gap = measure.style.panel_gap
        self._stretch = measure.style.panel_stretch
        self._width = width  # of a panel
        self._counts: list[int] = []  # of the panels in each column
        self.height = float("inf")
        most = max(1, int((width + gap) / (measure.style.column_min + gap)))
        for count in range(1, min(most, len(panels)) + 1):
            each = (width - gap * (count - 1)) / count
            heights = [panel_height(measure, each, panel, brief) for panel in panels]
            columns = _deal(heights, count, gap)
            height = max(_stacked(column, gap) for column in columns)
            if height < self.height - 0.3:
                self.height, self._width, self._counts = height, each, list(map(len, columns))

    @cached_property
    def _columns(self) -> list[list[PanelBox]]:
        boxes = iter([PanelBox(self._measure, self._width, panel, self._brief) for panel in self._panels])
        return [list(islice(boxes, count)) for count in self._counts]

    def paint(self, canvas: Canvas, x: float, y: float, height: float | None = None) -> None:
        """Draw them `height` u high: panels grow with the room, up to a share of their own height, so that the columns
        end alike."""
        gap = self._gap
        for column in self._columns:
            least = fsum(box.height for box in column)
            room = (height or self.height) - gap * (len(column) - 1)
            scale = min(max(1.0, room / least), self._stretch)
            top = y
            for box in column:
                box.paint(canvas, x, top, box.height * scale)
                top += box.height * scale + gap
            x += column[0].width + gap


def _stacked(heights: Sequence[float], gap: float) -> float:
    return fsum(heights) + gap * (len(heights) - 1)


def _deal(heights: Sequence[float], count: int, gap: float) -> list[list[float]]:
    """Keep the order written, column after column, and make the tallest column as low as it can be."""
    if count == 1:
        return [list(heights)]
    if count >= len(heights):
        return [[height] for height in heights]
    low, high = max(heights), _stacked(heights, gap)
    while high - low > 0.2:
        limit = (low + high) / 2
        if len(_fill(heights, limit, gap)) <= count:
            high = limit
        else:
            low = limit
    return _fill(heights, high + 1e-6, gap)


def _fill(heights: Sequence[float], limit: float, gap: float) -> list[list[float]]:
    columns: list[list[float]] = [[]]
    used = 0.0
    for height in heights:
        if columns[-1] and used + gap + height > limit:
            columns.append([])
            used = 0.0
        used += height + (gap if columns[-1] else 0.0)
        columns[-1].append(height)
    return columns
