"""Places of the parser → places of diagnostics."""

from __future__ import annotations

from typing import Protocol

from yizhangtu.model.diagnostics import Span


class ParserMark(Protocol):
    """A place from the parser: libyaml and the Python parser have different classes."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


def span_between(file: str, start: ParserMark | None, end: ParserMark | None) -> Span:
    """A place from two YAML marks, which count from 0; an end at the start of a line moves to the line before."""
    assert start is not None and end is not None
    line, column = start.line + 1, start.column + 1
    if end.line > start.line and end.column == 0:
        return Span(file, line, column, max(end.line, line), column + 1 if end.line == line else 1)
    return Span(file, line, column, end.line + 1, max(end.column + 1, column + 1 if end.line == start.line else 1))
