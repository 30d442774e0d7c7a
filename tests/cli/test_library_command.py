"""`library` and `new --from`: what is listed, and what is copied into a project."""

from __future__ import annotations

import json
from pathlib import Path

from helpers.guides import FLOWS
from helpers.village_project import run

NAME = "全国/村民会议"
FILE = FLOWS / "library" / f"{NAME}.yaml"


def test_list_of_all(here: Path) -> None:
    result = run("library")
    assert result.exit_code == 0 and NAME in result.stdout and "共 " in result.stderr


def test_one_guide(here: Path) -> None:
    result = run("library", NAME)
    assert "依据：《村民委员会组织法》（2025年修正）" in result.stdout and f"--from {NAME}" in result.stderr


def test_json(here: Path) -> None:
    (entry,) = json.loads(run("library", NAME, "--format", "json").stdout)
    assert (entry["name"], entry["title"], entry["list"]) == (NAME, "村民会议", "小微权力")


def test_a_word_that_finds_nothing(here: Path) -> None:
    result = run("library", "村民会仪")
    assert result.exit_code == 2 and "库里没有“村民会仪”" in result.stderr and "是不是“村民会议”？" in result.stderr


class TestCopy:
    """A guide of the library becomes a file of the project, byte by byte."""

    def test_into_flows(self, here: Path) -> None:
        (here / "flows").mkdir(exist_ok=True)
        result = run("new", "--from", NAME)
        assert result.exit_code == 0 and result.stdout.strip().endswith("村民会议.yaml")
        assert (here / "flows" / "村民会议.yaml").read_bytes() == FILE.read_bytes()
        again = run("new", "--from", NAME)
        assert again.exit_code == 2 and "已经有了，没有改动它" in again.stderr

    def test_to_a_file(self, here: Path) -> None:
        assert run("new", "--from", NAME, "-o", "别处/大会.yaml").exit_code == 0
        assert (here / "别处" / "大会.yaml").read_bytes() == FILE.read_bytes()

    def test_a_word_that_finds_several(self, here: Path) -> None:
        result = run("new", "--from", "全国")
        assert result.exit_code == 2 and "份和“全国”有关" in result.stderr and "写全一份的名字" in result.stderr

    def test_a_list_with_the_guides_of_its_rows(self, here: Path) -> None:
        alone = run("new", "--from", "全国/小微权力清单", "-o", "甲")
        assert "清单里的流程图还缺" in alone.stderr and "加 --linked" in alone.stderr
        (here / "乙").mkdir()
        (here / "乙" / "村民会议.yaml").write_text("名称: 自己的\n", "utf-8")
        assert run("new", "--from", "全国/小微权力清单", "--linked", "-o", "乙").exit_code == 0
        assert (here / "乙" / "村民会议.yaml").read_text("utf-8") == "名称: 自己的\n"
        assert (here / "乙" / "换届选举.yaml").read_bytes() == (FILE.parent / "换届选举.yaml").read_bytes()

    def test_wrong_usage(self, here: Path) -> None:
        assert "写了 --from，就不写类型和名称" in run("new", "流程", "甲", "--from", NAME).stderr
        assert "要写类型和名称" in run("new", "流程").stderr
