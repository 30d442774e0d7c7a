"""A cluster for real: a Dask scheduler and two workers, programs of their own that share nothing with the project."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import yizhangtu
from helpers.definitions import TWO_STEPS
from yizhangtu import BuildRequest

GUIDES = 14
WAIT_S = 60.0


class Cluster:
    """Programs in folders of their own, each with an empty home and an empty cache."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ready = folder / "scheduler.json"
        self.programs = [self._start("scheduler", "scheduler", "--port", "0", "--host", "127.0.0.1", "--no-dashboard")]
        self._wait(self.ready.is_file)
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
        self.workers = [self._start("worker", name, *options) for name in ("甲", "乙")]
        self.programs += self.workers

    def _start(self, command: str, name: str, *options: str) -> subprocess.Popen[bytes]:
        home = self.folder / name
        home.mkdir()
        environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home), "TMPDIR": str(home)}
        words = [sys.executable, "-m", "dask", command, *options, "--scheduler-file", str(self.ready)]
        with open(home / "log", "wb") as log:
            return subprocess.Popen(words, cwd=home, env=environment, stdout=log, stderr=log)

    @staticmethod
    def _wait(there: Callable[[], bool]) -> None:
        until = time.monotonic() + WAIT_S
        while not there():
            assert time.monotonic() < until
            time.sleep(0.05)

    @property
    def address(self) -> str:
        return str(json.loads(self.ready.read_text())["address"]).removeprefix("tcp://")

    def end(self) -> None:
        for program in reversed(self.programs):
            program.kill()
            program.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "cluster").mkdir()
    produced = Cluster(tmp_path / "cluster")
    yield produced
    produced.end()


@pytest.mark.filterwarnings("ignore")
def test_two_workers_make_the_same_bytes_also_when_one_is_killed(cluster: Cluster, tmp_path: Path) -> None:
    flows = tmp_path / "flows"
    flows.mkdir()
    for number in range(GUIDES):
        (flows / f"{number:02}.yaml").write_text(TWO_STEPS.replace("开证明", f"证明{number}"), "utf-8")

    def request(folder: str, **how: object) -> BuildRequest:
        return BuildRequest([flows], ["poster-a4"], output=tmp_path / folder, **how)  # type: ignore[arg-type]

    def produced(folder: str) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (tmp_path / folder / "poster-a4").iterdir()}

    yizhangtu.build_files(request("here", processes=1))

    def progress(number: int, *_: object) -> None:
        if number == 3:
            cluster.workers[0].kill()

    result = yizhangtu.build_files(request("there", engine=f"dask://{cluster.address}"), progress)
    assert cluster.workers[0].wait(WAIT_S) == -signal.SIGKILL
    assert result.missing is None and not result.failed, result
    assert produced("there") == produced("here") and len(produced("here")) == GUIDES
