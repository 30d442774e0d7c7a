"""Lay out the front cover: the village, and the number of guides of each kind of picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum

from yizhangtu.content.chapters import PICTURES, SLOGAN, Chapter, edition, place_name, tally
from yizhangtu.draw.logo import LOGO, logo_drawing
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.common.page_format import Format
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme

TITLE = ("村民", "办事手册")
MOST_LINES = 3  # of the title of a single guide


def cover(
    format_: Format, chapters: Sequence[Chapter], project: Project, theme: Theme, themes: Mapping[str, Theme]
) -> list[PageCanvas]:
    """Paint the front cover. `themes` has a theme for each picture; each block is on a canvas of its own."""
    style = format_.page.cover
    type_ = format_.type
    canvas = format_.canvas(1, theme)
    width, height = canvas.width, canvas.height
    band = height * style.share
    canvas.rect(0, 0, width, band, 0.0, "band")
    if theme.mono:
        canvas.rule(0, band, width, "ink", 1.4)
    x = style.pad
    room = width - 2 * x
    logo = logo_drawing(project.logo, style.logo, style.logo_wide) if project.logo else None
    beside = room - (logo.width + 4 if logo else 0.0)
    place = type_.largest(place_name(project), beside, style.place, 3.8, 1.3)
    title = _title(format_, chapters, room)
    total = place.height + 5 + fsum(block.height for block in title)
    y = (band - total) / 2
    if logo:
        canvas.picture(x + room - logo.width, y, logo, LOGO)
    y += canvas.block(x, y, place.coloured("on_band")) + 5
    for block in title:
        y += canvas.block(x, y, block)
    canvases = [canvas, *_blocks(format_, canvas, chapters, band + 11, themes)]
    slogan = type_.line(SLOGAN, style.slogan, 1.3, True, "dark")
    canvas.block(0, height * 0.745, slogan, width, 0.5)
    issuer = f"{project.issuer} 编" if project.issuer else ""
    y = height - 26.0
    for text in (edition(chapter.guide for chapter in chapters), issuer):
        block = type_.block(text, room, style.edition, 1.45, balanced=True)
        y += canvas.block(x, y, block, room, 0.5)
    return canvases


def _title(format_: Format, chapters: Sequence[Chapter], room: float) -> list[TextBlock]:
    """The title of the only guide, if it fits on few lines in large letters; else that of all booklets."""
    style, type_ = format_.page.cover, format_.type
    if len(chapters) == 1:
        name = type_.largest(str(chapters[0].guide.title), room, style.title, style.title_least, style.title_leading)
        if len(name.lines) <= MOST_LINES:
            return [name.coloured("on_band")]
    return [type_.line(text, style.title, style.title_leading, True, "on_band") for text in TITLE]


def _blocks(
    format_: Format, cover_canvas: PageCanvas, chapters: Sequence[Chapter], y: float, themes: Mapping[str, Theme]
) -> list[PageCanvas]:
    """Paint a coloured block for each picture that has guides; below a single block, the groups with their counts."""
    style = format_.page.cover
    type_ = format_.type
    by_picture = {name: [c.guide for c in chapters if str(c.guide.picture) == name] for name, _ in PICTURES}
    shown = [(name, icon) for name, icon in PICTURES if by_picture[name]]
    if not shown:
        return []
    left, gap = style.pad - 3.0, style.block_gap
    room = cover_canvas.width - 2 * left
    width = (room - gap * (len(shown) - 1)) / len(shown)
    single = len(shown) == 1
    counts = {}
    for name, found in by_picture.items():
        texts = (" · ".join(tally(found)),) if single else tally(found)
        counts[name] = [type_.line(text, style.note, 1.4, False, "on_band") for text in texts]
    more = max(len(blocks) for blocks in counts.values()) - 1  # lines beyond the first
    height = style.blocks * (1.0 if single else 1.5) + more * style.note * 1.4
    canvases: list[PageCanvas] = []
    for number, (name, icon) in enumerate(shown):
        canvas = format_.canvas(1, themes[name])
        canvases.append(canvas)
        x = left + number * (width + gap)
        format_.solid(canvas, (x, y, width, height), 1.4)
        title = type_.line(name, style.name, 1.3, True, "on_band")
        words = [title, *counts[name]]
        side, down = style.icon, fsum(block.height for block in words)
        if single:
            start = x + (width - side - 5 - max(block.width for block in words)) / 2
            canvas.icon(icon, start, y + (height - side) / 2, side, "on_band")
            _stack(canvas, start + side + 5, y + (height - down) / 2, words)
        else:
            top = y + (height - side - 2 - down) / 2
            canvas.icon(icon, x + (width - side) / 2, top, side, "on_band")
            _stack(canvas, x, top + side + 2, words, width)
    if single:
        _groups(format_, canvases[0], chapters, y + height + gap)
    return canvases


def _stack(canvas: PageCanvas, x: float, y: float, blocks: Sequence[TextBlock], width: float = 0.0) -> None:
    """Paint blocks one below the other, centred in `width` where it is given."""
    for block in blocks:
        y += canvas.block(x, y, block, width, 0.5) if width else canvas.block(x, y, block)


def _groups(format_: Format, canvas: PageCanvas, chapters: Sequence[Chapter], y: float) -> None:
    """Paint the groups with their counts, side by side."""
    style = format_.page.cover
    by_group: dict[str, list[Guide]] = {}
    for chapter in chapters:
        by_group.setdefault(chapter.group, []).append(chapter.guide)
    if len(by_group) < 2:
        return
    x = style.pad - 3.0
    room = canvas.width - 2 * x
    counts = {name: (f"{len(found)}项",) if _plain(found) else tally(found) for name, found in by_group.items()}
    gap = style.block_gap
    width = (room - gap * (len(by_group) - 1)) / len(by_group)
    tall = style.group + (max(map(len, counts.values())) - 1) * style.note * 1.35
    for number, name in enumerate(sorted(by_group, key=format_.groups.index)):
        left = x + number * (width + gap)
        canvas.rect(left, y, width, tall, 1.2, "tint", "dark", 0.3)
        blocks = [format_.type.line(name, min(5.0, (width - 2) / max(len(name), 1)), 1.3, True, "dark")]
        for text in counts[name]:
            size = min(style.note, (width - 1.6) / max(format_.type.width(text, 1.0), 1.0))
            blocks.append(format_.type.line(text, size, style.note * 1.35 / size))
        _stack(canvas, left, y + (tall - fsum(block.height for block in blocks)) / 2, blocks, width)


def _plain(guides: Sequence[Guide]) -> bool:
    return all(guide.body is None for guide in guides)
