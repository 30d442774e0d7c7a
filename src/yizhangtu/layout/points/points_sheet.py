"""The content of one sheet of the points → its painting: head, bands, columns, and sections below or beside them."""

from collections.abc import Sequence
from dataclasses import replace
from math import fsum
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.points.points_columns import SheetColumn, growth, stretched
from yizhangtu.layout.points.points_rows import PartPiece, PointsSide
from yizhangtu.layout.points.points_text import CONTINUED, Tools
from yizhangtu.layout.table.piece import Piece, paint, total


def band(part: PointsSide, width: float) -> PartPiece:
    """The band of a part that begins in the middle of a column."""
    style = part.tools.style.band

    def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
        paint_band(canvas, part, (x, y), width, False)

    return PartPiece(style.height, draw, keep=True, gap=style.gap, part=part.number, opens=True)


def paint_band(canvas: Canvas, part: PointsSide, at: tuple[float, float], width: float, again: bool) -> None:
    """＋加分项 or －扣分项 over one or several columns, with the number of items at the right."""
    tools, look, (x, y) = part.tools, part.look, at
    style = tools.style.band
    height, size = style.height, style.text
    half = style.border / 2
    canvas.rect(x + half, y + half, width - 2 * half, height - 2 * half, 0.0, look.band, look.rule, style.border)
    cy = y + height / 2
    leading = tools.style.title_leading
    room = width - 2 * style.pad
    title = f"{look.sign} {look.title}{CONTINUED if again else ''}"
    canvas.text(x + style.pad, cy - size * leading / 2, room, title, size, leading, look.on_band, True)
    note = f"共{part.count}项"
    if not again and tools.width(title, size, True) + tools.width(note, style.note) + size <= room:
        top = cy - style.note * leading / 2
        canvas.text(x + style.pad, top, room, note, style.note, leading, look.on_band, align=1.0)


class PointsTable(NamedTuple):
    """The columns of a sheet at their `widths`. `title` stands above them on the first sheet, `ends` says that they are
    the last."""

    parts: Sequence[PointsSide]
    columns: tuple[SheetColumn, ...]
    widths: tuple[float, ...]
    title: Piece | None
    ends: bool

    def part(self, number: int) -> PointsSide:
        """加分 or 扣分."""
        return next(one for one in self.parts if one.number == number)


class PointsSheet(NamedTuple):
    """A sheet, or the right part of one: a table and its `tail` below, each optional. Spare height goes to all rows,
    cells and gaps alike."""

    tools: Tools
    height: float
    table: PointsTable | None
    tail: Sequence[Piece]
    x: float = 0.0

    def paint(self, canvas: Canvas) -> None:
        """Paint it with its top at 0."""
        table = self.table
        tail = list(self.tail)
        gap = self.tools.style.head.top if table and tail else 0.0
        if table is None:
            tail[0] = replace(tail[0], grow=0.0)  # a head at the top stays there
        columns = table.columns if table else ()
        rows = max([0.0, *(total(column.slot) for column in columns)])
        top = self._top()
        spare = max(0.0, self.height - top - rows - gap - total(tail))
        growing = growth(columns) if columns else 0.0
        wanted = growing + fsum(piece.grow for piece in tail)
        share = min(1.0, spare / wanted) if wanted else 0.0
        y = top + rows
        if table:
            y += float(growing * share if tail or table.ends else spare)
            self._paint(canvas, table, top, y - top)
        grown = [replace(piece, height=piece.height + piece.grow * share, grow=0.0) for piece in tail]
        paint(canvas, grown, self.x, y + gap)

    def _top(self) -> float:
        """The height of the head above the columns."""
        if self.table is None:
            return 0.0
        title = self.table.title
        return self.tools.style.band.height + (title.height if title else 0.0)

    def _paint(self, canvas: Canvas, table: PointsTable, top: float, height: float) -> None:
        columns, widths = table.columns, table.widths
        if table.title:
            table.title.paint(canvas, self.x, 0.0, table.title.height)
        gap = self.tools.style.column.gap
        left = [self.x + fsum(widths[:at]) + at * gap for at in range(len(columns))]
        y = top - self.tools.style.band.height
        close = self.tools.style.row.close
        for at, slot in enumerate(stretched(columns, height, table.ends)):
            column, x, width = columns[at], left[at], widths[at]
            if not at or columns[at - 1].part != column.part:
                end = next((n for n in range(at, len(columns)) if columns[n].part != column.part), len(columns)) - 1
                paint_band(canvas, table.part(column.part), (x, y), left[end] + widths[end] - x, column.again)
            low = paint(canvas, slot, x, top)
            last = slot[-1]
            if isinstance(last, PartPiece) and not last.slack:
                canvas.line(((x, low), (x + width, low)), table.part(last.part).look.rule, close)


class SheetPair(NamedTuple):
    """Two beside each other on one sheet."""

    left: PointsSheet
    right: PointsSheet

    def paint(self, canvas: Canvas) -> None:
        """Draw both."""
        self.left.paint(canvas)
        self.right.paint(canvas)
