"""Ctrl-C and SIGTERM at a build, and readers that go away: it ends soon and tidily, and what was made is noted."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpers.false_dot import put
from helpers.village_project import enter, make_project, run
from yizhangtu.build.cache import records

COMMAND = (sys.executable, "-m", "yizhangtu", "build")
PATIENCE_S = 60.0


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_project(tmp_path, {f"{number}.yaml": f"第{number}件" for number in range(40)})
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return enter(tmp_path, monkeypatch)


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def begun() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """A build in a session of its own."""
    started: list[subprocess.Popen[str]] = []

    def begin(*more: str) -> subprocess.Popen[str]:
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        before = signal.signal(signal.SIGINT, signal.SIG_DFL)  # a process started in the background would ignore it
        try:
            started.append(subprocess.Popen([*COMMAND, *more], text=True, start_new_session=True, **pipes))
        finally:
            signal.signal(signal.SIGINT, before)
        return started[-1]

    yield begin
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize(
    ("number", "processes", "code"),
    [(signal.SIGINT, "1", 130), (signal.SIGTERM, "1", 143), (signal.SIGINT, "2", 130), (signal.SIGTERM, "2", 143)],
)
def test_what_was_made_is_noted_and_nobody_is_left(
    here: Path, begun: Callable[..., subprocess.Popen[str]], number: int, processes: str, code: int
) -> None:
    process = begun("-m", "poster-a4", "-j", processes)
    until(lambda: list(here.glob("output/poster-a4/*.pdf")))
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as a terminal does: all of them hear it
    else:
        process.send_signal(number)
    stated, messages = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, stated, messages.strip()) == (code, "", "已中断。")
    until(lambda: gone(process.pid))
    existing = {f"poster-a4/{path.name}" for path in (here / "output/poster-a4").iterdir()}
    noted = records.read_records(here / "output").results.keys()
    assert 0 < len(existing) < 40 and noted <= existing
    assert len(existing - noted) <= 1  # it may have been interrupted between the two
    assert not list(here.glob("yizhangtu-*"))


@pytest.mark.parametrize(
    ("number", "processes", "code"),
    [(signal.SIGINT, "1", 130), (signal.SIGTERM, "2", 143), (signal.SIGKILL, "2", -signal.SIGKILL)],
)
def test_while_dot_hangs(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    begun: Callable[..., subprocess.Popen[str]],
    number: int,
    processes: str,
    code: int,
) -> None:
    """Nobody waits for it, and it is not left behind, although it is in a session of its own."""
    numbers = here / "numbers"
    put(here / "bin", monkeypatch, f"open({str(numbers)!r}, 'a').write(f'{{os.getpid()}}\\n'); time.sleep(600)")
    process = begun("-m", "poster-a4", "-j", processes)
    until(lambda: numbers.exists() and len(numbers.read_text().split()) == int(processes))
    process.send_signal(number)
    assert "Traceback" not in process.communicate(timeout=PATIENCE_S)[1]
    assert process.returncode == code
    until(lambda: all(map(gone, map(int, numbers.read_text().split()))) and gone(process.pid))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_while_it_waits_for_another(
    here: Path, begun: Callable[..., subprocess.Popen[str]], number: int, code: int
) -> None:
    (here / "output").mkdir()
    handle = os.open(here / "output", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    process = begun("-m", "text")
    assert process.stderr is not None and "等它做完" in process.stderr.readline()
    process.send_signal(number)
    assert "已中断。" in process.communicate(timeout=PATIENCE_S)[1]
    assert process.returncode == code and os.listdir(here / "output") == []
    os.close(handle)


def test_readers_that_go_away(here: Path) -> None:
    """The build is done all the same, and no traceback is printed."""
    words = " ".join(COMMAND)
    for ending in ("| head -n 1", "| true", ">&-", "2>&-", "2>&1 | true", "<&- >&- 2>&-"):
        done = subprocess.run(f"{words} -m text --force {ending}", shell=True, capture_output=True, text=True)
        assert "Traceback" not in done.stderr and "程序出错" not in done.stderr and "Exception" not in done.stderr
        assert len(list((here / "output/text").iterdir())) == 40
    assert run("build", "-m", "text").stdout == ""  # all of it was noted


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_standard_output(here: Path) -> None:
    done = subprocess.run(f"{' '.join(COMMAND)} -m text > /dev/full", shell=True, capture_output=True, text=True)
    assert done.returncode == 2 and "错误：不能输出：磁盘满了" in done.stderr
    done = subprocess.run(f"{' '.join(COMMAND)} flows/1.yaml -m text -o - > /dev/full", shell=True, capture_output=True)
    assert done.returncode == 2 and "错误：不能输出：磁盘满了" in done.stderr.decode()
    assert run("build", "-m", "text").stdout == ""
    done = subprocess.run(f"{' '.join(COMMAND)} -m text 2> /dev/full", shell=True, capture_output=True, text=True)
    assert done.returncode == 2  # it could not say all that it had to
