"""Folding is lossless: every node on one card, every edge an arrow, a place in a panel, a tab or the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.cases import cases
from helpers.definitions import definitions
from helpers.guides import GuideGraph, guide_and_graph
from yizhangtu.flow.fold import fold
from yizhangtu.media.context import Context
from yizhangtu.model.graph import END
from yizhangtu.model.line import Card, Line, Way


def all_cards(cards: tuple[Card, ...]) -> Iterator[Card]:
    for card in cards:
        yield card
        for panel in card.panels:
            yield from all_cards(panel.rows)


def assert_lossless(line: Line, drawn: GuideGraph) -> None:
    _, graph = drawn
    cards = list(all_cards(line.cards))
    assert sorted(card.node for card in cards) == list(range(len(graph.nodes)))
    assert all(shown in ("arrow", "panel", "exit", "end") for shown in line.shown), line.shown
    exits = {(card.node, e.target if e.target is not None else END, e.label) for card in cards for e in card.exits}
    below = {card.node: tuple(e.label for e in card.exits if e.way is Way.NEXT) for card in cards}
    position = {node: index for index, card in enumerate(line.cards) for node in card.nodes}
    for edge, shown in zip(graph.edges, line.shown, strict=True):
        label = str(edge.label or "")
        card = line.cards[position[edge.source]]
        if shown == "exit":
            whole = (card.node, edge.target, "") in exits and (not label or label in below[edge.source])
            assert whole or any(e[:2] == (edge.source, edge.target) and (e[2] == label or not label) for e in exits)
        elif shown == "arrow":
            assert position[edge.target] == position[edge.source] + 1
            assert card.linked
            if label and edge.source == card.node:
                assert card.arrow and card.arrow.label == label
            elif label:
                assert label in below[edge.source]
        elif shown == "end":
            assert card.end is not None and edge.target == END
        elif shown == "panel":
            assert position[edge.target] == position[edge.source]
    on_cards = {card.title for card in cards} | {card.detail for card in cards} | {card.deadline for card in cards}
    steps = [node.entry for node in graph.nodes]
    for step in steps:
        assert not step.name or str(step.name) in on_cards
        assert not step.detail or str(step.detail) in on_cards
        assert not step.within or str(step.within.text) in on_cards


@pytest.mark.parametrize("most", [12, 6, 0])
def test_flows_are_folded_without_loss(context: Context, flows: list[GuideGraph], most: int) -> None:
    for drawn in flows:
        assert_lossless(fold(*drawn, context.styles, most), drawn)


@pytest.mark.slow
@given(definitions(most=24), st.sampled_from([12, 6, 3, 0]))
@settings(max_examples=cases(40, 120))
def test_random_guides_are_folded_without_loss(context: Context, text: str, most: int) -> None:
    drawn = guide_and_graph(text)
    assert_lossless(fold(*drawn, context.styles, most), drawn)


STEPS = """
  - {步骤: 提出申请, 办理: 村民, 时限: 随时}
  - 步骤: 审查
    时限: 5个工作日
    判断: {齐全: 下一步, 不齐全: {到: 提出申请, 说明: 退回补正}}
  - 步骤: 三部门同时审
    并行:
      - {步骤: 查规划, 办理: 自然资源所}
      - [{步骤: 查资格}, {步骤: 查档案}]
  - 步骤: 定方式
    判断:
      5万元以下: [{步骤: 询价, 接着: 归档}]
      5万元(含)以上: [{步骤: 招标}]
  - {步骤: 签合同}
  - {步骤: 归档, 办理: 村委会}
"""


def test_a_whole_example(context: Context, guide_of) -> None:  # type: ignore[no-untyped-def]
    guide, graph = guide_of(STEPS)
    line = fold(guide, graph, context.styles)
    assert [card.badge for card in line.cards] == ["1", "2", "3–5", "6", "9", "10"]
    apply, review, parallel, choice, sign, file_ = line.cards
    assert apply.mine and apply.starts and not review.mine and file_.ends
    assert review.linked and review.arrow_label == "齐全"
    assert [(e.label, e.note, e.way, e.badge) for e in review.exits] == [("不齐全", "退回补正", Way.BACK, "1")]
    assert parallel.caption == "同时办" and [[r.badge for r in p.rows] for p in parallel.panels] == [["3"], ["4", "5"]]
    assert choice.caption == "二选一"
    assert [p.condition for p in choice.panels] == ["5万元以下", "5万元(含)以上"]
    ends = [panel.rows[-1].exits for panel in choice.panels]  # they part: each says where it goes
    assert [[(e.way, e.badge) for e in one] for one in ends] == [[(Way.ON, "10")], [(Way.ON, "9")]]
    assert not choice.linked and sign.linked and [(e.badge, e.label) for e in sign.entrances] == [("8", "")]


def test_a_long_outcome_keeps_its_arrow(context: Context, guide_of) -> None:  # type: ignore[no-untyped-def]
    guide, graph = guide_of("  - 步骤: 甲\n    判断: {无重大异议的: 下一步, 有: 办结}\n  - 步骤: 乙\n")
    first = fold(guide, graph, context.styles).cards[0]
    assert first.linked and first.arrow_label == "无重大异议的"
    assert [(e.label, e.way) for e in first.exits] == [("有", Way.END)]


def test_an_open_block_has_matched_entrances(context: Context, guide_of) -> None:  # type: ignore[no-untyped-def]
    guide, graph = guide_of(STEPS)
    line = fold(guide, graph, context.styles, 0)
    assert [card.badge for card in line.cards] == ["1", "2", "3–5", "3", "4", "5", "6", "7", "8", "9", "10"]
    by_badge = {card.badge: card for card in line.cards}
    assert [(e.badge, e.label) for e in by_badge["4"].entrances] == [("3–5", "同时办")]
    assert [(e.badge, e.label) for e in by_badge["8"].entrances] == [("6", "5万元(含)以上")]


def test_short_texts_of_several_lines_stand_on_one(context: Context) -> None:
    steps = """
  - 步骤: "甲\\n乙"
    办理: "村民\\n代表"
    时限: "五日\\n内"
    内容: "第一段\\n第二段"
    判断:
      "通\\n过": 下一步
      "退\\n回": {到: 办结, 说明: "改\\n好"}
      "另\\n办": [{步骤: 丙}]
  - {步骤: 丁, 阶段: "后\\n段"}
"""
    head = "名称: 例\n办理主体: 村委会\n时间要求: 5个工作日\n监督管理: 村监委会\n操作流程:"
    guide, graph = guide_and_graph(head + steps)
    line = fold(guide, graph, context.styles)
    card = line.cards[0]
    labels = {text for e in card.exits for text in (e.label, e.note)} | {panel.condition for panel in card.panels}
    assert (card.title, card.handler, card.deadline) == ("甲 乙", "村民 代表", "五日 内")
    assert {"通 过", "退 回", "改 好", "另 办"} <= labels | {card.arrow_label} and "后 段" in line.phases
    assert card.detail == "第一段\n第二段"
