"""A list and its planned columns → the pieces of its table."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from yizhangtu.draw import elements
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.listing.listing_columns import ITEM, NOTE, TIME, WHERE, Columns, ListColumn, merges, runs
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.marks import GuidePointer, Station, band, group_block, tick
from yizhangtu.layout.table.piece import MergedCell, Piece
from yizhangtu.model.deadline import DeadlineKind
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.style.icons import IconSet
from yizhangtu.style.tables.listing_style import ListingStyle

SAME = "各项相同"
BASIS = "依据"
EVEN = 3  # lines: cells of no more have even lines


class _Place(NamedTuple):
    """The place of a row in its 类别, the one with this number, and its merged cells; `open` ones continue below it."""

    first: bool
    last: bool
    group: int
    cells: Mapping[str, MergedCell]
    open: Set[str]


class ListGrid(NamedTuple):
    """The table of a list, `width` u wide."""

    measure: Measure
    style: ListingStyle
    listing: Listing
    icons: IconSet
    width: float
    plan: Columns

    @property
    def left(self) -> float:
        """The left edge of the stations."""
        return self.plan.group_width + (self.style.group.gap if self.plan.group_width else 0.0)

    def captions(self) -> list[Piece]:
        """A line with the columns that are equal in all rows."""
        common = self.listing.common
        if not common:
            return []
        row = self.listing.rows[0]
        parts = [(f"{SAME}：", "")]
        for number, name in enumerate(common):
            parts.append((f"{'；' if number else ''}{self.listing.head(name)} ", ""))
            parts.append((row.cell(name), self._column(name)))
        text = "".join(part for part, _ in parts)
        leading = self.style.leading
        height = self.measure.lines(text, self.width - 0.4) * leading + 0.5

        def draw(canvas: Canvas, x: float, y: float, _: float) -> None:
            with canvas.element(elements.ROWS):
                canvas.parts(x + 0.2, y, self.width - 0.4, parts, 1.0, leading)

        return [Piece(height, draw, keep=True)]

    def _column(self, name: str) -> str:
        """The part of a row that is a column."""
        return elements.column(self.listing.columns, name)

    def _part(self, column: ListColumn) -> str:
        """The part of a row that a column is, which for 形式 is several."""
        if column.channel:
            return f"channel-{self.listing.channels.index(column.channel) + 1}"
        return "guide" if column.name == WHERE else self._column(column.name)

    def head(self) -> Piece:
        """The band with the names of the columns."""
        style = self.style.head
        leading = self.style.leading
        lines = [self._head_lines(column) for column in self.plan.columns]
        gap = self.style.group.gap
        height = gap + max([style.height, *(count * size * leading + 0.5 for count, size in lines)])

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            tall -= gap
            band(canvas, x, y, self.width, tall, style.radius)
            for column, (count, size) in zip(self.plan.columns, lines, strict=True):
                top = y + (tall - count * size * leading) / 2
                align = 0.5 if column.channel or column.name == WHERE else 1.0 if column.numbers else 0.0
                text = self._head_text(column, size)
                with canvas.element(elements.head(self._part(column))):
                    canvas.text(x + column.x, top, column.width, text, size, leading, "on_band", True, False, align)

        return Piece(height, draw, keep=True)

    def _head_lines(self, column: ListColumn) -> tuple[int, float]:
        size = float(self.style.channel_head if column.channel else self.style.head.text)
        return self.measure.lines(self._head_text(column, size), column.width, size, True), size

    def _head_text(self, column: ListColumn, size: float) -> str:
        """The name of a column; a short one that needs two lines is divided in the middle: 公开/主体, 村民/微信群."""
        head = column.head
        if len(head) > 6 or self.measure.lines(head, column.width, size, True) == 1:
            return head
        return f"{head[: len(head) // 2]}\n{head[len(head) // 2 :]}"

    def group(self, name: str, rows: Sequence[ListRow], heads: tuple[Piece, ...], number: int) -> list[Piece]:
        """The rows of one 类别."""
        block = None
        if self.plan.group_width:
            block = group_block(self.measure, self.style, name, self.icons.for_group(name), self.plan.group_width)
        merged = {column.name: self._merged(column, rows) for column in self.plan.columns if not column.channel}
        found: list[Piece] = []
        for at, row in enumerate(rows):
            cells = {key: span for key, spans in merged.items() if (span := spans[at]) is not None}
            open_ = {key for key, span in cells.items() if at + 1 < len(rows) and merged[key][at + 1] is span}
            place = _Place(at == 0, at + 1 == len(rows), number, cells, open_)
            found.append(replace(self._row(row, place), heads=heads, span=block))
        return found

    def _merged(self, column: ListColumn, rows: Sequence[ListRow]) -> list[MergedCell | None]:
        """For every row the merged cell that contains it: a text shared by a whole 类别, or a long one shared by
        neighbours."""
        texts = [row.cell(column.name) for row in rows]
        found: list[MergedCell | None] = [None] * len(rows)
        if not merges(column.name):
            return found
        for first, end in runs(texts):
            lines = self.measure.lines(texts[first], column.width)
            if texts[first] and end - first > 1 and (end - first == len(rows) > 2 or lines > 1):
                shared = elements.rows((row.number for row in rows[first:end]), self._column(column.name))
                found[first:end] = [self._cell_span(column, texts[first], lines, shared)] * (end - first)
        return found

    def _cell_span(self, column: ListColumn, text: str, lines: int, element: str) -> MergedCell:
        leading = self.style.leading
        height = lines * leading

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            top = y + (tall - height) / 2
            with canvas.element(element):
                canvas.text(x + column.x, top, column.width, text, 1.0, leading, balanced=lines <= EVEN)

        return MergedCell(draw, height + 2 * self.style.row.pad)

    def _text(self, column: ListColumn, row: ListRow) -> tuple[str, float, bool]:
        """(text, size, bold) of a cell."""
        if column.name == ITEM:
            return str(row.item), self.style.item, self.plan.bold
        return row.cell(column.name), self.style.cell, column.name == TIME

    def _below(self, row: ListRow) -> list[tuple[str, str]]:
        """The smaller text below the 事项, as (text, part of the row)."""
        found: list[tuple[str, str]] = []
        for name in (name for name in self.plan.rare if row.cell(name)):
            head = "" if name == NOTE else f"{self.listing.head(name)}："
            found += [("\n" * bool(found) + head, ""), (row.cell(name), self._column(name))]
        return found

    def _lines_below(self, row: ListRow, width: float) -> int:
        return self.measure.lines("".join(text for text, _ in self._below(row)), width)

    def _row(self, row: ListRow, place: _Place) -> Piece:
        style = self.style.row
        leading = self.style.leading
        heights = [style.least]
        for column in self.plan.columns:
            if column.channel or column.name == WHERE or column.name in place.cells:
                continue
            text, size, bold = self._text(column, row)
            height = self.measure.lines(text, column.width, size, bold) * size * leading
            if column.name == ITEM:
                height += self._lines_below(row, column.width) * leading
            heights.append(height + 2 * style.pad)

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            cy = y + tall / 2
            canvas.rect(x + self.left, y, self.width - self.left, tall, fill="wash" if place.group % 2 == 0 else "")
            if not place.last:
                self._rules(canvas, x, y + tall, place.open)
            with canvas.element(elements.row(row.number)):
                Station(self.style, str(row.number)).paint(canvas, x + self.left, cy)
                for column in (column for column in self.plan.columns if column.name not in place.cells):
                    with canvas.part(self._part(column) + (elements.TICK if column.channel else "")):
                        self._cell(canvas, column, row, x + column.x, cy)

        gap = self.style.group.gap if place.first and place.group else 0.0
        return Piece(max(heights), draw, gap=gap, grow=style.grow, spans=tuple(place.cells.values()))

    def _rules(self, canvas: Canvas, x: float, y: float, open_: Set[str]) -> None:
        """The hair line below a row, with gaps where a merged cell continues. The ground of the next row begins below
        it."""
        y -= self.style.row.rule / 2
        inner = x + self.left + self.style.rail.width
        gap = self.style.gap / 2
        for at, column in enumerate(self.plan.columns):
            left = x + column.x - gap if at else inner
            right = x + column.x + column.width + gap if at + 1 < len(self.plan.columns) else x + self.width
            if column.name not in open_:
                canvas.line(((left, y), (right, y)), "hair", self.style.row.rule)

    def _cell(self, canvas: Canvas, column: ListColumn, row: ListRow, x: float, cy: float) -> None:
        if column.name == WHERE:
            if row.linked:
                pointer = GuidePointer(self.measure, self.style, row.linked)
                pointer.paint(canvas, x + max(0.0, column.width - pointer.width) / 2, cy)
            return
        if column.channel:
            chosen = any(channel.chosen for channel in row.channels if channel.name == column.channel)
            tick(canvas, self.style, x + column.width / 2, cy, chosen)
            return
        text, size, bold = self._text(column, row)
        leading = self.style.leading
        count = self.measure.lines(text, column.width, size, bold)
        if column.name == ITEM and (below := self._below(row)):
            more = self._lines_below(row, column.width) * leading
            top = cy - (count * size * leading + more) / 2
            canvas.text(x, top, column.width, text, size, leading, "ink", bold, count <= EVEN)
            fill = "grey" if self.plan.rare == (BASIS,) else "ink"
            with canvas.element(elements.row(row.number)):
                canvas.parts(x, top + count * size * leading, column.width, below, 1.0, leading, fill)
            return
        if column.numbers:
            left = column.numbers.left(text, x + column.width)
            canvas.text(left, cy - size * leading / 2, column.width, text, size, leading, "ink", bold)
            return
        if column.name == TIME and row.when and row.when.kind is DeadlineKind.AT_ONCE and count == 1:
            width = self.measure.width(text, size, True)
            pad = self.style.chip.pad
            height = self.style.chip.height
            if width + 2 * pad <= column.width + self.style.gap:
                band(canvas, x - pad, cy - height / 2, width + 2 * pad, height, self.style.chip.radius)
                canvas.text(x, cy - size * leading / 2, column.width, text, size, leading, "on_band", True)
                return
        top = cy - count * size * leading / 2
        canvas.text(x, top, column.width, text, size, leading, "ink", bold, count <= EVEN)
