"""Days of the Gregorian calendar as numbers, for differences and checks; nothing asks the clock."""

import re

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def day_number(text: str) -> int | None:
    """The days from 0000-03-01 to a day, YYYY-MM-DD; None where there is no such day."""
    found = _DAY.fullmatch(text)
    if not found:
        return None
    year, month, day = map(int, found.groups())
    if not 1 <= month <= 12 or not 1 <= day <= _length(year, month):
        return None
    return days_before(year, month, day)


def days_before(year: int, month: int, day: int) -> int:
    """The same for numbers that make a day."""
    year, month = (year - 1, month + 9) if month < 3 else (year, month - 3)
    return year * 365 + year // 4 - year // 100 + year // 400 + (month * 306 + 5) // 10 + day - 1


def _length(year: int, month: int) -> int:
    """The days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
