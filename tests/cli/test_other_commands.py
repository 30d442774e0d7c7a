"""check, preview, new, the lists and doctor: stdout, stderr, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.guides import ROOT
from helpers.village_project import BROKEN, GUIDE, WARNED, FakePress, enter, fake_press, make_project, run
from yizhangtu.system import graphviz
from yizhangtu.system.fonts import font_files
from yizhangtu.system.fonts.fonts import Fonts
from yizhangtu.system.problem import MissingDependency

KEYS = ["file", "line", "column", "end_line", "end_column", "severity", "code", "message", "hint", "related"]


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> FakePress:
    return fake_press(monkeypatch)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return enter(tmp_path, monkeypatch)


class TestCheck:
    """All faults of all files in one run."""

    def test_all_faults_of_all_files_by_place(self, here: Path) -> None:
        two = BROKEN.replace("监督管理: 村监委\n", "").format(title="乙")
        make_project(here, {"乙.yaml": two, "丙.yaml": BROKEN.format(title="丙"), "好.yaml": "好"})
        result = run("check")
        assert result.exit_code == 1
        heads = [line.split("]")[0] + "]" for line in result.stdout.splitlines() if "错误[" in line]
        places = ["flows/丙.yaml:11:9 错误[Y203]", "flows/乙.yaml:1:1 错误[Y130]", "flows/乙.yaml:10:9 错误[Y203]"]
        assert heads == places
        assert result.stderr == "检查了 3 份定义：3 个错误。\n"

    def test_the_mark_is_under_the_wide_characters(self, here: Path) -> None:
        make_project(here, {"甲.yaml": BROKEN.format(title="甲")})
        assert run("check").stdout.splitlines()[:4] == [
            "flows/甲.yaml:11:9 错误[Y203] 步骤“审核”引用了不存在的步骤“付款审批”",
            "   11 |     接着: 付款审批",
            "      |           ^~~~~~~~",
            "  提示: 写本图里的步骤名，或者“下一步”“办结”。",
        ]

    def test_nothing_wrong(self, here: Path) -> None:
        make_project(here, {"甲.yaml": "甲"})
        result = run("check")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "检查了 1 份定义：没有问题。\n")

    def test_strict(self, here: Path) -> None:
        make_project(here, {"甲.yaml": WARNED.format(title="甲")})
        assert [run("check").exit_code, run("check", "--strict").exit_code] == [0, 1]

    def test_json(self, here: Path) -> None:
        make_project(here, {"甲.yaml": BROKEN.format(title="甲"), "乙.yaml": WARNED.format(title="乙")})
        result = run("check", "--format", "json")
        found = json.loads(result.stdout)
        assert result.exit_code == 1
        assert [list(one) for one in found] == [KEYS, KEYS]
        assert found[0] | {"message": "", "hint": ""} == {
            "file": "flows/乙.yaml", "line": 10, "column": 9, "end_line": 10, "end_column": 12, "severity": "warning",
            "code": "Y301", "message": "", "hint": "", "related": [],
        }  # fmt: skip
        assert json.loads(run("check", "flows/乙.yaml", "--format", "json").stdout) == found[:1]

    def test_json_of_nothing_is_an_empty_list(self, here: Path) -> None:
        make_project(here, {"甲.yaml": "甲"})
        assert json.loads(run("check", "--format", "json").stdout) == []

    def test_github(self, here: Path) -> None:
        make_project(here, {"甲.yaml": BROKEN.format(title="甲")})
        line = run("check", "--format", "github").stdout
        assert line.startswith("::error file=flows/甲.yaml,line=11,col=9,endLine=11,endColumn=13,title=Y203::步骤")

    def test_standard_input_and_an_empty_one(self, here: Path) -> None:
        assert run("check", "-", stdin=GUIDE.format(title="甲").encode()).exit_code == 0
        result = run("check", "-", stdin=b"")
        assert result.exit_code == 1 and "<stdin>:1:1 错误[Y103]" in result.stdout

    def test_characters_that_cannot_be_printed(self, here: Path) -> None:
        text = GUIDE.format(title="甲").replace("步骤: 审核", "步骤: 审核🙂好")
        make_project(here, {"甲.yaml": text, "辖区.yaml": "乡镇: 某😀镇\n"})
        lines = run("check").stdout.splitlines()
        assert "flows/甲.yaml:9:11 错误[Y601] 字体里没有“🙂”（U+1F642），这个表情符号印不出来" in lines
        assert "      |               ^~" in lines
        assert "flows/辖区.yaml:1:6 错误[Y601] 字体里没有“😀”（U+1F600），这个表情符号印不出来" in lines

    def test_an_unknown_icon(self, here: Path) -> None:
        make_project(here, {"甲.yaml": GUIDE.format(title="甲") + "    图标: gavell\n"})
        result = run("check")
        assert "flows/甲.yaml:11:9 错误[Y603] 没有“gavell”这个图标" in result.stdout and "“gavel”" in result.stdout

    def test_equal_numbers_are_reported_with_both_places(self, here: Path) -> None:
        make_project(here, {n: f"编号: A-01\n{GUIDE.format(title=n)}" for n in ("a.yaml", "b.yaml")})
        result = run("check")
        assert "flows/b.yaml:1:5 错误[Y701]" in result.stdout and "参见: flows/a.yaml:1:5" in result.stdout

    def test_explain(self, here: Path) -> None:
        make_project(here, {"甲.yaml": "甲"})
        assert "最长的一条路：申请 → 审核（3个工作日）" in run("check", "--explain").stdout

    def test_many_faults_are_capped(self, here: Path) -> None:
        text = GUIDE.format(title="甲") + "备注:\n" + "".join(f"  - {chr(0x1F600 + n)}\n" for n in range(50))
        make_project(here, {"甲.yaml": text})
        result = run("check")
        assert result.stdout.count("[Y601]") == 20
        assert "flows/甲.yaml 提示[Y125] 这个文件里还有 30 处印不出来的字没有列出" in result.stdout

    def test_without_fonts_the_rest_is_checked(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def gone() -> font_files.FontPair:
            raise MissingDependency("没有找到中文字体", "请安装：sudo apt-get install fonts-noto-cjk")

        monkeypatch.setattr(font_files, "find_fonts", gone)
        make_project(here, {"甲.yaml": BROKEN.format(title="甲")})
        result = run("check")
        assert result.exit_code == 2 and "错误[Y203]" in result.stdout
        assert "没有找到中文字体\n  提示: 请安装：sudo apt-get install fonts-noto-cjk" in result.stderr

    def test_the_project_file_alone(self, here: Path) -> None:
        make_project(here, {"辖区.yaml": "错字: 一\n"})
        assert run("check", "flows/辖区.yaml").exit_code == 1

    def test_no_control_character_reaches_the_terminal(self, here: Path) -> None:
        make_project(here, {"甲.yaml": "名称: \x1b[31m甲\u202e\n".encode(), "\x1b]0;x\x07.yaml": "x: 1\n"})
        out = run("check").stdout
        assert not any(ord(char) < 32 and char != "\n" for char in out) and "\u202e" not in out


class TestPreview:
    """The terminal rail and the picture."""

    def test_text(self, here: Path) -> None:
        make_project(here, {"甲.yaml": "甲"})
        result = run("preview", "flows/甲.yaml", "--width", "60")
        assert result.exit_code == 0
        assert " 1  ─ 申请" in result.stdout and "3个工作日" in result.stdout and "\x1b" not in result.stdout
        assert "─" not in run("preview", "flows/甲.yaml", "--ascii").stdout

    def test_faults_instead(self, here: Path) -> None:
        make_project(here, {"甲.yaml": BROKEN.format(title="甲")})
        result = run("preview", "flows/甲.yaml")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "错误[Y203]" in result.stderr

    def test_a_folder_of_several(self, here: Path) -> None:
        make_project(here, {"甲.yaml": "甲", "乙.yaml": "乙"})
        assert run("preview", "flows").exit_code == 2

    def test_standard_input(self, here: Path) -> None:
        assert "申请" in run("preview", "-", stdin=GUIDE.format(title="甲").encode()).stdout

    def test_picture_of_the_real_poster(self, here: Path) -> None:
        make_project(here, {"甲.yaml": "甲"})
        result = run("preview", "flows/甲.yaml", "--image", "--width", "30", "-m", "poster-a4")
        assert result.exit_code == 0
        rows = result.stdout.splitlines()
        assert len(rows) == round(30 * 297 / 210 / 2) and all("▀" in row for row in rows)


class TestNames:
    """Suffixes in capitals, and files that are no definitions only by their names."""

    def test_capitals(self, here: Path) -> None:
        make_project(here, {"甲.yaml": "甲"})
        (here / "flows/甲.yaml").rename(here / "flows/甲.YAML")
        (here / "flows/辖区.YAML").write_text("监督电话: 0000-1\n", "utf-8")
        assert run("check").stderr == "检查了 1 份定义：没有问题。\n"
        assert "监督电话：0000-1" in run("check", "--explain").stdout

    @pytest.mark.parametrize("name", ["甲.yaml.txt", "甲.txt", "甲.docx"])
    def test_a_wrong_suffix_is_named(self, here: Path, name: str) -> None:
        (here / "flows").mkdir()
        (here / "flows" / name).write_text("名称: 甲\n", "utf-8")
        result = run("check")
        assert result.exit_code == 2 and name in result.stderr and ".yaml 结尾" in result.stderr


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

    def test_pango_is_named_with_its_packages(self, here: Path) -> None:
        (here / "broken").mkdir()
        (here / "broken/weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")\n", "utf-8")
        path = os.pathsep.join([str(here / "broken"), os.environ.get("PYTHONPATH", "")])
        make_project(here, {"甲.yaml": "甲"})
        for command in ("build", "doctor"):
            words = [sys.executable, "-m", "yizhangtu", command]
            result = subprocess.run(words, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True)
            assert result.returncode == 2
            text = result.stdout + result.stderr
            assert "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in text
        assert not list(here.glob("output/*/*"))


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


def test_preview_says_why_a_file_cannot_be_read(here: Path) -> None:
    flows = make_project(here, {"甲.yaml": "甲"})
    (flows / "环.yaml").symlink_to("环.yaml")
    for args in ([], ["--image"]):
        result = run("preview", "flows/环.yaml", *args)
        assert result.exit_code == 1 and "错误[Y127]" in result.stderr


def test_a_broken_dot_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dot").write_text("#!/bin/sh\nexit 3\n")
    (tmp_path / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingDependency, match="运行不了"):
        graphviz.version()
    (tmp_path / "dot").chmod(0o644)
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


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize("length", ["t", "t" * 110], ids=["a socket fits", "too long for a socket"])
def test_workers_do_not_outlive_a_killed_build(tmp_path_factory: pytest.TempPathFactory, length: str) -> None:
    """A fork server listens on a socket in the folder for temporary files; a socket's path has at most 107 bytes."""
    tmp_path = tmp_path_factory.mktemp("w")
    code = (
        "import sys\nfrom yizhangtu.system.workers import processes, executor as workers\n"
        "from helpers.long_work import note\n"
        "for _ in workers.run(processes.Processes(2), note, '', 99, lambda number: sys.argv[1].encode()): pass\n"
    )
    home, notes = tmp_path / length, tmp_path / "notes"
    home.mkdir(), notes.mkdir()
    away = {
        **os.environ,
        "TMPDIR": str(home),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")]),
    }
    with subprocess.Popen([sys.executable, "-c", code, str(notes)], env=away) as parent:
        until = time.monotonic() + 20
        while len(os.listdir(notes)) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        begun = len(os.listdir(notes))
        parent.kill()
    assert begun == 2
    until = time.monotonic() + 10
    while any(map(_lives, os.listdir(notes))) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [pid for pid in os.listdir(notes) if _lives(pid)]
    assert not list(home.glob("yizhangtu-*"))  # what they kept their temporary files in


def _lives(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False
