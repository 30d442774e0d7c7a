"""What a killed build leaves, what survives a power failure, and changes within one tick of the clock."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from pathlib import Path
from typing import Any

import pytest

from helpers.village_project import FakePress, enter, fake_press, make_project, run
from yizhangtu.build.cache import records
from yizhangtu.system import disk

HOUR_NS = 3600 * 10**9
LEFT = ".yizhangtu-abcd_123.part"


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> FakePress:
    return fake_press(monkeypatch)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, press: FakePress) -> Path:
    make_project(tmp_path, {"甲.yaml": "甲", "乙.yaml": "乙"})
    return enter(tmp_path, monkeypatch)


def build() -> list[str]:
    """The names of the posters that are made."""
    result = run("build", "-m", "poster-a3")
    assert result.exit_code == 0, result.stderr
    return [Path(line).stem for line in result.stdout.splitlines()]


class TestLeftOver:
    """Files that a killed build was writing."""

    STRANGERS = (
        ".a.part",
        ".yizhangtu-.part",
        ".yizhangtu-abcd_1234.part",
        ".yizhangtu-ABCDEFGH.part",
        ".abcd_123.part",
    )

    @pytest.fixture
    def left(self, here: Path) -> list[Path]:
        """Some where results go, some of others, and one where nothing is made."""
        places = [here / "output", here / "output/poster-a3", here / "output/poster-a2", here / "flows"]
        for place in places:
            place.mkdir(parents=True, exist_ok=True)
            (place / LEFT).write_text("%PDF ha")
        for name in self.STRANGERS:
            (here / "output/poster-a3" / name).write_text("mine")
        (here / "output/poster-a3/.yizhangtu-folder_1.part").mkdir()
        (here / "output/poster-a3/.yizhangtu-linked_1.part").symlink_to(here / "flows/甲.yaml")
        return [place / LEFT for place in places]

    def test_they_go_where_results_go(self, here: Path, left: list[Path]) -> None:
        assert build() == ["乙", "甲"]
        assert [path.exists() for path in left] == [False, False, True, True]
        names = {path.name for path in (here / "output/poster-a3").iterdir()}
        assert {*self.STRANGERS, ".yizhangtu-folder_1.part", ".yizhangtu-linked_1.part", "甲.pdf", "乙.pdf"} == names

    def test_not_where_another_program_may_be_writing(self, left: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
        def never(handle: int, how: int) -> None:
            raise OSError(errno.ENOLCK, "no locks")

        monkeypatch.setattr(fcntl, "flock", never)
        assert build() == ["乙", "甲"] and all(path.exists() for path in left)

    def test_a_run_that_has_nothing_to_do_takes_nothing_away(self, here: Path) -> None:
        build()
        (here / "output/poster-a3" / LEFT).write_text("x")
        assert build() == [] and (here / "output/poster-a3" / LEFT).exists()

    def test_in_the_cache_only_what_is_old(self, tmp_path: Path) -> None:
        old, young = tmp_path / LEFT, tmp_path / LEFT.replace("abcd", "efgh")
        old.write_text("x"), young.write_text("x")
        yesterday = time.time() - 2 * disk.DAY_S
        os.utime(old, (yesterday, yesterday))
        disk.keep(tmp_path / "a.otf", b"font")
        assert sorted(os.listdir(tmp_path)) == [young.name, "a.otf"]


class TestPower:
    """The power fails: what was not put down is as it was before."""

    def test_bytes_are_put_down_before_their_name_and_names_before_the_end(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        done: list[tuple[str, int]] = []
        plain_sync, plain_replace = os.fsync, os.replace

        def fsync(handle: int) -> None:
            plain_sync(handle)
            done.append(("sync", os.fstat(handle).st_ino))

        def replace(source: Any, target: Any) -> None:
            done.append(("name", os.stat(source).st_ino))
            plain_replace(source, target)

        monkeypatch.setattr(os, "fsync", fsync)
        monkeypatch.setattr(os, "replace", replace)
        assert build() == ["乙", "甲"]
        names = ["poster-a3/甲.pdf", "poster-a3/乙.pdf", records.NAME]
        for name in names:
            number = (here / "output" / name).stat().st_ino
            assert done.index(("sync", number)) < done.index(("name", number))
        last = max(at for at, (what, _) in enumerate(done) if what == "name")
        assert done[last] == ("name", (here / "output" / records.NAME).stat().st_ino)
        folders = {(here / name).stat().st_ino for name in ("", "output", "output/poster-a3")}
        assert folders == {number for what, number in done[last + 1 :] if what == "sync"}

    def test_folders_that_cannot_be_put_down_are_left_at_that(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plain = os.fsync

        def fsync(handle: int) -> None:
            if os.path.isdir(f"/proc/self/fd/{handle}"):
                raise OSError(errno.EINVAL, "no such thing on this drive")
            plain(handle)

        monkeypatch.setattr(os, "fsync", fsync)
        assert build() == ["乙", "甲"]

    def test_a_disk_that_fails_at_the_very_end_is_reported(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def failing(folders: object) -> None:
            raise OSError(errno.EIO, "Input/output error")

        monkeypatch.setattr(disk, "sync", failing)
        result = run("build", "-m", "poster-a3")
        assert result.exit_code == 2 and "不能写入“output”：磁盘读写出错" in result.stderr

    def test_stamps_that_came_through_alone_deceive_nobody(self, here: Path) -> None:
        build()
        path = here / "output/poster-a3/甲.pdf"
        old, times = path.read_bytes(), path.stat()
        make_project(here, {"甲.yaml": "丙"})
        build()
        path.write_bytes(old)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert build() == ["甲"] and path.read_bytes() != old


class TestClock:
    """Times of files say only so much."""

    @pytest.fixture
    def poster(self, here: Path) -> Path:
        build()
        return here / "output/poster-a3/甲.pdf"

    def changed(self, path: Path) -> bytes:
        """Other bytes of the same length and, as far as anybody can see, of the same time."""
        data, seen = path.read_bytes(), path.stat()
        path.write_bytes(data[::-1])
        os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
        return data

    def at(self, path: Path, time_ns: int) -> None:
        os.utime(path, ns=(time_ns, time_ns))

    def test_a_change_in_the_tick_in_which_the_stamps_were_noted(self, here: Path, poster: Path) -> None:
        self.at(here / "output" / records.NAME, poster.stat().st_mtime_ns)
        assert build() == []
        data = self.changed(poster)
        assert build() == ["甲"] and poster.read_bytes() == data

    def test_what_was_changed_before_anybody_looked_at_it(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        plain = os.replace

        def replace(source: str, target: Path) -> None:
            plain(source, target)
            if target.name == "甲.pdf":
                seen = target.stat()
                target.write_bytes(target.read_bytes()[::-1])
                self.at(target, seen.st_mtime_ns + 1)

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", replace)
            build()
        assert build() == ["甲"] and (here / "output/poster-a3/甲.pdf").read_bytes().startswith(b"%PDF")

    def test_results_from_the_future(self, poster: Path) -> None:
        self.at(poster, time.time_ns() + HOUR_NS)
        assert build() == [] and build() == []
        data = self.changed(poster)
        assert build() == ["甲"] and poster.read_bytes() == data

    def test_stamps_from_the_future_and_the_past(self, here: Path, poster: Path) -> None:
        for time_ns in (time.time_ns() + HOUR_NS, 1, 0):
            self.at(here / "output" / records.NAME, time_ns)
            assert build() == []
            make_project(here, {"甲.yaml": f"甲{time_ns}"})
            assert build() == ["甲"] and build() == []
