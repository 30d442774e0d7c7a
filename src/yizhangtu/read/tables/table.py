"""Rows of tables, their limits, and files that are neither .csv nor .xlsx."""

from collections.abc import Sequence
from typing import NamedTuple

from yizhangtu.read.faults import Faults

LARGEST = 20 * 1024 * 1024  # bytes of the file: 100,000 rows take 6 MiB as .csv; decoded, it may be ten times as large
MOST_COLUMNS = 200

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc", "压缩包"),
)
_SAVE = "用 Excel 或 WPS 打开，“另存为”→类型选“Excel 工作簿（.xlsx）”或“CSV”。"


class Row(NamedTuple):
    """One row: its number as a spreadsheet counts, and the text of its cells from the first column on."""

    number: int
    cells: Sequence[str]


class Range(NamedTuple):
    """Merged cells, both corners included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """A sheet of a workbook: rows that are not empty, and what its cells do not show. Places are (row, column), both
    from 1: of formulas without a stored value, and of cells whose number format is not understood."""

    title: str
    visible: bool
    rows: list[Row]
    hidden: frozenset[int] = frozenset()
    merged: tuple[Range, ...] = ()
    unvalued: tuple[tuple[int, int], ...] = ()
    unsure: tuple[tuple[int, int], ...] = ()


def is_zip(data: bytes) -> bool:
    """Whether this is a ZIP file, as every .xlsx is."""
    return data.startswith(b"PK\x03\x04")


def refuse_foreign(data: bytes, faults: Faults) -> bool:
    """Whether the contents are neither .csv nor .xlsx, with a diagnostic."""
    if len(data) > LARGEST:
        message = f"表格超过了 {LARGEST // 1024 // 1024} MiB"
        faults.add("Y710", None, message, "只留要用的列，另存一份。")
    elif data.startswith(_OLD_OFFICE) and _ENCRYPTED in data:
        faults.add("Y717", None, "表格加了密码，打不开", "在 Excel 里去掉密码，再保存。")
    elif data.startswith(_OLD_OFFICE):
        faults.add("Y705", None, "这是旧版 Excel 表格（.xls），不能读取", _SAVE)
    elif data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        faults.add("Y705", None, "这是网页（HTML、XML），不是表格：从网上系统导出的表格常是这样", _SAVE)
    else:
        for mark, name in _OTHERS:
            if data.startswith(mark):
                faults.add("Y705", None, f"这是{name}，不是表格", _SAVE)
                return True
        return False
    return True


class TableLimits(NamedTuple):
    """The most rows that are not empty, the most cells including empty ones, and the hint for larger tables."""

    rows: int
    cells: int
    instead: str

    def passed(self, rows: int, cells: int, faults: Faults) -> bool:
        """Whether a table is beyond the limits, with a diagnostic."""
        if rows > self.rows:
            faults.add("Y710", None, f"表格超过了 {self.rows:,} 行", self.instead)
        elif cells > self.cells:
            hint = f"右边很远的地方可能有空格子：把要用的部分复制到新的表格里。{self.instead}"
            faults.add("Y710", None, f"表格超过了 {self.cells:,} 格", hint)
        else:
            return False
        return True
