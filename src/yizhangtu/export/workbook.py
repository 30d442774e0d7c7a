"""Rows of texts → an .xlsx workbook. Equal input gives equal bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import NamedTuple

EPOCH = (1980, 1, 1, 0, 0, 0)  # of every part of the ZIP
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class TextSheet(NamedTuple):
    """A sheet: its heads, rows of texts, and the widths of its columns in characters."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()


def workbook(sheets: Sequence[TextSheet]) -> bytes:
    """A workbook whose cells are all of type text: nothing is taken for a number, a date or a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)
    for one in sheets:
        sheet = book.create_sheet(one.title)
        for line in (one.heads, *one.rows):
            sheet.append([""] * len(line))
            for column, text in enumerate(line, 1):
                cell = sheet.cell(sheet.max_row, column)
                cell.value = text
                cell.data_type = "s"  # never a formula or a number
                cell.number_format = "@"
                cell.alignment = Alignment(vertical="top", wrap_text=True)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for column, width in enumerate(one.widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return undated(out.getvalue())


def undated(data: bytes) -> bytes:
    """The same workbook without the moment at which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as found, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in found.infolist():
            content = found.read(part)
            if part.filename == "docProps/core.xml":
                content = _DATES.sub(rb"\g<1>2000-01-01T00:00:00Z\g<3>", content)
            made.writestr(zipfile.ZipInfo(part.filename, EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def safe_cell(text: str) -> str:
    """A cell of a CSV that no spreadsheet takes for a formula: an apostrophe before what begins like one."""
    return f"'{text}" if text.startswith(FORMULA) else text
