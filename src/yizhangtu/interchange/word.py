"""An outline → a Word document: facts, steps and lists as tables, everything else as paragraphs, to be edited
further."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from yizhangtu.content.outline import GuideOutline, OutlineStep

HEADS = ("序号", "步骤", "谁来办", "多久", "做什么", "接着")
FONT = "宋体"
_ITEM = "· "  # begins an item of a list
_LONGEST_NAME = 8  # characters of the name of a fact
WRITTEN = (2020, 1, 1, 0, 0, 0)  # of every part: equal input gives equal bytes


def word_document(outline: GuideOutline) -> bytes:
    """A .docx file."""
    from docx import Document
    from docx.oxml.ns import qn

    document = Document()
    style: Any = document.styles["Normal"]
    style.font.name = FONT
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    document.core_properties.title = outline.title
    document.core_properties.author = ""
    document.add_heading(outline.title, 0)
    _sections(document, outline.before[1:])
    if outline.steps:
        document.add_heading("操作流程", 1)
        _steps(document, outline)
    _sections(document, outline.after)
    return _stored(document)


def _sections(document: Any, paragraphs: Sequence[str]) -> None:
    """Paragraphs; one after an empty one that is no sentence is a heading. Facts and the items of a list, where there
    are several one after the other, are the rows of a table."""
    rows: list[tuple[str, str]] = []
    begins = False
    for text in (*paragraphs, ""):
        row = _row(text, len(rows) + 1)
        if row and (not rows or rows[0][0].isdigit() == row[0].isdigit()):
            rows.append(row)
            begins = False
            continue
        _table(document, rows)
        rows = [row] if row else []
        if row:
            continue
        if not text:
            begins = True
            continue
        heading = begins and "：" not in text and not text.endswith(("。", "；"))
        document.add_heading(text, 1) if heading else document.add_paragraph(text)
        begins = False


def _row(text: str, number: int) -> tuple[str, str] | None:
    """办理主体：村委会。 → its name and the rest; an item of a list → its number and text; None for other texts."""
    if text.startswith(_ITEM):
        return str(number), text.removeprefix(_ITEM)
    name, colon, rest = text.partition("：")
    fact = colon and rest and len(name) <= _LONGEST_NAME and not re.search("[，。；、]", name)
    return (name, rest) if fact else None


def _table(document: Any, rows: Sequence[tuple[str, str]]) -> None:
    """Rows of two columns, the first as narrow as its names."""
    from docx.shared import Mm

    if not rows:
        return
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    first = 12 if rows[0][0].isdigit() else 32
    for row in rows:
        for cell, text, width in zip(table.add_row().cells, row, (first, 152 - first), strict=True):
            cell.text, cell.width = text, Mm(width)


def _steps(document: Any, outline: GuideOutline) -> None:
    table = document.add_table(rows=1, cols=len(HEADS), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    numbers = {step.node: step.number or step.name for step in outline.steps}
    for step in outline.steps:
        texts = (step.number, _named(step, outline), step.handler, step.deadline, "\n".join(step.texts),
                 _onward(step, outline, numbers))  # fmt: skip
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text


def _named(step: OutlineStep, outline: GuideOutline) -> str:
    """The name, with the phase that it begins, and the block that it is done in."""
    block = next((one for one in outline.steps if one.node == step.parent and one.block), None)
    return "".join((f"【{step.phase}】" if step.phase else "", step.name, f"（{block.name}）" if block else ""))


def _onward(step: OutlineStep, outline: GuideOutline, numbers: dict[int, str]) -> str:
    """Where each outcome leads."""
    lines = []
    for way in outline.ways:
        if way.source == step.node:
            target = "办结" if way.target is None else numbers[way.target]
            lines.append(f"{way.words}：到{target}" if way.words else f"到{target}")
    return "\n".join(lines)


def _stored(document: Any) -> bytes:
    """The package, its parts with one date."""
    import zipfile

    buffer, stored = io.BytesIO(), io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(zipfile.ZipInfo(name, WRITTEN), old.read(name), zipfile.ZIP_DEFLATED)
    return stored.getvalue()
