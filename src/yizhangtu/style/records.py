"""Plain data → records: what `style.reader` checked, or a cache kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import (
    Annotated,
    ForwardRef,
    NamedTuple,
    TypeAlias,
    TypeGuard,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"
Record = TypeVar("Record", bound=NamedTuple)


def is_record(kind: object) -> TypeGuard[type[NamedTuple]]:
    """Whether an annotation is a record class."""
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


@cache
def kinds_of(record: type[NamedTuple]) -> Mapping[str, object]:
    """The annotations of a record class; resolved where `from __future__ import annotations` has kept them as text."""
    kinds = record.__annotations__
    if any(isinstance(kind, ForwardRef) for kind in kinds.values()):
        return get_type_hints(record, include_extras=True)
    return kinds


def record_of(record: type[Record], values: Plain) -> Record:
    """The record of checked values; defaults stand for what is not given."""
    assert isinstance(values, dict)
    kinds, defaults = kinds_of(record), record._field_defaults
    return record._make(
        _made(kinds[name], values[name]) if name in values else defaults[name] for name in record._fields
    )


def _made(kind: object, value: Plain) -> object:
    if isinstance(value, dict):
        inner = _record_in(kind)
        if inner is not None:
            return record_of(inner, value)
        element = get_args(kind)[1]
        return {name: _made(element, one) for name, one in value.items()}
    if isinstance(value, list):
        if value and isinstance(value[0], (dict, list)):
            element = get_args(kind)[0]
            return tuple(_made(element, one) for one in value)
        return tuple(value)
    return value


def _record_in(kind: object) -> type[NamedTuple] | None:
    """The record class of an annotation that is one, or one with a mark or `| None`."""
    if is_record(kind):
        return kind
    if get_origin(kind) is Annotated:
        return _record_in(get_args(kind)[0])
    return next((one for one in get_args(kind) if is_record(one)), None) if get_origin(kind) is not Mapping else None


def merged(base: Plain, own: Plain) -> Plain:
    """`base` with what `own` says otherwise, at every depth."""
    if isinstance(base, dict) and isinstance(own, dict):
        return {**base, **{name: merged(base.get(name), value) for name, value in own.items()}}
    return own
