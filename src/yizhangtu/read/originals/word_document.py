"""Bytes of a .docx file → its paragraphs and tables as JSON. Runs in a child process with limits (`read.child`).

python-docx opens the package; the order of paragraphs and tables, text boxes and merged cells are read from its XML.
"""

from __future__ import annotations

import io
import json
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

MOST_BLOCKS, MOST_CELLS = 20_000, 100_000


def blocks(data: bytes) -> bytes:
    """JSON: a list of {"text", "heading", "numbered"} and {"rows": rows of [text, number of the cell]}; places that
    a merged cell covers have its number."""
    document = Document(io.BytesIO(data))
    found: list[dict[str, Any]] = []
    for section in document.sections:
        for part in (section.header, section.footer):
            found += [] if part.is_linked_to_previous else [_paragraph(one) for one in part.paragraphs]
    heads = len(found)
    cells: dict[Any, int] = {}
    for child in document.element.body.iterchildren():
        if child.tag == qn("w:p"):
            found.append(_paragraph(Paragraph(child, document)))
            found += [_boxed(box) for box in _boxes(child)]
        elif child.tag == qn("w:tbl"):
            found.append({"rows": _rows(Table(child, document), cells)})
        if len(found) > MOST_BLOCKS or len(cells) > MOST_CELLS:
            break
    ordered = found[heads:] + found[:heads]  # the head of the pages is no title
    return json.dumps([one for one in ordered if one.get("rows") or str(one.get("text", "")).strip()]).encode()


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    style = str(getattr(paragraph.style, "name", "") or "")
    heading = style.startswith(("Title", "Heading", "标题"))
    return {"text": paragraph.text, "heading": heading, "numbered": _is_numbered(paragraph, style)}


def _is_numbered(paragraph: Paragraph, style: str) -> bool:
    """Whether Word puts a number before it, by the paragraph itself or by its style."""
    own = paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    by_style = paragraph.style is not None and paragraph.style.element.find(f".//{qn('w:numPr')}") is not None
    return (own or by_style) and "Bullet" not in style


def _boxes(element: Any) -> list[Any]:
    """Text boxes anchored at a paragraph; the copy that Word keeps for old programs is left out."""
    boxes = element.iter(qn("w:txbxContent"))
    old = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    return [box for box in boxes if not any(up.tag == old for up in box.iterancestors())]


def _boxed(box: Any) -> dict[str, Any]:
    lines = ["".join(text.text or "" for text in line.iter(qn("w:t"))) for line in box.iter(qn("w:p"))]
    return {"text": "\n".join(line for line in lines if line.strip()), "heading": False, "numbered": False}


def _rows(table: Table, cells: dict[Any, int]) -> list[list[tuple[str, int]]]:
    rows = []
    for row in table.rows:
        line = []
        for cell in row.cells:
            number = cells.setdefault(cell._tc, len(cells))
            line.append((_cell_text(cell), number))
        rows.append(line)
    return rows


def _cell_text(cell: Any) -> str:
    """The lines of a cell, those of tables inside it too."""
    lines = [str(one.text) for one in cell.paragraphs]
    for inner in cell.tables:
        lines += ["　".join(_cell_text(one) for one in row.cells) for row in inner.rows]
    return "\n".join(line for line in lines if line.strip())
