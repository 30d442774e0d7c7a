"""Dates of 发布: those that do not exist, their order, and the state of a guide on a day."""

from __future__ import annotations

import datetime

import pytest

from helpers.guides import guide_and_graph
from yizhangtu.check.dates import check_dates
from yizhangtu.read.guide.dates import day_in, day_number, whole_date

GUIDE = """\
名称: 甲
办理主体: 村委会
操作流程: [{{步骤: 申请, 时限: 当场}}]
时间要求: 当场
监督管理: 村务监督委员会
发布: {{{published}}}
"""


def findings(published: str, on: str = "") -> list[tuple[str, str]]:
    guide, _ = guide_and_graph(GUIDE.format(published=published))
    return [(one.code, one.message) for one in check_dates(guide, on)]


@pytest.mark.parametrize(
    "day", ["2026-03-15", "2026年3月15日", "2026.3.15", "2026/3/15", "２０２６年３月１５日", " 2026-03-15 "]
)
def test_a_date_in_each_of_its_forms(day: str) -> None:
    assert whole_date(day) == "2026-03-15"


@pytest.mark.parametrize("day", ["2026-02-29", "2026年13月1日", "2026-00-10", "2026-04-31", "2026-13"])
def test_a_day_that_no_calendar_has(day: str) -> None:
    assert not whole_date(day) and not day_in(f"自{day}起")
    assert findings(f"日期: {day}")[0][0] == "Y731"


@pytest.mark.parametrize("day", ["2024-02-29", "2026-12-31", "自2026年5月1日起施行", "2026年5月", "待定", "近日"])
def test_what_may_be_written_for_a_date(day: str) -> None:
    assert findings(f"施行: {day}") == []


def test_days_are_counted_as_the_calendar_does() -> None:
    first = datetime.date(1999, 12, 25)
    days = [first + datetime.timedelta(number) for number in range(2000)]
    numbers = [day_number(day.isoformat()) for day in days]
    assert [number - numbers[0] for number in numbers] == list(range(2000))


@pytest.mark.parametrize(
    ("published", "stated"),
    [
        ("意见截止: 2026-03-31, 表决: {日期: 2026-03-15}", "表决（2026-03-15）早于意见截止（2026-03-31）"),
        ("表决: {日期: 2026-04-15}, 日期: 2026-04-01", "公布（2026-04-01）早于表决（2026-04-15）"),
        ("日期: 2026-04-01, 施行: 2026-03-01", "施行（2026-03-01）早于公布（2026-04-01）"),
        ("施行: 2026-04-01, 试行至: 2026-03-31", "试行至（2026-03-31）早于施行（2026-04-01）"),
        ("施行: 2026-04-01, 废止日期: 2026-03-31", "废止（2026-03-31）早于施行（2026-04-01）"),
        ("状态: 征求意见, 日期: 2026-04-01, 意见截止: 2026-03-31", "意见截止（2026-03-31）早于公布（2026-04-01）"),
    ],
)
def test_dates_out_of_order(published: str, stated: str) -> None:
    assert findings(published) == [("Y732", stated)]


@pytest.mark.parametrize(
    "published",
    [
        "意见截止: 2026-02-28, 表决: [{日期: 2026-03-01}, {日期: 2026-03-15}], 日期: 2026-04-01, 施行: 2026-05-01",
        "状态: 征求意见, 日期: 2026-03-01, 意见截止: 2026-03-31, 施行: 2026-05-01",
        "日期: 2026-04-01, 施行: 2026-04-01, 试行至: 2026-12-31, 废止日期: 2027-01-01",
    ],
)
def test_dates_in_order(published: str) -> None:
    assert findings(published) == []


@pytest.mark.parametrize(
    ("published", "stated"),
    [
        ("状态: 征求意见, 意见截止: 2026-03-31", "意见已经截止"),
        ("状态: 试行, 试行至: 2026-03-31", "试行已经到期"),
        ("状态: 正式, 施行: 2026-05-01", "还没有施行"),
        ("状态: 正式, 废止日期: 2026-03-31", "已经到了废止的日期"),
        ("状态: 正式, 下次复核: 2026-03-31", "到了复核的日期"),
    ],
)
def test_the_state_on_a_day_is_only_held_against_a_day_that_is_asked_for(published: str, stated: str) -> None:
    assert findings(published) == []
    [(code, message)] = findings(published, "2026-04-15")
    assert code == "Y738" and stated in message
    assert findings("状态: 废止, 废止日期: 2026-03-31", "2026-04-15") == []
