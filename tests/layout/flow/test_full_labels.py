"""An outcome of the whole graph stands beside its own line, or the drawing is not taken."""

from __future__ import annotations

from helpers.guides import guide_and_graph
from yizhangtu.draw.canvas import Canvas
from yizhangtu.flow.fold import fold
from yizhangtu.flow.tone import edge_news
from yizhangtu.layout.flow.full import Full, FullPlan, cards_of
from yizhangtu.layout.flow.full_labels import EdgeLabel, are_clear, beside_lines, sampled
from yizhangtu.media.context import Context
from yizhangtu.model.page import Label

DOWN = {0: sampled([(0.0, 0.0), (0.0, 7.0), (0.0, 13.0), (0.0, 20.0)])}
NEXT = {1: sampled([(9.0, 0.0), (9.0, 7.0), (9.0, 13.0), (9.0, 20.0)])}
FAR = EdgeLabel(0, 6.0, 10.0, 4.0, 2.0)  # 4 u right of line 0, 1 u left of line 1
CARD = EdgeLabel(-1, 2.0, 10.0, 3.0, 3.0)


def test_an_outcome_moves_to_its_line() -> None:
    (moved,) = beside_lines([FAR], DOWN | NEXT, [])
    assert abs(moved.x - 2.0) < 1e-6 and moved.y == FAR.y and are_clear([moved], DOWN | NEXT)


def test_it_stays_where_a_card_an_outcome_or_a_line_is_in_the_way() -> None:
    assert beside_lines([FAR], DOWN | NEXT, [CARD]) == [FAR]
    other = EdgeLabel(1, 2.5, 10.0, 2.0, 2.0)
    assert beside_lines([FAR, other._replace(edge=0)], DOWN, [])[0] == FAR
    between = {1: sampled([(2.0, 0.0), (2.0, 7.0), (2.0, 13.0), (2.0, 20.0)])}
    assert beside_lines([FAR], DOWN | between, []) == [FAR]


def test_an_outcome_nearer_to_another_line_is_not_clear() -> None:
    assert not are_clear([FAR], DOWN | NEXT) and are_clear([FAR], DOWN)
    assert not are_clear([FAR, FAR._replace(x=7.0)], DOWN)


GUIDE = """名称: 事
办理主体: 村委会
时间要求: 当场
监督管理: 村监委会
操作流程:
  - 步骤: 甲
    判断: {材料齐全而且符合条件: 乙, 其他的情形: 办结}
  - 步骤: 乙
"""


def test_an_outcome_beyond_the_box_of_dot_is_inside_the_drawing(context: Context) -> None:
    guide, graph = guide_and_graph(GUIDE)
    news = edge_news(graph, context.styles.tones)
    cards = cards_of(fold(guide, graph, context.styles, 0, trips=False))
    # dot's box ends at the cards; the outcomes stand left and right of it
    sides = {index: side for index, side in enumerate((-40, 140)) if index < len(graph.edges)}
    edges = [
        {"id": str(index), "pos": "e,50,100 50,200 50,170 50,140 50,110", "lp": f"{side},150"}
        for index, side in sides.items()
    ]
    objects = [{"name": f"n{card.node}", "pos": f"50,{250 - 200 * at}", "width": "1", "height": "0.8"}
               for at, card in enumerate(cards)]  # fmt: skip
    answer = {"bb": "0,0,100,300", "edges": edges, "objects": objects}
    form = Full(context.measure, cards, graph, news, answer, 10.0)
    canvas = Canvas(context.typesetter, 4.0)
    _, _, width, height = form.area
    form.paint(canvas, FullPlan(height, 4.0), width * 4.0, height * 4.0)
    texts = [item for item in canvas.items if isinstance(item, Label)]
    assert {"材料齐全而且符合条件", "其他的情形"} <= {"".join(one.text for one in texts if one.element == name)
                                                      for name in {one.element for one in texts}}  # fmt: skip
    for one in texts:
        end = one.x + context.typesetter.advance(one.text, one.bold) * one.size_mm
        assert one.x >= 0.0 and end <= width * 4.0, one.text
