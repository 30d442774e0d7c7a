"""The guides of one block of the overview → pieces of a column: heads of lists, and a row for each guide."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.piece import Paint, Piece
from yizhangtu.model.overview import Overview, OverviewRow, PictureBlock, Section, toned
from yizhangtu.style.tables.overview_style import OverviewStyle

CONTINUED = "（续）"
BETWEEN = " · "  # counts
BORDER = 0.13  # of filled shapes that are printed white


@dataclass(frozen=True, eq=False)
class RowPiece(Piece):
    """A row; `bare` paints the last row of a column without the rule below it."""

    bare: Paint | None = None


class Tail(NamedTuple):
    """A line below a title."""

    text: str
    icon: str = ""
    bold: bool = False


class OverviewRows(NamedTuple):
    """The rows of a block in a column `width` u wide. `number` and `page` are the widths of the chips at its left and
    right, 0 where there are none."""

    measure: Measure
    style: OverviewStyle
    block: PictureBlock
    width: float
    number: float
    page: float

    def pieces(self) -> list[Piece]:
        """All pieces of the block."""
        found: list[Piece] = []
        for section in self.block.sections:
            heads: tuple[Piece, ...] = ()
            if section.name:
                found.append(self._head(section, False, bool(section.rows), self.style.section.gap))
                heads = (self._head(section, True, True, 0.0),)
            for at, row in enumerate(section.rows):
                found.append(self._row(row, heads, at + 1 == len(section.rows)))
        return found

    def _ink(self, role: str) -> str:
        return toned(role, self.block.picture)

    @property
    def _left(self) -> float:
        return self.number + self.style.number.gap if self.number else 0.0

    @property
    def _right(self) -> float:
        return self.page + self.style.page.gap if self.page else 0.0

    def _head(self, section: Section, more: bool, keep: bool, gap: float) -> Piece:
        """The head of a list: that of the 清单 itself if it has one. `more`: the list continues from another column."""
        style, leading = self.style.section, self.style.leading
        row = OverviewRow(section.name, "") if section.head is None or more else section.head
        left = (self._left if section.head and section.head.number else 0.0) + style.pad_x
        right = self._right if row.page else style.pad_x
        room = self.width - left - right
        count, size = self._counts(row, room), style.text
        aside = self.measure.width(count, 1.0, True) + style.apart if count else 0.0
        title, below = (section.name if section.apart and more else section.title) + (CONTINUED if more else ""), ""
        if aside and self.measure.lines(title, room - aside, size, True) > 1:  # otherwise on two lines
            if section.apart:
                title, below = section.name, row.title
            else:
                below, count, aside = count, "", 0.0
        lines = self.measure.lines(title, room - aside, size, True)
        named = lines * size * leading
        extra = self.measure.lines(below, room, 1.0, True) * leading
        height = max(named + extra, self._number_height(row)) + 2 * style.pad

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            ink = self._ink("dark")
            canvas.rect(x, y, self.width, tall, style.radius, self._ink("tint"))
            cy = y + tall / 2
            top = cy - (named + extra) / 2
            self._number(canvas, x, cy, row)
            canvas.text(x + left, top, room - aside, title, size, leading, ink, True, True)
            end = x + self.width - right
            canvas.text(end - aside, top + (named - leading) / 2, aside, count, 1.0, leading, "ink", True, False, 1.0)
            canvas.text(x + left, top + named, room, below, 1.0, leading, "ink", True, True)
            self._page(canvas, x, cy, row)

        return Piece(height, draw, keep=keep, gap=gap, grow=style.grow if more or keep else self.style.row.grow)

    def _counts(self, row: OverviewRow, room: float) -> str:
        """The counts of a row, with line breaks between them if they need several lines."""
        lines: list[str] = []
        for count in row.counts:
            longer = lines[-1] + BETWEEN + count.text if lines else count.text
            if lines and self.measure.width(longer) <= room - 0.1:
                lines[-1] = longer
            else:
                lines.append(count.text)
        return "\n".join(lines)

    def _row(self, row: OverviewRow, heads: Sequence[Piece], last: bool) -> Piece:
        style = self.style.row
        size = style.text
        room = self.width - self._left - self._right
        beside = self._beside(row, room)
        named = room - (self._time_width(row) + style.apart if beside else 0.0)
        title = self.measure.lines(row.title, named, size, True) * size * style.leading
        tails = self._tails(row, room, beside)
        below = [self._tail_height(tail, room) for tail in tails]
        height = title + fsum(below) + (style.gap if below else 0.0)
        inner = max(height, self._number_height(row), self.style.page.height if row.page else 0.0)

        def bare(canvas: Canvas, x: float, y: float, tall: float) -> None:
            cy = y + tall / 2
            self._number(canvas, x, cy, row)
            left, top = x + self._left, cy - height / 2
            canvas.text(left, top, named, row.title, size, style.leading, "ink", True)
            if beside:
                self._time(canvas, left + room, top + title / 2, row)
            top += title + style.gap
            for tail, deep in zip(tails, below, strict=True):
                self._tail(canvas, left, top, room, tail)
                top += deep
            self._page(canvas, x, cy, row)

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            canvas.line(((x, y + tall), (x + self.width, y + tall)), "hair", style.rule)
            bare(canvas, x, y, tall)

        paint = bare if last else draw
        return RowPiece(inner + 2 * style.pad, paint, tuple(heads), grow=style.grow, bare=bare)

    def _time_width(self, row: OverviewRow) -> float:
        return self.measure.width(row.time, 1.0, True) + (2 * self.style.time.pad if row.at_once else 0.0)

    def _beside(self, row: OverviewRow, room: float) -> bool:
        """Whether the time fits right of the title on one line."""
        style = self.style.row
        title = self.measure.width(row.title, style.text, True) + style.apart + 0.1
        width = self._time_width(row)
        return bool(row.time and width + title <= room and width <= room * style.beside)

    def _tails(self, row: OverviewRow, room: float, beside: bool) -> list[Tail]:
        found = [Tail(row.time, "clock", True)] if row.time and not beside else []
        found += [Tail(self._counts(row, room))] if row.counts else []
        return found + ([Tail(row.status, "info")] if row.status else [])

    def _inset(self, tail: Tail) -> float:
        return float(self.style.time.icon + self.style.time.icon_gap) if tail.icon else 0.0

    def _tail_height(self, tail: Tail, room: float) -> float:
        return float(self.measure.lines(tail.text, room - self._inset(tail), 1.0, tail.bold) * self.style.leading)

    def _tail(self, canvas: Canvas, x: float, y: float, room: float, tail: Tail) -> None:
        leading, inset = self.style.leading, self._inset(tail)
        if tail.icon:
            side = self.style.time.icon
            canvas.icon(tail.icon, x, y + (leading - side) / 2, side, self._ink("mid"))
        canvas.text(x + inset, y, room - inset, tail.text, 1.0, leading, "ink", tail.bold)

    def _time(self, canvas: Canvas, right: float, middle: float, row: OverviewRow) -> None:
        """Paint a time that ends at `right`; 当天 and similar times in a chip."""
        style, leading = self.style.time, self.style.leading
        width = self._time_width(row)
        left, fill = right - width, "ink"
        if row.at_once:
            self._solid(canvas, (left, middle - style.height / 2, width, style.height), style.radius)
            left, fill = left + style.pad, self._ink("on_band")
        canvas.text(left, middle - leading / 2, width + 0.1, row.time, 1.0, leading, fill, True)

    def _solid(self, canvas: Canvas, area: tuple[float, float, float, float], radius: float) -> None:
        """A filled rectangle; on paper without colour it is white with a border."""
        x, y, width, height = area
        inset = BORDER / 2
        fill, edge = self._ink("band"), self._ink("dark")
        canvas.rect(x + inset, y + inset, width - BORDER, height - BORDER, radius, fill, edge, BORDER)

    def _number_lines(self, row: OverviewRow) -> int:
        style = self.style.number
        return self.measure.lines(row.number, self.number - 2 * style.pad + 0.1, style.text, True)

    def _number_height(self, row: OverviewRow) -> float:
        style = self.style.number
        words = self._number_lines(row) * style.text * self.style.leading + 0.3
        return float(max(style.height, words)) if row.number else 0.0

    def _number(self, canvas: Canvas, x: float, cy: float, row: OverviewRow) -> None:
        """编号 in its chip at the left."""
        if not row.number:
            return
        style, leading = self.style.number, self.style.leading
        size, fill = style.text, self._ink("on_band")
        height = self._number_height(row)
        self._solid(canvas, (x, cy - height / 2, self.number, height), style.radius)
        lines = self._number_lines(row)
        if lines == 1:
            canvas.centred(x + self.number / 2, cy, row.number, size, fill)
            return
        room = self.number - 2 * style.pad + 0.1
        top = cy - lines * size * leading / 2
        canvas.text(x + style.pad, top, room, row.number, size, leading, fill, True, False, 0.5)

    def _page(self, canvas: Canvas, x: float, cy: float, row: OverviewRow) -> None:
        """The page in its chip at the right."""
        if not row.page:
            return
        style, leading, ink = self.style.page, self.style.leading, self._ink("dark")
        size, border = style.text, style.border
        left, inset = x + self.width - self.page, border / 2
        width, height = self.page - border, style.height - border
        canvas.rect(left + inset, cy - height / 2, width, height, style.radius, "paper", ink, border)
        room = self.page - 2 * style.pad + 0.1
        canvas.text(left + style.pad, cy - size * leading / 2, room, row.pointer, size, leading, ink, True, False, 0.5)


def chip_widths(measure: Measure, style: OverviewStyle, overview: Overview, width: float) -> tuple[float, float]:
    """Widths of the chips for 编号 and page in columns `width` u wide, equal on all sheets."""
    numbers = [measure.width(row.number, style.number.text, True) for row in overview.rows if row.number]
    pages = [measure.width(row.pointer, style.page.text, True) for row in overview.rows if row.page]
    number = min(max(numbers) + 2 * style.number.pad + 0.1, width * style.number.most) if numbers else 0.0
    page = max(pages) + 2 * style.page.pad + 0.1 if pages else 0.0
    return number, page
