"""The rows of a 清单 → rows by group: item, handler, time and oversight in columns, everything else below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yizhangtu.export.terminal.cells import width
from yizhangtu.export.terminal.pen import Row, Segment, plain
from yizhangtu.export.terminal.text_area import GUTTER, TextArea, longest
from yizhangtu.model.listing import Listing, ListRow

ITEM, CHANNELS = "事项", "形式"
POINTS_TO = "> "
CELL_MOST = 20  # cells of a column, or a quarter of a wide terminal; longer texts go below
ITEM_LEAST = 24  # cells that remain for the item, if it needs them
ITEM_LINES = 3  # of an item beside columns; a longer one takes the full width
UNCERTAIN_MOST = 6  # cells kept free at the right


def listing_rows(body: Listing, area: TextArea) -> Iterator[Row]:
    """All rows of the list by groups."""
    table = ListColumns.of(body, area)
    yield from table.heads()
    nameless = "其他" if len(body.groups) > 1 else body.head(ITEM)
    for name, rows in body.groups:
        yield from area.rule(f"{plain(name) or nameless}（{len(rows)}项）")
        for row in rows:
            yield from table.row(row)
    if any(row.flow for row in body.rows):
        yield (Segment(POINTS_TO.strip(), "pointer"), Segment(" 照这张流程图办"))


def pointer(row: ListRow) -> str:
    """The reference to the flow of a row: > 高龄津贴申领 B-03."""
    if row.linked is not None:
        return f"{POINTS_TO}{plain(row.linked.stem)} {plain(row.linked.number)}".rstrip()
    return f"{POINTS_TO}{plain(row.flow)}" if row.flow else ""


class ListColumns(NamedTuple):
    """The columns of a list. `beside`: (name, start) of the columns; `same`: names with the same value in all rows;
    `order`: all other names but the item."""

    body: Listing
    area: TextArea
    item_at: int
    item_room: int
    beside: tuple[tuple[str, int], ...]
    same: tuple[str, ...]
    order: tuple[str, ...]

    @classmethod
    def of(cls, body: Listing, area: TextArea) -> ListColumns:
        """As many columns, in the order of the page, as leave room for the items."""
        marked = (CHANNELS,) if body.channels else ()  # also if no channel is chosen
        columns = tuple(dict.fromkeys((*body.columns, *marked)))
        same = body.common
        order = tuple(name for name in columns if name != ITEM and name not in same)
        item_at = max(2, len(str(len(body.rows)))) + 2
        edge = area.width - max((_uncertain_cells(row, order, area) for row in body.rows), default=0)
        most = min(max((width(plain(row.item)) for row in body.rows), default=0), edge - item_at)
        least = min(max(most, width(body.head(ITEM))), ITEM_LEAST)
        wide = [(name, cells) for name in order if (cells := _column(body, name, _cell_most(area)))]
        while wide and item_at + least + sum(GUTTER + cells for _, cells in wide) > edge:
            wide.pop()
        room = edge - item_at - sum(GUTTER + cells for _, cells in wide)
        pointers = longest([pointer(row) for row in body.rows], area.width)
        if pointers and room - GUTTER - pointers >= min(most, room):  # no item needs another line for it
            room -= GUTTER + pointers
        item_room = min(room, max(most, least))
        beside: list[tuple[str, int]] = []
        at = item_at + item_room
        for name, cells in wide:
            beside.append((name, at + GUTTER))
            at += GUTTER + cells
        return cls(body, area, item_at, item_room, tuple(beside), same, order)

    def heads(self) -> Iterator[Row]:
        """The common values, then the names of the columns."""
        if self.same:
            row = self.body.rows[0]
            texts = [f"{plain(self.body.head(name))}：{cell(row, name)}" for name in self.same]
            yield from self.area.flow([(Segment("各项相同", "head"),), *((Segment(text),) for text in texts)], GUTTER)
        if self.beside:
            heads = tuple(
                (at, (Segment(plain(self.body.head(n)), "head"),)) for n, at in ((ITEM, self.item_at), *self.beside)
            )
            yield self.area.pen.columns(heads, self.area.width)

    def row(self, row: ListRow) -> Iterator[Row]:
        """Number, item and columns; below them, with its name, what has no column or does not fit."""
        pen, width_ = self.area.pen, self.area.width
        number, blank = Segment(f"{row.number:>{self.item_at - 1}} ", "badge"), Segment(" " * self.item_at)
        beside = [(name, at) for name, at in self.beside if self._fits(row, name)]
        lines = pen.wrap(plain(row.item), self.item_room, "name") or [()]
        if not beside or len(lines) > ITEM_LINES:
            beside = []
            lines = pen.wrap(plain(row.item), width_ - self.item_at, "name") or [()]
        lines_of_item: list[Row] = [((blank if n else number), *line) for n, line in enumerate(lines)]
        if beside:
            cells: list[tuple[int, Row]] = [(at, (Segment(cell(row, name)),)) for name, at in beside]
            lines_of_item[0] = pen.columns(((0, lines_of_item[0]), *cells), width_)
        below = [(Segment(text),) for text in self._below(row, {name for name, _ in beside})]
        yield from self._with_pointer(lines_of_item, self.area.flow(below, self.item_at), pointer(row))

    def _with_pointer(self, lines_of_item: list[Row], further: list[Row], text: str) -> list[Row]:
        """The reference at the right of the first row if that holds the whole item, else of the last row."""
        if not text:
            return [*lines_of_item, *further]
        if len(lines_of_item) == 1 and self.area.has_room(lines_of_item[0], text):
            return [*self.area.right(lines_of_item, text, "pointer", self.item_at), *further]
        return self.area.right([*lines_of_item, *further], text, "pointer", self.item_at)

    def _fits(self, row: ListRow, name: str) -> bool:
        """Whether the value of the row fits into the column."""
        return 0 < width(cell(row, name)) <= self._room(name)

    def _room(self, name: str) -> int:
        places = [at for _, at in self.beside] + [self.area.width + GUTTER]
        n = [column for column, _ in self.beside].index(name)
        return min(_cell_most(self.area), places[n + 1] - GUTTER - places[n])

    def _below(self, row: ListRow, beside: set[str]) -> Iterator[str]:
        for name in self.order:
            text = cell(row, name)
            if text and name not in beside:
                yield f"{plain(self.body.head(name))}：{text}"


def cell(row: ListRow, name: str) -> str:
    """The value of a row in one line. 形式 in words: 公开栏、微信群；不用：广播."""
    if name != CHANNELS:
        return plain(row.cell(name))
    used, unused = ("、".join(plain(one.name) for one in row.channels if one.chosen is way) for way in (True, False))
    return "；".join(part for part in (used, f"不用：{unused}" if unused else "") if part)


def _uncertain_cells(row: ListRow, names: Sequence[str], area: TextArea) -> int:
    """Cells that texts of uncertain width may take beyond their columns; they are kept free at the right."""
    texts = [plain(row.item), *(cell(row, name) for name in names)]
    return min(UNCERTAIN_MOST, sum(width(text) - width(text, area.pen.ambiguous) for text in texts))


def _cell_most(area: TextArea) -> int:
    return max(CELL_MOST, area.width // 4)


def _column(body: Listing, name: str, most: int) -> int:
    """Cells of a column; 0 where less than half of the rows have a text that is short enough for one."""
    texts: Sequence[str] = [text for row in body.rows if (text := cell(row, name))]
    short = [text for text in texts if width(text) <= most]
    enough = 2 * len(short) >= len(body.rows) and 2 * len(short) > len(texts)
    return max(width(plain(body.head(name))), longest(short, most)) if enough else 0
