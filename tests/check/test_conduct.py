"""规范: limits without a number, empty standards, the same thing twice."""

from __future__ import annotations

import pytest

from helpers.checking import HEAD as ELEMENTS
from helpers.checking import faults_of, made, reported
from yizhangtu.check import explain

HEAD = "类型: 规范\n" + ELEMENTS + "时间要求: 提前7天\n操作流程: [{步骤: 报备, 时限: 当场}]\n"  # what follows: line 7


@pytest.mark.parametrize(
    "limit",
    [
        "不超过",
        "≤",
        "不得超过",
        "以内",
        "每桌不超过元",
        "控制在以内",
        "不能高于",
        "最多",
        "原则上不超过 桌",
        "<=",
        "限",
    ],
)
def test_a_limit_without_a_number(limit: str) -> None:
    for key, column in (("上限", 18), ("城", 17)):
        assert reported(f"标准: [{{项目: 宴席, {key}: '{limit}'}}]\n", head=HEAD) == [f"7:{column + 1} Y816"]


@pytest.mark.parametrize(
    "limit",
    ["15桌", "不超过15桌", "≤3", "不超过十五桌", "两天", "不超过规定标准", "不收", "一餐制", "只限当天", "不办酒席"],
)
def test_limits_that_say_something(limit: str) -> None:
    assert reported(f"标准: [{{项目: 宴席, 上限: '{limit}'}}]\n", head=HEAD) == []


def test_a_standard_without_content() -> None:
    (fault,) = faults_of("标准:\n  - {场合: 婚事, 项目: 宴席}\n  - {场合: 婚事, 项目: 车, 说明: 不用}\n", head=HEAD)
    assert (fault.code, fault.message) == ("Y820", "婚事的“宴席”没有写标准")


def test_the_same_twice() -> None:
    rows = ["场合: 婚事, 项目: 宴席, 上限: 15桌", "场合: 丧事, 项目: 宴席, 上限: 9桌", "项目: 宴席, 上限: 1桌"]
    text = "标准:\n" + "".join(f"  - {{{row}}}\n" for row in rows)
    assert reported(text, head=HEAD) == []
    (fault,) = faults_of(text + "  - {场合: 婚事 , 项目: 宴席, 说明: 从简}\n", head=HEAD)
    assert (fault.code, fault.span and fault.span.line, fault.related[0].span.line) == ("Y817", 11, 8)
    assert reported("提倡: [子, 丑, 子]\n禁止: [子]\n", head=HEAD) == ["7:12 Y819"]


def test_nothing() -> None:
    assert reported("奖惩: 子\n", head=HEAD) == ["1:1 Y801"]
    for text in ("禁止: 子\n", "提倡: 子\n", "标准: [{项目: 子, 说明: 丑}]\n"):
        assert reported(text, head=HEAD) == []


def test_elements_are_those_of_every_guide() -> None:
    assert reported("禁止: 子\n", head="类型: 规范\n名称: 甲\n") == ["1:1 Y130"] * 4


def test_explain() -> None:
    text = """\
标准:
  - {场合: 婚事, 项目: 宴席, 上限: 15桌}
  - {场合: 婚事, 项目: 每桌, 城: 480元, 乡: ≤300元}
  - {场合: 丧事, 项目: 仪式, 说明: 从简}
提倡: [子, 丑]
"""
    assert explain(*made(text, head=HEAD))[1:5] == (
        "标准 3 条，提倡 2 条",
        "场合：婚事、丧事；项目 3 个",
        "婚事 宴席：不超过15桌",
        "婚事 每桌：城 不超过480元；乡 不超过300元",
    )
