"""Bytes of an .xls or .ods file → its sheets as JSON. Runs in a child process with limits (`read.child`)."""

from __future__ import annotations

import io
import json

MOST_ROWS, MOST_COLUMNS = 30_000, 200


def old_sheets(data: bytes) -> bytes:
    """JSON: for each sheet its title, whether it is visible, rows of texts, and merged ranges (first row, first
    column, last row, last column, from 1)."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = []
    for about in book.sheets_metadata:
        sheet = book.get_sheet_by_name(about.name)
        rows = [[_text(value) for value in row[:MOST_COLUMNS]] for row in sheet.to_python(False)[:MOST_ROWS]]
        merged = [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in
                  sheet.merged_cell_ranges or ()]  # fmt: skip
        visible = about.visible == SheetVisibleEnum.Visible
        found.append({"title": about.name, "visible": visible, "rows": rows, "merged": merged})
    return json.dumps(found).encode()


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    moment = getattr(value, "isoformat", None)  # a date, a time, or both
    return str(moment()).removesuffix("T00:00:00").replace("T", " ") if moment else str(value)
