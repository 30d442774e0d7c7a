"""The wheel: complete outside the checkout, and equal each time that it is built."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from helpers.guides import ROOT
from yizhangtu import __version__

pytestmark = pytest.mark.slow


def built(folder: Path) -> Path:
    """The wheel, by its own build backend, without a network."""
    code = f"from hatchling.build import build_wheel; build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment in which the unpacked wheel comes before everything else; the checkout is not on the path."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    packages = sysconfig.get_paths()["purelib"]  # those that it depends on; their .pth files are not read
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), packages]), "PYTHONNOUSERSITE": "1"}


def run(installed: dict[str, str], folder: Path, *words: str) -> str:
    command = [sys.executable, "-S", "-m", "yizhangtu", *words]
    done = subprocess.run(command, cwd=folder, env=installed, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_names_its_version_and_holds_its_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (metadata,) = (archive.read(name).decode() for name in names if name.endswith("METADATA"))
    assert f"\nVersion: {__version__}\n" in metadata
    assert f"## {__version__}" in (ROOT / "src/yizhangtu/CHANGELOG.md").read_text("utf-8")
    assert {name.partition("/licenses/")[2] for name in names} >= {"LICENSE", "src/yizhangtu/LICENSES.txt"}


def test_everything_that_git_keeps_of_the_program_is_in_it(wheel: Path) -> None:
    kept = subprocess.run(
        ["git", "ls-files", "-z", "src/yizhangtu", "styles", "flows/library"], cwd=ROOT, capture_output=True, text=True
    )
    if kept.returncode:
        pytest.skip("no git here")
    places = {"src/yizhangtu/": "yizhangtu/", "styles/": "yizhangtu/styles/", "flows/": "yizhangtu/flows/"}
    wanted = {
        inside + name.removeprefix(outside)
        for name in kept.stdout.split("\0")
        for outside, inside in places.items()
        if name.startswith(outside)
    }
    with zipfile.ZipFile(wheel) as archive:
        assert wanted - set(archive.namelist()) == set()


def test_it_works_where_there_is_no_checkout(installed: dict[str, str], tmp_path: Path) -> None:
    assert run(installed, tmp_path, "--version").startswith(f"yizhangtu {__version__}\n")
    assert "最低生活保障" in run(installed, tmp_path, "library", "低保")
    run(installed, tmp_path, "new", "流程", "试一试")
    run(installed, tmp_path, "build", "-m", "poster-a4", "-m", "text")
    assert (tmp_path / "output/poster-a4/试一试.pdf").read_bytes().startswith(b"%PDF")
    assert "--behind-proxy" in run(installed, tmp_path, "serve", "--help")


def test_it_is_the_same_each_time(wheel: Path, tmp_path: Path) -> None:
    assert built(tmp_path).read_bytes() == wheel.read_bytes()
