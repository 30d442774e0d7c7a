"""Notices of a period: published or not, late, taken down early, with a photo or without."""

from __future__ import annotations

import pytest

from yizhangtu.coverage.periods import NoticeDemand, NoticeState, deadline_of, last_day_of, notice_cell, period_due
from yizhangtu.coverage.recurring import days_in
from yizhangtu.coverage.walls import walls
from yizhangtu.law.disclosure import DisclosureRule
from yizhangtu.ledger.chain import Corrected
from yizhangtu.ledger.record import Record

DEMAND = NoticeDemand("甲村", "财务", "G-01", "财务收支", "2026-11-15", 15)
RULE = DisclosureRule(keep=15, month=15, quarter=15, at_once=10)


def record(kind: str, day: str, period: str = "2026-10", proof: str = "照片") -> Corrected:
    values = {"村": "甲村", "图": "财务", "期": period, "码": "A", "地点": "公开栏", "日期": day, "核实": proof}
    return Corrected(Record("账", 1, "", f"{day}T08:00:00+08:00", kind, values))


@pytest.mark.parametrize(
    ("day", "records", "state", "words"),
    [
        ("2026-11-10", [], NoticeState.MISSING, "未公开"),
        ("2026-11-18", [], NoticeState.MISSING, "未公开（已过 3 天）"),
        ("2026-11-28", [record("张贴", "2026-11-10", "2026-09")], NoticeState.MISSING, "未公开（已过 13 天）"),
        ("2026-11-28", [record("张贴", "2026-11-15")], NoticeState.PUBLISHED, "已公开"),
        ("2026-11-28", [record("张贴", "2026-11-17")], NoticeState.LATE, "迟 2 天"),
        ("2026-11-28", [record("张贴", "2026-11-10", proof="自报")], NoticeState.NO_PHOTO, "没有照片"),
        (
            "2026-11-28",
            [record("张贴", "2026-11-10"), record("撤下", "2026-11-24")],
            NoticeState.EARLY,
            "撤早了（只挂了 14 天，应不少于 15 天）",
        ),
        ("2026-11-23", [record("张贴", "2026-11-10"), record("撤下", "2026-11-24")], NoticeState.PUBLISHED, "已公开"),
        ("2026-11-28", [record("张贴", "2026-11-10"), record("撤下", "2026-11-25")], NoticeState.PUBLISHED, "已公开"),
    ],
)
def test_states(day: str, records: list[Corrected], state: NoticeState, words: str) -> None:
    wall = walls(records).get(("甲村", "财务"), ())
    found = notice_cell(DEMAND, wall, ["2026-10"], day)
    assert (found.state, found.words) == (state, words)


def test_what_is_hung_again_counts() -> None:
    """少于五日的，应当重新公布: the second time may be long enough."""
    again = [record("张贴", "2026-11-10"), record("撤下", "2026-11-12"), record("张贴", "2026-11-13")]
    found = notice_cell(DEMAND, walls(again)["甲村", "财务"], ["2026-10"], "2026-11-20")
    assert found.state is NoticeState.PUBLISHED and found.since == "2026-11-10"


@pytest.mark.parametrize(
    ("code", "kind", "end"),
    [("2026-02", "月", "2026-02-28"), ("2026-Q3", "季", "2026-09-30"), ("2026-H2", "半年", "2026-12-31"),
     ("2026", "年", "2026-12-31"), ("第一批", "批", "")],
)  # fmt: skip
def test_the_end_of_a_period(code: str, kind: str, end: str) -> None:
    assert last_day_of(code, kind) == end


@pytest.mark.parametrize(
    ("text", "end", "kind", "rule", "day"),
    [
        ("每月22日前", "2026-10-31", "月", RULE, "2026-11-22"),
        ("每季度首月10日前", "2026-09-30", "季", RULE, "2026-10-10"),
        ("每季度", "2026-09-30", "季", RULE, "2026-10-15"),
        ("每季度", "2026-09-30", "季", DisclosureRule(), "2026-12-31"),
        ("每月公开", "2026-12-31", "月", RULE, "2027-01-15"),
        ("每月公开", "2026-12-31", "月", DisclosureRule(), "2027-01-31"),
        ("", "2026-01-31", "月", DisclosureRule(month=30), "2026-02-28"),
        ("及时", "2026-12-31", "年", RULE, ""),
    ],
)
def test_the_day_until_which(text: str, end: str, kind: str, rule: DisclosureRule, day: str) -> None:
    assert deadline_of(text, end, kind, rule) == day


def test_a_rule_says_the_day_of_a_month_where_the_list_does_not() -> None:
    assert days_in("每月公开", "2026-11", RULE) == ("2026-11-15",)
    assert days_in("每季度公布一次", "2026-10", RULE) == ("2026-10-15",)
    assert days_in("每季度公布一次", "2026-12", RULE) == ()
    assert days_in("每季度首月10日前", "2026-10", RULE) == ("2026-10-10",)
    assert days_in("每半年", "2026-12", RULE) == ("2026-12-31",)


@pytest.mark.parametrize(
    ("day", "text", "kind", "period"),
    [
        ("2026-11-22", "每月22日前", "月", "2026-10"),
        ("2026-01-22", "每月22日前", "月", "2025-12"),
        ("2026-10-10", "每季度首月10日前", "季", "2026-Q3"),
        ("2026-12-31", "每半年公开一次", "半年", "2026-H1"),
        ("2027-01-31", "每年1月底前", "年", "2026"),
        ("2026-11-23", "每月22日前", "月", ""),
        ("2026-11-22", "每月22日前", "批", ""),
    ],
)
def test_the_period_that_is_due_on_a_day(day: str, text: str, kind: str, period: str) -> None:
    assert period_due(day, text, kind, RULE) == period
