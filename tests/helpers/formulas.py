"""The values of the formulas of a workbook, computed apart from the program that wrote them: what a spreadsheet shows.

Only the functions are here that the forms use; an unknown one fails. Dates are serial numbers as in .xlsx (day 1 is
1900-01-01, with the day 1900-02-29 that there was not).
"""

from __future__ import annotations

import calendar
import datetime
import io
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import openpyxl
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import range_boundaries

EPOCH = datetime.date(1899, 12, 30)
Value = Any  # float, str, bool, None; a list of rows for a range


def serial(day: datetime.date | str) -> int:
    """A date as a serial number."""
    if isinstance(day, str):
        day = datetime.date.fromisoformat(day)
    return (day - EPOCH).days


def day_of(number: float) -> datetime.date:
    """The date of a serial number."""
    return EPOCH + datetime.timedelta(days=int(number))


class Book:
    """A workbook whose cells can be filled in and computed. `today`: what TODAY() answers."""

    def __init__(self, data: bytes, today: str = "2026-12-01") -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.today = today
        self.known: dict[tuple[str, str], Value] = {}  # of formulas, until something is typed

    def fill(self, sheet: str, cell: str, value: object) -> None:
        """Type a value into a cell."""
        self.book[sheet][cell].value = value
        self.known.clear()

    def value(self, sheet: str, cell: str) -> Value:
        """What a cell shows."""
        return _Sheet(self, sheet).cell(cell)

    def day(self, sheet: str, cell: str) -> str:
        """A cell that shows a date, as YYYY-MM-DD; "" for an empty one."""
        found = self.value(sheet, cell)
        return day_of(found).isoformat() if isinstance(found, int | float) else str(found or "")


class _Sheet:
    def __init__(self, book: Book, name: str) -> None:
        self.book, self.name = book, name

    def cell(self, place: str) -> Value:
        found = self.book.book[self.name][place].value
        if isinstance(found, datetime.datetime):
            return serial(found.date())
        if isinstance(found, datetime.date):
            return serial(found)
        if isinstance(found, str) and found.startswith("="):
            known = self.book.known
            if (self.name, place) not in known:
                known[self.name, place] = _Formula(self, _tokens(found)).value()
            return known[self.name, place]
        return found

    def range(self, text: str) -> list[list[Value]]:
        left, top, right, bottom = range_boundaries(text)
        sheet = self.book.book[self.name]
        top, bottom = top or 1, bottom or sheet.max_row
        return [
            [self.cell(sheet.cell(row, column).coordinate) for column in range(left, right + 1)]
            for row in range(top, bottom + 1)
        ]


@cache
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(one for one in Tokenizer(text).items if one.type != "WHITE-SPACE")


class _Formula:
    """A parser by precedence over openpyxl's tokens."""

    LEVELS = (("=", "<>", "<", "<=", ">", ">="), ("&",), ("+", "-"), ("*", "/"))

    def __init__(self, sheet: _Sheet, tokens: Sequence[Token]) -> None:
        self.sheet = sheet
        self.tokens = tokens
        self.at = 0

    def value(self) -> Value:
        found = self.binary(0)
        assert self.at == len(self.tokens), [one.value for one in self.tokens[self.at :]]
        return found

    def binary(self, level: int) -> Value:
        if level == len(self.LEVELS):
            return self.single()
        left = self.binary(level + 1)
        while self.at < len(self.tokens) and self.tokens[self.at].type == "OPERATOR-INFIX":
            sign = self.tokens[self.at].value
            if sign not in self.LEVELS[level]:
                break
            self.at += 1
            left = _operate(sign, left, self.binary(level + 1))
        return left

    def single(self) -> Value:
        token = self.tokens[self.at]
        self.at += 1
        if token.type == "OPERATOR-PREFIX":
            return -_number(self.single())
        if token.type == "PAREN":
            found = self.binary(0)
            self.at += 1
            return found
        if token.type == "FUNC":
            return self.call(token.value[:-1])
        if token.subtype == "TEXT":
            return token.value[1:-1].replace('""', '"')
        if token.subtype == "RANGE":
            return self.reference(token.value)
        if token.subtype == "LOGICAL":
            return token.value == "TRUE"
        return float(token.value)

    def reference(self, text: str) -> Value:
        sheet, _, place = text.rpartition("!")
        target = _Sheet(self.sheet.book, sheet.strip("'")) if sheet else self.sheet
        place = place.replace("$", "")
        return target.range(place) if ":" in place else target.cell(place)

    def call(self, name: str) -> Value:
        parts: list[list[Any]] = [[]]
        depth = 0
        while True:
            token = self.tokens[self.at]
            self.at += 1
            opens, closes = token.subtype == "OPEN", token.subtype == "CLOSE"
            if closes and not depth:
                break
            depth += opens - closes
            if token.type == "SEP" and not depth:
                parts.append([])
            else:
                parts[-1].append(token)
        given = [(lambda part=part: _Formula(self.sheet, part).value()) for part in parts if part]
        if name == "IF":
            return given[1]() if given[0]() else given[2]()
        if name == "TODAY":
            return serial(self.sheet.book.today)
        return FUNCTIONS[name](*(one() for one in given))


def _number(value: Value) -> float:
    if value is None:
        return 0
    assert isinstance(value, int | float), value  # a text in arithmetic is #VALUE!
    return value


def _operate(sign: str, left: Value, right: Value) -> Value:
    if sign == "&":
        return _shown(left) + _shown(right)
    if sign in "+-*/":
        one, other = _number(left), _number(right)
        return {"+": lambda: one + other, "-": lambda: one - other, "*": lambda: one * other, "/": lambda: one / other}[
            sign
        ]()
    left, right = _alike(left, right), _alike(right, left)
    order = (_rank(left), left) if left is not None else (0, 0)
    other_order = (_rank(right), right) if right is not None else (0, 0)
    return {
        "=": order == other_order, "<>": order != other_order, "<": order < other_order, "<=": order <= other_order,
        ">": order > other_order, ">=": order >= other_order,
    }[sign]  # fmt: skip


def _alike(value: Value, other: Value) -> Value:
    """An empty cell is compared as "" or as 0."""
    return value if value is not None else "" if isinstance(other, str) else 0


def _rank(value: Value) -> int:
    return 2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0


def _shown(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)


def _flat(value: Value) -> Iterator[Value]:
    if isinstance(value, list):
        for one in value:
            yield from _flat(one)
    else:
        yield value


def _matches(value: Value, condition: Value) -> bool:
    """A condition of COUNTIF: "同意", "?*", ">=45000", a number."""
    if not isinstance(condition, str):
        return value == condition
    sign = re.match(r"<>|<=|>=|<|>|=", condition)
    rest: Value = condition[len(sign[0]) :] if sign else condition
    if re.fullmatch(r"-?\d+(\.\d+)?", str(rest)):
        rest = float(rest)
        if not isinstance(value, int | float):
            return bool(sign) and sign[0] == "<>"  # type: ignore[index]
        return bool(_operate(sign[0] if sign else "=", value, rest))
    if sign and sign[0] == "<>":
        return _shown(value) != rest
    pattern = "".join({"?": ".", "*": ".*"}.get(one, re.escape(one)) for one in str(rest))
    return isinstance(value, str) and re.fullmatch(pattern, value, re.S) is not None


def _countifs(*parts: Value) -> int:
    columns = [(list(_flat(parts[at])), parts[at + 1]) for at in range(0, len(parts), 2)]
    return sum(
        all(_matches(values[row], condition) for values, condition in columns) for row in range(len(columns[0][0]))
    )


def _sumif(keys: Value, condition: Value, values: Value) -> float:
    pairs = zip(_flat(keys), _flat(values), strict=True)
    return sum(_number(value) for key, value in pairs if _matches(key, condition) and not isinstance(value, str))


def _edate(start: Value, months: Value) -> int:
    day = day_of(_number(start))
    year, month = divmod(day.year * 12 + day.month - 1 + int(months), 12)
    return serial(datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1])))


def _workday(start: Value, days: Value, mask: Value, free: Value) -> int:
    """WORKDAY.INTL with a mask of seven signs, Monday first; 1 is a day of rest."""
    off = {int(one) for one in _flat(free) if isinstance(one, int | float)}
    assert not any(isinstance(one, str) for one in _flat(free))  # Excel answers #VALUE!
    at, left = int(_number(start)), int(days)
    while left:
        at += 1
        left -= mask[day_of(at).weekday()] == "0" and at not in off
    return at


def _text(value: Value, form: str) -> str:
    if set(form) == {"0"}:
        return f"{int(_number(value)):0{len(form)}}"
    assert form == "yyyymmdd", form
    return day_of(_number(value)).strftime("%Y%m%d")


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "COUNT": lambda *all_: sum(isinstance(one, int | float) for part in all_ for one in _flat(part)),
    "COUNTA": lambda *all_: sum(one is not None for part in all_ for one in _flat(part)),
    "COUNTIF": _countifs,
    "COUNTIFS": _countifs,
    "SUMIF": _sumif,
    "SUM": lambda *all_: sum(one for part in all_ for one in _flat(part) if isinstance(one, int | float)),
    "MIN": lambda *all_: min([one for part in all_ for one in _flat(part) if isinstance(one, int | float)], default=0),
    "AND": lambda *all_: all(all_),
    "OR": lambda *all_: any(all_),
    "ISNUMBER": lambda one: isinstance(one, int | float),
    "DATE": lambda year, month, day: _edate(serial(datetime.date(int(year), 1, 1)), month - 1) + day - 1,
    "YEAR": lambda one: day_of(_number(one)).year,
    "MONTH": lambda one: day_of(_number(one)).month,
    "WEEKDAY": lambda one, kind: day_of(_number(one)).weekday() + 1 if kind == 2 else 1 / 0,
    "MOD": lambda one, other: one % other,
    "EDATE": _edate,
    "WORKDAY.INTL": _workday,
    "TEXT": _text,
}  # fmt: skip
