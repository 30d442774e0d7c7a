"""The clock: for progress and time limits, for the day a list of versions is dated by, and for records of the ledger.

What `build` makes never depends on it.
"""

from __future__ import annotations

import datetime
import time


def now() -> float:
    """Seconds of a monotonic clock; only differences are meaningful."""
    return time.monotonic()


def today() -> str:
    """The day here, as YYYY-MM-DD."""
    return datetime.date.today().isoformat()


def instant() -> str:
    """The moment of writing with its zone, to the second: 2026-11-28T16:40:05+08:00."""
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")


def days_after(day: str, days: int) -> str:
    """The day so many days after one (both YYYY-MM-DD); the last one that there is where it is beyond the calendar."""
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()
    except OverflowError:
        return datetime.date.max.isoformat()


def sleep(seconds: float) -> None:
    """Wait so many seconds."""
    time.sleep(seconds)
