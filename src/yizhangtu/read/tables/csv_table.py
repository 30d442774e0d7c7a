"""Bytes of a .csv file → its rows: UTF-8 or GB18030, with commas, semicolons or tabs as delimiters."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator

from yizhangtu.read.faults import Faults
from yizhangtu.read.tables.table import Row, TableLimits, is_zip, refuse_foreign
from yizhangtu.read.yaml.decode import looks_utf16

LIMITS = TableLimits(
    120_000, 2_000_000, "只留要用的行和列，另存一份。"
)  # a province has some tens of thousands of villages
DELIMITERS = (",", ";", "\t")
_TEXT_MARKS = ("=", "'")
_AS_TEXT = re.compile(r"=\"([^\"]+)\"|'(\d+)")
_SAVE = "用 Excel 打开，“另存为”→类型选“CSV UTF-8”。"


def rows_of_csv(data: bytes, is_head: Callable[[list[str]], bool], faults: Faults) -> list[Row] | None:
    """The rows that are not empty; None with a diagnostic. `is_head` tells whether a row has the column names."""
    if refuse_foreign(data, faults):
        return None
    if is_zip(data):
        hint = "把文件名的结尾改成 .xlsx，辖区文件里也照样改；或者在 Excel 里另存为 CSV。"
        faults.add("Y705", None, "这是 Excel 表格或者压缩包，不是 CSV", hint)
        return None
    text = _decoded(data.rstrip(b"\x1a"), is_head, faults)  # the end of a file, as old programs mark it
    return None if text is None else _rows(text, _delimiter(text, is_head), faults)


def _decoded(data: bytes, is_head: Callable[[list[str]], bool], faults: Faults) -> str | None:
    """The text in the encoding of the BOM, else UTF-8 if it is valid, else GB18030, which Chinese Excel writes."""
    marked = data.startswith(codecs.BOM_UTF8)
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if looks_utf16(data):
        faults.add("Y102", None, "文件的编码像是 UTF-16，要用 UTF-8 或者 GBK", _SAVE)
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start
    try:
        text = data.decode("gb18030") if not marked else ""
    except UnicodeDecodeError:
        text = ""
    # A damaged UTF-8 file can often be decoded as GB18030, but its column names are then nonsense.
    damaged = data.decode("utf-8", "replace")
    if text and (_has_head(text, is_head) or not _has_head(damaged, is_head)):
        return text
    line = data.count(b"\n", 0, start) + 1
    message = f"第 {line} 行有不是 UTF-8、也不是 GBK 的内容，文件可能损坏了"
    faults.add("Y102", faults.at(line, 1), message, _SAVE)
    return None


def _has_head(text: str, is_head: Callable[[list[str]], bool]) -> bool:
    return is_head(_first(text, _delimiter(text, is_head)))


def _delimiter(text: str, is_head: Callable[[list[str]], bool]) -> str:
    """The delimiter with which the first row has the column names, or else the most cells."""
    firsts = {sign: _first(text, sign) for sign in DELIMITERS}
    return max(DELIMITERS, key=lambda sign: (is_head(firsts[sign]), len(firsts[sign])))  # the first of equals


def _first(text: str, delimiter: str) -> list[str]:
    """The first row that is not empty."""
    try:
        return next((row for row in _read(text, delimiter) if any(map(str.strip, row))), [])
    except csv.Error:
        return []


def _read(text: str, delimiter: str) -> Iterator[list[str]]:
    """Rows of the text. Strict, as an unclosed quote would otherwise put the rest of the file into one cell."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _plain(cell: str) -> str:
    """Without the marks with which people keep a spreadsheet from reading 001 as a number: ="001", '001."""
    match = _AS_TEXT.fullmatch(cell)
    return cell if match is None else match[1] or match[2]


def _rows(text: str, delimiter: str, faults: Faults) -> list[Row] | None:
    rows: list[Row] = []
    number = cells = 0
    try:
        for number, row in enumerate(_read(text, delimiter), 1):
            cells += len(row)
            if any(map(str.strip, row)):
                rows.append(Row(number, [_plain(cell) if cell[:1] in _TEXT_MARKS else cell for cell in row]))
            if LIMITS.passed(len(rows), cells, faults):
                return None
    except csv.Error as error:
        what = "有一格的字太多" if "field limit" in str(error) else "英文双引号没有成对"
        hint = '多半是少了一个英文双引号：一格里有逗号或换行时，整格两头各写一个 "，格子里的 " 写成 ""。'
        faults.add("Y715", faults.at(number + 1, 1), f"从第 {number + 1} 行起读不出来：{what}", hint)
        return None
    return rows
