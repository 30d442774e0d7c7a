"""What the two sides of a cut between two sheets say: the way on, the outcomes, and never an outcome that is none."""

from __future__ import annotations

from helpers.guides import guide_and_graph
from yizhangtu.flow.fold import fold
from yizhangtu.layout.flow.split import packed, parts
from yizhangtu.media.context import Context
from yizhangtu.model.line import Card, Entrance, Exit, Way, outcome_parts

HEAD = "名称: 买东西\n办理主体: 村委会\n时间要求: 5个工作日\n监督管理: 村监委会\n操作流程:\n"
BANDS = """\
  - 步骤: 提出
    判断:
      2000元以下: [{步骤: 社长同意}]
      2000元以上: [{步骤: 开会研究}]
  - {步骤: 验收}
  - {步骤: 报账}
"""


def cut(context: Context, steps: str, *bounds: int) -> list[tuple[Card, ...]]:
    """The cards of a guide whose blocks are laid open, on sheets between the bounds."""
    line = fold(*guide_and_graph(HEAD + steps), context.styles, 0)
    return [sheet.cards for sheet in parts(line, [0, *bounds, len(line.cards)])]


def told(exits: tuple[Exit, ...]) -> list[tuple[str, str, str]]:
    return [(exit_.label, exit_.note, exit_.badge) for exit_ in exits]


def test_a_cut_between_an_outcome_and_its_step_adds_no_outcome(context: Context) -> None:
    first, second = cut(context, BANDS, 1)
    assert told(first[0].exits) == [("2000元以下", "接第2张", "2"), ("2000元以上", "接第2张", "3")]
    assert second[0].entrances == (Entrance("1", "第1张：2000元以下"),)
    assert second[1].entrances == (Entrance("1", "第1张：2000元以上"),)


def test_the_way_on_is_no_outcome(context: Context) -> None:
    first, second = cut(context, BANDS, 4)
    assert told(first[-1].exits) == [("", "接第2张", "5")]
    assert first[-1].exits[0].way is Way.CUT
    assert second[0].entrances == (Entrance("4", "第1张"),)


def test_the_next_sheet_names_all_that_leads_to_its_first_card(context: Context) -> None:
    first, second = cut(context, BANDS, 3)
    assert told(first[1].exits) == [("", "接第2张", "4")]
    assert second[0].entrances == (Entrance("2", "第1张"), Entrance("3", "第1张"))


SKIPPED = """\
  - {步骤: 提出}
  - {步骤: 要不要评估, 判断: {要: 下一步, 不要: 交易}}
  - {步骤: 评估}
  - {步骤: 交易}
  - {步骤: 公开}
"""


def test_a_card_with_an_arrow_names_the_steps_of_other_sheets_that_lead_there(context: Context) -> None:
    first, second = cut(context, SKIPPED, 2)
    assert ("不要", "接第2张", "4") in told(first[1].exits)
    assert second[0].linked and second[1].entrances == (Entrance("2", "第1张：不要"),)
    _, after = cut(context, SKIPPED, 1)
    assert not any(card.entrances for card in after[1:])  # the tab is on the same sheet


def test_the_first_card_of_a_sheet_names_later_steps_that_lead_there_but_none_that_sends_back(context: Context) -> None:
    steps = """\
  - {步骤: 比对, 判断: {属实: 下一步, 查不到: 协查}}
  - {步骤: 发证, 接着: 办结}
  - {步骤: 协查, 判断: {属实: 发证, 不属实: 下一步}}
  - {步骤: 再查, 判断: {不合格: 发证, 放弃: 办结}}
"""
    _, second, _ = cut(context, steps, 1, 2)
    assert second[0].entrances == (Entrance("1", "第1张：属实"), Entrance("3", "第3张：属实"))


def test_an_outcome_on_the_arrow_is_a_tab_at_a_cut(context: Context) -> None:
    steps = "  - {步骤: 申请}\n  - {步骤: 审核, 判断: {通过: 下一步, 退回: 申请}}\n  - {步骤: 发证}\n"
    first, second = cut(context, steps, 2)
    assert told(first[-1].exits) == [("通过", "接第2张", "3"), ("退回", "", "1")]
    assert second[0].entrances == (Entrance("2", "第1张：通过"),)


def test_sheets_that_are_packed_hold_as_many_cards_as_fit_even_inside_a_phase(context: Context) -> None:
    steps = "".join(f"  - {{步骤: 第{number}件, 阶段: {phase}}}\n" for number, phase in enumerate("村村村镇镇"))
    line = fold(*guide_and_graph(HEAD + steps), context.styles, 0)

    def most(*cards: int) -> list[list[str]] | None:
        """The numbers on sheets that hold so many cards each."""
        sheets = packed(line, len(cards), lambda piece, number: len(piece.cards) <= cards[number])
        return sheets and [[card.badge for card in sheet.cards] for sheet in sheets]

    assert most(2, 3) == [["1", "2"], ["3", "4", "5"]]
    assert most(9, 9, 9) == [["1", "2", "3"], ["4"], ["5"]]
    assert most(2, 2) is None and most(0, 9) is None


def test_an_outcome_with_a_colon_gets_no_second_one(context: Context) -> None:
    steps = "  - {步骤: 申请}\n  - {步骤: 审核, 判断: {'不同意：退回': 申请, 同意: 下一步}}\n  - {步骤: 发证}\n"
    _, second = cut(context, steps, 1)
    assert [exit_.words for exit_ in second[0].exits] == ["不同意：退回，第1张"]
    assert outcome_parts("不同意：退回", "第1张") == (("不同意：退回", "label"), ("，", ""), ("第1张", "note"))
