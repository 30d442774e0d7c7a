"""Bytes of an .xlsx file → its sheets.

The parts of the file are bounded by what its directory says before anything is unpacked; a child process with limits
then reads the cells (`read.tables.sheet_cells`).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

from yizhangtu.read.faults import Faults
from yizhangtu.read.tables.table import Range, Row, Sheet, TableLimits, is_zip, refuse_foreign
from yizhangtu.system import sandbox

# A row takes six times as long as in a .csv; this many take a few seconds.
LIMITS = TableLimits(30_000, 300_000, "另存为 CSV，可以到 120,000 行；或者只留要用的行和列。")
LARGEST_UNPACKED = 50 * 1000 * 1000  # bytes of all parts: 30,000 rows of twenty columns
LARGEST_INDEX = 4 * 1000 * 1000  # bytes of a part that holds no cells: styles, names, relations
MOST_PARTS = 1_000
DENSEST = 100  # bytes unpacked of one packed, in a part of more than 1 MB: cells reach 40
CONTENTS = ("xl/worksheets/", "xl/sharedStrings.xml", "word/document.xml", "word/media/", "content.xml")

_COPY = "只留要用的列，把它们复制到新的表格里，另存一份。"
_COSTS = {"time": "时间", "memory": "内存"}
_AGAIN = "用 Excel 或 WPS 打开，“另存为”一份没有密码的 .xlsx，或者另存为 CSV。"


def sheets_of_workbook(data: bytes, faults: Faults) -> list[Sheet] | None:
    """All sheets but those of charts; None with a diagnostic."""
    if refuse_foreign(data, faults):
        return None
    if not is_zip(data):
        faults.add("Y717", None, "这不是 .xlsx 表格，只是名字像", f"CSV 文件的名字要以 .csv 结尾。{_AGAIN}")
        return None
    try:
        if refuse_parts(data, faults):
            return None
        request = json.dumps([LIMITS.rows, LIMITS.cells]).encode() + b"\n" + data
        found = json.loads(sandbox.run("yizhangtu.read.child", "workbook", request))
    except sandbox.Stopped as stopped:
        if stopped.reason == "crash":
            faults.add("Y717", None, "表格打不开，文件可能坏了", _AGAIN)
        else:
            faults.add("Y710", None, f"表格太费{_COSTS[stopped.reason]}，没有读完", f"{_COPY}或者另存为 CSV。")
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        faults.add("Y717", None, "表格打不开，文件可能坏了", _AGAIN)
    else:
        return _sheets(found, faults)
    return None


def sheets_of_workbooks(files: Sequence[bytes]) -> list[list[Sheet] | None]:
    """The sheets of several workbooks, read in one process; None for one that is no workbook or beyond the limits,
    which is not reported. Raises MissingDependency where no process can be started."""
    sound = [_is_sound(data) for data in files]
    kept = [data for data, good in zip(files, sound, strict=True) if good]
    request = json.dumps([LIMITS.rows, LIMITS.cells, [len(data) for data in kept]]).encode() + b"\n" + b"".join(kept)
    try:
        found = json.loads(sandbox.run("yizhangtu.read.child", "workbooks", request)) if kept else []
    except (sandbox.Stopped, ValueError):
        found = [None] * len(kept)
    answers = iter(found)
    read = [next(answers) if good else None for good in sound]
    return [None if one is None else _sheets(one, Faults("")) for one in read]


def _is_sound(data: bytes) -> bool:
    """Whether a file is a workbook whose parts are within the limits."""
    try:
        return is_zip(data) and not refuse_parts(data, Faults(""))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        return False


def _sheets(found: Any, faults: Faults) -> list[Sheet] | None:
    """The sheets of the child's answer."""
    if isinstance(found, dict):
        rows, cells = found["passed"]
        LIMITS.passed(rows, cells, faults)
        return None
    return [
        Sheet(
            one["title"],
            one["visible"],
            [Row(*row) for row in one["rows"]],
            frozenset(one["hidden"]),
            tuple(Range(*corners) for corners in one["merged"]),
            tuple(tuple(place) for place in one["unvalued"]),
            tuple(tuple(place) for place in one["unsure"]),
        )
        for one in found
    ]


def refuse_parts(data: bytes, faults: Faults) -> bool:
    """Whether the parts of an Office file are encrypted or too large once unpacked, with a diagnostic. zipfile reads no
    part beyond its stated size."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        faults.add("Y717", None, "表格加了密码，打不开", _AGAIN)
    elif sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        faults.add("Y710", None, f"表格解压后超过了 {LARGEST_UNPACKED // 1000 // 1000} MB", _COPY)
    elif len(parts) > MOST_PARTS or any(map(_is_bomb, parts)):
        faults.add("Y710", None, "表格里有异常大的内容，不像填出来的表格", _COPY)
    else:
        return False
    return True


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    """Whether a part is larger than any that a spreadsheet program writes."""
    if not part.filename.startswith(CONTENTS) and part.file_size > LARGEST_INDEX:
        return True
    return part.file_size > 1000 * 1000 and part.file_size > DENSEST * part.compress_size
