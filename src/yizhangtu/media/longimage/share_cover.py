"""A guide → the cover above a long picture in a chat: its title, place and issuer, and summary."""

from __future__ import annotations

from yizhangtu.content.chapters import main_deadline
from yizhangtu.content.facts import organisation, time_texts
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.text_block import TextBlock, TextSetter
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme
from yizhangtu.model.units import MM_PER_PX

EDGE = 3.0  # mm, above and below all texts
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
    words = [str(guide.picture), *(time_texts(guide)[:1] if main_deadline(guide) else ())]
    note = type_.largest(" · ".join(words), room, 8.0, 5.0, 1.3)
    left = height - 2 * EDGE - place.height - note.height - 7
    title = _title(type_, str(guide.title), room, left)
    y = EDGE + (left - title.height) / 2
    y += canvas.block(pad, y, place.coloured("on_band")) + 3
    y += canvas.block(pad, y, title.coloured("on_band")) + 4
    canvas.block(pad, y, note.coloured("on_band"))
    return canvas


def _title(type_: TextSetter, text: str, width: float, height: float) -> TextBlock:
    """The title in the largest text that fits: on one line if possible, a long one on as many as there is room for."""
    title = type_.largest(text, width, 21.0, 11.0, 1.2)
    while title.height > height and title.size > 4.0:
        title = type_.block(text, width, title.size - 0.5, 1.2, True, balanced=True)
    return title
