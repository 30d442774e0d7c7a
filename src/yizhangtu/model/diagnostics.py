"""A diagnostic is data: code, place, message, hint. Printing it is the command line's business."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from yizhangtu.model.codes import CODES, Severity


class Span(NamedTuple):
    """A place in a definition: lines and columns count from 1, in characters; the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Text(str):
    """A text as its author wrote it, with its place.

    It is a `str` in every other respect; what is derived from it (slices, joins) is plain `str`.
    """

    span: Span | None

    def __new__(cls, value: str, span: Span | None = None) -> "Text":
        self = super().__new__(cls, value)
        self.span = span
        return self


class Related(NamedTuple):
    """A second place that belongs to a diagnostic, such as the first of two equal names."""

    span: Span
    message: str


class Diagnostic(NamedTuple):
    """A code of `model.codes`, its severity and place, the message and what to do about it (both in Chinese)."""

    code: str
    severity: Severity
    span: Span | None
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()


def make(code: str, span: Span | None, message: str, hint: str = "", related: tuple[Related, ...] = ()) -> Diagnostic:
    """A diagnostic with the severity of its code."""
    return Diagnostic(code, CODES[code], span, message, hint, related)


def by_place(diagnostic: Diagnostic) -> tuple[str, int, int]:
    """The key to sort diagnostics by; those without a place come first."""
    span = diagnostic.span
    return (span.file, span.line, span.column) if span else ("", 0, 0)


def limited(diagnostics: Iterable[Diagnostic], most: int = 200) -> tuple[Diagnostic, ...]:
    """The first diagnostics by place, and one that counts the rest."""
    found = sorted(diagnostics, key=by_place)
    if len(found) > most:
        rest = make("Y125", None, f"还有 {len(found) - most} 处问题没有列出", "先改好前面这些，再检查一次。")
        return (*found[:most], rest)
    return tuple(found)


def whole(file: str) -> Span:
    """The place of a diagnostic that concerns a whole file: empty, at its beginning."""
    return Span(file, 1, 1, 1, 1)


def placed(diagnostics: Iterable[Diagnostic], file: str) -> list[Diagnostic]:
    """The same diagnostics; those without a place get that of the whole file."""
    return [one if one.span else one._replace(span=whole(file)) for one in diagnostics]


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Every diagnostic once, by file, line and column; equal places keep the order in which they were found."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda one: one.span or whole("")))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether a guide with these diagnostics cannot be built."""
    return any(one.severity is Severity.ERROR for one in diagnostics)


def span_of(value: object) -> Span | None:
    """The place of a `Text` or of anything else that has a `span`; None where there is none."""
    return getattr(value, "span", None)


_LINE_END = re.compile(r"\r\n?|\n")


def split_lines(text: str) -> list[str]:
    """The lines of a file as `Span` counts them: CR, LF and CR LF end a line; `str.splitlines` would count more."""
    return _LINE_END.split(text)


def as_data(one: Diagnostic) -> dict[str, object]:
    """A diagnostic as JSON data: file, line, column, end_line, end_column, severity, code, message, hint, related."""
    related = [{**_place(entry.span), "message": str(entry.message)} for entry in one.related]
    texts = {"severity": str(one.severity), "code": one.code, "message": str(one.message), "hint": str(one.hint)}
    return {**_place(one.span), **texts, "related": related}


_PLACE = ("file", "line", "column", "end_line", "end_column")


def _place(span: Span | None) -> dict[str, str | int | None]:
    return {name: getattr(span, name, None) for name in _PLACE}


def from_data(data: Mapping[str, Any]) -> Diagnostic:
    """The inverse of `as_data`. Raises ValueError, KeyError or TypeError for anything else."""
    related = []
    for one in data["related"]:
        span = _span(one)
        if span is None:
            raise ValueError("a related place has no span")
        related.append(Related(span, str(one["message"])))
    severity = Severity(data["severity"])
    return Diagnostic(str(data["code"]), severity, _span(data), str(data["message"]), str(data["hint"]), tuple(related))


def _span(data: Mapping[str, Any]) -> Span | None:
    if data["file"] is None:
        return None
    return Span(str(data["file"]), *(int(data[name]) for name in _PLACE[1:]))
