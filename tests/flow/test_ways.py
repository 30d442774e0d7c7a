"""How each edge is told: direction and tone apart, labelled arrows out of forks, side trips, ends, rounds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from helpers.guides import GuideGraph, guide_and_graph
from yizhangtu.flow.fold import fold
from yizhangtu.media.context import Context
from yizhangtu.model.line import Card, Exit, Line, Tone, Way

GuideOf = Callable[[str], GuideGraph]


def told(exit_: Exit) -> tuple[str, Way, str, Tone]:
    return exit_.words, exit_.way, exit_.badge, exit_.tone


def line_of(context: Context, drawn: GuideGraph, most: int = 12) -> Line:
    return fold(*drawn, context.styles, most)


def by_badge(line: Line) -> dict[str, Card]:
    return {card.badge: card for card in line.cards}


REFUND = """
  - 步骤: 持凭证
  - 步骤: 集体审核
    判断: {不同意：退回: 持凭证, 同意，组长签名盖章: 下一步}
  - 步骤: 审核记账
    判断: {违反财务规定: 下一步, 合规: 报销记账}
  - {步骤: 应当拒绝报销, 接着: 持凭证}
  - 步骤: 报销记账
"""


def test_direction_and_tone_are_two_things(context: Context, guide_of: GuideOf) -> None:
    steps = "  - 步骤: 甲\n  - 步骤: 审核\n    判断: {同意：列入清单: 甲, 不同意: 甲, 不予受理: 丙, 其他: 下一步}\n"
    card = by_badge(line_of(context, guide_of(steps + "  - 步骤: 乙\n  - 步骤: 丙\n")))["2"]
    assert [told(e) for e in card.exits] == [
        ("同意：列入清单", Way.BACK, "1", Tone.GOOD),
        ("不同意：退回", Way.BACK, "1", Tone.BAD),
        ("不予受理", Way.ON, "4", Tone.BAD),
    ]
    assert card.arrow and told(card.arrow) == ("其他", Way.ON, "3", Tone.NEUTRAL)


def test_the_author_may_say_the_tone(context: Context, guide_of: GuideOf) -> None:
    steps = "  - 步骤: 甲\n  - 步骤: 乙\n    判断:\n      没人: {到: 甲, 性质: 通过}\n      要: {到: 办结, tone: bad}\n"
    exits = line_of(context, guide_of(steps)).cards[1].exits
    assert [(e.tone, e.added) for e in exits] == [(Tone.GOOD, ""), (Tone.BAD, "")]


def test_returned_is_said_once(context: Context, guide_of: GuideOf) -> None:
    line = line_of(context, guide_of(REFUND))
    assert [e.words for card in line.cards for e in card.exits] == ["不同意：退回"]


def test_a_side_trip_is_a_tab_not_the_main_line(context: Context, guide_of: GuideOf) -> None:
    for most in (12, 6, 0):
        line = line_of(context, guide_of(REFUND), most)
        assert [card.badge for card in line.cards] == ["1", "2", "3", "5"]
        check = line.cards[2]
        (panel,) = check.panels
        assert (panel.condition, panel.tone, [row.badge for row in panel.rows]) == ("违反财务规定", Tone.BAD, ["4"])
        assert check.arrow and told(check.arrow) == ("合规", Way.ON, "5", Tone.GOOD)
        assert line.cards[-1].end is Tone.GOOD


def test_a_side_trip_may_be_written_far_away(context: Context, guide_of: GuideOf) -> None:
    steps = "  - 步骤: 审\n    判断: {不行: 告, 行: 下一步}\n  - 步骤: 批\n  - {步骤: 发, 接着: 办结}\n  - 步骤: 告\n"
    line = line_of(context, guide_of(steps))
    assert [card.badge for card in line.cards] == ["1", "2", "3"]
    assert [told(e) for e in line.cards[0].panels[0].rows[0].exits] == [("办到这里", Way.END, "", Tone.BAD)]


def test_an_arrow_out_of_a_fork_carries_its_outcome(context: Context, flows: list[GuideGraph]) -> None:
    for drawn in flows:
        for card in line_of(context, drawn).cards:
            outcomes = [edge for edge in drawn[1].edges if edge.source == card.node]
            if card.linked and len(outcomes) > 1 and not card.caption.startswith("同时"):
                assert card.arrow and card.arrow.words, (drawn[0].stem, card.title)


def test_a_refusal_is_no_good_end(context: Context, guide_of: GuideOf) -> None:
    steps = (
        "  - 步骤: 评议\n    判断: {不通过: 告知不符合, 通过: 下一步}\n"
        "  - 步骤: 审批\n    判断: {核实无异议: [{步骤: 认定, 接着: 办结}], 不符合: 下一步}\n  - 步骤: 告知不符合\n"
    )
    line = line_of(context, guide_of(steps))
    cards = by_badge(line)
    assert [card.badge for card in line.cards] == ["1", "2", "3", "4"]
    assert cards["2"].arrow and cards["2"].arrow.label == "核实无异议"
    assert (cards["3"].end, cards["4"].end, cards["3"].linked) == (Tone.GOOD, Tone.BAD, False)
    assert [(e.badge, e.label) for e in cards["4"].entrances] == [("1", "不通过"), ("2", "不符合")]


def test_a_guide_without_decisions_refuses_nothing(context: Context, guide_of: GuideOf) -> None:
    assert line_of(context, guide_of("  - 步骤: 甲\n  - 步骤: 告知不予补偿\n")).cards[-1].end is Tone.GOOD


def test_panels_that_meet_say_it_once(context: Context, guide_of: GuideOf) -> None:
    steps = (
        "  - 步骤: 开会\n    判断:\n      代表会议:\n        - 步骤: 数代表\n"
        "          判断: {够数: 下一步, 不够: 开会}\n"
        "      村民会议:\n        - 步骤: 数村民\n          判断: {够数: 下一步, 不够: 开会}\n  - 步骤: 述职\n"
    )
    card = line_of(context, guide_of(steps)).cards[0]
    assert card.arrow and told(card.arrow) == ("两条路都到", Way.ON, "4", Tone.NEUTRAL)
    assert not card.exits
    assert [[(e.label, e.way) for e in panel.rows[0].exits] for panel in card.panels] == [
        [("不够", Way.BACK), ("够数", Way.NEXT)]
    ] * 2


@pytest.mark.parametrize(("ways", "words"), [(2, "两条路都到"), (1, "接着办")])
def test_a_panel_that_ends_the_matter_does_not_meet_the_others(
    context: Context, guide_of: GuideOf, ways: int, words: str
) -> None:
    on = "".join(f"      第{at}类: [{{步骤: 认定{at}}}]\n" for at in range(ways))
    steps = (
        f"  - 步骤: 看类\n    判断:\n{on}      都不符合: [{{步骤: 书面说明理由, 接着: 办结}}]\n"
        "  - 步骤: 帮扶\n  - 步骤: 回访\n"
    )
    card = line_of(context, guide_of(steps)).cards[0]
    assert len(card.panels) == ways + 1
    assert card.arrow and (card.arrow.added or card.arrow.label) == words


def test_panels_that_part_say_each_where_they_end(context: Context, guide_of: GuideOf) -> None:
    steps = (
        "  - 步骤: 选\n    判断:\n      甲类: [{步骤: 一}]\n      乙类: [{步骤: 二, 接着: 丁}]\n      其他: 下一步\n"
        "  - 步骤: 丙\n  - 步骤: 丁\n"
    )
    card, *_ = line_of(context, guide_of(steps)).cards
    assert [[told(e)[1:3] for e in panel.rows[0].exits] for panel in card.panels] == [[(Way.ON, "4")], [(Way.ON, "5")]]
    assert card.arrow and card.arrow.label == "其他"


def test_a_jump_into_another_panel_is_named_there(context: Context, flows: list[GuideGraph]) -> None:
    purchase = next(drawn for drawn in flows if drawn[0].stem == "村级采购")
    panels = line_of(context, purchase).cards[0].panels
    assert [told(e)[1:3] for e in panels[0].rows[0].exits] == [(Way.ON, "4")]
    assert [(e.badge, e.label) for e in panels[1].rows[1].entrances] == [("2", "")]
    assert line_of(context, purchase).cards[0].arrow_label == "四条路都到"


def test_once_more(context: Context, guide_of: GuideOf) -> None:
    steps = "  - 步骤: 甲\n  - 步骤: 审\n    判断: {修改: 审, 不满一年：继续考察: 审, 通过: 下一步}\n  - 步骤: 签\n"
    card = line_of(context, guide_of(steps)).cards[1]
    assert [told(e) for e in card.exits] == [
        ("修改：再来一次", Way.AGAIN, "2", Tone.NEUTRAL),
        ("不满一年：继续考察", Way.AGAIN, "2", Tone.NEUTRAL),
    ]


def test_a_round_that_begins_anew(context: Context, guide_of: GuideOf) -> None:
    drawn = guide_of("  - 步骤: 出勤\n  - {步骤: 发放, 接着: {到: 出勤, 循环: 每月}}\n")
    last = line_of(context, drawn).cards[1]
    assert [told(e) for e in last.exits] == [("每月：再来一轮", Way.AGAIN, "1", Tone.NEUTRAL)] and last.end is None
    assert "每月" in drawn[0].texts


def test_every_panel_of_a_parallel_block_waits(context: Context) -> None:
    head = "名称: 例\n办理主体: 村委会\n时间要求: 5个工作日\n监督管理: 村监委会\n操作流程:\n"
    steps = "  - 步骤: 同审\n    并行: [{步骤: 甲}, {步骤: 乙}]\n    接着: 丁\n  - {步骤: 丙, 接着: 办结}\n"
    drawn = guide_and_graph(head + steps + "  - {步骤: 丁, 接着: 丙}\n")
    card = line_of(context, drawn).cards[0]
    assert [told(e)[:3] for e in card.exits] == [("都办完", Way.ON, "4")] and not card.linked


def test_a_second_outcome_into_a_panel_keeps_its_words(context: Context, guide_of: GuideOf) -> None:
    steps = (
        "  - 步骤: 审核\n    判断:\n      齐全: 下一步\n      不齐全:\n        - 步骤: 补交\n"
        "      代办的: {到: 补交, 说明: 一并补授权书}\n  - 步骤: 发证\n"
    )
    card = line_of(context, guide_of(steps)).cards[0]
    assert [(e.label, e.note, e.badge) for e in card.exits] == [("代办的", "一并补授权书", "2")]
    row = card.panels[0].rows[0]
    assert (card.panels[0].condition, row.badge) == ("不齐全", "2")
    assert [(e.badge, e.label) for e in row.entrances] == [("1", "代办的")]
