"""Lay out the back cover: phones, QR code, edition and issuer."""

from collections.abc import Sequence

from yizhangtu.content.chapters import Chapter, edition, phones
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.qr import qr_side
from yizhangtu.media.common.page_format import Format
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme

BACK = "有事打电话"


def back_cover(format_: Format, number: int, theme: Theme, chapters: Sequence[Chapter], project: Project) -> PageCanvas:
    """Paint the back cover: phones, QR code, edition and issuer."""
    style, type_ = format_.page.back, format_.type
    canvas = format_.canvas(number, theme)
    canvas.rect(0, 0, canvas.width, canvas.height, 0.0, "band")
    x = style.pad
    room = canvas.width - 2 * x
    y = 20.0
    y += canvas.block(x, y, type_.line(BACK, style.title, 1.3, True, "on_band")) + 5
    foot = canvas.height - 22.0
    url = str(project.url or "")
    side = qr_side(url, style.qr) if url else 0.0
    limit = foot - (side + 12 if url else 4)
    found = phones((chapter.guide for chapter in chapters), project)
    pitch = max(style.row_least, min(style.row, (limit - y) / max(len(found), 1)))
    for who, phone in found[: int((limit - y) / pitch + 1e-6)]:
        row = type_.line(phone, style.number, pitch / style.number, True, "on_band")
        if row.width > room * 0.6:
            row = type_.line(type_.cut(phone, room * 0.6, 4.2, True), 4.2, pitch / 4.2, True, "on_band")
        name = type_.largest(who, room - row.width - 5, style.text, 3.75, 1.25, False)
        if name.height > pitch:  # the pages of the guide have the full name
            name = type_.line(type_.cut(who, room - row.width - 5, 3.75), 3.75, 1.25)
        canvas.block(x, y + (pitch - name.height) / 2, name.coloured("on_band"))
        canvas.block(x, y, row, room, 1.0)
        y += pitch
        canvas.rule(x, y, room, "soft", 0.3)
    if url:
        y += 8
        canvas.qr(x, y, side, url)
        for position, text in enumerate(("扫一扫", "看办事指南")):
            block = type_.block(text, room - side - 5, style.caption, 1.5, False, "on_band")
            canvas.block(x + side + 5, y + 5 + position * style.caption * 1.5, block)
    lines = [edition(chapter.guide for chapter in chapters), f"{project.issuer}编印" if project.issuer else ""]
    for text in lines:
        block = type_.block(text, room, style.foot, 1.5, False, "on_band")
        foot += canvas.block(x, foot, block)
    return canvas
