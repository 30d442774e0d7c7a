"""A job → its files, in this process or in several; a job that goes wrong is a fault, never the end of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from typing import cast

from yizhangtu.pipeline.characters import characters_of
from yizhangtu.pipeline.check import CheckedGuide
from yizhangtu.pipeline.faults import internal
from yizhangtu.pipeline.finish import finish_of, looked_over
from yizhangtu.pipeline.jobs import Job
from yizhangtu.pipeline.made import Rendered
from yizhangtu.pipeline.studio import Studio
from yizhangtu.world import engine, workers
from yizhangtu.world.problem import Missing

Maker = Callable[[Studio, Job], Rendered]
AHEAD = 16  # jobs whose flows are ordered together
FEW = 6  # jobs that are done before further processes would have started


def studio_for(guides: Sequence[CheckedGuide]) -> Studio:
    """The studio with every character of these guides; Missing where the press cannot work.

    These are all guides of the run, also the unchanged ones: a font with the same characters gives the same bytes.
    """
    data: list[object] = []
    for one in guides:
        data += [one.guide, one.guide.texts if one.guide else ()]
    data += {id(one.definition.home): one.definition.home.project for one in guides}.values()
    engine.load()
    return Studio(characters_of(data))


def render_all(studio: Studio, jobs: Sequence[Job], processes: int | None) -> Iterator[tuple[Job, Rendered]]:
    """Every job with what came of it, in order. The bytes do not depend on the number of processes."""
    count = processes or (workers.processors() if len(jobs) > FEW else 1)
    if min(count, len(jobs)) <= 1:
        for at in range(0, len(jobs), AHEAD):
            few = jobs[at : at + AHEAD]
            _ask_ahead(studio, few)
            for job in few:
                yield job, render(studio, job)
        return
    for number, rendered in workers.run(jobs, _in_process, count, _start, (studio.characters,)):
        job = jobs[number]
        yield job, rendered or Rendered(None, (internal(f"制作{job.called}", job.file, None),))


def _ask_ahead(studio: Studio, jobs: Sequence[Job]) -> None:
    """Have dot order the flows of some jobs at once. What goes wrong here goes wrong again, and is told, with its
    job."""
    from yizhangtu.pipeline.flow import ask_ahead

    ready = (one for job in jobs if job.kind.suffix == ".pdf" and not job.many for one in job.guides)
    guides = {id(one.guide): (one.guide, one.graph) for one in ready if one.guide and one.graph and one.guide.steps}
    if len(guides) > 1:
        with suppress(Exception):
            ask_ahead(studio.kit, list(guides.values()), studio.styles.icons, studio.dot)


_shared: list[Studio] = []  # the studio of this worker process


def _start(characters: str) -> None:
    _shared[:] = [Studio(characters)]


def _in_process(job: Job) -> Rendered:
    return render(_shared[0], job)


def render(studio: Studio, job: Job) -> Rendered:
    """One job, with its finish."""
    module, _, name = job.kind.maker.partition(":")
    finish = finish_of(job.finish)

    def make() -> Rendered:
        own = studio.finished(finish)
        rendered = cast(Maker, getattr(import_module(f"yizhangtu.pipeline.{module}"), name))(own, job)
        if own.shop is None or rendered.data is None:
            return rendered
        said = looked_over(rendered.data, own.shop, job.called, job.file)
        return replace(rendered, diagnostics=(*rendered.diagnostics, *said))

    return guarded(job, make)


def guarded(job: Job, make: Callable[[], Rendered]) -> Rendered:
    """What comes of making a job. Whatever a guide brings to light in the program is told as its fault."""
    try:
        return make()
    except Missing as missing:
        return Rendered(None, missing=missing)
    except Exception as error:
        return Rendered(None, (internal(f"制作{job.called}（{job.medium.name}）", job.file, error),))
