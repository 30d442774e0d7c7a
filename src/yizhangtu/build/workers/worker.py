"""Inside a worker: a setup and a job as bytes → its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

from yizhangtu.build import render
from yizhangtu.build.workers.tasks import WorkerSetup, context_from, machine_versions, unpacked_job
from yizhangtu.media.context import Context
from yizhangtu.media.result import File, Result
from yizhangtu.system import machine, outputs
from yizhangtu.system.problem import MissingDependency
from yizhangtu.system.versions import differences
from yizhangtu.system.workers import executor, processes

KEPT = 2  # contexts, for clients that use the same cluster at the same time

_contexts: dict[str, Context] = {}


def make(setup: WorkerSetup | None, task: bytes) -> Result:
    """The result of a job; without a setup, with that of the process."""
    with executor.ONE_AT_A_TIME:
        try:
            setup = setup or cast(WorkerSetup, processes.process_setup())
            job = unpacked_job(task)
            result = render.render(context_of(setup), job)
            return _written(result, setup.folder) if setup.folder else result
        except MissingDependency as missing:
            return Result(missing=missing)


def ready(setup: WorkerSetup) -> None:
    """Raises MissingDependency where this worker cannot work for this client."""
    with executor.ONE_AT_A_TIME:
        context_of(setup)


def context_of(setup: WorkerSetup) -> Context:
    """The context of this process for a setup. Raises MissingDependency where other versions would make other bytes."""
    if setup.key not in _contexts:
        if setup.versions is not None and (found := _differences(setup.versions)):
            mend = "让每台机器上的版本相同，或者停下那个工作进程，再运行一次"
            raise MissingDependency(f"工作进程 {machine.name()} 的软件和这里的不同：{'；'.join(found)}", mend)
        while len(_contexts) >= KEPT:
            del _contexts[next(iter(_contexts))]
        _contexts[setup.key] = context_from(setup)
    return _contexts[setup.key]


def _differences(wanted: Mapping[str, str]) -> list[str]:
    try:
        return differences(wanted, machine_versions())
    except MissingDependency as missing:
        raise MissingDependency(f"工作进程 {machine.name()}：{missing.what}", missing.mend) from None


def _written(result: Result, folder: str) -> Result:
    """The result with its files written into the folder of results; only their sizes and hashes go back."""
    files = (File(name, outputs.store(outputs.path_in(Path(folder), name), data)) for name, data in result.files)
    return replace(result, files=tuple(files))
