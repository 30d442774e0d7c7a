"""Outcomes written by name, with chains of own steps that meet again, are the same block as outcomes with own steps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from helpers.guides import GuideGraph
from yizhangtu.flow.choices import nested_choices
from yizhangtu.flow.fold import fold
from yizhangtu.media.context import Context

PURCHASE = """
  - 步骤: 提出采购
    判断: {2000元以下: 下一步, 2000元至5万元: 会议研究, 5万元以上: 公开招标}
  - {步骤: 社长同意, 接着: 实施采购}
  - 步骤: 会议研究
    判断: {未通过: 提出采购, 通过: 下一步}
  - {步骤: 实施采购, 接着: 验收}
  - 步骤: 公开招标
  - 步骤: 验收
"""


def members(drawn: GuideGraph) -> dict[str, tuple[int, int]]:
    """The steps inside a choice: the step that chooses and the number of the outcome."""
    found = nested_choices(drawn[1])
    return {str(node.entry.name): (node.parent, node.member) for node in found.nodes if node.parent is not None}


def test_chains_that_meet_again_are_a_block(guide_of: Callable[[str], GuideGraph]) -> None:
    drawn = guide_of(PURCHASE)
    assert members(drawn) == {"社长同意": (0, 0), "会议研究": (0, 1), "实施采购": (0, 1), "公开招标": (0, 2)}
    found = nested_choices(drawn[1])
    assert [(e.source, e.target, e.kind, e.label) for e in found.edges] == [
        (e.source, e.target, e.kind, e.label) for e in drawn[1].edges
    ]
    assert [edge.target for edge in found.edges if edge.inline] == [1, 2, 4]


def test_chains_need_not_stand_together(guide_of: Callable[[str], GuideGraph]) -> None:
    steps = """
  - 步骤: 收集凭证
    判断: {小额: 下一步, 大额: 小组审核二}
  - {步骤: 小组审核一, 接着: 主任审批}
  - {步骤: 小组审核二, 接着: 两委审批}
  - {步骤: 主任审批, 接着: 入账}
  - 步骤: 两委审批
  - 步骤: 入账
"""
    assert members(guide_of(steps)) == {
        "小组审核一": (0, 0), "小组审核二": (0, 1), "主任审批": (0, 0), "两委审批": (0, 1)
    }  # fmt: skip


def test_a_chain_goes_on_below_steps_that_are_nested_in_it(guide_of: Callable[[str], GuideGraph]) -> None:
    steps = """
  - 步骤: 提出
    判断: {小额: 下一步, 大额: 会议研究, 特大: 公开招标}
  - {步骤: 社长同意, 接着: 实施采购}
  - 步骤: 会议研究
    判断: {一般: 下一步, 重大: [{步骤: 公示方案}, {步骤: 听取意见}]}
  - {步骤: 实施采购, 接着: 验收}
  - 步骤: 公开招标
  - 步骤: 验收
"""
    assert members(guide_of(steps)) == {
        "社长同意": (0, 0), "会议研究": (0, 1), "公示方案": (2, 1), "听取意见": (2, 1), "实施采购": (0, 1),
        "公开招标": (0, 2),
    }  # fmt: skip


@pytest.mark.parametrize(
    "steps",
    [
        # one way is part of the other
        "\n  - 步骤: 审查\n    判断: {一般: 公示, 复杂: 下一步}\n  - 步骤: 评审\n  - 步骤: 公示\n  - 步骤: 发放\n",
        # they do not meet again
        "\n  - 步骤: 审查\n    判断: {通过: 下一步, 不通过: 告知}\n  - {步骤: 发证, 接着: 办结}\n  - 步骤: 告知\n",
        # somebody else comes in
        "\n  - 步骤: 申请\n    判断: {急: 乙, 不急: 下一步}\n  - 步骤: 审查\n    判断: {一类: 下一步, 二类: 乙}\n"
        "  - {步骤: 甲, 接着: 发放}\n  - 步骤: 乙\n  - 步骤: 发放\n",
        # a phase begins
        "\n  - 步骤: 审查\n    判断: {一类: 下一步, 二类: 乙}\n  - {步骤: 甲, 接着: 发放}\n  - {步骤: 乙, 阶段: 评审}\n"
        "  - 步骤: 发放\n",
    ],
)
def test_other_outcomes_are_left_alone(guide_of: Callable[[str], GuideGraph], steps: str) -> None:
    assert not members(guide_of(steps))


def test_a_phase_inside_an_outcome_is_no_phase_of_the_guide(
    context: Context, guide_of: Callable[[str], GuideGraph]
) -> None:
    steps = """
  - 步骤: 提出
    判断:
      少: [{步骤: 甲, 阶段: 谁来定}]
      多: [{步骤: 乙, 阶段: 谁来定}]
  - 步骤: 验收
"""
    laid_open = fold(*guide_of(steps), context.styles, 0)
    assert not any(laid_open.phases)
    assert [[remark.text for remark in card.remarks] for card in laid_open.cards] == [[], ["谁来定"], ["谁来定"], []]
