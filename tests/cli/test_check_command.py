"""`check`: stdout, stderr, exit codes; which files it reads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.village_project import BROKEN, GUIDE, WARNED, make_project, run
from yizhangtu.system.fonts import font_files
from yizhangtu.system.problem import MissingDependency

KEYS = ["file", "line", "column", "end_line", "end_column", "severity", "code", "message", "hint", "related"]


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

    def test_what_lies_beside_definitions_and_is_not_read(self, here: Path) -> None:
        make_project(here, {"甲.yaml": "甲", "旧/2024/乙.yml": "乙", "library/丙.yaml": "丙", ".存/丁.yaml": "丁"})
        for name in ("乙.yaml.txt", "丙.ymal", "甲.yaml.bak", "甲.yaml~", "~$甲.yaml", "说明.txt", "甲.docx"):
            (here / "flows" / name).write_text("名称: 甲\n", "utf-8")
        found = [one for one in json.loads(run("check", "--format", "json").stdout) if one["code"] == "Y763"]
        assert [one["message"] for one in found] == [
            "没有读“丙.ymal”、“乙.yaml.txt”", "没有读“~$甲.yaml”", "没有读下一层文件夹“旧”",
        ]  # fmt: skip
        assert run("check", "flows/甲.yaml").stdout == ""  # a file was named, not the folder

    def test_only_a_folder_below(self, here: Path) -> None:
        make_project(here, {"旧/乙.yml": "乙"})
        result = run("check")
        assert result.exit_code == 2 and "没有读下一层文件夹“旧”" in result.stderr


def test_somebody_without_a_home_or_a_name(here: Path) -> None:
    """No HOME, and no entry in the user database."""
    make_project(here, {"甲.yaml": "甲"})
    code = (
        "import os, pwd, sys\n"
        "pwd.getpwuid = lambda number: {}[number]\n"  # KeyError, as for a number without an entry
        "from yizhangtu.cli.main import main\n"
        "main(sys.argv[1:])\n"
    )
    bare = {name: value for name, value in os.environ.items() if name not in ("HOME", "XDG_CACHE_HOME")}
    for words in (["check"], ["build", "-m", "poster-a4"], ["doctor"]):
        ran = subprocess.run([sys.executable, "-c", code, *words], env=bare, capture_output=True, text=True)
        assert ran.returncode == 0 and "Traceback" not in ran.stderr, ran.stderr
    assert (here / "output/poster-a4/甲.pdf").exists()
