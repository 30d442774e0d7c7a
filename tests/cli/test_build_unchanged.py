"""`build` where nothing has changed: nothing is read, loaded or made."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.own_styles import own_styles
from helpers.village_project import BROKEN, GUIDE, WARNED, FakePress, make_project, run
from yizhangtu.build import checked
from yizhangtu.system import places

PROJECT = "乡镇: 某镇\n县区: 某县\n媒介: [poster-a3, poster-a4]\n"
VILLAGES = "村庄:\n  - {村名: 甲村, 电话: '1'}\n  - {村名: 乙村, 电话: '2'}\n"
HEAVY = ("weasyprint", "yaml", "jinja2", "fontTools", "PIL", "pikepdf", "openpyxl", "uharfbuzz", "importlib.metadata")


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one with each run that goes the whole way."""
    gone: list[str] = []
    plain = checked.check_loaded

    def counted(*given: object, **more: object) -> object:
        gone.append("whole")
        return plain(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(checked, "check_loaded", counted)
    return gone


@pytest.fixture
def looks(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return own_styles(tmp_path_factory.mktemp("looks"), monkeypatch)


def put_dot(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dot of another version, first on the path; it notes how often it is asked."""
    folder.mkdir(exist_ok=True)
    path = folder / "dot"
    path.write_text(f'#!/bin/sh\necho x >> "{folder}/asked"\necho "dot - graphviz version 99" >&2\n')
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder / "asked"


class TestNothingToDo:
    """A run that finds everything as the last one left it, says so at once."""

    @pytest.fixture(autouse=True)
    def produced(self, here: Path, press: FakePress, ways: list[str]) -> None:
        table = "村名,电话\n甲村,1\n乙村,2\n"
        make_project(
            here, {"甲.yaml": "甲", "乙.yaml": "乙", "辖区.yaml": PROJECT + "村庄: 村庄.csv\n", "村庄.csv": table}
        )
        run("build", "-m", "poster-a3")
        press.taken(), ways.clear()

    def again(self, ways: list[str], *args: str) -> bool:
        """Whether a run goes the whole way."""
        ways.clear()
        assert run("build", "-m", "poster-a3", *args).exit_code == 0
        return bool(ways)

    def test_nothing_is_read_twice(self, ways: list[str], press: FakePress) -> None:
        assert not self.again(ways)
        assert "2 个文件没有改动" in run("build", "-m", "poster-a3").stderr
        assert self.again(ways, "--force") and len(press.taken()) == 2
        assert not self.again(ways)

    def test_nothing_heavy_is_loaded(self) -> None:
        code = (
            "import sys; from yizhangtu.cli.main import main\n"
            "try: main(['build', '-m', 'poster-a3'])\n"
            f"finally: print(sorted({HEAVY!r} & sys.modules.keys()))"
        ).replace(repr(HEAVY), f"set({HEAVY!r})")
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert "2 个文件没有改动" in done.stderr and done.stdout == "[]\n"

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("flows/甲.yaml", GUIDE.format(title="丁")),
            ("flows/丙.yaml", GUIDE.format(title="丙")),
            ("flows/辖区.yaml", PROJECT + "村庄: 村庄.csv\n# 注\n"),
            ("flows/村庄.csv", "村名,电话\n甲村,1\n乙村,3\n"),
            ("output/poster-a3/甲.pdf", "%PDF"),
        ],
    )
    def test_what_is_another_is_looked_at(self, here: Path, ways: list[str], name: str, text: str) -> None:
        (here / name).write_text(text, "utf-8")
        assert self.again(ways) and not self.again(ways)

    def test_what_is_gone_is_looked_at(self, here: Path, ways: list[str]) -> None:
        (here / "flows/乙.yaml").unlink()
        assert self.again(ways) and not self.again(ways)
        (here / "output/poster-a3/甲.pdf").unlink()
        assert self.again(ways) and not self.again(ways)

    def test_a_table_that_becomes_a_link(self, here: Path, ways: list[str]) -> None:
        (here / "flows/村庄.csv").rename(here / "外.csv")
        (here / "flows/村庄.csv").symlink_to("../外.csv")
        assert run("build", "-m", "poster-a3").exit_code == 1 and ways

    def test_results_that_were_copied_are_read_once(self, here: Path, ways: list[str], press: FakePress) -> None:
        for path in (here / "output/poster-a3").iterdir():
            os.utime(path, ns=(1, 1))
        assert self.again(ways) and press.taken() == []
        assert not self.again(ways)

    def test_another_request_that_writes_the_same_files(self, ways: list[str], press: FakePress) -> None:
        assert self.again(ways, "-t", "mono") and len(press.taken()) == 2
        assert self.again(ways) and len(press.taken()) == 2

    def test_another_dot(self, here: Path, ways: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
        put_dot(here / "bin", monkeypatch)
        assert self.again(ways) and not self.again(ways)

    @pytest.mark.parametrize("kind", ["of the stamps", "in whole seconds", "in the future"])
    def test_a_style_that_changes_twice_at_a_time(
        self, here: Path, ways: list[str], press: FakePress, looks: Callable[[str], None], kind: str
    ) -> None:
        """Its size and time stay the same; so its contents are read once more."""
        style = places.styles() / "themes/common.yaml"
        self.again(ways)  # with these styles
        noted = (here / "output/.yizhangtu.json").stat().st_mtime_ns
        second = 10**9
        time = {"of the stamps": noted, "in whole seconds": noted // second * second}.get(kind, noted + 3600 * second)
        os.utime(style, ns=(time, time))
        assert self.again(ways)
        os.utime(here / "output/.yizhangtu.json", ns=(noted, noted))
        press.taken()
        style.write_text(style.read_text("utf-8").replace("#1A1A1A", "#1A1A1B"), "utf-8")
        os.utime(style, ns=(time, time))
        assert self.again(ways) and len(press.taken()) == 2
        if kind == "in whole seconds":  # however long the run took
            os.utime(here / "output/.yizhangtu.json", ns=(noted, noted))
        assert self.again(ways) == (kind != "of the stamps")  # the others are looked at until their time is over

    def test_what_was_wrong_is_stated_again(self, here: Path, ways: list[str]) -> None:
        make_project(here, {"甲.yaml": WARNED.format(title="甲"), "坏.yaml": BROKEN.format(title="坏")})
        first = run("build", "-m", "poster-a3")
        ways.clear()
        again = run("build", "-m", "poster-a3", "--strict")
        assert not ways and (first.exit_code, again.exit_code) == (1, 1)
        for stated in ("警告[Y301]", "错误[Y203]", "说不清", "没有做成"):
            assert stated in first.stderr and stated in again.stderr
        assert first.stderr.splitlines()[:-1] == again.stderr.splitlines()[:-1]  # all but the summary

    def test_what_failed_is_tried_again(self, here: Path, ways: list[str], press: FakePress) -> None:
        make_project(here, {"崩.yaml": "让程序出错"})
        for _ in range(2):
            ways.clear()
            assert run("build", "-m", "poster-a3").exit_code == 1 and ways

    def test_a_folder_that_cannot_be_written_to(self, ways: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
        def full(path: Path, data: bytes) -> None:
            raise OSError(errno.EROFS, "read-only")

        monkeypatch.setattr("yizhangtu.system.disk.write_atomic", full)
        for path in Path("output/poster-a3").iterdir():
            os.utime(path, ns=(1, 1))
        assert self.again(ways)
