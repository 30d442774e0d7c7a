"""The bytes of a ledger file → its records, and what is wrong with them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from yizhangtu.ledger.days import days_before
from yizhangtu.ledger.record import FIRST, HEAD, LARGEST, BadLine, Record, record_of

_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?([+-])(\d\d):(\d\d)")
_SUFFIX = re.compile(r"(?:\.分叉\d+)?\.jsonl$")


class Fault(NamedTuple):
    """Something wrong with a file. `line` counts from 1; 0 for the file as a whole."""

    code: str
    line: int
    message: str


class Chain(NamedTuple):
    """One file: its records in order, what is wrong, and the last line where it is only half written (it is no record
    and no fault: the next writer moves it aside)."""

    name: str
    records: tuple[Record, ...]
    faults: tuple[Fault, ...] = ()
    half: bytes = b""

    @property
    def head(self) -> str:
        """The state of the file as reports name it: 账 号 and the beginning of the hash of its last line."""
        last = self.records[-1] if self.records else None
        return f"{last.account} {last.number} {last.digest[:HEAD]}" if last else f"{account_of(self.name)} 0"


def records_of(data: bytes, kinds: Iterable[str]) -> Iterator[Record]:
    """The whole records of some kinds in a file, without its chain: lines of other kinds are not parsed, which takes
    most of the time."""
    wanted = tuple(kinds)
    marks = [mark for kind in wanted if (mark := f'"事":"{kind}"'.encode()) in data]
    for line in data.split(b"\n")[:-1] if marks else ():
        if any(mark in line for mark in marks):
            with suppress(BadLine):
                record = record_of(line)
                if record.kind in wanted:  # a text may quote the mark
                    yield record


def account_of(name: str) -> str:
    """The account (账) that a file name stands for: 甲村.3f9k2 for 甲村.3f9k2.jsonl."""
    return _SUFFIX.sub("", name)


def read_chain(name: str, data: bytes) -> Chain:
    """All whole records of a file. A damaged line costs that record only: the rest is read."""
    if len(data) > LARGEST:
        return Chain(name, (), (Fault("Y741", 0, f"超过 {LARGEST // 1024 // 1024} MB，没有读"),))
    lines = data.split(b"\n")
    half = lines.pop()
    records: list[Record] = []
    faults: list[Fault] = []
    damaged = False
    for number, line in enumerate(lines, 1):
        try:
            record = record_of(line)
        except BadLine as bad:
            faults.append(Fault("Y741", number, str(bad)))
            damaged = True
            continue
        faults += _broken(records[-1] if records else None, record, account_of(name), number, damaged)
        damaged = False
        records.append(record)
    return Chain(name, tuple(records), tuple(faults), half)


def _broken(last: Record | None, record: Record, account: str, line: int, damaged: bool) -> Iterable[Fault]:
    """How a record does not follow the last whole one. After a damaged line only its own number can be judged."""
    if record.account != account:
        yield Fault("Y744", line, f"是账“{record.account}”的记录，不是这个文件的")
        return
    expected = last.number + 1 if last else 1
    if damaged and record.number > expected:
        return
    if record.number != expected:
        yield Fault("Y744", line, f"号是 {record.number}，应当是 {expected}：少了或者换了位置")
    elif record.before != (last.digest if last else FIRST):
        yield Fault("Y744", line, f"第 {record.number} 号接的不是上一条：上一条被改过，或者换过")
    if last and last.moment != record.moment and moments_back(last.moment, record.moment):
        yield Fault("Y743", line, f"第 {record.number} 号写于 {record.moment}，比上一条还早：电脑的时间调过")


def moments_back(one: str, other: str) -> bool:
    """Whether a moment is earlier than one before it. Both are ISO 8601 with a zone."""
    if one[19:] == other[19:] and len(one) == len(other) and _MOMENT.fullmatch(one) and _MOMENT.fullmatch(other):
        return other < one  # in one zone
    return _utc(other) < _utc(one)


def _utc(moment: str) -> tuple[int, ...]:
    """A moment as a sortable value: minutes of UTC, seconds. A text that is no moment sorts first."""
    found = _MOMENT.fullmatch(moment)
    if not found:
        return ()
    year, month, day, hour, minute, second = map(int, found.groups()[:6])
    zone = (int(found[8]) * 60 + int(found[9])) * (1 if found[7] == "+" else -1)
    return (days_before(year, month, day) * 1440 + hour * 60 + minute - zone, second)


def as_written(records: Iterable[Record]) -> list[Record]:
    """Records of any accounts by the moment at which they were written, whatever the zone of each computer; those of
    one account in their own order, even where its clock was set back in between (Y743)."""
    latest: dict[str, tuple[int, ...]] = {}
    keyed = []
    for one in sorted(records, key=_own_order):
        latest[one.account] = max(latest.get(one.account, ()), _utc(one.moment))
        keyed.append((latest[one.account], one))
    return [one for _, one in sorted(keyed, key=lambda pair: pair[0])]


def _own_order(record: Record) -> tuple[str, int]:
    return record.account, record.number


class Corrected(NamedTuple):
    """A record as it holds: with the values of the latest 更正 that names it, and the places of all that do."""

    record: Record
    by: tuple[str, ...] = ()


def in_force(records: Sequence[Record]) -> list[Corrected]:
    """All records but corrections, each with what corrections (更正) say of it: the latest of them holds."""
    changes: dict[str, list[Record]] = {}
    for one in records:
        if one.kind == "更正":
            changes.setdefault(one.text("原"), []).append(one)
    found: list[Corrected] = []
    for one in records:
        if one.kind == "更正":
            continue
        named = changes.get(one.place) if changes else None
        if not named:
            found.append(Corrected(one))
            continue
        own = as_written(named)
        values = dict(one.values)
        for change in own:
            right = change.values.get("应为")
            values.update(right if isinstance(right, dict) else {})
        found.append(Corrected(one._replace(values=values), tuple(change.place for change in own)))
    return found
