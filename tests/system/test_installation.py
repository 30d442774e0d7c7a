"""Two folders of styles side by side in one process; changed styles and fonts are seen by its next build."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from helpers.guides import LETTERS, guide_and_graph
from helpers.media_jobs import subject_of
from helpers.village_project import GUIDE, enter, make_project
from yizhangtu import BuildRequest, build_files
from yizhangtu.media.context import Context
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.media.registry import file_kinds
from yizhangtu.model.project import Project
from yizhangtu.system import places
from yizhangtu.system.fonts import font_files
from yizhangtu.system.fonts.fonts import Fonts
from yizhangtu.system.installation import Installation

REQUEST = BuildRequest(media=("poster-a5",), processes=1)


@pytest.fixture
def styles(tmp_path: Path) -> Path:
    """A copy of styles/ in which posters are of another blue."""
    folder = tmp_path / "other styles"
    shutil.copytree(places.styles(), folder)
    recolour(folder, "#123456")
    return folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_project(tmp_path, {"甲.yaml": "甲"})
    return enter(tmp_path, monkeypatch)


def recolour(folder: Path, colour: str) -> None:
    """Change the colour of headings and bands."""
    theme = folder / "themes/蓝.yaml"
    lines = [line for line in theme.read_text("utf-8").splitlines() if not line.startswith("dark:")]
    theme.write_text("\n".join([*lines, f'dark: "{colour}"', ""]), "utf-8")


def poster(context: Context) -> bytes:
    drawn = guide_and_graph(GUIDE.format(title="甲"))
    result = make_poster(context, subject_of(drawn, Project()), context.styles.media["poster-a5"])
    assert result.pdf
    return result.pdf


def test_two_contexts_with_different_styles_side_by_side(styles: Path) -> None:
    plain, other = Installation(), Installation(styles)
    one = Context(LETTERS, plain.styles(file_kinds()), plain)
    two = Context(LETTERS, other.styles(file_kinds()), other)
    result = [poster(context) for context in (one, two, one, two)]
    assert result[0] == result[2] != result[1] == result[3]
    assert one.styles.themes["蓝"].colour("dark") != two.styles.themes["蓝"].colour("dark") == "#123456"


def test_a_changed_style_is_seen_by_the_next_build(here: Path, styles: Path) -> None:
    def build() -> bool:
        (output,) = build_files(REQUEST, installation=Installation(styles)).outputs
        return output.built

    assert [build(), build()] == [True, False]
    recolour(styles, "#654321")
    assert [build(), build()] == [True, False]


def test_a_changed_font_is_seen_by_the_next_build(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "fonts"
    folder.mkdir()
    for path, _ in font_files.find_fonts():
        shutil.copy(path, folder)
    monkeypatch.setenv("YIZHANGTU_FONTS", str(folder))
    assert [build_files(REQUEST).outputs[0].built for _ in range(2)] == [True, False]
    for path in folder.iterdir():
        os.utime(path, ns=(1, 1))  # another file of the same name
    assert [build_files(REQUEST).outputs[0].built for _ in range(2)] == [True, False]


def test_fonts_are_looked_for_by_each_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Fonts().pair
    for path, _ in before:
        shutil.copy(path, tmp_path)
    monkeypatch.setenv("YIZHANGTU_FONTS", str(tmp_path))
    assert Fonts().pair != before and Fonts().pair.regular[0].startswith(str(tmp_path))
