"""Definitions → workbooks that a clerk edits: one for each, or one for a whole project with its 辖区 file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from yizhangtu.build.load import Loaded
from yizhangtu.edit.data.definition_data import definition_data
from yizhangtu.edit.data.differences import same_data
from yizhangtu.edit.document import SourceDocument, document_of
from yizhangtu.export.definition_workbook import definition_workbook
from yizhangtu.interchange.workbook.reading import read_book
from yizhangtu.interchange.workbook.rows import sheets_read
from yizhangtu.interchange.workbook.sheets import BookSheet
from yizhangtu.interchange.workbook.writing import BookGuide, book_of, too_long
from yizhangtu.model.diagnostics import Diagnostic, make, whole
from yizhangtu.read.faults import Faults


class Workbooks(NamedTuple):
    """Workbooks with the stem of each, and why a definition is in none of them."""

    files: tuple[tuple[str, bytes], ...]
    diagnostics: tuple[Diagnostic, ...]


class _Named(NamedTuple):
    name: str
    document: SourceDocument


def each_workbook(loaded: Loaded) -> Workbooks:
    """A workbook for each definition."""
    files: list[tuple[str, bytes]] = []
    faults: list[Diagnostic] = []
    for one in loaded.definitions:
        document = document_of(one.data, one.file).document
        if document is None or document.root is None:
            continue  # `load` or the check says why
        sheets, found = _sheets([_Named(one.stem, document)], several=False)
        faults += found
        if not found:
            files.append((one.stem, definition_workbook(sheets)))
    return Workbooks(tuple(files), tuple(faults))


def project_workbook(loaded: Loaded, stem: str) -> Workbooks:
    """One workbook for all definitions and the project files of their folders. Names are paths below the folder that
    holds them all."""
    documents: list[tuple[PurePosixPath, SourceDocument]] = []
    homes = [(home.file, home.data) for home in loaded.homes if home.data]
    for file, data in (*homes, *((one.file, one.data) for one in loaded.definitions)):
        document = document_of(data, file).document
        if document is not None and document.root is not None:
            documents.append((PurePosixPath(file), document))
    top = _common([path.parent for path, _ in documents])
    named = [_Named(str(path.relative_to(top).with_suffix("")), document) for path, document in documents]
    sheets, faults = _sheets(named, several=True)
    return Workbooks(((stem, definition_workbook(sheets)),) if sheets else (), tuple(faults))


def _common(folders: Sequence[PurePosixPath]) -> PurePosixPath:
    """The folder that holds all of these."""
    if not folders:
        return PurePosixPath()
    first = folders[0]
    return next(one for one in (first, *first.parents) if all(folder.is_relative_to(one) for folder in folders))


def _sheets(named: Sequence[_Named], several: bool) -> tuple[tuple[BookSheet, ...], list[Diagnostic]]:
    """The sheets of those definitions that read back as they are; a diagnostic for each other one."""
    kept: list[BookGuide] = []
    faults: list[Diagnostic] = []
    for one in named:
        guide = BookGuide(one.name, one.document.table, definition_data(one.document), one.document.text)
        problem = _problem(guide, several)
        if problem:
            faults.append(make("Y775", whole(one.document.file), f"“{one.name}”没有导出成 xlsx：{problem}", _HINT))
        else:
            kept.append(guide)
    return (book_of(kept, several) if kept else ()), faults


_HINT = "先用 check 改好这份定义；太长的文字分成几段。"


def _problem(guide: BookGuide, several: bool) -> str:
    """Why a definition would not come back from a workbook; empty where it does."""
    sheets = book_of([guide], several)
    if place := too_long(sheets):
        return f"{place}放不下一段这么长的文字"
    found = read_book(sheets_read(sheets), guide.name, Faults(""))
    if len(found) != 1 or not same_data(found[0].data, guide.data):
        return "里面有表格放不下的写法"
    return ""
