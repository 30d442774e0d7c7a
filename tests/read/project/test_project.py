"""The project file and what guides inherit from it."""

import pytest

from helpers.reading import HEAD, at, guide_of
from yizhangtu.model.project import ARCHIVE_NUMBER, DEFAULT_READERS
from yizhangtu.read import leaves_folder, read_project
from yizhangtu.read.project.archive_number import archive_parts

FULL = """\
乡镇: 石桥镇
发布单位: 石桥镇人民政府
监督电话: 12345
帮办代办: {姓名: '{{书记}}', 电话: 110}
监督管理: [{监督人: '{{村名}}监委会', 方式: 全程监督}]
读者: [村民, 老人]
媒介: ['poster-a3,booklet-a5', longimage]
村庄:
  - {村名: 甲村, 编码: 0001, 书记: 张××}
  - {name: 乙村, code: 0002, 书记: 李四}
"""


def read(text: str) -> tuple[object, list[str]]:
    result = read_project(text.encode(), "flows/辖区.yaml")
    return result.project, [at(fault) for fault in result.diagnostics]


def test_everything() -> None:
    result = read_project(FULL.encode(), "flows/辖区.yaml")
    assert result.diagnostics == ()
    project = result.project
    assert (project.folder, project.town, project.hotline) == ("flows", "石桥镇", "12345")
    assert project.readers == ("村民", "老人")
    assert project.media == ("poster-a3", "booklet-a5", "longimage")
    assert [village.name for village in project.villages] == ["甲村", "乙村"]
    assert project.villages[1].columns == (("村名", "乙村"), ("编码", "0002"), ("书记", "李四"))


def test_inheritance() -> None:
    project = read_project(FULL.encode(), "flows/辖区.yaml").project
    text = "名称: 甲\n办理主体: 乙\n时间要求: 1日\n操作流程: [{步骤: 丙}]\n"
    guide = guide_of(text, project, project.villages[0])
    assert guide.inherited == ("监督管理", "监督电话", "帮办代办", "发布单位")
    assert guide.oversight[0].by == "甲村监委会"
    assert guide.oversight[1].phone == "12345"
    assert guide.assistant is not None and guide.assistant.name == "张××"
    assert guide.publication.issuer == "石桥镇人民政府"
    assert guide.texts[-1] == "石桥镇人民政府"
    assert guide.oversight[0].by is not None and guide.oversight[0].by.span is not None
    assert guide.oversight[0].by.span.file == "flows/辖区.yaml"


def test_own_values_win() -> None:
    project = read_project(FULL.encode(), "flows/辖区.yaml").project
    own = "监督管理: {监督人: 丙, 电话: 119}\n帮办代办: {姓名: 丁}\n发布: {单位: 戊}\n"
    guide = guide_of("名称: 甲\n" + own, project)
    assert guide.inherited == ()
    assert guide_of("名称: 甲\n监督管理: 无\n", project).oversight[0].how == "无"
    assert len(guide_of("名称: 甲\n监督管理: 无\n", project).oversight) == 1


def test_without_a_project_file() -> None:
    guide = guide_of(HEAD + "  - 步骤: 甲\n")
    assert guide.readers == DEFAULT_READERS
    assert guide.inherited == ()


def test_village_table() -> None:
    result = read_project("村庄: 村庄.xlsx\n".encode(), "辖区.yaml")
    assert result.diagnostics == ()
    assert result.project.villages == ()
    assert result.project.other == (("村庄", "村庄.xlsx"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("村庄: ../村庄.csv\n", ["1:5 Y703"]),
        ("村庄: /etc/passwd.csv\n", ["1:5 Y703"]),
        ("村庄: C:\\村庄.csv\n", ["1:5 Y703"]),
        ("村庄: https://x/村庄.csv\n", ["1:5 Y703"]),
        ("村庄: 村庄.doc\n", ["1:5 Y705"]),
        ("村庄: [{村名: 甲}, {村名: 甲}]\n", ["1:20 Y704"]),
        ("村庄: [甲]\n", ["1:6 Y116"]),
        ("村庄: [{编码: 1}]\n", ["1:6 Y115"]),
        ("村庄: [{村名: 甲, 书记: a, 书记: b}]\n", ["1:21 Y114"]),
        ("镇: 甲\n", ["1:1 Y113"]),
        ("", ["1:1 Y103"]),
    ],
)
def test_faults(text: str, expected: list[str]) -> None:
    assert read(text)[1] == expected


@pytest.mark.parametrize("path", ["..", "a/../../b", "\\\\server\\x", "~/x", "", "a\x00b", "file:x"])
def test_paths_that_leave_the_folder(path: str) -> None:
    assert leaves_folder(path)


@pytest.mark.parametrize("path", ["村庄.csv", "图标/公章.svg", "a..b.csv"])
def test_paths_that_stay(path: str) -> None:
    assert not leaves_folder(path)


def test_archive_number() -> None:
    """The pattern of 档号, quoted as YAML wants it; a name that is no variable is told, and the usual pattern kept."""
    usual = ARCHIVE_NUMBER
    own = read_project('档号: "{{村名}}-{{年}}-{{件号}}"'.encode(), "辖区.yaml")
    assert own.project.archive_number == "{{村名}}-{{年}}-{{件号}}" and own.diagnostics == ()
    wrong = read_project('档号: "{{村名}}-{{申请人}}"'.encode(), "辖区.yaml")
    assert wrong.project.archive_number == usual == "{{编码}}-WS·{{年}}-{{期限}}-{{件号}}"
    assert [(one.code, "申请人" in one.message) for one in wrong.diagnostics] == [("Y119", True)]


def test_archive_parts() -> None:
    assert archive_parts('甲{{年}}-{{ 件号 }}"{{别的}}') == (
        ("甲", False), ("年", True), ("-", False), ("件号", True), ('"', False), ("{{别的}}", False),
    )  # fmt: skip
