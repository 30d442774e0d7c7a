"""Texts and a width → rows of text with rules, columns and parts side by side, as all kinds of guides use them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yizhangtu.export.terminal.cells import width
from yizhangtu.export.terminal.pen import Bit, Pen, Row, plain

GUTTER = 2
INDENT = 4  # of what stands under a rule


@dataclass(frozen=True, slots=True)
class Cell:
    """A text that stands from a column on."""

    at: int
    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """So many cells wide, written with this pen."""

    pen: Pen
    width: int

    def rule(self, text: str, role: str = "phase") -> Iterator[Row]:
        """─── text ────, over as many rows as the text needs."""
        pen = self.pen
        start = pen.across(4 if pen.line_cells > 1 else 3)
        lead = pen.cells((start,)) + 1
        lines = pen.wrap(plain(text), self.width - 2 * lead, role)
        for count, row in enumerate(lines):
            filled = pen.to((start,) if not count else (), lead) + row
            if count + 1 == len(lines):
                # Measured at most, so that the rule ends within the row on every terminal.
                filled = (*filled, Bit(" "), pen.across(self.width - pen.cells(filled, 2) - 1))
            yield filled

    def text(self, first: Row, text: str, role: str = "") -> Iterator[Row]:
        """Wrapped text, `first` before its first line and blanks before the others."""
        pen = self.pen
        after = pen.to((), pen.cells(first))
        for n, row in enumerate(pen.wrap(plain(text), self.width - pen.cells(first), role)):
            yield (*(after if n else first), *row)

    def flow(self, parts: Sequence[Row], at: int = 0) -> list[Row]:
        """Parts two blanks apart from column `at` on, on as few lines as hold them; one wider than the line has lines
        of its own."""
        pen, room = self.pen, self.width - at
        rows: list[Row] = []
        goes_on = False  # whether the last row may be written on
        for part in parts:
            joined = (*rows[-1], Bit(" " * GUTTER), *part) if goes_on else part
            if pen.cells(joined, 2) <= room:
                rows[len(rows) - goes_on :] = [joined]
                goes_on = True
            elif pen.cells(part, 2) <= room:
                rows.append(part)
            else:
                rows += pen.wrap("".join(bit.text for bit in part), room, part[0].role)
                goes_on = False
        return [(Bit(" " * at), *row) for row in rows] if at else rows

    def beside(self, cells: Sequence[Cell]) -> Iterator[Row]:
        """Cells in one row, of which only the last may take more lines. One that is too long for its column has lines
        of its own, and what follows stands below: so every text can be read, and copied, in one piece."""
        pen = self.pen
        told = [cell for cell in cells if plain(cell.text)]
        held: list[tuple[int, Row]] = []
        for n, cell in enumerate(told):
            last = n + 1 == len(told)
            end = self.width if last else told[n + 1].at - GUTTER
            lines = pen.wrap(plain(cell.text), end - cell.at, cell.role)
            if last or (len(lines) == 1 and pen.cells(lines[0], 2) <= end - cell.at):
                held.append((cell.at, lines[0]))
                if last:
                    yield pen.columns(tuple(held), self.width)
                    yield from ((Bit(" " * cell.at), *line) for line in lines[1:])
                continue
            if held:
                yield pen.columns(tuple(held), self.width)
                held = []
            yield from self.text((Bit(" " * cell.at),), cell.text, cell.role)

    def right(self, rows: list[Row], text: str, role: str, at: int) -> list[Row]:
        """`rows` with a text at the right edge: of the last row where there is room, else below; from `at` on if it
        needs more than a row."""
        bit = Bit(plain(text), role)
        place = self.width - self.pen.cells((bit,), 2)
        if place < at:
            return [*rows, *self.text((Bit(" " * at),), text, role)]
        if rows and self.has_room(rows[-1], text):
            return [*rows[:-1], self.pen.columns(((0, rows[-1]), (place, (bit,))), self.width)]
        return [*rows, (Bit(" " * place), bit)]

    def has_room(self, row: Row, text: str) -> bool:
        """Whether a text can stand at the right of a row. Measured at most, so that nothing runs over the edge."""
        return self.pen.cells(row, 2) + GUTTER + width(plain(text)) <= self.width


def longest(texts: Sequence[str], most: int) -> int:
    """Cells of the longest of those texts that take at most `most`; 0 if there is none."""
    return max((cells for text in texts if (cells := width(plain(text))) <= most), default=0)
