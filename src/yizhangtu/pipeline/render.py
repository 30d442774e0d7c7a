"""A job → its files, in this process, in several, or on a cluster; a job that goes wrong is a fault, never the end of
the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from typing import cast

from yizhangtu.page.unprinted import Unprinted
from yizhangtu.pipeline import verified
from yizhangtu.pipeline.characters import characters_of
from yizhangtu.pipeline.check import CheckedGuide
from yizhangtu.pipeline.faults import internal
from yizhangtu.pipeline.finish import finish_of, looked_over
from yizhangtu.pipeline.jobs import Job
from yizhangtu.pipeline.made import Rendered
from yizhangtu.pipeline.studio import Studio
from yizhangtu.pipeline.unprinted import unprinted
from yizhangtu.world import outputs, workers
from yizhangtu.world.problem import Missing

Maker = Callable[[Studio, Job], Rendered]
AHEAD = 16  # jobs whose flows are ordered together
FEW = 12  # jobs that are done before further processes would have started


def studio_for(guides: Sequence[CheckedGuide]) -> Studio:
    """The studio with every character of these guides.

    These are all guides of the run, also the unchanged ones: a font with the same characters gives the same bytes.
    """
    data: list[object] = []
    for one in guides:
        data += [one.guide, one.guide.texts if one.guide else ()]
    data += {id(one.definition.home): one.definition.home.project for one in guides}.values()
    rasters = (one.definition.home.raster for one in guides)
    return Studio(characters_of(data), rasters=filter(None, rasters))


def render_all(
    studio: Studio, jobs: Sequence[Job], processes: int | None, engine: str = "", folder: str = ""
) -> Iterator[tuple[Job, Rendered]]:
    """Every job with what came of it, in order. The bytes do not depend on where and by how many they are made.

    `engine` is the address of a cluster, '' for processes of this machine. `folder`: where workers put the files
    themselves, '' where they send them back.
    """
    count = processes or (workers.processors() if len(jobs) > FEW else 1)
    if not engine and min(count, len(jobs)) <= 1:
        for at in range(0, len(jobs), AHEAD):
            few = jobs[at : at + AHEAD]
            _ask_ahead(studio, few)
            for job in few:
                yield job, render(studio, job)
        return
    from yizhangtu.pipeline import engines, worker  # only where there are workers
    from yizhangtu.pipeline.parcel import sent

    most = (processes or 0) if engine else min(count, len(jobs))
    with engines.opened(engine, most, studio, folder) as (crew, parcel):
        for number, made in workers.run(crew, worker.make, parcel, len(jobs), lambda number: sent(jobs[number])):
            yield jobs[number], made if isinstance(made, Rendered) else _failed(jobs[number], made)


def _ask_ahead(studio: Studio, jobs: Sequence[Job]) -> None:
    """Have dot order the flows of some jobs at once. What goes wrong here goes wrong again, and is told, with its
    job."""
    from yizhangtu.pipeline.flow import ask_ahead

    ready = (one for job in jobs if job.kind.suffix == ".pdf" and not job.many for one in job.guides)
    guides = {id(one.guide): (one.guide, one.graph) for one in ready if one.guide and one.graph and one.guide.steps}
    if len(guides) > 1:
        with suppress(Exception):
            ask_ahead(studio.kit, list(guides.values()), studio.styles.icons, studio.dot)


def _failed(job: Job, error: Exception) -> Rendered:
    """What is told where a worker could not even say what went wrong."""
    return Rendered(
        None, (internal(f"制作{job.called}", job.file, None if isinstance(error, workers.Died) else error),)
    )


def render(studio: Studio, job: Job) -> Rendered:
    """One job, with its finish."""
    module, _, name = job.kind.maker.partition(":")
    finish = finish_of(job.finish)

    def make() -> Rendered:
        if job.lying:
            return verified.looked_again(job, lambda: render(studio, replace(job, lying=(), held=())), studio.styles)
        own = studio.finished(finish)
        rendered = cast(Maker, getattr(import_module(f"yizhangtu.pipeline.{module}"), name))(own, job)
        if own.shop is not None and rendered.data is not None:
            said = looked_over(rendered.data, own.shop, job.called, job.file)
            rendered = replace(rendered, diagnostics=(*rendered.diagnostics, *said))
        if job.verify:
            rendered = verified.held_against(job, rendered, studio.styles)
        return replace(rendered, sources=()) if rendered.sources else rendered

    return guarded(job, make, studio.characters)


def guarded(job: Job, make: Callable[[], Rendered], characters: str = "") -> Rendered:
    """What comes of making a job. Whatever a guide brings to light in the program is told as its fault; `characters`
    are those that fonts were looked through for."""
    try:
        return make()
    except Unprinted as error:
        return Rendered(None, tuple(unprinted(error, job, characters)))
    except Missing as missing:
        return Rendered(None, missing=missing)
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            return Rendered(None, missing=outputs.disturbed(error))
        return Rendered(None, (internal(f"制作{job.called}（{job.medium.name}）", job.file, error),))
