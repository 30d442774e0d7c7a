"""帮办代办 → the strip at the foot of a guide's last page: who helps, which phone, the QR code."""

from __future__ import annotations

from dataclasses import dataclass

from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.page.booklet_format import Format
from yizhangtu.page.booklet_leaf import Block, Leaf
from yizhangtu.page.qr import qr_side
from yizhangtu.page.words import helper

CAPTION = "扫码看办事指南"


@dataclass(frozen=True)
class HelpStrip:
    """The strip: `words` are (block, colour) from top to bottom; `qr` is the code's side with its quiet zone."""

    format: Format
    words: tuple[tuple[Block, str], ...]
    url: str
    qr: float
    caption: Block | None
    height: float

    def paint(self, leaf: Leaf, x: float, y: float) -> None:
        """With its upper edge at y."""
        style = self.format.page["help"]
        y += style["top"]
        leaf.rule(x, y, self.format.width, "dark", style["rule"])
        y += style["gap"]
        if self.url and self.caption:
            side = max(self.qr, self.caption.width)
            left = x + self.format.width - side
            leaf.qr(left + (side - self.qr) / 2, y, self.qr, self.url)
            leaf.block(left, y + self.qr, self.caption, side, 0.5)
        for block, fill in self.words:
            y += leaf.block(x, y, block, fill=fill)


def plan_help(format_: Format, guide: Guide, project: Project, most: float) -> HelpStrip | None:
    """None where there is nobody to name and nothing to scan, or so much to say that it takes more than `most` mm."""
    found = helper(guide, project)
    if found is None:
        return None
    style = format_.page["help"]
    type_, leading = format_.type, style["leading"]
    qr = qr_side(found.url, format_.medium.qr_mm) if found.url else 0.0
    caption = type_.line(CAPTION, style["caption"], leading, False, "grey") if found.url else None
    side = max(qr, caption.width) if caption else 0.0
    room = format_.width - (side + 4 if side else 0.0)
    words: list[tuple[Block, str]] = []
    title = "帮办代办" + (f"（{found.window}）" if found.window else "")
    if found.name or found.phone or found.window:
        words.append((type_.block(title, room, style["text"], leading), "ink"))
    if found.name:
        words.append((type_.block(found.name, room, style["name"], leading, True), "ink"))
    if found.phone:
        words.append((type_.block(found.phone, room, style["phone"], leading, True), "dark"))
    if project.hotline:
        words.append((type_.block(f"监督电话 {project.hotline}", room, style["text"], leading), "ink"))
    tall = max(sum(block.height for block, _ in words), qr + (caption.height if caption else 0.0))
    height = tall + style["top"] + style["gap"]
    return HelpStrip(format_, tuple(words), found.url, qr, caption, height) if height <= most else None
