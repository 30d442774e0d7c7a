"""What a guide means: its model without the places where things are written."""

from enum import Enum

from yizhangtu.model.diagnostics import Span
from yizhangtu.model.guide import Guide

_PLACES = {"span", "spans", "texts", "written", "numbers"}  # where and in which order things are written


def meaning(value: object) -> object:
    """A guide, or a part of it, as plain values that can be compared."""
    if isinstance(value, Span):
        return None
    if isinstance(value, str) and not isinstance(value, Enum):
        return str(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return (type(value).__name__, *(meaning(getattr(value, one)) for one in value._fields if one not in _PLACES))
    if isinstance(value, tuple | list):
        return tuple(map(meaning, value))
    if isinstance(value, dict):
        return tuple(sorted((str(key), meaning(one)) for key, one in value.items()))
    return value


def same(one: Guide | None, other: Guide | None) -> bool:
    """Whether two guides mean the same."""
    return meaning(one) == meaning(other)
