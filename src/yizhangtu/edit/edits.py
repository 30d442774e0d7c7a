"""Edits of a form → the changed document. Each is checked, made by primitive changes, and made whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from yizhangtu.edit.changes import Refused, node_at, rename_key
from yizhangtu.edit.containers import gone
from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.emit import Value
from yizhangtu.edit.fields import set_value
from yizhangtu.edit.items import delete, duplicate, insert, move
from yizhangtu.edit.lines import offset_of
from yizhangtu.edit.paths import Path, place_of
from yizhangtu.edit.requests import Edit
from yizhangtu.edit.scalars import cleaned
from yizhangtu.model.diagnostics import Diagnostic, make, whole


class Edited(NamedTuple):
    """The document after the edits, or as it was with the reason why not."""

    document: SourceDocument
    diagnostics: tuple[Diagnostic, ...] = ()


def apply(document: SourceDocument, edits: Iterable[Edit]) -> Edited:
    """Make all edits, one after the other, or none of them."""
    changed = document
    try:
        for edit in edits:
            changed = _apply(changed, edit)
    except Refused as refused:
        return Edited(document, (make("Y135", whole(document.file), refused.message, refused.hint),))
    return Edited(changed)


def _apply(document: SourceDocument, edit: Edit) -> SourceDocument:
    if document.encoding != "utf-8":
        raise Refused("文件的编码不是 UTF-8，不能改", "先转成 UTF-8。")
    if edit.op == "replace":
        return _replace_text(document, edit)
    if document.root is None:
        raise Refused("文件还读不出来，表单里不能改", "先在 YAML 里改好列出的问题。")
    match edit.op:
        case "set":
            return set_value(document, edit.path, edit.value)
        case "insert":
            return insert(document, edit.path, edit.value)
        case "delete":
            return delete(document, edit.path, edit.to_name)
        case "move":
            return move(document, edit.path, edit.to)
        case "duplicate":
            return duplicate(document, edit.path)
        case _:
            return _rename(document, edit.path, edit.value)


def _replace_text(document: SourceDocument, edit: Edit) -> SourceDocument:
    """Write other characters in place of a span: what a remedy asks for."""
    span = edit.span
    assert span is not None and isinstance(edit.value, str)
    start = offset_of(document.text, span.line, span.column)
    end = offset_of(document.text, span.end_line, span.end_column)
    if end < start:
        raise Refused("这一处已经改过了", "看一看现在的文字。")
    new = edit.value.replace("\n", document.newline)
    return document.with_text(document.text[:start] + new + document.text[end:])


def _rename(document: SourceDocument, path: Path, value: Value) -> SourceDocument:
    """Write another key: the words of an outcome, a column, a key that the format does not know."""
    place = place_of(document, path)
    key = cleaned(value) if isinstance(value, str) else ""
    if place.rest or not path or not isinstance(path[-1], str) or place.alone:
        raise gone(path)
    if not key:
        raise Refused("这里不能空着", "写上文字，或者删去这一项。")
    around = node_at(document, place.chain[:-1])
    others = [one.text.strip() for number, one in enumerate(around.keys) if number != place.chain[-1]]
    if key in others:
        raise Refused(f"“{key}”已经有了", "换一个说法。")
    return rename_key(document, place.chain, key)
