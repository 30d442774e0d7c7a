"""Lay out the table of contents (目录)."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from yizhangtu.content.chapters import Chapter, extent, main_deadline
from yizhangtu.content.facts import time_texts
from yizhangtu.content.publication import status_of
from yizhangtu.draw import elements
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.media.common.page_format import Format
from yizhangtu.model.guide import is_none
from yizhangtu.model.page import CONTENTS
from yizhangtu.model.theme import Theme
from yizhangtu.style.page.booklet_style import BookletContents

SEE_INSIDE = "见说明"  # for a time limit that is longer than its row
NOTICES = "公示"
ON_BOARD = "贴在公开栏"  # instead of a page
COLUMNS = "办理时限 · 页码"
COUNTED = "时限或项数 · 页码"  # where some rows print a number of entries


class NoticeName(NamedTuple):
    """A row for a notice, which is not in the booklet; `number` counts from 1."""

    number: int
    title: str


Entry = Chapter | NoticeName


class Contents(NamedTuple):
    """The table of contents, distributed over pages: each page is a list of (group, its chapters or notices). `pitch`
    is the height of a row in mm."""

    format: Format
    pages: tuple[tuple[tuple[str, tuple[Entry, ...]], ...], ...]
    pitch: float

    def paint(
        self, index: int, number: int, themes: Mapping[int, Theme], page_of: Mapping[int, int]
    ) -> list[PageCanvas]:
        """Paint page `index` (from 0) as page `number`: a canvas for each run of groups of one theme, the first with
        the head. `themes` and `page_of` have the order of the chapter as key."""
        chapters = [one for page in self.pages for _, rows in page for one in rows if isinstance(one, Chapter)]
        first = chapters[0].order
        fmt, style = self.format, self.format.page.contents
        canvas = fmt.canvas(number, themes[first])
        more = f"（{index + 1}/{len(self.pages)}）" if len(self.pages) > 1 else ""
        top = fmt.head(canvas, f"目录{more}", chapter="目录" if index == 0 else "")
        x = fmt.left(number)
        counted = any(extent(chapter.guide) for chapter in chapters)
        columns = fmt.type.line(COUNTED if counted else COLUMNS, style.head, 1.3, True, "grey")
        columns = columns.named(elements.CONTENTS_COLUMNS)
        canvas.block(x, top - fmt.page.head.gap - fmt.page.head.rule - 1.0 - columns.height, columns, fmt.width, 1.0)
        y = top
        canvases = [canvas]
        for group, entries in self.pages[index]:
            theme = themes[entries[0].order if isinstance(entries[0], Chapter) else first]
            if theme.name != canvases[-1].theme.name:
                canvases.append(fmt.canvas(number, theme))
            y = self._group(canvases[-1], y, group, entries, page_of)
        fmt.foot(canvas, "目录")
        for one in canvases:
            one.role = CONTENTS
        return canvases

    def _group(
        self, canvas: PageCanvas, y: float, group: str, entries: Sequence[Entry], page_of: Mapping[int, int]
    ) -> float:
        fmt, style, x = self.format, self.format.page.contents, self.format.left(canvas.number)
        height = _group_height(style, len(entries), self.pitch)
        fmt.solid(canvas, (x, y, style.group, height), 1.2)
        size = style.group_text
        lines = [group[at : at + 2] for at in range(0, len(group), 2)]
        if len(lines) * size * 1.2 + 1 > height or len(group) == 3:
            lines, size = [group], min(size, (style.group - 1.5) / len(group))
        if height > len(group) * style.group_text * 1.35 + 4:
            lines, size = list(group), style.group_text
        top = y + (height - len(lines) * size * 1.2) / 2
        for number, text in enumerate(lines):
            block = fmt.type.line(text, max(size, 2.9), 1.2, True, "on_band")
            canvas.block(x, top + number * size * 1.2, block, style.group, 0.5)
        top = y + (height - len(entries) * self.pitch) / 2
        left = x + style.group + style.gap
        opens = any(isinstance(one, Chapter) and one.guide.body is None for one in entries)
        for number, chapter in enumerate(entries):
            row = top + number * self.pitch
            if isinstance(chapter, NoticeName):
                self._notice(canvas, left, row, chapter)
                continue
            if opens and chapter.guide.body is not None:  # the list that contains the other guides
                pad = style.head_pad
                room = fmt.width - style.group - style.gap
                canvas.rect(left, row + pad, room, self.pitch - 2 * pad, 1.0, "tint")
            self._row(canvas, left, row, chapter, page_of[chapter.order])
        return y + height + style.group_gap

    def _notice(self, canvas: PageCanvas, x: float, y: float, notice: NoticeName) -> None:
        """A notice with where it hangs instead of a page."""
        fmt, style = self.format, self.format.page.contents
        right = fmt.left(canvas.number) + fmt.width
        where = fmt.type.line(ON_BOARD, style.time, self.pitch / style.time, False, "grey")
        room = right - x - style.number - where.width - 4
        size = style.text if fmt.type.width(notice.title, style.text, True) <= room else style.least
        title = fmt.type.line(fmt.type.cut(notice.title, room, size, True), size, self.pitch / size, True)
        canvas.block(x + style.number, y, title.named(elements.listed_notice(notice.number, "title")))
        canvas.block(right - where.width, y, where.named(elements.listed_notice(notice.number, "place")))

    def _row(self, canvas: PageCanvas, x: float, y: float, chapter: Chapter, page: int) -> None:
        fmt, style = self.format, self.format.page.contents
        type_ = fmt.type
        right = fmt.left(canvas.number) + fmt.width
        lead = self.pitch / style.text
        part = partial(elements.contents, chapter.order)
        number = type_.line(str(chapter.order), style.text, lead, True, "dark").named(part("number"))
        canvas.block(x, y, number, style.number - 2.4, 1.0)
        left = x + style.number
        room = right - style.page - left
        status = status_of(chapter.guide)
        mark = type_.line(f"（{status}）" if status else "", style.time, self.pitch / style.time, False, "fail")
        mark = mark.named(part("status"))
        size = style.text
        if type_.width(chapter.guide.title, size, True) > room - mark.width - 8:
            size = style.least
        title = type_.line(
            type_.cut(str(chapter.guide.title), room - mark.width - 4, size, True), size, self.pitch / size, True
        )
        canvas.block(left, y, title.named(part("title")))
        canvas.block(left + title.width, y, mark)
        end = right - style.page
        start = left + title.width + mark.width
        limit = main_deadline(chapter.guide)
        words = [str(limit.text)] if limit else []
        if count := extent(chapter.guide):
            words = [*(f"{count} · {text}" for text in words), count]
        elif any(not is_none(text) for text in time_texts(chapter.guide)):
            words.append(SEE_INSIDE)  # never omit a time limit without a reference
        times = [type_.line(text, style.time, self.pitch / style.time, False, "grey") for text in words]
        empty = type_.line("", style.time, self.pitch / style.time)
        time = next((t for t in times if start + 5 + t.width <= end), empty)
        if time.width and start + 5 + time.width <= end:
            canvas.block(left, y, time.named(part("time")), room, 1.0)
            end -= time.width
        dots = (start + 1.5, end - 1.5)
        if dots[1] - dots[0] > 3:
            line = y + self.pitch / 2 + style.text * 0.32
            canvas.line(((dots[0], line), (dots[1], line)), "grey", style.dots, (style.dots, style.dots * 3))
        last = type_.line(str(page), style.text, lead, True, "dark").named(part("page"))
        canvas.block(left, y, last, right - left, 1.0)
        with canvas.element(elements.contents(chapter.order)):
            canvas.link(x, y, right - x, self.pitch, page)


def _group_height(style: BookletContents, count: int, pitch: float) -> float:
    return max(count * pitch + 0.6, style.group_text * 2.4 + 2.4)


def plan_contents(format_: Format, chapters: Sequence[Chapter], named: Sequence[str] = ()) -> Contents:
    """Find the fewest pages that hold all rows at the least pitch, then the largest pitch that needs no more pages.
    `named` are notices, which stand at the end without a page."""
    style = format_.page.contents
    height = format_.bottom - format_.top - format_.head_height("目录")
    groups: list[tuple[str, list[Entry]]] = []
    for chapter in chapters:
        if not groups or groups[-1][0] != chapter.group:
            groups.append((chapter.group, []))
        groups[-1][1].append(chapter)
    if named:
        groups.append((NOTICES, [NoticeName(*one) for one in enumerate(named, 1)]))
    pages = _share(groups, height, style, style.pitch_least)
    pitch = style.pitch
    while pitch > style.pitch_least and len(_share(groups, height, style, pitch)) > len(pages):
        pitch = round(pitch - 0.05, 3)
    found = _share(groups, height, style, pitch)
    return Contents(format_, tuple(tuple((name, tuple(rows)) for name, rows in page) for page in found), pitch)


def _share(
    groups: Sequence[tuple[str, Sequence[Entry]]], height: float, style: BookletContents, pitch: float
) -> list[list[tuple[str, list[Entry]]]]:
    pages: list[list[tuple[str, list[Entry]]]] = [[]]
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
