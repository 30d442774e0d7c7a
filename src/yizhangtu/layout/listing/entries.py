"""The narrow form of a list: one entry per row, its time and page at the right, all other cells on lines below, each
with its label."""

from collections.abc import Sequence
from typing import NamedTuple

from yizhangtu.draw import elements
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.listing.labelled import LabelledLines, Value
from yizhangtu.layout.listing.listing_columns import ITEM, TIME
from yizhangtu.layout.listing.listing_grid import SAME
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.marks import GuidePointer, Station, band
from yizhangtu.layout.table.piece import Piece
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.style.tables.listing_style import ListingStyle

CONTINUED = "（续）"
RIGHT_MOST = 0.5  # of the width: a longer text is placed below


class Entries(NamedTuple):
    """All rows of a list as entries, `width` u wide."""

    measure: Measure
    style: ListingStyle
    listing: Listing
    width: float

    @property
    def _left(self) -> float:
        return float(self.style.rail.width + self.style.stack.indent)

    def pieces(self) -> list[Piece]:
        """What all rows have in common; heads of the 类别 and their rows."""
        found = self._common()
        lines = self._labelled(self.width - self._left, self.listing.varying)
        for name, rows in self.listing.groups:
            heads: tuple[Piece, ...] = ()
            if name:
                count = f"{len(rows)}项"
                found.append(self._head(name, count, self.style.group_line.gap))
                heads = (self._head(name + CONTINUED, "", 0.0),)
            found += [self._entry(row, lines, heads, at + 1 == len(rows)) for at, row in enumerate(rows)]
        return found

    def _labelled(self, width: float, names: Sequence[str]) -> LabelledLines:
        return LabelledLines.of(self.measure, self.style, width, [self.listing.head(name) for name in names])

    def _common(self) -> list[Piece]:
        """The values that all rows share, once."""
        common = self.listing.common
        if not common:
            return []
        style, leading = self.style, self.style.leading
        row = self.listing.rows[0]
        values = [self._value(row, name) for name in common]
        left = style.head_pad
        lines = self._labelled(self.width - left, common)
        height = leading + lines.height(values) + 2 * style.stack.pad

        def draw(canvas: Canvas, x: float, y: float, _: float) -> None:
            top = y + style.stack.pad
            canvas.text(x + left, top, self.width - left, SAME, 1.0, leading, "dark", True)
            with canvas.element(elements.ROWS):
                lines.paint(canvas, x + left, top + leading, values)

        return [Piece(height, draw, keep=True)]

    def _head(self, name: str, count: str, gap: float) -> Piece:
        style, pad = self.style.group_line, self.style.head_pad
        leading = self.style.leading
        aside = self.measure.width(count, 1.0, True) + pad if count else 0.0
        room = self.width - aside - 2 * pad
        lines = self.measure.lines(name, room, style.text, True)
        height = max(style.height, lines * style.text * leading + pad / 2)

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            band(canvas, x, y, self.width, tall, self.style.head.radius)
            top = y + (tall - lines * style.text * leading) / 2
            canvas.text(x + pad, top, room, name, style.text, leading, "on_band", True)
            if count:
                middle = y + (tall - leading) / 2
                canvas.text(x + self.width - aside, middle, aside, count, 1.0, leading, "on_band", True)

        return Piece(height, draw, keep=True, gap=gap)

    def _values(self, row: ListRow, with_time: bool) -> list[Value]:
        """All cells that are not on the first line."""
        names = [name for name in self.listing.varying if with_time or name != TIME]
        return [self._value(row, name) for name in names if row.cell(name)]

    def _value(self, row: ListRow, name: str) -> Value:
        part = elements.column(self.listing.columns, name)
        return Value(self.listing.head(name), row.cell(name), name == TIME, part)

    def _entry(self, row: ListRow, lines: LabelledLines, heads: Sequence[Piece], last: bool) -> Piece:
        style, leading, size = self.style.stack, self.style.leading, self.style.item
        time = row.cell(TIME) if TIME in self.listing.varying else ""
        pointer = GuidePointer(self.measure, self.style, row.linked) if row.linked else None
        chip_width = pointer.width if pointer else 0.0
        time_width = self.measure.width(time, 1.0, True) + 0.1 if time else 0.0
        beside = bool(time) and "\n" not in time and time_width + chip_width <= self.width * RIGHT_MOST
        right = (time_width + 0.6 if beside else 0.0) + (chip_width + 0.5 if row.linked else 0.0)
        room = self.width - self._left - right
        values = self._values(row, not beside)
        title = self.measure.lines(str(row.item), room, size, True) * size * leading
        below = lines.height(values) + style.gap if values else 0.0

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            with canvas.element(elements.row(row.number)):
                draw_row(canvas, x, y, tall)

        def draw_row(canvas: Canvas, x: float, y: float, tall: float) -> None:
            if not last:
                canvas.line(((x + self._left, y + tall), (x + self.width, y + tall)), "hair", self.style.row.rule)
            middle = y + style.pad + size * leading / 2
            Station(self.style, str(row.number)).paint(canvas, x, middle)
            with canvas.part(elements.column(self.listing.columns, ITEM)):
                canvas.text(x + self._left, y + style.pad, room, str(row.item), size, leading, "ink", True)
            edge = x + self.width
            if pointer:
                with canvas.part("guide"):
                    pointer.paint(canvas, edge - chip_width, middle)
                edge -= chip_width + 0.5
            if beside:
                with canvas.part(elements.column(self.listing.columns, TIME)):
                    canvas.text(edge - time_width, middle - leading / 2, time_width, time, 1.0, leading, "ink", True)
            lines.paint(canvas, x + self._left, y + style.pad + title + style.gap, values)

        return Piece(title + below + 2 * style.pad, draw, tuple(heads), grow=self.style.row.grow * 0.6)
