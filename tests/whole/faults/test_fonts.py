"""Fonts that vanish, are replaced or are spoilt, between two builds and within one: named, or done without."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from helpers.village_project import enter, make_project, run
from yizhangtu import BuildRequest, MissingDependency, build_files
from yizhangtu.system.fonts import font_files
from yizhangtu.system.fonts.fonts import Fonts
from yizhangtu.system.installation import Installation

INSTALL = "apt-get install fonts-noto-cjk"


@pytest.fixture
def regular(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A font file of its own, the only one that there is."""
    pair = font_files.find_fonts()
    place = tmp_path / "fonts"
    place.mkdir()
    for path, _ in (pair.regular, pair.bold):
        shutil.copy(path, place)
    monkeypatch.setenv("YIZHANGTU_FONTS", str(place))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(font_files, "FOLDERS", ())
    monkeypatch.setenv("HOME", str(tmp_path))
    nothing = tmp_path / "fc-list"
    nothing.write_text("#!/bin/sh\n", "utf-8")  # fontconfig knows of no other fonts
    nothing.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return place / Path(pair.regular[0]).name


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, regular: Path) -> Path:
    make_project(tmp_path, {"甲.yaml": "甲", "乙.yaml": "乙"})
    return enter(tmp_path, monkeypatch)


def spoilt(data: bytes, start: float, end: float, noise: bool) -> bytes:
    """A part of a file overwritten."""
    first, last = int(len(data) * start), int(len(data) * end)
    return data[:first] + (random.Random(1).randbytes(last - first) if noise else bytes(last - first)) + data[last:]


class TestBetweenBuilds:
    """Each build looks for fonts anew, in one process."""

    def test_gone(self, here: Path, regular: Path) -> None:
        assert run("build", "-m", "poster-a5", "-j", "1").exit_code == 0
        before = {path: path.read_bytes() for path in (here / "output").rglob("*.pdf")}
        data = regular.read_bytes()
        regular.unlink()
        result = run("build", "-m", "poster-a5")
        assert result.exit_code == 2 and "没有找到中文字体 Noto Sans CJK SC（Regular）" in result.stderr
        assert INSTALL in result.stderr
        assert before == {path: path.read_bytes() for path in (here / "output").rglob("*.pdf")}
        regular.write_bytes(data)  # another file, the same font
        assert run("build", "-m", "poster-a5", "-j", "1").exit_code == 0
        assert before == {path: path.read_bytes() for path in (here / "output").rglob("*.pdf")}

    @pytest.mark.parametrize("data", [b"", b"no font", random.Random(2).randbytes(100_000)], ids=["", "text", "noise"])
    def test_replaced_by_nonsense(self, here: Path, regular: Path, data: bytes) -> None:
        regular.write_bytes(data)
        for words in (("build", "-m", "poster-a5"), ("check",), ("preview", "--image", "flows/甲.yaml")):
            result = run(*words)
            assert result.exit_code == 2 and f"“{regular}”坏了" in result.stderr and INSTALL in result.stderr

    def test_another_one_will_do(self, here: Path, regular: Path) -> None:
        shutil.copy(regular, regular.with_name("NotoSansSC-Regular.otf"))  # looked for later
        regular.write_bytes(random.Random(2).randbytes(100_000))
        assert run("build", "-m", "poster-a5", "-j", "1").exit_code == 0

    def test_a_folder_of_that_name(self, here: Path, regular: Path) -> None:
        regular.unlink()
        regular.mkdir()
        assert run("build", "-m", "poster-a5").exit_code == 2

    @pytest.mark.parametrize("kept", [0.1, 0.9])
    def test_cut_short(self, here: Path, regular: Path, kept: float) -> None:
        data = regular.read_bytes()
        regular.write_bytes(data[: int(len(data) * kept)])
        result = run("build", "-m", "poster-a5", "-j", "1")
        assert result.exit_code == 2 and "坏了" in result.stderr and str(regular) in result.stderr
        assert not list((here / "output").rglob("*.pdf"))

    @pytest.mark.parametrize("noise", [False, True], ids=["nulls", "noise"])
    @pytest.mark.parametrize("part", [(0.12, 0.13), (0.2, 0.4), (0.2, 0.6), (0.5, 0.95)])
    def test_spoilt_in_the_middle(self, here: Path, regular: Path, part: tuple[float, float], noise: bool) -> None:
        """What is drawn would be empty or a mess, and the tables that say which characters there are look well."""
        regular.write_bytes(spoilt(regular.read_bytes(), *part, noise))
        result = run("build", "-m", "poster-a5", "-j", "1")
        assert result.exit_code == 2 and f"字体文件“{regular}”坏了" in result.stderr and INSTALL in result.stderr
        assert "Y601" not in result.stderr and not list((here / "output").rglob("*.pdf"))


class TestWithinOne:
    """After the check has looked at it."""

    def test_gone_before_anything_is_drawn(self, here: Path, regular: Path) -> None:
        installation = Installation()
        assert installation.fonts.coverage
        regular.unlink()
        request = BuildRequest(media=("text", "poster-a5"), processes=1)
        result = build_files(request, installation=installation)
        assert result.missing and f"字体文件“{regular}”不见了" in result.missing.what and INSTALL in result.missing.mend
        assert [one.file for one in result.outputs] == ["text/乙.txt", "text/甲.txt"]  # text needs no font

    def test_gone_before_the_check_has_read_it(self, regular: Path) -> None:
        fonts = Fonts()
        assert fonts.pair
        regular.unlink()
        with pytest.raises(MissingDependency, match="不见了"):
            assert fonts.coverage

    def test_what_was_cut_out_of_it_goes_on_being_used(self, here: Path, regular: Path) -> None:
        assert run("build", "-m", "poster-a5", "-j", "1").exit_code == 0
        for file in (here / "cache/yizhangtu/fonts").iterdir():
            file.unlink()  # the cache is emptied
        make_project(here, {"甲.yaml": "乙甲"})
        assert run("build", "-m", "poster-a5", "-j", "1").exit_code == 0
        assert len(list((here / "cache/yizhangtu/fonts").iterdir())) == 2
