"""Values of a form → lines of YAML, in the style of the definitions: two blanks a level, short lists in brackets.

A value is None (nothing), a text, a list of values, or a dict of keys and values.
"""

from __future__ import annotations

from typing import TypeAlias

from yizhangtu.edit.scalars import block_lines, scalar

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"

STEP = 2  # blanks a level
_MOST_IN_BRACKETS = 40  # characters of a list in brackets; a longer one has an item a line
_SHORT = 12  # characters of an item in brackets


def pair_lines(key: str, value: Value, offset: int = STEP, like: str = "") -> list[str]:
    """“键: 值”. `offset` is how far the dashes of a list stand to the right of the key."""
    return _behind(f"{scalar(key)}:", value, offset, like)


def item_lines(value: Value, offset: int = STEP, like: str = "") -> list[str]:
    """An item of a list: “- …”."""
    if isinstance(value, dict) and value:
        lines = [line for key, one in value.items() for line in pair_lines(key, one, offset)]
        return [f"- {lines[0]}", *(f"  {line}" if line else "" for line in lines[1:])]
    if isinstance(value, list) and value and not _in_brackets(value):
        lines = [line for one in value for line in item_lines(one, offset)]
        return [f"- {lines[0]}", *(f"  {line}" if line else "" for line in lines[1:])]
    return _behind("-", value, offset, like)


def _behind(head: str, value: Value, offset: int, like: str) -> list[str]:
    lines = value_lines(value, offset, like)
    return [f"{head} {lines[0]}" if lines[0] else head, *lines[1:]]


def value_lines(value: Value, offset: int = STEP, like: str = "") -> list[str]:
    """What stands behind a colon or dash: the first line beside it, the others below, indented."""
    if value is None:
        return [""]
    if isinstance(value, str):
        block = block_lines(value, STEP) if "\n" in value else None
        return block or [scalar(value, like=like)]
    if isinstance(value, dict):
        if not value:
            return ["{}"]
        lines = [line for key, one in value.items() for line in pair_lines(key, one, offset)]
        return ["", *(" " * STEP + line if line else "" for line in lines)]
    if _in_brackets(value):
        return [flow_text(value)]
    lines = [line for one in value for line in item_lines(one, offset)]
    return ["", *(" " * offset + line if line else "" for line in lines)]


def _in_brackets(value: list[Value]) -> bool:
    """Whether a list is short enough for brackets."""
    short = all(isinstance(one, str) and len(one) <= _SHORT and one == scalar(one, flow=True) for one in value)
    return short and len(flow_text(value)) <= _MOST_IN_BRACKETS


def flow_text(value: Value, like: str = "") -> str:
    """A value inside brackets, on one line."""
    if value is None:
        return "''"
    if isinstance(value, str):
        return scalar(value, flow=True, like=like)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key, flow=True)}: {flow_text(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(flow_text(one) for one in value) + "]"
