"""Make the rows of the back of a leaflet: phones, QR code, basis and version."""

from __future__ import annotations

from math import fsum

from yizhangtu.content.facts import Help, helper, oversight_phones
from yizhangtu.draw import elements
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.qr import qr_side
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.common.detail_rows import DetailRow, RowMaker
from yizhangtu.media.leaflet.leaflet_panels import LeafletPanels
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project

TITLE = "有事打电话"
HELP, WATCH, ASK = "帮办代办", "监督电话", "咨询电话"
CALLED = (WATCH, ASK)  # keys of facts that are printed on the back
CAPTION = "扫码看办事指南"


def back_rows(panels: LeafletPanels, guide: Guide, project: Project) -> list[DetailRow]:
    """The row of 帮办代办 with the QR code, then the phones."""
    found: list[DetailRow] = []
    who = helper(guide, project)
    if who:
        found.append(_helping(panels, who))
    watching = oversight_phones(guide, project)
    if project.hotline and str(project.hotline) not in [number for number, _ in watching]:
        watching = [*watching, (str(project.hotline), "")]
    for number, by in watching:
        found.append(_called(panels, WATCH, number, by))
    return found + [_called(panels, ASK, phone, "") for phone in dict.fromkeys(map(str, guide.phone))]


def _helping(panels: LeafletPanels, who: Help) -> DetailRow:
    """The name and the phone of the assistant in large letters; at the right the QR code with its caption."""
    style, type_ = panels.page.back, panels.format.type
    side = qr_side(who.url, panels.medium.qr_mm) if who.url else 0.0
    caption = type_.line(CAPTION if who.url else "", style.caption, 1.3, False, "grey")
    column = max(side, caption.width) if who.url else 0.0
    room = panels.format.width - (column + 3 if column else 0.0)
    words: list[TextBlock] = []
    if who.name or who.phone or who.window:
        words.append(type_.block(HELP, room, style.text, style.leading, True, "dark"))
    if who.window:
        words.append(type_.block(who.window, room, style.text, style.leading).named(elements.assistant("window")))
    if who.name:
        words.append(type_.block(who.name, room, style.name, style.leading, True).named(elements.assistant("name")))
    if who.phone:
        phone = type_.largest(who.phone, room, style.phone, style.phone_least, style.leading)
        words.append(phone.named(elements.assistant("phone")))
    code = side + caption.height if who.url else 0.0
    height = max(code, fsum(block.height for block in words))

    def paint(canvas: PageCanvas, x: float, y: float) -> None:
        top = y
        for block in words:
            top += canvas.block(x, top, block)
        if who.url:
            left = x + panels.format.width - column if words else x
            canvas.qr(left + (column - side) / 2, y, side, who.url)
            canvas.block(left, y + side, caption, column, 0.5)
        canvas.rule(x, y + height + style.gap, panels.format.width, "hair", style.rule)

    return DetailRow(height + style.gap, paint, "", True)


def _called(panels: LeafletPanels, key: str, phone: str, by: str) -> DetailRow:
    """The purpose and the owner of a phone, its number at the right in large letters; below them where it is long."""
    style, type_, room = panels.page.back, panels.format.type, panels.format.width
    number = type_.largest(phone, room, style.phone, style.phone_least, style.leading)
    number = number.named(elements.fact(key, "value"))
    beside = len(number.lines) == 1 and number.width <= room * style.beside
    width = room - number.width - 3 if beside else room
    words = [type_.block(key, width, style.text, style.leading, True, "dark")]
    if by:
        words.append(type_.block(by, width, style.text, style.leading).named(elements.fact(key, "notes")))
    down = fsum(block.height for block in words)
    height = max(down, number.height) if beside else down + number.height

    def paint(canvas: PageCanvas, x: float, y: float) -> None:
        top = y + (height - down) / 2 if beside else y
        for block in words:
            top += canvas.block(x, top, block)
        if beside:
            canvas.block(x, y + (height - number.height) / 2, number, room, 1.0)
        else:
            canvas.block(x, top, number)
        canvas.rule(x, y + height + style.gap, room, "hair", style.rule)

    return DetailRow(height + style.gap, paint, "", True)


def closing(rows: list[DetailRow]) -> list[DetailRow]:
    """The rows of 依据 and 版本; the first of them is the lead of a section."""
    return [row._replace(lead=not number) for number, row in enumerate(row for row in rows if row.height)]


def maker(panels: LeafletPanels, size: float) -> RowMaker:
    """A maker of rows as wide as a panel."""
    return RowMaker(panels.format, size, CALLED)
