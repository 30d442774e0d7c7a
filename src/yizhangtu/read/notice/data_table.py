"""Bytes of a table (.csv, .xlsx) and the columns that are wanted → its rows, each cell with its place.

Titles above the column names and notes below the rows are passed over; a row of totals at the end is kept apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.words import did_you_mean, shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.notice.amounts import parse_amount
from yizhangtu.read.tables.csv_table import rows_of_csv
from yizhangtu.read.tables.table import Row, Sheet
from yizhangtu.read.tables.village_sheet import chosen_sheet, filled_rows, report_hidden
from yizhangtu.read.tables.workbook import sheets_of_workbook
from yizhangtu.read.yaml.characters import refuse_in_cell, without_selectors
from yizhangtu.read.yaml.scan import LONGEST, too_long
from yizhangtu.style.notice_words import NoticeWords

LOOKED_THROUGH = 30  # rows in which the column names are looked for
MOST_ROWS = 10_000
NOT_SHOWN = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|#{3,}|[+-]?\d(?:\.\d+)?E\+\d+", re.IGNORECASE
)
_BELOW = re.compile(
    r"[（(]?(?:填表|制表|填报|审核|审批|负责|经办|公示|监督)(?:人|单位|日期|时间|电话)?(?:[：:].*|人|日期)"
    r"|[（(]?(?:注|备注|说明)[）)]?[：:].*|以下空白"
)
_BLANK = re.compile(r"\s+")


class DataRow(NamedTuple):
    """One row: its number as a spreadsheet counts, and its cells by the name of their column."""

    number: int
    cells: Mapping[str, Text]


class DataTable(NamedTuple):
    """The rows below the column names, and the row of totals at the end. `unvalued` are the places (row, column name)
    of formulas without a stored value."""

    heads: tuple[str, ...]
    rows: tuple[DataRow, ...]
    stated: DataRow | None = None
    unvalued: frozenset[tuple[int, str]] = frozenset()
    head_row: int = 1


class Wanted(NamedTuple):
    """The columns that are looked for, with the places of their names in the definition; the sheet and the row of the
    column names, "" and 0 where they are not given. `every`: the cells of all other columns are printed, too."""

    names: Mapping[str, Span | None]
    sheet: str = ""
    head: int = 0
    place: Span | None = None
    every: bool = False


def read_data(
    data: bytes,
    wanted: Wanted,
    words: NoticeWords,
    faults: Faults,
    named: Faults,
    sheets: list[Sheet] | None = None,
) -> DataTable | None:
    """The table of a file; None with diagnostics. `faults` are those of the file, `named` those of the definition;
    `sheets` are those of a workbook, where they are read already."""
    names = {_name(name) for name in wanted.names}

    def is_head(cells: Sequence[str]) -> bool:
        return len(names & {_name(cell) for cell in cells}) >= min(2, len(names))

    unvalued: Sequence[tuple[int, int]] = ()
    if faults.file.lower().endswith(".xlsx"):
        found = _sheet_rows(sheets or (sheets_of_workbook(data, faults) if data else []), wanted, is_head, faults)
        rows, unvalued = found if found else (None, ())
    elif data.strip(b"\xef\xbb\xbf \t\r\n,;"):
        rows = rows_of_csv(data, is_head, faults)
    else:
        rows = []
    if rows is None:
        return None
    at = _head_row(rows, wanted, names)
    if at is None:
        names_shown = "、".join(map(shortened, wanted.names))
        message = f"前 {LOOKED_THROUGH} 行里没有这些列名：{names_shown}" if rows else "表格是空的"
        hint = "第一行写列名，从第二行起一行一条；列名在别的行，就在“数据”里写“表头行”。"
        faults.add("Y103" if not rows else "Y832", None, message, hint)
        return None
    return _Below(rows[at], wanted, words, faults, named).table(rows[at + 1 :], unvalued)


def table_of_rows(
    rows: Sequence[Sequence[tuple[str, Text]]], wanted: Wanted, words: NoticeWords, named: Faults
) -> DataTable:
    """The table of rows that are written in the definition."""
    heads = tuple(dict.fromkeys(name for row in rows for name, _ in row))
    _report_missing(heads, wanted, named, "数据")
    found = [DataRow(number, dict(row)) for number, row in enumerate(rows, 1)]
    stated = found.pop() if found and _is_total(found[-1], heads, words.total) else None
    return DataTable(heads, tuple(one for one in found if not _is_total(one, heads, words.subtotal)), stated)


def _sheet_rows(
    sheets: list[Sheet] | None, wanted: Wanted, is_head: Callable[[Sequence[str]], bool], faults: Faults
) -> tuple[list[Row], Sequence[tuple[int, int]]] | None:
    if sheets is None:
        return None
    if wanted.sheet:
        own = [sheet for sheet in sheets if sheet.title.strip() == wanted.sheet]
        if not own:
            titles = [sheet.title for sheet in sheets]
            hint = did_you_mean(wanted.sheet, titles, f"有这些工作表：{'、'.join(map(shortened, titles))}。")
            faults.add("Y832", None, f"没有工作表“{shortened(wanted.sheet)}”", hint)
            return None
        sheets = [own[0]._replace(visible=True)]
    sheet = chosen_sheet(sheets, is_head, faults)
    if sheet is None:
        return [], ()
    report_hidden(sheet._replace(unvalued=()), faults)
    return filled_rows(sheet, faults), sheet.unvalued


def _name(cell: str) -> str:
    """The name of a column without blanks and line breaks, which are only layout."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", cell))


def _head_row(rows: Sequence[Row], wanted: Wanted, names: set[str]) -> int | None:
    """The index of the row of column names: the given one, else that with the most of the names."""
    if wanted.head:
        return next((at for at, row in enumerate(rows) if row.number == wanted.head), None)
    counts = [len(names & {_name(cell) for cell in row.cells}) for row in rows[:LOOKED_THROUGH]]
    most = max(counts, default=0)
    return counts.index(most) if most else None


def _report_missing(heads: Sequence[str], wanted: Wanted, faults: Faults, where: str) -> None:
    """Y832 for each wanted column that is not there."""
    known = {_name(head): head for head in heads}
    for name, span in wanted.names.items():
        if _name(name) not in known:
            there = [head for head in heads if head]
            hint = did_you_mean(name, there, f"{where}里有这些列：{'、'.join(map(shortened, there))}。")
            faults.add("Y832", span or wanted.place, f"{where}里没有“{shortened(name)}”这一列", hint)


def _is_total(row: DataRow, heads: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a row begins with one of these words and has an amount."""
    texts = [_name(row.cells[head]) for head in heads if head in row.cells and row.cells[head].strip()]
    return bool(texts) and texts[0].startswith(tuple(words)) and any(parse_amount(text) for text in texts[1:])


class _Below:
    """Reads the rows below one row of column names."""

    def __init__(self, head: Row, wanted: Wanted, words: NoticeWords, faults: Faults, named: Faults) -> None:
        self._head, self._words, self._faults = head, words, faults
        self._columns: dict[str, int] = {}  # as the definition names it, else as the file does → its index
        meant = {_name(name): name for name in wanted.names}
        for index, cell in enumerate(head.cells):
            name = meant.get(_name(cell), cell.strip())
            if name and name in self._columns and name in wanted.names:
                message, hint = f"“{shortened(name)}”这一列写了两次", "删去一列，或者换一个列名。"
                faults.add("Y114", faults.at(head.number, index + 1), message, hint)
            elif name:
                self._columns.setdefault(name, index)
        self._wanted = wanted
        _report_missing(tuple(self._columns), wanted, named, f"“{shortened(faults.file, 60)}”")

    def table(self, rows: Sequence[Row], unvalued: Sequence[tuple[int, int]]) -> DataTable:
        """The rows of data."""
        heads = tuple(self._columns)
        found: list[DataRow] = []
        stated: DataRow | None = None
        for row in rows:
            read = self._row(row)
            if self._passed_over(row, read, heads):
                continue
            if stated is not None:  # rows follow: it was no total of the table
                stated = None
            if _is_total(read, heads, self._words.total):
                stated = read
            elif not _is_total(read, heads, self._words.subtotal):
                found.append(read)
        if len(found) > MOST_ROWS:
            message = f"这张表有 {len(found)} 行，最多印 {MOST_ROWS} 行"
            self._faults.add("Y802", self._faults.at(found[MOST_ROWS].number, 1), message, "请分成几份公示。")
            found = found[:MOST_ROWS]
        if not found:
            place = self._faults.at(self._head.number, 1)
            self._faults.add("Y801", place, "表格里只有列名，没有内容", "从列名的下一行起，一行一条。")
        by_index = {index: name for name, index in self._columns.items()}
        lacking = frozenset((row, by_index[column - 1]) for row, column in unvalued if column - 1 in by_index)
        return DataTable(heads, tuple(found), stated, lacking, self._head.number)

    def _passed_over(self, row: Row, read: DataRow, heads: Sequence[str]) -> bool:
        """Whether a row is no data: the column names again, or a note below the table."""
        filled = [(index, cell.strip()) for index, cell in enumerate(row.cells) if cell.strip()]
        if not filled or [_name(cell) for cell in row.cells] == [_name(cell) for cell in self._head.cells]:
            return True
        if len({cell for _, cell in filled}) == 1 and _BELOW.fullmatch(filled[0][1]):
            message = f"第 {row.number} 行像是表下面的说明，没有印"
            place = self._faults.at(row.number, filled[0][0] + 1)
            self._faults.add("Y724", place, message, "要印的写在定义的“备注”或“签字”里。")
            return True
        return False

    def _row(self, row: Row) -> DataRow:
        cells: dict[str, Text] = {}
        for name, index in self._columns.items():
            cell = row.cells[index].strip() if index < len(row.cells) else ""
            place = self._faults.at(row.number, index + 1)
            cells[name] = Text(
                self._clean(cell, place) if self._wanted.every or name in self._wanted.names else cell, place
            )
        return DataRow(row.number, cells)

    def _clean(self, cell: str, place: Span) -> str:
        """The text of a cell that is printed; reports what cannot be."""
        text = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c]", "\n", cell)
        text = without_selectors(text, place, self._faults)
        if not text.isprintable():
            text = refuse_in_cell(text, place, self._faults)
        if len(text) > LONGEST:
            too_long(self._faults, place, len(text))
        return text
