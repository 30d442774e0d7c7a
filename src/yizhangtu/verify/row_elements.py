"""Elements of a file + expected rows → findings: each row of a list, item of points or standard with its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yizhangtu.model.guide import Guide
from yizhangtu.verify.elements import Elements
from yizhangtu.verify.expected_rows import UNSTATED, ExpectedRow, expected_goods, expected_rows
from yizhangtu.verify.findings import MISPLACED, MISSING, Finding, on_pages, quoted
from yizhangtu.verify.step_elements import compared

ROW = re.compile(r"row-(\d+)\.")
VETO, POINTS = "一票否决", "points"


def row_findings(elements: Elements, guide: Guide) -> Iterator[Finding]:
    """Missing rows, and cells that are wrong."""
    rows = expected_rows(guide)
    for row in rows:
        if not elements.cell(row.number, row.cells[0].column):
            yield MISSING, row.span, f"缺{row.label}"
            continue
        yield from _row(elements, row, rows)
    for number in sorted({int(match[1]) for match in map(ROW.match, elements.names) if match}):
        if number > len(rows):
            yield MISPLACED, guide.title.span, f"多了第{number}项"
    for good in expected_goods(guide):
        if not elements.of(f"good-{good.number}.name"):
            yield MISSING, good.span, f"缺{good.label}"
            continue
        for cell in good.cells:
            own = elements.of(f"good-{good.number}.{cell.column}")
            yield from compared(own, cell.texts, cell.extra, f"{good.label}的{cell.what}", good.span, MISPLACED)


def _row(elements: Elements, row: ExpectedRow, rows: Sequence[ExpectedRow]) -> Iterator[Finding]:
    for cell in row.cells:
        own = elements.cell(row.number, cell.column)
        label = f"{row.label}的{cell.what}"
        if own:
            others = [rows[number - 1] for number in elements.sharing(row.number, cell.column) if number <= len(rows)]
            texts = [
                one.words for other in others for its in other.cells if its.column == cell.column for one in its.texts
            ]
            extra = "|".join([cell.extra, *map(re.escape, texts)]) if cell.extra else "|".join(map(re.escape, texts))
            yield from compared(own, cell.texts, extra, label, row.span, MISPLACED)
        elif cell.what not in UNSTATED and not _is_veto(cell.column, cell.texts[0].words):
            where = on_pages([one.page for one in elements.cell(row.number, row.cells[0].column)])
            yield MISPLACED, cell.texts[0].span, f"{where}没有写{label}{quoted(cell.texts[0].written)}"


def _is_veto(column: str, words: str) -> bool:
    """Whether the score is the title of the box that the item stands in."""
    return column == POINTS and words == VETO
