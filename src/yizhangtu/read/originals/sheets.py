"""Sheets of a workbook, rows of a CSV file → grids."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import count

from yizhangtu.model.words import shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.originals.original import Block, Grid, SourceCell, grid
from yizhangtu.read.tables.csv_table import rows_of_csv
from yizhangtu.read.tables.table import Range, Row, Sheet
from yizhangtu.read.tables.workbook import sheets_of_workbook
from yizhangtu.system import sandbox

MOST_MERGED = 20_000  # cells that merged ranges may cover; more is a sheet with merged columns down to its last row


def workbook_blocks(data: bytes, faults: Faults) -> tuple[Block, ...] | None:
    """The grids of the visible sheets of an .xlsx file; None with a diagnostic."""
    sheets = sheets_of_workbook(data, faults)
    return None if sheets is None else _grids(sheets, faults)


def old_workbook_blocks(data: bytes, faults: Faults) -> tuple[Block, ...] | None:
    """The grids of an .xls or .ods file; None with a diagnostic."""
    try:
        found = json.loads(sandbox.run("yizhangtu.read.child", "old_workbook", data))
    except sandbox.Stopped as stopped:
        reason = "加了密码，或者坏了" if stopped.reason == "crash" else "太大了"
        faults.add("Y717", None, f"表格打不开：{reason}", "用 Excel 或 WPS 打开，“另存为”一份没有密码的 .xlsx。")
        return None
    return _grids([_sheet(**one) for one in found], faults)


def _sheet(title: str, visible: bool, rows: list[list[str]], merged: list[tuple[int, int, int, int]]) -> Sheet:
    filled = [Row(number, cells) for number, cells in enumerate(rows, 1) if any(map(str.strip, cells))]
    return Sheet(title, visible, filled, merged=tuple(Range(*one) for one in merged))


def csv_blocks(data: bytes, is_head: Callable[[Sequence[str]], bool], faults: Faults) -> tuple[Block, ...] | None:
    """The grid of a CSV file; None with a diagnostic. `is_head` tells whether a row has names of columns."""
    rows = rows_of_csv(data, is_head, faults)
    return None if rows is None else _grids([Sheet("", True, rows)], faults)


def _grids(sheets: Sequence[Sheet], faults: Faults) -> tuple[Block, ...]:
    ids = count()
    hidden = [sheet.title for sheet in sheets if not sheet.visible and sheet.rows]
    if hidden:
        names = "、".join(f"“{shortened(name)}”" for name in hidden[:8])
        faults.add("Y722", None, f"没有读隐藏的工作表{names}", "要读就取消隐藏，再保存。")
    for sheet in sheets:
        if sheet.visible and sheet.unvalued:
            row, column = sheet.unvalued[0]
            where = f"表“{sheet.title}”{column_name(column)}{row}"
            more = f"等 {len(sheet.unvalued)} 格" if len(sheet.unvalued) > 1 else ""
            hint = "用 Excel 或 WPS 打开，保存一次，公式就有结果了，再导入。"
            faults.add("Y725", None, f"{where}{more}的公式没有算出来的结果，当作空的", hint)
    found = (_grid(sheet, ids) for sheet in sheets if sheet.visible)
    return tuple(one for one in found if one.rows)


def _grid(sheet: Sheet, ids: Iterable[int]) -> Grid:
    """A sheet; every place that a merged cell covers holds that cell."""
    number = iter(ids)
    where = f"表“{sheet.title}”" if sheet.title else ""
    filled = {row.number: row.cells for row in sheet.rows}
    covered: dict[tuple[int, int], SourceCell] = {}
    for area in sheet.merged:
        texts = filled.get(area.top, ())
        text = texts[area.left - 1] if area.left <= len(texts) else ""
        rows = [row for row in filled if area.top <= row <= area.bottom]
        if not text.strip() or len(covered) + len(rows) * (area.right - area.left + 1) > MOST_MERGED:
            continue
        cell = SourceCell(text.strip(), f"{where}{column_name(area.left)}{area.top}", next(number))
        covered |= {(row, column): cell for row in rows for column in range(area.left, area.right + 1)}
    width = max([len(row.cells) for row in sheet.rows] + [column for _, column in covered], default=0)
    lines = []
    for row, texts in filled.items():
        line = []
        for column in range(1, width + 1):
            text = texts[column - 1].strip() if column <= len(texts) else ""
            own = covered.get((row, column)) or SourceCell(text, f"{where}{column_name(column)}{row}", next(number))
            line.append(own)
        lines.append(line)
    return grid(sheet.title, lines)


def column_name(column: int) -> str:
    """The letters of a column, from 1: A … Z, AA …"""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
