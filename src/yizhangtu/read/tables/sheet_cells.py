"""Bytes of an .xlsx file → the rows of its first sheet, every cell as the text that a spreadsheet program shows.

Runs in a child process with limits (`read.child`): a small file may claim any number of cells, styles or sheets.
"""

from __future__ import annotations

import io
import json
import re
import warnings
from typing import Any

LAST_ROW = 1_048_576  # that a spreadsheet can have; a file may claim any
EXACT = 10**15  # a spreadsheet keeps 15 digits of a number


def first_sheet(request: bytes) -> bytes:
    """A line of JSON [most rows, most cells], then the file → JSON {"rows": [[number, cells], …]} without empty rows;
    or {"passed": [rows, cells]} where a limit was passed; or {"empty": title} where further sheets follow."""
    limits, _, data = request.partition(b"\n")
    most_rows, most_cells = json.loads(limits)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of parts that it does not read
        return json.dumps(_read(data, most_rows, most_cells)).encode()


def _read(data: bytes, most_rows: int, most_cells: int) -> dict[str, object]:
    from openpyxl import load_workbook

    book: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # those in the file may be wrong
    rows: list[tuple[int, list[str]]] = []
    cells = 0
    for number, row in enumerate(sheet.iter_rows(max_row=LAST_ROW), 1):
        cells += len(row)
        texts = [_text(cell) for cell in row]
        if any(map(str.strip, texts)):
            if rows:  # cells that were never filled are not in the file
                texts += [""] * (len(rows[0][1]) - len(texts))
            rows.append((number, texts))
        if len(rows) > most_rows or cells > most_cells:
            return {"passed": [len(rows), cells]}
    if not rows and len(book.worksheets) > 1:
        return {"empty": sheet.title}
    return {"rows": rows}


def _text(cell: Any) -> str:
    """The text of a cell as it is shown there."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return _unescaped(value) if "_x" in value else value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""))
    return _date(value, str(cell.number_format or ""))


def _unescaped(text: str) -> str:
    """With the characters that .xlsx writes as _x000D_."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def _number(value: int | float, shape: str) -> str:
    """A number as it is shown: without .0 or a 17th digit, and with the zeros of its number format."""
    if abs(value) >= EXACT:
        return f"{float(value):.5E}"  # as it is shown: the last digits are already lost
    shape = shape.partition(";")[0]
    if re.fullmatch("0{2,}", shape) and value == int(value):
        return str(int(value)).zfill(len(shape))
    fixed = re.fullmatch(r"0(?:\.(0+))?(%?)", shape)
    if fixed and (fixed[1] or fixed[2]):
        return f"{value:.{len(fixed[1] or '')}{fixed[2] or 'f'}}"
    return str(int(value)) if value == int(value) else f"{value:.15g}"


def _date(value: Any, shape: str) -> str:
    """A date or time: 2024-05-01, 2024年5月1日 where the number format has 年, 08:30."""
    if not hasattr(value, "isoformat"):
        return str(value)
    if "年" in shape and hasattr(value, "year"):
        return f"{value.year}年{value.month}月" + (f"{value.day}日" if "d" in shape.lower() else "")
    text = str(value.isoformat()).replace("T", " ").removesuffix(" 00:00:00")
    return text[:-3] if re.search(r"\d\d:\d\d:00$", text) else text
