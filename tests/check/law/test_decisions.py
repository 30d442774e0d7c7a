"""Votes that were held, held against the rule of their day; the numbers of a consultation."""

from __future__ import annotations

import pytest

from helpers.guides import guide_and_graph
from yizhangtu.check.law import check_law, law_day
from yizhangtu.law.instruments import law_table
from yizhangtu.law.rules import law_rules
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic

TABLE, RULES = law_table(), law_rules()
GUIDE = """\
名称: 甲
办理主体: 村委会
操作流程:
  - 步骤: 申请
    时限: 当场
{steps}时间要求: 当场
监督管理: 村务监督委员会
发布: {{状态: {status}, {published}}}
"""


def findings(published: str, status: str = "正式", steps: str = "") -> list[Diagnostic]:
    guide, _ = guide_and_graph(GUIDE.format(published=published, status=status, steps=steps))
    return [one for one in check_law(guide, law_day(guide, TABLE, RULES, ())) if one.code < "Y8"]


def vote(meeting: str, entitled: object, present: object, agreed: object, more: str = "") -> str:
    day = "" if "日期" in more else ", 日期: 2026-03-15"
    return f"表决: {{会议: {meeting}, 应到: {entitled}, 实到: {present}, 同意: {agreed}{day}{more}}}"


@pytest.mark.parametrize(
    ("meeting", "numbers", "stated"),
    [
        (
            "村民代表会议",
            (45, 29, 18),
            "实到 29 人、同意 18 人：村民代表会议要应到的三分之二以上到会（应到 45，至少 30 人）",
        ),
        ("甲村村民代表会议", (45, 30, 15), "到会人员过半数同意（至少 16 人），见《村民委员会组织法》第三十条"),
        ("村民会议", (320, 160, 160), "应到的过半数到会（应到 320，至少 161 人）"),
        ("成员大会", (300, 250, 199), "全体（应到）三分之二以上同意（至少 200 人）"),
        ("成员代表大会", (30, 30, 19), "全体（应到）三分之二以上同意（至少 20 人）"),
        ("理事会", (7, 4, 4), "应到的三分之二以上到会（应到 7，至少 5 人）"),
    ],
)
def test_a_vote_that_failed(meeting: str, numbers: tuple[int, int, int], stated: str) -> None:
    [found] = findings(vote(meeting, *numbers))
    assert (found.code, found.severity) == ("Y733", Severity.ERROR) and stated in found.message
    assert [one.severity for one in findings(vote(meeting, *numbers), "征求意见")] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("meeting", "numbers"),
    [
        ("村民代表会议", ("45人", "41人", "40人")),
        ("村民代表会议", (45, 30, 16)),
        ("村民会议", (320, 161, 81)),
        ("成员大会", (300, 200, 200)),
        ("党员大会", (30, 20, 15)),
    ],
)
def test_a_vote_that_was_carried(meeting: str, numbers: tuple[object, object, object]) -> None:
    assert findings(vote(meeting, *numbers)) == []


def test_households_have_their_own_quorum() -> None:
    assert findings(vote("村民会议", 90, 60, 31, ", 计法: 户")) == []
    [found] = findings(vote("村民会议", 90, 59, 59, ", 计法: 户"))
    assert "户的代表的三分之二以上到会（应到 90，至少 60 户）" in found.message


def test_the_rule_is_that_of_the_day_of_the_vote() -> None:
    [found] = findings(vote("村民代表会议", 45, 29, 29, ", 日期: 2025-11-01"))
    assert "第二十六条" in found.message


def test_practice_that_is_no_law_is_a_warning() -> None:
    [found] = findings(vote("党员大会", 30, 20, 14))
    assert found.severity is Severity.WARNING and "通常的做法" in found.message


def test_other_meetings_are_not_judged_unless_the_guide_says_by_what() -> None:
    [found] = findings(vote("红白理事会会议", 9, 5, 2))
    assert found.code == "Y735"
    assert findings(vote("红白理事会会议", 9, 5, 2, ", 规则: 村民代表会议"))[0].code == "Y733"
    assert findings(vote("红白理事会会议", 9, 6, 6, ", 规则: {到会: 三分之二以上, 通过: 到会的过半数}")) == []
    [found] = findings(vote("红白理事会会议", 9, 6, 3, ", 规则: {到会: 三分之二以上, 通过: 到会的过半数}"))
    assert found.code == "Y733" and "至少 4 人" in found.message


def test_a_stricter_rule_of_the_guides_own_steps_counts() -> None:
    steps = "  - {步骤: 表决, 办理: 村民代表会议, 表决: {到会: 五分之四以上, 通过: 到会人员三分之二以上}}\n"
    assert findings(vote("村民代表会议", 45, 36, 24), steps=steps) == []
    [found] = findings(vote("村民代表会议", 45, 36, 23), steps=steps)
    assert "这张图的步骤要" in found.message and [one.message for one in found.related] == ["这一步要求的"]


@pytest.mark.parametrize(
    ("published", "stated"),
    [
        (vote("村民会议", 45, 46, 40), "实到 46，比应到 45 还多"),
        (vote("村民会议", 45, 41, 42), "同意 42，合起来 42，比实到 41 还多"),
        (vote("村民会议", 45, 41, 40, ", 反对: 1, 弃权: 1"), "同意 40、反对 1、弃权 1，合起来 42"),
        (vote("村民会议", 45, "40.5", 40), "实到“40.5”不是整数"),
        (vote("村民会议", "五十人", "实到60位", 40), "实到 60，比应到 50 还多"),
    ],
)
def test_numbers_that_cannot_be(published: str, stated: str) -> None:
    [found] = findings(published)
    assert found.code == "Y734" and stated in found.message


def test_variables_and_words_are_not_judged() -> None:
    assert findings(vote("村民会议", "××", "××", "××")) == []
    assert findings(vote("村民会议", "三分之二以上", 60, 40)) == []


def test_a_household_may_send_several() -> None:
    found = findings(vote("村民会议", "50户", "60人", "40人", ", 计法: 户"))
    assert [one.code for one in found if one.code == "Y734"] == []


@pytest.mark.parametrize(("told", "late"), [("2026-03-05", False), ("2026-03-06", True), ("2026年3月15日", True)])
def test_notice_is_counted_without_its_own_day(told: str, late: bool) -> None:
    found = findings(vote("村民会议", 45, 41, 40, f", 通知: {told}"))
    assert [one.code for one in found] == (["Y736"] if late else [])


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("{发出: 120, 收回: 121}", "收回 121 份，比发出 120 份还多"),
        ("{收回: 103份, 同意: 100, 不同意: 4}", "一共 104 份"),
        ("{有建议: 5, 采纳: 6条}", "采纳 6 条"),
        ("{发出: 120, 收回: 103, 同意: 90, 不同意: 3, 有建议: 10, 采纳: 6}", ""),
    ],
)
def test_numbers_of_a_consultation(asked: str, stated: str) -> None:
    found = findings(f"征求: {asked}")
    assert [one.code for one in found] == (["Y737"] if stated else []) and all(stated in one.message for one in found)
