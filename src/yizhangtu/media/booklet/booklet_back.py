"""Lay out the pages after the chapters: the index of handlers (找谁办) and the back cover."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from yizhangtu.content.chapters import Chapter, edition, index_of, phones
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.qr import qr_side
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.common.page_format import Format
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme
from yizhangtu.style.page.booklet_style import BookletFinder

INDEX = "找谁办"
BACK = "有事打电话"


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
        fmt, style = self.format, self.format.page.finder
        canvas = fmt.canvas(number, theme)
        more = f"（{index + 1}/{len(self.pages)}）" if len(self.pages) > 1 else ""
        y = fmt.head(canvas, INDEX + more, "按办理主体查", chapter=INDEX if index == 0 else "")
        x = fmt.left(number)
        line = style.text * style.leading
        for group in self.pages[index]:
            y += style.pad
            canvas.block(x, y, group.name.coloured("dark"))
            if group.total:
                count = fmt.type.line(group.total, style.total, line / style.total, False, "grey")
                last = group.name.lines[-1].width * group.name.size
                beside = _fits_beside(style, group.name)
                top = y + (group.name.height - line if beside else group.name.height)
                canvas.block(x + (last + 2 if beside else 0.0), top, count)
            for position, entries in enumerate(group.lines):
                for entry in entries:
                    self._entry(canvas, x + style.key + entry.x, y + position * line, entry, page_of)
            y += _height(style, group) - 2 * style.pad
            y += style.pad
            canvas.rule(x, y, fmt.width, "hair", 0.2)
        fmt.foot(canvas, INDEX)
        return canvas

    def _entry(self, canvas: PageCanvas, x: float, y: float, entry: IndexEntry, page_of: Mapping[int, int]) -> None:
        page = page_of[entry.chapter.order]
        canvas.block(x, y, entry.title)
        pill(self.format, canvas, (x + entry.title.width + 0.8, y), entry.title.line_height, page)
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


def plan_index(format_: Format, chapters: Sequence[Chapter]) -> HandlerIndex:
    """Set every handler with its guides in lines, and distribute them over pages."""
    style = format_.page.finder
    height = format_.bottom - format_.top - format_.head_height(INDEX, "按办理主体查")
    pages: list[list[HandlerGroup]] = [[]]
    used = 0.0
    for name, found in index_of(chapters):
        groups = _pieces(format_, name, found, height)
        for group in groups:
            need = _height(style, group)
            if pages[-1] and used + need > height:
                pages.append([])
                used = 0.0
            pages[-1].append(group)
            used += need
    return HandlerIndex(format_, tuple(map(tuple, pages)) if pages[0] else ())


def _pieces(format_: Format, name: str, chapters: Sequence[Chapter], height: float) -> list[HandlerGroup]:
    """The entries of a handler, split into parts of at most a third of a page."""
    style = format_.page.finder
    lines = _lines(format_, chapters)
    most = max(4, int(height * 0.33 / (style.text * style.leading)))
    lead = style.text * style.leading / style.key_text
    key = format_.type.block(name, style.key - 3, style.key_text, lead, True)
    if key.height > height / 3:
        key = format_.type.line(format_.type.cut(name, style.key - 3, style.key_text, True), style.key_text, lead, True)
    groups = []
    for at in range(0, len(lines), most):
        count = f"{len(chapters)}项" if at == 0 else ""
        if len(chapters) == 1 and not _fits_beside(style, key):
            count = ""  # a single entry needs no count on a line of its own
        groups.append(HandlerGroup(key, count, tuple(lines[at : at + most])))
    return groups


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


def back_cover(format_: Format, number: int, theme: Theme, chapters: Sequence[Chapter], project: Project) -> PageCanvas:
    """Paint the back cover: phones, QR code, edition and issuer."""
    style, type_ = format_.page.back, format_.type
    canvas = format_.canvas(number, theme)
    canvas.rect(0, 0, canvas.width, canvas.height, 0.0, "band")
    x = style.pad
    room = canvas.width - 2 * x
    y = 20.0
    y += canvas.block(x, y, type_.line(BACK, style.title, 1.3, True, "on_band")) + 5
    foot = canvas.height - 22.0
    url = str(project.url or "")
    side = qr_side(url, style.qr) if url else 0.0
    limit = foot - (side + 12 if url else 4)
    found = phones((chapter.guide for chapter in chapters), project)
    pitch = max(style.row_least, min(style.row, (limit - y) / max(len(found), 1)))
    for who, phone in found[: int((limit - y) / pitch + 1e-6)]:
        row = type_.line(phone, style.number, pitch / style.number, True, "on_band")
        if row.width > room * 0.6:
            row = type_.line(type_.cut(phone, room * 0.6, 4.2, True), 4.2, pitch / 4.2, True, "on_band")
        name = type_.largest(who, room - row.width - 5, style.text, 3.75, 1.25, False)
        if name.height > pitch:  # the pages of the guide have the full name
            name = type_.line(type_.cut(who, room - row.width - 5, 3.75), 3.75, 1.25)
        canvas.block(x, y + (pitch - name.height) / 2, name.coloured("on_band"))
        canvas.block(x, y, row, room, 1.0)
        y += pitch
        canvas.rule(x, y, room, "soft", 0.3)
    if url:
        y += 8
        canvas.qr(x, y, side, url)
        for position, text in enumerate(("扫一扫", "看全部流程图和最新版本")):
            block = type_.block(text, room - side - 5, style.caption, 1.5, False, "on_band")
            canvas.block(x + side + 5, y + 5 + position * style.caption * 1.5, block)
    lines = [edition(chapter.guide for chapter in chapters), f"{project.issuer}编印" if project.issuer else ""]
    for text in lines:
        block = type_.block(text, room, style.foot, 1.5, False, "on_band")
        foot += canvas.block(x, foot, block)
    return canvas
