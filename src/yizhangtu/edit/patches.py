"""Two texts → what an editor of text has to replace to get from one to the other."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

from yizhangtu.edit.lines import line_start

_MOST_COMPARED = 3000  # lines: beyond, what lies between the equal ends is replaced as a whole


class TextPatch(NamedTuple):
    """Characters from `start` up to `end` of the old text are replaced by `text`."""

    start: int
    end: int
    text: str


def patches_between(old: str, new: str) -> tuple[TextPatch, ...]:
    """The replacements in order; they do not touch one another. Lines are compared, then the ends of what differs."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    was, now = before[first : len(before) - last], after[first : len(after) - last]
    at = sum(map(len, before[:first]))
    if len(was) + len(now) > _MOST_COMPARED:
        return tuple(_trimmed(at, "".join(was), "".join(now)))
    found: list[TextPatch] = []
    for kind, i, j, m, n in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        replaced = "".join(was[i:j])
        if kind != "equal":
            found += _trimmed(at, replaced, "".join(now[m:n]))
        at += len(replaced)
    return tuple(found)


def _trimmed(start: int, was: str, now: str) -> list[TextPatch]:
    """One replacement without the characters that both texts begin and end with."""
    if was == now:
        return []
    first = 0
    while first < min(len(was), len(now)) and was[first] == now[first]:
        first += 1
    last = 0
    while last < min(len(was), len(now)) - first and was[-1 - last] == now[-1 - last]:
        last += 1
    return [TextPatch(start + first, start + len(was) - last, now[first : len(now) - last])]


def as_data(patch: TextPatch, old: str) -> dict[str, int | str]:
    """A replacement for the page: lines count from 1, columns from 0 in UTF-16 units, as JavaScript counts."""
    line, column = _place(old, patch.start)
    end_line, end_column = _place(old, patch.end)
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column, "text": patch.text}


def _place(text: str, at: int) -> tuple[int, int]:
    start = line_start(text, at)
    before = text[:start]
    breaks = before.count("\n") + before.count("\r") - before.count("\r\n")
    return breaks + 1, len(text[start:at].encode("utf-16-le")) // 2
