"""How much time has passed: for what people are shown while they wait, never for what is made."""

from __future__ import annotations

import time


def now() -> float:
    """Seconds since some moment; only differences mean anything."""
    return time.monotonic()


def sleep(seconds: float) -> None:
    """Wait."""
    time.sleep(seconds)
