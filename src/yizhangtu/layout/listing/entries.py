"""The narrow form of a list: one entry per row, its time and page at the right, all other cells as text below."""

from collections.abc import Sequence
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.marks import GuidePointer, Station, band
from yizhangtu.layout.table.piece import Piece
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.style.tables.listing_style import ListingStyle

CONTINUED = "（续）"
RIGHT_MOST = 0.5  # of the width: a longer text is placed below
TIME = "时限"


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
        """Heads of the 类别 and their rows."""
        found: list[Piece] = []
        for name, rows in self.listing.groups:
            heads: tuple[Piece, ...] = ()
            if name:
                count = f"{len(rows)}项"
                found.append(self._head(name, count, self.style.group_line.gap))
                heads = (self._head(name + CONTINUED, "", 0.0),)
            found += [self._entry(row, heads, at == 0, at + 1 == len(rows)) for at, row in enumerate(rows)]
        return found

    def _head(self, name: str, count: str, gap: float) -> Piece:
        style = self.style.group_line
        leading = self.style.leading
        aside = self.measure.width(count, 1.0, True) + 0.6 if count else 0.0
        room = self.width - aside - 1.2
        lines = self.measure.lines(name, room, style.text, True)
        height = max(style.height, lines * style.text * leading + 0.3)

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            band(canvas, x, y, self.width, tall, self.style.head.radius)
            top = y + (tall - lines * style.text * leading) / 2
            canvas.text(x + 0.6, top, room, name, style.text, leading, "on_band", True)
            if count:
                middle = y + (tall - leading) / 2
                canvas.text(x + self.width - aside, middle, aside, count, 1.0, leading, "on_band", True)

        return Piece(height, draw, keep=True, gap=gap)

    def _words(self, row: ListRow, with_time: bool) -> str:
        """All cells that are not on the first line: 办理主体：村委会　谁监督：镇纪委."""
        names = [name for name in self.listing.columns if name != "事项" and (with_time or name != TIME)]
        parts = ((self.listing.head(name), row.cell(name)) for name in names)
        return "　".join(f"{head}：{text}" for head, text in parts if text)

    def _entry(self, row: ListRow, heads: Sequence[Piece], first: bool, last: bool) -> Piece:
        style, leading, size = self.style.stack, self.style.leading, self.style.item
        time = row.cell(TIME)
        pointer = GuidePointer(self.measure, self.style, row.linked) if row.linked else None
        chip_width = pointer.width if pointer else 0.0
        time_width = self.measure.width(time, 1.0, True) + 0.1 if time else 0.0
        beside = bool(time) and "\n" not in time and time_width + chip_width <= self.width * RIGHT_MOST
        right = (time_width + 0.6 if beside else 0.0) + (chip_width + 0.5 if row.linked else 0.0)
        room = self.width - self._left - right
        words = self._words(row, not beside)
        wide = self.width - self._left
        title = self.measure.lines(str(row.item), room, size, True) * size * leading
        below = self.measure.lines(words, wide) * leading
        height = title + (below + style.gap if words else 0.0) + 2 * style.pad

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            if not last:
                canvas.line(((x + self._left, y + tall), (x + self.width, y + tall)), "hair", self.style.row.rule)
            middle = y + style.pad + size * leading / 2
            Station(self.style, str(row.number), first, last).paint(canvas, x, y, tall, middle)
            canvas.text(x + self._left, y + style.pad, room, str(row.item), size, leading, "ink", True)
            edge = x + self.width
            if pointer:
                pointer.paint(canvas, edge - chip_width, middle)
                edge -= chip_width + 0.5
            if beside:
                canvas.text(edge - time_width, middle - leading / 2, time_width, time, 1.0, leading, "ink", True)
            canvas.text(x + self._left, y + style.pad + title + style.gap, wide, words, 1.0, leading, "ink")

        return Piece(height, draw, tuple(heads), grow=self.style.row.grow * 0.6)
