"""Lay out the index of handlers (找谁办): whoever handles several guides, with these."""

from collections.abc import Mapping, Sequence
from math import fsum
from typing import NamedTuple

from yizhangtu.content.chapters import Chapter, index_of
from yizhangtu.draw import elements
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.common.page_format import Format
from yizhangtu.model.page import ENTRIES
from yizhangtu.model.theme import Theme
from yizhangtu.style.page.booklet_style import BookletFinder

INDEX = "找谁办"
ASIDE = "按办理主体查"
CONTINUED = "（续）"  # after a name whose entries began on the page before


class IndexEntry(NamedTuple):
    """The title of a guide at its place on a line of the index; `x` in mm."""

    x: float
    title: TextBlock
    chapter: Chapter


class HandlerGroup(NamedTuple):
    """A handler, the number of its guides (on its first part only), and lines of entries."""

    name: TextBlock
    total: str
    lines: tuple[tuple[IndexEntry, ...], ...]


class HandlerIndex(NamedTuple):
    """找谁办 distributed over pages. Page numbers take the width of three digits, so that the plan is valid for any."""

    format: Format
    pages: tuple[tuple[HandlerGroup, ...], ...]

    def paint(self, index: int, number: int, theme: Theme, page_of: Mapping[int, int]) -> PageCanvas:
        """Paint page `index` (from 0) as page `number`."""
        fmt = self.format
        canvas = fmt.canvas(number, theme)
        canvas.role = ENTRIES
        more = f"（{index + 1}/{len(self.pages)}）" if len(self.pages) > 1 else ""
        y = fmt.head(canvas, INDEX + more, ASIDE, chapter=INDEX if index == 0 else "")
        self._groups(canvas, y, self.pages[index], page_of)
        fmt.foot(canvas, INDEX)
        return canvas

    @property
    def height_below(self) -> float:
        """The height of all groups with their title below something else, in mm."""
        style = self.format.page.section
        groups = fsum(_height(self.format.page.finder, group) for page in self.pages for group in page)
        return style.spread + style.top + style.text * style.leading + style.bottom + groups

    def paint_below(self, canvas: PageCanvas, y: float, page_of: Mapping[int, int]) -> None:
        """Paint all groups with their title from y down."""
        style = self.format.page.section
        y += style.spread + style.top
        y += self.format.section(canvas, y, f"{INDEX}（{ASIDE}）")
        for page in self.pages:
            y = self._groups(canvas, y, page, page_of)

    def _groups(
        self, canvas: PageCanvas, y: float, groups: Sequence[HandlerGroup], page_of: Mapping[int, int]
    ) -> float:
        """Paint groups from y down; return the y at which they end."""
        fmt, style = self.format, self.format.page.finder
        x = fmt.left(canvas.number)
        line = style.text * style.leading
        for place, group in enumerate(groups, 1):
            y += style.pad
            canvas.block(x, y, group.name.coloured("dark").named(elements.handler(place, "name")))
            if group.total:
                count = fmt.type.line(group.total, style.total, line / style.total, False, "grey")
                last = group.name.lines[-1].width * group.name.size
                beside = _fits_beside(style, group.name)
                top = y + (group.name.height - line if beside else group.name.height)
                count = count.named(elements.handler(place, "count"))
                canvas.block(x + (last + 2 if beside else 0.0), top, count)
            for position, entries in enumerate(group.lines):
                for entry in entries:
                    self._entry(canvas, x + style.key + entry.x, y + position * line, entry, page_of)
            y += _height(style, group) - style.pad
            canvas.rule(x, y, fmt.width, "hair", 0.2)
        return y

    def _entry(self, canvas: PageCanvas, x: float, y: float, entry: IndexEntry, page_of: Mapping[int, int]) -> None:
        page = page_of[entry.chapter.order]
        order = entry.chapter.order
        canvas.block(x, y, entry.title.named(elements.index(order, "title")))
        with canvas.element(elements.index(order, "page")):
            pill(self.format, canvas, (x + entry.title.width + 0.8, y), entry.title.line_height, page)
        with canvas.element(elements.index(order)):
            canvas.link(x, y, entry.title.width + pill_width(self.format) + 0.8, entry.title.line_height, page)


def pill_width(format_: Format) -> float:
    """Width of a frame with a page number of three digits, in mm."""
    size = format_.page.finder.pill * 0.86
    return format_.type.width("000", size, True) + 1.2


def pill(format_: Format, canvas: PageCanvas, corner: tuple[float, float], line: float, page: int) -> None:
    """Paint a page number in a frame, centred on a line `line` mm high whose upper left corner is `corner`."""
    x, y = corner
    size = format_.page.finder.pill
    text = format_.type.line(str(page), size * 0.86, 1.0, True, "dark")
    width = max(text.width + 1.4, size * 1.2)
    side = size * 1.12
    top = y + (line - side) / 2
    canvas.rect(x, top, width, side, 0.7, "paper", "mid", 0.25)
    canvas.block(x, y + (line - text.height) / 2, text, width, 0.5)


def _height(style: BookletFinder, group: HandlerGroup) -> float:
    line = style.text * style.leading
    key = group.name.height + (line if group.total and not _fits_beside(style, group.name) else 0.0)
    return max(key, len(group.lines) * line) + 2 * style.pad


def _fits_beside(style: BookletFinder, name: TextBlock) -> bool:
    """Whether a count of three digits fits after the name of a handler."""
    return name.lines[-1].width * name.size + 2 + style.total * 2.8 <= style.key - 1


def plan_handlers(format_: Format, chapters: Sequence[Chapter]) -> HandlerIndex:
    """Set every handler with its guides in lines, and distribute them over pages."""
    style = format_.page.finder
    height = format_.bottom - format_.top - format_.head_height(INDEX, ASIDE)
    pages: list[list[HandlerGroup]] = [[]]
    used = 0.0
    for name, found in index_of(chapters):
        started = False
        for piece in _pieces(format_, name, found, height):
            group = piece
            if started:  # one entry with the part before, if the page has room for it
                before = pages[-1][-1]
                whole = before._replace(lines=before.lines + group.lines)
                more = _height(style, whole) - _height(style, before)
                if used + more <= height:
                    pages[-1][-1] = whole
                    used += more
                    continue
                group = group._replace(name=_key(format_, name + CONTINUED, height))
            need = _height(style, group)
            if pages[-1] and used + need > height:
                pages.append([])
                used = 0.0
            pages[-1].append(group)
            used += need
            started = True
    return HandlerIndex(format_, tuple(map(tuple, pages)) if pages[0] else ())


def _pieces(format_: Format, name: str, chapters: Sequence[Chapter], height: float) -> list[HandlerGroup]:
    """The entries of a handler, split into parts of at most a third of a page."""
    style = format_.page.finder
    lines = _lines(format_, chapters)
    most = max(4, int(height * 0.33 / (style.text * style.leading)))
    key = _key(format_, name, height)
    groups = []
    for at in range(0, len(lines), most):
        count = f"{len(chapters)}项" if at == 0 else ""
        groups.append(HandlerGroup(key, count, tuple(lines[at : at + most])))
    return groups


def _key(format_: Format, name: str, height: float) -> TextBlock:
    """The name of a handler; cut where it is far too long for a page `height` mm high."""
    style = format_.page.finder
    lead = style.text * style.leading / style.key_text
    key = format_.type.block(name, style.key - 3, style.key_text, lead, True)
    if key.height > height / 3:
        key = format_.type.line(format_.type.cut(name, style.key - 3, style.key_text, True), style.key_text, lead, True)
    return key


def _lines(format_: Format, chapters: Sequence[Chapter]) -> list[tuple[IndexEntry, ...]]:
    style, type_ = format_.page.finder, format_.type
    room = format_.width - style.key
    extra = pill_width(format_) + 0.8
    lines: list[list[IndexEntry]] = [[]]
    x = 0.0
    for chapter in chapters:
        title = type_.line(type_.cut(str(chapter.guide.title), room - extra, style.text), style.text, style.leading)
        if lines[-1] and x + title.width + extra > room:
            lines.append([])
            x = 0.0
        lines[-1].append(IndexEntry(x, title, chapter))
        x += title.width + extra + style.gap
    return [tuple(line) for line in lines]
