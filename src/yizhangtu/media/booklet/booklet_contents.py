"""Chapters and their page numbers → 目录."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yizhangtu.content.chapters import Chapter, extent, main_deadline, status_of
from yizhangtu.content.facts import time_texts
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.media.common.page_format import Format
from yizhangtu.model.theme import Theme
from yizhangtu.style.page.booklet_style import BookletContents

SEE_INSIDE = "见说明"  # where a time limit is longer than its row
COLUMNS = "办理时限 · 页码"
COUNTED = "时限或项数 · 页码"  # where some rows say how much there is


@dataclass(frozen=True)
class Contents:
    """目录 shared out over pages: each page is a list of (group, chapters of it)."""

    format: Format
    pages: tuple[tuple[tuple[str, tuple[Chapter, ...]], ...], ...]
    pitch: float

    def paint(
        self, index: int, number: int, themes: Mapping[int, Theme], page_of: Mapping[int, int]
    ) -> list[PageCanvas]:
        """Page `index` (from 0) as page `number`: a leaf for each theme, the first one with the head. `themes` and
        `page_of` are by the order of the chapters."""
        first = self.pages[0][0][1][0].order
        fmt, style = self.format, self.format.page.contents
        leaf = fmt.leaf(number, themes[first])
        more = f"（{index + 1}/{len(self.pages)}）" if len(self.pages) > 1 else ""
        top = fmt.head(leaf, f"目录{more}", chapter="目录" if index == 0 else "")
        x = fmt.left(number)
        counted = any(extent(chapter.guide) for page in self.pages for _, rows in page for chapter in rows)
        columns = fmt.type.line(COUNTED if counted else COLUMNS, style.head, 1.3, True, "grey")
        leaf.block(x, top - fmt.page.head.gap - fmt.page.head.rule - 1.0 - columns.height, columns, fmt.width, 1.0)
        y = top
        leaves = {leaf.theme.name: leaf}
        for group, chapters in self.pages[index]:
            theme = themes[chapters[0].order]
            own = leaves.setdefault(theme.name, fmt.leaf(number, theme))
            y = self._group(own, y, group, chapters, page_of)
        fmt.foot(leaf, "目录")
        return list(leaves.values())

    def _group(
        self, leaf: PageCanvas, y: float, group: str, chapters: Sequence[Chapter], page_of: Mapping[int, int]
    ) -> float:
        fmt, style, x = self.format, self.format.page.contents, self.format.left(leaf.number)
        height = _group_height(style, len(chapters), self.pitch)
        fmt.solid(leaf, (x, y, style.group, height), 1.2)
        size = style.group_text
        lines = [group[at : at + 2] for at in range(0, len(group), 2)]
        if len(lines) * size * 1.2 + 1 > height or len(group) == 3:
            lines, size = [group], min(size, (style.group - 1.5) / len(group))
        if height > len(group) * style.group_text * 1.35 + 4:
            lines, size = list(group), style.group_text
        top = y + (height - len(lines) * size * 1.2) / 2
        for number, text in enumerate(lines):
            block = fmt.type.line(text, max(size, 2.9), 1.2, True, "on_band")
            leaf.block(x, top + number * size * 1.2, block, style.group, 0.5)
        top = y + (height - len(chapters) * self.pitch) / 2
        left = x + style.group + style.gap
        opens = any(chapter.guide.body is None for chapter in chapters)
        for number, chapter in enumerate(chapters):
            row = top + number * self.pitch
            if opens and chapter.guide.body is not None:  # the list that the others belong to
                pad = style.head_pad
                room = fmt.width - style.group - style.gap
                leaf.rect(left, row + pad, room, self.pitch - 2 * pad, 1.0, "tint")
            self._row(leaf, left, row, chapter, page_of[chapter.order])
        return y + height + style.group_gap

    def _row(self, leaf: PageCanvas, x: float, y: float, chapter: Chapter, page: int) -> None:
        fmt, style = self.format, self.format.page.contents
        type_ = fmt.type
        right = fmt.left(leaf.number) + fmt.width
        lead = self.pitch / style.text
        leaf.block(x, y, type_.line(str(chapter.order), style.text, lead, True, "dark"), style.number - 2.4, 1.0)
        left = x + style.number
        room = right - style.page - left
        status = status_of(chapter.guide)
        mark = type_.line(f"（{status}）" if status else "", style.time, self.pitch / style.time, False, "fail")
        size = style.text
        if type_.width(chapter.guide.title, size, True) > room - mark.width - 8:
            size = style.least
        title = type_.line(
            type_.cut(str(chapter.guide.title), room - mark.width - 4, size, True), size, self.pitch / size, True
        )
        leaf.block(left, y, title)
        leaf.block(left + title.width, y, mark)
        end = right - style.page
        start = left + title.width + mark.width
        limit = main_deadline(chapter.guide)
        words = [str(limit.text)] if limit else []
        if count := extent(chapter.guide):
            words = [*(f"{count} · {text}" for text in words), count]
        elif time_texts(chapter.guide):
            words.append(SEE_INSIDE)  # a time limit is never just left out
        times = [type_.line(text, style.time, self.pitch / style.time, False, "grey") for text in words]
        empty = type_.line("", style.time, self.pitch / style.time)
        time = next((t for t in times if start + 5 + t.width <= end), empty)
        if time.width and start + 5 + time.width <= end:
            leaf.block(left, y, time, room, 1.0)
            end -= time.width
        dots = (start + 1.5, end - 1.5)
        if dots[1] - dots[0] > 3:
            line = y + self.pitch / 2 + style.text * 0.32
            leaf.line(((dots[0], line), (dots[1], line)), "grey", style.dots, (style.dots, style.dots * 3))
        leaf.block(left, y, type_.line(str(page), style.text, lead, True, "dark"), right - left, 1.0)
        leaf.link(x, y, right - x, self.pitch, page)


def _group_height(style: BookletContents, count: int, pitch: float) -> float:
    return float(max(count * pitch + 0.6, style.group_text * 2.4 + 2.4))


def plan_contents(format_: Format, chapters: Sequence[Chapter]) -> Contents:
    """As few pages as hold all rows at the least pitch; then the pitch grows to its usual size where there is room."""
    style = format_.page.contents
    height = format_.bottom - format_.top - format_.head_height("目录")
    groups: list[tuple[str, list[Chapter]]] = []
    for chapter in chapters:
        if not groups or groups[-1][0] != chapter.group:
            groups.append((chapter.group, []))
        groups[-1][1].append(chapter)
    pages = _share(groups, height, style, style.pitch_least)
    pitch = style.pitch
    while pitch > style.pitch_least and len(_share(groups, height, style, pitch)) > len(pages):
        pitch = round(pitch - 0.05, 3)
    found = _share(groups, height, style, pitch)
    return Contents(format_, tuple(tuple((name, tuple(rows)) for name, rows in page) for page in found), pitch)


def _share(
    groups: Sequence[tuple[str, Sequence[Chapter]]], height: float, style: BookletContents, pitch: float
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
            used += _group_height(style, len(part), pitch) + style.group_gap
    return pages
