"""A table beside the project file, as a definition names it → its rows, and what was read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from yizhangtu.build.sources import digest_of, table_source
from yizhangtu.model.diagnostics import Diagnostic, Text
from yizhangtu.model.words import did_you_mean, shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.notice.data_table import DataTable, Wanted, read_data
from yizhangtu.read.project.project import TABLE_SUFFIXES
from yizhangtu.style.notice_words import NoticeWords
from yizhangtu.system import inputs, machine

ReferredFile = tuple[str, str, str]  # folder, name and digest of a file that a definition or project file names


class TableRead(NamedTuple):
    """The rows of a table, None with a diagnostic where there are none; the faults of the file, and what was read."""

    table: DataTable | None
    faults: Faults
    files: tuple[ReferredFile, ...]


class LastTable:
    """The table that was read last, with its faults: all villages of a list may share one."""

    def __init__(self) -> None:
        self._of: object = None
        self._table: DataTable | None = None
        self._faults: tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]] = ((), ())

    def read(
        self, of: object, faults: Faults, named: Faults, read: Callable[[Faults, Faults], DataTable | None]
    ) -> DataTable | None:
        """The table, read by `read` unless it is the last one; `of` is all that it depends on."""
        if of != self._of:
            own = Faults(faults.file), Faults(named.file)
            self._table, self._of = read(*own), of
            self._faults = own[0].sorted(), own[1].sorted()
        for side, found in zip((faults, named), self._faults, strict=True):
            for one in found:
                side.add(one.code, one.span, one.message, one.hint, one.related)
        return self._table


def read_table(
    name: Text,
    folder: str,
    wanted: Wanted,
    words: NoticeWords,
    named: Faults,
    village: str = "",
    period: str = "",
    last: LastTable | None = None,
) -> TableRead:
    """Read a table. `named` are the faults of the definition; `village` and `period` (2026年10月) say whose data it is,
    for the message that it is missing; `last` keeps the table for the next village."""
    path = Path(folder)
    found = table_source(path, name)
    files = ((folder, str(name), digest_of(found)),)
    faults = Faults((path / name).as_posix())
    if found is None:
        hint = "把表格本身放到辖区文件旁边，不要放链接。"
        named.add("Y703", name.span, f"“{shortened(name, 60)}”是链接，指到了项目文件夹外面", hint)
        return TableRead(None, faults, files)
    faults = Faults(found.file)
    if found.data is None:
        file = Path(name).name
        beside = inputs.tables_beside((path / name).parent, TABLE_SUFFIXES)
        close = [one for one in beside if _of_same(one, file, village)]
        hint = did_you_mean(file, close, f"把表格放到 {found.file}。")
        whose = f"{village}{period}".strip()
        message = f"{f'{whose}的' if whose else ''}数据文件找不到：{found.file}（{found.problem}）"
        named.add("Y831", name.span, message, hint)
        return TableRead(None, faults, files)
    if name.lower().endswith(".xlsx"):
        machine.need_package("openpyxl", "openpyxl")
    data = found.data
    table = (last or LastTable()).read(
        (*files, wanted), faults, named, lambda own, others: read_data(data, wanted, words, own, others)
    )
    return TableRead(table, faults, files)


def _of_same(name: str, wanted: str, village: str) -> bool:
    """Whether a file can be the one that is wanted under a misspelt name: not that of another village or period."""
    numbers = [re.findall(r"\d+", one) for one in (name, wanted)]
    return numbers[0] == numbers[1] and (village not in wanted or village in name)
