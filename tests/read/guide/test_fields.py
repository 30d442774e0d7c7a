"""Keys: both names, duplicates, unknown ones with the key that was meant, empty ones."""

import pytest

from helpers.reading import HEAD, guide_of, read, reported


def test_english_names_are_the_same_keys() -> None:
    chinese = guide_of(
        HEAD + "  - 步骤: 甲\n    办理: 乙\n    时限: 5日\n    判断: {是: 下一步, 否: 办结}\n  - 步骤: 丙\n"
    )
    english = guide_of(
        "title: 甲\nhandler: 村委会\ndeadline: 5个工作日\noversight: 村监委\nsteps:\n"
        "  - step: 甲\n    by: 乙\n    within: 5日\n    branches: {是: next, 否: end}\n  - step: 丙\n"
    )
    assert chinese.texts == english.texts
    assert [type(branch.target) for branch in chinese.steps[0].branches] == [  # type: ignore[union-attr]
        type(branch.target)
        for branch in english.steps[0].branches  # type: ignore[union-attr]
    ]


def test_duplicates_name_both_places() -> None:
    result = read("名称: 甲\n备注: 乙\n名称: 丙\nnotes: 丁\n")
    assert reported(result) == ["3:1 Y114", "4:1 Y114"]
    assert [(fault.related[0].span.line, fault.related[0].span.column) for fault in result.diagnostics] == [
        (1, 1),
        (2, 1),
    ]
    assert result.guide is not None
    assert result.guide.title == "甲"


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("标题", "名称"),
        ("办理主题", "办理主体"),
        ("操作流成", "操作流程"),
        ("titel", "title"),
        ("监督", "监督管理"),
        ("材料", "所需材料"),
    ],
)
def test_unknown_key_with_the_one_that_was_meant(key: str, meant: str) -> None:
    fault = next(fault for fault in read(f"{key}: 甲\n").diagnostics if fault.code == "Y113")
    assert f"“{meant}”" in fault.hint
    assert fault.span is not None
    assert (fault.span.line, fault.span.column, fault.span.end_column) == (1, 1, 1 + len(key))


def test_key_of_another_level_points_to_the_indentation() -> None:
    fault = next(fault for fault in read("名称: 甲\n判断: 乙\n").diagnostics)
    assert fault.code == "Y113"
    assert "步骤" in fault.hint and "缩进" in fault.hint


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("名称: 甲\n加分: [{类别: 乙, 项: []}]\n", "积分"),
        ("名称: 甲\n事项: [乙, 丙]\n", "清单"),
        ("名称: 甲\n类型: 积分\n提倡: 乙\n", "规范"),
    ],
)
def test_key_of_another_kind_says_which(text: str, kind: str) -> None:
    fault = next(fault for fault in read(text).diagnostics if fault.code == "Y113")
    assert f"“类型: {kind}”" in fault.hint


def test_a_required_choice_names_the_words() -> None:
    (fault,) = read("名称: 甲\n类型: 清单\n事项: [乙]\n").diagnostics
    assert "所属清单" in fault.message and "负面事项、三务公开" in fault.hint


def test_keys_without_values() -> None:
    result = read("名称: 甲\n备注:\n依据: []\n收费: ''\n办理主体:\n  -\n办理地点: [甲, '']\n")
    assert reported(result) == ["2:1 Y118", "3:1 Y118", "4:1 Y118", "5:1 Y118", "7:11 Y118"]


def test_required_keys() -> None:
    result = read("操作流程:\n  - 办理: 甲\n所需材料:\n  - 份数: 1\n")
    assert reported(result) == ["1:1 Y115", "2:5 Y115", "4:5 Y115"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("名称: 甲\n类型: 表格\n", ["2:5 Y117"]),
        ("名称: 甲\n类型: 清单\n", ["1:1 Y115", "1:1 Y115"]),
        ("名称: 甲\nkind: points\n", []),
        ("名称: 甲\n类型: [清单]\n", ["2:5 Y116"]),
        ("名称: 甲\n类型: 清单\n所属清单: 事项\n事项: [乙]\n", ["3:7 Y117"]),
        ("名称: 甲\n一张图: 清单\n", ["2:6 Y117"]),
        ("名称: 甲\n发布: {状态: 草稿}\n", ["2:10 Y117"]),
        ("名称: 甲\n版式: 圆的\n", ["2:5 Y117"]),
        ("名称: 甲\n版式: {列数: 9, 详略: 二}\n", ["2:10 Y121", "2:17 Y121"]),
        ("名称: [甲]\n", ["1:5 Y116"]),
        ("名称: 甲\n时间要求: [5日]\n", ["2:7 Y116"]),
        ("名称: 甲\n帮办代办: 张××\n", ["2:7 Y116"]),
        ("名称: 甲\n办理主体: [[甲]]\n", ["2:8 Y116"]),
        ("名称: 甲\n操作流程: 申请\n", ["2:7 Y116"]),
        ("名称: 甲\n? [a]\n: b\n", ["2:3 Y124"]),
    ],
)
def test_values_of_the_wrong_form(text: str, expected: list[str]) -> None:
    assert reported(read(text)) == expected


def test_faults_are_sorted_by_place() -> None:
    result = read("操作流程:\n  - 步聚: 甲\n  - 步骤: 乙\n    版式: 丙\n备注:\n标题: 丁\n")
    places = [fault.span for fault in result.diagnostics]
    assert len(places) > 3
    assert places == sorted(places, key=lambda span: (span.line, span.column) if span else (0, 0))


def test_a_wrong_name_of_a_key_is_one_fault() -> None:
    """The key under its wrong name is not missing as well, in reading or in the check of the four elements."""
    text = "标题: 甲\n责任单位: 村委会\n时间要求: 5日\n监督管理: 丙\n操作流程: [{名称: 丁, 时限: 3日}]\n"
    result = read(text)
    assert reported(result) == ["1:1 Y113", "2:1 Y113", "5:9 Y113"]
    assert [fault.hint for fault in result.diagnostics][:2] == ["把“标题”改成“名称”。", "把“责任单位”改成“办理主体”。"]
    assert result.guide is not None and result.guide.handlers == ("村委会",)


def test_a_wrong_name_beside_the_right_one_is_unknown() -> None:
    assert reported(read(HEAD + "  - {步骤: 甲}\n责任单位: 乙\n")) == ["7:1 Y113"]


def test_two_items_without_a_list() -> None:
    """The second name shows what happened: the other keys that it repeats are not reported."""
    result = read(HEAD + "  步骤: 甲\n  时限: 1日\n  步骤: 乙\n  时限: 2日\n")
    assert reported(result) == ["8:3 Y114"]
    assert "前面加“- ”" in result.diagnostics[0].hint


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("清单: 服务群众\n", "把“清单”改成“所属清单”"),
        ("监督电话: 0000-1234567\n", "写成“监督管理”里的“电话”"),
        ("网址: https://example.org\n", "辖区文件（辖区.yaml）里有“网址”"),
        ("操作流程:\n  - 步骤: 甲\n    谁来办: 乙\n", "把“谁来办”改成“办理”"),
    ],
)
def test_usual_words_for_keys_and_keys_of_the_project_file(text: str, meant: str) -> None:
    assert any(meant in fault.hint for fault in read(f"名称: 甲\n{text}").diagnostics if fault.code == "Y113")
