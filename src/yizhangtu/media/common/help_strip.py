"""帮办代办 → the strip at the foot of a guide's last page: who helps, which phone, the QR code."""

from __future__ import annotations

from dataclasses import dataclass

from yizhangtu.content.facts import helper
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.qr import qr_side
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.common.page_format import Format
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project

CAPTION = "扫右边的码看办事指南"


@dataclass(frozen=True)
class HelpStrip:
    """The strip: `words` are lines of blocks from top to bottom; `qr` is the code's side with its quiet zone."""

    format: Format
    words: tuple[tuple[TextBlock, ...], ...]
    url: str
    qr: float
    height: float

    def paint(self, leaf: PageCanvas, x: float, y: float) -> None:
        """With its upper edge at y. The code's quiet zone is white like the page, so it may reach over the edges."""
        style = self.format.page.help
        y += style.top
        leaf.rule(x, y, self.format.width, "dark", style.rule)
        y += style.gap
        if self.url:
            leaf.qr(x + self.format.width - self.qr + style.lift, y, self.qr, self.url)
        y += style.words
        for line in self.words:
            left = x
            for block in line:
                leaf.block(left, y, block)
                left += block.width + 4
            y += max(block.height for block in line)


def plan_help(format_: Format, guide: Guide, project: Project, most: float) -> HelpStrip | None:
    """None where there is nobody to name and nothing to scan, or so much to say that it takes more than `most` mm."""
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
        lines.append((type_.block(title, room, style.text, leading),))
    name = type_.block(found.name, room, style.name, leading, True)
    phone = type_.block(found.phone, room, style.phone, leading, True, "dark")
    both = tuple(block for block in (name, phone) if block.lines)
    one_line = all(len(block.lines) == 1 for block in both) and sum(b.width for b in both) + 4 <= room
    lines += [both] if both and one_line else [(block,) for block in both]
    if project.hotline:
        lines.append((type_.block(f"监督电话 {project.hotline}", room, style.text, leading),))
    if found.url:
        lines.append((type_.block(CAPTION, room, style.caption, leading, False, "grey"),))
    words = style.words + sum(max(block.height for block in line) for line in lines)
    height = max(words, qr - style.lift) + style.top + style.gap
    return HelpStrip(format_, tuple(lines), found.url, qr, height) if height <= most else None
