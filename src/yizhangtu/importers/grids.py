"""A grid → the table in it: where its head stands, what its columns are, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from yizhangtu.importers.text_parts import chain
from yizhangtu.importers.words import TABLES, HeaderWords, plain
from yizhangtu.read.originals.original import Grid, SourceCell

LOOKED_THROUGH = 12  # rows in which the head is looked for
_NEEDED = {
    "steps": ({"步骤"}, {"办理", "内容", "时限"}),
    "points": ({"内容"}, {"分值", "加分值", "扣分值"}),
    "items": ({"事项"}, {"办理主体", "时限", "依据", "形式", "责任部门", "村级职责", "类别", "监督", "备注", "序号"}),
    "standards": ({"项目"}, {"上限", "下限", "说明"}),
}


class HeadedColumn(NamedTuple):
    """A column: its key, None for one of the document's own; its name, and the name of the group that it stands in."""

    at: int
    role: str | None
    name: str
    group: str
    head: str  # as it stands in the document


class TableReading(NamedTuple):
    """A table. `before` are the rows above its head, `body` all below."""

    kind: str
    columns: tuple[HeadedColumn, ...]
    before: tuple[tuple[SourceCell, ...], ...]
    heads: tuple[tuple[SourceCell, ...], ...]
    body: tuple[tuple[SourceCell, ...], ...]


def filled(row: Sequence[SourceCell]) -> list[SourceCell]:
    """The cells with text, a merged one once."""
    return list({cell.id: cell for cell in row if cell.text.strip()}.values())


def banner(row: Sequence[SourceCell]) -> SourceCell | None:
    """The only cell with text of a row: a title, a section or a note."""
    cells = filled(row)
    return cells[0] if len(cells) == 1 and len(row) > 1 else None


def read_table(grid: Grid, words: HeaderWords, wanted: str = "") -> TableReading | None:
    """The table of a grid whose head is understood; None where there is none. `wanted` names the only kind to try."""
    best: tuple[int, int, TableReading] | None = None
    for at, row in enumerate(grid.rows[:LOOKED_THROUGH]):
        if banner(row):
            continue
        below = grid.rows[at + 1] if at + 1 < len(grid.rows) else ()
        double = _has_second_head(row, below)
        for table in TABLES if not wanted else (wanted,):
            columns = _columns(row, below if double else row, words, table)
            roles = {column.role for column in columns if column.role}
            if not _enough(table, roles, columns, words):
                continue
            last = at + 2 if double else at + 1
            if table == "steps" and _tells_chains(columns, grid.rows[last:]):
                continue
            reading = TableReading(table, columns, grid.rows[:at], grid.rows[at:last], grid.rows[last:])
            score = sum(column.role is not None for column in columns)
            if table == "standards":
                score += sum(plain(column.head) in words.occasions for column in columns)
            if best is None or score > best[0]:
                best = (score, at, reading)
        if best:
            return best[2]
    return None


def _enough(table: str, roles: set[str], columns: Sequence[HeadedColumn], words: HeaderWords) -> bool:
    must, some = _NEEDED[table]
    if table == "standards" and any(plain(column.head) in words.occasions for column in columns):
        return sum(plain(column.head) in words.occasions for column in columns) >= 2
    return must <= roles and bool(some & roles)


def _tells_chains(columns: Sequence[HeadedColumn], body: Sequence[Sequence[SourceCell]]) -> bool:
    """Whether the column of steps tells a whole flow in each row: the rows are matters, not steps."""
    (at,) = (column.at for column in columns if column.role == "步骤")
    texts = [row[at].text for row in body if row[at].text and banner(row) is None]
    return bool(texts) and sum(chain(text) is not None for text in texts) * 2 >= len(texts)


def _has_second_head(row: Sequence[SourceCell], below: Sequence[SourceCell]) -> bool:
    """Whether the next row names columns inside of groups: a group is a merged cell over several columns."""
    if len(below) != len(row):
        return False
    groups = [at for at in range(1, len(row)) if row[at].text and row[at].id == row[at - 1].id]
    downward = any(cell.text and cell.id == under.id for cell, under in zip(row, below, strict=True))
    return (
        bool(groups)
        and (downward or all(below[at].text for at in groups))
        and all(below[at].id != row[at].id and len(below[at].text) <= 12 for at in groups)
    )


def _columns(
    row: Sequence[SourceCell], below: Sequence[SourceCell], words: HeaderWords, table: str
) -> tuple[HeadedColumn, ...]:
    found: list[HeadedColumn] = []
    taken: set[str] = set()
    for at, (top, sub) in enumerate(zip(row, below, strict=True)):
        inner = sub.text.strip() if sub.id != top.id else ""
        head = inner or top.text.strip()
        if not head:
            continue
        role = words.role(table, head) or (words.role(table, top.text) if not inner else None)
        if role is None and inner and inner.startswith("承诺"):
            role = words.role(table, top.text)
        role = None if role in taken else role
        taken |= {role} if role else set()
        found.append(HeadedColumn(at, role, "".join(head.split()), top.text.strip() if inner else "", head))
    return tuple(found)


def side_by_side(grid: Grid) -> list[Grid]:
    """The grids that stand beside each other in a sheet, parted by empty columns; rows across all stay with the
    first."""
    width = len(grid.rows[0]) if grid.rows else 0
    body = [row for row in grid.rows if banner(row) is None]
    empty = [all(not row[at].text for row in body) for at in range(width)]
    starts = [at for at in range(width) if not empty[at] and (at == 0 or empty[at - 1])]
    if len(starts) < 2 or not body:
        return [grid]
    parts = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else width
        rows = [row[start:end] for row in grid.rows if number == 0 or banner(row) is None]
        kept = tuple(row for row in rows if any(cell.text for cell in row))
        parts.append(Grid(grid.title, kept))
    return parts
