"""The cards of an organisation: a row of a notice in a frame, its first cell leading, the others after their heads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from yizhangtu.draw import elements
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.listing.labelled import LabelledLines, Value
from yizhangtu.layout.measure import Measure
from yizhangtu.model.notice.notice import NoticeRow, NoticeTable
from yizhangtu.style.tables.listing_style import ListingStyle
from yizhangtu.style.tables.notice_style import NoticeStyle


class NoticeCards(NamedTuple):
    """The cards of a table, `width` u wide each. `groups`: the name of the group of each row, by its number, where a
    card says it: in a tree there is no band that does."""

    style: NoticeStyle
    table: NoticeTable
    lines: LabelledLines
    width: float
    groups: Mapping[int, str] = {}

    @classmethod
    def of(
        cls, measure: Measure, style: NoticeStyle, lines_style: ListingStyle, table: NoticeTable, width: float
    ) -> NoticeCards:
        """Cards of this width."""
        heads = list(map(str, table.heads))
        return cls(style, table, LabelledLines.of(measure, lines_style, width - 2 * style.head.pad, heads), width)

    def height(self, row: NoticeRow) -> float:
        """The least height of a card."""
        above = self._group_lines(row) * self.style.leading
        return above + self.lines.height(self._values(row)) + 2 * self.style.head.pad

    def paint(self, canvas: Canvas, x: float, y: float, tall: float, row: NoticeRow) -> None:
        """A card `tall` u high, its text in the middle."""
        look, pad = self.style.levels, self.style.head.pad
        half, leading = look.border / 2, self.style.leading
        canvas.rect(
            x + half, y + half, self.width - look.border, tall - look.border, self.style.head.radius, "paper", "dark",
            look.border,
        )  # fmt: skip
        top = y + (tall - self.height(row)) / 2 + pad
        with canvas.element(elements.row(row.number)):
            if lines := self._group_lines(row):
                with canvas.part("group"):
                    canvas.text(x + pad, top, self.width - 2 * pad, self.groups[row.number], 1.0, leading, "dark", True)
                top += lines * leading
            self.lines.paint(canvas, x + pad, top, self._values(row))

    def _group_lines(self, row: NoticeRow) -> int:
        """The lines of the name of a row's group; 0 where the card does not say it."""
        name = self.groups.get(row.number, "")
        return self.lines.measure.lines(name, self.lines.width, 1.0, True) if name.strip() else 0

    def _values(self, row: NoticeRow) -> list[Value]:
        cells = [(at, str(cell)) for at, cell in enumerate(row.cells) if cell.strip()]
        return [Value(str(self.table.heads[at]), cell, at == 0, f"column-{at + 1}") for at, cell in cells]
