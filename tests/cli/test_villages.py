"""Villages from a table beside the project file: checked, built one by one, built anew where their row has changed."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import openpyxl
import pytest

from helpers.village_project import FakePress, enter, make_project, run

PROJECT = "乡镇: 某镇\n发布单位: 某镇人民政府\n村庄: 村庄.csv\n"
TABLE = "村名,编码,站长,电话\n甲村,000001,张××,138-0000-0001\n乙村,000002,李××,138-0000-0002\n"
GUIDE = "'{{村名}}办事找{{站长}}'"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, in a folder that has something beside it."""
    (tmp_path / "项目").mkdir()
    return enter(tmp_path / "项目", monkeypatch)


def book(*rows: list[object]) -> bytes:
    """A workbook of these rows."""
    output = openpyxl.Workbook()
    for row in rows:
        output.worksheets[0].append(row)
    data = io.BytesIO()
    output.save(data)
    return data.getvalue()


def project(here: Path, table: str | bytes = TABLE, name: str = "村庄.csv", guide: str = GUIDE) -> Path:
    """flows/ with one guide, and a table that the project file names."""
    files: dict[str, str | bytes] = {"甲.yaml": guide, "辖区.yaml": PROJECT.replace("村庄.csv", name)}
    return make_project(here, {**files, name: table.encode() if isinstance(table, str) else table})


def titles(press: FakePress, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the guides that are printed from now on are called."""
    found: list[str] = []
    plain = press.render

    def render(context: object, job: object) -> object:
        found.extend(str(one.guide.title) for one in job.subjects)  # type: ignore[attr-defined]
        return plain(context, job)  # type: ignore[arg-type]

    monkeypatch.setattr("yizhangtu.build.render.render", render)
    return found


ROWS = [["村名", "编码", "站长", "电话"], ["甲村", "000001", "张××", "1"], ["乙村", 2.0, "李××", 13800000000]]


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("村庄.csv", TABLE.encode()),
        ("村庄.csv", TABLE.encode("gb18030")),
        ("表/村庄.CSV", TABLE.replace(",", ";").encode("utf-8-sig")),
        ("村庄.xlsx", book(*ROWS)),
    ],
)
def test_a_table_is_built_as_a_list_is(
    here: Path, press: FakePress, monkeypatch: pytest.MonkeyPatch, name: str, table: bytes
) -> None:
    project(here, table, name)
    assert run("check", "--strict").exit_code == 0
    found = titles(press, monkeypatch)
    one = run("build", "--village", "乙村", "-m", "poster-a3")
    assert (one.exit_code, one.stdout) == (0, "output/乙村/poster-a3/甲.pdf\n")
    both = run("build", "--village", "全部", "-m", "poster-a3")
    assert both.stdout == "output/甲村/poster-a3/甲.pdf\n"
    assert found == ["乙村办事找李××", "甲村办事找张××"]
    wrong = run("build", "--village", "乙材")
    assert wrong.exit_code == 2 and "“乙村”" in wrong.stderr


def test_without_a_village_it_is_stated_in_general(
    here: Path, press: FakePress, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(here)
    found = titles(press, monkeypatch)
    run("build", "-m", "poster-a3")
    assert found == ["本村办事找××"]


def test_an_unknown_column_is_reported_in_the_guide(here: Path) -> None:
    project(here, guide="'{{站常}}'")
    result = run("check")
    assert result.exit_code == 1
    assert "flows/甲.yaml:1:6 错误[Y119]" in result.stdout and "是不是“{{站长}}”" in result.stdout


class TestUnchanged:
    """What need not be built again when a table changes."""

    def build(self, *more: str) -> list[str]:
        result = run("build", "-m", "poster-a3", *more)
        assert result.exit_code == 0, result.stderr
        return result.stdout.splitlines()

    def test_a_row_makes_its_own_village_anew(self, here: Path, press: FakePress) -> None:
        flows = project(here)
        assert len(self.build("--village", "全部")) == 2 and self.build("--village", "全部") == []
        (flows / "村庄.csv").write_text(TABLE.replace("李××", "王××"), "utf-8")
        assert self.build("--village", "全部") == ["output/乙村/poster-a3/甲.pdf"]

    def test_what_is_of_no_village_stays(self, here: Path, press: FakePress) -> None:
        flows = project(here)
        assert len(self.build()) == 1
        (flows / "村庄.csv").write_text(TABLE.replace("李××", "王××"), "utf-8")
        assert self.build() == []

    def test_of_what_is_of_no_village_only_the_name_of_the_only_one_counts(self, here: Path, press: FakePress) -> None:
        flows = project(here)
        self.build()
        (flows / "村庄.csv").write_text(TABLE.replace("电话", "手机"), "utf-8")
        assert self.build() == []
        (flows / "村庄.csv").write_text("村名,编码,站长,手机\n甲村,000001,张××,1\n", "utf-8")
        assert len(self.build()) == 1  # a booklet has the name of the only village on its cover
        (flows / "村庄.csv").write_text("村名,编码,站长,手机\n丁村,000001,张××,1\n", "utf-8")
        assert len(self.build()) == 1

    def test_another_form_of_the_same_table_changes_nothing(self, here: Path, press: FakePress) -> None:
        flows = project(here)
        self.build("--village", "甲村")
        (flows / "村庄.csv").write_bytes(TABLE.replace(",", "\t").replace("\n", "\r\n").encode("gb18030"))
        assert self.build("--village", "甲村") == []


class TestFaults:
    """A table that is wrong stops its project, at its cell."""

    def test_the_place_is_row_and_column_of_the_table(self, here: Path, press: FakePress) -> None:
        project(here, "村名,站长\n甲村,张××\n,李××\n")
        result = run("check")
        assert result.exit_code == 1
        assert "flows/村庄.csv:3:1 错误[Y115] 第 3 行没有写村名\n  提示: 写上村的名字" in result.stdout
        (messages,) = json.loads(run("check", "--format", "json").stdout)
        assert (messages["file"], messages["line"], messages["column"], messages["code"]) == (
            "flows/村庄.csv",
            3,
            1,
            "Y115",
        )
        assert run("build").exit_code == 1 and press.taken() == []

    def test_a_table_without_villages_is_reported_where_one_is_asked_for(self, here: Path, press: FakePress) -> None:
        project(here, "名称\n甲村\n")
        result = run("build", "--village", "甲村")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "flows/村庄.csv:1:1 错误[Y115]" in result.stderr and "把这个列名改成“村名”" in result.stderr

    def test_a_table_that_is_not_there(self, here: Path, press: FakePress) -> None:
        flows = project(here)
        (flows / "村庄.csv").rename(flows / "村庄表.csv")
        (flows / "~$村庄.csv").touch()
        result = run("check")
        assert "flows/辖区.yaml:3:5 错误[Y127] 读不了村庄表“村庄.csv”：没有这个文件或文件夹" in result.stdout
        assert "是不是“村庄表.csv”？" in result.stdout and "~$" not in result.stdout
        assert "Y119" not in result.stdout  # which columns it has, nobody knows
        assert run("build", "--village", "甲村").exit_code == 1

    @pytest.mark.parametrize(
        "name", ["../村庄.csv", "/etc/村庄.csv", "a/../../村庄.csv", "CON.csv", ".村庄.csv", "表/nul.xlsx"]
    )
    def test_a_name_that_leaves_the_project(self, here: Path, name: str) -> None:
        (here / "村庄.csv").write_text(TABLE, "utf-8")
        make_project(here, {"甲.yaml": "甲", "辖区.yaml": f"村庄: {name}\n"})
        result = run("check")
        assert result.exit_code == 1 and "flows/辖区.yaml:1:5 错误[Y703]" in result.stdout

    @pytest.mark.parametrize("target", ["../../外.csv", "../外.csv", "/etc/hostname"])
    def test_a_link_that_leaves_the_project(self, here: Path, target: str) -> None:
        flows = project(here)
        for place in (here / "外.csv", here.parent / "外.csv"):
            place.write_text(TABLE, "utf-8")
        (flows / "村庄.csv").unlink()
        (flows / "村庄.csv").symlink_to(target)
        result = run("check")
        assert result.exit_code == 1 and "错误[Y703] “村庄.csv”是链接，指到了项目文件夹外面" in result.stdout

    def test_a_folder_that_is_a_link_out_of_the_project(self, here: Path) -> None:
        (here.parent / "外").mkdir()
        (here.parent / "外/村庄.csv").write_text(TABLE, "utf-8")
        flows = make_project(here, {"甲.yaml": "甲", "辖区.yaml": "村庄: 表/村庄.csv\n"})
        (flows / "表").symlink_to("../../外")
        assert "错误[Y703]" in run("check").stdout

    def test_a_link_inside_the_project(self, here: Path) -> None:
        flows = project(here)
        (flows / "村庄.csv").rename(flows / "2024.csv")
        (flows / "村庄.csv").symlink_to("2024.csv")
        assert run("check").exit_code == 0

    def test_what_is_no_file(self, here: Path) -> None:
        flows = project(here)
        (flows / "村庄.csv").unlink()
        (flows / "村庄.csv").mkdir()
        assert "错误[Y127] 读不了村庄表“村庄.csv”：这是文件夹，不是文件" in run("check").stdout
        (flows / "村庄.csv").rmdir()
        os.mkfifo(flows / "村庄.csv")
        assert "错误[Y127] 读不了村庄表“村庄.csv”：这不是普通的文件" in run("check").stdout

    @pytest.mark.parametrize(("name", "stated"), [("村庄.xls", "旧版 Excel"), ("村庄.doc", "不是 .csv 或 .xlsx 表格")])
    def test_another_kind_of_file(self, here: Path, name: str, stated: str) -> None:
        project(here, name=name)
        result = run("check")
        assert result.exit_code == 1 and "flows/辖区.yaml:3:5 错误[Y705]" in result.stdout and stated in result.stdout

    def test_a_name_that_is_no_folder(self, here: Path, press: FakePress) -> None:
        project(here, "村名\n甲村\n../乙\n", guide="甲")
        assert "flows/村庄.csv:3:1 错误[Y708]" in run("check").stdout
        result = run("build", "--village", "全部")
        assert result.exit_code == 1 and "flows/村庄.csv:3:1 错误[Y708]" in result.stderr
        assert not (here / "output").exists()


def test_a_library_that_is_not_installed_is_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(here, book(*ROWS), "村庄.xlsx")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    result = run("check")
    assert result.exit_code == 2 and "没有装 Python 库 openpyxl" in result.stderr
    project(here)
    assert run("check").exit_code == 0  # a .csv needs none


@pytest.mark.parametrize("name", ["村庄.xls", "村庄.txt", "村庄.xlsm"])
def test_a_table_of_another_kind_is_the_reason_also_for_a_village(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = enter(tmp_path, monkeypatch)
    guide = GUIDE.format(title="甲").replace("村监委", "'{{站长}}'")
    make_project(here, {"甲.yaml": guide, "辖区.yaml": f"村庄: {name}\n", name: b"\xd0\xcf\x11\xe0"})
    for command in ("check",), ("build", "--village", "甲村", "-m", "text"):
        result = run(*command)
        stated = result.stdout + result.stderr
        assert result.exit_code == 1 and stated.count("错误[") == 1
        assert "flows/辖区.yaml:1:5 错误[Y705]" in stated
