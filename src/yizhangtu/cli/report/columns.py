"""Text of anyone's → text safe for a terminal, and how many columns it takes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

TAB = 4
_HIDDEN = {
    0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x180E, 0x3164, 0xFEFF, 0xFFA0, *range(0x200B, 0x2010),
    *range(0x2028, 0x202F), *range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080),
}  # fmt: skip


def visible(char: str) -> str:
    """A character that a terminal would obey, hide or reorder by, as a sign of its own; any other as it is."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0x80 <= code < 0xA0 or code in _HIDDEN or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF):
        return "\ufffd"
    return char


def safe(text: str) -> str:
    """A message on one line without anything that a terminal obeys."""
    return "".join(" " if char in "\t\r\n" else visible(char) for char in text)


def columns(char: str) -> int:
    """Columns of one visible character: two for the wide ones of UAX #11, none for those set upon another."""
    if char.isascii():
        return 1
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Columns of a visible text."""
    return sum(map(columns, text))


def expanded(line: str) -> list[str]:
    """What is shown for each character of a source line: tabs as blanks up to the next stop, the rest made visible."""
    cells: list[str] = []
    at = 0
    for char in line:
        shown = " " * (TAB - at % TAB) if char == "\t" else visible(char)
        cells.append(shown)
        at += width(shown)
    return cells


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of texts as lines, safe, with their columns below one another."""
    shown = [[safe(cell) for cell in row] for row in rows]
    widths = [max(width(row[at]) for row in shown) for at in range(len(shown[0]))]
    return [
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()
        for row in shown
    ]
