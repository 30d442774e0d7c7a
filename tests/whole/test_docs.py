"""README.md against the program: what it shows is what happens."""

from __future__ import annotations

import re
import shlex
import shutil
from itertools import pairwise
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result

import yizhangtu
from helpers.guides import ROOT, guide_and_graph
from helpers.installed import installed_styles
from yizhangtu.cli.main import main
from yizhangtu.media import choice
from yizhangtu.media.registry import file_kinds
from yizhangtu.media.themes import theme_of
from yizhangtu.model.codes import CODES
from yizhangtu.model.project import Project
from yizhangtu.read import read_project
from yizhangtu.style.reading.medium_file import LENGTHS, MediumFile
from yizhangtu.system import places
from yizhangtu.system.installation import Installation

SOURCE = ROOT / "src" / "yizhangtu"
README = (ROOT / "README.md").read_text("utf-8")
SHELL = re.findall(r"^```sh\n(.*?)^```", README, re.M | re.S)
_HELP = click.Context(main)
COMMANDS = {name: command for name in main.list_commands(_HELP) if (command := main.get_command(_HELP, name))}


def block(mark: str) -> str:
    """The code after `<!-- mark… -->`."""
    found = re.search(rf"^<!-- {re.escape(mark)}[^\n]* -->\n```\w+\n(.*?)^```", README, re.M | re.S)
    assert found, mark
    return found[1]


def table(head: str) -> dict[str, list[str]]:
    """The rows of the table that begins with this cell, by their first cell."""
    lines = README[README.index(f"| {head} |") :].splitlines()[2:]
    rows: dict[str, list[str]] = {}
    for line in lines:
        if not line.startswith("|"):
            break
        first, *rest = (cell.strip() for cell in line.strip("|").split("|"))
        rows[first.strip("`")] = rest
    return rows


def typed() -> list[list[str]]:
    """All commands of the program that README.md shows, in blocks and in running text."""
    lines = [line for part in SHELL for line in part.splitlines()]
    lines += re.findall(r"`(yizhangtu [^`]+)`", README)
    words = [shlex.split(line, comments=True) for line in lines]
    return [line[1:] for line in words if line and line[0] == "yizhangtu"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of the two definitions that README.md shows."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows/居住证明.yaml").write_text(block("guide:"), "utf-8")
    (tmp_path / "flows/辖区.yaml").write_text(block("project:"), "utf-8")
    return tmp_path


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


class TestExamples:
    """The definitions."""

    def test_they_have_no_fault(self, here: Path) -> None:
        checked = yizhangtu.check_files()
        assert checked.diagnostics == () and [one.sound for one in checked.guides] == [True]

    def test_nor_beside_the_guides_of_the_repository(self, here: Path) -> None:
        for path in (ROOT / "flows").glob("*.yaml"):
            shutil.copy(path, here / "flows")
        faults = yizhangtu.check_files().diagnostics
        found = [one.code for one in faults if one.span and one.span.file == "flows/居住证明.yaml"]
        assert found == ["Y810"]  # it is new: none of the lists there holds it yet

    def test_the_project_is_read(self) -> None:
        found = read_project(block("project:").encode(), "flows/辖区.yaml")
        assert found.diagnostics == () and [str(one.name) for one in found.project.villages] == ["甲村", "乙村"]

    def test_the_fault_is_what_check_prints(self, here: Path) -> None:
        mark = re.search(r"<!-- fault: (.*) -> (.*) -->", README)
        assert mark
        path = here / "flows/居住证明.yaml"
        text = path.read_text("utf-8")
        assert text.count(mark[1]) == 1
        path.write_text(text.replace(mark[1], mark[2]), "utf-8")
        result = run("check", "flows/居住证明.yaml")
        assert result.exit_code == 1
        assert result.output.startswith(block("fault:"))

    def test_the_preview_is_what_preview_prints(self, here: Path) -> None:
        assert run("preview", "flows/居住证明.yaml", "--width", "60").output == block("preview")

    def test_a_notice(self, here: Path) -> None:
        (here / "flows/收支.yaml").write_text(block("notice:"), "utf-8")
        (here / "flows/数据").mkdir()
        rows = ",上期结余,1.00,,\n10-01,租金,5.00,,张三\n10-02,纸,,2.00,李四\n,本期结余,4.00,,\n"
        (here / "flows/数据/甲村-2026-10.csv").write_text(f"日期,项目,收入,支出,经办人\n{rows}", "utf-8")
        checked = yizhangtu.check_files(["flows/收支.yaml"], villages=["甲村"], period="2026-10")
        assert checked.diagnostics == () and checked.guides[0].sound

    def test_a_wish_for_a_layout(self) -> None:
        guide, _ = guide_and_graph(block("guide:") + block("with: 版式"), Project())
        assert (guide.layout.form, guide.layout.columns, guide.layout.level) == ("rows", 3, 2)

    def test_what_a_guide_provides_for(self) -> None:
        guide, _ = guide_and_graph(block("guide: flows/居住证明.yaml") + block("with: 救济"))
        own = guide.provisions
        assert own.remedies and own.ways and own.samples and own.rates and own.benefits and own.withdrawals
        assert [one.applies_to for one in guide.conditions] == [None, "请人代办的"]

    def test_the_forms_in_words(self) -> None:
        for word in ("折行", "竖排", "泳道", "全图"):
            assert f"`{word}`" in README
            assert guide_and_graph(block("guide:") + f"版式: {word}\n", Project())[0].layout.form

    def test_every_code_exists(self) -> None:
        assert set(re.findall(r"\bY\d{3}\b", README)) <= set(CODES)


class TestCommands:
    """What is typed."""

    def test_quick_start_is_two_commands_of_the_makefile(self) -> None:
        quick = README.partition("## 快速开始")[2].partition("\n## ")[0]
        (commands,) = re.findall(r"^```sh\n(.*?)^```", quick, re.M | re.S)
        assert [line.partition("#")[0].strip() for line in commands.splitlines()] == ["make", "make test"]
        makefile = (ROOT / "Makefile").read_text("utf-8")
        assert ".DEFAULT_GOAL := all" in makefile and "yizhangtu build" in makefile
        for target in re.findall(r"`make (\w+)`", README):
            assert re.search(rf"^{target}:", makefile, re.M), target

    def test_the_table_is_of_the_commands_there_are(self) -> None:
        rows = table("命令")
        assert set(rows) == set(COMMANDS)
        for name, (_, options) in rows.items():
            has = {flag for param in COMMANDS[name].params for flag in param.opts}
            assert set(re.findall(r"`(-[^`]+)`", options)) <= has, name

    @pytest.mark.parametrize("words", typed(), ids=" ".join)
    def test_every_command_that_is_shown_is_understood(self, words: list[str]) -> None:
        command = COMMANDS[words[0]]
        with command.make_context(words[0], words[1:], resilient_parsing=False) as context:
            given = context.params
        known = installed_styles()
        media = given.get("media") or given.get("medium") or ()
        choice.media_of([media] if isinstance(media, str) else media, known)
        if given.get("theme"):
            theme_of(str(given["theme"]), known)

    def test_the_villages_that_are_shown_exist(self, here: Path) -> None:
        names = {v for words in typed() for word, v in pairwise(words) if word == "--village"}
        assert names - {"全部"} == {"甲村", "乙村"}

    def test_new_writes_where_it_says_and_it_is_sound(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        words = next(words for words in typed() if words[0] == "new")
        run(*words)
        (one,) = yizhangtu.check_files(["flows/居住证明.yaml"]).guides
        assert one.sound


class TestStyles:
    """What lies in styles/."""

    def test_media(self) -> None:
        named = {
            m.name: [m.size, f"{m.distance_m:g} 米", m.length(m.floor_mm), m.length(m.qr_mm), m.use]
            for m in installed_styles().media.values()
        }
        assert table("媒介") == named

    def test_themes(self) -> None:
        assert table("配色") == {theme.name: [theme.title] for theme in installed_styles().themes.values()}

    def test_a_further_medium_and_theme(self, tmp_path: Path) -> None:
        before = installed_styles()
        optional = set(MediumFile._field_defaults)
        needed = set(MediumFile._fields) - optional | {f"{name}_mm" for name in LENGTHS}
        assert set(yaml.safe_load(block("medium"))) == needed
        may = re.findall(r"`(\w+)`", README.partition("<!-- medium -->")[2].partition("<!-- /medium -->")[0])
        assert set(may) >= {name for name in optional if not name.endswith(("_mm", "_px"))} | {"empty_mm"}
        shutil.copytree(places.styles(), tmp_path / "styles")
        (tmp_path / "styles/media/poster-4k.yaml").write_text(block("medium"), "utf-8")
        (tmp_path / "styles/themes/棕.yaml").write_text(block("theme"), "utf-8")
        after = Installation(tmp_path / "styles").styles(file_kinds())
        assert set(after.media) - set(before.media) == {"poster-4k"} and after.media["poster-4k"].kind == "poster"
        assert set(after.themes) - set(before.themes) == {"棕"}
        assert set(after.themes["棕"].colours) == set(before.themes["蓝"].colours)


class TestEngineers:
    """The English half."""

    def test_the_list_of_folders(self) -> None:
        source = ROOT / "src/yizhangtu"
        folders = {p.name for p in source.iterdir() if p.is_dir() and p.name not in ("__pycache__", "styles")}
        assert {name.rstrip("/") for name in table("folder")} == folders

    def test_the_files_that_are_named_are_there(self) -> None:
        named = set(re.findall(r"\]\(([^)#][^)]*)\)", README))
        named |= set(re.findall(r"`((?:tests|styles|flows)/[^`]+)`", README))
        named |= {
            f"src/yizhangtu/{name}" for name in re.findall(r"`(\w+(?:/\w+)+\.py)`", README) if name[:5] != "tests"
        }
        named -= {"flows/居住证明.yaml"}  # written in the tour
        assert [name for name in sorted(named) if not (ROOT / name).exists()] == []

    def test_the_folders_that_are_named_are_there(self) -> None:
        named = set(re.findall(r"`((?:\w+/)+)`", README.partition("## For engineers")[2]))
        assert len(named) > 20
        assert [name for name in sorted(named) if not any((home / name).is_dir() for home in (ROOT, SOURCE))] == []

    def test_the_library_is_as_shown(self, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code = block("library")
        assert set(re.findall(r"yizhangtu\.(\w+)", code)) <= set(yizhangtu.__all__)
        exec(compile(code.replace("poster-a3", "poster-a4"), "README.md", "exec"), {})
        assert (here / "output/poster-a4/居住证明.pdf").read_bytes().startswith(b"%PDF")
        assert capsys.readouterr().out == ""

    def test_functions_that_are_named_exist(self) -> None:
        for name in ("check_files", "preview_text", "preview_picture", "new_definition"):
            assert f"`{name}`" in README and name in yizhangtu.__all__

    def test_pictures_are_small(self) -> None:
        pictures = sorted((ROOT / "output/samples").glob("*.png"))
        assert 2 <= len(pictures) <= 8 and all(path.stat().st_size <= 150 * 1024 for path in pictures)
