"""Bytes of a .docx file → paragraphs and grids."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from yizhangtu.read.faults import Faults
from yizhangtu.read.originals.original import Block, Grid, SourceCell, SourceParagraph, grid
from yizhangtu.read.tables.workbook import refuse_parts
from yizhangtu.system import sandbox

_AGAIN = "用 Word 或 WPS 打开，“另存为”一份没有密码的 .docx。"


def word_blocks(data: bytes, faults: Faults) -> tuple[Block, ...] | None:
    """The paragraphs and tables of a .docx file; None with a diagnostic."""
    try:
        if refuse_parts(data, faults):
            return None
        found = json.loads(sandbox.run("yizhangtu.read.child", "word", data))
    except sandbox.Stopped as stopped:
        what = "文档打不开，文件可能坏了" if stopped.reason == "crash" else "文档太大，没有读完"
        faults.add("Y717", None, what, _AGAIN)
        return None
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        faults.add("Y717", None, "文档打不开，文件可能坏了", _AGAIN)
        return None
    if _has_macros(data):
        faults.add("Y771", None, "文档里有宏，没有运行", "只读了文字和表格。")
    return _blocks(found)


def _has_macros(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(name.endswith("vbaProject.bin") for name in archive.namelist())


def _blocks(found: list[dict[str, Any]]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    paragraphs = tables = 0
    first = 0  # number of the first cell of a block
    for one in found:
        if "rows" in one:
            tables += 1
            blocks.append(_table(one["rows"], f"第{tables}个表格", first))
            first += 1 + max((number for row in one["rows"] for _, number in row), default=0)
        else:
            paragraphs += 1
            cell = SourceCell(one["text"].strip(), f"第{paragraphs}段", first)
            first += 1
            blocks.append(SourceParagraph(cell, one["heading"], one["numbered"]))
    return tuple(blocks)


def _table(rows: list[list[tuple[str, int]]], where: str, first: int) -> Grid:
    seen: dict[int, SourceCell] = {}
    lines = []
    for row, texts in enumerate(rows, 1):
        line = []
        for column, (text, number) in enumerate(texts, 1):
            place = f"{where}第{row}行第{column}列"
            line.append(seen.setdefault(number, SourceCell(text.strip(), place, first + number)))
        lines.append(line)
    return grid("", lines)
