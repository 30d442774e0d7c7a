"""Usual mistakes in YAML: the place is that of the mistake, not where the parser stopped."""

import pytest

from helpers.reading import HEAD, read, reported


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "\t- 步骤: 甲\n", ["6:1 Y105"]),
        (HEAD + "  - 步骤: 甲\n  \t办理: 乙\n", ["7:3 Y105"]),
        ("名称：甲\n办理主体: 乙\n", ["1:3 Y106"]),
        (HEAD + "  - 步骤：甲\n    办理: 乙\n", ["6:7 Y106"]),
        (HEAD + "  - 步骤:甲\n    办理: 乙\n", ["6:7 Y106"]),
        ('名称: "甲\n办理主体: 乙\n', ["1:5 Y104"]),
        ("名称: '甲\n", ["1:5 Y104"]),
        ("名称: 甲: 乙\n", ["1:6 Y104"]),
        ("名称: @甲\n", ["1:5 Y104"]),
        ("名称: %甲\n", ["1:5 Y104"]),
        ("名称: *重要\n", ["1:5 Y104"]),
        ("名称: `甲`\n", ["1:5 Y104"]),
        ("名称: !重要\n", ["1:5 Y104"]),
        ("名称: [附件]甲\n", ["1:9 Y104"]),
        ("名称: {甲\n", ["1:5 Y104"]),
        ("名称: {{村名}}审批\n", ["1:11 Y104"]),
        ("时间要求:\n  承诺: 1日\n 法定: 2日\n", ["3:2 Y104"]),
        ("名称: - 甲\n", ["1:5 Y104"]),
        ('名称: "\\{{x}}"\n', ["1:6 Y104"]),
        ("名称: 甲\n没有冒号的一行\n备注: 乙\n", ["2:1 Y104"]),
    ],
)
def test_place(text: str, expected: list[str]) -> None:
    assert reported(read(text)) == expected


def test_all_slips_of_a_file_at_once() -> None:
    result = read(HEAD + "  - 步骤: 甲\n\t  办理: 乙\n    内容：丙\n    时限:5日\n")
    assert reported(result) == ["7:1 Y105", "8:7 Y106", "9:7 Y106"]


def test_slips_inside_a_text_block_are_none() -> None:
    result = read("备注: |\n  名称：甲\n\n  办理:乙\n名称: @甲\n")
    assert reported(result) == ["5:5 Y104"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("名称：甲\n办理主体: 乙\n", "名称: 甲"),
        ("名称: @甲\n", "引号"),
        ("名称: 甲: 乙\n", "全角"),
        ("名称: {{村名}}审批\n", "引号"),
        (HEAD + "\t- 步骤: 甲\n", "空格"),
    ],
)
def test_hints_say_what_to_do(text: str, word: str) -> None:
    assert word in read(text).diagnostics[0].hint


def test_full_width_colon_in_a_list_item() -> None:
    result = read(HEAD + "  - 步骤：甲\n")
    assert reported(result) == ["6:5 Y116"]
    assert "- 步骤: 甲" in result.diagnostics[0].hint


@pytest.mark.parametrize(
    "text", ["名称: 【公告】甲\n", "名称: “甲”\n", "名称: 甲#乙\n", "名称: 甲：乙\n", "名称: <script>&\n"]
)
def test_these_need_no_quotes(text: str) -> None:
    result = read(text)
    assert reported(result) == []
    assert result.guide is not None
    assert result.guide.title == text.removeprefix("名称: ").rstrip("\n")


def test_text_that_became_a_comment() -> None:
    result = read("名称: #甲\n")
    assert reported(result) == ["1:1 Y115"]
    assert "引号" in result.diagnostics[0].hint
