"""Lay out the help strip (帮办代办) at the foot of the last page of a guide: name, phone, QR code."""

from math import fsum
from typing import NamedTuple

from yizhangtu.content.facts import helper
from yizhangtu.draw import elements
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.qr import qr_side
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.common.page_format import Format
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project

CAPTION = "扫右边的码看办事指南"


class HelpStrip(NamedTuple):
    """The strip: `words` are lines of blocks from top to bottom; `qr` is the side of the code with its quiet zone."""

    format: Format
    words: tuple[tuple[TextBlock, ...], ...]
    url: str
    qr: float
    height: float

    def paint(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Paint the strip with its upper edge at y. The quiet zone of the code is white, so it may extend over the
        edges."""
        style = self.format.page.help
        y += style.top
        canvas.rule(x, y, self.format.width, "dark", style.rule)
        y += style.gap
        if self.url:
            canvas.qr(x + self.format.width - self.qr + style.lift, y, self.qr, self.url)
        y += style.words
        for line in self.words:
            left = x
            for block in line:
                canvas.block(left, y, block)
                left += block.width + 4
            y += max(block.height for block in line)


def plan_help(format_: Format, guide: Guide, project: Project, most: float) -> HelpStrip | None:
    """Plan the strip; None where it has no content, or would be more than `most` mm high."""
    found = helper(guide, project)
    if found is None:
        return None
    style = format_.page.help
    type_, leading = format_.type, style.leading
    qr = qr_side(found.url, format_.medium.qr_mm) if found.url else 0.0
    room = format_.width - (qr + 1 if qr else 0.0)
    lines: list[tuple[TextBlock, ...]] = []
    title = "帮办代办" + (f"（{found.window}）" if found.window else "")
    if found.name or found.phone or found.window:
        lines.append((type_.block(title, room, style.text, leading).named(elements.assistant("window")),))
    name = type_.block(found.name, room, style.name, leading, True).named(elements.assistant("name"))
    phone = type_.block(found.phone, room, style.phone, leading, True, "dark").named(elements.assistant("phone"))
    both = tuple(block for block in (name, phone) if block.lines)
    one_line = all(len(block.lines) == 1 for block in both) and fsum(b.width for b in both) + 4 <= room
    lines += [both] if both and one_line else [(block,) for block in both]
    if project.hotline:
        lines.append((type_.block(f"监督电话 {project.hotline}", room, style.text, leading),))
    if found.url:
        lines.append((type_.block(CAPTION, room, style.caption, leading, False, "grey"),))
    words = style.words + fsum(max(block.height for block in line) for line in lines)
    height = max(words, qr - style.lift) + style.top + style.gap
    return HelpStrip(format_, tuple(lines), found.url, qr, height) if height <= most else None
