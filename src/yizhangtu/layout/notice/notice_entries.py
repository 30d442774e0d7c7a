"""The narrow form of a notice's table: an entry for each row, its cells on lines below one another with their heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from yizhangtu.content.notice import RANK, SUBTOTAL, TOTAL, balance_texts, sum_figures, sums_in_words
from yizhangtu.draw import elements
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.listing.labelled import LabelledLines, Value
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.notice.notice_charts import NoticeCharts
from yizhangtu.layout.notice.notice_grid import CONTINUED, NoticeGrid
from yizhangtu.layout.table.piece import Piece
from yizhangtu.model.notice.notice import ColumnType, NoticeRow, NoticeSection, NoticeTable
from yizhangtu.style.tables.listing_style import ListingStyle
from yizhangtu.style.tables.notice_style import NoticeStyle


class NoticeEntries(NamedTuple):
    """The rows of a notice as entries, `width` u wide."""

    measure: Measure
    style: NoticeStyle
    lines_style: ListingStyle
    table: NoticeTable
    width: float

    def pieces(self) -> tuple[Piece, ...]:
        """Sections with their rows, sums."""
        found: list[Piece] = []
        for number, section in enumerate(self.table.sections, 1):
            found += self._section(number, section)
        return (*found, *self._sums())

    @property
    def _lines(self) -> LabelledLines:
        heads = list(map(str, self.table.heads))
        return LabelledLines.of(self.measure, self.lines_style, self.width - 2 * self.style.head.pad, heads)

    @property
    def _lead(self) -> int:
        """The column that leads an entry: that of the persons, else the first of texts."""
        for type_ in (ColumnType.PERSON, ColumnType.TEXT):
            if type_ in self.table.types:
                return self.table.types.index(type_)
        return 0

    def _section(self, number: int, section: NoticeSection) -> Iterator[Piece]:
        grid = NoticeGrid(self.measure, self.style, self.table, self.width, ())
        heads: tuple[Piece, ...] = ()
        if section.name.strip():
            yield replace(grid.heading(number, section, ""), heads=())
            heads = (replace(grid.heading(number, section, CONTINUED), gap=0.0),)
        lines = self._lines
        for row in section.rows:
            yield self._entry(row, lines, heads)
        values = [(at, value) for at, value in enumerate(section.sums) if value is not None]
        if values:
            text = "，".join(f"{self.table.heads[at]} {sum_figures(self.table, at, value)}" for at, value in values)
            yield grid.line(f"{SUBTOTAL}：{text}", elements.section(number, "sums"))

    def _entry(self, row: NoticeRow, lines: LabelledLines, heads: tuple[Piece, ...]) -> Piece:
        style, leading, pad = self.style, self.style.leading, self.style.head.pad
        rank = f"{RANK} {row.rank}" if row.rank else ""
        lead = self._lead
        order = [lead, *(at for at in range(len(row.cells)) if at != lead)]
        values = [
            Value(str(self.table.heads[at]), str(row.cells[at]), at == lead, f"column-{at + 1}")
            for at in order
            if row.cells[at].strip()
        ]
        above = leading if rank else 0.0
        height = above + lines.height(values) + 2 * style.row.pad

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            canvas.line(((x, y + tall), (x + self.width, y + tall)), "hair", style.row.rule)
            top = y + style.row.pad
            with canvas.element(elements.row(row.number)):
                if rank:
                    with canvas.part("rank"):
                        canvas.text(x + pad, top, self.width - 2 * pad, rank, 1.0, leading, "dark", True)
                lines.paint(canvas, x + pad, top + above, values)

        return Piece(height, draw, heads=heads, grow=style.row.grow * 0.6)

    def _sums(self) -> Iterator[Piece]:
        grid = NoticeGrid(self.measure, self.style, self.table, self.width, ())
        for at, value in enumerate(self.table.sums):
            if value is not None:
                text = f"{TOTAL} {self.table.heads[at]} {sum_figures(self.table, at, value)}"
                yield grid.line(text, elements.total(f"sum-{at + 1}"))
        for one in sums_in_words(self.table):
            yield grid.line(f"{one.label}：{one.words}", elements.total(f"words-{one.column}"))
        for number, text in enumerate(balance_texts(self.table), 1):
            yield grid.line(text, f"balance-{number}")
        yield from NoticeCharts(self.measure, self.style, self.table, self.width).pieces()
