"""A job → its PDF, in this process or in several; a job that goes wrong is a fault, never the end of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from yizhangtu.model.diagnostics import Diagnostic, Severity
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.pipeline.characters import characters_of
from yizhangtu.pipeline.check import CheckedGuide
from yizhangtu.pipeline.choice import theme_for
from yizhangtu.pipeline.faults import internal
from yizhangtu.pipeline.jobs import BOOKLET, Job
from yizhangtu.pipeline.poster import Made, make_poster
from yizhangtu.pipeline.studio import Studio
from yizhangtu.world import engine, workers
from yizhangtu.world.problem import Missing

Pairs = Sequence[tuple[Guide, Graph]]
FEW = 6  # jobs that are done before further processes would have started


@dataclass(frozen=True)
class Rendered:
    """What came of a job. `missing` ends the run: no other job could be done either."""

    pdf: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()
    missing: Missing | None = None


def studio_for(guides: Sequence[CheckedGuide]) -> Studio:
    """The studio with every character of these guides; Missing where the press cannot work.

    These are all guides of the run, also the unchanged ones: a font with the same characters gives the same bytes.
    """
    data: list[object] = []
    for one in guides:
        data += [one.guide, one.definition.home.project, one.guide.texts if one.guide else ()]
    engine.load()
    return Studio(characters_of(data))


def render_all(studio: Studio, jobs: Sequence[Job], processes: int | None) -> Iterator[tuple[Job, Rendered]]:
    """Every job with what came of it, in order. The bytes do not depend on the number of processes."""
    count = processes or (workers.processors() if len(jobs) > FEW else 1)
    if min(count, len(jobs)) <= 1:
        for job in jobs:
            yield job, render(studio, job)
        return
    for number, rendered in workers.run(jobs, _in_process, count, _start, (studio.characters,)):
        job = jobs[number]
        yield job, rendered or Rendered(None, (internal(f"制作{job.called}", job.file, None),))


_shared: list[Studio] = []  # the studio of this worker process


def _start(characters: str) -> None:
    _shared[:] = [Studio(characters)]


def _in_process(job: Job) -> Rendered:
    return render(_shared[0], job)


def render(studio: Studio, job: Job) -> Rendered:
    """One job."""
    return guarded(job, lambda: _booklet(studio, job) if job.medium.kind == BOOKLET else _poster(studio, job))


def guarded(job: Job, make: Callable[[], Rendered]) -> Rendered:
    """What comes of making a job. Whatever a guide brings to light in the program is told as its fault."""
    try:
        return make()
    except Missing as missing:
        return Rendered(None, missing=missing)
    except Exception as error:
        return Rendered(None, (internal(f"制作{job.called}（{job.medium.name}）", job.file, error),))


def _poster(studio: Studio, job: Job) -> Rendered:
    one = job.guides[0]
    guide, graph = _ready(job)[0]
    theme = theme_for(guide, job.theme, studio.styles)
    made = make_poster(studio, guide, graph, one.definition.home.project, job.medium, theme)
    return Rendered(made.pdf, made.diagnostics)


def _booklet(studio: Studio, job: Job) -> Rendered:
    from yizhangtu.pipeline.booklet import make_booklet

    project = job.guides[0].definition.home.project

    def make(pairs: Pairs) -> Made:
        return make_booklet(
            studio, pairs, project, job.medium, lambda guide: theme_for(guide, job.theme, studio.styles)
        )

    return without_the_bad(job, _ready(job), make)


def without_the_bad(job: Job, pairs: Pairs, make: Callable[[Pairs], Made]) -> Rendered:
    """The booklet; where guides do not fit into it or bring the program down, the booklet of the others."""
    try:
        made = make(pairs)
        if made.pdf is not None:
            return Rendered(made.pdf, made.diagnostics)
        faults = [one for one in made.diagnostics if one.severity is Severity.ERROR]
    except Missing:
        raise
    except Exception:
        faults = [fault for pair in pairs if (fault := _crash(job, pair, make)) is not None]
        if not faults:
            raise  # no single guide is to blame
    bad = {one.span.file for one in faults if one.span}
    good = [pair for pair in pairs if pair[0].file not in bad]
    if not good or len(good) == len(pairs):
        return Rendered(None, tuple(faults))
    made = make(good)
    return Rendered(made.pdf, (*faults, *made.diagnostics))


def _crash(job: Job, pair: tuple[Guide, Graph], make: Callable[[Pairs], Made]) -> Diagnostic | None:
    """The fault of a guide that brings the program down all by itself."""
    try:
        make([pair])
    except Missing:
        raise
    except Exception as error:
        return internal(f"把“{pair[0].title}”编进{job.medium.title}", pair[0].file, error)
    return None


def _ready(job: Job) -> list[tuple[Guide, Graph]]:
    return [(one.guide, one.graph) for one in job.guides if one.guide is not None and one.graph is not None]
