"""Strokes and texts → rows of known width → lines of a terminal, with or without colour."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from yizhangtu.export.terminal.cells import MOST, NO_WORDS, clean, width, wrap
from yizhangtu.text.tokens import Words


class Strokes(NamedTuple):
    """The line glyphs. `frame` is horizontal, vertical, then the corners from top left clockwise; `grid` the crossings
    of a table, row by row."""

    across: str = "─"
    down: str = "│"
    fork: str = "├"
    last: str = "└"
    stop: str = "┴"
    start: str = "┬"
    frame: str = "━┃┏┓┛┗"
    grid: str = "┌┬┐├┼┤└┴┘"


BOX = Strokes()
ASCII = Strokes("-", "|", "+", "`", "^", "v", "=|++++", "+" * 9)

# Select Graphic Rendition by role: only the sixteen colours of the terminal, which its user has chosen.
SGR: Mapping[str, str] = MappingProxyType(
    {
        "line": "36",
        "title": "1",
        "head": "2",
        "phase": "1;36",
        "badge": "1",
        "name": "1",
        "mine": "1;33",
        "watched": "35",
        "caption": "36",
        "condition": "1",
        "bad": "31",
        "neutral": "33",
        "good": "32",
        "phone": "1",
        "plus": "1;32",
        "minus": "1;31",
        "pointer": "36",
    }
)


class Segment(NamedTuple):
    """A piece of a row in one role. `drawn`: its characters are box strokes, not text of an author."""

    text: str
    role: str = ""
    drawn: bool = False


Row = tuple[Segment, ...]


class Pen(NamedTuple):
    """How rows become lines. `line_cells`: width of one stroke; `words` are kept on one line where possible."""

    strokes: Strokes = BOX
    line_cells: int = 1
    ambiguous: int = 1
    sgr: Mapping[str, str] = MappingProxyType({})
    words: Words = NO_WORDS

    def drawn(self, strokes: str) -> Segment:
        return Segment(strokes, "line", True)

    def across(self, cells: int) -> Segment:
        """A horizontal line as long as `cells` allows."""
        return self.drawn(self.strokes.across * (cells // self.line_cells))

    def cells(self, row: Row, ambiguous: int | None = None) -> int:
        """The width of a row: with the count of the columns, or with the given one."""
        return sum(self._bit_cells(bit, ambiguous or self.ambiguous) for bit in row)

    def _bit_cells(self, bit: Segment, ambiguous: int) -> int:
        if not bit.drawn:
            return width(bit.text, ambiguous)
        blanks = bit.text.count(" ")
        return blanks + (len(bit.text) - blanks) * self.line_cells

    def to(self, row: Row, column: int) -> Row:
        """`row` with blanks up to `column`."""
        return (*row, Segment(" " * max(0, column - self.cells(row))))

    def columns(self, parts: tuple[tuple[int, Row], ...], limit: int) -> Row:
        """Rows side by side, each from its column on. Where ambiguous characters might push the last one over the edge,
        columns are placed by the widest count: misaligned is better than cut."""
        for count in (self.ambiguous, MOST):
            joined: Row = ()
            for column, row in parts:
                if row:
                    joined = (*joined, Segment(" " * max(0, column - self.cells(joined, count))), *row)
            if self.cells(joined, MOST) <= limit:
                break
        return joined

    def wrap(self, text: str, room: int, role: str = "") -> list[Row]:
        return [(Segment(line, role),) for line in wrap(text, room, self.words)]

    def line(self, row: Row) -> str:
        """The row as a line for the terminal, without trailing blanks."""
        bits = list(row)
        while bits and not bits[-1].text.strip(" "):
            bits.pop()
        if bits:
            bits[-1] = Segment(bits[-1].text.rstrip(" "), bits[-1].role, bits[-1].drawn)
        return "".join(self._painted(bit) for bit in bits)

    def _painted(self, bit: Segment) -> str:
        code = self.sgr.get(bit.role, "")
        return f"\x1b[{code}m{bit.text}\x1b[0m" if code and bit.text.strip(" ") else bit.text


def plain(text: str) -> str:
    """A text of an author in one line: clean, every run of blanks and line ends is one blank."""
    return " ".join(clean(text).split())
