"""What an earlier build made and nothing stands behind any more is removed; nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.village_project import BROKEN, FakePress, enter, fake_press, make_project, run
from yizhangtu.build import render
from yizhangtu.media.kind import Job
from yizhangtu.media.result import File, Result

PROJECT = "乡镇: 试验镇\n村庄: [{村名: 甲村}, {村名: 乙村}]\n"


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> FakePress:
    return fake_press(monkeypatch)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, press: FakePress) -> Path:
    """A project of four guides, which need an overview."""
    folder = enter(tmp_path, monkeypatch)
    make_project(folder, {"辖区.yaml": PROJECT, **{f"{name}.yaml": name for name in "甲乙丙丁"}})
    return folder


def files(folder: Path) -> list[str]:
    found = [one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.name != ".yizhangtu.json"]
    return sorted(found)


def test_a_removed_definition_takes_its_results_and_the_overview_along(here: Path) -> None:
    run("build", "-m", "poster-a3")
    run("build", "-m", "poster-a4")
    (here / "output/poster-a3/自己的.pdf").write_bytes(b"%PDF")
    (here / "flows/丁.yaml").unlink()
    planned = run("build", "-m", "poster-a3", "--dry-run")
    assert planned.stderr.count("Y730") == 3 and (here / "output/poster-a3/丁.pdf").exists()
    result = run("build", "-m", "poster-a3")
    assert result.exit_code == 0 and "output/poster-a3/丁.pdf 提示[Y730]" in result.stderr
    assert "output/poster-a3/总图.pdf 提示[Y730]" in result.stderr
    left = files(here / "output")
    assert [one for one in left if one.startswith("poster-a3/")] == [
        f"poster-a3/{name}.pdf" for name in ("丙", "乙", "甲", "自己的")
    ]
    assert "poster-a4/丁.pdf" not in left and "poster-a4/总图.pdf" in left
    again = run("build", "-m", "poster-a3")
    assert "Y730" not in again.stderr and "3 个文件没有改动" in again.stderr


def test_a_file_that_somebody_changed_stays(here: Path) -> None:
    run("build", "-m", "poster-a3")
    (here / "output/poster-a3/丁.pdf").write_bytes(b"signed")
    (here / "flows/丁.yaml").unlink()
    assert "有人改过" in run("build", "-m", "poster-a3").stderr
    assert (here / "output/poster-a3/丁.pdf").read_bytes() == b"signed"


def test_a_definition_with_an_error_or_not_named_keeps_its_results(here: Path) -> None:
    run("build", "-m", "poster-a3")
    (here / "flows/丁.yaml").write_text(BROKEN.format(title="丁"), "utf-8")
    assert "Y730" not in run("build", "-m", "poster-a3").stderr
    (here / "flows/丁.yaml").unlink()
    assert "Y730" not in run("build", "-m", "poster-a3", "flows/甲.yaml").stderr
    assert {"poster-a3/丁.pdf", "poster-a3/总图.pdf"} <= set(files(here / "output"))


def test_a_removed_village_takes_its_folder_along(here: Path) -> None:
    run("build", "-m", "poster-a3", "--village", "全部")
    (here / "flows/辖区.yaml").write_text(PROJECT.replace("乙村", "丙村"), "utf-8")
    assert "output/乙村/poster-a3/甲.pdf 提示[Y730]" in run("build", "-m", "poster-a3", "--village", "丙村").stderr
    assert not (here / "output/乙村").exists()
    assert (here / "output/甲村/poster-a3/总图.pdf").exists() and (here / "output/丙村/poster-a3/总图.pdf").exists()


def test_projects_that_share_a_folder_leave_one_another_alone(here: Path, tmp_path: Path) -> None:
    other = make_project(tmp_path / "other", {"戊.yaml": "戊", "己.yaml": "己"})
    run("build", "-m", "poster-a3", "-o", "output", str(other))
    run("build", "-m", "poster-a3")
    (other / "戊.yaml").unlink()
    assert "Y730" not in run("build", "-m", "poster-a3").stderr
    assert (here / "output/poster-a3/戊.pdf").exists()
    assert "戊.pdf 提示[Y730]" in run("build", "-m", "poster-a3", "-o", "output", str(other)).stderr


def test_fewer_pictures_than_before(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A guide that fits on fewer slides leaves none of the old ones."""

    def slides(context: object, job: Job) -> Result:
        count = 2 if "短" in str(job.guide.title) else 3
        stem = job.target.removesuffix(".png")
        return Result(tuple(File(f"{stem}-{number}.png", bytes([number])) for number in range(1, count + 1)))

    monkeypatch.setattr(render, "render", slides)
    run("build", "-m", "screen-1920x1080", "flows/甲.yaml")
    make_project(here, {"甲.yaml": "短"})
    result = run("build", "-m", "screen-1920x1080", "flows/甲.yaml")
    assert "甲-3.png 提示[Y730]" in result.stderr
    assert files(here / "output/screen-1920x1080") == ["甲-1.png", "甲-2.png"]


def test_links_out_of_the_folder_are_not_followed(here: Path, tmp_path: Path) -> None:
    run("build", "-m", "poster-a3")
    (here / "output/poster-a3").rename(tmp_path / "elsewhere")
    (here / "output/poster-a4").mkdir()
    (here / "output/poster-a3").symlink_to(tmp_path / "elsewhere")
    (here / "flows/丁.yaml").unlink()
    run("build", "-m", "poster-a4")
    assert (tmp_path / "elsewhere/丁.pdf").exists()
