"""Every form, on real and random guides: whole, legible, without crossings, inside its box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import drawing_facts as facts
from helpers.cases import cases, share
from helpers.definitions import definitions
from helpers.guides import GuideGraph, guide_and_graph
from helpers.installed import installed_styles
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.box import Box, Wish
from yizhangtu.layout.card.card import CardBox
from yizhangtu.layout.card.panel import DetailLine
from yizhangtu.layout.card.rail_box import RailBox
from yizhangtu.layout.card.tab import Tab
from yizhangtu.layout.flow.layouter import Flow, Layouter
from yizhangtu.media.context import Context
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.line import Card, Exit, Shape, Way
from yizhangtu.model.page import Label

A3 = Box(277.0, 262.0, 4.0, 5.5, 13.0)
NARROW = Box(126.0, 170.0, 3.7, 4.4, 5.2)
BROAD = Box(400.0, 190.0, 4.0, 5.5, 13.0)


def lay_out(context: Context, drawn: GuideGraph, box: Box, wish: Wish) -> Flow | None:
    guide, graph = drawn
    return Layouter(context.layout_tools, guide, graph).flow(lambda n: [box] * n, wish)


def assert_sound(context: Context, drawn: GuideGraph, flow: Flow, box: Box) -> None:
    _guide, graph = drawn
    for drawing in flow.drawings:
        assert not facts.overlapping(drawing.cards)
        assert not facts.outside(drawing)
        assert not facts.right_ends(drawing, facts.width_of(context))
        assert drawing.min_text_mm >= box.floor - 1e-3
        assert (drawing.width, drawing.height) == (box.width, box.height)
        if drawing.form != "graph":
            assert facts.crossings(drawing.arrows) == 0
            assert not facts.through_cards(drawing)
    text = facts.written(flow.drawings)
    for node in graph.nodes:
        entry = node.entry
        for value in (entry.name, entry.detail, entry.by, entry.within.text if entry.within else None):
            assert not value or "".join(str(value).split()) in text
    for edge in graph.edges:
        assert not edge.label or "".join(str(edge.label).split()) in text
    placed = [card.node for drawing in flow.drawings for card in drawing.cards]
    assert len(placed) == len(set(placed))


@pytest.mark.parametrize("form", [None, "rows", "rail"])
def test_flows_on_a3(context: Context, flows: list[GuideGraph], form: str | None) -> None:
    for drawn in flows:
        flow = lay_out(context, drawn, A3, Wish(form))
        assert flow is not None and flow.as_wished, drawn[0].stem
        assert_sound(context, drawn, flow, A3)
        for drawing in flow.drawings:
            assert facts.used_height(drawing) >= 0.95
        count = len(list(drawn[1].nodes))
        if form is None and 6 <= count <= 26:
            for drawing in flow.drawings:
                assert facts.share_of_cards(drawing) >= 0.5, drawn[0].stem


def test_a_card_alone_on_a_rail_is_not_drawn_out(context: Context) -> None:
    drawn = guide_and_graph("名称: 办理\n操作流程:\n  - {步骤: 提醒老人, 办理: 村便民服务站, 时限: 当天}\n")
    heights = []
    for height in (60.0, 170.0, 400.0):
        flow = lay_out(context, drawn, NARROW._replace(height=height), Wish("rail"))
        assert flow is not None
        heights.append(flow.drawings[0].cards[0].height)
    assert heights[0] <= heights[1] == heights[2] < 60.0


@pytest.mark.parametrize("form", ["lanes", "graph"])
def test_forms_for_staff(context: Context, flows: list[GuideGraph], form: str) -> None:
    done = 0
    for drawn in flows[::3]:
        flow = lay_out(context, drawn, A3, Wish(form))
        assert flow is not None
        assert_sound(context, drawn, flow, A3)
        done += flow.as_wished
    assert done >= 1


def test_graph_form_draws_every_node_and_edge(context: Context, flows: list[GuideGraph]) -> None:
    large = Box(1200.0, 1600.0, 4.0, 5.5, 13.0)
    for drawn in flows:
        _, graph = drawn
        whole = lay_out(context, drawn, large, Wish("graph"))
        assert whole is not None and whole.as_wished, drawn[0].stem
        (drawing,) = whole.drawings
        assert sorted(card.node for card in drawing.cards) == list(range(len(graph.nodes)))
        arrows = sorted((arrow.source, -1 if arrow.target is None else arrow.target) for arrow in drawing.arrows)
        assert arrows == sorted((edge.source, edge.target) for edge in graph.edges)


def test_rows_draw_the_same_nodes_and_edges_as_the_graph(context: Context, flows: list[GuideGraph]) -> None:
    from yizhangtu.flow.fold import fold

    def nested(cards: Iterable[Card]) -> Iterator[Card]:
        for card in cards:
            yield card
            for panel in card.panels:
                yield from nested(panel.rows)

    for guide, graph in flows:
        line = fold(guide, graph, context.styles, 0)
        cards = list(nested(line.cards))
        arrows = {(a.node, b.node) for a, b in zip(line.cards, line.cards[1:], strict=False) if a.linked}
        into = {(panel.node, panel.rows[0].node) for card in cards for panel in card.panels}
        tabs = {(card.node, -1 if e.target is None else e.target) for card in cards for e in card.exits}
        ends = {(card.node, -1) for card in cards if card.end}
        assert {(e.source, e.target) for e in graph.edges} <= arrows | into | tabs | ends


@pytest.mark.parametrize("sheets", [1, 2])
def test_side_trips_are_not_laid_open(context: Context, flows: list[GuideGraph], sheets: int) -> None:
    election = next(d for d in flows if d[0].stem == "村委会换届选举")
    names = {str(node.entry.name): node.index for node in election[1].nodes}
    flow = lay_out(context, election, Box(190.0, 220.0, 3.7, 4.4, 8.0), Wish(sheets=sheets))
    assert flow is not None and len(flow.drawings) > 2
    placed = {card.node for drawing in flow.drawings for card in drawing.cards}
    assert names["任职回避"] in placed
    assert not placed & {names[name] for name in ("报县批准", "递补成员", "依次递补")}


@pytest.mark.slow
@given(definitions(), st.sampled_from([A3, NARROW, BROAD]), st.sampled_from([None, "rows", "rail", "lanes"]))
@settings(max_examples=cases(20, 60))
def test_random_guides_in_every_form(context: Context, text: str, box: Box, form: str | None) -> None:
    drawn = guide_and_graph(text)
    flow = lay_out(context, drawn, box, Wish(form))
    assert flow is not None
    assert_sound(context, drawn, flow, box)


def test_equal_input_gives_an_equal_drawing(context: Context, flows: list[GuideGraph]) -> None:
    drawn = flows[0]
    first, second = (lay_out(Context(context.characters, installed_styles()), drawn, A3, Wish()) for _ in range(2))
    assert first and second and first.drawings == second.drawings


def test_a_split_carries_matched_connectors(context: Context, flows: list[GuideGraph]) -> None:
    election = next(d for d in flows if d[0].stem == "村委会换届选举")
    flow = lay_out(context, election, A3, Wish("rows"))
    assert flow is not None and len(flow.drawings) > 1
    for number, (before, after) in enumerate(zip(flow.drawings, flow.drawings[1:], strict=False), start=1):
        assert f"第{number + 1}张" in facts.written((before,))
        assert f"第{number}张" in facts.written((after,))


def test_a_step_too_long_for_any_sheet_has_no_layout(context: Context, guide_of) -> None:  # type: ignore[no-untyped-def]
    text = "办理" * 4900  # as long as one may be
    drawn = guide_of(f"  - {{步骤: 甲, 内容: {text}, 公示: {text}, 监督: {text}}}\n")
    assert lay_out(context, drawn, A3, Wish()) is None


def test_columns_and_level_are_the_authors(context: Context, flows: list[GuideGraph]) -> None:
    drawn = next(d for d in flows if d[0].stem == "高龄津贴申领")
    flow = lay_out(context, drawn, A3, Wish("rows", 2))
    assert flow is not None
    tops = [card.y for card in flow.drawings[0].cards]
    assert [tops.count(y) for y in sorted(set(tops))] == [2, 2, 2]


STEPS_WITH_PHASES = """
  - {步骤: 甲, 阶段: 受理, 判断: {是: 下一步, 否: 办结}}
  - {步骤: 乙}
  - {步骤: 丙, 阶段: "审 查", 判断: {是: 下一步, 否: 甲}}
"""


def test_the_marks_at_both_ends_of_a_short_rail_stay_inside(context: Context, guide_of) -> None:  # type: ignore[no-untyped-def]
    drawn = guide_of(STEPS_WITH_PHASES)
    for box in (NARROW, Box(126.0, 60.0, 3.7, 4.4, 5.2)):
        flow = lay_out(context, drawn, box, Wish("rail", None, 1))
        assert flow is not None and flow.drawings[0].form == "rail"
        for drawing in flow.drawings:
            assert not facts.outside(drawing)


def test_a_graph_names_its_phases(context: Context, guide_of) -> None:  # type: ignore[no-untyped-def]
    flow = lay_out(context, guide_of(STEPS_WITH_PHASES), A3, Wish("graph"))
    assert flow is not None and flow.as_wished
    text = facts.written(flow.drawings)
    assert text.count("受理") == 1 and text.count("审查") == 1


def test_an_outcome_between_lanes_stands_between_rows(context: Context, guide_of) -> None:  # type: ignore[no-untyped-def]
    """An arrow to the lane at the right has no room for the outcome that it stands for."""
    text = "  - {步骤: 申请, 办理: 村民, 判断: {合格: 下一步, 不合格: 办结}}\n  - {步骤: 审核, 办理: 村委会}\n"
    flow = lay_out(context, guide_of(text), A3, Wish("lanes"))
    assert flow is not None and flow.as_wished
    assert not facts.covered(flow.drawings[0], context.typesetter.width)
    upper, lower = flow.drawings[0].cards
    assert upper.x + upper.width < lower.x and upper.y + upper.height < lower.y


def test_outcomes_between_the_same_two_steps_keep_clear_of_one_another(context: Context, guide_of) -> None:  # type: ignore[no-untyped-def]
    """dot may lay one over the other; then the picture has another form."""
    branches = (
        "{5万元（含）以上: 下一步, 合格: 办结, 符合条件: {到: 办结, 说明: 银行卡发放}, "
        "材料不齐: {到: 通知, 说明: 提出申请}}"
    )
    text = f"  - {{步骤: 申请, 办理: 村民}}\n  - {{步骤: 评估, 判断: {branches}}}\n  - {{步骤: 通知}}\n"
    for box in (A3, NARROW, BROAD):
        flow = lay_out(context, guide_of(text), box, Wish("graph"))
        assert flow is not None
        assert not any(facts.covered(drawing, context.typesetter.width) for drawing in flow.drawings)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["rows", "rail"])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_no_card_is_drawn_lower_than_what_stands_in_it(
    context: Context, flows: list[GuideGraph], form: str, level: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cards are measured at some widths and drawn at others; wider is not always lower."""
    short: list[float] = []

    def checked(kind: type) -> None:
        usual = kind.paint

        def paint(self: Any, canvas: Canvas, x: float, y: float, height: float) -> None:
            short.append(self.height - height)
            usual(self, canvas, x, y, height)

        monkeypatch.setattr(kind, "paint", paint)

    checked(CardBox)
    checked(RailBox)
    for drawn in share(flows, level, 3):
        for width in (230.0, 251.3, 277.0):
            flow = lay_out(context, drawn, A3._replace(width=width), Wish(form, level=level))
            assert flow is None or flow.drawings
    assert short and max(short) < 1e-6


@given(
    words=st.text("都办完第7面：、退回补正", min_size=1, max_size=24),
    badge=st.sampled_from(("7", "17–20")),
    width=st.integers(16, 120),
)
def test_a_tab_becomes_no_higher_where_it_becomes_wider(context: Context, words: str, badge: str, width: int) -> None:
    narrow, wide = (
        Tab(context.measure, quarters / 4, Exit(words, "", Way.ON, badge, 6)) for quarters in (width, width + 1)
    )
    assert wide.height <= narrow.height + 1e-9


def test_the_number_of_a_narrow_tab_stands_below_its_words(context: Context) -> None:
    for width in (5.0, 6.0, 20.0):
        tab = Tab(context.measure, width, Exit("五万元以下", "第2张", Way.ON, "7–15", 6), True)
        canvas = Canvas(context.typesetter, 4.0)
        tab.paint(canvas, 0.0, 0.0)
        drawing = Drawing(width * 4, tab.height * 4, tuple(canvas.items))
        assert not facts.covered(drawing, context.typesetter.width) and not facts.outside(drawing)
        assert facts.written((drawing,)) == "五万元以下：第2张7–15"


def test_a_detail_of_two_lines_does_not_stand_on_one(context: Context) -> None:
    card = Card(0, "1", Shape.STEP, "核实", detail="登记审核", handler="村委会")
    assert DetailLine(context.measure, 60.0, card).fits
    assert not DetailLine(context.measure, 60.0, card._replace(detail="登记\n审核")).fits


def test_phases_on_a_rail_with_heads_are_bars_over_their_first_cards(context: Context) -> None:
    """A strip beside the cards is cut where a long picture is; a bar is whole on its piece."""
    steps = "".join(
        f"  - {{步骤: 第{n}件, 阶段: {phase}, 办理: 村民}}\n" for n, phase in enumerate(("村里办", "村里办", "镇里办"))
    )
    drawn = guide_and_graph(f"名称: 事\n办理主体: 村委会\n时间要求: 5日\n监督管理: 村监委会\n操作流程:\n{steps}")
    plain, headed = (lay_out(context, drawn, NARROW, Wish(form)) for form in ("rail", "headed"))
    assert plain and headed
    (strips,), (bars,) = plain.drawings, headed.drawings
    assert bars.min_text_mm >= strips.min_text_mm
    lines = [(label.y, label.text) for label in bars.items if isinstance(label, Label)]
    tops = {text: min(y for y, found in lines if found == text) for text in ("村里办", "镇里办")}
    first, second, third = bars.cards
    assert tops["村里办"] < first.y and second.y + second.height < tops["镇里办"] < third.y
    assert not facts.right_ends(bars, facts.width_of(context))
