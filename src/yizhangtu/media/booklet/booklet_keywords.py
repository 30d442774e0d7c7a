"""Lay out the index of keywords (我要办什么): titles and everyday words in the order of a dictionary, in columns."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from math import fsum
from typing import NamedTuple

from yizhangtu.content.chapters import Chapter, Keyword, keywords_of
from yizhangtu.draw import elements
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.common.page_format import Format
from yizhangtu.model.page import ENTRIES
from yizhangtu.model.theme import Theme

INDEX = "我要办什么"
ASIDE = "按拼音查"
SEE = "看"


class KeywordRow(NamedTuple):
    """A row of the index: the first letter of its word, the word, and the title of the guide below it where that is
    another; `height` in mm. A letter is printed before the first of its words in a column."""

    letter: str
    word: TextBlock
    title: TextBlock | None
    chapter: Chapter
    height: float


KeywordPage = tuple[tuple[KeywordRow, ...], ...]  # its columns


class KeywordIndex(NamedTuple):
    """我要办什么 distributed over pages. Page numbers take the width of three digits, so that the plan is valid for
    any."""

    format: Format
    pages: tuple[KeywordPage, ...]

    @property
    def room(self) -> float:
        """The height that remains below the columns of the last page, in mm."""
        gap = self.format.page.keywords.group
        return self.format.bottom - _top(self.format) - max(_height(column, gap) for column in self.pages[-1])

    def paint(self, index: int, number: int, theme: Theme, page_of: Mapping[int, int]) -> PageCanvas:
        """Paint page `index` (from 0) as page `number`."""
        fmt, style = self.format, self.format.page.keywords
        canvas = fmt.canvas(number, theme)
        canvas.role = ENTRIES
        more = f"（{index + 1}/{len(self.pages)}）" if len(self.pages) > 1 else ""
        top = fmt.head(canvas, INDEX + more, ASIDE, chapter=INDEX if index == 0 else "")
        for column, rows in enumerate(self.pages[index]):
            x, y = fmt.left(number) + column * (_column(fmt) + style.gap), top
            for at, row in enumerate(rows):
                first = at == 0 or row.letter != rows[at - 1].letter
                if first:
                    y += style.group if at else 0.0
                    line = row.word.line_height
                    canvas.block(x, y, fmt.type.line(row.letter, style.text, line / style.text, True, "dark"))
                self._row(canvas, x, y, row, page_of[row.chapter.order])
                y += row.height
        fmt.foot(canvas, INDEX)
        return canvas

    def _row(self, canvas: PageCanvas, x: float, y: float, row: KeywordRow, page: int) -> None:
        fmt, style, width = self.format, self.format.page.keywords, _column(self.format)
        line = row.word.line_height
        left = x + style.letter
        part = partial(elements.index, row.chapter.order)
        canvas.block(left, y, row.word.named(part("word")))
        if row.title:
            canvas.block(left, y + row.word.height, row.title.named(part("title")))
        last = (row.title or row.word).lines[-1].width * (row.title or row.word).size
        number = fmt.type.line(str(page), style.text, line / style.text, True, "dark")
        end = y + row.word.height + (row.title.height if row.title else 0.0)
        dots = (left + last + 1.2, x + width - number.width - 1.2)
        if dots[1] - dots[0] > 3:
            at = end - line / 2 + style.text * 0.32
            canvas.line(((dots[0], at), (dots[1], at)), "grey", style.dots, (style.dots, style.dots * 3))
        canvas.block(x, end - line, number.named(part("page")), width, 1.0)
        with canvas.element(part()):
            canvas.link(x, y, width, row.height, page)


def plan_keywords(format_: Format, chapters: Sequence[Chapter]) -> KeywordIndex:
    """Set all words in columns of about the same height, and distribute these over pages."""
    style = format_.page.keywords
    rows = [_row(format_, word, letter) for letter, words in keywords_of(chapters) for word in words]
    height = format_.bottom - _top(format_)
    columns = _columns(rows, height, style.group)
    count = -(-len(columns) // style.columns) * style.columns
    low, high = 0.0, height
    while high - low > 1.0:  # the columns of all pages evenly filled
        middle = (low + high) / 2
        low, high = (low, middle) if len(_columns(rows, middle, style.group)) <= count else (middle, high)
    columns = _columns(rows, high, style.group)
    pages = [tuple(columns[at : at + style.columns]) for at in range(0, len(columns), style.columns)]
    return KeywordIndex(format_, tuple(pages))


def _height(column: Sequence[KeywordRow], gap: float) -> float:
    breaks = sum(one.letter != other.letter for one, other in pairwise(column))
    return fsum(row.height for row in column) + gap * breaks


def _columns(rows: Sequence[KeywordRow], height: float, gap: float) -> list[tuple[KeywordRow, ...]]:
    """Rows in columns of at most `height` mm; a column of a single higher row is higher."""
    columns: list[list[KeywordRow]] = []
    for row in rows:
        if columns and _height([*columns[-1], row], gap) <= height:
            columns[-1].append(row)
        else:
            columns.append([row])
    return [tuple(column) for column in columns]


def _row(format_: Format, entry: Keyword, letter: str) -> KeywordRow:
    style, type_ = format_.page.keywords, format_.type
    room = _column(format_) - style.letter - type_.width("000", style.text, True) - 1.2
    title = str(entry.chapter.guide.title)
    word = type_.block(entry.word, room, style.text, style.leading, True)
    other = None
    if entry.word != title:
        other = type_.block(SEE + title, room, style.title, style.leading * style.text / style.title, False, "grey")
    return KeywordRow(letter, word, other, entry.chapter, word.height + (other.height if other else 0.0))


def _top(format_: Format) -> float:
    """The y at which the columns begin."""
    return format_.top + format_.head_height(INDEX, ASIDE)


def _column(format_: Format) -> float:
    """The width of a column in mm."""
    style = format_.page.keywords
    return (format_.width - style.gap * (style.columns - 1)) / style.columns
