"""What travels to a worker, and what comes back."""

from __future__ import annotations

import itertools
import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import yizhangtu
from helpers.guides import FLOWS
from helpers.installed import installed_styles
from yizhangtu import MissingDependency
from yizhangtu.build import render
from yizhangtu.build.jobs import jobs_of, subjects_of
from yizhangtu.build.workers import tasks, worker
from yizhangtu.build.workers.tasks import machine_versions
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job
from yizhangtu.media.result import Result
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.project import Village
from yizhangtu.system import outputs, places
from yizhangtu.system.fonts import font_files
from yizhangtu.system.versions import differences

FLOW = FLOWS / "高龄津贴申领.yaml"


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
        back = pickle.loads(pickle.dumps(Result(missing=MissingDependency("没有字体", "请安装")))).missing
        assert (back.what, back.mend, str(back)) == ("没有字体", "请安装", "没有字体。请安装")


class TestSharedFolder:
    """Workers write the files; only sizes and hashes go back."""

    def test_files_lie_where_they_would(self, jobs: list[Job], shared: Context, tmp_path: Path) -> None:
        sent = unseen(tasks.setup_of(shared, folder=outputs.place(tmp_path)))
        produced = worker.make(sent, tasks.packed_job(jobs[0]))
        path = tmp_path / jobs[0].target
        data = render.render(shared, jobs[0]).data
        assert path.read_bytes() == data and produced.data is None
        assert produced.files == (
            (jobs[0].target, outputs.WrittenFile(path.stat().st_size, outputs.digest(path) or "")),
        )
        assert len(pickle.dumps(produced)) < 2000
        outputs.write(path, produced.files[0].data)  # it is there: nothing is written
        assert path.read_bytes() == data

    def test_a_folder_that_is_not_shared_is_found_out(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(outputs, "LATE_S", 0.0)
        with pytest.raises(MissingDependency, match="不是共享的"):
            outputs.write(tmp_path / "x.pdf", outputs.WrittenFile(3, "x"))
