"""What stands where in the matrix of a choice."""

from __future__ import annotations

from collections.abc import Callable

from helpers.guides import GuideGraph
from yizhangtu.flow.fold import fold
from yizhangtu.layout.matrix.arrange import matrix_of
from yizhangtu.layout.matrix.columns import ChoiceMatrix, columns_of, is_choice
from yizhangtu.media.context import Context
from yizhangtu.model.line import Card

PURCHASE = """
  - 步骤: 提出采购
    判断:
      2000元以下:
        - {步骤: 社长同意, 接着: 实施采购}
      2000元至5万元:
        - 步骤: 会议研究
          判断: {未通过: 提出采购, 通过: 下一步}
        - 步骤: 实施采购
      5万元以上:
        - 步骤: 代表会议
          判断: {未通过: 提出采购, 通过: 下一步}
        - 步骤: 公开招标
  - 步骤: 验收
"""


def choice(context: Context, drawn: GuideGraph) -> Card:
    return next(card for card in fold(*drawn, context.styles).cards if is_choice(card))


def arranged(context: Context, drawn: GuideGraph) -> ChoiceMatrix:
    return matrix_of(columns_of(choice(context, drawn)))


def test_columns_stand_in_the_order_written(context: Context, guide_of: Callable[[str], GuideGraph]) -> None:
    steps = PURCHASE.replace("      5万元以上:", "      紧急: 验收\n      5万元以上:")
    columns = columns_of(choice(context, guide_of(steps)))
    assert [(one.condition, len(one.rows)) for one in columns] == [
        ("2000元以下", 1), ("2000元至5万元", 2), ("紧急", 0), ("5万元以上", 2)
    ]  # fmt: skip
    assert [one.end.badge if one.end else None for one in columns] == ["4", "7", "7", "7"]


def test_a_step_that_two_outcomes_come_to_is_one_cell(context: Context, guide_of: Callable[[str], GuideGraph]) -> None:
    found = arranged(context, guide_of(PURCHASE))
    cells = [(one.left, one.right, one.top, one.bottom, [row.title for row in one.rows]) for one in found.cells]
    assert cells == [
        (0, 1, 0, 1, ["社长同意"]),
        (1, 2, 0, 1, ["会议研究"]),
        (0, 2, 1, 2, ["实施采购"]),
        (2, 3, 0, 1, ["代表会议"]),
        (2, 3, 1, 2, ["公开招标"]),
    ]


def test_a_refusal_in_common_is_said_once(context: Context, guide_of: Callable[[str], GuideGraph]) -> None:
    found = arranged(context, guide_of(PURCHASE))
    assert [(one.left, one.right, one.band, one.exit.label, one.exit.badge) for one in found.refusals] == [
        (1, 3, 0, "未通过", "1")
    ]
    assert found.refusals[0].element == "step-2.outcome-1+step-4.outcome-1"
    assert not any(exit_.label == "未通过" for cell in found.cells for row in cell.rows for exit_ in row.exits)
    assert [one.onward.label if one.onward else "" for one in found.cells] == ["", "通过", "", "通过", ""]


def test_ways_that_meet_again_end_together(context: Context, guide_of: Callable[[str], GuideGraph]) -> None:
    together = arranged(context, guide_of(PURCHASE))
    assert [(one.left, one.right, one.exit.badge if one.exit else None) for one in together.ends] == [(0, 3, "7")]
    apart = PURCHASE.replace("        - 步骤: 公开招标\n", "        - {步骤: 公开招标, 接着: 办结}\n")
    ends = arranged(context, guide_of(apart)).ends
    assert [(one.left, one.right, one.exit.badge if one.exit else None) for one in ends] == [(0, 2, "7"), (2, 3, "")]


def test_phases_name_the_rows(context: Context, guide_of: Callable[[str], GuideGraph]) -> None:
    steps = PURCHASE
    for name, phase in (("社长同意", "谁来定"), ("会议研究", "谁来定"), ("代表会议", "谁来定")):
        steps = steps.replace(f"步骤: {name}", f"步骤: {name}\n          阶段: {phase}")
    steps = steps.replace("{步骤: 社长同意\n          阶段: 谁来定,", "{步骤: 社长同意, 阶段: 谁来定,")
    steps = steps.replace("- 步骤: 实施采购", "- {步骤: 实施采购, 阶段: 怎么买}")
    steps = steps.replace("- 步骤: 公开招标", "- {步骤: 公开招标, 阶段: 怎么买}")
    found = arranged(context, guide_of(steps))
    assert found.names == ("谁来定", "怎么买")
    assert not any(remark.role == "phase" for cell in found.cells for row in cell.rows for remark in row.remarks)
