"""Lay out the pages 当天就能办好的事 and 不用跑的事: guides done in a day or without a visit."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from yizhangtu.content.chapters import Chapter, at_home, same_day
from yizhangtu.draw import elements
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.booklet.booklet_handlers import pill, pill_width
from yizhangtu.media.common.page_format import Format
from yizhangtu.model.page import ENTRIES

TODAY = "当天就能办好的事"
HOME = "不用跑的事"


class TodayEntry(NamedTuple):
    """A guide on such a page: its title, and a text below it (不用跑的事) or beside it (当天); `height` in mm."""

    section: str
    chapter: Chapter
    title: TextBlock
    words: TextBlock
    height: float


def plan_today(format_: Format, chapters: Sequence[Chapter]) -> tuple[tuple[TodayEntry, ...], ...]:
    """Distribute the entries over pages; none where no guide is of these kinds."""
    quick = [chapter for chapter in chapters if same_day(chapter.guide)]
    entries = [_entry(format_, TODAY, chapter) for chapter in quick]
    entries += [_entry(format_, HOME, chapter) for chapter in chapters if at_home(chapter.guide)]
    room = format_.bottom - format_.top - format_.head_height(TODAY) - 14
    pages: list[list[TodayEntry]] = [[]]
    used = 0.0
    for entry in entries:
        if pages[-1] and used + entry.height > room:
            pages.append([])
            used = 0.0
        pages[-1].append(entry)
        used += entry.height
    return tuple(map(tuple, pages)) if entries else ()


def _entry(format_: Format, section: str, chapter: Chapter) -> TodayEntry:
    style, type_ = format_.page.today, format_.type
    guide, size, pitch = chapter.guide, style.text, style.pitch
    room = format_.width - pill_width(format_) - 1.5
    if section == HOME:
        title = type_.line(type_.cut(str(guide.title), room, size, True), size, 1.4, True, "dark")
        words = type_.block(at_home(guide), format_.width, style.words, 1.4)
        if len(words.lines) > 4:  # the pages of the guide have the full text
            words = type_.line(type_.cut(at_home(guide), format_.width, style.words), style.words, 1.4)
        return TodayEntry(section, chapter, title, words, title.height + words.height + style.pad * 2)
    lead = pitch / size
    title = type_.line(type_.cut(str(guide.title), room * 0.62, size, True), size, lead, True, "dark")
    who = str(guide.handlers[0]) if guide.handlers else ""
    left = room - max(room * 0.45, title.width + 4)
    return TodayEntry(section, chapter, title, type_.line(type_.cut(who, left, size), size, lead), pitch)


def today(
    format_: Format, canvas: PageCanvas, entries: Sequence[TodayEntry], page_of: Mapping[int, int], first: bool
) -> PageCanvas:
    """Paint one page of `plan_today`."""
    title = entries[0].section
    canvas.role = ENTRIES
    y = format_.head(canvas, title, chapter=title if first else "")
    section = title
    for entry in entries:
        if entry.section != section:
            section = entry.section
            y += 4
            y += format_.section(canvas, y, section) + 1
        _paint(format_, canvas, y, entry, page_of[entry.chapter.order])
        y += entry.height
    format_.foot(canvas, title)
    return canvas


def _paint(format_: Format, canvas: PageCanvas, y: float, entry: TodayEntry, page: int) -> None:
    x, pad = format_.left(canvas.number), format_.page.today.pad
    part = partial(elements.index, entry.chapter.order)
    named = part("page")
    title, words = entry.title.named(part("title")), entry.words.named(part("words"))
    if entry.section == HOME:
        top = y + pad
        canvas.block(x, top, title)
        with canvas.element(named):
            pill(format_, canvas, (x + entry.title.width + 1, top), entry.title.line_height, page)
        canvas.block(x, top + entry.title.height, words)
    else:
        left = max(x + (format_.width - pill_width(format_)) * 0.45, x + entry.title.width + 4)
        canvas.block(x, y, title)
        canvas.block(left, y, words)
        with canvas.element(named):
            pill(format_, canvas, (left + entry.words.width + 1, y), entry.height, page)
    canvas.rule(x, y + entry.height, format_.width, "hair", 0.2)
    with canvas.element(part()):
        canvas.link(x, y, format_.width, entry.height, page)
