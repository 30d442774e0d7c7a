"""Cells of a table → rows with lines around every cell, or nothing where the width does not hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yizhangtu.export.terminal.cells import width
from yizhangtu.export.terminal.pen import Bit, Pen, Row, plain
from yizhangtu.export.terminal.terminal_rows import Sheet

Paragraphs = Sequence[tuple[str, str]]  # what a cell holds: text and role, each on a line of its own

PAD = 1  # blanks beside a cell's text
COLUMN_LEAST = 12  # cells of a column that has more to say than it has room for
SHORTEST = 8  # cells of any column
LINES_MOST = 5  # of a cell; with more the table is no longer easier to read than a list


def grid(table: Sequence[Sequence[Paragraphs]], sheet: Sheet) -> list[Row] | None:
    """The table as wide as its texts and no wider than the sheet; None where a column would be too narrow."""
    pen = sheet.pen
    count = len(table[0])
    natural = [max(SHORTEST, *(_cells(row[n]) for row in table)) for n in range(count)]
    room = sheet.width - (count + 1) * pen.line_cells - count * 2 * PAD
    # Texts of uncertain width may push the right border out: then the columns give that much way.
    for _ in range(3):
        columns = _shared(natural, room, pen.line_cells)
        if columns is None:
            return None
        rows = list(_drawn(table, columns, pen))
        over = max(pen.cells(row, 2) for row in rows) - sheet.width
        if over <= 0:
            return rows if _short(table, columns, pen) else None
        room -= over
    return None


def _cells(cell: Paragraphs) -> int:
    return max((width(plain(text)) for text, _ in cell), default=0)


def _shared(natural: Sequence[int], room: int, step: int) -> list[int] | None:
    """Columns as wide as their texts where all of them fit; else the short ones keep theirs and the others share what
    is left. Each is a multiple of `step`, so that lines of wide strokes end with it."""
    wanted = [cells + (-cells) % step for cells in natural]
    if sum(wanted) <= room:
        return wanted
    given: dict[int, int] = {}
    for n in sorted(range(len(wanted)), key=lambda n: wanted[n]):
        left = (room - sum(given.values())) // (len(wanted) - len(given))
        given[n] = min(wanted[n], left - left % step)
        if given[n] < min(wanted[n], COLUMN_LEAST):
            return None
    return [given[n] for n in range(len(wanted))]


def _lines(cell: Paragraphs, room: int, pen: Pen) -> list[Row]:
    return [row for text, role in cell for row in pen.wrap(plain(text), room, role)]


def _short(table: Sequence[Sequence[Paragraphs]], columns: Sequence[int], pen: Pen) -> bool:
    cells = (_lines(cell, room, pen) for row in table for cell, room in zip(row, columns, strict=True))
    return all(len(lines) <= LINES_MOST for lines in cells)


def _drawn(table: Sequence[Sequence[Paragraphs]], columns: Sequence[int], pen: Pen) -> Iterator[Row]:
    strokes = pen.strokes.grid
    yield _line(strokes[0:3], columns, pen)
    for at, row in enumerate(table):
        if at:
            yield _line(strokes[3:6], columns, pen)
        cells = [_lines(cell, room, pen) for cell, room in zip(row, columns, strict=True)]
        for n in range(max(map(len, cells))):
            made: Row = (pen.drawn(pen.strokes.down),)
            for lines, room in zip(cells, columns, strict=True):
                text = lines[n] if n < len(lines) else ()
                made = (*made, Bit(" " * PAD), *pen.to(text, room), Bit(" " * PAD), pen.drawn(pen.strokes.down))
            yield made
    yield _line(strokes[6:9], columns, pen)


def _line(ends: str, columns: Sequence[int], pen: Pen) -> Row:
    pieces = (pen.strokes.across * ((room + 2 * PAD) // pen.line_cells) for room in columns)
    return (pen.drawn(ends[0] + ends[1].join(pieces) + ends[2]),)
