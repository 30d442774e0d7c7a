"""A table of a notice and a width → its columns: numbers below one another at the decimal point, texts as wide as
their cells ask for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import fsum
from typing import NamedTuple

from yizhangtu.content.notice import RANK, sum_figures
from yizhangtu.layout.listing.number_column import NumberColumn
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.columns import widths
from yizhangtu.model.notice.notice import NUMERIC, NoticeTable
from yizhangtu.style.tables.notice_style import NoticeStyle

SLACK = 0.05  # u: a text almost as wide as its space is wrapped by the typesetter
SHORT = 6  # characters of a cell that is never broken: names, dates
FEW = 2  # columns that stand side by side in any width


class MeasuredColumn(NamedTuple):
    """A column, measured once for all widths. `at` is its index in the table, -1 for that of the ranks; `cells` are the
    widths of its cells on one line, by row; `naturals` those that ask for room, `least` what it needs at least."""

    at: int
    head: str
    cells: Sequence[float]
    naturals: Sequence[float]
    least: float
    numbers: NumberColumn | None = None
    bar: float = 0.0  # the room right of its numbers, where each has a bar


class TableColumn(NamedTuple):
    """A column at its place, in u."""

    measured: MeasuredColumn
    x: float
    width: float

    @property
    def at(self) -> int:
        return self.measured.at

    @property
    def head(self) -> str:
        return self.measured.head

    @property
    def text_width(self) -> float:
        """The width of its texts, without bars; a little wider, so that rounding breaks no head."""
        return self.width - self.measured.bar + SLACK

    @property
    def right(self) -> float:
        """Where its numbers end."""
        return self.x + self.width - self.measured.bar

    @property
    def numbers(self) -> NumberColumn | None:
        return self.measured.numbers


def measured_columns(
    measure: Measure, style: NoticeStyle, table: NoticeTable, bars: bool
) -> tuple[MeasuredColumn, ...]:
    """All columns, first that of the ranks where there are any. `bars`: with a bar beside each of the numbers by which
    the rows are ranked."""
    first = -1 if table.ranked else 0
    found = [_measured(measure, style, table, at) for at in range(first, len(table.heads))]
    if bars and table.ranked and table.ranked_by >= 0:
        at = table.ranked_by - first
        found[at] = _with_bars(style, table, found[at])
    return tuple(found)


def _with_bars(style: NoticeStyle, table: NoticeTable, column: MeasuredColumn) -> MeasuredColumn:
    """A column of numbers with room for bars, where none of them is below zero."""
    amounts = [amount for row in table.rows if (amount := row.amounts[column.at]) is not None]
    if column.numbers is None or not amounts or min(amounts) < 0 or max(amounts) == 0:
        return column
    bar = style.chart.rank_bar + style.gap / 2
    wide = column.least + bar
    return column._replace(naturals=(wide,), least=wide, bar=bar)


def _measured(measure: Measure, style: NoticeStyle, table: NoticeTable, at: int) -> MeasuredColumn:
    name = RANK if at < 0 else str(table.heads[at])
    texts = [row.rank if at < 0 else str(row.cells[at]) for row in table.rows]
    half = max(measure.width(line, style.head.text, True) for line in head_lines(name)) + SLACK
    numeric = at >= 0 and table.types[at] in NUMERIC
    numbers = NumberColumn.of_texts(measure, [*texts, *_sums(table, at)], style.cell) if numeric else None
    if numbers:
        wide = max(numbers.width * style.total.text, half) + SLACK
        return MeasuredColumn(at, name, (), (wide,), wide, numbers)
    cells = [max(measure.width(line, style.cell) for line in text.split("\n")) + SLACK for text in texts]
    head = measure.width(name, style.head.text, True) + SLACK
    short = max((wide for wide, text in zip(cells, texts, strict=True) if len(text) <= SHORT), default=0.0)
    least = max(half, short, min(style.column_least, max(cells, default=0.0)))
    filled = [max(head, wide) for wide, text in zip(cells, texts, strict=True) if text]
    return MeasuredColumn(at, name, cells, filled or (head,), least)


def _sums(table: NoticeTable, at: int) -> list[str]:
    """The sums of a column as they are printed."""
    sums = [table.sums[at], *(section.sums[at] for section in table.sections if section.sums)]
    return [sum_figures(table, at, value) for value in sums if value is not None]


def plan_columns(
    style: NoticeStyle, measured: Sequence[MeasuredColumn], width: float
) -> tuple[TableColumn, ...] | None:
    """The columns in `width` u; None where they do not fit."""
    if width < style.table_least and len(measured) > FEW:
        return None
    gaps = [style.gap * (2 if one.numbers and not other.numbers else 1) for one, other in pairwise(measured)]
    room = width - 2 * style.head.pad - fsum(gaps)
    naturals, least = [one.naturals for one in measured], [one.least for one in measured]
    found = widths(naturals, least, [max(one) for one in naturals], room)
    if found is None:
        return None
    columns, x = [], style.head.pad
    for one, wide, gap in zip(measured, found, [*gaps, 0.0], strict=True):
        columns.append(TableColumn(one, x, wide))
        x += wide + gap
    return tuple(columns)


def head_lines(name: str) -> Sequence[str]:
    """A head in the lines that it may be broken into: before its unit, else in the middle."""
    if "（" in name[1:]:
        lead, _, unit = name.partition("（")
        return (lead, f"（{unit}")
    return (name,) if len(name) < 4 else (name[: len(name) // 2], name[len(name) // 2 :])
