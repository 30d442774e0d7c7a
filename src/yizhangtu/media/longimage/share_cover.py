"""A guide → the cover above a long picture in a chat: its title, place and issuer, and summary."""

from __future__ import annotations

from yizhangtu.content.chapters import main_deadline
from yizhangtu.content.facts import organisation, time_texts
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.text_block import TextSetter
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme
from yizhangtu.model.units import MM_PER_PX

WIDTH, HEIGHT = 900, 383  # pixels: the cover of an article (WeChat, 首图 2.35:1)


def share_cover(type_: TextSetter, guide: Guide, project: Project, theme: Theme, icon: str) -> PageCanvas:
    """The cover as a page of 900 × 383 pixels at 96 per inch."""
    width, height = WIDTH * MM_PER_PX, HEIGHT * MM_PER_PX
    canvas = PageCanvas(type_.typesetter, width, height, theme)
    pad, side = 12.0, 62.0
    canvas.rect(0, 0, width, height, 0.0, "band")
    if theme.mono:
        canvas.rect(1, 1, width - 2, height - 2, 0.0, "", "ink", 1.2)
    canvas.icon(icon, width - pad - side, (height - side) / 2, side, "on_band")
    room = width - 2 * pad - side - 8
    place = type_.largest(organisation(guide, project), room, 7.0, 5.0, 1.3, bold=False)
    title = type_.largest(str(guide.title), room, 21.0, 11.0, 1.2)
    words = [str(guide.picture), *(time_texts(guide)[:1] if main_deadline(guide) else ())]
    note = type_.largest(" · ".join(words), room, 8.0, 5.0, 1.3)
    total = place.height + title.height + note.height + 7
    y = max(3.0, (height - total) / 2)
    y += canvas.block(pad, y, place.coloured("on_band")) + 3
    y += canvas.block(pad, y, title.coloured("on_band")) + 4
    canvas.block(pad, y, note.coloured("on_band"))
    return canvas
