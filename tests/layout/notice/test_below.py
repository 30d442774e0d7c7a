"""What stands below the table of a notice: how to object, and who signs."""

from __future__ import annotations

import pytest

from yizhangtu.content.notice import WayStep
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.notice.notice_below import NoticeBelow
from yizhangtu.media.context import Context
from yizhangtu.model.page import Label

WAY = (
    WayStep("看榜"),
    WayStep("提出", "向评比小组，电话 0000-0000000"),
    WayStep("核实答复", "3日内复查"),
    WayStep("更正重贴"),
)


@pytest.mark.parametrize("width", [32.5, 33.0, 33.5, 40.0])
def test_whom_to_turn_to_stands_on_one_line(context: Context, width: float) -> None:
    (piece,) = NoticeBelow(context.measure, context.styles.notice_table, WAY, (), width).pieces()
    canvas = Canvas(context.measure.typesetter)
    piece.paint(canvas, 0.0, 0.0, piece.height)
    lines = [item.text for item in canvas.items if isinstance(item, Label)]
    assert any(line.startswith("向评比小组，") for line in lines)
