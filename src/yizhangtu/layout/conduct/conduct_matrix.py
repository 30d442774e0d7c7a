"""A table of items × occasions at one width → its pieces: heads of the occasions, rows of cells, equal cells merged."""

from dataclasses import replace
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.draw.elements import BLANK
from yizhangtu.layout.conduct.conduct_cell import Composer
from yizhangtu.layout.conduct.conduct_flow import paired
from yizhangtu.layout.conduct.conduct_gauge import Gauge
from yizhangtu.layout.conduct.conduct_line import LineBlock
from yizhangtu.layout.conduct.conduct_plan import ALL, Cell, ConductTable, Tall, forbids
from yizhangtu.layout.table.marks import band
from yizhangtu.layout.table.piece import MergedCell, Piece
from yizhangtu.model.conduct import parted
from yizhangtu.style.tables.conduct_style import ConductStyle

CONTINUED = "（续）"
LIMIT = "limit"


class Area(NamedTuple):
    """A painted cell of items on occasions: one or more adjacent columns; `x` and `width` exclude the gutter."""

    cell: Cell
    x: float
    width: float
    block: LineBlock
    items: tuple[str, ...]
    occasions: tuple[str, ...]


class Matrix(NamedTuple):
    """A table `width` u wide. `bare` leaves out the head of its only occasion."""

    gauge: Gauge
    table: ConductTable
    width: float
    bare: bool = False

    @property
    def style(self) -> ConductStyle:
        return self.gauge.style

    @property
    def composer(self) -> Composer:
        return self.gauge.composer

    def heads(self, again: bool = False) -> list[Piece]:
        """The band with the occasions; `again` on a later sheet."""
        if self.bare or self.table.occasions == ("",):
            return []
        look = self.style.head
        names = [parted(occasion or ALL) for occasion in self.table.occasions]
        if again and len(names) == 1:
            names = [(names[0][0] + CONTINUED, names[0][1])]
        single = len(names) == 1
        places = [(0.0, self.width)] if single else [self.gauge.place(at, at) for at in range(len(names))]
        blocks = [
            self._head(name, note, width - 2 * look.pad_x)
            for (name, note), (_, width) in zip(names, places, strict=True)
        ]
        height = max(block.height for block in blocks) + 2 * look.pad

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            tall -= look.below
            for occasion, block, (left, width) in zip(self.table.occasions, blocks, places, strict=True):
                band(canvas, x + left, y, width, tall, 0.0)
                with canvas.element(self.table.element("occasion", self.table.items, (occasion or ALL,))):
                    block.paint(canvas, x + left, y, width, tall)

        return [Piece(height + look.below, draw, keep=True)]

    def _head(self, name: str, note: str, width: float) -> LineBlock:
        """An occasion followed by its note if both fit on one line of a single column, otherwise with the note
        below."""
        look = self.style.head
        single = len(self.table.occasions) == 1
        return self.composer.named((name, note), width, look, ("on_band", "on_band"), single)

    def pieces(self) -> list[Piece]:
        """Heads and rows."""
        again = tuple(self.heads(True))
        rows: list[list[Area]] = [self._areas(item) for item in self.table.items]
        merged = self._merged(rows)
        tall = self._tall()
        found = self.heads()
        for number, (item, row, spans) in enumerate(zip(self.table.items, rows, merged, strict=True)):
            own = [area for at, area in enumerate(row) if at not in spans]
            piece = self._row(item, own, (*(span for span, _ in spans.values()), *tall), again)
            least = max((share for _, share in spans.values()), default=0.0)
            kept = bool(again) and paired(number, len(rows))
            found.append(replace(piece, keep=kept, height=max(piece.height, least)))
        for item, cell in self.table.common:
            area = self._area(cell, item, (0, self.gauge.columns - 1))._replace(occasions=(ALL,))
            found.append(self._row(item, [area], (), again))
        return found

    def _areas(self, item: str) -> list[Area]:
        """The cells of a row, with equal neighbours as one."""
        occasions = self.table.occasions
        cells = [None if o in self.table.tall else self.table.at(o, item) for o in occasions]
        found: list[Area] = []
        at = 0
        while at < len(cells):
            cell, end = cells[at], at
            while cell is not None and not cell.empty and end + 1 < len(cells) and cells[end + 1] == cell:
                end += 1
            if cell is not None:
                found.append(self._area(cell, item, (at, end)))
            at = end + 1
        return found

    def _area(self, cell: Cell, item: str, columns: tuple[int, int]) -> Area:
        x, width = self.gauge.place(*columns)
        block = self.composer.cell(cell, width - 2 * self.style.cell.pad_x, self.gauge.number)
        return Area(cell, x, width, block, (item,), self.table.occasions[columns[0] : columns[1] + 1])

    def _merged(self, rows: list[list[Area]]) -> list[dict[int, tuple[MergedCell, float]]]:
        """For each row: number of a cell in it → the merged cell that contains it, and the share of the row's height
        that it needs. Only words are merged downwards: a number over two items would read as the limit of both
        together."""
        runs: list[list[tuple[int, int]]] = []  # (row, number of the cell) of equal ones, one below the other
        open_: dict[tuple[float, float], list[tuple[int, int]]] = {}
        for number, row in enumerate(rows):
            begun = open_
            open_ = {}
            for at, area in enumerate(row):
                run = begun.get((area.x, area.width))
                if run and area.cell.in_words and rows[run[-1][0]][run[-1][1]].cell == area.cell:
                    run.append((number, at))
                else:
                    runs.append(run := [(number, at)])
                open_[area.x, area.width] = run
        found: list[dict[int, tuple[MergedCell, float]]] = [{} for _ in rows]
        for run in runs:
            if len(run) > 1:
                first, items = rows[run[0][0]][run[0][1]], tuple(self.table.items[number] for number, _ in run)
                span = self._span(first._replace(items=items))
                for number, at in run:
                    found[number][at] = (span, span.least / len(run))
        return found

    def _span(self, area: Area) -> MergedCell:
        gutter = self.style.cell.gutter

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            self._paint(canvas, area, x, y, tall - gutter)

        return MergedCell(draw, area.block.height + 2 * self.style.cell.pad_y + gutter)

    def _tall(self) -> list[MergedCell]:
        """The occasions that are one cell over all rows; neighbours with equal texts are one cell."""
        occasions, tall = self.table.occasions, self.table.tall
        found: list[MergedCell] = []
        at = 0
        while at < len(occasions):
            one, end = tall.get(occasions[at]), at
            while one and end + 1 < len(occasions) and tall.get(occasions[end + 1]) == one:
                end += 1
            if one:
                element = self.table.element(LIMIT, self.table.items, occasions[at : end + 1])
                found.append(self._tall_span(one, *self.gauge.place(at, end), element))
            at = end + 1
        return found

    def _tall_span(self, tall: Tall, left: float, width: float, element: str) -> MergedCell:
        look = self.style.cell
        room = width - 2 * look.pad_x

        def draw(canvas: Canvas, x: float, y: float, height: float) -> None:
            height -= look.gutter
            inset = look.border_strong / 2
            canvas.rect(x + left + inset, y + inset, width - 2 * inset, height - 2 * inset, 0.0, "paper", "line",
                        2 * inset)  # fmt: skip
            block = self.composer.tall(tall, room, height - 2 * look.pad_y)
            if block:
                with canvas.element(element):
                    block.paint(canvas, x + left, y, width, height)

        least = self.composer.tall_least(tall, room)
        return MergedCell(draw, least + 2 * look.pad_y + look.gutter)

    def _item(self, item: str) -> LineBlock:
        look = self.style.item
        width = self.gauge.item - self.gauge.icon_slot - 2 * look.pad_x
        return self.composer.named(parted(item), width, look, ("ink", "grey"), True)._replace(align=0.0)

    def _row(self, item: str, areas: list[Area], spans: tuple[MergedCell, ...], heads: tuple[Piece, ...]) -> Piece:
        """An item and its cells."""
        look, cell = self.style.item, self.style.cell
        block, icon = self._item(item), self.gauge.pictogram(item)
        cells = max((area.block.height for area in areas), default=0.0) + 2 * cell.pad_y
        own = max(block.height, self.gauge.icon if icon else 0.0) + 2 * look.pad_y
        element = self.table.element("item", (item,)) or self.table.element("item", (item,), (ALL,))

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            tall -= cell.gutter
            canvas.rect(x, y, self.gauge.item, tall, 0.0, "tint")
            if icon:
                canvas.icon(icon, x + look.pad_x, y + (tall - self.gauge.icon) / 2, self.gauge.icon, "dark")
            with canvas.element(element):
                block.paint(canvas, x + look.pad_x + self.gauge.icon_slot, y, 0.0, tall)
            for area in areas:
                self._paint(canvas, area, x, y, tall)

        return Piece(max(cells, own) + cell.gutter, draw, heads, grow=cell.grow, spans=spans)

    def _paint(self, canvas: Canvas, area: Area, x: float, y: float, height: float) -> None:
        """Paint the box of a cell and its text: a thin border if it is empty, a strong dark one for a prohibition."""
        look = self.style.cell
        cell = area.cell
        strong = cell.in_words and any(forbids(words, self.style) for words in _words(cell))
        stroke = "hair" if cell.empty else "line" if strong else "dark"
        border = look.border_empty if cell.empty else look.border_strong if strong else look.border
        canvas.rect(x + area.x + border / 2, y + border / 2, area.width - border, height - border, 0.0, "paper",
                    stroke, border)  # fmt: skip
        with canvas.element(BLANK if cell.empty else self.table.element(LIMIT, area.items, area.occasions)):
            area.block.paint(canvas, x + area.x, y, area.width, height)


def _words(cell: Cell) -> tuple[str, ...]:
    return tuple(limit.before for limit in cell.limits) or cell.notes
