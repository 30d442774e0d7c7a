"""An organisation (层级) with its levels from the top down: a band for each level, below it a card for each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.notice.notice_cards import NoticeCards
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
        heads: tuple[Piece, ...] = ()
        if section.name.strip():
            heading = grid.heading(number, section, "")
            yield replace(heading, heads=(), gap=0.0) if number == 1 else self._below(heading)
            heads = (replace(grid.heading(number, section, CONTINUED), gap=0.0),)
        elif number > 1:
            yield self._below(None)
        most = max(1, int((self.width + self.style.gap) / (self.style.levels.card + self.style.gap)))
        count = -(-len(section.rows) // -(-len(section.rows) // most))  # in rows of about the same number
        for at in range(0, len(section.rows), count):
            yield self._cards(section.rows[at : at + count], count, heads)

    def _below(self, heading: Piece | None) -> Piece:
        """The band of a level, if it has one, with the arrow that comes from the level above."""
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
            if heading is not None:
                heading.paint(canvas, x, y + look.arrow, tall - look.arrow)

        return Piece((heading.height if heading else 0.0) + look.arrow, draw, keep=True)

    def _cards(self, rows: Sequence[NoticeRow], count: int, heads: tuple[Piece, ...]) -> Piece:
        """Cards side by side, all as high as the highest."""
        style, look = self.style, self.style.levels
        wide = min((self.width - style.gap * (count - 1)) / count, max(look.widest, look.card))
        cards = NoticeCards.of(self.measure, style, self.lines_style, self.table, wide)
        height = max(map(cards.height, rows))
        left = (self.width - len(rows) * wide - (len(rows) - 1) * style.gap) / 2

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            for number, row in enumerate(rows):
                cards.paint(canvas, x + left + number * (wide + style.gap), y, tall, row)

        return Piece(height, draw, heads=heads, gap=style.head.pad, grow=style.row.grow)
