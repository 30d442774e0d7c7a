"""Tables on several sheets, the last of which has less room: none is left over, for the foot stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.box import Box
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.fit import PaintSheet, filled
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.page import Label

ROW = 10.0  # mm


@dataclass(frozen=True)
class Rows:
    """Rows of a fixed height, as many on each sheet as it holds."""

    count: int
    name: str = "rows"

    def needed(self, unit: float, width: float) -> float:
        return self.count * ROW

    def sheets(self, unit: float, boxes: Sequence[Box]) -> Sequence[PaintSheet] | None:
        left = self.count
        found: list[PaintSheet] = []
        for box in boxes:
            own = min(left, int(box.height / ROW))
            if own:
                found.append(self._painter(own, unit))
            left -= own
        return None if left else found

    @staticmethod
    def _painter(count: int, unit: float) -> PaintSheet:
        def paint(canvas: Canvas) -> None:
            for number in range(count):
                canvas.text(0.0, number * ROW / unit, 10.0, "行", 1.0, 1.0)

        return paint


def boxes(count: int) -> list[Box]:
    """All sheets hold ten rows, the last one four: the foot takes the rest."""
    high = Box(100.0, 10 * ROW, 4.0, 4.0, 4.0)
    return [high] * (count - 1) + [Box(100.0, 4 * ROW, 4.0, 4.0, 4.0)]


def rows_of(drawing: Drawing) -> int:
    return sum(isinstance(item, Label) for item in drawing.items)


@pytest.mark.parametrize("count", [7, 10, 11, 13, 18, 20, 24])
def test_rows_reach_the_sheet_with_the_foot(measure: Measure, count: int) -> None:
    drawings = filled(measure, Rows(count), boxes, 2)
    assert drawings is not None
    rows, room = [rows_of(one) for one in drawings], [int(box.height / ROW) for box in boxes(len(drawings))]
    assert sum(rows) == count and min(rows) > 0
    assert all(have <= most for have, most in zip(rows, room, strict=True))
    assert sum(room[1:]) < count  # on one sheet less there would be no room


def test_where_rows_cannot_be_shared_out_the_sheet_with_the_foot_stays_empty(measure: Measure) -> None:
    assert filled(measure, Rows(1), boxes, 2) is None
    drawings = filled(measure, Rows(1), boxes, 2, empty=True)
    assert drawings is not None and [rows_of(one) for one in drawings] == [1, 0]


def test_only_as_many_rows_as_needed_leave_the_sheets_before(measure: Measure) -> None:
    drawings = filled(measure, Rows(60), boxes, 2)
    assert drawings is not None and [rows_of(one) for one in drawings] == [10, 10, 10, 10, 10, 8, 2]
