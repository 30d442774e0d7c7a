"""Which part of a guide is too much for a medium, and what the messages say of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from helpers.guides import GuideGraph, guide_and_graph
from helpers.media_jobs import subject_of
from yizhangtu.media.context import Context
from yizhangtu.media.leaflet.leaflet import make_leaflet
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.model.project import Project

LONG = "按照规定携带材料到村便民服务站办理。" * 150
TWO = "  - {步骤: 申请, 办理: 村民}\n  - {步骤: 审核, 时限: 3日}\n"
MANY = "".join(f"  - {{步骤: 第{n}道手续, 办理: 第{n}办公室, 内容: 逐项核对材料，做好记录}}\n" for n in range(1, 61))
MATERIALS = [f"第{n}种材料的原件和复印件" for n in range(300)]
POINTS = (
    "名称: 积分\n类型: 积分\n办理主体: 村委会\n时间要求: 每月\n监督管理: 村监委会\n操作流程: 无\n"
    f"加分:\n  - 类别: 好事\n    项: [{{内容: {LONG}, 分值: 5}}, {{内容: 短, 分值: 5}}]\n"
)


def refused(context: Context, drawn: GuideGraph) -> tuple[str, int]:
    """The message of a leaflet that is not made, and the line that it names."""
    (found,) = make_leaflet(context, subject_of(drawn, Project()), context.styles.media["leaflet-trifold"]).diagnostics
    assert found.code == "Y501" and found.span is not None
    return found.message.partition("；")[2], found.span.line


@pytest.mark.parametrize(
    "steps, more, named, line",
    [
        (TWO, f"备注: {LONG}", f"最多的是“要注意”（{len(LONG)} 个字）", 5),
        (f"{TWO}  - {{步骤: 登记, 内容: {LONG}}}\n", "", f"最多的是第 3 步“登记”（{len(LONG) + 2} 个字）", 9),
        (MANY, "", f"最多的是“操作流程”（60 步，{60 * 17 - 9} 个字）", 1),
        (TWO, f"所需材料: [{', '.join(MATERIALS)}]", "最多的是“要带的材料”（300 条，", 5),
    ],
)  # fmt: skip
def test_the_message_names_the_part_that_says_most(
    context: Context, guide_of: Callable[..., GuideGraph], steps: str, more: str, named: str, line: int
) -> None:
    message, at = refused(context, guide_of(steps, more=more))
    assert message.startswith(named) and at == line


def test_a_long_row_of_a_table_is_named(context: Context) -> None:
    message, line = refused(context, guide_and_graph(POINTS))
    assert "按照规定携带材料" in message and line == 9


def test_steps_at_the_same_time_are_counted(context: Context, guide_of: Callable[..., GuideGraph]) -> None:
    members = "".join(
        f"      - {{步骤: 核实第{n}项情况, 办理: 第{n}组, 内容: 逐项核对材料和实际情况，做好记录，盖章存档}}\n"
        for n in range(30)
    )
    drawn = guide_of(f"{TWO}  - 步骤: 分头办\n    并行:\n{members}")
    made = make_poster(context, subject_of(drawn, Project()), context.styles.media["poster-a5-landscape"])
    assert made.pdf is None
    assert "“分头办”里有 30 步同时办" in made.diagnostics[0].message
