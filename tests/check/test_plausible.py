"""Figures that cannot be right."""

import pytest

from helpers.checking import faults_of, reported

FLOW = "操作流程: [{步骤: 甲, 时限: 当场}]\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发布: {日期: 2026-13-45}\n", ["5:10 Y306"]),
        ("发布: {施行: 2026.2.29, 意见截止: 2024-02-29}\n", ["5:10 Y306"]),
        ("发布: {日期: 2026-04}\n", []),
        ("发布: {日期: 2026-13}\n", ["5:10 Y306"]),
        ("发布: {表决: {日期: 2026年4月31日}}\n", ["5:15 Y306"]),
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


@pytest.mark.parametrize(
    ("vote", "expected"),
    [
        ("应到: 50, 实到: 60, 同意: 70", ["应到", "实到"]),
        ("应到: 50人, 实到: 四十五, 同意: 同意40名", []),
        ("应到: 五十人, 实到: 实到60位", ["应到"]),
        ("应到: 50, 同意: 51", ["应到"]),
        ("应到: 50户, 实到: 60人", []),  # a household sends several
        ("应到: 三分之二以上, 实到: 60", []),
    ],
)
def test_more_votes_than_voters(vote: str, expected: list[str]) -> None:
    found = [one for one in faults_of(FLOW + f"发布: {{表决: {{{vote}}}}}\n") if one.code == "Y822"]
    assert [one.related[0].message.removesuffix("写在这里") for one in found] == expected
