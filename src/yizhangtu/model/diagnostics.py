"""What is wrong, where, and what to do: a fault is data; printing it is the command line's business."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a definition: lines and columns count from 1, in characters; the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Text(str):
    """A word of the author's, exactly as written, that still knows where it stands.

    It is a `str` in every other respect; what is derived from it (slices, joins) is plain `str`.
    """

    span: Span | None

    def __new__(cls, value: str, span: Span | None = None) -> Text:
        self = super().__new__(cls, value)
        self.span = span
        return self


class Severity(StrEnum):
    """How bad it is: an error keeps the guide from being built, a warning does not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a fault, such as the first of two equal names."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: a stable code of `model.codes`, its place, the message and what to do about it (Chinese)."""

    code: str
    severity: Severity
    span: Span | None
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()


def by_place(fault: Diagnostic) -> tuple[str, int, int]:
    """The key to sort faults by; those that concern a whole file come first."""
    return (fault.span.file, fault.span.line, fault.span.column) if fault.span else ("", 0, 0)


def span_of(value: object) -> Span | None:
    """The place of a `Text` or of anything else that carries a `span`, if it has one."""
    return getattr(value, "span", None)
