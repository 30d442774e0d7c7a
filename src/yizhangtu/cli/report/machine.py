"""Diagnostics → JSON for any tool, workflow commands for GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterable

from yizhangtu.cli.report.columns import safe, visible
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic, as_data

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_json(faults: Iterable[Diagnostic]) -> str:
    """A JSON list, one mapping for each diagnostic. Terminal control characters become \\u escapes."""
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
