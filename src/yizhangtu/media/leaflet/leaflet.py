"""A guide → the PDF of its leaflet: a sheet printed on both sides and folded twice; what is long, on several."""

from __future__ import annotations

from yizhangtu.content.chapters import has_process, status_of
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.layout.flow.layouter import Layouter
from yizhangtu.layout.listing.listing import ListBody
from yizhangtu.layout.picture import table_body
from yizhangtu.layout.table.fit import Body
from yizhangtu.media.common.cross_references import subjects_with_pages
from yizhangtu.media.common.details import TITLE, stacked
from yizhangtu.media.common.frame import PROCESS
from yizhangtu.media.common.guide_pages_tables import TABLES
from yizhangtu.media.common.guide_picture import picture_in_words
from yizhangtu.media.common.page_format import NOTES
from yizhangtu.media.common.panel_pages import pages_of
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.leaflet.leaflet_back import TITLE as CALL
from yizhangtu.media.leaflet.leaflet_cover import cover, icon_of
from yizhangtu.media.leaflet.leaflet_panels import BACK, Panels, body_of, place_of
from yizhangtu.media.leaflet.leaflet_plan import Folded, LeafletPlanner
from yizhangtu.media.result import Document, Result
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.diagnostics import make as fault
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.model.page import About
from yizhangtu.model.theme import Theme
from yizhangtu.style.medium import Medium
from yizhangtu.style.page.leaflet_style import LeafletStyle

LARGER = ("booklet-a5", "poster-a3")  # media that hold what a leaflet does not
MORE = "（续）"


def make(context: Context, job: Job) -> Result:
    """The leaflet of one guide."""
    (subject,) = subjects_with_pages(job)
    made = make_leaflet(context, subject, job.medium)
    return Result(made.pdf, made.diagnostics)


def make_leaflet(context: Context, subject: Subject, medium: Medium) -> Document:
    """Two pages a sheet, outside and inside; or what does not fit."""
    guide = subject.guide
    sides = sides_of(context, subject, medium)
    if sides is None:
        return Document(None, (_too_much(context, guide, medium),))
    notes = (_several(guide, medium, len(sides) // 2),) if len(sides) > 2 else ()
    issuer = str(guide.publication.issuer or subject.project.issuer or "")
    pdf = context.press.print(pages_of(sides), About(str(guide.title), issuer))
    return Document(pdf, notes)


def sides_of(context: Context, subject: Subject, medium: Medium) -> list[list[PageCanvas]] | None:
    """The leaves of the sides of all sheets, in the order in which they are read; None where not everything fits."""
    style = context.styles.leaflet
    panels = Panels(style, medium, context.typesetter)
    guide, project, theme = subject.guide, subject.project, context.styles.themes[subject.theme]
    layouter = Layouter(context.layout_tools, guide, subject.graph)
    process = layouter if has_process(guide) else None
    body = _body(context, guide, style)
    folded = LeafletPlanner(panels, guide, project, context.measure, process, body).planned()
    if folded is None:
        return None
    icon = icon_of(guide, process.lines[0].cards[0].pictogram if process and body is None else "")
    leaves = cover(panels, guide, project, theme, icon)
    leaves += _leaves(panels, folded, guide, theme, picture_in_words(context, subject))
    leaves.append(_back(panels, folded, theme, str(guide.title)))
    sides = [(sheet, side) for sheet in range(folded.sheets) for side in (0, 1)]
    return [
        [panels.sheet(side, theme), *(leaf for leaf in leaves if place_of(leaf.number) == (sheet, side))]
        for sheet, side in sides
    ]


def _body(context: Context, guide: Guide, style: LeafletStyle) -> Body | None:
    """The tables of a guide. On panels as narrow as these, a list is set as entries."""
    if isinstance(guide.body, Listing):
        narrow = context.styles.list_table._replace(table_least=style.table_least)
        return ListBody(context.measure, narrow, guide.body, context.styles.icons)
    return table_body(context.layout_tools, guide)


def _leaves(panels: Panels, folded: Folded, guide: Guide, theme: Theme, alt: str) -> list[PageCanvas]:
    """The drawings, then the rows that stand beside them."""
    leaves: list[PageCanvas] = []
    numbers = body_of(folded.sheets)
    told: list[str] = []
    for panel in folded.inside.panels:
        leaf = panels.leaf(numbers[len(leaves)], theme)
        names = [TABLES[guide.kind] if table else PROCESS[guide.kind] for _, _, table in panel]
        about = "、".join(names)
        panels.band(leaf, about + (MORE if names[0] in told else ""), "" if leaves else _aside(guide))
        told += names
        for y, drawing, table in panel:
            words = f"{guide.title}：{TABLES[guide.kind]}" if table else alt
            leaf.picture(panels.left, panels.top + y, drawing, words)
        leaves.append(leaf)
    for number, rows in enumerate(folded.rest):
        leaf = panels.leaf(numbers[len(leaves)], theme)
        about = TITLE + MORE if number else TITLE
        panels.band(leaf, about if rows else NOTES)
        panels.rows(leaf, rows, panels.top, panels.format.bottom)
        leaves.append(leaf)
    for leaf in leaves:
        panels.foot(leaf, str(guide.title))
    return leaves


def _aside(guide: Guide) -> str:
    """Number and status."""
    number = f"编号 {guide.number}" if guide.number else ""
    return status_of(guide) or number


def _back(panels: Panels, folded: Folded, theme: Theme, title: str) -> PageCanvas:
    """What the others have no room for, and whom to call."""
    leaf = panels.leaf(BACK, theme)
    gap = panels.page.section.top
    height = stacked(folded.closing, gap)
    if folded.back:
        panels.band(leaf, TITLE + MORE if folded.rest else TITLE)
        start = panels.format.bottom - height
        panels.rows(leaf, folded.back, panels.top, start - 2 * gap)
    else:
        panels.band(leaf, CALL)
        start = panels.top
    panels.rows(leaf, folded.closing, start, panels.format.bottom)
    panels.foot(leaf, title)
    return leaf


def _several(guide: Guide, medium: Medium, count: int) -> Diagnostic:
    """Y503: each sheet is folded by itself, the others are laid into the first."""
    message = f"“{guide.title}”在 {medium.title} 上分成了 {count} 张"
    return fault("Y503", guide.title.span, message, "每张各自折好，后面的夹进第1张；面的编号接着往下数")


def _too_much(context: Context, guide: Guide, medium: Medium) -> Diagnostic:
    """Y501: what is even longer goes into a booklet or on a poster."""
    names = " 或 ".join(name for name in LARGER if name in context.styles.media)
    most = context.styles.leaflet.sheets
    message = f"{medium.title.split()[0]}放不下“{guide.title}”：{most}张都写满，字再小就看不清了"
    return fault("Y501", guide.title.span or guide.span, message, f"请用 {names}，或者把内容缩短。")
