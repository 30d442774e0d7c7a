"""How many random or systematic cases a test takes: some of them in `make test`, all in `make fuzz`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

ALL = os.environ.get("FUZZ") == "all"
T = TypeVar("T")


def cases(some: int, all_: int) -> int:
    """A number of cases."""
    return all_ if ALL else some


def share(things: Sequence[T], part: int, parts: int) -> Sequence[T]:
    """Every `parts`-th thing from the `part`-th on: tests that take different parts take all of them together."""
    return things if ALL else things[part % parts :: parts]
