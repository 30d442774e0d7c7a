"""A guide → the front of its leaflet: what it is about in large letters, whose it is, for whom, how long, where."""

from __future__ import annotations

from collections.abc import Sequence

from yizhangtu.content.chapters import PICTURES, SLOGAN, edition, status_of
from yizhangtu.content.facts import Fact, facts, organisation
from yizhangtu.draw.page_canvas import Heading, PageCanvas
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.leaflet.leaflet_panels import COVER, Panels
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme
from yizhangtu.style.page.leaflet_style import LeafletCover

SHOWN = ("办理主体", "时间要求", "在哪办", "清单事项", "基础分", "积分周期", "收费")


def cover(panels: Panels, guide: Guide, project: Project, theme: Theme, icon: str) -> list[PageCanvas]:
    """The flood of colour, and what stands on it and below. `icon` stands for what it is about."""
    style, type_ = panels.page.cover, panels.format.type
    edge, width = panels.span(COVER)
    leaf = panels.leaf(COVER, theme)
    flood = PageCanvas(panels.typesetter, width, leaf.height, theme, COVER)
    flood.offset = edge
    x, room = style.pad, leaf.width - 2 * style.pad
    place = type_.largest(organisation(guide, project), room, style.org, style.org_least, 1.3, False)
    title = _title(panels, str(guide.title), room)
    pill = type_.block(_series(guide), room - 2 * style.pill_pad, style.pill, 1.3, True, "dark", True)
    pill_height = pill.height + style.pill_pad if pill.lines else 0.0
    needed = place.height + style.org_gap + title.height + (pill_height + style.gap if pill.lines else 0.0)
    band = max(leaf.height * style.share, needed + 2 * style.pad)
    flood.rect(0, 0, width, band, 0.0, "band")
    if theme.mono:
        flood.rule(0, band, width, "ink", 1.4)
    y = (band - needed) / 2
    y += leaf.block(x, y, place.coloured("on_band")) + style.org_gap
    leaf.heading = Heading(x, y, title.coloured("on_band"), str(guide.title))
    y += title.height + style.gap
    if pill.lines:
        wide = pill.width + 2 * style.pill_pad
        leaf.rect(x, y, wide, pill_height, 1.2, "paper", "ink" if theme.mono else "", 0.3 if theme.mono else 0.0)
        leaf.block(x + style.pill_pad, y + style.pill_pad / 2, pill)
    shown = [fact for fact in facts(guide, project) if fact.key in SHOWN]
    _below(panels, leaf, shown, (icon, edition([guide])), band)
    return [flood, leaf]


def _title(panels: Panels, text: str, room: float) -> TextBlock:
    """On one line if it is large on that; else as large as it is on two lines, or on three where it is long; at the
    least size on as many as it takes."""
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
    """清单制 · 主体责任 · 编号 3, and that it is a draft."""
    number = f"编号 {guide.number}" if guide.number else ""
    parts = (guide.picture, guide.list_name, number, status_of(guide))
    return " · ".join(dict.fromkeys(str(part) for part in parts if part))


def icon_of(guide: Guide, step: str) -> str:
    """That of its first step, else that of its picture."""
    return step or dict(PICTURES).get(str(guide.picture), PICTURES[0][1])


def _below(
    panels: Panels, leaf: PageCanvas, found: Sequence[Fact], icon_and_edition: tuple[str, str], band: float
) -> None:
    """The icon as large as there is room, the facts that stand on one line each, slogan and edition."""
    style, type_ = panels.page.cover, panels.format.type
    x, room = style.pad, leaf.width - 2 * style.pad
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
        leaf.circle(leaf.width / 2, middle, ring / 2, "tint")
        leaf.icon(icon, (leaf.width - side) / 2, middle - side / 2, side, "dark")
    y = slogan_y - style.gap - len(shown) * pitch
    if y < band:
        return  # a title of very many lines
    for fact in shown:
        leaf.icon(fact.icon, x, y, style.fact_icon, "dark")
        key = type_.line(fact.key, style.key, 1.3, True, "dark")
        value = type_.line(fact.value, style.fact, 1.3, True)
        left = x + style.fact_icon + style.fact_gap
        leaf.block(left, y + (style.fact_icon - key.height) / 2, key)
        leaf.block(left + _key(style), y + (style.fact_icon - value.height) / 2, value)
        y += pitch
    leaf.block(x, slogan_y, slogan, room, 0.5)
    leaf.block(x, foot, edition_, room, 0.5)


def _key(style: LeafletCover) -> float:
    """Room of the name of a fact."""
    return float(style.key * 4 + style.fact_gap)


def _fits(panels: Panels, fact: Fact, room: float) -> bool:
    style = panels.page.cover
    lead = style.fact_icon + style.fact_gap + _key(style)
    return bool(lead + panels.format.type.width(fact.value, style.fact, True) <= room)
