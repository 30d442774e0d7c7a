"""A card of the rail: its name, and what stands beside it."""

from __future__ import annotations

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.rail_box import RailBox
from yizhangtu.layout.measure import Measure
from yizhangtu.media.context import Context
from yizhangtu.model.line import Card, Shape
from yizhangtu.model.page import Label


def test_a_name_is_not_broken_for_the_handler_beside_it(context: Context) -> None:
    card = Card(0, "3", Shape.STEP, "评议", handler="积分评议小组", deadline="每月25日", watched=True)
    style = context.measure.style
    measure = Measure(style._replace(title=style.row_title), context.typesetter)
    for quarters in range(40, 160):
        box = RailBox(measure, card, quarters / 4, 1, 3)
        canvas = Canvas(context.typesetter, 1.0)
        box.paint(canvas, 0.0, 0.0, box.height)
        drawing = canvas.drawing("rail", quarters / 4, box.height)
        assert "评议" in [item.text for item in drawing.items if isinstance(item, Label)]
