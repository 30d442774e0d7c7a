"""An organisation (层级) with its levels from the top down: a band for each level, below it a card for each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from yizhangtu.draw import elements
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.listing.labelled import LabelledLines, Value
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.notice.notice_grid import CONTINUED, NoticeGrid
from yizhangtu.layout.table.piece import Piece
from yizhangtu.model.notice.notice import NoticeRow, NoticeSection, NoticeTable
from yizhangtu.style.tables.listing_style import ListingStyle
from yizhangtu.style.tables.notice_style import NoticeStyle


class NoticeLevels(NamedTuple):
    """The levels of a notice, `width` u wide."""

    measure: Measure
    style: NoticeStyle
    lines_style: ListingStyle
    table: NoticeTable
    width: float

    def pieces(self) -> tuple[Piece, ...]:
        """The levels in their order, joined by arrows."""
        found: list[Piece] = []
        for number, section in enumerate(self.table.sections, 1):
            found += self._level(number, section)
        return tuple(found)

    def _level(self, number: int, section: NoticeSection) -> Iterator[Piece]:
        grid = NoticeGrid(self.measure, self.style, self.table, self.width, ())
        heading = grid.heading(number, section, "")
        yield replace(heading, heads=(), gap=0.0) if number == 1 else self._below(heading)
        again = replace(grid.heading(number, section, CONTINUED), gap=0.0)
        most = max(1, int((self.width + self.style.gap) / (self.style.levels.card + self.style.gap)))
        count = -(-len(section.rows) // -(-len(section.rows) // most))  # in rows of about the same number
        for at in range(0, len(section.rows), count):
            yield self._cards(section.rows[at : at + count], count, again)

    def _below(self, heading: Piece) -> Piece:
        """The band of a level with the arrow that comes from the level above."""
        look = self.style.levels

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            middle, end = x + self.width / 2, y + look.arrow
            canvas.line(((middle, y), (middle, end - look.head)), "dark", look.line)
            points = (
                (middle, end),
                (middle - look.head / 2, end - look.head),
                (middle + look.head / 2, end - look.head),
            )
            canvas.polygon(points, "dark")
            heading.paint(canvas, x, y + look.arrow, tall - look.arrow)

        return Piece(heading.height + look.arrow, draw, keep=True)

    def _cards(self, rows: Sequence[NoticeRow], count: int, again: Piece) -> Piece:
        """Cards side by side, all as high as the highest."""
        style, look = self.style, self.style.levels
        wide = min((self.width - style.gap * (count - 1)) / count, max(look.widest, look.card))
        heads = list(map(str, self.table.heads))
        lines = LabelledLines.of(self.measure, self.lines_style, wide - 2 * style.head.pad, heads)
        values = [self._values(row) for row in rows]
        height = max(lines.height(one) for one in values) + 2 * style.head.pad
        left = (self.width - len(rows) * wide - (len(rows) - 1) * style.gap) / 2

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            half = look.border / 2
            for number, (row, own) in enumerate(zip(rows, values, strict=True)):
                at = x + left + number * (wide + style.gap)
                canvas.rect(
                    at + half, y + half, wide - look.border, tall - look.border, style.head.radius, "paper", "dark",
                    look.border,
                )  # fmt: skip
                with canvas.element(elements.row(row.number)):
                    lines.paint(canvas, at + style.head.pad, y + (tall - height) / 2 + style.head.pad, own)

        return Piece(height, draw, heads=(again,), gap=style.head.pad, grow=style.row.grow)

    def _values(self, row: NoticeRow) -> list[Value]:
        """The cells of a row with their heads; the first leads."""
        cells = [(at, str(cell)) for at, cell in enumerate(row.cells) if cell.strip()]
        return [Value(str(self.table.heads[at]), cell, at == 0, f"column-{at + 1}") for at, cell in cells]
