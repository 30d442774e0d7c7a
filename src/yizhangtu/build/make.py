"""Jobs → their results, made in this process, in several, or on a cluster."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from yizhangtu.build import render
from yizhangtu.media.kind import Job
from yizhangtu.media.result import Result
from yizhangtu.model.errors import internal
from yizhangtu.system import garbage
from yizhangtu.system.workers import executor

if TYPE_CHECKING:
    from yizhangtu.media.context import Context
    from yizhangtu.system.workers.address import ClusterAddress

AHEAD = 16  # jobs whose flows are ordered together
FEW = 12  # jobs that are done before further processes would have started


class Making(NamedTuple):
    """How jobs are made. `processes`: None for as many as save time. `cluster` is None for the processes of this
    machine; `folder`: where its workers write the files themselves, "" where they send them back."""

    context: "Callable[[], Context]"
    processes: int | None = None
    cluster: "ClusterAddress | None" = None
    folder: str = ""


def make_all(jobs: Sequence[Job], making: Making) -> Iterator[tuple[Job, Result]]:
    """Every job with its result, in order. The bytes do not depend on where and by how many processes they are made."""
    if not jobs:
        return
    context = making.context()
    count = making.processes or (executor.processors() if len(jobs) > FEW else 1)
    if not making.cluster and min(count, len(jobs)) <= 1:
        for at in range(0, len(jobs), AHEAD):
            few = jobs[at : at + AHEAD]
            if at:
                garbage.collect_young()
            _order_ahead(context, few)
            for job in few:
                yield job, render.render(context, job)
        return
    from yizhangtu.build.workers import engines, worker  # only where there are workers
    from yizhangtu.build.workers.tasks import packed_job

    most = (making.processes or 0) if making.cluster else min(count, len(jobs))
    with engines.opened(making.cluster, most, context, making.folder) as (engine, setup):
        for number, made in executor.run(
            engine, worker.make, setup, len(jobs), lambda number: packed_job(jobs[number])
        ):
            yield jobs[number], made if isinstance(made, Result) else _failed(jobs[number], made)


def _order_ahead(context: "Context", jobs: Sequence[Job]) -> None:
    """Have dot order the flows of some jobs in one call. An error here comes again, and is reported, with its job."""
    from yizhangtu.layout.flow.layouter import order_ahead

    single = (job.subjects[0] for job in jobs if job.kind.suffix == ".pdf" and not job.kind.whole)
    flows = {(one.guide.file, one.village): (one.guide, one.graph) for one in single if one.guide.steps}
    if len(flows) > 1:
        with suppress(Exception):
            order_ahead(context.layout_tools, list(flows.values()))


def _failed(job: Job, error: Exception) -> Result:
    """The result of a job whose worker could not report an error itself."""
    cause = None if isinstance(error, executor.WorkerCrashed) else error
    return Result(diagnostics=(internal(f"制作{job.title}", job.file, cause),))
