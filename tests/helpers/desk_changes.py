"""Changes as a page sends them, and waiting for what comes of them."""

from __future__ import annotations

import time
from typing import Any

from helpers.desk_project import GUIDE


def typed(old: str, new: str, text: str = GUIDE) -> list[Any]:
    """The changes of replacing the first `old` in a text."""
    at = text.index(old)
    rest = len(text) - at - len(old)
    return [part for part in (at, [len(old), new], rest) if part != 0]


def until(condition: Any, seconds: float = 10.0) -> bool:
    """Whether something comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False
