"""Guides and project → every character that may be printed, for fonts that contain these only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass


def characters_of(values: Iterable[object]) -> str:
    """All characters of all strings in frozen data, sorted, without the surrogates that stand for undecoded bytes."""
    found: set[str] = set()
    stack = list(values)
    while stack:
        value = stack.pop()
        if isinstance(value, str):
            found.update(value)
        elif hasattr(value, "_fields"):
            stack.extend(getattr(value, name) for name in value._fields if name not in ("span", "texts"))
        elif isinstance(value, (tuple, list)):
            stack.extend(value)
        elif is_dataclass(value):
            stack.extend(getattr(value, field.name) for field in fields(value) if field.name not in ("span", "texts"))
    return "".join(sorted(char for char in found if not "\ud800" <= char <= "\udfff"))
