"""Texts and a width → rows with rules, columns and parts side by side."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yizhangtu.export.terminal.cells import width
from yizhangtu.export.terminal.pen import Pen, Row, Segment, plain

GUTTER = 2
INDENT = 4  # of rows under a rule


class PlacedText(NamedTuple):
    """A text that starts at a column."""

    at: int
    text: str
    role: str = ""


class TextArea(NamedTuple):
    """A width in cells, and the pen that writes into it."""

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
                # Counted at the widest, so that the rule ends within the row on every terminal.
                filled = (*filled, Segment(" "), pen.across(self.width - pen.cells(filled, 2) - 1))
            yield filled

    def text(self, first: Row, text: str, role: str = "") -> Iterator[Row]:
        """Wrapped text; `first` precedes its first line, blanks the others."""
        pen = self.pen
        after = pen.to((), pen.cells(first))
        for n, row in enumerate(pen.wrap(plain(text), self.width - pen.cells(first), role)):
            yield (*(after if n else first), *row)

    def flow(self, parts: Sequence[Row], at: int = 0) -> list[Row]:
        """Parts two blanks apart from column `at` on, in as few rows as possible; a part wider than a row has rows of
        its own."""
        pen, room = self.pen, self.width - at
        rows: list[Row] = []
        goes_on = False  # whether the last row can take another part
        for part in parts:
            joined = (*rows[-1], Segment(" " * GUTTER), *part) if goes_on else part
            if pen.cells(joined, 2) <= room:
                rows[len(rows) - goes_on :] = [joined]
                goes_on = True
            elif pen.cells(part, 2) <= room:
                rows.append(part)
            else:
                rows += pen.wrap("".join(bit.text for bit in part), room, part[0].role)
                goes_on = False
        return [(Segment(" " * at), *row) for row in rows] if at else rows

    def beside(self, cells: Sequence[PlacedText]) -> Iterator[Row]:
        """Texts in one row, of which only the last may take more rows. A text that is too long for its column has rows
        of its own, and the next ones start below it, so that every text can be selected in one piece."""
        pen = self.pen
        shown = [cell for cell in cells if plain(cell.text)]
        row_parts: list[tuple[int, Row]] = []
        for n, cell in enumerate(shown):
            last = n + 1 == len(shown)
            end = self.width if last else shown[n + 1].at - GUTTER
            lines = pen.wrap(plain(cell.text), end - cell.at, cell.role)
            if last or (len(lines) == 1 and pen.cells(lines[0], 2) <= end - cell.at):
                row_parts.append((cell.at, lines[0]))
                if last:
                    yield pen.columns(tuple(row_parts), self.width)
                    yield from ((Segment(" " * cell.at), *line) for line in lines[1:])
                continue
            if row_parts:
                yield pen.columns(tuple(row_parts), self.width)
                row_parts = []
            yield from self.text((Segment(" " * cell.at),), cell.text, cell.role)

    def right(self, rows: list[Row], text: str, role: str, at: int) -> list[Row]:
        """`rows` with a text at the right edge: in the last row if there is room, else below; from `at` on if it needs
        several rows."""
        bit = Segment(plain(text), role)
        place = self.width - self.pen.cells((bit,), 2)
        if place < at:
            return [*rows, *self.text((Segment(" " * at),), text, role)]
        if rows and self.has_room(rows[-1], text):
            return [*rows[:-1], self.pen.columns(((0, rows[-1]), (place, (bit,))), self.width)]
        return [*rows, (Segment(" " * place), bit)]

    def has_room(self, row: Row, text: str) -> bool:
        """Whether a text fits at the right of a row, counted at the widest."""
        return self.pen.cells(row, 2) + GUTTER + width(plain(text)) <= self.width


def longest(texts: Sequence[str], most: int) -> int:
    """Cells of the longest text that takes at most `most`; 0 if there is none."""
    return max((cells for text in texts if (cells := width(plain(text))) <= most), default=0)
