"""The table form of a list at one width: which columns it has, how wide they are, and the pieces they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.columns import widths
from yizhangtu.layout.table.marks import band, chip, group_block, pointer_width, station, tick
from yizhangtu.layout.table.piece import Piece, Span
from yizhangtu.model.deadline import DeadlineKind
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.style.icons import IconSet
from yizhangtu.style.tables.listing_style import ListingStyle

WHERE = "看图"
ITEM, TIME = "事项", "时限"
NOTE = "备注"
SENTENCE = 24  # characters of a 事项, on average, that is no longer a name
SAME = "各项相同"
LONG_NAME = 6  # characters of a 类别 that want a wider block
RARE = 0.34  # of the rows: a column that no more of them fill is said below the 事项
ROWS_SAME = 3  # a column that says the same in at least so many rows, all there are, becomes a line above them


@dataclass(frozen=True)
class Column:
    """A column at its place. `channel` names the 形式 that it ticks."""

    name: str
    head: str
    x: float
    width: float
    channel: str = ""


@dataclass(frozen=True)
class Grid:
    """The columns of a list at one width, all lengths in u."""

    measure: Measure
    style: ListingStyle
    listing: Listing
    icons: IconSet
    width: float
    columns: tuple[Column, ...]
    group_width: float
    same: tuple[str, ...]
    rare: tuple[str, ...]  # columns that few rows have something for: said below the 事项
    bold: bool  # 事项 that are names; whole sentences are easier to read in regular weight

    @property
    def left(self) -> float:
        """Where the stations begin."""
        return self.group_width + (self.style.group.gap if self.group_width else 0.0)

    def captions(self) -> list[Piece]:
        """What is the same in all rows, said once."""
        if not self.same:
            return []
        row = self.listing.rows[0]
        text = f"{SAME}：" + "　".join(f"{self.listing.head(name)}：{row.cell(name)}" for name in self.same)
        leading = self.style.leading
        height = self.measure.lines(text, self.width - 0.4) * leading + 0.5

        def draw(canvas: Canvas, x: float, y: float, _: float) -> None:
            canvas.text(x + 0.2, y, self.width - 0.4, text, 1.0, leading)

        return [Piece(height, draw, keep=True)]

    def head(self) -> Piece:
        """The band with the names of the columns."""
        style = self.style.head
        leading = self.style.leading
        lines = [self._head_lines(column) for column in self.columns]
        gap = self.style.group.gap
        height = gap + max([style.height, *(count * size * leading + 0.5 for count, size in lines)])

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            tall -= gap
            band(canvas, x, y, self.width, tall, style.radius)
            for column, (count, size) in zip(self.columns, lines, strict=True):
                top = y + (tall - count * size * leading) / 2
                align = 0.5 if column.channel or column.name == WHERE else 0.0
                text = self._head_text(column, size)
                canvas.text(x + column.x, top, column.width, text, size, leading, "on_band", True, False, align)

        return Piece(height, draw, keep=True)

    def _head_lines(self, column: Column) -> tuple[int, float]:
        size = float(self.style.channel_head if column.channel else self.style.head.text)
        return self.measure.lines(self._head_text(column, size), column.width, size, True), size

    def _head_text(self, column: Column, size: float) -> str:
        """The name of a column; a short one that needs two lines is parted in the middle: 公开/主体, 村民/微信群."""
        head = column.head
        if len(head) > 6 or self.measure.lines(head, column.width, size, True) == 1:
            return head
        return f"{head[: len(head) // 2]}\n{head[len(head) // 2 :]}"

    def group(self, name: str, rows: Sequence[ListRow], heads: tuple[Piece, ...], number: int) -> list[Piece]:
        """The rows of one 类别."""
        block = None
        if self.group_width:
            block = group_block(self.measure, self.style, name, self.icons.for_group(name), self.group_width)
        merged = {column.name: self._merged(column, rows) for column in self.columns if not column.channel}
        found: list[Piece] = []
        for at, row in enumerate(rows):
            cells = {key: spans[at] for key, spans in merged.items() if spans[at] is not None}
            ends = {key: spans[at] is None or spans[at + 1 : at + 2] != [spans[at]] for key, spans in merged.items()}
            found.append(self._row(row, heads, block, cells, ends, at == 0, at + 1 == len(rows), number))
        return found

    def _merged(self, column: Column, rows: Sequence[ListRow]) -> list[Span | None]:
        """For every row the merged cell that it is a part of: a text that a whole 类别 shares, or a long one that
        neighbours share."""
        texts = [row.cell(column.name) for row in rows]
        found: list[Span | None] = [None] * len(rows)
        if column.name in (ITEM, WHERE, TIME):
            return found
        at = 0
        while at < len(rows):
            end = at
            while end < len(rows) and texts[end] == texts[at]:
                end += 1
            lines = self.measure.lines(texts[at], column.width)
            if texts[at] and end - at > 1 and (end - at == len(rows) > 2 or lines > 1):
                span = self._cell_span(column, texts[at], lines)
                found[at:end] = [span] * (end - at)
            at = end
        return found

    def _cell_span(self, column: Column, text: str, lines: int) -> Span:
        leading = self.style.leading
        height = lines * leading

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            canvas.text(x + column.x, y + (tall - height) / 2, column.width, text, 1.0, leading)

        return Span(draw, height + 2 * self.style.row.pad)

    def _text(self, column: Column, row: ListRow) -> tuple[str, float, bool]:
        """(text, size, bold) of a cell."""
        if column.name == ITEM:
            return str(row.item), float(self.style.item), self.bold
        return row.cell(column.name), float(self.style.cell), column.name == TIME

    def _below(self, row: ListRow) -> str:
        """What stands in smaller letters below the 事项."""
        parts = [(name, row.cell(name)) for name in self.rare]
        return "　".join(text if name == NOTE else f"{self.listing.head(name)}：{text}" for name, text in parts if text)

    def _lines_below(self, row: ListRow, width: float) -> int:
        return self.measure.lines(self._below(row), width)

    def _row(
        self,
        row: ListRow,
        heads: tuple[Piece, ...],
        block: Span | None,
        cells: Mapping[str, Span | None],
        ends: Mapping[str, bool],
        first: bool,
        last: bool,
        number: int,
    ) -> Piece:
        style = self.style.row
        leading = self.style.leading
        heights = [style.least]
        for column in self.columns:
            if column.channel or column.name == WHERE or column.name in cells:
                continue
            text, size, bold = self._text(column, row)
            height = self.measure.lines(text, column.width, size, bold) * size * leading
            if column.name == ITEM:
                height += self._lines_below(row, column.width) * leading
            heights.append(height + 2 * style.pad)

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            cy = y + tall / 2
            canvas.rect(x + self.left, y, self.width - self.left, tall, fill="wash" if number % 2 == 0 else "")
            if not last:
                self._rules(canvas, x, y + tall, ends)
            station(canvas, self.style, x + self.left, y, tall, str(row.number), first, last)
            for column in self.columns:
                if column.name not in cells:
                    self._cell(canvas, column, row, x + column.x, cy)

        spans = tuple(span for span in cells.values() if span is not None)
        gap = float(self.style.group.gap) if first and number else 0.0
        return Piece(max(heights), draw, heads, gap=gap, grow=style.grow, span=block, spans=spans)

    def _rules(self, canvas: Canvas, x: float, y: float, ends: Mapping[str, bool]) -> None:
        """The hair line below a row, open where a merged cell goes on."""
        inner = x + self.left + self.style.rail.width
        gap = self.style.gap / 2
        for at, column in enumerate(self.columns):
            left = x + column.x - gap if at else inner
            right = x + column.x + column.width + gap if at + 1 < len(self.columns) else x + self.width
            if ends.get(column.name, True):
                canvas.line(((left, y), (right, y)), "hair", self.style.row.rule)

    def _cell(self, canvas: Canvas, column: Column, row: ListRow, x: float, cy: float) -> None:
        if column.name == WHERE:
            if row.linked:
                left = x + max(0.0, column.width - pointer_width(self.measure, self.style, row.linked)) / 2
                chip(canvas, self.measure, self.style, left, cy, row.linked)
            return
        if column.channel:
            known = {str(channel.name): channel.chosen for channel in row.channels}
            if column.channel in known:
                tick(canvas, self.style, x + column.width / 2, cy, known[column.channel])
            else:
                tick(canvas, self.style, x + column.width / 2, cy, False)
            return
        text, size, bold = self._text(column, row)
        leading = self.style.leading
        count = self.measure.lines(text, column.width, size, bold)
        if column.name == ITEM and (below := self._below(row)):
            more = self._lines_below(row, column.width) * leading
            top = cy - (count * size * leading + more) / 2
            canvas.text(x, top, column.width, text, size, leading, "ink", bold)
            canvas.text(x, top + count * size * leading, column.width, below, 1.0, leading, "grey")
            return
        if column.name == TIME and row.when and row.when.kind is DeadlineKind.AT_ONCE and count == 1:
            width = self.measure.width(text, size, True)
            pad = self.style.chip.pad
            height = self.style.chip.height
            if width + 2 * pad <= column.width + self.style.gap:
                band(canvas, x - pad, cy - height / 2, width + 2 * pad, height, self.style.chip.radius)
                canvas.text(x, cy - size * leading / 2, column.width, text, size, leading, "on_band", True)
                return
        canvas.text(x, cy - count * size * leading / 2, column.width, text, size, leading, "ink", bold)


def grid_of(measure: Measure, style: ListingStyle, listing: Listing, icons: IconSet, width: float) -> Grid | None:
    """The columns of a list in `width` u; None where they have no room."""
    if width < style.table_least:
        return None
    named = any(name for name, _ in listing.groups)
    long_name = any(len(name) > LONG_NAME for name, _ in listing.groups)
    group_width = style.group.width * (1.35 if long_name else 1.0) if named else 0.0
    same = _same(listing)
    rare = [name for name in listing.columns if name not in same and _is_rare(listing, name)]
    names = [name for name in listing.columns if name not in same and name not in rare]
    channels = listing.channels if "形式" in names else ()
    if len(channels) > style.channels_most or not channels:
        channels = ()
    linked = any(row.linked for row in listing.rows)
    left = group_width + (style.group.gap if group_width else 0.0) + style.rail.width
    fixed: list[tuple[str, str, float]] = []
    if channels:
        names.remove("形式")
        fixed += [("形式", name, _tick_width(measure, style, name)) for name in channels]
    if linked:
        pointers = [pointer_width(measure, style, row.linked) for row in listing.rows if row.linked]
        least = measure.width(WHERE, style.head.text, True)
        fixed.append((WHERE, "", max([least, *pointers])))
    gap = style.gap
    room = width - left - gap / 2 - sum(w + gap for _, _, w in fixed) - gap * (len(names) - 1)
    naturals = [_naturals(measure, style, listing, name) for name in names]
    least_widths = [_least(measure, style, listing, name, cells) for name, cells in zip(names, naturals, strict=True)]
    most = [max(cells, default=0.0) for cells in naturals]
    shares = [_shared(listing, name, cells) for name, cells in zip(names, naturals, strict=True)]
    found = widths(shares, least_widths, most, room)
    if found is None:
        return None
    columns: list[Column] = []
    x = left
    for name, wide in zip(names, found, strict=True):
        columns.append(Column(name, listing.head(name), x, wide))
        x += wide + gap
    for name, channel, wide in fixed:
        columns.append(Column(name, channel or WHERE, x, wide, channel))
        x += wide + gap
    bold = _bold(listing)
    return Grid(measure, style, listing, icons, width, tuple(columns), group_width, tuple(same), tuple(rare), bold)


def _same(listing: Listing) -> list[str]:
    """Columns that say the same in every row."""
    if len(listing.rows) < ROWS_SAME:
        return []
    found = []
    for name in listing.columns:
        if name not in (ITEM, "形式") and len({row.cell(name) for row in listing.rows}) == 1:
            found.append(name)
    return found


def _bold(listing: Listing) -> bool:
    return sum(len(row.item) for row in listing.rows) <= SENTENCE * len(listing.rows)


def _is_rare(listing: Listing, name: str) -> bool:
    """A column of words that most rows leave empty."""
    if name in (ITEM, "形式"):
        return False
    filled = sum(1 for row in listing.rows if row.cell(name))
    return 0 < filled <= len(listing.rows) * RARE


def _shared(listing: Listing, name: str, naturals: Sequence[float]) -> list[float]:
    """The widths of cells, where equal neighbours share one of theirs."""
    if name in (ITEM, TIME):
        return list(naturals)
    found: list[float] = []
    for _, rows in listing.groups:
        texts = [row.cell(name) for row in rows]
        at = 0
        while at < len(texts):
            end = at
            while end < len(texts) and texts[end] == texts[at]:
                end += 1
            found += [naturals[len(found)] / (end - at)] * (end - at)
            at = end
    return found


def _naturals(measure: Measure, style: ListingStyle, listing: Listing, name: str) -> list[float]:
    size, bold = (style.item, _bold(listing)) if name == ITEM else (style.cell, name == TIME)
    head = measure.width(listing.head(name), style.head.text, True)
    return [max(head, measure.width(row.cell(name), size, bold)) + 0.05 for row in listing.rows]


def _least(measure: Measure, style: ListingStyle, listing: Listing, name: str, cells: Sequence[float]) -> float:
    """No column is narrower, unless all it holds is."""
    head = listing.head(name)
    bound = style.column.item_least if name == ITEM else style.column.least
    half = measure.width(head if len(head) < 4 else head[len(head) // 2 :], style.head.text, True) + 0.1
    return float(max(half, min(bound, max(cells, default=0.0))))


def _tick_width(measure: Measure, style: ListingStyle, name: str) -> float:
    """Wide enough for its name on two or three lines."""
    size = style.channel_head
    longest = name if len(name) <= 3 else name[len(name) // 2 :] if len(name) <= 6 else name[: -(-len(name) // 3) + 1]
    return float(min(max(style.tick.width, measure.width(longest, size, True) + 0.1), style.tick.most))
