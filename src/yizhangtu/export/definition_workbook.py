"""Sheets of definitions (interchange/workbook/) → an .xlsx file that a clerk edits.

Every cell is of type text: nothing a definition says becomes a number, a date or a formula. Equal input gives equal
bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from yizhangtu.export.formula_workbook import TEXT, WIDEST_LIST
from yizhangtu.export.workbook import undated
from yizhangtu.interchange.workbook.sheets import NOTE_MARK, STEP_WORD, BookSheet

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|\r|[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SPARE_ROWS = 200  # below the last one, where the lists to choose from and the format of texts hold, too


def definition_workbook(sheets: Sequence[BookSheet]) -> bytes:
    """The workbook. A row of notes stands below the heads of each sheet that has notes."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for one in sheets:
        _write(book.create_sheet(one.title), one)
    out = io.BytesIO()
    book.save(out)
    return undated(out.getvalue())


def _write(sheet: Any, one: BookSheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.sheet_state = "hidden" if one.hidden else "visible"
    wrapped = Alignment(vertical="top", wrap_text=True)
    for number, column in enumerate(one.columns, 1):
        cell = _put(sheet, 1, number, column.head)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8E8E8")
        cell.alignment = wrapped
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    first = 2
    if one.noted:
        first = 3
        for number, column in enumerate(one.columns, 1):
            cell = _put(sheet, 2, number, f"{NOTE_MARK if number == 1 else ''}{column.note}")
            cell.font, cell.alignment = Font(italic=True, color="666666", size=9), wrapped
    for at, row in enumerate(one.rows):
        for number, text in enumerate(row, 1):
            cell = _put(sheet, first + at, number, text)
            cell.alignment = wrapped
    sheet.freeze_panes = sheet.cell(first, 1)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    _indent_steps(sheet, one, first)
    _choices(sheet, one, first)


def _indent_steps(sheet: Any, one: BookSheet, first: int) -> None:
    """The names of steps stand further to the right the deeper they are."""
    from openpyxl.styles import Alignment

    column = next((number for number, found in enumerate(one.columns, 1) if found.head == STEP_WORD), 0)
    for at, depth in enumerate(one.indents):
        sheet.cell(first + at, column).alignment = Alignment(vertical="top", wrap_text=True, indent=2 * depth)


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write a text into a cell."""
    cell = sheet.cell(row, column)
    cell.number_format = TEXT
    if text:
        cell.value = _ESCAPED.sub(lambda found: f"_x{ord(found.group()):04X}_", text)
        cell.data_type = "s"
    return cell


def _choices(sheet: Any, one: BookSheet, first: int) -> None:
    """Lists to choose from: of whole columns, and of single cells."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    places: dict[tuple[str, ...], list[str]] = {}
    last = first + len(one.rows) + _SPARE_ROWS
    for number, column in enumerate(one.columns, 1):
        if column.choices:
            letter = get_column_letter(number)
            places.setdefault(column.choices, []).append(f"{letter}{first}:{letter}{last}")
    for row, number, words in one.choices:
        places.setdefault(words, []).append(f"{get_column_letter(number + 1)}{first + row}")
    for words, areas in places.items():
        listed = ",".join(words)
        if len(listed) > WIDEST_LIST:
            continue
        rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
        rule.errorTitle, rule.showErrorMessage = "可以写", True
        rule.error = f"请从列表里选：{'、'.join(words)}"[:WIDEST_LIST]
        for area in areas:
            rule.add(area)
        sheet.add_data_validation(rule)
