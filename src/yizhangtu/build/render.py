"""A job → its files. A job that fails becomes a diagnostic and does not end the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from yizhangtu.build import verification
from yizhangtu.build.checked import CheckedGuide
from yizhangtu.build.missing_characters import unprinted
from yizhangtu.content.characters import characters_of
from yizhangtu.export.pdf.missing_glyphs import MissingGlyphs
from yizhangtu.media.context import Context
from yizhangtu.media.finishes import finish_of, looked_over
from yizhangtu.media.kind import Job
from yizhangtu.media.registry import file_kinds
from yizhangtu.media.result import Result
from yizhangtu.model.errors import internal
from yizhangtu.system import outputs
from yizhangtu.system.installation import Installation
from yizhangtu.system.problem import MissingDependency


def context_for(guides: Sequence[CheckedGuide], installation: Installation | None = None) -> Context:
    """The context with every character of these guides: all of the run, also the unchanged ones, as only a font with
    the same characters gives the same bytes."""
    data: list[object] = []
    for one in guides:
        data += [one.guide, one.guide.texts if one.guide else ()]
    data += {one.definition.home.folder: one.definition.home.project for one in guides}.values()
    rasters = (one.definition.home.raster for one in guides)
    installation = installation or Installation()
    styles = installation.styles(file_kinds())
    return Context(characters_of(data), styles, installation, rasters=filter(None, rasters))


def render(context: Context, job: Job) -> Result:
    """One job, with its finish."""
    finish = finish_of(job.finish)

    def make() -> Result:
        if job.existing:
            again = job._replace(existing=(), existing_bytes=())
            return verification.verified_again(job, lambda: render(context, again), context.styles)
        own = context.finished(finish)
        result = job.kind.make(own, job)
        if own.shop is not None and result.data is not None:
            found = looked_over(result.data, own.shop, job.title, job.file)
            result = replace(result, diagnostics=(*result.diagnostics, *found))
        if job.verify:
            result = verification.verified(job, result, context.styles)
        return replace(result, sources=()) if result.sources else result

    return guarded(job, make, context)


def guarded(job: Job, make: Callable[[], Result], context: Context) -> Result:
    """The result of making a job; an exception becomes its diagnostic."""
    try:
        return make()
    except MissingGlyphs as error:
        return Result(diagnostics=tuple(unprinted(error, job, context)))
    except MissingDependency as missing:
        return Result(missing=missing)
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            return Result(missing=outputs.system_failure(error))
        return Result(diagnostics=(internal(f"制作{job.title}（{job.medium.name}）", job.file, error),))
