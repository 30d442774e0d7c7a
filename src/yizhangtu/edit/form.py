"""A document and its diagnostics → what a page shows as a form, as JSON data.

The labels, helps and choices of the keys come from the table of keys that the reader and the JSON schema use
(`tables`); `form` gives the values that are written, each with its line, and the diagnostics with their places in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from yizhangtu.edit.deadlines import forms_data, is_deadline, parts_of
from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.lines import line_end, next_line, offset_of
from yizhangtu.edit.paths import Frame, Role, child_frame, frame_of, known_key, table_of
from yizhangtu.edit.remedies import remedies_of
from yizhangtu.edit.source import NodeKind, SourceNode
from yizhangtu.edit.steps import step_names
from yizhangtu.model.diagnostics import Diagnostic, as_data
from yizhangtu.read.schema.key import Key, KeyTable
from yizhangtu.read.schema.keys import TABLES
from yizhangtu.read.schema.project_keys import PROJECT

Data = dict[str, Any]
_MOST_REMEDIES = 50  # diagnostics with buttons: looking for the nearest name takes long in a file full of mistakes


def tables() -> Data:
    """All tables of keys by id, and the ways to write a deadline, for the page to keep: they do not change."""
    found = {table.id: _table(table) for table in (*TABLES.values(), PROJECT)}
    return {"tables": found, "deadline": forms_data()}


def _table(table: KeyTable) -> Data:
    keys = [_key(key) for key in table.keys]
    return {"title": table.title, "keys": keys, "free": table.free or bool(table.named), "alone": table.alone}


def _key(key: Key) -> Data:
    frame = frame_of(key)
    return {
        "name": key.name, "role": str(frame.role), "shape": key.shape.name.lower(), "doc": key.doc,
        "example": key.example, "required": key.required, "of": key.of, "choices": list(key.choices), "low": key.low,
        "high": key.high, "deadline": is_deadline(key),
    }  # fmt: skip


def form(document: SourceDocument, diagnostics: Iterable[Diagnostic] = ()) -> Data:
    """The form of a document: `value` is None where the text cannot be read as “键: 值”; `steps` are the names that
    a step can go on to. A value ends in its own line where no other `end` is given."""
    lines = _Lines(document.text)
    found = document.diagnostics if document.root is None else tuple(diagnostics)
    value, steps = None, []
    if document.root is not None:
        value = _value(document.root, Frame(Role.OBJECT, document.table), lines)
        steps = [one.text for one in step_names(document) if one.text]
    return {
        "kind": document.kind,
        "table": document.table.id,
        "editable": document.root is not None and document.encoding == "utf-8",
        "value": value,
        "steps": list(dict.fromkeys(steps)),
        "diagnostics": [_diagnostic(document, one, number < _MOST_REMEDIES) for number, one in enumerate(found)],
    }


def _diagnostic(document: SourceDocument, one: Diagnostic, mended: bool) -> Data:
    path = _path_of(document, one)
    remedies = remedies_of(document, one, None if path is None else tuple(path)) if mended else ()
    return {**as_data(one), "path": path, "remedies": [{"title": two.title, "edits": two.edits} for two in remedies]}


class _Lines:
    """The lines of a text by offset."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = 0
        while line_end(text, at) < len(text):
            at = next_line(text, at)
            self._starts.append(at)

    def at(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return bisect_right(self._starts, offset)


def _value(node: SourceNode, frame: Frame, lines: _Lines) -> Data:
    """A value: a text, a list, the fields of a mapping by the Chinese names of their keys, or outcomes."""
    place, end = {"line": lines.at(node.start)}, lines.at(max(node.start, node.end - 1))
    if end > place["line"]:
        place["end"] = end
    if node.kind is NodeKind.ALIAS:
        return {"is": "alias", "text": f"*{node.text}", **place}
    if node.kind is NodeKind.TEXT:
        parts = parts_of(node.text) if frame.key is not None and is_deadline(frame.key) else None
        taken_apart = {"parts": parts._asdict()} if parts else {}
        return {"is": "text", "text": "" if node.empty else node.text, **taken_apart, **place}
    children = [_value(child, child_frame(node, frame, number), lines) for number, child in enumerate(node.children)]
    if node.kind is NodeKind.LIST:
        return {"is": "list", "items": children, **place}
    table = None if frame.role is Role.BRANCHES else table_of(node, frame)
    pairs = []
    for number, (key, child) in enumerate(zip(node.keys, children, strict=True)):
        known = known_key(node, table, number)
        name = key.text.strip() if known is None else known.name
        pair = {"key": name, "at": lines.at(key.start), "value": child}
        pairs.append(pair if known is not None else {**pair, "unknown": True})
    return {"is": "map", "table": table.id if table else "", "pairs": pairs, **place}


def _path_of(document: SourceDocument, diagnostic: Diagnostic) -> list[str | int] | None:
    """The path of the deepest value or key at the place of a diagnostic; None for the whole file or another one."""
    span, root = diagnostic.span, document.root
    if span is None or root is None or (document.file and span.file != document.file):
        return None
    return path_at(document, offset_of(document.text, span.line, span.column))


def path_at(document: SourceDocument, offset: int) -> list[str | int]:
    """The path of the deepest value at an offset."""
    node = document.root
    frame = Frame(Role.OBJECT, document.table)
    found: list[str | int] = []
    while node is not None:
        number = _child_at(document, node, offset)
        if number is None:
            break
        if node.kind is NodeKind.MAP:
            known = known_key(node, None if frame.role is Role.BRANCHES else table_of(node, frame), number)
            found.append(node.keys[number].text.strip() if known is None else known.name)
        else:
            found.append(number)
        node, frame = node.children[number], child_frame(node, frame, number)
    return found


def _child_at(document: SourceDocument, node: SourceNode, offset: int) -> int | None:
    for number, child in enumerate(node.children):
        if document.mark(node, number) <= offset < max(child.end, child.start, *_ends(node, number)) + 1:
            return number
    return None


def _ends(node: SourceNode, number: int) -> tuple[int, ...]:
    return (node.keys[number].end,) if node.keys else (0,)
