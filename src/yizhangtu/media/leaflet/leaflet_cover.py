"""Lay out the cover of a leaflet: title in large letters, organisation, series, the most important facts."""

from __future__ import annotations

from collections.abc import Sequence

from yizhangtu.content.chapters import PICTURES, SLOGAN, edition
from yizhangtu.content.facts import Fact, facts, organisation
from yizhangtu.content.publication import status_of
from yizhangtu.draw import elements
from yizhangtu.draw.page_canvas import Heading, PageCanvas
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.leaflet.leaflet_panels import COVER, LeafletPanels
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme
from yizhangtu.style.page.leaflet_style import LeafletCover

SHOWN = ("办理主体", "责任主体", "实施主体", "时间要求", "在哪办", "清单事项", "基础分", "积分周期", "收费")


def cover(panels: LeafletPanels, guide: Guide, project: Project, theme: Theme, icon: str) -> list[PageCanvas]:
    """Paint the coloured area to the edges of the panel, the texts on it, and those below with the icon of the
    guide."""
    style, type_ = panels.page.cover, panels.format.type
    edge, width = panels.span(COVER)
    canvas = panels.canvas(COVER, theme)
    flood = PageCanvas(panels.typesetter, width, canvas.height, theme, COVER)
    flood.offset = edge
    x, room = style.pad, canvas.width - 2 * style.pad
    place = type_.largest(organisation(guide, project), room, style.org, style.org_least, 1.3, False)
    title = _title(panels, str(guide.title), room)
    pill = type_.block(_series(guide), room - 2 * style.pill_pad, style.pill, 1.3, True, "dark", True)
    pill_height = pill.height + style.pill_pad if pill.lines else 0.0
    needed = place.height + style.org_gap + title.height + (pill_height + style.gap if pill.lines else 0.0)
    band = max(canvas.height * style.share, needed + 2 * style.pad)
    flood.rect(0, 0, width, band, 0.0, "band")
    if theme.mono:
        flood.rule(0, band, width, "ink", 1.4)
    y = (band - needed) / 2
    y += canvas.block(x, y, place.coloured("on_band")) + style.org_gap
    canvas.heading = Heading(x, y, title.coloured("on_band"), str(guide.title))
    y += title.height + style.gap
    if pill.lines:
        wide = pill.width + 2 * style.pill_pad
        canvas.rect(x, y, wide, pill_height, 1.2, "paper", "ink" if theme.mono else "", 0.3 if theme.mono else 0.0)
        canvas.block(x + style.pill_pad, y + style.pill_pad / 2, pill)
    shown = [fact for fact in facts(guide, project) if fact.key in SHOWN]
    _below(panels, canvas, shown, (icon, edition([guide])), band)
    return [flood, canvas]


def _title(panels: LeafletPanels, text: str, room: float) -> TextBlock:
    """The title on one line if its letters are large enough; else in the largest letters that need two lines, or three
    where it is long; at the least size, on any number of lines."""
    style, type_ = panels.page.cover, panels.format.type
    least = style.title * style.title_one
    if type_.width(text, least, True) <= room - 0.2:
        return type_.largest(text, room, style.title, least, style.title_leading)
    size = style.title
    while True:
        block = type_.block(text, room, size, style.title_leading, True, balanced=True)
        most = 2 if size > style.title * style.title_three else 3
        if len(block.lines) <= most or size <= style.title_least:
            return block
        size = max(round(size - 0.5, 3), style.title_least)


def _series(guide: Guide) -> str:
    """The line of the series: 清单制 · 主体责任 · 编号 3, with the status of the guide."""
    number = f"编号 {guide.number}" if guide.number else ""
    parts = (guide.picture, guide.list_name, number, status_of(guide))
    return " · ".join(dict.fromkeys(str(part) for part in parts if part))


def icon_of(guide: Guide, step: str) -> str:
    """The icon of the first step, else of the kind of picture."""
    return step or dict(PICTURES).get(str(guide.picture), PICTURES[0][1])


def _below(
    panels: LeafletPanels, canvas: PageCanvas, found: Sequence[Fact], icon_and_edition: tuple[str, str], band: float
) -> None:
    """Paint the icon as large as it fits, the facts that fit on one line each, slogan and edition."""
    style, type_ = panels.page.cover, panels.format.type
    x, room = style.pad, canvas.width - 2 * style.pad
    icon, edition_text = icon_and_edition
    shown = [fact for fact in found if _fits(panels, fact, room)]
    pitch = style.fact_icon + style.fact_gap
    edition_ = type_.line(edition_text, style.edition, 1.4, False, "grey")
    slogan = type_.line(SLOGAN, style.slogan, 1.3, True, "dark")
    foot = panels.format.bottom - (edition_.height if edition_.lines else 0.0)
    slogan_y = foot - slogan.height - 1
    while True:
        space = slogan_y - style.gap - len(shown) * pitch - band
        side = min(style.icon, (space - 2 * style.gap) / style.ring)
        if side >= style.icon_least or not shown:
            break
        shown.pop()
    if side >= style.icon_least:
        ring = side * style.ring
        middle = band + space / 2
        canvas.circle(canvas.width / 2, middle, ring / 2, "tint")
        canvas.icon(icon, (canvas.width - side) / 2, middle - side / 2, side, "dark")
    y = slogan_y - style.gap - len(shown) * pitch
    if y < band:
        return  # a title of very many lines
    for fact in shown:
        canvas.icon(fact.icon, x, y, style.fact_icon, "dark")
        key = type_.line(fact.key, style.key, 1.3, True, "dark").named(elements.fact(fact.key, "key"))
        value = type_.line(fact.value, style.fact, 1.3, True).named(elements.fact(fact.key, "value"))
        left = x + style.fact_icon + style.fact_gap
        canvas.block(left, y + (style.fact_icon - key.height) / 2, key)
        canvas.block(left + _key(style), y + (style.fact_icon - value.height) / 2, value)
        y += pitch
    canvas.block(x, slogan_y, slogan, room, 0.5)
    canvas.block(x, foot, edition_, room, 0.5)


def _key(style: LeafletCover) -> float:
    """Width of the key of a fact, in mm."""
    return style.key * 4 + style.fact_gap


def _fits(panels: LeafletPanels, fact: Fact, room: float) -> bool:
    style = panels.page.cover
    lead = style.fact_icon + style.fact_gap + _key(style)
    return bool(lead + panels.format.type.width(fact.value, style.fact, True) <= room)
