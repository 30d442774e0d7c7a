"""Offsets of a text → the lines around them. CR, LF and CR LF end a line, as for `Span`."""

from __future__ import annotations

import re

_BREAK = re.compile(r"\r\n?|\n")
_COMMENT = re.compile(r"[ \t]*#")


def line_start(text: str, at: int) -> int:
    """The offset of the first character of the line."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_end(text: str, at: int) -> int:
    """The offset behind the last character of the line, its line break left out."""
    found = _BREAK.search(text, at)
    return found.start() if found else len(text)


def next_line(text: str, at: int) -> int:
    """The offset of the next line; the length of the text in its last line."""
    found = _BREAK.search(text, at)
    return found.end() if found else len(text)


def column(text: str, at: int) -> int:
    """How many characters stand before it in its line."""
    return at - line_start(text, at)


def begins_line(text: str, at: int) -> bool:
    """Whether only blanks stand before it in its line."""
    return not text[line_start(text, at) : at].strip(" ")


def is_comment(text: str, start: int) -> bool:
    """Whether the line that starts here holds nothing but a comment."""
    return bool(_COMMENT.match(text, start))


def is_blank(text: str, start: int) -> bool:
    """Whether the line that starts here is empty."""
    return not text[start : line_end(text, start)].strip()


def indent(text: str, start: int) -> int:
    """How many blanks the line that starts here begins with."""
    line = text[start : line_end(text, start)]
    return len(line) - len(line.lstrip(" "))


def offset_of(text: str, line: int, column: int) -> int:
    """The offset of a place that counts lines and columns from 1; the end of the line or text where it lies beyond."""
    at = 0
    for _ in range(line - 1):
        at = next_line(text, at)
    return min(at + column - 1, line_end(text, at))
