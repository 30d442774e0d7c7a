"""What `import` gives: the definitions of all documents, and how each came about."""

from pathlib import Path
from typing import Any, NamedTuple

from yizhangtu.importers.draft import Question, SourcedText
from yizhangtu.model.diagnostics import Diagnostic, as_data
from yizhangtu.read.originals.original import Original, SourceCell


class ImportedGuide(NamedTuple):
    """One definition made of a document. `path` is where it was written, None where it was not: with `dry_run`, or
    because of a diagnostic. A workbook that `export` wrote may change a definition that is there: `changes` says what,
    and None that the definition is a new one."""

    file: str
    title: str
    kind: str
    text: str
    path: Path | None
    found: tuple[tuple[str, SourcedText], ...] = ()
    missing: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    unread: tuple[SourceCell, ...] = ()
    changes: tuple[str, ...] | None = None
    original: Original | None = None  # the document, where a definition was made of it


class ImportResult(NamedTuple):
    """The definitions of all documents, and the diagnostics, each with its file."""

    guides: tuple[ImportedGuide, ...]
    diagnostics: tuple[Diagnostic, ...]


def report(one: ImportedGuide) -> dict[str, Any]:
    """A definition as JSON data: where each value was read, what is guessed, missing, asked and not recognised."""
    return {
        "file": one.file, "title": one.title, "kind": one.kind, "path": str(one.path) if one.path else None,
        "found": [{"key": key, "text": value.text, "place": value.place, "guess": value.guess or None}
                  for key, value in one.found],
        "missing": list(one.missing),
        "questions": [question._asdict() for question in one.questions],
        "unrecognised": [{"text": cell.text, "place": cell.place} for cell in one.unread],
        "changes": None if one.changes is None else list(one.changes),
        "definition": one.text,
    }  # fmt: skip


def diagnostics_data(result: ImportResult) -> list[dict[str, object]]:
    """The diagnostics as JSON data."""
    return [as_data(one) for one in result.diagnostics]
