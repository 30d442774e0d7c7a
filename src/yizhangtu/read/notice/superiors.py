"""上级 of an organisation: a column that names the row above each row → the index of that row, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from yizhangtu.model.diagnostics import Related, Text
from yizhangtu.model.words import did_you_mean, shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.notice.amounts import NOTHING
from yizhangtu.read.notice.data_table import DataTable

NONE = -1
LISTED = 4  # names of a circle in one message


def superiors(table: DataTable, lead: str, column: str, faults: Faults) -> tuple[int, ...]:
    """For each row the index of the row above it, NONE for the highest. `lead`: the column that `column` refers to.
    Names that no row has, or several, and rows that are above themselves are reported, and have none above."""
    rows: dict[str, list[int]] = {}
    for at, row in enumerate(table.rows):
        rows.setdefault(row.cells.get(lead, Text("")).strip(), []).append(at)
    cells = [row.cells.get(column, Text("")) for row in table.rows]
    found = [_superior(cell, rows, lead, faults) for cell in cells]
    for circle in list(_circles(found)):
        names = [table.rows[at].cells[lead].strip() for at in circle]
        shown = [f"“{shortened(name)}”" for name in [*names, names[0]][: LISTED + 1]]
        more = "的上级……" if len(names) > LISTED else ""
        related = tuple(Related(place, "往上接着是这里") for at in circle[1:2] if (place := cells[at].span))
        message = f"“{column}”绕成了一圈：{'的上级是'.join(shown)}{more}"
        faults.add("Y830", cells[circle[0]].span, message, "最上面的一个，这一格空着。", related)
        for at in circle:
            found[at] = NONE
    return tuple(found)


def _superior(cell: Text, rows: Mapping[str, Sequence[int]], lead: str, faults: Faults) -> int:
    name = cell.strip()
    if name in NOTHING:
        return NONE
    named = rows.get(name, ())
    if len(named) == 1:
        return named[0]
    if named:
        message = f"“{lead}”是“{shortened(name)}”的有 {len(named)} 行，不知道上级是哪一个"
        faults.add("Y830", cell.span, message, f"在“{lead}”里写得分得开，如加上职务。")
    else:
        hint = did_you_mean(name, rows, f"写“{lead}”一栏里有的；最上面的一个，这一格空着。")
        faults.add("Y830", cell.span, f"没有“{shortened(name)}”这个上级", hint)
    return NONE


def _circles(above: Sequence[int]) -> Iterator[list[int]]:
    """The rows of each circle, from the first of them upwards."""
    walk_of: dict[int, int] = {}  # row → the walk that has come to it
    for start in range(len(above)):
        walk, at = [], start
        while at != NONE and at not in walk_of:
            walk_of[at] = start
            walk.append(at)
            at = above[at]
        if at != NONE and walk_of[at] == start:
            circle = walk[walk.index(at) :]
            first = circle.index(min(circle))
            yield [*circle[first:], *circle[:first]]


def depths(above: Sequence[int]) -> list[int]:
    """How many rows are above each row; there are no circles."""
    found: dict[int, int] = {NONE: -1}
    for start in range(len(above)):
        walk, at = [], start
        while at not in found:
            walk.append(at)
            at = above[at]
        for one in reversed(walk):
            found[one] = found[above[one]] + 1
    return [found[at] for at in range(len(above))]
