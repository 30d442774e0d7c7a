"""New records → lines at the end of this computer's file of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from yizhangtu.ledger.record import FIRST, FORMAT, OPENED, BadLine, Record, line_of, record_of
from yizhangtu.model.errors import UsageError
from yizhangtu.system import clock
from yizhangtu.system.filenames import FORBIDDEN
from yizhangtu.system.ledger import files as ledger_files

Entry = tuple[str, Mapping[str, object]]  # 事 and the further keys
NAME = "台账"  # of a file whose project names no town


def write_records(
    folder: Path, writer: str, entries: Sequence[Entry], waiting: Callable[[Path], object] = lambda folder: None
) -> tuple[Record, ...]:
    """Append records, all in one write, and return them. `writer` names this computer's file where it has none yet.

    Raises UsageError where a record is too long, MissingDependency where the ledger cannot be written.
    """
    if not entries:
        return ()
    name = FORBIDDEN.sub("_", writer).strip(". ") or NAME
    with ledger_files.writing(folder, waiting):
        account = ledger_files.own_account(folder)
        new = account is None or not _is_whole(folder, account)
        account = ledger_files.new_account(folder, name) if new or account is None else account
        written: list[Record] = []

        def lines(last: bytes) -> bytes:
            written.clear()
            before = record_of(last) if last else None
            return b"".join(_lines(account, name, before, entries, written))

        try:
            ledger_files.append(folder / f"{account}{ledger_files.SUFFIX}", lines)
        except BadLine as bad:
            raise UsageError(str(bad), "把备注写短一些，或者分成几条") from None
        if new:
            ledger_files.remember(folder, account)
    return tuple(one for one in written if one.kind != OPENED)


def _is_whole(folder: Path, account: str) -> bool:
    """Whether the last line of a file is a record that another can follow. A damaged file is not written on."""
    last, _ = ledger_files.last_lines(folder / f"{account}{ledger_files.SUFFIX}")
    try:
        return not last or record_of(last).account == account
    except BadLine:
        return False


def _lines(
    account: str, unit: str, last: Record | None, entries: Sequence[Entry], written: list[Record]
) -> Sequence[bytes]:
    moment = clock.instant()
    opening: list[Entry] = [] if last else [(OPENED, {"格式": FORMAT, "单位": unit})]
    found: list[bytes] = []
    for kind, values in (*opening, *entries):
        number, before = (last.number + 1, last.digest) if last else (1, FIRST)
        line = line_of(Record(account, number, before, moment, kind, values))
        last = record_of(line)
        found.append(line)
        written.append(last)
    return found
