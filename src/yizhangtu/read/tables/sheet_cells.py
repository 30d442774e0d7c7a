"""Bytes of an .xlsx file → its sheets, every cell as the text that a spreadsheet program shows.

Runs in a child process with limits (`read.child`): a small file may claim any number of cells, styles or sheets.
"""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
from typing import Any

from yizhangtu.read.tables.number_format import shown

LAST_ROW = 1_048_576  # that a spreadsheet can have; a file may claim any
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def all_sheets(request: bytes) -> bytes:
    """A line of JSON [most rows, most cells], then the file → JSON: a list of sheets as in `_sheet`, or
    {"passed": [rows, cells]} where a limit was passed."""
    limits, _, data = request.partition(b"\n")
    most_rows, most_cells = json.loads(limits)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of parts that it does not read
        try:
            return json.dumps(_Reader(data, most_rows, most_cells).sheets()).encode()
        except _Passed as passed:
            return json.dumps({"passed": passed.args}).encode()


def sheets_of_each(request: bytes) -> bytes:
    """A line of JSON [most rows, most cells of all files, lengths of the files], then the files → JSON: a list with the
    sheets of each, None for one that cannot be read or is beyond what is left of the limits."""
    limits, _, data = request.partition(b"\n")
    most_rows, most_cells, lengths = json.loads(limits)
    found: list[list[dict[str, Any]] | None] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for length in lengths:
            reader = _Reader(data[:length], most_rows, most_cells)
            data = data[length:]
            try:
                found.append(reader.sheets())
            except Exception:  # of openpyxl, which raises many kinds for a broken file; the others are read
                found.append(None)
            most_rows, most_cells = most_rows - reader.rows, most_cells - reader.cells
    return json.dumps(found).encode()


class _Passed(Exception):
    """Rows and cells of a file that is beyond the limits."""


class _Reader:
    """Reads one file; counts its rows and cells."""

    def __init__(self, data: bytes, most_rows: int, most_cells: int) -> None:
        self._data = data
        self._most = most_rows, most_cells
        self.rows = self.cells = 0

    def sheets(self) -> list[dict[str, Any]]:
        book = self._open(values=True)
        formulas = self._open(values=False) if self._has_formulas() else None
        return [self._sheet(sheet, formulas[sheet.title] if formulas else None) for sheet in book.worksheets]

    def _open(self, values: bool) -> Any:
        from openpyxl.reader.excel import ExcelReader

        class CellReader(ExcelReader):  # type: ignore[misc]
            def read_chartsheet(self, sheet: Any, rel: Any) -> None:
                """Charts are not read: openpyxl fails on a sheet of one chart that has no relations."""

        reader = CellReader(io.BytesIO(self._data), data_only=values, keep_links=False)
        reader.read()
        return reader.wb

    def _has_formulas(self) -> bool:
        with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
            names = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
            return any(_FORMULA.search(archive.read(name)) for name in names)

    def _sheet(self, sheet: Any, formulas: Any) -> dict[str, Any]:
        """One sheet: title; whether it is visible; rows that are not empty with their numbers; the numbers of hidden
        rows; merged ranges (first row, first column, last row, last column); formulas without a value and cells
        whose format is not understood (row, column)."""
        rows: list[tuple[int, list[str]]] = []
        unvalued: list[tuple[int, int]] = []
        unsure: list[tuple[int, int]] = []
        width = 0
        for number, row in enumerate(sheet.iter_rows(max_row=min(sheet.max_row, LAST_ROW)), 1):
            texts = []
            for column, cell in enumerate(row, 1):
                text, certain = _text(cell)
                texts.append(text)
                if not certain:
                    unsure.append((number, column))
                if formulas is not None and not text and formulas.cell(number, column).data_type == "f":
                    unvalued.append((number, column))
            self._count(len(row))
            if any(map(str.strip, texts)):
                width = width or len(texts)
                rows.append((number, texts))
                self._count(0, 1)
        hidden = [number for number, dimension in sheet.row_dimensions.items() if dimension.hidden]
        merged = [(one.min_row, one.min_col, one.max_row, one.max_col) for one in sheet.merged_cells.ranges]
        return {
            "title": sheet.title, "visible": sheet.sheet_state == "visible", "rows": rows, "hidden": sorted(hidden),
            "merged": sorted(merged), "unvalued": unvalued, "unsure": unsure,
        }  # fmt: skip

    def _count(self, cells: int, rows: int = 0) -> None:
        self.rows += rows
        self.cells += cells
        if self.rows > self._most[0] or self.cells > self._most[1]:
            raise _Passed(self.rows, self.cells)


def _text(cell: Any) -> tuple[str, bool]:
    """The text of a cell as it is shown there, and whether that is certain."""
    value = cell.value
    if value is None:
        return "", True
    if isinstance(value, str):
        return (_unescaped(value) if "_x" in value else value), True
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), True
    return shown(value, str(cell.number_format or ""))


def _unescaped(text: str) -> str:
    """With the characters that .xlsx writes as _x000D_."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
