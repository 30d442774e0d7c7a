"""All guides of a project → the PDF of its overview (总图) on one medium."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType

from yizhangtu.content.overview import TITLE, overview_of
from yizhangtu.layout.box import Box
from yizhangtu.layout.overview.overview import OverviewBody
from yizhangtu.layout.overview.overview_legend import overview_legend
from yizhangtu.layout.table.fit import filled, single
from yizhangtu.media.common.poster_writer import PosterSheet, PosterWriter, about
from yizhangtu.media.common.sheet_frame import SheetFrame, picture_box
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.overview.overview_frame import OverviewFramePlanner, cover_guide
from yizhangtu.media.result import Document, Result, one_file
from yizhangtu.media.themes import common_theme
from yizhangtu.model.diagnostics import Diagnostic, whole
from yizhangtu.model.diagnostics import make as fault
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.guide import Guide
from yizhangtu.model.overview import Overview, toned
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme
from yizhangtu.model.words import shortened
from yizhangtu.style.medium import Medium
from yizhangtu.style.styles import PICTURE_THEMES


def make(context: Context, job: Job) -> Result:
    """Make the poster that shows where every guide is."""
    made = make_overview(context, job.subjects, job.medium, dict(job.pages))
    return one_file(job, made.pdf, made.diagnostics)


def make_overview(
    context: Context, subjects: Sequence[Subject], medium: Medium, pages: Mapping[str, int] = MappingProxyType({})
) -> Document:
    """Lay out the overview of at least one guide on as few sheets as keep it legible. `pages` is stem of a guide → its
    page in the booklet. Rows have the colours of their pictures; a black and white project keeps its theme."""
    guides, project = [one.guide for one in subjects], subjects[0].project
    theme = common_theme(subjects, context.styles)
    page = context.styles.furniture(medium)
    overview = overview_of(guides, project, pages)
    cover = cover_guide(guides, project)

    def planner_on(one: Medium) -> OverviewFramePlanner:
        return OverviewFramePlanner(context.typesetter, page, one, cover, project, overview, guides)

    planner = planner_on(medium)
    drawings = _single(context, overview, picture_box(planner.sheet(1, 1), medium, page))
    if drawings is None:  # before a second sheet, the furniture may be a little smaller
        tight = medium._replace(scale=medium.scale * page.tight)
        close = planner_on(tight)
        drawings = _single(context, overview, picture_box(close.sheet(1, 1), tight, page))
        if drawings:
            planner, medium = close, tight
    body = OverviewBody(context.measure, context.styles.overview_table, overview)
    for foot_first in (medium.foot_first, False):  # below a foot, a single row may have no room
        if drawings is None:
            medium = medium._replace(foot_first=foot_first)
            planner = planner_on(medium)
            drawings = filled(context.measure, body, partial(_boxes, planner), 2)
    if drawings is None:
        return Document(None, (_too_large(guides, project, medium),))
    count = len(drawings)
    sheets = [planner.sheet(number, count) for number in range(1, count + 1)]
    printed = [
        PosterSheet(
            sheet, ((0.0, drawing),), _legend(context, overview, sheet, medium) if sheet.section_title else None
        )
        for sheet, drawing in zip(sheets, drawings, strict=True)
    ]
    colours = _colours(context, overview, theme)
    alt = _alternative(overview)
    pages_ = PosterWriter(page, medium, colours, planner.setter).pages(cover, printed, alt)
    notes = (_split_note(project, guides, medium, count),) if count > 1 else ()
    return Document(context.press.print(pages_, about(cover, alt)), notes)


def _boxes(planner: OverviewFramePlanner, count: int) -> list[Box]:
    """The space for the rows on each of `count` sheets."""
    sheets = (planner.sheet(number, count) for number in range(1, count + 1))
    return [picture_box(sheet, planner.medium, planner.page) for sheet in sheets]


def _single(context: Context, overview: Overview, box: Box) -> tuple[Drawing, ...] | None:
    """Lay out on one sheet; lists are not divided where that costs little text size."""
    style = context.styles.overview_table
    whole_ = single(context.measure, OverviewBody(context.measure, style, overview, whole=True), box)
    any_ = single(context.measure, OverviewBody(context.measure, style, overview), box)
    if whole_ and any_ and whole_.min_text_mm < any_.min_text_mm * style.section.whole:
        return (any_,)
    found = whole_ or any_
    return (found,) if found else None


def _legend(context: Context, overview: Overview, sheet: SheetFrame, medium: Medium) -> Drawing | None:
    style, unit = (
        context.styles.overview_table,
        context.styles.furniture(medium).section.legend * medium.scale,
    )
    head = context.measure.width(sheet.section_title, 1.0, True) * sheet.section.size
    room = sheet.width - 2 * sheet.margin - head - 8 * medium.scale
    return overview_legend(context.measure, style, overview, unit, room)


def _colours(context: Context, overview: Overview, theme: Theme) -> Theme:
    """The theme of the sheet, extended by the colour roles of every picture."""
    found = dict(theme.colours)
    for block in overview.blocks:
        own = theme
        if not theme.mono:
            own = context.styles.themes.get(PICTURE_THEMES.get(block.picture, ""), theme)
        found |= {toned(role, block.picture): colour for role, colour in own.colours.items()}
    return theme._replace(colours=found)


def _alternative(overview: Overview) -> str:
    """The overview as text: the alternative for screen readers."""
    return f"{TITLE}：" + "，".join(" ".join(t for t in (row.number, row.title) if t) for row in overview.rows)


def _split_note(project: Project, guides: Sequence[Guide], medium: Medium, count: int) -> Diagnostic:
    span = whole(project.file or guides[0].file)
    return fault("Y503", span, f"“{TITLE}”在 {medium.in_sentence}上分成了 {count} 张", "要一张放下，可以换更大的纸")


def _too_large(guides: Sequence[Guide], project: Project, medium: Medium) -> Diagnostic:
    """Y501: a single row does not fit on a sheet; the message names the longest title."""
    longest = max(guides, key=lambda guide: len(guide.title))
    message = f"“{TITLE}”里“{shortened(longest.title)}”一行太长，{medium.in_sentence}一张纸放不下，字再小就看不清了"
    return fault("Y501", longest.title.span or longest.span, message, "请把名称写短，或者用更大的纸")
