"""The clock is set and the time zone is changed while the program runs: the same files, nothing made twice for that,
nothing taken for unchanged that is not."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

import yizhangtu
from helpers.definitions import TWO_STEPS
from yizhangtu import BuildRequest, BuildResult

DAY_NS = 86_400 * 10**9
SHIFTS = (0, -40 * 365 * DAY_NS, DAY_NS, 3 * 365 * DAY_NS, -1)  # of the clock, from one look at it to the next
ZONES = ("Asia/Shanghai", "Pacific/Kiritimati", "America/St_Johns", "UTC")


@pytest.fixture
def restless(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A clock that is set at each look, and a zone that changes with it."""
    real, shifts, zones = time.time_ns, cycle(SHIFTS), cycle(ZONES)

    def look() -> int:
        monkeypatch.setenv("TZ", next(zones))
        time.tzset()
        return max(0, real() + next(shifts))

    monkeypatch.setattr(time, "time_ns", look)
    monkeypatch.setattr(time, "time", lambda: look() / 10**9)
    yield
    monkeypatch.undo()
    time.tzset()


def made(folder: Path, output: str) -> BuildResult:
    return yizhangtu.build_files(BuildRequest([folder / "flows"], ["poster-a4,booklet-a5"], output=folder / output))


def results(folder: Path, output: str) -> dict[str, bytes]:
    found = (path for path in sorted((folder / output).rglob("*")) if path.is_file() and path.suffix != ".json")
    return {path.relative_to(folder / output).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flows").mkdir()
    for name in ("开证明", "又一份"):
        (tmp_path / f"flows/{name}.yaml").write_text(TWO_STEPS.replace("开证明", name), "utf-8")
    made(tmp_path, "plain")
    return tmp_path


def test_a_clock_that_is_set_in_mid_run(here: Path, restless: None) -> None:
    made(here, "restless")
    assert results(here, "restless") == results(here, "plain") and len(results(here, "plain")) == 3
    assert not [one for one in made(here, "restless").outputs if one.built]
    changed = here / "flows/又一份.yaml"
    changed.write_text(changed.read_text("utf-8").replace("又一份", "另一份"), "utf-8")  # of the same size
    assert len([one for one in made(here, "restless").outputs if one.built]) == 2


@pytest.mark.parametrize("shift", [-40 * 365 * DAY_NS, -1, 3 * 365 * DAY_NS])
def test_files_with_other_times(here: Path, shift: int) -> None:
    """As after a copy to another disk, or after the clock was set: what is the same is kept, what is not is made."""
    for path in (*(here / "flows").iterdir(), *(p for p in (here / "plain").rglob("*") if p.is_file())):
        seen = path.stat().st_mtime_ns + shift
        os.utime(path, ns=(seen, seen))
    assert not [one for one in made(here, "plain").outputs if one.built]
    changed = here / "flows/又一份.yaml"
    text, seen = changed.read_text("utf-8"), changed.stat().st_mtime_ns
    changed.write_text(text.replace("又一份", "另一份"), "utf-8")  # of the same size
    os.utime(changed, ns=(seen + min(shift, -1), seen + min(shift, -1)))
    built = sorted(one.path.relative_to(here).as_posix() for one in made(here, "plain").outputs if one.built)
    assert built == ["plain/booklet-a5.pdf", "plain/poster-a4/又一份.pdf"]
