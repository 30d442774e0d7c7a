"""The child process that reads files of strangers: `python -m yizhangtu.read.child TASK < file > answer`."""

from __future__ import annotations

from yizhangtu.system import sandbox


def _pixels(data: bytes) -> bytes:
    from yizhangtu.read.pixels import pixels

    return pixels(data)


def _workbook(data: bytes) -> bytes:
    from yizhangtu.read.tables.sheet_cells import all_sheets

    return all_sheets(data)


def _workbooks(data: bytes) -> bytes:
    from yizhangtu.read.tables.sheet_cells import sheets_of_each

    return sheets_of_each(data)


def _codes(data: bytes) -> bytes:
    from yizhangtu.read.photo_codes import photo_codes

    return photo_codes(data)


def _photo(data: bytes) -> bytes:
    from yizhangtu.read.photo_codes import photo_and_copy

    return photo_and_copy(data)


def _word(data: bytes) -> bytes:
    from yizhangtu.read.originals.word_document import blocks

    return blocks(data)


def _old_workbook(data: bytes) -> bytes:
    from yizhangtu.read.originals.old_workbook import old_sheets

    return old_sheets(data)


def _pdf_text(data: bytes) -> bytes:
    from yizhangtu.read.originals.pdf_text import pdf_text

    return pdf_text(data)


TASKS = {
    "codes": _codes, "old_workbook": _old_workbook, "pdf_text": _pdf_text, "photo": _photo, "pixels": _pixels,
    "word": _word, "workbook": _workbook, "workbooks": _workbooks,
}  # fmt: skip

if __name__ == "__main__":
    sandbox.serve(TASKS)
