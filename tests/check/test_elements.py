"""The four elements, and what must be unique in a project."""

from helpers.checking import reported
from yizhangtu.check import check_project
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide, read_project

STEP = "操作流程:\n  - 步骤: 甲\n    时限: 当场\n"


def test_missing_ones_are_errors() -> None:
    assert reported("名称: 甲\n", "Y1", head="") == ["1:1 Y130"] * 4
    assert reported("名称: 甲\n办理主体: 乙\n时间要求: 5日\n监督管理: {电话: 110}\n" + STEP, "Y1", head="") == []


def test_written_but_empty_is_missing() -> None:
    text = "名称: 甲\n办理主体:\n时间要求: {不计入: 公示}\n监督管理: []\n操作流程:\n"
    assert reported(text, "Y1", head="") == ["1:1 Y130"] * 4


def test_none_is_a_warning() -> None:
    text = "名称: 甲\n办理主体: 无\n时间要求: 无\n监督管理: 无\n操作流程: 无\n"
    assert reported(text, head="") == ["2:7 Y131", "3:7 Y131", "4:7 Y131", "5:7 Y131"]


def test_a_note_or_a_statutory_time_is_enough() -> None:
    assert reported("时间要求: {说明: 看天气}\n" + STEP) == []
    assert reported("时间要求: {法定: 5日}\n" + STEP) == []


def test_what_the_project_supplies_counts() -> None:
    project = read_project("监督管理: 村监委\n".encode(), "辖区.yaml").project
    guide = read_guide(("名称: 甲\n办理主体: 乙\n时间要求: 5日\n" + STEP).encode(), "a.yaml", project).guide
    assert guide is not None
    from yizhangtu.check import check
    from yizhangtu.flow.graph import build_graph

    assert check(guide, build_graph(guide)[0]) == ()


def test_twice_in_a_project() -> None:
    texts = {"a.yaml": "名称: 甲\n编号: A-1\n", "b.yaml": "编号: A-1\n名称: 乙\n", "c.yaml": "名称: 甲\n"}
    guides = [read_guide(text.encode(), file, Project()).guide for file, text in texts.items()]
    faults = check_project(guide for guide in guides if guide)
    found = [
        (fault.code, fault.span.file, fault.span.line, fault.related[0].span.file) for fault in faults if fault.span
    ]
    assert found == [("Y701", "b.yaml", 1, "a.yaml"), ("Y702", "c.yaml", 1, "a.yaml")]
