"""A date as an author writes it → the same date as YYYY-MM-DD, which compares as text."""

from __future__ import annotations

import re
import unicodedata

from yizhangtu.model.errors import UsageError
from yizhangtu.model.words import shortened

_DATE = re.compile(r"(?<!\d)(\d{4})\s*[年./-]\s*(\d{1,2})(?:\s*[月./-]\s*(\d{1,2})(?!\d))?")
_WORDED = re.compile(r"(?<!\d)(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
_SIGNED = re.compile(r"(?<![\d-])(\d{4})\s*[./-]\s*(\d{1,2})(?:\s*[./-]\s*(\d{1,2}))?(?!\d)")
_LUNAR = re.compile("农历|旧历|阴历")  # its second month may have thirty days
_WHOLE = re.compile(r"(?<!\d)(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)\s*[日号]?")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def iso_date(text: str) -> str:
    """The first date in a text as YYYY-MM-DD, the first of the month where it has no day; "" for none."""
    found = (_day(int(match[1]), int(match[2]), int(match[3] or 1)) for match in _DATE.finditer(text))
    return next((day for day in found if day), "")


def _day(year: int, month: int, day: int) -> str:
    """YYYY-MM-DD; "" where the calendar has no such day."""
    return f"{year:04}-{month:02}-{day:02}" if year and _exists(year, month, day) else ""


def impossible_days(text: str, is_date: bool) -> list[str]:
    """The dates in a text that no calendar has, as written: 2月30日, 2026年13月1日. Where the text
    `is_date`, also those written with signs (2026-13-45), which elsewhere may be telephone or document numbers."""
    if _LUNAR.search(text):
        return []
    found = [*_WORDED.finditer(text), *(_SIGNED.finditer(text) if is_date else ())]
    # without a year, 29 February exists
    return [one[0] for one in found if not _exists(int(one[1] or 2000), int(one[2]), int(one[3] or 1))]


def _exists(year: int, month: int, day: int) -> bool:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1] - (month == 2 and not leap)


def day_number(day: str) -> int:
    """The number of a day, YYYY-MM-DD, so that differences are counts of days: proleptic Gregorian, day 0 is 1970-01-01
    (days_from_civil, H. Hinnant, chrono-compatible low-level date algorithms)."""
    year, month, date = map(int, day.split("-"))
    year -= month <= 2
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + date - 1
    era, within = divmod(year, 400)
    return era * 146_097 + within * 365 + within // 4 - within // 100 + of_year - 719_468


def whole_date(text: str) -> str | None:
    """A text that is one whole date (2026-03-15, 2026年3月15日, 2026.3.15, 2026/3/15) as YYYY-MM-DD: "" where there is
    no such day (2月30日), None where the text is something else."""
    match = _WHOLE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return None if match is None else _day(int(match[1]), int(match[2]), int(match[3]))


def day_asked(on: str) -> str:
    """A date of the command line as YYYY-MM-DD; "" for none. Raises UsageError where it is no date."""
    day = whole_date(on) if on else ""
    if on and not day:
        raise UsageError(f"“{shortened(on)}”不是日期", "写成 2027-01-01")
    return day or ""


def day_in(text: str | None) -> str:
    """The first whole date of a text as YYYY-MM-DD; "" where there is none."""
    found = _WHOLE.finditer(unicodedata.normalize("NFKC", text or ""))
    return next((day for one in found if (day := _day(int(one[1]), int(one[2]), int(one[3])))), "")
