"""Diagnostics → data with stable names: JSON for any tool, workflow commands for GitHub; and data → diagnostics."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from yizhangtu.cli.report.columns import safe, visible
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic, Related, Span

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_data(one: Diagnostic) -> dict[str, Any]:
    """One fault as a mapping: file, line, column, end_line, end_column, severity, code, message, hint, related."""
    related = [{**_place(entry.span), "message": str(entry.message)} for entry in one.related]
    said = {"severity": str(one.severity), "code": one.code, "message": str(one.message), "hint": str(one.hint)}
    return {**_place(one.span), **said, "related": related}


def _place(span: Span | None) -> dict[str, str | int | None]:
    if span is None:
        return dict.fromkeys(("file", "line", "column", "end_line", "end_column"))
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def from_data(data: Mapping[str, Any]) -> Diagnostic:
    """What `as_data` made, back again; ValueError, KeyError or TypeError for anything else."""
    related = []
    for one in data["related"]:
        span = _span(one)
        if span is None:
            raise ValueError("a second place without a place")
        related.append(Related(span, str(one["message"])))
    severity = Severity(data["severity"])
    return Diagnostic(str(data["code"]), severity, _span(data), str(data["message"]), str(data["hint"]), tuple(related))


def _span(data: Mapping[str, Any]) -> Span | None:
    if data["file"] is None:
        return None
    line, column, end_line, end_column = (int(data[key]) for key in ("line", "column", "end_line", "end_column"))
    return Span(str(data["file"]), line, column, end_line, end_column)


def as_json(faults: Iterable[Diagnostic]) -> str:
    """A JSON list, one mapping for each fault. What a terminal would obey stands in it as \\u escapes."""
    text = json.dumps([as_data(one) for one in faults], ensure_ascii=False, indent=2)
    return "".join(char if char == "\n" or visible(char) == char else f"\\u{ord(char):04x}" for char in text)


def as_github(faults: Iterable[Diagnostic]) -> str:
    """One workflow command a line: `::error file=…,line=…::message`, shown beside the changed line."""
    return "\n".join(_command(one) for one in faults)


def _command(one: Diagnostic) -> str:
    properties: dict[str, str | int] = {}
    if one.span:
        properties = {"file": one.span.file, "line": one.span.line, "col": one.span.column}
        properties["endLine"] = one.span.end_line
        if one.span.end_line == one.span.line:
            properties["endColumn"] = one.span.end_column
    properties["title"] = one.code
    listed = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items())
    message = one.message + (f"\n提示: {one.hint}" if one.hint else "")
    return f"::{LEVELS[one.severity]} {listed}::{_escaped(message)}"


def _escaped(text: str, further: str = "") -> str:
    """As the workflow commands want it: percent first, then what would end a line or a property."""
    for char in "%\r\n" + further:
        text = text.replace(char, f"%{ord(char):02X}")
    return safe(text)
