"""Jobs → their results, made in this process, in several, or on a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from yizhangtu.build import render
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job
from yizhangtu.media.result import Result
from yizhangtu.model.errors import internal
from yizhangtu.system.workers import executor

AHEAD = 16  # jobs whose flows are ordered together
FEW = 12  # jobs that are done before further processes would have started


def make_all(
    context: Context, jobs: Sequence[Job], processes: int | None, engine: str = "", folder: str = ""
) -> Iterator[tuple[Job, Result]]:
    """Every job with what came of it, in order. The bytes do not depend on where and by how many they are made.

    `engine` is the address of a cluster, '' for processes of this machine. `folder`: where workers put the files
    themselves, '' where they send them back.
    """
    count = processes or (executor.processors() if len(jobs) > FEW else 1)
    if not engine and min(count, len(jobs)) <= 1:
        for at in range(0, len(jobs), AHEAD):
            few = jobs[at : at + AHEAD]
            _order_ahead(context, few)
            for job in few:
                yield job, render.render(context, job)
        return
    from yizhangtu.build.workers import engines, worker  # only where there are workers
    from yizhangtu.build.workers.tasks import sent

    most = (processes or 0) if engine else min(count, len(jobs))
    with engines.opened(engine, most, context, folder) as (crew, parcel):
        for number, made in executor.run(crew, worker.make, parcel, len(jobs), lambda number: sent(jobs[number])):
            yield jobs[number], made if isinstance(made, Result) else _failed(jobs[number], made)


def _order_ahead(context: Context, jobs: Sequence[Job]) -> None:
    """Have dot order the flows of some jobs at once. What goes wrong here goes wrong again, and is told, with its
    job."""
    from yizhangtu.layout.flow.layouter import order_ahead

    ready = (job.subjects[0] for job in jobs if job.kind.suffix == ".pdf" and not job.kind.whole)
    guides = {id(one.guide): (one.guide, one.graph) for one in ready if one.guide.steps}
    if len(guides) > 1:
        with suppress(Exception):
            order_ahead(context.layout_tools, list(guides.values()))


def _failed(job: Job, error: Exception) -> Result:
    """What is told where a worker could not even say what went wrong."""
    return Result(
        None, (internal(f"制作{job.title}", job.file, None if isinstance(error, executor.WorkerCrashed) else error),)
    )
