"""A job → what is made of it: a poster, the overview of a project, its booklet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from yizhangtu.build.jobs import Job
from yizhangtu.media.choice import theme_for, theme_for_all
from yizhangtu.media.context import Context
from yizhangtu.media.registry import OVERVIEW, TILES
from yizhangtu.media.result import Document, Result
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.errors import internal
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.style import Theme
from yizhangtu.system.problem import MissingDependency

Pairs = Sequence[tuple[Guide, Graph]]


def poster(context: Context, job: Job) -> Result:
    """The poster of one guide."""
    from yizhangtu.media.poster.poster import make_poster

    guide, graph = pointed(job)
    theme = theme_for(guide, job.theme, context.styles)
    made = make_poster(context, guide, graph, job.guides[0].definition.home.project, job.medium, theme)
    return _for_office(context, job, made, str(guide.title), theme)


def pointed(job: Job) -> tuple[Guide, Graph]:
    """The only guide of a job, its rows pointing to the pages of the booklet, with its graph."""
    from yizhangtu.media.common.cross_references import with_pages

    guide, graph = ready(job)[0]
    return with_pages(guide, dict(job.pages)) if job.pages else guide, graph


def overview(context: Context, job: Job) -> Result:
    """The poster that shows where everything is."""
    from yizhangtu.media.overview.overview_poster import make_overview

    guides = [guide for guide, _ in ready(job)]
    project = job.guides[0].definition.home.project
    theme = theme_for_all(guides, job.theme, context.styles)
    made = make_overview(context, guides, project, dict(job.pages), job.medium, theme)
    return _for_office(context, job, made, OVERVIEW, theme)


def _for_office(context: Context, job: Job, made: Document, title: str, theme: Theme) -> Result:
    """A poster; where it was asked for, on sheets for an office printer."""
    if made.pdf is None or job.finish not in TILES:
        return Result(made.pdf, made.diagnostics)
    from yizhangtu.media.tiles.tiled import tiled

    data, notes = tiled(context, made.pdf, job.finish.rpartition("-")[2], title, theme)
    return Result(data, (*made.diagnostics, *notes))


def booklet(context: Context, job: Job) -> Result:
    """The booklet of all guides."""
    from yizhangtu.media.booklet.booklet import make_booklet

    project = job.guides[0].definition.home.project

    def make(pairs: Pairs) -> Document:
        return make_booklet(
            context, pairs, project, job.medium, lambda guide: theme_for(guide, job.theme, context.styles)
        )

    return without_the_bad(job, ready(job), make)


def without_the_bad(job: Job, pairs: Pairs, make: Callable[[Pairs], Document]) -> Result:
    """The booklet; where guides do not fit into it or bring the program down, the booklet of the others."""
    try:
        made = make(pairs)
        if made.pdf is not None:
            return Result(made.pdf, made.diagnostics)
        faults = [one for one in made.diagnostics if one.severity is Severity.ERROR]
    except (MissingDependency, OSError):
        raise
    except Exception:
        faults = [fault for pair in pairs if (fault := _crash(job, pair, make)) is not None]
        if not faults:
            raise  # no single guide is to blame
    bad = {one.span.file for one in faults if one.span}
    good = [pair for pair in pairs if pair[0].file not in bad]
    if not good or len(good) == len(pairs):
        return Result(None, tuple(faults))
    made = make(good)
    return Result(made.pdf, (*faults, *made.diagnostics))


def _crash(job: Job, pair: tuple[Guide, Graph], make: Callable[[Pairs], Document]) -> Diagnostic | None:
    """The fault of a guide that brings the program down all by itself."""
    try:
        make([pair])
    except (MissingDependency, OSError):
        raise
    except Exception as error:
        return internal(f"把“{pair[0].title}”编进{job.medium.title}", pair[0].file, error)
    return None


def ready(job: Job) -> list[tuple[Guide, Graph]]:
    """The guides of a job with their graphs."""
    return [(one.guide, one.graph) for one in job.guides if one.guide is not None and one.graph is not None]
