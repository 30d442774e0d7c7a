"""Cells of a table → rows with lines around every cell, or None if the width is too small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yizhangtu.export.terminal.cells import width
from yizhangtu.export.terminal.pen import Pen, Row, Segment, plain
from yizhangtu.export.terminal.text_area import TextArea

Paragraphs = Sequence[tuple[str, str]]  # (text, role) of each line of a cell

PAD = 1  # blanks beside a cell's text
COLUMN_LEAST = 12  # cells of a column that is narrower than its texts
SHORTEST = 8  # cells of any column
LINES_MOST = 5  # of a cell; with more lines a list is easier to read than the table


def grid(table: Sequence[Sequence[Paragraphs]], area: TextArea) -> list[Row] | None:
    """The table as wide as its texts, at most as wide as the area; None where a column would be too narrow."""
    pen = area.pen
    count = len(table[0])
    natural = [max(SHORTEST, *(_cells(row[n]) for row in table)) for n in range(count)]
    room = area.width - (count + 1) * pen.line_cells - count * 2 * PAD
    # Texts of uncertain width may push the right border out: narrow the columns by the excess.
    for _ in range(3):
        columns = _shared(natural, room, pen.line_cells)
        if columns is None:
            return None
        rows = list(_drawn(table, columns, pen))
        over = max(pen.cells(row, 2) for row in rows) - area.width
        if over <= 0:
            return rows if _short(table, columns, pen) else None
        room -= over
    return None


def _cells(cell: Paragraphs) -> int:
    return max((width(plain(text)) for text, _ in cell), default=0)


def _shared(natural: Sequence[int], room: int, step: int) -> list[int] | None:
    """Natural widths where all columns fit; else short columns keep theirs and the others share the rest equally. Each
    is a multiple of `step`, the width of a stroke."""
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
            line: Row = (pen.drawn(pen.strokes.down),)
            for lines, room in zip(cells, columns, strict=True):
                text = lines[n] if n < len(lines) else ()
                line = (
                    *line,
                    Segment(" " * PAD),
                    *pen.to(text, room),
                    Segment(" " * PAD),
                    pen.drawn(pen.strokes.down),
                )
            yield line
    yield _line(strokes[6:9], columns, pen)


def _line(ends: str, columns: Sequence[int], pen: Pen) -> Row:
    pieces = (pen.strokes.across * ((room + 2 * PAD) // pen.line_cells) for room in columns)
    return (pen.drawn(ends[0] + ends[1].join(pieces) + ends[2]),)
