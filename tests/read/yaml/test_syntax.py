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


def test_a_file_without_any_yaml_is_reported_line_by_line() -> None:
    text = "名称：甲\n办理主体：村委会\n操作流程：\n  - 步骤：申请\n    时限：3日\n"
    assert reported(read(text)) == ["1:3 Y106", "2:5 Y106", "3:5 Y106", "4:7 Y106", "5:7 Y106"]


@pytest.mark.parametrize(
    ("line", "should"),
    [
        ("  -步骤: 审核", "- 步骤: 审核"),
        ("  － 步骤: 审核", "- 步骤: 审核"),
        ("  — 步骤: 审核", "- 步骤: 审核"),
        ("  ·步骤: 审核", "- 步骤: 审核"),
        ("  1. 步骤: 审核", "- 步骤: 审核"),
        ("  2、步骤：审核", "- 步骤: 审核"),
        ("  ②步骤: 审核", "- 步骤: 审核"),
        ("  -\u3000步骤: 审核", "- 步骤: 审核"),
    ],
)
def test_list_items_without_their_sign(line: str, should: str) -> None:
    for rest in ("  - 步骤: 申请\n" + line, line + "\n" + line.replace("审核", "发证")):
        (fault, *_) = read(f"{HEAD}{rest}\n    办理: 村委会\n").diagnostics
        assert fault.code == "Y104" and "以“- ”开头" in fault.message and fault.hint.endswith(should), fault


def test_a_single_item_without_its_sign() -> None:
    (fault,) = (one for one in read(HEAD + "  -步骤: 审核\n").diagnostics if one.severity == "error")
    assert fault.code == "Y104" and fault.hint == "写成：- 步骤: …"


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("名称:\u3000甲\n办理主体: 乙\n", "1:4 Y106", "英文空格"),
        (HEAD + "  - 步骤: 甲\n\u3000\u3000时限: 3日\n    内容: 乙\n", "7:1 Y104", "英文空格"),
        ("名称 = 甲\n办理主体: 乙\n", "1:3 Y106", "名称: 甲"),
        ("名称\n办理主体: 乙\n", "1:1 Y106", "名称: …"),
        ("＃ 说明\n名称: 甲\n", "1:1 Y104", "英文“#”"),
        ("// 说明\n名称: 甲\n", "1:1 Y104", "英文“#”"),
        ("<html>\n名称: 甲\n", "1:1 Y104", "删去"),
        (" 名称: 甲\n办理主体: 乙\n", "1:1 Y104", "左边对齐"),
        ("```yaml\n名称: 甲\n```\n", "1:1 Y104", "```"),
        ("好的，定义如下：\n```yaml\n名称: 甲\n```\n还要别的吗？\n", "2:1 Y104", "```"),
        ("名称: {名称: 优, 范围: >=100}\n", "1:17 Y104", "≥100"),
        ("备注: >=100\n", "1:5 Y104", "≥100"),
        ("备注: ? 看材料\n", "1:5 Y104", "引号"),
    ],
)
def test_signs_of_other_languages(text: str, place: str, word: str) -> None:
    result = read(text)
    assert reported(result) == [place]
    assert word in result.diagnostics[0].hint


@pytest.mark.parametrize(
    ("text", "place", "lost"),
    [
        (HEAD + "  - 步骤: 甲\n    内容: 看材料 #3 窗口\n", "7:13 Y129", "#3 窗口"),
        (HEAD + "  - 步骤: 甲\n    内容: '看材料' #3 窗口\n", "7:15 Y129", "#3 窗口"),
        (HEAD + "  - 步骤: 甲\n    材料: [身份证] #原件\n", "7:15 Y129", "#原件"),
        (HEAD + "  - 步骤: 甲\n    材料: [身份证]#原件\n", "7:14 Y129", "#原件"),
        (HEAD + "  - 步骤: 甲\n    内容: '看材料'#3 窗口\n", "7:14 Y129", "#3 窗口"),
        (HEAD + "  - 步骤: 甲 # 一\n    内容: 乙  #二 # 三\n", "7:12 Y129", "#二 # 三"),
        ("备注: &A 乙\n" + HEAD + "  - 步骤: 甲\n", "1:5 Y129", "&A"),
    ],
)
def test_text_that_is_dropped_is_reported(text: str, place: str, lost: str) -> None:
    result = read(text)
    assert reported(result) == [place]
    assert lost in result.diagnostics[0].message and result.diagnostics[0].severity == "warning"


def test_the_hint_has_the_line_as_it_should_be() -> None:
    hint = read(HEAD + "  - 步骤: 甲\n    内容: 看材料 #3 窗口\n").diagnostics[0].hint
    assert '"看材料 #3 窗口"' in hint and "空一格" in hint


@pytest.mark.parametrize(
    "line", ["内容: 看材料 # 注释", "内容: '看 #3'", "内容: |\n      看 #3", "内容: 看#3", "#内容: 看 #3", "办理: 乙 #"]
)
def test_comments_and_quoted_signs_are_no_faults(line: str) -> None:
    assert reported(read(f"{HEAD}  - 步骤: 甲\n    {line}\n")) == []


@pytest.mark.parametrize(
    ("value", "column", "should"),
    [
        ("[村监委，纪委]", 8, "村监委, 纪委"),
        ("［村监委，纪委］", 7, "[村监委, 纪委]"),
        ("【村监委】", 7, "[村监委]"),
    ],
)
def test_lists_with_full_width_signs(value: str, column: int, should: str) -> None:
    result = read(f"监督管理: {value}\n" + HEAD.replace("监督管理: 村监委\n", "") + "  - 步骤: 甲\n")
    assert reported(result) == [f"1:{column} Y132"]
    assert should in result.diagnostics[0].hint
    for fine in (f"'{value}'", '["村监委，纪委"]', "村监委，纪委"):
        text = f"监督管理: {fine}\n" + HEAD.replace("监督管理: 村监委\n", "") + "  - 步骤: 甲\n"
        assert reported(read(text)) == []


def test_text_that_became_a_comment() -> None:
    result = read("名称: #甲\n")
    assert reported(result) == ["1:1 Y115"]
    assert "引号" in result.diagnostics[0].hint
