"""A job → its files, in this process, in several, or on a cluster; a job that goes wrong is a fault, never the end of
the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from yizhangtu.build import verification
from yizhangtu.build.checked import CheckedGuide
from yizhangtu.build.missing_characters import unprinted
from yizhangtu.content.characters import characters_of
from yizhangtu.export.pdf.missing_glyphs import Unprinted
from yizhangtu.media.context import Context
from yizhangtu.media.finishes import finish_of, looked_over
from yizhangtu.media.kind import Job
from yizhangtu.media.result import Result
from yizhangtu.model.errors import internal
from yizhangtu.system import outputs
from yizhangtu.system.problem import MissingDependency
from yizhangtu.system.workers import executor

AHEAD = 16  # jobs whose flows are ordered together
FEW = 12  # jobs that are done before further processes would have started


def context_for(guides: Sequence[CheckedGuide]) -> Context:
    """The studio with every character of these guides.

    These are all guides of the run, also the unchanged ones: a font with the same characters gives the same bytes.
    """
    data: list[object] = []
    for one in guides:
        data += [one.guide, one.guide.texts if one.guide else ()]
    data += {id(one.definition.home): one.definition.home.project for one in guides}.values()
    rasters = (one.definition.home.raster for one in guides)
    return Context(characters_of(data), rasters=filter(None, rasters))


def render_all(
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
            _ask_ahead(context, few)
            for job in few:
                yield job, render(context, job)
        return
    from yizhangtu.build.workers import engines, worker  # only where there are workers
    from yizhangtu.build.workers.tasks import sent

    most = (processes or 0) if engine else min(count, len(jobs))
    with engines.opened(engine, most, context, folder) as (crew, parcel):
        for number, made in executor.run(crew, worker.make, parcel, len(jobs), lambda number: sent(jobs[number])):
            yield jobs[number], made if isinstance(made, Result) else _failed(jobs[number], made)


def _ask_ahead(context: Context, jobs: Sequence[Job]) -> None:
    """Have dot order the flows of some jobs at once. What goes wrong here goes wrong again, and is told, with its
    job."""
    from yizhangtu.layout.flow.layouter import ask_ahead

    ready = (job.subjects[0] for job in jobs if job.kind.suffix == ".pdf" and not job.kind.whole)
    guides = {id(one.guide): (one.guide, one.graph) for one in ready if one.guide.steps}
    if len(guides) > 1:
        with suppress(Exception):
            ask_ahead(context.measure, list(guides.values()), context.styles.icons, context.dot)


def _failed(job: Job, error: Exception) -> Result:
    """What is told where a worker could not even say what went wrong."""
    return Result(
        None, (internal(f"制作{job.title}", job.file, None if isinstance(error, executor.WorkerCrashed) else error),)
    )


def render(context: Context, job: Job) -> Result:
    """One job, with its finish."""
    finish = finish_of(job.finish)

    def make() -> Result:
        if job.existing:
            again = job._replace(existing=(), existing_bytes=())
            return verification.looked_again(job, lambda: render(context, again), context.styles)
        own = context.finished(finish)
        rendered = job.kind.make(own, job)
        if own.shop is not None and rendered.data is not None:
            said = looked_over(rendered.data, own.shop, job.title, job.file)
            rendered = replace(rendered, diagnostics=(*rendered.diagnostics, *said))
        if job.verify:
            rendered = verification.held_against(job, rendered, context.styles)
        return replace(rendered, sources=()) if rendered.sources else rendered

    return guarded(job, make, context.characters)


def guarded(job: Job, make: Callable[[], Result], characters: str = "") -> Result:
    """What comes of making a job. Whatever a guide brings to light in the program is told as its fault; `characters`
    are those that fonts were looked through for."""
    try:
        return make()
    except Unprinted as error:
        return Result(None, tuple(unprinted(error, job, characters)))
    except MissingDependency as missing:
        return Result(None, missing=missing)
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            return Result(None, missing=outputs.disturbed(error))
        return Result(None, (internal(f"制作{job.title}（{job.medium.name}）", job.file, error),))
