"""Figures that cannot be right."""

import pytest

from helpers.checking import reported

FLOW = "操作流程: [{步骤: 甲, 时限: 当场}]\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("备注: 2月30日以前报名，2月29日公布\n", ["5:5 Y306"]),
        ("备注: 2025年2月29日\n", ["5:5 Y306"]),
        ("备注: 农历2月30日；电话 0550-13-45；文号 2026-13-45\n", []),
        ("备注: 12月31日、2026年2月28号\n", []),
    ],
)
def test_days_of_no_calendar(text: str, expected: list[str]) -> None:
    assert reported(FLOW + text, "Y306") == expected


def test_a_deadline_on_a_day_of_no_calendar() -> None:
    assert reported("操作流程: [{步骤: 甲, 时限: 2月30日前}]\n", "Y306") == ["4:20 Y306"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("时间要求: 0个工作日\n", ["5:7 Y307"]),
        ("时间要求: {承诺: 零日, 法定: 0天}\n", ["5:12 Y307", "5:20 Y307"]),
        ("时间要求: 半天\n", []),
        ("时间要求: 10个工作日\n", []),
    ],
)
def test_times_of_zero(text: str, expected: list[str]) -> None:
    assert reported(FLOW + text, "Y307") == expected
