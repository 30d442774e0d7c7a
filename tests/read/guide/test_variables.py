"""{{变量}}: plain substitution, and faults at the very place of the variable."""

import pytest

from helpers.reading import guide_of, read, reported
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.project import Project, Village
from yizhangtu.read import read_project

VILLAGE = Village(Text("石桥村"), Text("001"), (("村名", "石桥村"), ("编码", "001"), ("书记", "王强")))
PROJECT = Project(town=Text("石桥镇"), villages=(VILLAGE,))


@pytest.mark.parametrize(
    ("written", "village", "expected"),
    [
        ("'{{村名}}审批'", VILLAGE, "石桥村审批"),
        ("'{{村名}}审批'", None, "本村审批"),
        ("找{{ 书记 }}，{{编码}}", VILLAGE, "找王强，001"),
        ("找{{书记}}", None, "找××"),
        ("在{{乡镇}}", None, "在石桥镇"),
        ("{{村名}}", VILLAGE, "石桥村"),
        ("在{{name}}", VILLAGE, "在石桥村"),
        ("写\\{{村名}}", VILLAGE, "写{{村名}}"),
        ("{%if%}{#x#}".join(("'", "'")), VILLAGE, "{%if%}{#x#}"),
    ],
)
def test_values(written: str, village: Village | None, expected: str) -> None:
    assert guide_of(f"名称: {written}\n", PROJECT, village).title == expected


def test_in_step_names_outcomes_and_targets() -> None:
    text = (
        "名称: 甲\n操作流程:\n  - 步骤: 报{{村名}}\n    判断:\n      '{{村名}}同意': 报{{村名}}\n      不同意: 办结\n"
    )
    guide = guide_of(text, PROJECT, VILLAGE)
    step = guide.steps[0]
    assert step.name == "报石桥村"
    assert step.branches[0].outcome == "石桥村同意"  # type: ignore[union-attr]
    assert step.branches[0].target.name == "报石桥村"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("名称: 甲{{村明}}乙{{书记}}丙{{没有}}\n", ["1:6 Y119", "1:20 Y119"]),
        ("名称: '甲{{村明}}'\n", ["1:7 Y119"]),
        ("名称: {{村明}}\n", ["1:5 Y119"]),
        ("名称: 甲\n备注: |\n  第一行\n  在{{村明}}\n", ["4:4 Y119"]),
        ("名称: 甲\n备注: >\n  第一行，\n  在{{村明}}\n", ["4:4 Y119"]),
        ("名称: 甲\n备注: 第一行\n  在{{村明}}\n", ["3:4 Y119"]),
        ("名称: {{村名|upper}}\n", ["1:5 Y119"]),
        ("名称: 甲{{村名.__class__}}\n", ["1:6 Y119"]),
        ("名称: 甲{{县区}}\n", ["1:6 Y119"]),
        ("名称: 甲{{}}\n", ["1:6 Y119"]),
        ("名称: 甲{{村名\n", ["1:6 Y120"]),
    ],
)
def test_places_of_faults(text: str, expected: list[str]) -> None:
    assert reported(read(text, PROJECT, VILLAGE)) == expected


def test_hint_names_the_nearest_variable() -> None:
    assert "{{村名}}" in read("名称: 甲{{村明}}\n", PROJECT).diagnostics[0].hint
    assert "县区: …" in read("名称: 甲{{县区}}\n", PROJECT).diagnostics[0].hint


def test_a_fault_behind_an_alias_is_reported_once() -> None:
    assert reported(read("名称: &a 甲{{村明}}\n备注: *a\n", PROJECT)) == ["1:9 Y119"]


def test_unread_village_table_makes_no_faults() -> None:
    project = read_project("村庄: 村庄.csv\n".encode(), "flows/辖区.yaml").project
    assert guide_of("名称: 在{{书记}}\n", project).title == "在××"


def test_values_are_not_substituted_again() -> None:
    tricky = Village(Text("{{书记}}"), None, (("村名", "{{书记}}"), ("书记", "王强")))
    assert guide_of("名称: 在{{村名}}\n", PROJECT, tricky).title == "在{{书记}}"


@pytest.mark.parametrize(
    ("text", "place", "mended"),
    [
        ("名称: 甲{村名}\n", "1:6 Y133", '"甲{{村名}}"'),
        ("名称: 甲${村名}办\n", "1:6 Y133", '"甲{{村名}}办"'),
        ("名称: ｛｛村名｝｝甲\n", "1:5 Y133", '"{{村名}}甲"'),
        ("名称: '{{村名}甲'\n", "1:6 Y133", '"{{村名}}甲"'),
        ("名称: 甲{ name }乙{乡镇}\n", "1:6 Y133", '"甲{{name}}乙{{乡镇}}"'),
        ("名称: 甲\n操作流程:\n  - 步骤: 报｛书记｝\n", "3:10 Y133", '"报{{书记}}"'),
    ],
)
def test_brackets_of_other_programs(text: str, place: str, mended: str) -> None:
    found = [one for one in read(text, PROJECT, VILLAGE).diagnostics if one.code == "Y133"]
    assert [f"{one.span.line}:{one.span.column} {one.code}" for one in found if one.span] == [place]
    assert mended in found[0].hint


@pytest.mark.parametrize("text", ["甲{{村名}}", "写\\{{村名}}", "{大写}", "（村名）", "{%if%}"])
def test_other_brackets_are_text(text: str) -> None:
    assert "Y133" not in " ".join(reported(read(f"名称: '{text}'\n", PROJECT, VILLAGE)))
