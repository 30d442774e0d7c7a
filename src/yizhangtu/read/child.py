"""The child process that reads files of strangers: `python -m yizhangtu.read.child TASK < file > answer`."""

from __future__ import annotations

from yizhangtu.system import sandbox


def _pixels(data: bytes) -> bytes:
    from yizhangtu.read.pixels import pixels

    return pixels(data)


def _workbook(data: bytes) -> bytes:
    from yizhangtu.read.tables.sheet_cells import all_sheets

    return all_sheets(data)


def _codes(data: bytes) -> bytes:
    from yizhangtu.read.photo_codes import photo_codes

    return photo_codes(data)


def _photo(data: bytes) -> bytes:
    from yizhangtu.read.photo_codes import small_copy

    return small_copy(data)


TASKS = {"codes": _codes, "photo": _photo, "pixels": _pixels, "workbook": _workbook}

if __name__ == "__main__":
    sandbox.serve(TASKS)
