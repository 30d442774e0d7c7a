"""Where jobs are made: executors that die, real processes, what travels to a worker, and a Dask cluster."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import yizhangtu
from helpers.guides import FLOWS
from yizhangtu import BuildRequest, MissingDependency
from yizhangtu.build.workers import tasks, worker
from yizhangtu.media.result import Result, one_file
from yizhangtu.system.workers import executor
from yizhangtu.system.workers.processes import Processes

FLOW = FLOWS / "高龄津贴申领.yaml"
GUIDE = """\
名称: 开证明
办理主体: 村委会
时间要求: 5个工作日
监督管理: 村监委
操作流程:
  - {步骤: 申请, 办理: 村民, 时限: 当场}
  - {步骤: 盖章, 时限: 1个工作日}
"""


class Scripted(Executor):
    """An executor of `size` workers that makes a job when it is reported to; a killer takes all of them along."""

    def __init__(self, size: int, log: list[str]) -> None:
        self.size, self.log, self.broken = size, log, False
        self.waiting: list[tuple[Future[Any], Callable[[], Any], bytes]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.broken:
            raise BrokenProcessPool
        future: Future[Any] = Future()
        self.waiting.append((future, lambda: fn(*args), args[1]))
        return future

    def step(self) -> None:
        """Make what the workers have in their hands, the last first."""
        running, self.waiting = self.waiting[: self.size], self.waiting[self.size :]
        if any(data.startswith(b"kill") for _, _, data in running):
            self.broken = True
            for future, _, _ in (*running, *self.waiting):
                future.set_exception(BrokenProcessPool())
            self.waiting = []
        for future, make, data in reversed(running):
            if self.broken or not future.set_running_or_notify_cancel():
                continue
            self.log.append(data.decode())
            try:
                future.set_result(make())
            except Exception as error:
                future.set_exception(error)


@dataclass
class Play:
    """An engine of scripted executors."""

    size: int = 2
    deaths: tuple[type[BaseException], ...] = (BrokenProcessPool,)
    patience: float | None = 0.0

    def __post_init__(self) -> None:
        self.produced: list[str] = []
        self.crews: list[Scripted] = []
        self.ended: list[bool] = []

    def count(self) -> int:
        return self.size

    def crew(self, parcel: Any, most: int = 0) -> executor.Crew:
        self.crews.append(Scripted(most or self.size, self.produced))
        return executor.Crew(self.crews[-1], parcel, self.ended.append)

    def check(self) -> None:
        self.crews[-1].step()


def produced(parcel: str, data: bytes) -> str:
    """What comes of a job in a play."""
    if data == b"wrong":
        raise ValueError("wrong")
    return parcel + data.decode()


def play(engine: Play, jobs: list[str]) -> list[tuple[int, Any]]:
    return list(executor.run(engine, produced, "p-", len(jobs), lambda number: jobs[number].encode()))


class TestRun:
    """Many jobs, some workers."""

    def test_results_come_in_the_order_of_the_jobs(self) -> None:
        engine = Play(size=4)
        names = [str(n) for n in range(30)]
        assert play(engine, names) == [(n, f"p-{n}") for n in range(30)]
        assert engine.produced != names and sorted(engine.produced) == sorted(names) and engine.ended == [True]

    def test_neither_jobs_nor_results_of_a_long_run_are_in_memory_at_once(self) -> None:
        taken: list[int] = []
        engine = Play(size=2)

        def packed(number: int) -> bytes:
            taken.append(number)
            return b""

        for number, _ in executor.run(engine, produced, "", 1000, packed):
            assert len(taken) <= number + executor.AHEAD + 1
            assert len(taken) - len(engine.produced) <= executor.QUEUED * engine.size
        assert taken == list(range(1000))

    def test_a_killer_loses_and_nobody_else(self) -> None:
        engine = Play(size=3)
        names = [f"kill{n}" if n in (4, 5, 25) else str(n) for n in range(30)]
        found = dict(play(engine, names))
        assert [n for n in found if isinstance(found[n], executor.WorkerCrashed)] == [4, 5, 25]
        assert all(found[n] == f"p-{n}" for n in range(30) if n not in (4, 5, 25))
        assert len(engine.produced) == 27  # nothing that was done is done again

    def test_a_worker_that_died_by_itself_costs_nothing(self) -> None:
        engine = Play(size=2)
        stepped = engine.check

        def once() -> None:  # somebody ends a process, or memory runs out
            engine.check = stepped  # type: ignore[method-assign]
            for future, _, _ in engine.crews[-1].waiting:
                future.set_exception(BrokenProcessPool())
            engine.crews[-1].broken = True

        engine.check = once  # type: ignore[method-assign]
        assert play(engine, list("abcdefgh")) == [(n, f"p-{c}") for n, c in enumerate("abcdefgh")]

    def test_what_cannot_be_sent_back_is_reported_of_its_job_alone(self) -> None:
        found = dict(play(Play(), ["a", "wrong", "b"]))
        assert isinstance(found.pop(1), ValueError) and found == {0: "p-a", 2: "p-b"}

    def test_who_keeps_the_jobs_may_be_gone(self) -> None:
        engine = Play()
        asked: list[str] = []

        def gone() -> None:
            asked.append("x")
            if len(asked) > 1:  # asked again, because the jobs were cancelled
                raise MissingDependency("断开了", "再运行一次")
            for future, _, _ in engine.crews[-1].waiting:
                future.cancel()
                future.set_running_or_notify_cancel()

        engine.check = gone  # type: ignore[method-assign]
        with pytest.raises(MissingDependency, match="断开了"):
            play(engine, ["a", "b"])
        assert engine.ended == [False]

    def test_an_interruption_lets_the_workers_go(self) -> None:
        engine = Play()
        run = executor.run(engine, produced, "", 100, lambda number: b"")
        next(run)
        run.close()  # type: ignore[attr-defined]
        assert engine.ended == [False] and all(future.cancelled() for future, _, _ in engine.crews[-1].waiting)


def kill(parcel: Any, data: bytes) -> tuple[int, str, str]:
    """In a process: die of one job."""
    if data == b"1":
        os._exit(3)
    with tempfile.NamedTemporaryFile(delete=False):
        return int(data) ** 2, tempfile.gettempdir(), type(threading.current_thread()).__name__


def test_real_processes_die_alone_and_leave_nothing_behind() -> None:
    found = dict(executor.run(Processes(2), kill, "", 5, lambda number: str(number).encode()))
    assert isinstance(found.pop(1), executor.WorkerCrashed)
    assert {number: one[0] for number, one in found.items() if isinstance(one, tuple)} == {0: 0, 2: 4, 3: 9, 4: 16}
    folders = {one[1] for one in found.values() if isinstance(one, tuple)}
    assert folders and not any(map(os.path.exists, folders)) and tempfile.gettempdir() not in folders


def die_of_it(parcel: Any, data: bytes) -> Result:
    """In a process: make a job that is easily made, or die, or say nothing that can be sent."""
    job = tasks.unpacked_job(data)
    if "凶" in job.target:
        os._exit(3)
    if "怪" in job.target:
        raise ZeroDivisionError("layout")
    return one_file(job, f"%PDF {job.target}".encode())


def test_jobs_that_end_processes_are_reported_as_faults_of_their_guides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "make", die_of_it)
    for name in ("甲", "乙凶", "丙怪", "丁"):
        (tmp_path / f"{name}.yaml").write_text(GUIDE.replace("开证明", name), "utf-8")
    result = yizhangtu.build_files(BuildRequest([tmp_path], ["poster-a4"], output=tmp_path / "out", processes=2))
    assert sorted(one.path.name for one in result.outputs) == ["丁.pdf", "甲.pdf"]
    messages = {Path(one.span.file).stem: (one.code, one.message) for one in result.diagnostics if one.span}
    assert {name: code for name, (code, _) in messages.items()} == {"乙凶": "Y604", "丙怪": "Y604"}
    assert "意外中止" in messages["乙凶"][1] and "ZeroDivisionError" in messages["丙怪"][1]
    assert [Path(file).stem for file in result.failed] == ["丙怪", "乙凶"]


def test_a_script_without_a_guard_can_build(tmp_path: Path) -> None:
    """Processes must not run the program that started them."""
    import subprocess
    import sys

    (tmp_path / "flows").mkdir()
    (tmp_path / "flows/开证明.yaml").write_text(GUIDE, "utf-8")
    (tmp_path / "script.py").write_text(
        "import yizhangtu\nprint('once')\n"
        "r = yizhangtu.build_files(yizhangtu.BuildRequest(media=['poster-a4', 'poster-a5'], processes=2))\n"
        "print(len(r.outputs), len(r.diagnostics))\n",
        "utf-8",
    )
    ran = subprocess.run([sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert (ran.stdout, ran.stderr) == ("once\n2 0\n", "")
