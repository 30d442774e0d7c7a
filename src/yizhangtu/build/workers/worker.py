"""Inside a worker: a parcel and a job → what comes of the job."""

from __future__ import annotations

import atexit
import gc
from dataclasses import replace
from pathlib import Path

from yizhangtu.build import render
from yizhangtu.build.workers.tasks import Parcel, machine_versions, received, unpacked
from yizhangtu.media.context import Context
from yizhangtu.media.result import Result
from yizhangtu.system import machine, outputs
from yizhangtu.system.problem import MissingDependency
from yizhangtu.system.versions import differences
from yizhangtu.system.workers import executor, processes

KEPT = 2  # studios, for clients that use the same cluster at the same time

_contexts: dict[str, Context] = {}


@atexit.register
def _leave() -> None:
    """Fonts lie in temporary folders, which go with their studios."""
    _contexts.clear()
    gc.collect()


def make(parcel: Parcel | None, data: bytes) -> Result:
    """A job with the studio of this parcel; None: of the one that the process was started with."""
    with executor.ONE_AT_A_TIME:
        try:
            parcel = parcel or processes.given()
            context = context_of(parcel)
            job = received(data)
            rendered = render.render(context, job)
            return _laid(rendered, parcel.folder, job.target) if parcel.folder else rendered
        except MissingDependency as missing:
            return Result(None, missing=missing)


def ready(parcel: Parcel) -> None:
    """Nothing; Missing where this worker cannot work for this client."""
    with executor.ONE_AT_A_TIME:
        context_of(parcel)


def context_of(parcel: Parcel) -> Context:
    """The studio of this process for a parcel. A worker that would make other bytes than the client makes none."""
    if parcel.key not in _contexts:
        if parcel.versions is not None:
            found = _checked(parcel)
            if found:
                mend = "让每台机器上的版本相同，或者停下那个工作进程，再运行一次"
                raise MissingDependency(f"工作进程 {machine.name()} 的软件和这里的不同：{'；'.join(found)}", mend)
        while len(_contexts) >= KEPT:
            del _contexts[next(iter(_contexts))]
        _contexts[parcel.key] = unpacked(parcel)
    return _contexts[parcel.key]


def _checked(parcel: Parcel) -> list[str]:
    try:
        return differences(parcel.versions or {}, machine_versions())
    except MissingDependency as missing:
        raise MissingDependency(f"工作进程 {machine.name()}：{missing.what}", missing.mend) from None


def _laid(rendered: Result, folder: str, target: str) -> Result:
    """The files of a job put into the folder of results; of their bytes only size and hash go back."""
    files = rendered.files(target)
    laid = tuple((name, outputs.lay(outputs.path_in(Path(folder), name), data)) for name, data in files)
    return replace(rendered, data=None, more=(), laid=laid)
