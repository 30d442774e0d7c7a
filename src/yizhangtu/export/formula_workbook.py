"""Sheets with formulas, lists to choose from and checked dates → an .xlsx workbook that people fill in.

The cells that people fill in are of type text or date; formulas are the program's own, texts of guides never become
one. Equal input gives equal bytes."""

import io
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from yizhangtu.export.workbook import undated

DATE = "yyyy-mm-dd"
TEXT = "@"
WIDEST_LIST = 255  # characters of a list to choose from, in one formula


class Formula(NamedTuple):
    """A formula without `=`; `format` is a number format: dates need one."""

    text: str
    format: str = "General"


Value = str | int | Formula | None  # a text, a number, a formula; None where people fill in


class Column(NamedTuple):
    """A column: its head, its width in characters, its number format, and the texts to choose from. `dated`: only
    dates are accepted. `note` is shown when a cell is entered."""

    head: str
    width: float = 12
    format: str = TEXT
    choices: tuple[str, ...] = ()
    dated: bool = False
    whole: bool = False  # only whole numbers from 0 are accepted
    chosen_from: str = ""  # a range that holds the texts to choose from, where they are an author's
    note: str = ""


class FormSheet(NamedTuple):
    """A sheet: lines above the table, its columns, and rows of values. `marked`: formulas of conditions, by colour
    (RRGGBB), that mark a row; they are written for the first row."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    above: Sequence[str] = ()
    marked: Mapping[str, str] = MappingProxyType({})

    @property
    def first(self) -> int:
        """The number of the first row of values."""
        return len(self.above) + 2


def form_workbook(sheets: Sequence[FormSheet]) -> bytes:
    """The workbook; a spreadsheet program computes its formulas when it is opened."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for one in sheets:
        _write(book.create_sheet(one.title), one)
    book.calculation.fullCalcOnLoad = True
    out = io.BytesIO()
    book.save(out)
    return undated(out.getvalue())


def _write(sheet: Any, one: FormSheet) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    thin = Side(style="thin", color="999999")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    for number, text in enumerate(one.above, 1):
        _text(sheet.cell(number, 1), text)
        sheet.cell(number, 1).font = Font(bold=number == 1, size=14 if number == 1 else 11)
    head = one.first - 1
    for number, column in enumerate(one.columns, 1):
        cell = sheet.cell(head, number)
        _text(cell, column.head)
        cell.font, cell.border = Font(bold=True), border
        cell.fill = PatternFill("solid", fgColor="E8E8E8")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for at, row in enumerate(one.rows):
        for number, (value, column) in enumerate(zip(row, one.columns, strict=True), 1):
            cell = sheet.cell(one.first + at, number)
            _put(cell, value, column)
            cell.border = border
            cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.freeze_panes = sheet.cell(one.first, 1)
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    _check(sheet, one)


def _put(cell: Any, value: Value, column: Column) -> None:
    if isinstance(value, Formula):
        cell.value, cell.number_format = f"={value.text}", value.format
    elif isinstance(value, int):
        cell.value = value
    elif value is not None:
        _text(cell, value)
    else:
        cell.number_format = column.format


def _text(cell: Any, text: str) -> None:
    """A text that no spreadsheet program takes for a formula or a number."""
    cell.value = text
    cell.data_type = "s"
    cell.number_format = TEXT


def _check(sheet: Any, one: FormSheet) -> None:
    """Lists, dates and numbers that are checked when they are typed, and rows that are marked."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    last = one.first + len(one.rows) - 1
    for number, column in enumerate(one.columns, 1):
        letter = get_column_letter(number)
        rule = None
        if column.chosen_from:
            rule = DataValidation("list", formula1=column.chosen_from, allow_blank=True)
            rule.error = "请从列表里选"
        elif column.choices:
            listed = ",".join(column.choices)
            assert len(listed) <= WIDEST_LIST and '"' not in listed
            rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
            rule.error = f"请从列表里选：{'、'.join(column.choices)}"[:WIDEST_LIST]
        elif column.dated:
            rule = DataValidation("date", operator="between", formula1="36526", formula2="73050", allow_blank=True)
            rule.error = "写日期，如 2026-3-15"
        elif column.whole:
            rule = DataValidation("whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
            rule.error = "写整数，如 12"
        if rule is not None:
            rule.showErrorMessage, rule.errorTitle = True, column.head[:32]
            if column.note:
                rule.showInputMessage, rule.prompt = True, column.note[:WIDEST_LIST]
            rule.add(f"{letter}{one.first}:{letter}{last}")
            sheet.add_data_validation(rule)
    area = f"A{one.first}:{get_column_letter(len(one.columns))}{last}"
    for condition, colour in one.marked.items():
        sheet.conditional_formatting.add(area, FormulaRule([condition], fill=PatternFill("solid", bgColor=colour)))
