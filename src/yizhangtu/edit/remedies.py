"""A diagnostic → the edits that do what its hint says, where that is mechanical.

Nothing is guessed: the nearest name that the hint asks about (是不是…?), the line as it should be of a usual mistake,
quotes around a text that YAML takes for something else, removing an entry that is empty. The author decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.lines import line_end, offset_of
from yizhangtu.edit.paths import Path, place_of
from yizhangtu.edit.scalars import scalar
from yizhangtu.edit.source import NodeKind
from yizhangtu.edit.steps import step_names
from yizhangtu.model.diagnostics import Diagnostic, Span, split_lines
from yizhangtu.model.words import nearest
from yizhangtu.read.yaml.mistakes import FENCES

_MEANT = re.compile(r"是不是“(.+?)”？")
_RENAME = re.compile(r"^把“.+?”改成“(.+?)”。$")
_VALUE = re.compile(r"^(?P<head>\s*(?:- +)*(?:[^\s:#\"'\[{&*!|>-][^:]*: +)?)(?P<text>\S.*?)(?P<comment>\s+# .*)?$")
_WIDE_LIST = re.compile(r"[［【](.+)[］】]")
_QUOTED = frozenset({"Y104", "Y108", "Y111", "Y129"})
_LINE_CODES = frozenset({"Y104", "Y105", "Y106", "Y116"})  # of a key that was read as a text: Y116


class QuickFix(NamedTuple):
    """What a button says, and the edits that it makes, as JSON data for `edits_of`."""

    title: str
    edits: tuple[dict[str, Any], ...]


def remedies_of(document: SourceDocument, diagnostic: Diagnostic, path: Path | None) -> tuple[QuickFix, ...]:
    """The remedies of a diagnostic, the likeliest first. `path` is its place in the form, where there is one."""
    if diagnostic.span is None:
        return ()
    return tuple(_found(document, diagnostic, diagnostic.span, path))


def _found(document: SourceDocument, one: Diagnostic, span: Span, path: Path | None) -> Iterator[QuickFix]:
    line = _line(document, span.line)
    mistake = _fixed_line(document, one, span)
    if mistake is not None:
        yield mistake
    elif one.code in _QUOTED and "引号" in one.hint:
        yield from _in_quotes(one, span, line)
    elif one.code == "Y132":
        yield from _as_list(document, span)
    if document.root is None or not path:
        return
    if one.code == "Y203":
        yield from _step(document, path)
    elif one.code == "Y118":
        yield QuickFix("删去这一项", ({"op": "delete", "path": list(path)},))
    else:
        yield from _meant(document, one, span, path)


def _line(document: SourceDocument, number: int) -> str:
    start = offset_of(document.text, number, 1)
    return document.text[start : line_end(document.text, start)]


def _replace(span: Span, text: str) -> dict[str, Any]:
    places = {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}
    return {"op": "replace", **places, "value": text}


def _whole_line(number: int, line: str, fixed: str) -> dict[str, Any]:
    """Write a line anew; an empty one goes with its line break."""
    end = Span("", number, 1, number, len(line) + 1) if fixed else Span("", number, 1, number + 1, 1)
    return _replace(end, fixed)


def _fixed_line(document: SourceDocument, one: Diagnostic, span: Span) -> QuickFix | None:
    """The line as it should be, of a usual mistake of YAML."""
    if one.code not in _LINE_CODES:
        return None
    lines = split_lines(document.text)
    for mistake in document.mistakes:
        if mistake.line + 1 != span.line or one.code not in (mistake.code, "Y116"):
            continue
        if mistake.fixed is None:
            return None
        if lines[mistake.line].lstrip().startswith(FENCES):
            fences = [number for number, line in enumerate(lines) if line.lstrip().startswith(FENCES)]
            edits = tuple(_whole_line(number + 1, lines[number], "") for number in reversed(fences))
            return QuickFix("删去这些行", edits)
        title = f"改成：{mistake.fixed.strip()}" if mistake.fixed else "删去这一行"
        return QuickFix(title, (_whole_line(span.line, lines[mistake.line], mistake.fixed),))
    return None


def _in_quotes(one: Diagnostic, span: Span, line: str) -> Iterator[QuickFix]:
    """The text of the line in quotes; a comment without a blank behind its # is part of it."""
    found = _VALUE.match(line)
    if found is None:
        return
    text, comment = found["text"], found["comment"] or ""
    written = scalar(text)
    if written == text or "\n" in written:
        return
    new = f"{found['head']}{written}{comment}"
    yield QuickFix("加上引号", (_whole_line(span.line, line, new),))
    if one.code == "Y129" and "#" in line[span.column - 1 : span.column]:
        at = span.column
        yield QuickFix("是注释，空一格", (_whole_line(span.line, line, f"{line[:at]} {line[at:]}"),))


def _as_list(document: SourceDocument, span: Span) -> Iterator[QuickFix]:
    """Items parted by full-width commas, or in full-width brackets, as several items."""
    start = offset_of(document.text, span.line, span.column)
    written = document.text[start : offset_of(document.text, span.end_line, span.end_column)]
    wide = _WIDE_LIST.fullmatch(written)
    parts = [part.strip() for part in re.split("[，,、]" if wide else "，", wide[1] if wide else written)]
    several = ", ".join(scalar(part, flow=True) for part in parts if part)
    yield QuickFix("分成几项", (_replace(span, f"[{several}]" if wide else several),))
    yield QuickFix("是一句话，加引号", (_replace(span, "'" + written.replace("'", "''") + "'"),))


def _step(document: SourceDocument, path: Path) -> Iterator[QuickFix]:
    """The step whose name is nearest to the one that does not exist."""
    place = place_of(document, path)
    if place.rest or place.node.kind is not NodeKind.TEXT:
        return
    close = nearest(place.node.text.strip(), dict.fromkeys(one.text for one in step_names(document)))
    if close:
        yield QuickFix(f"改成“{close}”", ({"op": "set", "path": list(path), "value": close},))


def _meant(document: SourceDocument, one: Diagnostic, span: Span, path: Path) -> Iterator[QuickFix]:
    """The name that the hint asks about, in place of what is written at the place of the diagnostic."""
    found = _RENAME.search(one.hint) or _MEANT.search(one.hint)
    place = place_of(document, path)
    if found is None or place.rest or "…" in found[1]:
        return
    title = f"改成“{found[1]}”"
    start = offset_of(document.text, span.line, span.column)
    if start < place.node.start and isinstance(path[-1], str):
        yield QuickFix(title, ({"op": "rename", "path": list(path), "value": found[1]},))
    elif one.code in ("Y119", "Y133"):
        yield QuickFix(title, (_replace(span, found[1]),))
    elif place.node.kind is NodeKind.TEXT:
        yield QuickFix(title, ({"op": "set", "path": list(path), "value": found[1]},))
