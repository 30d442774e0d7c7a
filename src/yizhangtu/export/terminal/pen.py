"""Strokes and texts → rows of known width → lines of a terminal, with or without colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from yizhangtu.export.terminal.cells import MOST, NO_WORDS, clean, width, wrap
from yizhangtu.text.tokens import Words


@dataclass(frozen=True, slots=True)
class Strokes:
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

# Select Graphic Rendition by role: only the terminal's own sixteen colours, which its owner has made readable.
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
        "back": "31",
        "on": "33",
        "end": "32",
        "way": "32",
        "remark": "35",
        "phone": "1",
        "plus": "1;32",
        "minus": "1;31",
        "pointer": "36",
    }
)


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of a row in one role. `drawn` says that its characters are strokes of ours, not somebody's text."""

    text: str
    role: str = ""
    drawn: bool = False


Row = tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Pen:
    """How rows become lines. `line_cells` is the width of one stroke; `words` stay on one line where they can."""

    strokes: Strokes = BOX
    line_cells: int = 1
    ambiguous: int = 1
    sgr: Mapping[str, str] = field(default_factory=dict)
    words: Words = NO_WORDS

    def drawn(self, strokes: str) -> Bit:
        return Bit(strokes, "line", True)

    def across(self, cells: int) -> Bit:
        """A horizontal line as long as fits into `cells`."""
        return self.drawn(self.strokes.across * (cells // self.line_cells))

    def cells(self, row: Row, ambiguous: int | None = None) -> int:
        """Width of a row: as the columns count it, or at most (`MOST`)."""
        return sum(self._bit_cells(bit, ambiguous or self.ambiguous) for bit in row)

    def _bit_cells(self, bit: Bit, ambiguous: int) -> int:
        if not bit.drawn:
            return width(bit.text, ambiguous)
        blanks = bit.text.count(" ")
        return blanks + (len(bit.text) - blanks) * self.line_cells

    def to(self, row: Row, column: int) -> Row:
        """`row` with blanks up to `column`."""
        return (*row, Bit(" " * max(0, column - self.cells(row))))

    def columns(self, parts: tuple[tuple[int, Row], ...], limit: int) -> Row:
        """Rows side by side, each from its column on. Where ambiguous characters might push the last one over the
        edge, the columns are set by the widest count: better out of line than cut."""
        for count in (self.ambiguous, MOST):
            made: Row = ()
            for column, row in parts:
                if row:
                    made = (*made, Bit(" " * max(0, column - self.cells(made, count))), *row)
            if self.cells(made, MOST) <= limit:
                break
        return made

    def wrap(self, text: str, room: int, role: str = "") -> list[Row]:
        return [(Bit(line, role),) for line in wrap(text, room, self.words)]

    def line(self, row: Row) -> str:
        """The row as the terminal gets it; no blanks at its end."""
        bits = list(row)
        while bits and not bits[-1].text.strip(" "):
            bits.pop()
        if bits:
            bits[-1] = Bit(bits[-1].text.rstrip(" "), bits[-1].role, bits[-1].drawn)
        return "".join(self._painted(bit) for bit in bits)

    def _painted(self, bit: Bit) -> str:
        code = self.sgr.get(bit.role, "")
        return f"\x1b[{code}m{bit.text}\x1b[0m" if code and bit.text.strip(" ") else bit.text


def plain(text: str) -> str:
    """Somebody's text for one line: clean, line ends and runs of blanks made one blank."""
    return " ".join(clean(text).split())
