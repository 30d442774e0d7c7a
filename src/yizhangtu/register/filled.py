"""Rows of a filled register → what is overdue, open, not signed for, wrong or missing: numbers of rows, no names."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from yizhangtu.read.guide.dates import whole_date
from yizhangtu.read.tables.table import Row
from yizhangtu.register.columns import COMPUTED, NEEDED

FAR = 10_000  # numbers further apart are of different registers
THOUSAND = 1000  # a register begins at 1, or where numbers begin with the year at its first


class RegisterFinding(NamedTuple):
    """Something to be mended: what, and the numbers of the rows as the spreadsheet counts them."""

    what: str
    rows: tuple[int, ...]


class RegisterCheck(NamedTuple):
    """A filled register: how many are taken in, closed and open, the findings, and the numbers left out."""

    taken: int
    closed: int
    findings: tuple[RegisterFinding, ...]
    gaps: tuple[int, ...] = ()

    @property
    def open(self) -> int:
        return self.taken - self.closed

    @property
    def sound(self) -> bool:
        """Whether nothing is to be mended; what is open in time is no fault."""
        return not self.findings and not self.gaps


def is_head(cells: Iterable[str]) -> bool:
    """Whether a row is the head of a register."""
    return set(NEEDED) <= {cell.strip() for cell in cells}


def check_register(head: Sequence[str], rows: Iterable[Row], on: str) -> RegisterCheck:
    """Judge the rows below a head on a day (YYYY-MM-DD)."""
    names = [cell.strip() for cell in head]
    found: dict[str, list[int]] = {}
    numbers: list[int] = []
    taken = closed = 0
    for row in rows:
        cells = dict(zip(names, (cell.strip() for cell in row.cells), strict=False))
        if not any(text for name, text in cells.items() if name and name not in COMPUTED):
            continue
        taken += 1
        closed += bool(cells["办结日期"])
        number = cells["序号"].removesuffix(".0")
        if number.isascii() and number.isdecimal() and len(number) < 16:
            numbers.append(int(number))
        else:
            found.setdefault("序号不是数", []).append(row.number)
        for what in _wrong(cells, on):
            found.setdefault(what, []).append(row.number)
    twice = [number for number, times in Counter(numbers).items() if times > 1]
    findings = [
        RegisterFinding(what, tuple(at)) for what, at in sorted(found.items(), key=lambda one: ORDER.index(one[0]))
    ]
    if twice:
        findings.append(RegisterFinding(f"序号写了两次（{_listed(twice)}）", ()))
    return RegisterCheck(taken, closed, tuple(findings), _gaps(numbers))


ORDER = (
    "超期未办", "超期办结", "办结了没有领取签字", "没有受理日期", "日期看不懂", "办结早于受理", "承诺办结日没有算出来",
    "序号不是数",
)  # fmt: skip


def _wrong(cells: dict[str, str], on: str) -> list[str]:
    """What is wrong with one row."""
    days = {name: whole_date(cells[name]) for name in ("受理日期", "承诺办结日", "办结日期") if cells[name]}
    found = []
    if any(not day for day in days.values()):
        found.append("日期看不懂")
    start, due, done = (days.get(name) or "" for name in ("受理日期", "承诺办结日", "办结日期"))
    if not cells["受理日期"]:
        found.append("没有受理日期")
    elif not cells["承诺办结日"]:
        found.append("承诺办结日没有算出来")
    if start and done and done < start:
        found.append("办结早于受理")
    if cells["办结日期"]:
        found += ["超期办结"] if due and done > due else []
        found += ["办结了没有领取签字"] if not cells["领取签字"] else []
    elif due and on > due:
        found.append("超期未办")
    return found


def _gaps(numbers: Sequence[int]) -> tuple[int, ...]:
    """The numbers that are left out between the first of a register and the last."""
    if not numbers:
        return ()
    first, last = min(numbers), max(numbers)
    if last - first > FAR:
        return ()
    begin = max(1, (first - 1) // THOUSAND * THOUSAND + 1) if first else 0
    return tuple(sorted(set(range(begin, last + 1)) - set(numbers)))


def _listed(numbers: Sequence[int]) -> str:
    shown = "、".join(map(str, sorted(numbers)[:5]))
    return f"{shown} 等 {len(numbers)} 个" if len(numbers) > 5 else shown
