"""What the page asks for, as JSON → edits. Anything else is a diagnostic, never an exception."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from yizhangtu.edit.emit import Value
from yizhangtu.edit.paths import Path
from yizhangtu.model.diagnostics import Diagnostic, Span, make

_DEEPEST = 24
_MOST = 200  # edits of one request
LONGEST = 20_000  # characters of one text


class Edit(NamedTuple):
    """One edit. `op` is one of:

    - set: write `value` at `path`; None, "" or [] removes what is there
    - insert: insert `value` into a list, at the number that `path` ends with
    - delete: delete what is at `path`; references to its steps lead to the step `to_name` from now on, if it is given
    - move: move the item at `path` before the item that is at `to`
    - duplicate: insert a copy of the item at `path` behind it
    - rename: write `value` in place of the key that `path` ends with
    - replace: write `value` in place of the characters of `span`
    """

    op: str
    path: Path = ()
    value: Value = None
    to: Path = ()
    to_name: str = ""
    span: Span | None = None


_OPS = ("set", "insert", "delete", "move", "duplicate", "rename", "replace")


class _Malformed(Exception):
    """Caught in this module."""


def edits_of(data: object) -> tuple[tuple[Edit, ...], tuple[Diagnostic, ...]]:
    """The edits of a request, or a diagnostic."""
    try:
        if not isinstance(data, list) or len(data) > _MOST:
            raise _Malformed
        return tuple(_edit(one) for one in data), ()
    except _Malformed:
        hint = "刷新页面再试。"
        return (), (make("Y135", None, "网页发来的修改看不懂，没有改", hint),)


def _edit(data: object) -> Edit:
    if not isinstance(data, dict) or data.get("op") not in _OPS:
        raise _Malformed
    op = str(data["op"])
    span = _span(data) if op == "replace" else None
    value = _value(data.get("value"))
    if op in ("rename", "replace") and not isinstance(value, str):
        raise _Malformed
    if op == "move":
        return Edit(op, _path(data.get("path")), to=_path(data.get("to")))
    return Edit(op, () if span else _path(data.get("path")), value, (), _text(data.get("to_name") or ""), span)


def _path(data: object) -> Path:
    if not isinstance(data, list) or not 1 <= len(data) <= 2 * _DEEPEST:
        raise _Malformed
    for one in data:
        if isinstance(one, bool) or not isinstance(one, str | int) or (isinstance(one, int) and one < 0):
            raise _Malformed
    return tuple(_text(one) if isinstance(one, str) else one for one in data)


def _text(data: object) -> str:
    if not isinstance(data, str) or len(data) > LONGEST or any("\ud800" <= one <= "\udfff" for one in data):
        raise _Malformed
    return data


def _value(data: object, depth: int = 0) -> Value:
    if depth > _DEEPEST:
        raise _Malformed
    if data is None or isinstance(data, str):
        return None if data is None else _text(data)
    if isinstance(data, list):
        return [_value(one, depth + 1) for one in data]
    if isinstance(data, dict) and all(isinstance(key, str) and key.strip() for key in data):
        return {_text(key): _value(one, depth + 1) for key, one in data.items()}
    raise _Malformed


def _span(data: dict[str, Any]) -> Span:
    names: Sequence[str] = ("line", "column", "end_line", "end_column")
    numbers = [data.get(name) for name in names]
    if not all(isinstance(one, int) and not isinstance(one, bool) and 0 < one < 10_000_000 for one in numbers):
        raise _Malformed
    return Span("", *(int(one or 0) for one in numbers))
