"""A table of a notice and a width → its columns: numbers below one another at the decimal point, texts as wide as
their cells ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from yizhangtu.content.notice import RANK, sum_figures
from yizhangtu.layout.listing.number_column import NumberColumn
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.columns import widths
from yizhangtu.model.notice.notice import NUMERIC, NoticeTable
from yizhangtu.style.tables.notice_style import NoticeStyle

SLACK = 0.05  # u: a text almost as wide as its space is wrapped by the typesetter
SHORT = 6  # characters of a cell that is never broken: names, dates


class TableColumn(NamedTuple):
    """A column at its place. `at` is its index in the table, -1 for that of the ranks."""

    at: int
    head: str
    x: float
    width: float
    numbers: NumberColumn | None = None


def plan_columns(
    measure: Measure, style: NoticeStyle, table: NoticeTable, width: float
) -> tuple[TableColumn, ...] | None:
    """The columns in `width` u; None where they do not fit."""
    if width < style.table_least and len(table.heads) > 2:
        return None
    names = [*((RANK,) if table.ranked else ()), *map(str, table.heads)]
    first = -1 if table.ranked else 0
    cells = [_cells(table, at) for at in range(first, len(table.heads))]
    numbers = [
        NumberColumn.of_texts(measure, own, style.cell) if at >= 0 and table.types[at] in NUMERIC else None
        for at, own in enumerate(cells, first)
    ]
    naturals: list[list[float]] = []
    least: list[float] = []
    for name, own, number in zip(names, cells, numbers, strict=True):
        head = measure.width(name, style.head.text, True) + SLACK
        half = _half(measure, style, name)
        if number:
            wide = max(number.width * style.total.text, half) + SLACK
            naturals.append([wide])
            least.append(wide)
            continue
        wides = [max(measure.width(line, style.cell) for line in text.split("\n")) + SLACK for text in own if text]
        naturals.append([max(head, wide) for wide in wides] or [head])
        pairs = zip(wides, filter(None, own), strict=True)
        longest = max((wide for wide, text in pairs if len(text) <= SHORT), default=0.0)
        least.append(max(half, longest, min(style.column_least, max(wides, default=0.0))))
    room = width - 2 * style.head.pad - style.gap * (len(names) - 1)
    found = widths(naturals, least, [max(own) for own in naturals], room)
    if found is None:
        return None
    columns, x = [], style.head.pad
    for place, (name, wide) in enumerate(zip(names, found, strict=True)):
        columns.append(TableColumn(first + place, name, x, wide, numbers[place]))
        x += wide + style.gap
    return tuple(columns)


def _cells(table: NoticeTable, at: int) -> list[str]:
    """The texts of a column with its sums."""
    if at < 0:
        return [row.rank for row in table.rows]
    texts = [str(row.cells[at]) for row in table.rows]
    sums = [table.sums[at], *(section.sums[at] for section in table.sections if section.sums)]
    return [*texts, *(sum_figures(table, at, value) for value in sums if value is not None)]


def _half(measure: Measure, style: NoticeStyle, name: str) -> float:
    """The least width of a head, which may take two lines."""
    return max(measure.width(line, style.head.text, True) for line in head_lines(name)) + SLACK


def head_lines(name: str) -> Sequence[str]:
    """A head in the lines that it may be broken into: before its unit, else in the middle."""
    if "（" in name[1:]:
        lead, _, unit = name.partition("（")
        return (lead, f"（{unit}") if len(lead) <= len(unit) + 2 else (f"（{unit}", lead)
    return (name,) if len(name) < 4 else (name[: len(name) // 2], name[len(name) // 2 :])
