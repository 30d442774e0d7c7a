"""Three versions of a text → one text with both changes, or the places where they touch.

Lines are compared as `diff3` does it. `difflib` finds what each side has left as it was; the package `merge3` does no
more and is under the GPL, which this project is not.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

from yizhangtu.edit.document import SourceDocument


class Conflict(NamedTuple):
    """Lines that both sides have changed. `line` counts from 1 in the merged text, which has `ours` there."""

    line: int
    base: str
    ours: str
    theirs: str


class MergedText(NamedTuple):
    """The merged text. Where there are conflicts it has our version of them. `broken`: both versions can be read, but
    not what they give together; the text is ours then, and the whole of it counts as the conflict."""

    text: str
    conflicts: tuple[Conflict, ...] = ()
    broken: bool = False


def merge(base: str, ours: str, theirs: str) -> MergedText:
    """Merge two changed versions of one text. Changes of neighbouring lines count as touching."""
    if ours == theirs or theirs == base:
        return MergedText(ours)
    if ours == base:
        return MergedText(theirs)
    merged = _merged(*(text.splitlines(keepends=True) for text in (base, ours, theirs)))
    readable = [SourceDocument(text).root is not None for text in (ours, theirs, merged.text)]
    if not merged.conflicts and readable == [True, True, False]:
        return MergedText(ours, (Conflict(1, base, ours, theirs),), broken=True)
    return merged


class _Stretch(NamedTuple):
    """Lines that are the same in all three versions, by where they begin in each."""

    base: int
    ours: int
    theirs: int
    length: int


def _merged(base: list[str], ours: list[str], theirs: list[str]) -> MergedText:
    lines: list[str] = []
    conflicts: list[Conflict] = []
    at = _Stretch(0, 0, 0, 0)
    for stretch in (*_common(base, ours, theirs), _Stretch(len(base), len(ours), len(theirs), 0)):
        was = base[at.base : stretch.base]
        mine, other = ours[at.ours : stretch.ours], theirs[at.theirs : stretch.theirs]
        if mine in (was, other):
            lines += other
        elif other == was:
            lines += mine
        else:
            conflicts.append(Conflict(len(lines) + 1, "".join(was), "".join(mine), "".join(other)))
            lines += mine
        lines += base[stretch.base : stretch.base + stretch.length]
        end = stretch.length
        at = _Stretch(stretch.base + end, stretch.ours + end, stretch.theirs + end, 0)
    return MergedText("".join(lines), tuple(conflicts))


def _common(base: list[str], ours: list[str], theirs: list[str]) -> list[_Stretch]:
    """The stretches that neither side has changed, in order."""
    mine = SequenceMatcher(None, base, ours, autojunk=False).get_matching_blocks()
    other = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    found = []
    i = j = 0
    while i < len(mine) and j < len(other):
        start = max(mine[i].a, other[j].a)
        end = min(mine[i].a + mine[i].size, other[j].a + other[j].size)
        if start < end:
            one, two = mine[i], other[j]
            found.append(_Stretch(start, one.b + start - one.a, two.b + start - two.a, end - start))
        if mine[i].a + mine[i].size <= other[j].a + other[j].size:
            i += 1
        else:
            j += 1
    return found
