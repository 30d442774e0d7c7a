"""A deadline that returns, 每季度首月10日前, and a month → the days in it."""

import re

from yizhangtu.law.disclosure import DisclosureRule
from yizhangtu.ledger.days import day_number
from yizhangtu.read.guide.numerals import value_of

_NUMBER = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = re.compile(rf"{_NUMBER}\s*[日号]")
_MONTH = re.compile(rf"(?<!个){_NUMBER}\s*月(?!份?内)")
_EVERY_MONTHS = re.compile(r"每\s*(?:隔\s*)?([两二三四六2346])\s*个月")
_QUARTERLY, _MONTHLY = re.compile(r"每个?季度?|按季"), re.compile(r"每(?:个)?月|按月|逐月")
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "六": 6}
QUARTER = {"首": 1, "第一个": 1, "次": 2, "第二个": 2, "末": 3, "最后一个": 3, "第三个": 3}
_QUARTER_MONTH = re.compile(rf"季度?\s*的?({'|'.join(QUARTER)})月")


def days_in(text: str, month: str, rule: DisclosureRule | None = None) -> tuple[str, ...] | None:
    """The days (YYYY-MM-DD) of a month (YYYY-MM) on which something is due; none where it is not due in that month.
    None where the text names no time that returns (随时, 及时) or is not understood. Without a day, that of the rule
    for what is published every month or quarter, else the last one."""
    year, number = map(int, month.split("-"))
    ruled = _ruled(text, number, rule) if rule else None
    if ruled is not None:
        return (min(f"{month}-{ruled:02}", last_day(year, number)),) if ruled else ()
    due = _is_due(text, number)
    if due is None:
        return None
    return (_day(text, year, number),) if due else ()


def _ruled(text: str, month: int, rule: DisclosureRule) -> int | None:
    """The day of a month by the rule, 0 where nothing is due in it; None where the text itself names a day or month,
    or the rule says nothing."""
    if _DAY.search(text) or _QUARTER_MONTH.search(text):
        return None
    if _QUARTERLY.search(text):
        return (rule.quarter if month % 3 == 1 else 0) if rule.quarter else None
    return rule.month or None if _MONTHLY.search(text) else None


def last_day(year: int, month: int) -> str:
    """The last day of a month, YYYY-MM-DD."""
    return next(day for last in (31, 30, 29, 28) if day_number(day := f"{year:04}-{month:02}-{last:02}") is not None)


def _is_due(text: str, month: int) -> bool | None:
    """Whether something is due in a month (1–12)."""
    if _QUARTERLY.search(text):
        found = _QUARTER_MONTH.search(text)
        return month % 3 == (QUARTER[found[1]] if found else 3) % 3
    every = _EVERY_MONTHS.search(text)
    if every:
        step = _COUNTS.get(every[1]) or int(every[1])
        return month % step == 0
    if _MONTHLY.search(text):
        return True
    if "半年" in text:
        return month in (6, 12)
    if re.search(r"每(?:一)?年|每年度|按年", text):
        named = [_value(one) for one in _MONTH.findall(text)]
        return month in named if named else month == 12
    return None


def _day(text: str, year: int, month: int) -> str:
    """The day that a text names, within the month; else its last."""
    found = _DAY.search(text)
    last = int(last_day(year, month)[8:])
    day = min(_value(found[1]) if found else last, last)
    return f"{year:04}-{month:02}-{max(day, 1):02}"


def _value(word: str) -> int:
    return int(word) if word.isdigit() else int(value_of(word) or 0)
