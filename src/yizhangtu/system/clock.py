"""The clock, for progress and time limits; nothing that is made depends on it."""

from __future__ import annotations

import time


def now() -> float:
    """Seconds of a monotonic clock; only differences are meaningful."""
    return time.monotonic()


def sleep(seconds: float) -> None:
    """Wait so many seconds."""
    time.sleep(seconds)
