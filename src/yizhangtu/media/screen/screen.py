"""A guide → the slides of a screen: an overview, parts where the overview is not legible from afar, and details."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.export.png import each_page, png, with_palette
from yizhangtu.layout.box import Box, Wish
from yizhangtu.layout.flow.choose import draw
from yizhangtu.layout.flow.layouter import Layouter
from yizhangtu.layout.flow.runs import opens_phase
from yizhangtu.layout.flow.split import parts
from yizhangtu.layout.picture import table_body
from yizhangtu.layout.table.fit import parted, single
from yizhangtu.media.common.cross_references import subjects_with_pages
from yizhangtu.media.common.guide_picture import picture_in_words, too_large
from yizhangtu.media.common.panel_pages import pages_of
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.result import File, Result
from yizhangtu.media.screen.loop import LoopSlide, loop_page, seconds_of
from yizhangtu.media.screen.slides import SlideMaker, slide_name
from yizhangtu.media.themes import common_theme
from yizhangtu.model.diagnostics import Diagnostic, placed
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.errors import GuideError
from yizhangtu.model.guide import Guide
from yizhangtu.model.line import Line
from yizhangtu.model.page import About
from yizhangtu.style.medium import Medium

MOST_SLIDES = 60
TEXT_MOST = 1.9  # times the target text size, at most


def make(context: Context, job: Job) -> Result:
    """NAME.png and, where one slide does not hold the guide, NAME-2.png …"""
    (subject,) = subjects_with_pages(job)
    canvases = slides_of(context, subject, job.medium)
    if canvases is None:
        return Result(diagnostics=(too_large(context, subject, job.medium),))
    pdf = slides_pdf(context, subject.guide, canvases)
    images = [png(image) for image in each_page(pdf)]
    stem = job.target.rpartition(".")[0]
    names = [job.target, *(f"{stem}-{number}.png" for number in range(2, len(images) + 1))]
    return Result(tuple(map(File, names, images)), sources=(pdf,))


def loop(context: Context, job: Job) -> Result:
    """Make screen.html: the slides of all guides of a project in turn, in one file."""
    slides: list[LoopSlide] = []
    sources: list[bytes] = []
    faults: list[Diagnostic] = []
    for one in subjects_with_pages(job):
        try:
            canvases = slides_of(context, one, job.medium)
        except GuideError as error:
            faults.append(error.diagnostic)
            continue
        if canvases is None:
            faults += placed((too_large(context, one, job.medium),), one.guide.file)
            continue
        text = picture_in_words(context, one)
        sources.append(slides_pdf(context, one.guide, canvases))
        for canvas, image in zip(canvases, each_page(sources[-1]), strict=True):
            slides.append(LoopSlide(str(one.guide.title), with_palette(image), seconds_of(canvas), text))
    if not slides:
        return Result(diagnostics=tuple(faults))
    project = job.project
    theme = common_theme(job.subjects, context.styles)
    page = loop_page(context.environment, str(project.issuer or project.town or ""), slides, theme)
    return Result((File(job.target, page.encode()),), tuple(faults), sources=tuple(sources))


def slides_pdf(context: Context, guide: Guide, canvases: Sequence[PageCanvas]) -> bytes:
    """The PDF of the slides; one pixel is 1/96 inch."""
    return context.press.print(pages_of([[canvas] for canvas in canvases]), About(str(guide.title)))


def slides_of(context: Context, subject: Subject, medium: Medium) -> list[PageCanvas] | None:
    """All slides of a guide in order; None if a single card does not fit on a slide."""
    guide, theme = subject.guide, context.styles.themes[subject.theme]
    styles = context.styles
    furniture = styles.furniture(medium)
    maker = SlideMaker(context.typesetter, styles.screen, furniture, medium, guide, subject.project, theme)
    layouter = Layouter(context.layout_tools, guide, subject.graph)
    alt = picture_in_words(context, subject)
    canvases: list[PageCanvas] = []
    if guide.steps:
        found = _flow_slides(context, maker, layouter, alt)
        if found is None:
            return None
        canvases += found
    body = table_body(context.layout_tools, guide)
    if body is not None:
        box = _box(maker, False)
        table = single(context.measure, body, box._replace(most=box.target * 1.5))
        drawings = (table,) if table else parted(context.measure, body, lambda count: [box] * count)
        if drawings is None:
            return None
        canvases += [maker.slide(drawing, alt) for drawing in drawings if drawing.items]
    return canvases + maker.details()


def _box(maker: SlideMaker, tabs: bool) -> Box:
    _, _, width, height = maker.area(tabs)
    medium = maker.medium
    return Box(width, height, medium.floor_mm, medium.target_mm, medium.target_mm * TEXT_MOST)


def _flow_slides(context: Context, maker: SlideMaker, layouter: Layouter, alt: str) -> list[PageCanvas] | None:
    """One slide if the whole flow is legible on it; otherwise an overview without small print, and the parts."""
    whole = layouter.single(_box(maker, False), Wish())
    if whole:
        return [maker.slide(whole.drawings[0], alt)]
    found = _parts(context, maker, layouter)
    if found is None:
        return None
    overview = layouter.single(_box(maker, False), Wish(level=2))
    canvases = [maker.slide(overview.drawings[0], alt)] if overview else []
    tabs = tuple(name for name, _ in found)
    return canvases + [maker.slide(drawing, alt, tabs, number) for number, (_, drawing) in enumerate(found)]


def _parts(context: Context, maker: SlideMaker, layouter: Layouter) -> list[tuple[str, Drawing]] | None:
    """(name, drawing) of each part: the phases if there are any, divided further where one does not fit."""
    box = _box(maker, True)
    for line in layouter.lines:
        for bounds in _bounds(line):
            pieces = parts(line, bounds, slide_name)
            chosen = [layouter.forms.choose(piece, box, Wish()) for piece in pieces]
            if all(chosen):
                names = _names(line, bounds)
                drawings = [draw(context.measure, one, box) for one in chosen if one]
                return list(zip(names, drawings, strict=True))
    return None


def _bounds(line: Line) -> list[list[int]]:
    """Ways to divide a line, the coarsest first: at its phases, then into parts of at most 8, 6, 4, 3, 2 and 1
    cards."""
    count = len(line.cards)
    starts = [0, *(at for at in range(1, count) if opens_phase(line, at)), count]
    found = [starts] if len(starts) > 2 else []
    for most in (8, 6, 5, 4, 3, 2, 1):
        bounds = [0]
        for a, b in itertools.pairwise(starts):
            pieces = -(-(b - a) // most)
            bounds += [a + round((b - a) * number / pieces) for number in range(1, pieces + 1)]
        if bounds not in found and len(bounds) <= MOST_SLIDES:
            found.append(bounds)
    return found


def _names(line: Line, bounds: Sequence[int]) -> list[str]:
    """The name of each part: its phase, or the numbers of its first and last step."""
    found: list[str] = []
    for a, b in itertools.pairwise(bounds):
        first, last = line.cards[a], line.cards[b - 1]
        phase = first.phase
        alone = phase is not None and all(
            line.cards[other].phase != phase for other in (a - 1, b) if 0 <= other < len(line.cards)
        )
        if phase is not None and alone:
            found.append(line.phases[phase])
        else:
            span = first.badge if first.badge == last.badge else f"{first.badge}—{last.badge}"
            found.append(f"{line.phases[phase]} {span}" if phase is not None else f"第{span}步")
    return found
