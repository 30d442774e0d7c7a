"""The commands of README's tour that build: the files that they make are those that their comments promise."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.guides import ROOT
from yizhangtu.cli.main import main
from yizhangtu.media.kind import FEW_GUIDES

README = (ROOT / "README.md").read_text("utf-8")
STEP = README.partition("**5. 制作。**")[2].partition("```sh\n")[2].partition("```")[0]
POSTER, BOOKLET = "poster-a3/居住证明.pdf", "booklet-a5.pdf"
# command → a word of its comment, what it makes of a folder of one guide, and what else there is of many guides
PROMISED = {
    "build flows/居住证明.yaml": ("只有这一份，就连手册", {POSTER, BOOKLET}, None),
    "build": ("全部海报和手册", {POSTER, BOOKLET}, "poster-a3/总图.pdf"),
    "build -m poster-a2,poster-a4": (
        "换媒介", {"poster-a2/居住证明.pdf", "poster-a4/居住证明.pdf"}, "poster-a2/总图.pdf",
    ),
    "build -m 600x900mm -t mono": ("自定尺寸", {"600x900mm/居住证明.pdf"}, "600x900mm/总图.pdf"),
    "build --village 甲村 --village 乙村": (
        "output/村名/", {f"{name}/{file}" for name in ("甲村", "乙村") for file in (POSTER, BOOKLET)},
        "甲村/poster-a3/总图.pdf",
    ),
    "build -m screen-1920x1080": (
        "轮播的 screen.html", {"screen-1920x1080/居住证明.png"}, "screen-1920x1080/screen.html",
    ),
    "build -m poster-a1 --tiles a4": ("分成 A4 纸", {"poster-a1-tiles-a4/居住证明.pdf"}, "poster-a1-tiles-a4/总图.pdf"),
    "build -m poster-a2 --print": ("印刷厂", {"poster-a2-print/居住证明.pdf"}, "poster-a2-print/总图.pdf"),
    "build -o 成品": ("别的文件夹", {POSTER, BOOKLET}, "poster-a3/总图.pdf"),
}  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of somebody who has followed the tour."""
    monkeypatch.chdir(tmp_path)
    for mark in ("guide", "project"):
        found = re.search(rf"^<!-- {mark}: (\S+) -->\n```\w+\n(.*?)^```", README, re.M | re.S)
        assert found
        (tmp_path / found[1]).parent.mkdir(exist_ok=True)
        (tmp_path / found[1]).write_text(found[2], "utf-8")
    return tmp_path


def planned(command: str) -> set[str]:
    """The files that a command would make, as seen from its folder of results."""
    result = CliRunner().invoke(main, [*shlex.split(command), "--dry-run"])
    assert result.exit_code == 0, result.output
    output = "成品/" if "成品" in command else "output/"
    files = [line.partition("\t")[0] for line in result.stdout.splitlines()]
    assert all(file.startswith(output) for file in files)
    return {file.removeprefix(output) for file in files}


def test_these_are_the_commands_of_the_tour() -> None:
    found = dict(re.findall(r"^yizhangtu (build\b.*?) +# (.*)$", STEP, re.M))
    assert list(found) == list(PROMISED)
    assert all(PROMISED[command][0] in comment for command, comment in found.items())


@pytest.mark.parametrize("command", PROMISED)
def test_of_the_only_guide(here: Path, command: str) -> None:
    assert planned(command) == PROMISED[command][1]


@pytest.mark.parametrize("command", PROMISED)
def test_of_several_guides(here: Path, command: str) -> None:
    text = (here / "flows/居住证明.yaml").read_text("utf-8")
    for number in range(FEW_GUIDES):
        own = text.replace("开具居住证明", f"又一份{number}").replace("B-20", f"B-3{number}")
        (here / f"flows/又一份{number}.yaml").write_text(own, "utf-8")
    _, files, more = PROMISED[command]
    found = planned(command)
    if more is None:
        assert found == {POSTER}
    else:
        assert files | {more} <= found
