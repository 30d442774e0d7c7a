"""表决记录表: the rule, the least numbers, a place to sign for everybody."""

from __future__ import annotations

from helpers.form_files import forms, pages
from helpers.guides import guide_and_graph
from yizhangtu.media.context import Context
from yizhangtu.model.project import Project

GUIDE = """\
名称: 甲
办理主体: 村委会
操作流程: [{{步骤: 申请, 办理: 村民, 时限: 当场}}]
时间要求: 当场
监督管理: 村务监督委员会
发布: {{版本: V1.0, 状态: 征求意见{more}}}
"""


def record(context: Context, project: Project, more: str) -> list[str]:
    return pages(forms(context, project, guide_and_graph(GUIDE.format(more=more)), "minutes")["表决记录表.pdf"])


def test_a_meeting_that_is_planned(context: Context, project: Project) -> None:
    text = "".join(record(context, project, ", 表决: {会议: 甲村村民代表会议, 日期: 2026-03-15, 应到: 45}"))
    for said in (
        "甲村村民代表会议", "应到的三分之二以上到会", "到会人员过半数同意", "《村民委员会组织法》第三十条",
        "至少到30人才能开", "到30→16同意", "到45→23同意", "党员群众", "监票人",
    ):  # fmt: skip
        assert said in text, said
    assert "村民会议" not in text.replace("村民代表会议", "")
    assert all(str(number) in text for number in range(1, 46)) and "46" not in text.partition("签到")[2]


def test_whichever_meeting_will_be_held(context: Context, project: Project) -> None:
    text = "".join(record(context, project, ""))
    assert "成员代表大会" in text and "《农村集体经济组织法》第二十八条" in text and "正好一半不算过半数" in text


def test_several_meetings_have_a_record_each(context: Context, project: Project) -> None:
    votes = ", 表决: [{会议: 党员大会, 应到: 12}, {会议: 村民代表会议, 应到: 45}]"
    text = record(context, project, votes)
    assert ["12人" in page for page in text if "表决记录表" in page] == [True, False]


def test_a_large_meeting_signs_on_further_sheets(context: Context, project: Project) -> None:
    """Each sheet says what was voted on: loose sheets of signatures would prove nothing."""
    first, *further = record(context, project, ", 表决: {会议: 村民会议, 应到: 420}")
    assert "至少到211人才能开" in first and len(further) > 2
    assert all("签到（应到的每人一格）：" in sheet and "村民会议" in sheet for sheet in further)
    assert "417418419420" in further[-1] and "另附" not in further[-1]


def test_a_vote_of_households_signs_by_households(context: Context, project: Project) -> None:
    text = "".join(record(context, project, ", 表决: {会议: 村民会议, 计法: 户, 应到: 300户}"))
    assert "至少到200户才能开" in text and "再加1" in text and "应到的每户一格" in text
