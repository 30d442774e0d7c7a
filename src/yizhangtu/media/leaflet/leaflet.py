"""Make the leaflet of a guide: a sheet printed on both sides and folded twice. A longer guide needs a booklet."""

from __future__ import annotations

from yizhangtu.content.chapters import has_process
from yizhangtu.content.publication import status_of
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.layout.flow.layouter import Layouter
from yizhangtu.media.common.cross_references import subjects_with_pages
from yizhangtu.media.common.details import TITLE, stacked
from yizhangtu.media.common.frame import PROCESS
from yizhangtu.media.common.guide_pages_tables import TABLES, tables_of
from yizhangtu.media.common.guide_picture import guide_too_large, picture_in_words
from yizhangtu.media.common.panel_pages import pages_of
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.leaflet.leaflet_back import TITLE as CALL
from yizhangtu.media.leaflet.leaflet_cover import cover, icon_of
from yizhangtu.media.leaflet.leaflet_panels import BACK, BODY, SIDES, LeafletPanels, side_of
from yizhangtu.media.leaflet.leaflet_plan import LeafletPlan, LeafletPlanner
from yizhangtu.media.result import Document, Result, one_file
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.guide import Guide
from yizhangtu.model.page import About
from yizhangtu.model.theme import Theme
from yizhangtu.style.medium import Medium

LARGER = ("booklet-a5", "poster-a3")  # media for guides that do not fit on a leaflet
MORE = "（续）"


def make(context: Context, job: Job) -> Result:
    """Make the leaflet of one guide."""
    (subject,) = subjects_with_pages(job)
    document = make_leaflet(context, subject, job.medium)
    return one_file(job, document.pdf, document.diagnostics)


def make_leaflet(context: Context, subject: Subject, medium: Medium) -> Document:
    """Write two pages, outside and inside; or report that the guide does not fit."""
    guide = subject.guide
    sides = sides_of(context, subject, medium)
    if sides is None:
        return Document(None, (_too_much(context, subject, medium),))
    issuer = str(guide.publication.issuer or subject.project.issuer or "")
    pdf = context.press.print(pages_of(sides), About(str(guide.title), issuer))
    return Document(pdf)


def sides_of(context: Context, subject: Subject, medium: Medium) -> list[list[PageCanvas]] | None:
    """The canvases of both sides; None where the guide does not fit."""
    style = context.styles.leaflet
    panels = LeafletPanels(style, medium, context.typesetter)
    guide, project, theme = subject.guide, subject.project, context.styles.themes[subject.theme]
    layouter = Layouter(context.layout_tools, guide, subject.graph)
    process = layouter if has_process(guide) else None
    body = tables_of(context, guide, style.table_least)
    plan = LeafletPlanner(panels, guide, project, context.measure, process, body).planned()
    if plan is None:
        return None
    icon = icon_of(guide, process.lines[0].cards[0].pictogram if process and body is None else "")
    canvases = cover(panels, guide, project, theme, icon)
    canvases += _body_canvases(panels, plan, guide, theme, picture_in_words(context, subject))
    canvases.append(_back(panels, plan, theme))
    return [
        [panels.sheet(side, theme), *(canvas for canvas in canvases if side_of(canvas.number) == side)]
        for side in range(len(SIDES))
    ]


def _body_canvases(panels: LeafletPanels, plan: LeafletPlan, guide: Guide, theme: Theme, alt: str) -> list[PageCanvas]:
    """Paint the panels with drawings, then those with rows of details."""
    canvases: list[PageCanvas] = []
    titles: list[str] = []
    for panel in plan.drawn.panels:
        canvas = panels.canvas(BODY[len(canvases)], theme)
        names = [TABLES[guide.kind] if table else PROCESS[guide.kind] for _, _, table in panel]
        about = "、".join(names)
        panels.band(canvas, about + (MORE if names[0] in titles else ""), "" if canvases else _aside(guide))
        titles += names
        for y, drawing, table in panel:
            words = f"{guide.title}：{TABLES[guide.kind]}" if table else alt
            canvas.picture(panels.left, panels.top + y, drawing, words)
        canvases.append(canvas)
    for number, rows in enumerate(plan.rest):
        canvas = panels.canvas(BODY[len(canvases)], theme)
        panels.band(canvas, TITLE + MORE if number else TITLE)
        panels.rows(canvas, rows, panels.top, panels.format.bottom)
        canvases.append(canvas)
    for canvas in canvases:
        panels.foot(canvas)
    return canvases


def _aside(guide: Guide) -> str:
    """The status of a guide, else its number."""
    number = f"编号 {guide.number}" if guide.number else ""
    return status_of(guide) or number


def _back(panels: LeafletPanels, plan: LeafletPlan, theme: Theme) -> PageCanvas:
    """Paint the back: the rows that do not fit on the other panels, then the phones."""
    canvas = panels.canvas(BACK, theme)
    gap = panels.page.section.top
    height = stacked(plan.closing, gap)
    if plan.back:
        panels.band(canvas, TITLE + MORE if plan.rest else TITLE)
        start = panels.format.bottom - height
        panels.rows(canvas, plan.back, panels.top, start - 2 * gap)
    else:
        panels.band(canvas, CALL)
        start = panels.top
    panels.rows(canvas, plan.closing, start, panels.format.bottom)
    panels.foot(canvas)
    return canvas


def _too_much(context: Context, subject: Subject, medium: Medium) -> Diagnostic:
    """Y501: the guide does not fit on a sheet; the hint names media that hold more."""
    names = " 或 ".join(name for name in LARGER if name in context.styles.media)
    hint = f"这件事请做成 {names}，或者把内容缩短。"
    return guide_too_large(context, subject, f"一张{medium.title.split()[0]}", hint)
