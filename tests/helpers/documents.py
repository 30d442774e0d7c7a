"""Documents of Word and Excel for tests, made from rows and paragraphs."""

import io
from collections.abc import Sequence

import docx
import openpyxl

Row = Sequence[object]


def workbook(rows: Sequence[Row], merged: Sequence[str] = (), title: str = "Sheet1") -> bytes:
    """An .xlsx file of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    return _bytes(book)


def _bytes(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def word(*parts: str | Sequence[Sequence[str]]) -> bytes:
    """A .docx file of paragraphs and tables; “# ” begins a heading, “1) ” a paragraph that Word numbers."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            if part.startswith("# "):
                document.add_heading(part[2:], 1)
            elif part.startswith("1) "):
                document.add_paragraph(part[3:], style="List Number")
            else:
                document.add_paragraph(part)
            continue
        table = document.add_table(rows=0, cols=len(part[0]))
        for row in part:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    return _bytes(document)
