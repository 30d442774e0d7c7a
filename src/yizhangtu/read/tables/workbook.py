"""Bytes of an .xlsx file → the rows of its first sheet, every cell as the text that a spreadsheet program shows."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from typing import Any

from yizhangtu.read.faults import Faults
from yizhangtu.read.tables.table import Row, TableLimits, is_zip, refuse_foreign

# A row takes six times as long as in a .csv; this many take a few seconds.
LIMITS = TableLimits(30_000, 600_000, "另存为 CSV，可以到 120,000 行；或者只留要用的行和列。")
LARGEST_UNPACKED = 50 * 1000 * 1000  # bytes of all parts: 30,000 rows of twenty columns
MOST_PARTS = 10_000
LAST_ROW = 1_048_576  # that a spreadsheet can have; a file may claim any
EXACT = 10**15  # a spreadsheet keeps 15 digits of a number

_AGAIN = "用 Excel 或 WPS 打开，“另存为”一份没有密码的 .xlsx，或者另存为 CSV。"


def rows_of_workbook(data: bytes, faults: Faults) -> list[Row] | None:
    """The rows that are not empty; None with a diagnostic."""
    if refuse_foreign(data, faults):
        return None
    if not is_zip(data):
        faults.add("Y717", None, "这不是 .xlsx 表格，只是名字像", f"CSV 文件的名字要以 .csv 结尾。{_AGAIN}")
        return None
    try:
        if _refuse_parts(data, faults):
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of parts that it does not read
            return _rows(data, faults)
    except Exception as error:  # openpyxl raises many kinds for damaged or malicious files
        message = f"村庄表打不开，文件可能坏了（{type(error).__name__}）"
        faults.add("Y717", None, message, _AGAIN)
        return None


def _refuse_parts(data: bytes, faults: Faults) -> bool:
    """Whether the parts are encrypted or too large once unpacked (zipfile reads no part beyond its stated size)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        faults.add("Y717", None, "村庄表加了密码，打不开", _AGAIN)
    elif len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        message = f"村庄表解压后超过了 {LARGEST_UNPACKED // 1000 // 1000} MB"
        faults.add("Y710", None, message, "只留村名和要用的列，把它们复制到新的表格里，另存一份。")
    else:
        return False
    return True


def _rows(data: bytes, faults: Faults) -> list[Row] | None:
    from openpyxl import load_workbook  # slow to import: only where there is such a file

    book: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # those in the file may be wrong
        rows: list[Row] = []
        cells = 0
        for number, row in enumerate(sheet.iter_rows(max_row=LAST_ROW), 1):
            cells += len(row)
            texts = [_text(cell) for cell in row]
            if any(map(str.strip, texts)):
                if rows:  # cells that were never filled are not in the file
                    texts += [""] * (len(rows[0].cells) - len(texts))
                rows.append(Row(number, texts))
            if LIMITS.passed(len(rows), cells, faults):
                return None
        if not rows and len(book.worksheets) > 1:
            faults.add("Y711", None, f"第一张工作表“{sheet.title}”是空的", "只读第一张工作表：把村庄表移到最前面。")
            return None
        return rows
    finally:
        book.close()


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
