"""积分: signs, bands, numbers, repetitions."""

from __future__ import annotations

import pytest

from helpers.checking import HEAD as ELEMENTS
from helpers.checking import faults_of, made, reported
from yizhangtu.check import explain

HEAD = "类型: 积分\n" + ELEMENTS + "时间要求: 每月\n操作流程: [{步骤: 申报, 时限: 当场}]\n"  # what follows: line 7


ONE = "加分: [{项: [{内容: 子, 分值: 1}]}]\n"


def lines(text: str, first: int) -> list[str]:
    """Every fault as the number of its line, `first` being 0, and its code."""
    return [f"{fault.span.line - first} {fault.code}" for fault in faults_of(text, head=HEAD) if fault.span]


def scores(side: str, *written: str) -> list[str]:
    """Faults by the number of the score."""
    items = "".join(f"    - {{内容: 事{n}, 分值: {text}}}\n" for n, text in enumerate(written))
    return lines(f"{side}:\n  - 项:\n{items}", 9)


def bands(*ranges: str) -> list[str]:
    """Faults by the number of the band."""
    rows = "".join(f"  - {{名称: 等{n}, 范围: '{text}'}}\n" for n, text in enumerate(ranges))
    return lines(f"{ONE}等级:\n{rows}", 9)


def test_signs() -> None:
    assert scores("加分", "5", "+5", "'+1至+10'", "+2/次", "0", "加5分") == []
    assert scores("扣分", "5", "-5", "'-1至-10'", "扣5分", "降B级", "一票否决", "0") == []
    assert scores("加分", "-5", "5", "'-1至+5'", "扣5分") == ["0 Y811", "2 Y811", "3 Y811"]
    assert scores("扣分", "+5", "5", "'-5至+1'", "加5分") == ["0 Y811", "2 Y811", "3 Y811"]
    assert scores("加分", "一票否决", "降B级") == ["0 Y811", "1 Y811"]


def test_scores_that_are_not_understood() -> None:
    assert scores("加分", "看情况", "很多", "5") == ["0 Y812", "1 Y812"]


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        ([">1060", "1040（不含）–1060", "1020（不含）–1040", "990（不含）–1020", "800（不含）–990", "≤800"], []),
        (["≤800", "801–990", "≥991"], []),
        (["<60", "60–79.9", "80–100"], []),
        (["80以上", "60以上不满80", "60以下（不含）"], []),
        (["0–60", "61–80", "100"], ["2 Y814"]),
        (["≤800", "800–990"], ["1 Y813"]),
        (["<800", ">800"], ["1 Y814"]),
        (["<800", "801–990"], ["1 Y814"]),
        (["≤800", ">801"], ["1 Y814"]),
        (["≤800", "900–990"], ["1 Y814"]),
        (["500–900", "800–990"], ["1 Y813"]),
        (["0–100", "20–30", "40–50"], ["1 Y813", "2 Y813"]),
        (["0–100", "20–30", "101–150"], ["1 Y813"]),
        (["60–80", "60–80"], ["1 Y813"]),
        ([">5", "≥9"], ["1 Y813"]),
        (["≤9", "<5"], ["1 Y813"]),
        (["一百分", "≤800"], ["0 Y815"]),
        (["900–800"], ["0 Y815"]),
        (["60-80", "80.5-90"], ["1 Y814"]),
    ],
)
def test_bands(ranges: list[str], expected: list[str]) -> None:
    assert bands(*ranges) == expected


def test_messages_about_tiers() -> None:
    text = ONE + "等级: [{名称: 好, 范围: '>900'}, {名称: 中, 范围: 500–900}, {名称: 差, 范围: <600}]\n"
    (fault,) = faults_of(text, head=HEAD)
    assert fault.message == "“差”和“中”有重叠：500到600分两等都算"
    assert fault.related[0].span.line == 8
    (fault,) = faults_of(text.replace("<600", "<400"), head=HEAD)
    assert fault.message == "“差”和“中”之间有空档：400到500之间的分数不属于哪一等"


def test_a_band_without_a_range_is_none() -> None:
    assert reported(ONE + "等级: [{名称: 免评, 待遇: 丑}]\n", head=HEAD) == []


@pytest.mark.parametrize(
    ("written", "fine"),
    [("100", True), ("100分", True), ("1000分/户", True), ("每户100分", True), ("10—20分", True), ("一百分", True),
     ("'1,000'", True), ("很多", False), ("看情况", False), ("另行通知", False)],
)  # fmt: skip
def test_numbers(written: str, fine: bool) -> None:
    text = f"基础分: {written}\n{ONE}兑换: [{{物品: 丑, 分值: {written}}}]\n"
    assert reported(text, head=HEAD) == ([] if fine else ["7:6 Y818", "9:18 Y818"])


def test_twice() -> None:
    rows = "{内容: 子, 分值: 5}, {内容: 子, 分值: 3}, {内容: 子 , 分值: 5}"
    assert reported(f"加分: [{{类别: 丑, 项: [{rows}]}}, {{类别: 寅, 项: [{{内容: 子, 分值: 5}}]}}]\n", head=HEAD) == [
        "7:55 Y819"
    ]
    assert reported("加分: [{项: [{内容: 子, 分值: 5}]}]\n扣分: [{项: [{内容: 子, 分值: 5}]}]\n", head=HEAD) == []


def test_nothing() -> None:
    assert reported("周期: 每月\n", head=HEAD) == ["1:1 Y801"]
    assert reported("扣分: [{项: [{内容: 子, 分值: 5}]}]\n", head=HEAD) == []
    assert reported("兑换: [{物品: 1块肥皂, 分值: 20个农药袋}]\n", head=HEAD) == []


def test_elements_are_those_of_every_guide() -> None:
    head = "类型: 积分\n名称: 甲\n加分: [{项: [{内容: 子, 分值: 5}]}]\n"
    assert reported("", head=head) == ["1:1 Y130"] * 4


def test_explain() -> None:
    text = """\
加分: [{类别: 平安, 项: [{内容: 子, 分值: 5}, {内容: 丑, 分值: 0.5}, {内容: 寅, 分值: 看}]}]
扣分: [{项: [{内容: 卯, 分值: 5}, {内容: 辰, 分值: 一票否决}]}]
等级: [{名称: 差, 范围: <60}, {名称: 好, 范围: 60—100}, {名称: 优, 范围: 前三名}]
兑换: [{物品: 巳, 分值: 5}]
"""
    assert explain(*made(text, head=HEAD))[1:7] == (
        "加分：3 项（平安 3），分值 +0.5 到 +5，看不懂 1 项",
        "扣分：2 项，分值 -5 到 -5，一票否决 1 项",
        "等级 好“60—100”：60 及以上，100 及以下",
        "等级 差“不到60分”：小于 60",
        "等级 优“前三名”：不核对",
        "兑换：1 种",
    )
