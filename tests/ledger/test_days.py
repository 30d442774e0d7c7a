"""Days as numbers, against the calendar of Python."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.ledger.days import day_number


@given(st.dates(), st.dates())
def test_differences_are_those_of_the_calendar(one: date, other: date) -> None:
    first, last = day_number(one.isoformat()), day_number(other.isoformat())
    assert first is not None and last is not None and last - first == (other - one).days


@given(st.integers(1, 9999), st.integers(0, 13), st.integers(0, 32))
def test_days_that_there_are(year: int, month: int, day: int) -> None:
    try:
        known = bool(date(year, month, day))
    except ValueError:
        known = False
    assert (day_number(f"{year:04}-{month:02}-{day:02}") is not None) == known


def test_other_texts_are_no_days() -> None:
    assert [day_number(text) for text in ("", "2026-1-1", "2026/01/01", "明天", "２０２６-01-01x")] == [None] * 5
