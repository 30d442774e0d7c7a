"""发布 in words."""

from __future__ import annotations

import pytest

from helpers.guides import guide_and_graph
from yizhangtu.content.publication import publication_parts, status_line

GUIDE = """\
名称: 甲
办理主体: 村委会
操作流程: [{{步骤: 申请, 时限: 当场}}]
时间要求: 当场
监督管理: 村务监督委员会
发布: {{{published}}}
"""
VOTE = "表决: {会议: 甲村村民代表会议, 日期: 2026年3月15日, 应到: 45, 实到: 41人, 同意: 40, 反对: 1, 弃权: 0}"


def parts(published: str) -> list[str]:
    guide, _ = guide_and_graph(GUIDE.format(published=published))
    return publication_parts(guide.publication, "××镇人民政府")


def test_the_life_of_a_guide_in_its_order() -> None:
    found = parts(
        "版本: V1.1, 状态: 试行, 日期: 2026-04-01, 施行: 2026-05-01, 试行至: 2026-12-31, 征求: {发出: 120, "
        f"收回: 103份, 采纳: 6, 实名: 否}}, {VOTE}, "
        "备案: {机关: ××镇人民政府, 日期: 2026-03-20}, 下次复核: 2027-01-01"
    )
    assert found == [
        "V1.1", "试行", "2026-04-01公布", "2026-05-01起施行", "试行至2026-12-31", "发布：××镇人民政府",
        "征求意见：发出120份，收回103份，采纳意见6条，不记名",
        "经甲村村民代表会议2026年3月15日表决通过（应到45人，实到41人，同意40人，反对1人，弃权0人）",
        "2026-03-20报××镇人民政府备案",
    ]  # fmt: skip


def test_a_draft_states_a_vote_without_saying_that_it_was_carried() -> None:
    assert parts(f"状态: 征求意见, {VOTE}")[-1].startswith("表决：甲村村民代表会议2026年3月15日（应到45人")


def test_votes_in_their_order_and_by_households() -> None:
    found = parts("表决: [{会议: 党员大会, 应到: 30}, {会议: 村民会议, 应到: 90, 计法: 户}], 状态: 正式")
    assert found[-2:] == ["经党员大会表决通过（应到30人）", "经村民会议表决通过（应到90户）"]


@pytest.mark.parametrize(
    ("published", "line"),
    [
        ("状态: 征求意见, 意见截止: 2026年3月31日", "征求意见稿 · 请于2026年3月31日前提意见"),
        ("状态: 试行, 试行至: 2026年12月31日", "试行 · 至2026年12月31日"),
        ("状态: 废止, 由何代替: 乙", "已废止 · 由“乙”代替"),
        ("状态: 正式", ""),
    ],
)
def test_what_a_ribbon_says(published: str, line: str) -> None:
    assert status_line(guide_and_graph(GUIDE.format(published=published))[0]) == line
