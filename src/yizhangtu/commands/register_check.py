"""Filled registers (受理登记簿.xlsx) → what is overdue, open, not signed for, wrong or left out. No names are given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.errors import UsageError
from yizhangtu.read.faults import Faults
from yizhangtu.read.guide.dates import day_asked
from yizhangtu.read.tables.table import Sheet
from yizhangtu.read.tables.workbook import sheets_of_workbook
from yizhangtu.register.columns import NEEDED, SHEET
from yizhangtu.register.filled import RegisterCheck, check_register, is_head
from yizhangtu.system import clock, outputs

LOOKED_THROUGH = 10  # rows in which the head is looked for


class CheckedRegister(NamedTuple):
    """A file with its result, or why it could not be read."""

    file: str
    check: RegisterCheck | None
    diagnostics: tuple[Diagnostic, ...] = ()


def check_registers(files: Sequence[str], on: str = "") -> tuple[CheckedRegister, ...]:
    """Check each file, as of a day (by default today); one that cannot be read does not stop the others. Raises
    UsageError where there is no file or the day is no date."""
    if not files:
        raise UsageError("要写登记簿的文件名", "如 yizhangtu register check 甲村.受理登记簿.xlsx")
    day = day_asked(on) or clock.today()
    return tuple(_check(name, day) for name in dict.fromkeys(files))


def _check(name: str, day: str) -> CheckedRegister:
    faults = Faults(name)
    data = outputs.content(Path(name))
    if data is None:
        faults.add("Y127", faults.at(1, 1), "没有这个文件，或者读不了", "写填好的 .xlsx 登记簿。")
        return CheckedRegister(name, None, faults.sorted())
    sheets = sheets_of_workbook(data, faults)
    found = _register_of(sheets) if sheets is not None else None
    if found is None:
        if not len(faults):
            message = f"不是受理登记簿：没有一行写着{'、'.join(NEEDED)}"
            faults.add("Y764", faults.at(1, 1), message, "列名不要改；登记簿用 build -m register 做。")
        placed = (one if one.span else one._replace(span=faults.at(1, 1)) for one in faults.sorted())
        return CheckedRegister(name, None, tuple(placed))
    sheet, head = found
    rows = sheet.rows[head + 1 :]
    return CheckedRegister(name, check_register(sheet.rows[head].cells, rows, day))


def _register_of(sheets: Sequence[Sheet]) -> tuple[Sheet, int] | None:
    """The sheet of the register, with the place of its head among its rows."""
    for sheet in sorted(sheets, key=lambda one: one.title != SHEET):
        for at, row in enumerate(sheet.rows[:LOOKED_THROUGH]):
            if is_head(row.cells):
                return sheet, at
    return None
