"""Chapters → the front cover: whose booklet it is, and how much of each picture it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yizhangtu.content.chapters import PICTURES, SLOGAN, Chapter, edition, place_name, tally
from yizhangtu.draw.logo import LOGO, logo_drawing
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.common.page_format import Format
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme

TITLE = ("村民", "办事手册")


def cover(
    format_: Format, chapters: Sequence[Chapter], project: Project, theme: Theme, themes: Mapping[str, Theme]
) -> list[PageCanvas]:
    """The front cover. `themes` are those of the pictures; the leaf for each block has its own colours."""
    style = format_.page.cover
    type_ = format_.type
    leaf = format_.leaf(1, theme)
    width, height = leaf.width, leaf.height
    band = height * style.share
    leaf.rect(0, 0, width, band, 0.0, "band")
    if theme.mono:
        leaf.rule(0, band, width, "ink", 1.4)
    x = style.pad
    room = width - 2 * x
    logo = logo_drawing(project.logo, style.logo, style.logo_wide) if project.logo else None
    beside = room - (logo.width + 4 if logo else 0.0)
    place = type_.largest(place_name(project), beside, style.place, 3.8, 1.3)
    title = [type_.line(text, style.title, style.title_leading, True, "on_band") for text in TITLE]
    total = place.height + 5 + sum(block.height for block in title)
    y = (band - total) / 2
    if logo:
        leaf.picture(x + room - logo.width, y, logo, LOGO)
    y += leaf.block(x, y, place.coloured("on_band")) + 5
    for block in title:
        y += leaf.block(x, y, block)
    leaves = [leaf, *_blocks(format_, leaf, chapters, band + 11, themes)]
    slogan = type_.line(SLOGAN, style.slogan, 1.3, True, "dark")
    leaf.block(0, height * 0.745, slogan, width, 0.5)
    issuer = f"{project.issuer} 编" if project.issuer else ""
    y = height - 26.0
    for text in (edition(chapter.guide for chapter in chapters), issuer):
        block = type_.block(text, room, style.edition, 1.45, balanced=True)
        y += leaf.block(x, y, block, room, 0.5)
    return leaves


def _blocks(
    format_: Format, cover_leaf: PageCanvas, chapters: Sequence[Chapter], y: float, themes: Mapping[str, Theme]
) -> list[PageCanvas]:
    """A coloured block for each picture that has guides; where there is only one, its groups are counted below it."""
    style = format_.page.cover
    type_ = format_.type
    held = {name: [c.guide for c in chapters if str(c.guide.picture) == name] for name, _ in PICTURES}
    shown = [(name, icon) for name, icon in PICTURES if held[name]]
    if not shown:
        return []
    left, gap = style.pad - 3.0, style.block_gap
    room = cover_leaf.width - 2 * left
    width = (room - gap * (len(shown) - 1)) / len(shown)
    single = len(shown) == 1
    counts = {}
    for name, found in held.items():
        texts = (" · ".join(tally(found)),) if single else tally(found)
        counts[name] = [type_.line(text, style.note, 1.4, False, "on_band") for text in texts]
    more = max(len(blocks) for blocks in counts.values()) - 1  # lines beyond the first
    height = style.blocks * (1.0 if single else 1.5) + more * style.note * 1.4
    leaves: list[PageCanvas] = []
    for number, (name, icon) in enumerate(shown):
        leaf = format_.leaf(1, themes[name])
        leaves.append(leaf)
        x = left + number * (width + gap)
        format_.solid(leaf, (x, y, width, height), 1.4)
        title = type_.line(name, style.name, 1.3, True, "on_band")
        words = [title, *counts[name]]
        side, down = style.icon, sum(block.height for block in words)
        if single:
            start = x + (width - side - 5 - max(block.width for block in words)) / 2
            leaf.icon(icon, start, y + (height - side) / 2, side, "on_band")
            _stack(leaf, start + side + 5, y + (height - down) / 2, words)
        else:
            top = y + (height - side - 2 - down) / 2
            leaf.icon(icon, x + (width - side) / 2, top, side, "on_band")
            _stack(leaf, x, top + side + 2, words, width)
    if single:
        _groups(format_, leaves[0], chapters, y + height + gap)
    return leaves


def _stack(leaf: PageCanvas, x: float, y: float, blocks: Sequence[TextBlock], width: float = 0.0) -> None:
    """Blocks one below the other, in the middle of `width` where it is given."""
    for block in blocks:
        y += leaf.block(x, y, block, width, 0.5) if width else leaf.block(x, y, block)


def _groups(format_: Format, leaf: PageCanvas, chapters: Sequence[Chapter], y: float) -> None:
    """The groups with their counts, side by side."""
    style = format_.page.cover
    held: dict[str, list[Guide]] = {}
    for chapter in chapters:
        held.setdefault(chapter.group, []).append(chapter.guide)
    if len(held) < 2:
        return
    x = style.pad - 3.0
    room = leaf.width - 2 * x
    counts = {name: (f"{len(found)}项",) if _plain(found) else tally(found) for name, found in held.items()}
    gap = style.block_gap
    width = (room - gap * (len(held) - 1)) / len(held)
    tall = style.group + (max(map(len, counts.values())) - 1) * style.note * 1.35
    for number, name in enumerate(sorted(held, key=format_.groups.index)):
        left = x + number * (width + gap)
        leaf.rect(left, y, width, tall, 1.2, "tint", "dark", 0.3)
        blocks = [format_.type.line(name, min(5.0, (width - 2) / max(len(name), 1)), 1.3, True, "dark")]
        for text in counts[name]:
            size = min(style.note, (width - 1.6) / max(format_.type.width(text, 1.0), 1.0))
            blocks.append(format_.type.line(text, size, style.note * 1.35 / size))
        _stack(leaf, left, y + (tall - sum(block.height for block in blocks)) / 2, blocks, width)


def _plain(guides: Sequence[Guide]) -> bool:
    return all(guide.body is None for guide in guides)
