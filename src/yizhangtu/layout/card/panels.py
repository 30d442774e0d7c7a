"""The panels of a block at a width, in columns."""

from __future__ import annotations

from collections.abc import Sequence

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.panel import PanelBox
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Panel


class Panels:
    """All panels of a block, in as many columns as make them lowest; each column is filled from top to bottom."""

    def __init__(self, measure: Measure, width: float, panels: Sequence[Panel], brief: bool = False) -> None:
        self._gap = gap = measure.style.panel_gap
        self._stretch = measure.style.panel_stretch
        self._columns: list[list[PanelBox]] = []
        self.height = float("inf")
        most = max(1, int((width + gap) / (measure.style.column_min + gap)))
        for count in range(1, min(most, len(panels)) + 1):
            each = (width - gap * (count - 1)) / count
            columns = _deal([PanelBox(measure, each, panel, brief) for panel in panels], count, gap)
            height = max(_stacked(column, gap) for column in columns)
            if height < self.height - 0.3:
                self.height, self._columns = height, columns

    def paint(self, canvas: Canvas, x: float, y: float, height: float | None = None) -> None:
        """Draw them `height` u high: panels grow with the room, up to a share of their own height, so that the columns
        end alike."""
        gap = self._gap
        for column in self._columns:
            least = sum(box.height for box in column)
            room = (height or self.height) - gap * (len(column) - 1)
            scale = min(max(1.0, room / least), self._stretch)
            top = y
            for box in column:
                box.paint(canvas, x, top, box.height * scale)
                top += box.height * scale + gap
            x += column[0].width + gap


def _stacked(boxes: Sequence[PanelBox], gap: float) -> float:
    return sum(box.height for box in boxes) + gap * (len(boxes) - 1)


def _deal(boxes: Sequence[PanelBox], count: int, gap: float) -> list[list[PanelBox]]:
    """Keep the order written, column after column, and make the tallest column as low as it can be."""
    if count == 1:
        return [list(boxes)]
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


def _fill(boxes: Sequence[PanelBox], limit: float, gap: float) -> list[list[PanelBox]]:
    columns: list[list[PanelBox]] = [[]]
    used = 0.0
    for box in boxes:
        if columns[-1] and used + gap + box.height > limit:
            columns.append([])
            used = 0.0
        used += box.height + (gap if columns[-1] else 0.0)
        columns[-1].append(box)
    return columns
