"""The library: functions that return data, never print, never exit; real posters where only they can tell."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

import yizhangtu
from helpers.definitions import TWO_STEPS as GUIDE
from helpers.guides import FLOWS
from helpers.installed import installed_styles
from yizhangtu import BuildRequest, BuildResult, MissingDependency, UsageError
from yizhangtu.build import render
from yizhangtu.content.characters import characters_of
from yizhangtu.media import choice
from yizhangtu.media.booklet import booklet
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.result import Document, Result, one_file
from yizhangtu.media.sizes import medium_of_size
from yizhangtu.media.themes import theme_of
from yizhangtu.model.diagnostics import make
from yizhangtu.system import disk, outputs, places
from yizhangtu.system.filenames import file_name, is_folder_name
from yizhangtu.system.installation import Installation


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows/开证明.yaml").write_text(GUIDE, "utf-8")
    return tmp_path


Twice = tuple[BuildResult, BuildResult]


@pytest.fixture(scope="module")
def two_ways(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    """Two small guides on two sizes, once in this process and once in two others."""
    folder = tmp_path_factory.mktemp("real")
    for name in ("开证明", "又一份"):
        (folder / f"{name}.yaml").write_text(GUIDE.replace("开证明", name), "utf-8")
    media = ["poster-a4,500x700mm"]
    return (
        yizhangtu.build_files(BuildRequest([folder], media, output=folder / "one", processes=1)),
        yizhangtu.build_files(BuildRequest([folder], media, output=folder / "two", processes=2)),
    )


class TestRealPosters:
    """From the file to the paper."""

    def test_size_of_the_paper(self, two_ways: Twice) -> None:
        sizes = {}
        for one in two_ways[0].outputs:
            with pikepdf.open(one.path) as pdf:
                box = [float(value) for value in pdf.pages[0].mediabox]
                sizes["/".join(one.path.parts[-3:])] = (round(box[2] / 72 * 25.4), round(box[3] / 72 * 25.4))
        assert sizes == {
            "one/poster-a4/又一份.pdf": (210, 297),
            "one/poster-a4/开证明.pdf": (210, 297),
            "one/500x700mm/又一份.pdf": (500, 700),
            "one/500x700mm/开证明.pdf": (500, 700),
        }

    def test_same_bytes_from_any_number_of_processes(self, two_ways: Twice) -> None:
        one, two = two_ways
        for a, b in zip(one.outputs, two.outputs, strict=True):
            assert a.path.read_bytes() == b.path.read_bytes()


def test_the_guides_of_the_repository_have_no_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FLOWS.parent)
    checked = yizhangtu.check_files()
    assert [one for one in checked.diagnostics if one.severity == "error"] == []
    assert all(one.sound for one in checked.guides) and len(checked.guides) >= 20


def test_nothing_half_written_when_the_press_fails(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "context_for", lambda *_: None)

    def lost(context: object, job: object) -> Result:
        return Result(missing=MissingDependency("没有字体", "请安装"))

    monkeypatch.setattr(render, "render", lost)
    result = yizhangtu.build_files(BuildRequest(processes=1))
    assert result.missing is not None and result.outputs == ()
    assert not (here / "output").exists()


def test_a_write_that_breaks_off_leaves_the_old_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = here / "a.pdf"
    target.write_bytes(b"old")

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk.os, "fsync", full)
    with pytest.raises(MissingDependency):
        outputs.write(target, b"new")
    assert target.read_bytes() == b"old"
    assert not list(here.glob(".*.part"))


def test_an_interruption_keeps_what_was_made(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "flows/二.yaml").write_text(GUIDE, "utf-8")
    monkeypatch.setattr(render, "context_for", lambda *_: None)
    done: list[str] = []

    def once(context: object, job: Job) -> Result:
        if done:
            raise KeyboardInterrupt
        done.append("x")
        return one_file(job, b"%PDF")

    monkeypatch.setattr(render, "render", once)
    request = BuildRequest(media=["poster-a3"], processes=1)
    with pytest.raises(KeyboardInterrupt):
        yizhangtu.build_files(request)
    monkeypatch.setattr(render, "render", lambda context, job: one_file(job, b"%PDF"))
    assert [one.built for one in yizhangtu.build_files(request).outputs] == [False, True]


def test_progress_is_reported(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "context_for", lambda *_: None)
    monkeypatch.setattr(render, "render", lambda context, job: one_file(job, b"%PDF"))
    messages: list[tuple[int, int, str, int]] = []
    yizhangtu.build_files(BuildRequest(processes=1), lambda *step: messages.append(step))
    assert messages == [(1, 2, "poster-a3/开证明.pdf", 0), (2, 2, "booklet-a5.pdf", 0)]


class TestIdentity:
    """What besides the definitions decides how a poster looks."""

    def test_a_style_value(self, tmp_path: Path) -> None:
        shutil.copytree(places.styles(), tmp_path / "styles")
        before = Installation(tmp_path / "styles").identity
        assert Installation(tmp_path / "styles").identity == before
        path = tmp_path / "styles/themes/红.yaml"
        path.write_text(path.read_text("utf-8").replace("#A61C20", "#A61C21"), "utf-8")
        after = Installation(tmp_path / "styles").identity  # at once: so soon nothing is kept
        assert after.styles != before.styles and after.program == before.program


class TestSizes:
    """Free sizes lie between the standard ones."""

    media = installed_styles().media

    @pytest.mark.parametrize(("size", "like"), [("297x420mm", "poster-a3"), ("841x1189mm", "poster-a0")])
    def test_a_standard_size_is_itself(self, size: str, like: str) -> None:
        produced, known = medium_of_size(size, self.media), self.media[like]
        for name in ("width_mm", "height_mm", "distance_m", "floor_mm", "target_mm", "qr_mm", "scale"):
            assert getattr(produced, name) == pytest.approx(getattr(known, name))

    def test_text_and_furniture_grow_with_the_short_side(self) -> None:
        sizes = [medium_of_size(f"{short}x{short * 1.4}mm", self.media) for short in range(200, 1500, 50)]
        for smaller, larger in pairwise(sizes):
            assert smaller.floor_mm <= larger.floor_mm < larger.target_mm
            assert smaller.scale < larger.scale and smaller.distance_m <= larger.distance_m
        assert min(one.floor_mm for one in sizes) == self.media["poster-a4"].floor_mm

    def test_either_side_may_be_the_long_one(self) -> None:
        upright, existing = medium_of_size("600x900mm", self.media), medium_of_size("900×600 毫米", self.media)
        assert (existing.width_mm, existing.height_mm, existing.name) == (900, 600, "900x600mm")
        assert existing.floor_mm == upright.floor_mm and existing.scale == upright.scale
        assert medium_of_size("60x90cm", self.media).name == "600x900mm"

    def test_screens_grow_with_their_short_side(self) -> None:
        full = self.media["screen-1920x1080"]
        half = medium_of_size("960x540px", self.media)
        assert (half.kind, half.pixels, half.name) == ("screen", (960, 540), "960x540px")
        assert half.floor_mm == pytest.approx(full.floor_mm / 2, abs=0.001)
        assert half.width_mm == pytest.approx(full.width_mm / 2)
        assert medium_of_size("720x1280px", self.media).height_mm > medium_of_size("1280x720px", self.media).height_mm

    @pytest.mark.parametrize(
        "size",
        [
            "139x200mm", "0x0mm", "300x1300mm", "4000x5001mm", "10x10m", "600x900in", "600x900", "100x100px", "0x0px",
            "800.5x600px", "800x9000px",
        ],
    )  # fmt: skip
    def test_limits(self, size: str) -> None:
        with pytest.raises(UsageError):
            medium_of_size(size, self.media)


def test_names_of_files_and_folders() -> None:
    assert all(is_folder_name(name) for name in ("甲村", "××村", "a b", "A1"))
    wrong = ("", " ", ".", "..", "a/b", "a\\b", "nul", "COM1.txt", "x.", "\u202ea")
    assert not any(is_folder_name(name) for name in wrong)
    assert file_name("../一/二?") == "_一_二_" and len(file_name("长" * 300).encode()) <= 180


def test_names_of_media_and_themes() -> None:
    known = installed_styles()
    found = choice.media_of(["poster-a3，poster-a4、poster-a3"], known)
    assert [one.name for one in found] == ["poster-a3", "poster-a4"]
    assert theme_of("黑白", known).name == "mono"
    assert choice.medium_of(" 1366×768 像素 ", known.media).pixels == (1366, 768)


def test_lists_are_data() -> None:
    assert {one.name for one in yizhangtu.list_media()} == set(installed_styles().media)
    assert [one.name for one in yizhangtu.list_themes()] == list(installed_styles().themes)
    assert dict(yizhangtu.list_icons()).keys() == installed_styles().icons.paths.keys()
    assert yizhangtu.schema()["$schema"].startswith("http://json-schema.org/")
    assert yizhangtu.doctor().healthy


def test_unknown_names_of_the_library() -> None:
    with pytest.raises(AttributeError):
        _ = yizhangtu.nothing
    assert all(getattr(yizhangtu, name) for name in yizhangtu.__all__)


def test_a_medium_in_other_capitals() -> None:
    with pytest.raises(UsageError) as found:
        choice.medium_of("poster-A3", installed_styles().media)
    assert "“poster-a3”" in found.value.hint


@pytest.mark.parametrize(("title", "code"), [("出错", "Y604"), ("放不下", "Y501")])
def test_a_bad_guide_is_left_out_of_the_booklet(
    here: Path, monkeypatch: pytest.MonkeyPatch, title: str, code: str
) -> None:
    for name in ("好", title):
        (here / f"flows/{name}.yaml").write_text(GUIDE.replace("开证明", name), "utf-8")
    printed: list[list[str]] = []

    def fake(context: object, subjects: list[Subject], *rest: object) -> Document:
        printed.append([str(subject.guide.title) for subject in subjects])
        if "出错" in printed[-1]:
            raise ZeroDivisionError("layout")
        large = [subject.guide for subject in subjects if subject.guide.title == "放不下"]
        return Document(None, (make("Y501", large[0].span, "放不下"),)) if large else Document(b"%PDF")

    monkeypatch.setattr(booklet, "make_booklet", fake)
    result = yizhangtu.build_files(BuildRequest(media=["booklet-a5"], processes=1))
    assert printed[-1] == ["好", "开证明"]
    assert [(one.code, one.span.file) for one in result.diagnostics if one.span] == [(code, f"flows/{title}.yaml")]
    assert [one.path.as_posix() for one in result.outputs] == ["output/booklet-a5.pdf"]


def test_a_file_name_that_is_not_utf8_is_no_characters() -> None:
    assert characters_of(["甲\udcb4\udce5.yaml"]) == ".almy甲"
