"""The rows of a 公示 → rows by group or board, each with its cells after their heads; sums below them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from yizhangtu.content.notice import SUBTOTAL, TOTAL, balance_texts, sum_figures, sums_in_words
from yizhangtu.export.terminal.pen import Row, Segment, plain
from yizhangtu.export.terminal.text_area import INDENT, TextArea
from yizhangtu.model.notice.notice import Notice, NoticeTable


def notice_rows(notice: Notice, area: TextArea) -> Iterator[Row]:
    """All rows; nothing where the notice has no data yet."""
    table = notice.table
    if table is None:
        return
    for section in table.sections:
        if section.name.strip():
            yield from area.rule(f"{plain(section.name)}（{len(section.rows)}行）")
        for row in section.rows:
            first, *rest = zip(table.heads, row.cells, strict=True)
            name = " ".join(part for part in (row.rank and f"{row.rank}.", plain(first[1])) if part)
            yield from area.text((), name or plain(first[0]), "name")
            cells = [(Segment(f"{plain(head)}：{plain(cell)}"),) for head, cell in rest if cell.strip()]
            yield from area.flow(cells, INDENT)
        yield from _sums(table, section.sums, SUBTOTAL, area)
    yield from _sums(table, table.sums, TOTAL, area)
    for one in sums_in_words(table):
        yield from area.text((), f"{one.label}：{one.words}")
    for text in balance_texts(table):
        yield from area.text((), text)


def _sums(table: NoticeTable, sums: tuple[Decimal | None, ...], label: str, area: TextArea) -> Iterator[Row]:
    texts = [
        f"{plain(table.heads[at])} {sum_figures(table, at, value)}"
        for at, value in enumerate(sums)
        if value is not None
    ]
    if texts:
        yield from area.flow([(Segment(label, "head"),), *((Segment(text),) for text in texts)])
