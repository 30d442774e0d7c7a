"""Village tables for tests, and what was read of them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl

from helpers.reading import at
from yizhangtu.read import ReadVillages, read_villages

CSV, XLSX = "flows/村庄.csv", "flows/村庄.xlsx"
PLAIN = "村名,编码,站名\n甲村,000001,甲站\n乙村,000002,乙站\n"


def csv(text: str | bytes) -> ReadVillages:
    return read_villages(text.encode() if isinstance(text, str) else text, CSV)


def book(*rows: Any, formats: dict[str, str] | None = None, sheets: int = 1) -> bytes:
    """A workbook with these rows in its first sheet."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(row)
    for place, shape in (formats or {}).items():
        sheet[place].number_format = shape
    for _ in range(1, sheets):
        made.create_sheet().append(["村名"])
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def saved(made: openpyxl.Workbook) -> bytes:
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def xlsx(*rows: Any, **more: Any) -> ReadVillages:
    return read_villages(book(*rows, **more), XLSX)


def reported(result: ReadVillages) -> list[str]:
    return [at(fault) for fault in result.diagnostics]


def columns(result: ReadVillages) -> list[dict[str, str]]:
    """The rows without a fault among them."""
    assert reported(result) == []
    return [dict(village.columns) for village in result.villages]


def changed_part(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with one part changed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new) if name == part else content)
    return result.getvalue()
