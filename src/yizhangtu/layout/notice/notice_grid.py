"""The table of a notice at one width: head, groups and boards with their rows, sums. No cells are ever merged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from yizhangtu.content.notice import (
    FORWARD,
    ONWARD,
    SUBTOTAL,
    TOTAL,
    balance_texts,
    sum_figures,
    sums_in_words,
)
from yizhangtu.draw import elements
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.notice.notice_charts import NoticeCharts
from yizhangtu.layout.notice.notice_columns import TableColumn, head_lines
from yizhangtu.layout.table.marks import band
from yizhangtu.layout.table.piece import Paint, Piece
from yizhangtu.model.notice.notice import NoticeRow, NoticeSection, NoticeTable
from yizhangtu.style.tables.notice_style import NoticeStyle

CONTINUED = "（续）"
ICONS = {"honour": "medal", "blame": "megaphone-simple"}
EVEN = 3  # lines: cells of no more have even lines


class GridPieces(NamedTuple):
    """The pieces of a table, and the rows that they paint: for sums carried from sheet to sheet."""

    pieces: tuple[Piece, ...]
    rows: Mapping[Paint, NoticeRow]


class NoticeGrid(NamedTuple):
    """A table of a notice, `width` u wide."""

    measure: Measure
    style: NoticeStyle
    table: NoticeTable
    width: float
    columns: tuple[TableColumn, ...]

    def pieces(self) -> GridPieces:
        """Head, sections with their rows, sums."""
        head = self.head()
        found: list[Piece] = [head]
        rows: dict[Paint, NoticeRow] = {}
        for number, section in enumerate(self.table.sections, 1):
            found += self._section(number, section, head, rows)
        sums = list(self._sums())
        if sums:
            found[-1] = replace(found[-1], keep=True)  # the sum never stands alone on a sheet
        return GridPieces((*found, *sums), rows)

    def head(self) -> Piece:
        """The band with the names of the columns."""
        style, leading = self.style.head, self.style.leading
        texts = {column.at: self._head_text(column) for column in self.columns}
        counts = {at: text.count("\n") + 1 for at, text in texts.items()}
        height = max([style.height, *(count * style.text * leading + 0.5 for count in counts.values())])

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            band(canvas, x, y, self.width, tall, style.radius)
            for column in self.columns:
                top = y + (tall - counts[column.at] * style.text * leading) / 2
                align = 1.0 if column.numbers else 0.0
                text = texts[column.at]
                with canvas.element(elements.head("rank" if column.at < 0 else f"column-{column.at + 1}")):
                    canvas.text(
                        x + column.x, top, column.text_width, text, style.text, leading, "on_band", True, align=align
                    )

        return Piece(height, draw, keep=True)

    def _head_text(self, column: TableColumn) -> str:
        if self.measure.width(column.head, self.style.head.text, True) <= column.width + 0.05:
            return column.head
        return "\n".join(head_lines(column.head))

    # Groups and boards.

    def _section(
        self, number: int, section: NoticeSection, head: Piece, rows: dict[Paint, NoticeRow]
    ) -> Iterator[Piece]:
        heads: tuple[Piece, ...] = (head,)
        if section.name.strip():
            yield self.heading(number, section, "")
            heads = (head, replace(self.heading(number, section, CONTINUED), gap=0.0))
        for row in section.rows:
            piece = self._row(row, heads)
            rows[piece.paint] = row
            yield piece
        if section.sums and any(value is not None for value in section.sums):
            yield self._sum_row(SUBTOTAL, section.sums, lambda at: elements.section(number, f"sum-{at + 1}"), heads)

    def heading(self, number: int, section: NoticeSection, more: str) -> Piece:
        """The name of a group or board with the number of its rows. A board that blames has a broken border."""
        look, leading, pad = self.style.heading, self.style.leading, self.style.head.pad
        icon = ICONS.get(section.tone, "")
        left = pad + (look.icon + pad if icon else 0.0)
        text = f"{section.name}{more}"
        lines = self.measure.lines(text, self.width - left - pad, look.text, True)
        height = max(look.height, lines * look.text * leading + pad)

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            fill = "on_band"
            if section.tone == "blame":
                half = look.border / 2
                canvas.rect(
                    x + half, y + half, self.width - look.border, tall - look.border, self.style.head.radius, "paper",
                    "dark", look.border, look.dash,
                )  # fmt: skip
                fill = "dark"
            elif section.tone:
                band(canvas, x, y, self.width, tall, self.style.head.radius)
            else:
                canvas.rect(x, y, self.width, tall, self.style.head.radius, "tint")
                fill = "dark"
            if icon:
                canvas.icon(icon, x + pad, y + (tall - look.icon) / 2, look.icon, fill)
            top = y + (tall - lines * look.text * leading) / 2
            with canvas.element(elements.section(number, "name")):
                canvas.text(x + left, top, self.width - left - pad, text, look.text, leading, fill, True)

        return Piece(height, draw, heads=() if more else (self.head(),), keep=True, gap=look.gap)

    def _row(self, row: NoticeRow, heads: tuple[Piece, ...]) -> Piece:
        style, leading = self.style, self.style.leading
        texts = [self._text(column, row) for column in self.columns]
        lines = [
            self._lines(column, row, text) if text else 1 for column, text in zip(self.columns, texts, strict=True)
        ]
        height = max(style.row.least, max([1, *lines]) * style.cell * leading + 2 * style.row.pad)

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            canvas.line(((x, y + tall), (x + self.width, y + tall)), "hair", style.row.rule)
            self._rank_bar(canvas, x, y + tall / 2, row)
            with canvas.element(elements.row(row.number)):
                for column, text, count in zip(self.columns, texts, lines, strict=True):
                    part = "rank" if column.at < 0 else f"column-{column.at + 1}"
                    with canvas.part(part):
                        top = y + (tall - count * style.cell * leading) / 2
                        self._cell(canvas, x, top, column, text, style.cell, count, not row.counted)

        return Piece(height, draw, heads=heads, grow=style.row.grow)

    def _rank_bar(self, canvas: Canvas, x: float, middle: float, row: NoticeRow) -> None:
        """The bar beside the number by which a row is ranked."""
        column = next((one for one in self.columns if one.measured.bar), None)
        amount = row.amounts[column.at] if column else None
        if column is None or not amount:
            return
        look = self.style.chart
        most = max(value for one in self.table.rows if (value := one.amounts[column.at]) is not None)
        wide = look.rank_bar * float(amount / most)
        canvas.rect(x + column.right + self.style.gap / 2, middle - look.bar / 2, wide, look.bar, 0.0, "mid")

    def _lines(self, column: TableColumn, row: NoticeRow, text: str) -> int:
        """The number of lines of a cell; most have one, which is known from its width."""
        if column.numbers or ("\n" not in text and column.measured.cells[row.number - 1] <= column.width):
            return 1
        return self.measure.lines(text, column.width, self.style.cell)

    @staticmethod
    def _text(column: TableColumn, row: NoticeRow) -> str:
        return row.rank if column.at < 0 else str(row.cells[column.at])

    def _cell(
        self, canvas: Canvas, x: float, top: float, column: TableColumn, text: str, size: float, lines: int, bold: bool
    ) -> None:
        leading = self.style.leading
        if column.numbers:
            left = column.numbers._replace(size=size).left(text, x + column.right)
            canvas.text(left, top, 1e6, text, size, leading, "ink", bold)
        else:
            canvas.text(x + column.x, top, column.width, text, size, leading, "ink", bold, lines <= EVEN)

    # Sums.

    def _sums(self) -> Iterator[Piece]:
        """合计 in figures, in words, and the equations of 核对."""
        table = self.table
        if any(value is not None for value in table.sums):
            yield self._sum_row(TOTAL, table.sums, lambda at: elements.total(f"sum-{at + 1}"), (), last=True)
        for one in sums_in_words(table):
            yield self.line(f"{one.label}：{one.words}", elements.total(f"words-{one.column}"))
        for number, text in enumerate(balance_texts(table), 1):
            yield self.line(text, f"balance-{number}")
        yield from NoticeCharts(self.measure, self.style, table, self.width).pieces()

    def carried(self, sums: Sequence[Decimal | None], onward: bool) -> Piece:
        """The sums of all rows before this place: 过次页 at the end of a sheet, 承前页 at the beginning of the next."""
        return self._sum_row(ONWARD if onward else FORWARD, sums, lambda at: f"carried-{at + 1}", ())

    @property
    def carried_height(self) -> float:
        """The height of such a row."""
        look = self.style.total
        return look.text * self.style.leading + 2 * look.pad

    def _sum_row(
        self, label: str, sums: Sequence[Decimal | None], name: Callable[[int], str], heads: tuple[Piece, ...],
        last: bool = False,
    ) -> Piece:  # fmt: skip
        look, leading = self.style.total, self.style.leading
        size = look.text if last else self.style.cell
        own = [(column, sums[column.at]) for column in self.columns if column.at >= 0]
        first = next((column for column, value in own if value is not None), None)
        height = self.carried_height

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            for below in (0.0, look.double) if last else (0.0,):
                canvas.line(((x, y + below), (x + self.width, y + below)), "dark", look.rule)
            top = y + (tall - size * leading) / 2 + (look.double / 2 if last else 0.0)
            room = (first.x if first else self.width) - self.style.head.pad
            wide = self.measure.width(label, size, True)
            with canvas.element(elements.total("label")):
                canvas.text(x + self.style.head.pad, top, max(room, wide + 0.1), label, size, leading, "dark", True)
            for column, value in own:
                if value is not None:
                    with canvas.element(name(column.at)):
                        text = sum_figures(self.table, column.at, value)
                        right = x + column.right
                        left = right - self.measure.width(text, size, True)
                        canvas.text(left, top, 1e6, text, size, leading, "ink", True)

        return Piece(height, draw, heads=heads, grow=0.0 if last else self.style.row.grow / 2)

    def line(self, text: str, element: str) -> Piece:
        """A line of text below the table."""
        style, leading = self.style, self.style.leading
        size = style.cell
        room = self.width - 2 * style.head.pad
        height = self.measure.lines(text, room, size, True) * size * leading + style.row.pad

        def draw(canvas: Canvas, x: float, y: float, _: float) -> None:
            with canvas.element(element):
                canvas.text(x + style.head.pad, y + style.row.pad / 2, room, text, size, leading, "ink", True)

        return Piece(height, draw)
