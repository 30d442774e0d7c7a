"""check, preview, new, the lists and doctor: stdout, stderr, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.village_project import FakePress, make_project, run
from yizhangtu.system.dot import graphviz, graphviz_wheel
from yizhangtu.system.fonts.fonts import Fonts
from yizhangtu.system.problem import MissingDependency


class TestNew:
    """A starter that passes the check and replaces nothing."""

    def test_the_starter_passes(self, here: Path) -> None:
        result = run("new", "流程", "宅基地审批")
        assert (result.exit_code, result.stdout) == (0, "flows/宅基地审批.yaml\n")
        assert "yizhangtu check" in result.stderr
        assert run("check").exit_code == 0

    def test_nothing_is_replaced(self, here: Path) -> None:
        make_project(here, {"甲.yaml": "甲"})
        before = (here / "flows/甲.yaml").read_bytes()
        result = run("new", "流程", "甲")
        assert result.exit_code == 2 and "已经有了" in result.stderr
        assert (here / "flows/甲.yaml").read_bytes() == before
        assert [p.name for p in (here / "flows").iterdir()] == ["甲.yaml"]

    @pytest.mark.parametrize(
        ("name", "file"), [("../a", "_a"), ("a/b", "a_b"), ("con", "_con"), ("a:b?", "a_b_"), ("...", "未命名")]
    )
    def test_names_stay_in_the_folder(self, here: Path, name: str, file: str) -> None:
        assert run("new", "流程", name).stdout == f"flows/{file}.yaml\n"
        assert run("check").exit_code == 0

    def test_another_file(self, here: Path) -> None:
        assert run("new", "流程", "甲", "--to", "别处/x.yaml").stdout == "别处/x.yaml\n"
        assert run("new", "流程", "乙", "--to", "别处/x.yaml").exit_code == 2

    def test_another_folder(self, here: Path) -> None:
        """A name without .yaml is a folder, whether it is there or not."""
        assert run("new", "流程", "甲", "--to", "flows").stdout == "flows/甲.yaml\n"
        assert run("new", "流程", "乙", "--to", "flows").stdout == "flows/乙.yaml\n"
        assert run("new", "流程", "甲", "--to", "flows").exit_code == 2

    @pytest.mark.parametrize("kind", ["清单", "积分", "规范", "points"])
    def test_every_kind(self, here: Path, kind: str) -> None:
        assert run("new", kind, "甲").stdout == "flows/甲.yaml\n"
        assert run("check").exit_code == 0

    def test_other_kinds(self, here: Path) -> None:
        result = run("new", "别的", "甲")
        assert result.exit_code == 2 and "别的" in result.stderr and not (here / "flows").exists()

    def test_an_empty_name(self, here: Path) -> None:
        assert run("new", "流程", " ").exit_code == 2


class TestLists:
    """What can be chosen from."""

    def test_media_themes_icons(self, here: Path) -> None:
        media = run("media").stdout
        assert all(name in media for name in ("poster-a4 ", "poster-a0-landscape ", "booklet-a5 ", "600x900mm"))
        assert [line.split()[0] for line in run("themes").stdout.splitlines()] == ["mono", "红", "绿", "蓝"]
        assert any(line.startswith("gavel ") for line in run("icons").stdout.splitlines())

    def test_schema(self, here: Path) -> None:
        guide, project = json.loads(run("schema").stdout), json.loads(run("schema", "--project").stdout)
        assert json.loads(run("schema", "--laws").stdout)["allOf"] == [{"$ref": "#/definitions/laws"}]
        assert guide["$schema"] == project["$schema"] == "http://json-schema.org/draft-07/schema#"
        assert guide["allOf"] != project["allOf"]


class TestDoctor:
    """Everything that is needed, with the command that mends it."""

    def test_all_is_well(self, here: Path) -> None:
        result = run("doctor")
        assert result.exit_code == 0
        assert all(word in result.stdout for word in ("Python", "Graphviz", "Noto Sans CJK SC", "Pango"))

    def test_what_is_missing(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def gone() -> str:
            raise MissingDependency("没有找到 Graphviz 的 dot 程序", graphviz.INSTALL)

        monkeypatch.setattr(graphviz, "version", gone)
        result = run("doctor")
        assert result.exit_code == 2
        assert "缺    流程图（Graphviz）：没有找到 Graphviz 的 dot 程序\n      请安装：sudo apt-get" in result.stdout

    def test_without_pango_and_dot_pictures_are_made_and_documents_name_what_is_missing(self, here: Path) -> None:
        (here / "broken").mkdir()
        (here / "broken/weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")\n", "utf-8")
        path = os.pathsep.join([str(here / "broken"), os.environ.get("PYTHONPATH", "")])
        make_project(here, {"甲.yaml": "甲"})

        def said(*words: str) -> tuple[int, str]:
            command = [sys.executable, "-m", "yizhangtu", *words]
            env = {**os.environ, "PYTHONPATH": path, "PATH": str(here)}
            done = subprocess.run(command, env=env, capture_output=True, text=True)
            return done.returncode, done.stdout + done.stderr

        packages = "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        code, text = said("build", "-m", "poster-a3", "-m", "booklet-a5", "-m", "screen-1920x1080", "--verify")
        assert code == 0, text
        made = [one.relative_to(here / "output").as_posix() for one in here.glob("output/**/*.p*")]
        assert {"booklet-a5.pdf", "poster-a3/甲.pdf", "screen-1920x1080/甲.png"} <= set(made)
        assert said("check")[0] == 0 and said("preview", "flows/甲.yaml")[0] == 0
        code, text = said("build", "-m", "feedback")
        assert code == 2 and packages in text and not list(here.glob("output/feedback*"))
        code, text = said("doctor")
        assert code == 0 and packages in text and "海报、手册、屏幕图照样能做" in text


class TestHelp:
    """Every option named, in Chinese, at once."""

    @pytest.mark.parametrize(
        ("command", "options"),
        [
            ("build", ["-m", "-t", "-o", "--village", "-j", "--force", "--strict", "-q"]),
            ("check", ["--format", "--strict", "--explain"]),
            ("preview", ["--width", "--image", "-m", "--ascii", "--wide"]),
            ("new", ["--to"]),
        ],
    )
    def test_options(self, command: str, options: list[str]) -> None:
        text = run(command, "--help").stdout
        assert text.startswith("用法：") and all(option in text for option in options)
        assert not any(word in text for word in ("Usage", "Options", "Show", "OPTIONS"))

    def test_commands(self) -> None:
        text = run("--help").stdout
        assert all(name in text for name in ("build", "check", "preview", "new", "media", "doctor"))
        assert run().exit_code in (0, 2)

    def test_a_command_that_is_not_there(self) -> None:
        result = run("biuld")
        assert result.exit_code == 2 and "没有“biuld”这个命令。是不是“build”？" in result.stderr

    def test_help_and_import_load_nothing_heavy(self) -> None:
        code = (
            "import sys, yizhangtu, yizhangtu.cli.main; heavy = {'weasyprint', 'yaml', 'uharfbuzz', 'jinja2', 'PIL'};"
            "print(sorted(heavy & set(sys.modules)), callable(yizhangtu.build_files))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout == "[] True\n"

    def test_as_a_module(self) -> None:
        words = [sys.executable, "-m", "yizhangtu", "--version"]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        assert done.stdout.startswith("yizhangtu ")


def test_a_bug_is_no_traceback(here: Path, press: FakePress, monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(*args: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr("yizhangtu.build.checked.load", bug)
    result = run("check")
    assert result.exit_code == 2 and "ZeroDivisionError" in result.stderr and "Traceback" not in result.stderr


def test_colour_follows_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from yizhangtu.cli.output import wants_colour

    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert wants_colour(Terminal())  # type: ignore[arg-type]
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour(Terminal())  # type: ignore[arg-type]


def test_names_from_outside_are_made_safe(here: Path) -> None:
    make_project(here, {"甲.yaml": "甲"})
    assert all(char.isprintable() or char == "\n" for char in run("check", "没有\x1b[31m\x9b").stderr)
    assert all(char.isprintable() or char == "\n" for char in run("build", "-m", "\x1b[31m").stderr)
    assert all(char.isprintable() or char == "\n" for char in run("\x1b[31m").stderr)


def test_a_broken_dot_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dot").write_text("#!/bin/sh\nexit 3\n")
    (tmp_path / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingDependency, match="运行不了"):
        graphviz.version()
    (tmp_path / "dot").chmod(0o644)
    monkeypatch.setattr(graphviz_wheel, "is_here", lambda: False)
    if not os.access(tmp_path / "dot", os.X_OK):
        with pytest.raises(MissingDependency, match="运行不了"):
            graphviz.layout(["graph{}"])


def test_a_spoilt_font_cache_costs_time_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = Fonts().subset("甲")
    for file in (tmp_path / "yizhangtu/fonts").iterdir():
        file.write_bytes(file.read_bytes()[:100])
    assert Fonts().subset("甲") == first == Fonts().subset("甲")


def test_closed_and_full_streams(here: Path) -> None:
    make_project(here, {"甲.yaml": "甲"})
    command = f"{sys.executable} -m yizhangtu"
    closed = subprocess.run(f"{command} check - <&- >&-", shell=True, capture_output=True, text=True)
    assert closed.returncode == 1 and "程序出错" not in closed.stderr
    if Path("/dev/full").exists():
        full = subprocess.run(f"{command} media >/dev/full", shell=True, capture_output=True, text=True)
        assert full.returncode == 2 and "磁盘满了" in full.stderr


def test_another_locale_makes_no_difference(here: Path) -> None:
    make_project(here, {"甲.yaml": "甲", "辖区.yaml": "乡镇: 某镇\n村庄:\n  - 村名: 甲村\n"})
    odd = {**os.environ, "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "yizhangtu", "check", "flows/甲.yaml", "--explain"]
    messages = subprocess.run(command, env=odd, capture_output=True)
    assert messages.returncode == 0 and "检查了 1 份定义" in messages.stderr.decode()
