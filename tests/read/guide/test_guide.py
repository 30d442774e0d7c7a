"""A guide as read: everything is text as written, with its place."""

import pytest

from helpers.reading import FILE, HEAD, guide_of, read, reported
from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.guide import (
    Go,
    GoTo,
    Guide,
    Inline,
    LayoutWish,
    Material,
    Oversight,
    Parallel,
    Step,
    material_text,
    steps_of,
    walk,
)
from yizhangtu.read import kind_of


def first(guide: Guide) -> Step:
    step = guide.steps[0]
    assert isinstance(step, Step)
    return step


def test_outcomes_stay_as_written() -> None:
    words = ["是", "否", "yes", "no", "on", "off", "true", "1", "0123", "12:30", "2024-01-01", "1e3", "null", "0x1F"]
    lines = "".join(f"      {word}: 下一步\n" for word in words)
    guide = guide_of(HEAD + "  - 步骤: 甲\n    判断:\n" + lines + "  - 步骤: 乙\n")
    assert [branch.outcome for branch in first(guide).branches] == words


def test_texts_stay_as_written() -> None:
    guide = guide_of(
        "名称: 0123\n编号: 1.10\n办理时间: 12:30\n收费: no\n备注: [2024-01-01, '{% if %}', '&amp; <b>', 是]\n"
    )
    assert (guide.title, guide.number, guide.hours, guide.fee) == ("0123", "1.10", ("12:30",), ("no",))
    assert guide.notes == ("2024-01-01", "{% if %}", "&amp; <b>", "是")


def test_same_outcome_twice() -> None:
    result = read(HEAD + "  - 步骤: 甲\n    判断:\n      是: 下一步\n      否: 办结\n      是: 办结\n")
    assert reported(result) == ["10:7 Y114"]
    assert result.diagnostics[0].related[0].span.line == 8


def test_places_count_characters() -> None:
    guide = guide_of("名称: '𠮷甲'\n办理主体: [乙, 丙]\n操作流程:\n  - 步骤: 丁\n    内容: 戊\n")
    assert guide.title.span == Span(FILE, 1, 5, 1, 9)
    assert guide.handlers[1].span == Span(FILE, 2, 11, 2, 12)
    step = first(guide)
    assert step.name.span == Span(FILE, 4, 9, 4, 10)
    assert step.span == Span(FILE, 4, 5, 5, 10)


def test_folded_chinese_has_no_gaps() -> None:
    guide = guide_of(
        "名称: 甲\n备注:\n  - 第一行\n    第二行\n  - >\n    第三行，\n    第四行\n"
        "  - |\n    第五行\n    第六行\n  - one\n    two\n"
    )
    assert guide.notes == ("第一行第二行", "第三行，第四行", "第五行\n第六行", "one two")


def test_targets() -> None:
    guide = guide_of(
        HEAD
        + "  - 步骤: 甲\n    判断:\n      一: 下一步\n      二: 办结\n      三: 丁\n      四: {到: 办结, 说明: 退件}\n"
        "      五:\n        - 步骤: 乙\n        - 步骤: 丙\n          接着: 丁\n  - 步骤: 丁\n    接着: 下一步\n"
    )
    branches = first(guide).branches
    targets = [branch.target for branch in branches]
    assert targets[:4] == [Go.NEXT, Go.END, GoTo(Text("丁")), Go.END]
    assert isinstance(targets[4], Inline)
    assert branches[3].note == "退件"
    assert [entry.name for entry in walk(guide.steps)] == ["甲", "乙", "丙", "丁"]
    assert [step.number for step in steps_of(guide.steps)] == [1, 2, 3, 4]
    assert guide.steps[1].next is None


def test_parallel() -> None:
    guide = guide_of(
        HEAD + "  - 步骤: 联审\n    时限: 5日\n    并行:\n      - 步骤: 甲\n"
        "      - - 步骤: 乙\n        - 步骤: 丙\n  - 步骤: 丁\n"
    )
    block = guide.steps[0]
    assert isinstance(block, Parallel)
    assert [[entry.name for entry in member] for member in block.members] == [["甲"], ["乙", "丙"]]
    assert [step.number for step in steps_of(guide.steps)] == [1, 2, 3, 4]


def test_parallel_may_not_decide() -> None:
    text = HEAD + "  - 并行: [{步骤: 甲}, {步骤: 乙}]\n    判断: {是: 办结}\n    公示: 是\n"
    assert reported(read(text)) == ["7:5 Y126", "8:5 Y126"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("true", True),
        ("是", True),
        ("yes", True),
        ("false", False),
        ("否", False),
        ("no", False),
        ("村务公开栏", "村务公开栏"),
    ],
)
def test_notice(written: str, expected: object) -> None:
    assert first(guide_of(HEAD + f"  - 步骤: 甲\n    公示: {written}\n")).notice == expected


def test_single_values_where_lists_are_expected() -> None:
    guide = guide_of(
        "名称: 甲\n所需材料: 身份证\n监督管理: {监督人: 乙, 电话: 110}\n依据: 丙\n"
        "操作流程:\n  步骤: 丁\n  监督: 戊\n  办理: [己, 庚]\n"
    )
    assert guide.materials == (Material(guide.materials[0].name),)
    assert guide.oversight == (Oversight(by=guide.oversight[0].by, phone=guide.oversight[0].phone),)
    assert guide.basis == ("丙",)
    assert first(guide).oversight == ("戊",)
    assert first(guide).by == "己、庚"


def test_layout() -> None:
    assert guide_of("名称: 甲\n版式: 泳道\n").layout == LayoutWish(form=guide_of("名称: 甲\n版式: lanes\n").layout.form)
    assert guide_of("名称: 甲\n版式: {形式: 折行, 列数: 4, 详略: 2}\n").layout.form == "rows"
    assert guide_of("名称: 甲\n版式: {列数: 4, 详略: 2}\n").layout == LayoutWish(columns=4, level=2)


def test_texts_hold_what_is_printed_in_the_order_written() -> None:
    guide = guide_of(
        "备注: 末\n名称: 甲\n版式: 折行\n一张图: 积分制\n操作流程:\n"
        "  - 图标: stamp\n    步骤: 乙\n    时限: 5日\n    公示: 是\n"
        "    判断:\n      好: 丙\n      差: {到: 丙, 说明: 丁}\n  - 步骤: 丙\n    接着: 办结\n"
    )
    assert guide.texts == ("末", "甲", "乙", "5日", "好", "差", "丁", "丙")
    assert guide.picture == "积分制"


def test_steps_written_as_none() -> None:
    for written in ("无", "[无]", "\n  - 无。"):
        guide = guide_of(f"名称: 甲\n操作流程: {written}\n")
        assert guide.steps == () and guide.no_steps is not None and guide.no_steps in guide.texts


def test_stem_and_missing_title() -> None:
    result = read("备注: 甲\n")
    assert reported(result) == ["1:1 Y115"]
    assert result.guide is not None
    assert (result.guide.stem, result.guide.title) == ("a", "a")


def test_a_step_written_as_text_or_branch_without_dash() -> None:
    assert reported(read(HEAD + "  - 步骤：申请\n")) == ["6:5 Y116"]
    assert reported(read(HEAD + "  - - 步骤: 甲\n")) == ["6:5 Y116"]
    assert reported(read(HEAD + "  - 步骤: 甲\n    判断:\n      是:\n        步骤: 乙\n      否:\n")) == [
        "9:9 Y116",
        "10:7 Y115",
    ]
    assert reported(read(HEAD + "  - 步骤: 甲\n    判断:\n      - 是: 办结\n")) == ["8:7 Y116"]


def test_names_alone_are_steps() -> None:
    head = HEAD.removesuffix("\n")
    guide = guide_of(f"{head} [申请, '审核：材料齐不齐', 发证]\n")
    assert [(step.number, step.name) for step in steps_of(guide.steps)] == [
        (1, "申请"), (2, "审核：材料齐不齐"), (3, "发证"),
    ]  # fmt: skip
    members = guide_of(HEAD + "  - 并行: [丙, [丁, 戊]]\n  - 己\n")
    assert [step.name for step in steps_of(members.steps)] == ["丙", "丁", "戊", "己"]
    assert {"申请", "发证"} <= set(guide.texts)


def test_kind() -> None:
    assert kind_of("名称: 甲\n".encode(), FILE) == "流程"
    assert kind_of("类型: 积分\n".encode(), FILE) == "积分"
    assert kind_of(b"kind: list\n", FILE) == "清单"
    assert kind_of("类型: 别的\n".encode(), FILE) is None
    assert kind_of(b"- a\n", FILE) is None


@pytest.mark.parametrize(
    ("written", "printed"),
    [("是", "身份证"), ("否", "身份证（非必需）"), ("不需要", "身份证（非必需）"), ("代办时要", "身份证（代办时要）")],
)
def test_whether_a_material_is_needed_is_printed(written: str, printed: str) -> None:
    guide = guide_of(f"{HEAD}  - 步骤: 乙\n所需材料: [{{名称: 身份证, 必要: {written}}}]\n")
    assert material_text(guide.materials[0]) == printed
    assert (written in guide.texts) == (written in printed)


def test_a_round_that_begins_anew_does_not_go_to_the_next_step() -> None:
    steps = "  - 步骤: 甲\n    接着: {到: 下一步, 循环: 每月}\n  - 步骤: 乙\n    接着: {到: 甲, 循环: 每年}\n"
    assert reported(read(HEAD + steps)) == ["7:22 Y126"]
