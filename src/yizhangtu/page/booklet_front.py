"""Chapters and their page numbers → cover and 目录."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yizhangtu.model.project import Project
from yizhangtu.model.style import Theme
from yizhangtu.page.booklet_format import Format
from yizhangtu.page.booklet_leaf import Leaf
from yizhangtu.page.booklet_words import PICTURES, Chapter, edition, main_deadline, place_name, status_of
from yizhangtu.page.words import time_texts

TITLE = ("村民", "办事手册")
SLOGAN = "一张图看懂，照着图办事"
SEE_INSIDE = "见说明"  # in 目录, where a time limit is longer than its row


def cover(
    format_: Format, chapters: Sequence[Chapter], project: Project, theme: Theme, themes: Mapping[str, Theme]
) -> list[Leaf]:
    """The front cover. `themes` are those of the pictures; the leaf for each block has its own colours."""
    style = format_.page["cover"]
    type_ = format_.type
    leaf = format_.leaf(1, theme)
    width, height = leaf.width, leaf.height
    band = height * style["share"]
    leaf.rect(0, 0, width, band, "band")
    if theme.mono:
        leaf.rule(0, band, width, "ink", 1.4)
    x = style["pad"]
    room = width - 2 * x
    place = type_.largest(place_name(project), room, style["place"], 3.8, 1.3)
    title = [type_.line(text, style["title"], style["title_leading"], True, "on_band") for text in TITLE]
    total = place.height + 5 + sum(block.height for block in title)
    y = (band - total) / 2
    y += leaf.block(x, y, place, fill="on_band") + 5
    for block in title:
        y += leaf.block(x, y, block)
    leaves = [leaf, *_blocks(format_, leaf, chapters, band + 11, themes)]
    slogan = type_.line(SLOGAN, style["slogan"], 1.3, True, "dark")
    leaf.block(0, height * 0.745, slogan, width, 0.5)
    issuer = f"{project.issuer} 编" if project.issuer else ""
    y = height - 26.0
    for text in (edition(chapter.guide for chapter in chapters), issuer):
        block = type_.block(text, room, style["edition"], 1.45, even=True)
        y += leaf.block(x, y, block, room, 0.5)
    return leaves


def _blocks(
    format_: Format, cover_leaf: Leaf, chapters: Sequence[Chapter], y: float, themes: Mapping[str, Theme]
) -> list[Leaf]:
    """A coloured block for each picture that has guides; where there is only one, its groups are counted below it."""
    style = format_.page["cover"]
    type_ = format_.type
    counts = Counter(str(chapter.guide.picture) for chapter in chapters)
    shown = [(name, icon) for name, icon in PICTURES if counts[name]]
    if not shown:
        return []
    left, gap = style["pad"] - 3.0, style["block_gap"]
    room = cover_leaf.width - 2 * left
    width = (room - gap * (len(shown) - 1)) / len(shown)
    single = len(shown) == 1
    height = style["blocks"] if single else style["blocks"] * 1.5
    leaves: list[Leaf] = []
    for number, (name, icon) in enumerate(shown):
        leaf = format_.leaf(1, themes[name])
        leaves.append(leaf)
        x = left + number * (width + gap)
        format_.solid(leaf, x, y, width, height, 1.4)
        title = type_.line(name, style["name"], 1.3, True, "on_band")
        count = type_.line(f"{counts[name]}项办事流程", style["note"], 1.4, False, "on_band")
        side = style["icon"]
        if single:
            words = max(title.width, count.width)
            start = x + (width - side - 5 - words) / 2
            leaf.icon(icon, start, y + (height - side) / 2, side, "on_band")
            top = y + (height - title.height - count.height) / 2
            leaf.block(start + side + 5, top, title)
            leaf.block(start + side + 5, top + title.height, count)
        else:
            top = y + (height - side - 2 - title.height - count.height) / 2
            leaf.icon(icon, x + (width - side) / 2, top, side, "on_band")
            leaf.block(x, top + side + 2, title, width, 0.5)
            leaf.block(x, top + side + 2 + title.height, count, width, 0.5)
    if single:
        _groups(format_, leaves[0], chapters, left, y + height + gap, room)
    return leaves


def _groups(format_: Format, leaf: Leaf, chapters: Sequence[Chapter], x: float, y: float, room: float) -> None:
    """The groups with their counts, side by side."""
    style = format_.page["cover"]
    counts = Counter(chapter.group for chapter in chapters)
    if len(counts) < 2:
        return
    gap = style["block_gap"]
    width = (room - gap * (len(counts) - 1)) / len(counts)
    for number, (name, count) in enumerate(sorted(counts.items(), key=lambda pair: format_.groups.index(pair[0]))):
        left = x + number * (width + gap)
        leaf.rect(left, y, width, 15, "tint", "dark", 0.3, 1.2)
        title = format_.type.line(name, min(5.0, (width - 2) / max(len(name), 1)), 1.3, True, "dark")
        amount = format_.type.line(f"{count}项", style["note"], 1.35)
        top = y + (15 - title.height - amount.height) / 2
        leaf.block(left, top, title, width, 0.5)
        leaf.block(left, top + title.height, amount, width, 0.5)


@dataclass(frozen=True)
class Contents:
    """目录 shared out over pages: each page is a list of (group, chapters of it)."""

    format: Format
    pages: tuple[tuple[tuple[str, tuple[Chapter, ...]], ...], ...]
    pitch: float

    def paint(self, index: int, number: int, theme: Theme, page_of: Mapping[int, int]) -> Leaf:
        """Page `index` (from 0) as page `number`; `page_of` is order → page."""
        fmt, style = self.format, self.format.page["contents"]
        leaf = fmt.leaf(number, theme)
        more = f"（{index + 1}/{len(self.pages)}）" if len(self.pages) > 1 else ""
        top = fmt.head(leaf, f"目录{more}", chapter="目录" if index == 0 else "")
        x = fmt.left(number)
        columns = fmt.type.line("办理时限 · 页码", style["head"], 1.3, True, "grey")
        leaf.block(
            x, top - fmt.page["head"]["gap"] - fmt.page["head"]["rule"] - 1.0 - columns.height, columns, fmt.width, 1.0
        )
        y = top
        for group, chapters in self.pages[index]:
            y = self._group(leaf, x, y, group, chapters, page_of)
        fmt.foot(leaf, "目录")
        return leaf

    def _group(
        self, leaf: Leaf, x: float, y: float, group: str, chapters: Sequence[Chapter], page_of: Mapping[int, int]
    ) -> float:
        fmt, style = self.format, self.format.page["contents"]
        height = _group_height(style, len(chapters), self.pitch)
        fmt.solid(leaf, x, y, style["group"], height, 1.2)
        size = style["group_text"]
        lines = [group[at : at + 2] for at in range(0, len(group), 2)]
        if len(lines) * size * 1.2 + 1 > height:
            lines, size = [group], min(size, (style["group"] - 1.5) / len(group))
        elif height > len(group) * size * 1.35 + 4:
            lines = list(group)
        top = y + (height - len(lines) * size * 1.2) / 2
        for number, text in enumerate(lines):
            block = fmt.type.line(text, max(size, 2.9), 1.2, True, "on_band")
            leaf.block(x, top + number * size * 1.2, block, style["group"], 0.5)
        top = y + (height - len(chapters) * self.pitch) / 2
        for number, chapter in enumerate(chapters):
            row = top + number * self.pitch
            self._row(leaf, x + style["group"] + style["gap"], row, chapter, page_of[chapter.order])
        return y + height + float(style["group_gap"])

    def _row(self, leaf: Leaf, x: float, y: float, chapter: Chapter, page: int) -> None:
        fmt, style = self.format, self.format.page["contents"]
        type_ = fmt.type
        right = fmt.left(leaf.number) + fmt.width
        lead = self.pitch / style["text"]
        leaf.block(x, y, type_.line(str(chapter.order), style["text"], lead, True, "dark"), style["number"] - 2.4, 1.0)
        left = x + style["number"]
        room = right - style["page"] - left
        status = status_of(chapter.guide)
        mark = type_.line(f"（{status}）" if status else "", style["time"], self.pitch / style["time"], False, "fail")
        size = style["text"]
        if type_.width(chapter.guide.title, size, True) > room - mark.width - 8:
            size = style["least"]
        title = type_.line(
            type_.cut(str(chapter.guide.title), room - mark.width - 4, size, True), size, self.pitch / size, True
        )
        leaf.block(left, y, title)
        leaf.block(left + title.width, y, mark)
        end = right - style["page"]
        start = left + title.width + mark.width
        limit = main_deadline(chapter.guide)
        words = [str(limit.text)] if limit else []
        if time_texts(chapter.guide):
            words.append(SEE_INSIDE)  # a time limit is never just left out
        times = [type_.line(text, style["time"], self.pitch / style["time"], False, "grey") for text in words]
        empty = type_.line("", style["time"], self.pitch / style["time"])
        time = next((t for t in times if start + 5 + t.width <= end), empty)
        if time.width and start + 5 + time.width <= end:
            leaf.block(left, y, time, room, 1.0)
            end -= time.width
        dots = (start + 1.5, end - 1.5)
        if dots[1] - dots[0] > 3:
            line = y + self.pitch / 2 + style["text"] * 0.32
            leaf.rule(dots[0], line, dots[1] - dots[0], "grey", style["dots"], (style["dots"], style["dots"] * 3))
        leaf.block(left, y, type_.line(str(page), style["text"], lead, True, "dark"), right - left, 1.0)
        leaf.link(x, y, right - x, self.pitch, page)


def _group_height(style: Mapping[str, float], count: int, pitch: float) -> float:
    return float(max(count * pitch + 0.6, style["group_text"] * 2.4 + 2.4))


def plan_contents(format_: Format, chapters: Sequence[Chapter]) -> Contents:
    """As few pages as hold all rows at the least pitch; then the pitch grows to its usual size where there is room."""
    style = format_.page["contents"]
    height = format_.bottom - format_.top - format_.head_height("目录")
    groups: list[tuple[str, list[Chapter]]] = []
    for chapter in chapters:
        if not groups or groups[-1][0] != chapter.group:
            groups.append((chapter.group, []))
        groups[-1][1].append(chapter)
    pages = _share(groups, height, style, style["pitch_least"])
    pitch = style["pitch"]
    while pitch > style["pitch_least"] and len(_share(groups, height, style, pitch)) > len(pages):
        pitch = round(pitch - 0.05, 3)
    found = _share(groups, height, style, pitch)
    return Contents(format_, tuple(tuple((name, tuple(rows)) for name, rows in page) for page in found), pitch)


def _share(
    groups: Sequence[tuple[str, Sequence[Chapter]]], height: float, style: Mapping[str, float], pitch: float
) -> list[list[tuple[str, list[Chapter]]]]:
    pages: list[list[tuple[str, list[Chapter]]]] = [[]]
    used = 0.0
    for name, chapters in groups:
        rest = list(chapters)
        while rest:
            fits = int((height - used - 0.6) / pitch + 1e-6)
            least = min(len(rest), 2)
            if pages[-1] and (fits < least or height - used < _group_height(style, least, pitch)):
                pages.append([])
                used = 0.0
                continue
            part, rest = rest[: max(1, fits)], rest[max(1, fits) :]
            pages[-1].append((name, part))
            used += _group_height(style, len(part), pitch) + style["group_gap"]
    return pages
