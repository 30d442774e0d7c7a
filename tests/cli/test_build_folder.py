"""`build` and its folder of results: two programs at once, a full disk; what it shows meanwhile."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

import yizhangtu
from helpers.village_project import WARNED, FakePress, make_project, run
from yizhangtu import BuildRequest
from yizhangtu.cli import output
from yizhangtu.system import clock, lock


class TestTwoAtOnce:
    """One program at a time writes into a folder."""

    @pytest.fixture(autouse=True)
    def produced(self, here: Path) -> None:
        make_project(here, {"甲.yaml": "甲", "乙.yaml": "乙"})

    @pytest.fixture
    def other(self, here: Path) -> int:
        """Another program that holds the folder."""
        (here / "output").mkdir()
        handle = os.open(here / "output", os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX)
        return handle

    def test_the_second_waits(self, press: FakePress, other: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clock, "sleep", lambda seconds: os.close(other))
        result = run("build", "-m", "poster-a3")
        assert result.exit_code == 0 and len(press.taken()) == 2
        assert result.stderr.startswith("另一个 yizhangtu 正在写“output”，等它做完…\n")
        assert "另一个" not in run("build", "-m", "poster-a3", "--force").stderr

    def test_it_sees_what_the_first_has_made(
        self, here: Path, press: FakePress, other: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        os.close(other)
        run("build", "-m", "poster-a3")
        for path in (here / "output/poster-a3").iterdir():
            os.utime(path, ns=(1, 1))  # so that it looks closer
        handle = os.open(here / "output", os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX)

        def end(seconds: float) -> None:
            (here / "output/poster-a3/甲.pdf").write_bytes(b"another")
            os.close(handle)

        monkeypatch.setattr(clock, "sleep", end)
        press.taken()
        assert run("build", "-m", "poster-a3").exit_code == 0 and press.taken() == ["poster-a3/甲.pdf"]

    def test_not_for_ever(self, press: FakePress, other: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lock, "PATIENCE_S", 0.0)
        result = run("build", "-q")
        assert (result.exit_code, result.stdout, press.taken()) == (2, "", [])
        assert result.stderr.startswith("错误：另一个 yizhangtu 一直在写“output”\n  提示: 等它做完再运行")
        os.close(other)

    def test_a_folder_that_is_taken_away_meanwhile(
        self, here: Path, press: FakePress, other: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def end(seconds: float) -> None:
            (here / "output").rmdir()
            os.close(other)

        monkeypatch.setattr(clock, "sleep", end)
        assert run("build", "-m", "poster-a3").exit_code == 0
        assert (here / "output/poster-a3/甲.pdf").is_file()

    def test_one_that_was_killed_is_no_obstacle(self, here: Path, press: FakePress) -> None:
        code = (
            "import os, pathlib, signal; from yizhangtu.system import lock\n"
            "with lock.locked(pathlib.Path('output'), print): os.kill(os.getpid(), signal.SIGKILL)"
        )
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
        result = run("build", "-m", "poster-a3")
        assert result.exit_code == 0 and "另一个" not in result.stderr

    def test_where_there_are_no_locks(self, press: FakePress, monkeypatch: pytest.MonkeyPatch) -> None:
        def never(handle: int, how: int) -> None:
            raise OSError(errno.ENOLCK, "no locks")

        monkeypatch.setattr(fcntl, "flock", never)
        assert run("build", "-m", "poster-a3").exit_code == 0 and len(press.taken()) == 2

    def test_two_real_programs(self, here: Path) -> None:
        words = [sys.executable, "-m", "yizhangtu", "build", "-m", "text", "-q"]
        both = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        stated = [process.communicate()[0].splitlines() for process in both]
        assert [process.returncode for process in both] == [0, 0]
        assert sorted(stated[0] + stated[1]) == ["output/text/乙.txt", "output/text/甲.txt"]  # each made once
        names = sorted(path.relative_to(here).as_posix() for path in (here / "output").rglob("*") if path.is_file())
        assert names == ["output/.yizhangtu.json", "output/text/乙.txt", "output/text/甲.txt"]


class TestFullDisk:
    """What was made before stays, nothing is torn."""

    def test_what_was_made_stays(self, here: Path, press: FakePress, monkeypatch: pytest.MonkeyPatch) -> None:
        make_project(here, {"甲.yaml": "甲", "乙.yaml": "乙", "丙.yaml": "丙"})
        written: list[int] = []
        plain = os.fsync

        def full_at_the_second(handle: int) -> None:
            written.append(handle)
            if len(written) == 2:
                raise OSError(errno.ENOSPC, "No space left on device")
            plain(handle)

        monkeypatch.setattr(os, "fsync", full_at_the_second)
        result = run("build", "-m", "poster-a3")
        assert result.exit_code == 2 and result.stdout == "output/poster-a3/丙.pdf\n"
        assert "不能写入“output/poster-a3/乙.pdf”：磁盘满了" in result.stderr
        existing = sorted(path.name for path in (here / "output").rglob("*") if path.is_file())
        assert existing == [".yizhangtu.json", "丙.pdf"]
        press.taken()
        assert run("build", "-m", "poster-a3").exit_code == 0
        assert press.taken() == ["poster-a3/乙.pdf", "poster-a3/甲.pdf"]

    def test_not_even_the_stamps(self, here: Path, press: FakePress, monkeypatch: pytest.MonkeyPatch) -> None:
        make_project(here, {"甲.yaml": "甲", "乙.yaml": "乙"})
        plain, written = os.fsync, list[int]()

        def full_after_the_first(handle: int) -> None:
            written.append(handle)
            if len(written) > 1:
                raise OSError(errno.ENOSPC, "No space left on device")
            plain(handle)

        monkeypatch.setattr(os, "fsync", full_after_the_first)
        result = run("build", "-m", "poster-a3")
        assert result.exit_code == 2 and "不能写入“output/poster-a3/甲.pdf”：磁盘满了" in result.stderr
        assert [path.name for path in (here / "output").rglob("*") if path.is_file()] == ["乙.pdf"]


class TestProgress:
    """One line for people who wait."""

    @pytest.fixture
    def now(self, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        """The clock, and a terminal of 80 columns."""
        time = [0.0]
        monkeypatch.setattr(clock, "now", lambda: time[0])
        monkeypatch.setattr(output, "columns", lambda: 80)
        monkeypatch.delenv("CI", raising=False)
        monkeypatch.setenv("TERM", "xterm")
        return time

    def test_it_appears_late_and_is_drawn_over(
        self, now: list[float], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        bar = output.Bar(quiet=False)
        bar(1, 8, "一", 0)
        assert capsys.readouterr().err == ""
        now[0] = 2.0
        bar(4, 8, "poster-a3/二.pdf", 1)
        bar(5, 8, "三", 1)  # too soon after the last
        now[0] = 4.0
        bar(8, 8, "四", 0)
        bar.close()
        assert capsys.readouterr().err.split("\r\x1b[K") == [
            "",
            "##########.......... 4/8  每秒 2.0 张  还要 2 秒  1 处问题  poster-a3/二.pdf",
            "#################### 8/8  每秒 2.0 张  还要 0 秒  四",
            "",
        ]

    def test_not_for_programs_nor_when_quiet(self, now: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        assert output.Bar(quiet=False).on and not output.Bar(quiet=True).on
        monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
        assert not output.Bar(quiet=False).on
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        monkeypatch.setenv("CI", "1")
        assert not output.Bar(quiet=False).on

    @pytest.mark.parametrize("room", range(0, 100, 7))
    def test_it_never_fills_more_than_a_line(self, room: int) -> None:
        from yizhangtu.cli.report.columns import width

        line = output.progress_line(120, 1000, "村/poster-a3/很长的名字\x1b[31m.pdf", 3, 6.5, room)
        assert width(line) <= room and "\x1b" not in line

    def test_times(self) -> None:
        assert "每秒 18 张  还要 48 秒" in output.progress_line(120, 1000, "", 0, 6.5, 99)
        assert "还要 15 分 0 秒" in output.progress_line(100, 1000, "", 0, 100.0, 99)

    def test_faults_are_counted_as_they_come(self, here: Path, press: FakePress) -> None:
        steps: list[tuple[object, ...]] = []
        make_project(here, {"甲.yaml": WARNED.format(title="甲"), "崩.yaml": "让程序出错"})
        yizhangtu.build_files(BuildRequest(media=["poster-a3"]), lambda *step: steps.append(step))
        assert steps == [(1, 2, "poster-a3/崩.pdf", 2), (2, 2, "poster-a3/甲.pdf", 2)]
