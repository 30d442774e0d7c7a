"""A date as an author writes it → its parts."""

from __future__ import annotations

import re

_DATE = re.compile(r"(?<!\d)(\d{4})\s*[年./-]\s*(\d{1,2})(?:\s*[月./-]\s*(\d{1,2})(?!\d))?")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def iso_date(text: str) -> str:
    """The first date in a text as YYYY-MM-DD, the first of the month where it has no day; "" for none."""
    for match in _DATE.finditer(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        if 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1] - (month == 2 and not leap):
            return f"{year:04}-{month:02}-{day:02}"
    return ""
