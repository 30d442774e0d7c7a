"""Whom to call, the QR code and 依据 → rows for the back of a leaflet."""

from __future__ import annotations

from dataclasses import replace

from yizhangtu.content.facts import Help, helper, oversight_phones
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.qr import qr_side
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.common.detail_rows import Row, RowMaker
from yizhangtu.media.leaflet.leaflet_panels import Panels
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project

TITLE = "有事打电话"
HELP, WATCH, ASK = "帮办代办", "监督电话", "咨询电话"
CALLED = (WATCH, ASK)  # facts that stand on the back
CAPTION = "扫码看办事指南"


def back_rows(panels: Panels, guide: Guide, project: Project) -> list[Row]:
    """帮办代办 with the QR code beside it, then the phones."""
    found: list[Row] = []
    who = helper(guide, project)
    if who:
        found.append(_helping(panels, who))
    told = {who.phone} if who and who.phone else set()
    watching = oversight_phones(guide, project)
    if project.hotline and str(project.hotline) not in [number for number, _ in watching]:
        watching = [*watching, (str(project.hotline), "")]
    for number, by in watching:
        found.append(_called(panels, WATCH, number, by))
    return found + [_called(panels, ASK, str(phone), "") for phone in guide.phone if str(phone) not in told]


def _helping(panels: Panels, who: Help) -> Row:
    """Who helps and the phone in large letters; at the right the QR code, what it is for under it."""
    style, type_ = panels.page.back, panels.format.type
    side = qr_side(who.url, panels.medium.qr_mm) if who.url else 0.0
    caption = type_.line(CAPTION if who.url else "", style.caption, 1.3, False, "grey")
    column = max(side, caption.width) if who.url else 0.0
    room = panels.format.width - (column + 3 if column else 0.0)
    words: list[TextBlock] = []
    if who.name or who.phone or who.window:
        words.append(type_.block(HELP, room, style.text, style.leading, True, "dark"))
    if who.window:
        words.append(type_.block(who.window, room, style.text, style.leading))
    if who.name:
        words.append(type_.block(who.name, room, style.name, style.leading, True))
    if who.phone:
        words.append(type_.largest(who.phone, room, style.phone, style.phone_least, style.leading))
    code = side + caption.height if who.url else 0.0
    height = max(code, sum(block.height for block in words))

    def paint(leaf: PageCanvas, x: float, y: float) -> None:
        top = y
        for block in words:
            top += leaf.block(x, top, block)
        if who.url:
            left = x + panels.format.width - column if words else x
            leaf.qr(left + (column - side) / 2, y, side, who.url)
            leaf.block(left, y + side, caption, column, 0.5)
        leaf.rule(x, y + height + style.gap, panels.format.width, "hair", style.rule)

    return Row(height + style.gap, paint, "", True)


def _called(panels: Panels, key: str, phone: str, by: str) -> Row:
    """What for and who answers, the number at the right in large letters; below them where it is long."""
    style, type_, room = panels.page.back, panels.format.type, panels.format.width
    number = type_.largest(phone, room, style.phone, style.phone_least, style.leading)
    beside = len(number.lines) == 1 and number.width <= room * style.beside
    width = room - number.width - 3 if beside else room
    words = [type_.block(key, width, style.text, style.leading, True, "dark")]
    if by:
        words.append(type_.block(by, width, style.text, style.leading))
    down = sum(block.height for block in words)
    height = max(down, number.height) if beside else down + number.height

    def paint(leaf: PageCanvas, x: float, y: float) -> None:
        top = y + (height - down) / 2 if beside else y
        for block in words:
            top += leaf.block(x, top, block)
        if beside:
            leaf.block(x, y + (height - number.height) / 2, number, room, 1.0)
        else:
            leaf.block(x, top, number)
        leaf.rule(x, y + height + style.gap, room, "hair", style.rule)

    return Row(height + style.gap, paint, "", True)


def closing(rows: list[Row]) -> list[Row]:
    """The rows of 依据 and 版本, the first of them the lead of a section."""
    return [replace(row, lead=not number) for number, row in enumerate(row for row in rows if row.height)]


def maker(panels: Panels, size: float) -> RowMaker:
    """Rows as wide as a panel."""
    return RowMaker(panels.format, size, CALLED)
