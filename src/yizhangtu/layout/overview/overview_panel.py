"""A block of the overview at its place → its panel: a head over columns of rows."""

from dataclasses import replace
from math import fsum
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.overview.overview_rows import BETWEEN, CONTINUED, RowPiece
from yizhangtu.layout.table.piece import Piece, paint, total
from yizhangtu.model.overview import PictureBlock, counted, toned
from yizhangtu.style.tables.overview_style import OverviewStyle


class PanelHead:
    """Icon, name and counts of a block over its panel, `width` u wide."""

    def __init__(
        self, measure: Measure, style: OverviewStyle, block: PictureBlock, width: float, continued: bool
    ) -> None:
        self.style = style.block
        self.leading = style.leading
        self.block = block
        self.width = width
        self.title = block.picture + (CONTINUED if continued else "")
        counts = counted(block.rows)
        self.count = BETWEEN.join(count.text for count in counts)
        if len(counts) == 1:
            self.count = f"{len(block.rows)}项"
        self.aside = measure.width(self.count, self.style.total, True) + 0.1
        self.left = self.style.pad + (self.style.icon + self.style.icon_gap if block.icon else 0.0)
        room = width - self.left - self.style.pad
        self.below = measure.width(self.title, self.style.text, True) + 0.6 + self.aside > room
        self.room = room if self.below else room - self.aside - 0.6
        self.lines = measure.lines(self.title, self.room, self.style.text, True)
        self.title_height = self.lines * self.style.text * self.leading
        self.count_height = measure.lines(self.count, room, self.style.total, True) * self.style.total * self.leading
        words = self.title_height + (self.count_height if self.below else 0.0)
        self.height = float(max(self.style.height, words + 0.4))

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        style, picture = self.style, self.block.picture
        inset, radius = style.border / 2, style.radius
        fill, edge, ink = (toned(role, picture) for role in ("band", "dark", "on_band"))
        height = self.height
        corners = (radius, radius, 0.0, 0.0)
        canvas.rect(x + inset, y + inset, self.width - 2 * inset, height - inset, corners, fill, edge, style.border)
        cy = y + height / 2
        canvas.icon(self.block.icon, x + style.pad, cy - style.icon / 2, style.icon, ink)
        top = cy - (self.title_height + (self.count_height if self.below else 0.0)) / 2
        canvas.text(x + self.left, top, self.room, self.title, style.text, self.leading, ink, True)
        size = style.total
        if self.below:
            canvas.text(x + self.left, top + self.title_height, self.room, self.count, size, self.leading, ink, True)
        else:
            right = x + self.width - style.pad
            canvas.text(
                right - self.aside, cy - self.count_height / 2, self.aside, self.count, size, self.leading, ink, True
            )


class OverviewPanel(NamedTuple):
    """A block, or a part of it, at `x`: its rows in `slots`, one per column, `rows` u high; `columns` is the number of
    columns that fit."""

    style: OverviewStyle
    head: PanelHead
    x: float
    width: float
    slots: tuple[tuple[Piece, ...], ...]
    rows: float
    columns: int = 1

    @property
    def height(self) -> float:
        return self.head.height + float(self.style.block.top + self.rows + self.style.block.bottom)

    @property
    def grow(self) -> float:
        """The height by which it may grow."""
        return max(total(slot) + fsum(float(piece.grow) for piece in slot) for slot in self.slots) - self.rows

    def paint(self, canvas: Canvas, y: float, tall: float) -> None:
        """The panel from y on, `tall` u high."""
        style, columns = self.style.block, self.style.columns
        inset, radius = style.border / 2, style.radius
        edge = toned("dark", self.head.block.picture)
        canvas.rect(
            self.x + inset, y + inset, self.width - 2 * inset, tall - 2 * inset, radius, "paper", edge, style.border
        )  # fmt: skip
        self.head.paint(canvas, self.x, y)
        top = y + self.head.height + style.top
        rows = tall - self.head.height - style.top - style.bottom
        room = self.width - 2 * style.inset
        wide = (room - (self.columns - 1) * columns.gap) / self.columns
        for number, slot in enumerate(self.slots):
            x = self.x + style.inset + number * (wide + columns.gap)
            if number:
                middle = x - columns.gap / 2
                canvas.line(((middle, top), (middle, top + rows)), "hair", columns.rule)
            *others, last = slot
            if isinstance(last, RowPiece) and last.bare:
                last = replace(last, paint=last.bare)
            paint(canvas, [*others, last], x, top, rows)
