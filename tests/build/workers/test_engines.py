"""Where jobs are made: executors that die, real processes, what travels to a worker, and a Dask cluster."""

from __future__ import annotations

import itertools
import logging
import os
import pickle
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import distributed
import pytest
from click.testing import CliRunner

import yizhangtu
from helpers.guides import FLOWS
from helpers.installed import installed_styles
from yizhangtu import BuildRequest, MissingDependency
from yizhangtu.build import render
from yizhangtu.build.cache.records import read_records
from yizhangtu.build.jobs import jobs_of, subjects_of
from yizhangtu.build.workers import engines, tasks, worker
from yizhangtu.build.workers.tasks import machine_versions
from yizhangtu.cli.main import main
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job
from yizhangtu.media.result import Result
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.errors import UsageError
from yizhangtu.model.project import Village
from yizhangtu.system import outputs, places
from yizhangtu.system.fonts import font_files
from yizhangtu.system.versions import differences
from yizhangtu.system.workers import executor
from yizhangtu.system.workers.address import Certificates, ClusterAddress
from yizhangtu.system.workers.dask_cluster import Cluster
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
    return Result(f"%PDF {job.target}".encode())


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


@pytest.fixture(scope="module")
def jobs() -> list[Job]:
    """A poster on paper and one for a print shop."""
    subjects = subjects_of(yizhangtu.check_files([FLOW]).guides, None, installed_styles())
    media = [installed_styles().media["poster-a3"]]
    return [*jobs_of(subjects, media)[0], *jobs_of(subjects, media, finish="print")[0]]


@pytest.fixture(scope="module")
def shared() -> Context:
    return render.context_for(yizhangtu.check_files([FLOW]).guides)


_numbers = itertools.count()


def unseen(setup: tasks.WorkerSetup) -> tasks.WorkerSetup:
    """A setup that no test of this process has used before."""
    return setup._replace(key=f"new {next(_numbers)}")


class TestWhatTravels:
    """A worker has the program and nothing else."""

    def test_a_worker_needs_neither_fonts_nor_styles_nor_files(
        self, jobs: list[Job], shared: Context, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        expected = [render.render(shared, job).data for job in jobs]
        sent = unseen(tasks.setup_of(shared, machine_versions()))
        packed = [tasks.packed_job(job) for job in jobs]

        def none(*args: object) -> Any:
            raise MissingDependency("这里没有", "")

        monkeypatch.setattr(font_files, "find_fonts", none)
        monkeypatch.setattr(places, "styles", none)
        found = [worker.make(pickle.loads(pickle.dumps(sent)), one) for one in packed]
        assert [one.data for one in found] == expected and None not in expected

    def test_a_job_is_small_whatever_the_size_of_its_project(self, jobs: list[Job]) -> None:
        rows = tuple(Village(Text(f"村{n}"), None, (("村名", f"村{n}"),)) for n in range(100_000))
        subject = jobs[0].subjects[0]
        large = jobs[0]._replace(subjects=(subject._replace(project=replace(subject.project, villages=rows)),))
        assert len(tasks.packed_job(large)) < 10_000
        back = tasks.unpacked_job(tasks.packed_job(large))
        assert (back.target, back.file, back.title, back.guide) == (
            large.target, large.file, large.title, subject.guide,
        )  # fmt: skip

    def test_the_only_village_of_a_project_is_kept(self, jobs: list[Job]) -> None:
        subject, villages = jobs[0].subjects[0], (Village(Text("甲村")),)
        one = jobs[0]._replace(subjects=(subject._replace(project=replace(subject.project, villages=villages)),))
        assert tasks.unpacked_job(tasks.packed_job(one)).project.villages == villages

    def test_a_worker_with_another_version_is_refused(self, jobs: list[Job], shared: Context) -> None:
        sent = unseen(tasks.setup_of(shared, {**machine_versions(), "Graphviz": "99"}))
        messages = worker.make(sent, tasks.packed_job(jobs[0])).missing
        assert messages is not None and "Graphviz" in messages.what and "99" in messages.what and messages.mend
        with pytest.raises(MissingDependency):
            worker.ready(sent)
        assert differences({"a": "1", "b": "2"}, {"a": "1", "c": "3"}) == [
            "b 那里是 无，这里是 2",
            "c 那里是 3，这里是 无",
        ]

    def test_few_studios_are_kept(self, shared: Context) -> None:
        first, second, third = (unseen(tasks.setup_of(shared)) for _ in range(3))
        known = [worker.context_of(one) for one in (first, second, third)]
        assert worker.context_of(third) is known[2] and worker.context_of(second) is known[1]
        assert worker.context_of(first) is not known[0]

    def test_what_is_missing_comes_back_from_a_worker(self) -> None:
        back = pickle.loads(pickle.dumps(Result(None, missing=MissingDependency("没有字体", "请安装")))).missing
        assert (back.what, back.mend, str(back)) == ("没有字体", "请安装", "没有字体。请安装")


class TestSharedFolder:
    """Workers write the files; only sizes and hashes go back."""

    def test_files_lie_where_they_would(self, jobs: list[Job], shared: Context, tmp_path: Path) -> None:
        sent = unseen(tasks.setup_of(shared, folder=outputs.place(tmp_path)))
        produced = worker.make(sent, tasks.packed_job(jobs[0]))
        path = tmp_path / jobs[0].target
        data = render.render(shared, jobs[0]).data
        assert path.read_bytes() == data and produced.data is None
        assert produced.laid == (
            (jobs[0].target, outputs.WrittenFile(path.stat().st_size, outputs.digest(path) or "")),
        )
        assert len(pickle.dumps(produced)) < 2000
        outputs.write(path, produced.laid[0][1])  # it is there: nothing is written
        assert path.read_bytes() == data

    def test_a_folder_that_is_not_shared_is_found_out(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(outputs, "LATE_S", 0.0)
        with pytest.raises(MissingDependency, match="不是共享的"):
            outputs.write(tmp_path / "x.pdf", outputs.WrittenFile(3, "x"))


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class TestWords:
    """What is typed after --engine."""

    @pytest.mark.parametrize(
        ("typed", "stated"),
        [
            ("ray://x:1", "不认识引擎"),
            ("dsk://x:1", "是不是“dask”"),
            ("dask", "地址"),
            ("dask://", "地址"),
            ("dask://host", "地址"),
            ("dask://host:0", "地址"),
            ("dask://host:99999", "地址"),
            ("dask://ho st:8786", "地址"),
            ("dask://a:1/b", "地址"),
        ],
    )
    def test_wrong_ones(self, typed: str, stated: str) -> None:
        with pytest.raises(UsageError) as messages:
            engines.address_of(BuildRequest(engine=typed))
        assert stated in str(messages.value) and "dask://" in messages.value.hint

    def test_right_ones(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yizhangtu.system.workers.dask_cluster.need", lambda: None)

        def address(engine: str, **more: Any) -> ClusterAddress | None:
            return engines.address_of(BuildRequest(engine=engine, **more))

        assert address("dask://10.0.0.5:8786", shared=True) == ClusterAddress("10.0.0.5:8786")
        assert address("dask://[::1]:8786/") == ClusterAddress("[::1]:8786")
        assert address("tls://198.51.100.7:1") == ClusterAddress("198.51.100.7:1", Certificates())
        assert address("TLS://a.b:1", tls_ca="x", tls_key="z") == ClusterAddress("a.b:1", Certificates("x", "", "z"))
        assert address("") is address("processes") is None

    @pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.9.9", "[::1]", "[fd00::1]"])
    def test_a_plain_connection_stays_in_private_networks(self, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yizhangtu.system.workers.dask_cluster.need", lambda: None)
        assert engines.address_of(BuildRequest(engine=f"dask://{host}:1"))

    @pytest.mark.parametrize("host", ["198.51.100.7", "172.32.0.1", "11.0.0.1", "[2001:db8::1]", "0.0.0.0"])
    def test_elsewhere_it_has_to_be_asked_for(self, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yizhangtu.system.workers.dask_cluster.need", lambda: None)
        with pytest.raises(UsageError, match="不加密的连接") as messages:
            engines.address_of(BuildRequest(engine=f"dask://{host}:1"))
        assert f"tls://{host}:1" in messages.value.hint and "--insecure" in messages.value.hint
        assert engines.address_of(BuildRequest(engine=f"dask://{host}:1", insecure=True))

    @pytest.mark.parametrize("engine", ["", "dask://127.0.0.1:1"])
    def test_certificates_take_tls(self, engine: str) -> None:
        with pytest.raises(UsageError, match="--tls-ca"):
            engines.address_of(BuildRequest(engine=engine, tls_ca="x"))

    def test_shared_takes_a_cluster_and_a_folder(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yizhangtu.system.workers.dask_cluster.need", lambda: None)
        for typed, one_file in (("", False), ("dask://h:1", True)):
            with pytest.raises(UsageError, match="--shared"):
                engines.address_of(BuildRequest(engine=typed, shared=True, one_file=one_file))

    def test_the_package_may_be_missing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yizhangtu.system.workers.dask_cluster.util.find_spec", lambda name: None)
        ran = CliRunner().invoke(main, ["build", str(FLOW), "--engine", "dask://h:1", "-o", str(tmp_path / "out")])
        assert ran.exit_code == 2 and "pip install 'yizhangtu[dask]'" in ran.stderr
        assert not (tmp_path / "out").exists()


def noted(folder: Path) -> dict[str, object]:
    """What the stamps say of each result; when its files were written is of no account."""
    targets = read_records(folder).results
    return {name: (one.key, [file[:3] for file in one.files], one.diagnostics) for name, one in targets.items()}


@pytest.mark.filterwarnings("ignore")
class TestDask:
    """A cluster in this process; on other machines the same is done by hand."""

    @pytest.fixture(scope="class")
    def address(self) -> Iterator[str]:
        with distributed.LocalCluster(
            n_workers=1, threads_per_worker=2, processes=False, protocol="tcp", dashboard_address=None,
            silence_logs=logging.CRITICAL,
        ) as cluster:  # fmt: skip
            yield cluster.scheduler_address.removeprefix("tcp://")

    def test_same_bytes_sent_back_or_put_into_the_folder(self, address: str, tmp_path: Path) -> None:
        for name in ("甲", "乙"):
            (tmp_path / f"{name}.yaml").write_text(GUIDE.replace("开证明", name), "utf-8")

        def build(folder: str, **how: Any) -> dict[str, bytes]:
            result = yizhangtu.build_files(BuildRequest([tmp_path], ["poster-a4"], output=tmp_path / folder, **how))
            assert result.missing is None and not result.failed and all(one.built for one in result.outputs)
            return {one.path.name: one.path.read_bytes() for one in result.outputs}

        here = build("one", processes=1)
        assert len(here) == 2
        assert build("back", engine=f"dask://{address}") == here
        assert build("laid", engine=f"dask://{address}", shared=True) == here
        stamps = [noted(tmp_path / folder) for folder in ("one", "back", "laid")]
        assert stamps[0] == stamps[1] == stamps[2]

    def test_another_version_is_reported_at_once(
        self, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "甲.yaml").write_text(GUIDE, "utf-8")
        other = {**machine_versions(), "Pango": "0.1"}
        monkeypatch.setattr("yizhangtu.build.workers.tasks.machine_versions", lambda: other)
        request = BuildRequest([tmp_path], ["poster-a4"], output=tmp_path / "out", engine=f"dask://{address}")
        messages = yizhangtu.build_files(request).missing
        assert messages is not None and "Pango" in messages.what

    def test_nobody_there(self, tmp_path: Path) -> None:
        (tmp_path / "甲.yaml").write_text(GUIDE, "utf-8")
        engine = f"dask://127.0.0.1:{free_port()}"
        ran = CliRunner().invoke(
            main, ["build", str(tmp_path), "-m", "poster-a4", "--engine", engine, "-o", str(tmp_path / "out")]
        )
        assert ran.exit_code == 2 and "连不上 Dask 的调度程序" in ran.stderr and "dask scheduler" in ran.stderr
        assert "Traceback" not in ran.stderr and "distributed" not in ran.stderr

    def test_no_workers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yizhangtu.system.workers.dask_cluster.WORKERS_S", 0.3)
        with (
            distributed.LocalCluster(
                n_workers=0, processes=False, protocol="tcp", dashboard_address=None, silence_logs=logging.CRITICAL
            ) as cluster,
            Cluster(ClusterAddress(cluster.scheduler_address.removeprefix("tcp://"))) as engine,
            pytest.raises(MissingDependency, match="没有工作进程"),
        ):
            engine.answer(print, tasks.WorkerSetup("x", "", font_files.Subset(b"", b"")))
