"""The rows of a sheet of texts by the heads of their columns, and the place of each cell for diagnostics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from yizhangtu.interchange.workbook.sheets import NOTE_MARK, BookSheet
from yizhangtu.model.words import shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.originals.sheets import column_name
from yizhangtu.read.tables.table import Row, Sheet

CODE = "Y774"


class BookRow(NamedTuple):
    """A row: the title of its sheet, its number from 1, head → text, head → number of the column from 1."""

    sheet: str
    number: int
    cells: dict[str, str]
    columns: dict[str, int]

    def place(self, head: str) -> str:
        """Where a cell is, as people find it: 表“步骤”B3."""
        return f"表“{self.sheet}”{column_name(self.columns.get(head, 1))}{self.number}"


def report(faults: Faults, row: BookRow, head: str, message: str, hint: str) -> None:
    """Report a cell that has no place in the definition."""
    faults.add(CODE, None, f"{row.place(head)}：{message}", hint)


def rows_of(sheet: Sheet, faults: Faults) -> list[BookRow]:
    """The rows below the heads and the row of notes. Reports texts without a head, a second text below the same head,
    and formulas without a result."""
    if not sheet.rows:
        return []
    heads = [cell.strip() for cell in sheet.rows[0].cells]
    columns = {head: number for number, head in enumerate(heads, 1) if head}
    found = []
    for row in sheet.rows[1:]:
        if next((cell for cell in row.cells if cell.strip()), "").startswith(NOTE_MARK) and row.number == 2:
            continue
        cells: dict[str, str] = {}
        for number, text in enumerate(row.cells, 1):
            head = heads[number - 1] if number <= len(heads) else ""
            here = BookRow(sheet.title, row.number, {}, {"": number})
            if not head and text.strip():
                report(faults, here, "", f"“{shortened(text)}”上面没有表头", "写上这一栏的表头，或者删去。")
            elif head and text.strip() and cells.get(head, "").strip():
                report(faults, here, "", f"“{shortened(head)}”这一栏有两个", "合成一栏，或者改一个表头。")
            elif head and (text.strip() or head not in cells):
                cells[head] = text
        found.append(BookRow(sheet.title, row.number, cells, columns))
    for row_number, column in sorted(set(sheet.unvalued)):
        here = BookRow(sheet.title, row_number, {}, {"": column})
        report(faults, here, "", "公式没有结果", "用 Excel 打开、保存一次，或者直接写上文字。")
    return found


def sheets_read(sheets: Iterable[BookSheet]) -> list[Sheet]:
    """Sheets as they will be read back from the file."""
    found = []
    for sheet in sheets:
        rows = [[column.head for column in sheet.columns], *map(list, sheet.rows)]
        found.append(Sheet(sheet.title, not sheet.hidden, [Row(n, row) for n, row in enumerate(rows, 1) if any(row)]))
    return found
