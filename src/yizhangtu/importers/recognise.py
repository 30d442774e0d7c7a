"""A document → drafts of definitions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from yizhangtu.importers.draft import GuideDraft, Question, SourcedText
from yizhangtu.importers.facts import read_fact_grid, tells_facts
from yizhangtu.importers.grids import TableReading, filled, read_table, side_by_side
from yizhangtu.importers.notice_tables import read_notice_grid
from yizhangtu.importers.point_tables import READERS
from yizhangtu.importers.sections import SectionReader
from yizhangtu.importers.steps import complete_steps
from yizhangtu.importers.tables import read_note
from yizhangtu.importers.words import HeaderWords
from yizhangtu.read.originals.original import Grid, Original, SourceCell, SourceParagraph

_TABLE_OF = {"流程": "steps", "清单": "items", "积分": "points", "规范": "standards"}
KINDS = (*_TABLE_OF, "公示")


class Recognised(NamedTuple):
    """The drafts of a document, and its cells that none of them has used."""

    drafts: tuple[GuideDraft, ...]
    unread: tuple[SourceCell, ...]


def recognise(original: Original, words: HeaderWords, kind: str = "") -> Recognised:
    """The definitions of a document: one of each sheet that has a table, one of the paragraphs and tables of a text.
    `kind` is what the reader of the document says that it is; empty where he does not."""
    drafts: list[GuideDraft] = []
    paragraphs: list[SourceParagraph] = []
    tables: list[tuple[TableReading, Grid]] = []
    loose: list[Grid] = []
    for block in original.blocks:
        if isinstance(block, SourceParagraph):
            paragraphs.append(block)
            continue
        for grid in side_by_side(block):
            table = read_table(grid, words, _TABLE_OF.get(kind, ""))
            facts = None if kind in ("清单", "积分", "规范") else read_fact_grid(grid, words)
            notice = read_notice_grid(grid, words, kind == "公示") if kind in ("", "公示") else None
            if notice and (kind or (table is None and not facts)):
                drafts.append(notice)
            elif facts and (table is None or len(facts) > 1 or tells_facts(grid, words)):
                drafts += facts
            elif table:
                tables.append((table, grid))
            else:
                loose.append(grid)
    text = _of_text(paragraphs, words)
    single = not any(grid.title for _, grid in tables)  # tables of one text belong together
    for table, grid in tables:
        host = text if single and text and table.kind == "steps" and not text.rows else None
        draft = host or GuideDraft()
        READERS[table.kind](table, draft, words).read()
        if draft is not host:
            drafts.append(draft)
        if not draft.title and grid.title and not grid.title.lower().startswith("sheet"):
            draft.add("名称", SourcedText(grid.title, f"表“{grid.title}”的名字", "用了工作表的名字"))
    drafts = _joined(drafts, text, single)
    _notes(drafts, loose, words)
    for draft in drafts:
        _finish(draft, original, words, kind)
    used = set().union(*(draft.used for draft in drafts)) if drafts else set()
    return Recognised(tuple(drafts), tuple(cell for cell in original.cells() if cell.id not in used))


def _of_text(paragraphs: Sequence[SourceParagraph], words: HeaderWords) -> GuideDraft | None:
    if not paragraphs:
        return None
    draft = GuideDraft()
    SectionReader(draft, words).read(paragraphs)
    return draft


def _joined(drafts: list[GuideDraft], text: GuideDraft | None, single: bool) -> list[GuideDraft]:
    """The drafts with the text around the tables: it belongs to the one table of a document, else stands alone."""
    if text is None:
        return drafts
    if len(drafts) == 1 and single:
        (only,) = drafts
        for key, values in text.facts.items():
            only.add(key, *values)
        if only.kind == "流程" and not only.rows:
            only.rows = text.rows
        only.used |= text.used
        only.questions += text.questions
        return drafts if not text.rows or only.rows is text.rows else [*drafts, text]
    return [text, *drafts] if text.rows or not drafts or len(text.facts) > 1 else _shared(drafts, text)


def _shared(drafts: list[GuideDraft], text: GuideDraft) -> list[GuideDraft]:
    """What stands before several tables goes to the first."""
    for key, values in text.facts.items():
        drafts[0].add(key, *values)
    drafts[0].used |= text.used
    return drafts


def _notes(drafts: list[GuideDraft], loose: Sequence[Grid], words: HeaderWords) -> None:
    """Grids without a head: lines of one cell are notes of the only definition."""
    if len(drafts) != 1:
        return
    for grid in loose:
        for row in grid.rows:
            cells = filled(row)
            if len(cells) == 1:
                read_note(drafts[0], cells[0], words)


def _finish(draft: GuideDraft, original: Original, words: HeaderWords, kind: str) -> None:
    """Kind, title, 所属清单 and 办理主体, where they follow from what was read; questions where they do not."""
    if draft.kind == "流程" and not draft.rows and (draft.facts.get("提倡") or draft.facts.get("禁止")):
        draft.kind = "规范"
    draft.kind = kind if kind in KINDS else draft.kind
    if not draft.title:
        stem = PurePath(original.file).stem
        draft.add("名称", SourcedText(stem, "文件名", "用了文件名"))
    if draft.kind == "清单":
        name = words.list_of(draft.title)
        if name:
            draft.add("所属清单", SourcedText(name, draft.facts["名称"][0].place, "看标题的用词"))
        else:
            draft.questions.append(Question("所属清单", "标题里看不出是哪一张清单"))
    if draft.kind == "流程":
        complete_steps(draft, words)
        _first_handler(draft, words)
    for row in (*draft.rows, *draft.penalties):
        draft.questions += row.questions


def _first_handler(draft: GuideDraft, words: HeaderWords) -> None:
    """办理主体 of a flow that does not name it: the first who handles a step and is not the applicant."""
    if draft.facts.get("办理主体"):
        return
    stated = [value for row in draft.rows for value in row.values.get("办理", ()) if not value.guess]
    first = next((value for value in stated if not words.is_applicant(value.text)), None)
    if first:
        draft.add("办理主体", first._replace(guess="步骤里第一个不是申请人的办理人"))
