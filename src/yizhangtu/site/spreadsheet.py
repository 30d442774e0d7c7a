"""The tables of a page → a workbook to download, a sheet for each section."""

from __future__ import annotations

from collections.abc import Sequence

from yizhangtu.export.workbook import TextSheet, workbook
from yizhangtu.site.tables import SiteTable

PART = "类别"
WIDTH = 24  # characters of a column


def tables_workbook(tables: Sequence[SiteTable]) -> bytes:
    """The workbook; b"" where there is no table with heads. Tables of one section follow one another on its sheet, the
    name of each in a column of its own."""
    sections: list[tuple[str, list[SiteTable]]] = []
    for one in tables:
        if one.heads and (one.title or not sections):
            sections.append((one.title, [one]))
        elif one.heads:
            sections[-1][1].append(one)
    return workbook([_sheet(title, own) for title, own in sections]) if sections else b""


def _sheet(title: str, tables: Sequence[SiteTable]) -> TextSheet:
    parted = any(one.part for one in tables)
    heads = tuple(dict.fromkeys(head for one in tables for head in one.heads))
    rows = [
        ((one.part,) if parted else ()) + _line(one, heads, [cell.text for cell in row])
        for one in tables
        for row in (*one.rows, *one.foot)
    ]
    return TextSheet(title, ((PART,) if parted else ()) + heads, rows, (WIDTH,) * (len(heads) + parted))


def _line(table: SiteTable, heads: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
    """The texts of a row below the heads of the sheet, which may be more than those of its table."""
    own = dict(zip(table.heads, texts, strict=True))
    return tuple(own.get(head, "") for head in heads)
