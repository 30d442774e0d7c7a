"""A text or Markdown file, or a text from the clipboard → paragraphs and grids."""

from __future__ import annotations

import re
from itertools import count

from yizhangtu.read.originals.original import Block, SourceCell, SourceParagraph, grid

_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
_RULE = re.compile(r"[\s|:+-]*-{2,}[\s|:+-]*")  # the line below the head of a Markdown table
_BULLET = re.compile(r"[-*+•·]\s+")


def text_blocks(text: str) -> tuple[Block, ...]:
    """A line is a paragraph; lines of Markdown tables, and those with tabs, are rows of a grid."""
    blocks: list[Block] = []
    ids = count()
    rows: list[list[SourceCell]] = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = _cells(line)
        if cells is not None:
            if not _RULE.fullmatch(line):
                place = f"第{number}行"
                rows.append([SourceCell(one, f"{place}第{at}格", next(ids)) for at, one in enumerate(cells, 1)])
            continue
        if rows:
            blocks.append(grid("", rows))
            rows = []
        if line.strip():
            blocks.append(_paragraph(line.strip(), f"第{number}行", next(ids)))
    return tuple(blocks) + ((grid("", rows),) if rows else ())


def _cells(line: str) -> list[str] | None:
    """The cells of a row of a table; None for other lines."""
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 1:
        return [one.strip() for one in stripped[1:-1].split("|")]
    if "\t" in line.strip():
        return [one.strip() for one in line.split("\t")]
    return None


def _paragraph(line: str, place: str, id: int) -> SourceParagraph:
    if heading := _HEADING.fullmatch(line):
        return SourceParagraph(SourceCell(heading[1].replace("**", ""), place, id), heading=True)
    return SourceParagraph(SourceCell(_BULLET.sub("", line, count=1).replace("**", ""), place, id))
