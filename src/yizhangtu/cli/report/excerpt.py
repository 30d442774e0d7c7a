"""A place and its source line → the line as it is shown, with a mark under the right columns."""

from __future__ import annotations

from collections.abc import Sequence

from yizhangtu.cli.report.columns import expanded, width
from yizhangtu.model.diagnostics import Span

WIDEST = 100  # columns of a line that are shown
BEFORE = 0.4  # of them, at most so many before the mark
CUT = "…"


def excerpt(line: str, span: Span, widest: int = WIDEST) -> tuple[str, str]:
    """(the line, the mark below it). A line too long for the terminal is shown around the mark."""
    cells = expanded(line)
    start = min(max(span.column - 1, 0), len(cells))
    end = len(cells) if span.end_line > span.line else min(max(span.end_column - 1, start), len(cells))
    first, last = _window(cells, start, end, widest)
    shown = "".join(cells[first:last])
    left = CUT if first else ""
    right = CUT if last < len(cells) else ""
    indent = width(left) + width("".join(cells[first:start]))
    length = max(1, width("".join(cells[start : min(end, last)])))
    return (left + shown + right).rstrip(), " " * indent + "^" + "~" * (length - 1)


def _window(cells: Sequence[str], start: int, end: int, widest: int) -> tuple[int, int]:
    """The cells to show: the whole line if it fits, else as much before the mark as is due and what follows."""
    if width("".join(cells)) <= widest:
        return 0, len(cells)
    room = widest - 2 * width(CUT)
    first = start
    before = room * BEFORE
    if width("".join(cells[start:])) < room - before:
        before = room - width("".join(cells[start:]))
    while first > 0 and width("".join(cells[first - 1 : start])) <= before:
        first -= 1
    last = start
    while last < len(cells) and width("".join(cells[first : last + 1])) <= room:
        last += 1
    return first, max(last, min(start + 1, len(cells)))
