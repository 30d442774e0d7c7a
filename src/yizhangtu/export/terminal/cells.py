"""Text of anyone → text safe in a terminal, its width in cells, and its lines at a width.

Two counts, because terminals disagree on characters of ambiguous width (“ ” × — …): `ambiguous=1` is what nearly every
terminal of today does and serves to line columns up; `ambiguous=2` is what old Chinese consoles do and serves to break
lines, so that nothing runs over the edge on either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from yizhangtu.text.tokens import WORD_BREAK, Words, tokenize

NO_WORDS = Words(())
MOST = 2  # cells of an ambiguous character on the terminals that draw it widest
ZWJ = "\u200d"
ORPHAN = 4  # cells; a shorter last line takes a word from the line above
_CLUSTER_MOST = 8  # cells; a longer chain of joined characters may be parted
_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Invisible characters that reorder (bidi), hide or shift their neighbours.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Narrow in Unicode 15, wide in Unicode 16: terminals differ, as for ambiguous characters.
_UNSETTLED = ((0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D376))


def clean(text: str) -> str:
    """`text` without anything that a terminal interprets: control characters become visible (ESC → \\x1b), invisible
    ones are dropped, tabs become blanks, every kind of line end becomes a newline."""
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    return _CONTROL.sub(_escape, _INVISIBLE.sub("", text))


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


@lru_cache(maxsize=1 << 14)
def _cells(char: str, ambiguous: int) -> int:
    if char.isascii():
        return 1
    category = unicodedata.category(char)
    if category in ("Mn", "Me") or char in (ZWJ, "\u200c"):
        return 0
    kind = unicodedata.east_asian_width(char)
    # Unassigned: most likely an emoji newer than this Python.
    if kind in "WF" or category == "Cn":
        return 2
    code = ord(char)
    return ambiguous if kind == "A" or any(a <= code <= b for a, b in _UNSETTLED) else 1


def width(text: str, ambiguous: int = MOST) -> int:
    """Cells that clean `text` takes on one line."""
    total = before = 0
    for char in text:
        # The emoji form of a narrow character is wide.
        own = 1 if char == "\ufe0f" and before == 1 else _cells(char, ambiguous)
        total += own
        before = own
    return total


def clusters(text: str) -> Iterator[str]:
    """Sequences that must not be broken: a character with its accents, a flag, joined emoji."""
    cluster = ""
    for char in text:
        if cluster and _joins(cluster, char) and (_cells(char, MOST) == 0 or width(cluster + char) <= _CLUSTER_MOST):
            cluster += char
            continue
        if cluster:
            yield cluster
        cluster = char
    if cluster:
        yield cluster


def _joins(cluster: str, char: str) -> bool:
    if cluster.endswith(ZWJ) or char in (ZWJ, "\u200c") or unicodedata.category(char) in ("Mn", "Me", "Mc"):
        return True
    if "\U0001f3fb" <= char <= "\U0001f3ff":  # skin tones
        return True
    return len(cluster) == 1 and _is_flag(cluster) and _is_flag(char)


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def wrap(text: str, limit: int, words: Words = NO_WORDS) -> tuple[str, ...]:
    """Lines of at most `limit` cells (at least 8) by the rules of Chinese line breaking. Runs of blanks become one."""
    return tuple(line for part in clean(text).split("\n") for line in _fill(part, max(limit, _CLUSTER_MOST), words))


def _fill(paragraph: str, limit: int, words: Words) -> Iterator[str]:
    lines: list[list[str]] = []  # pieces, blanks included
    room = 0
    for unit, spaced in _units(paragraph, words):
        piece = f" {unit}" if spaced and room < limit else unit
        if lines and width(piece) <= room:
            lines[-1].append(piece)
            room -= width(piece)
            continue
        whole = width(unit) <= limit
        for part in (unit,) if whole else clusters(piece if room else unit):
            if not lines or width(part) > room:
                lines.append([])
                room = limit
            lines[-1].append(part)
            room -= width(part)
    if len(lines) > 1 and len(lines[-2]) > 2 and width("".join(lines[-1])) <= ORPHAN:
        joined = [lines[-2][-1].lstrip(" "), *lines[-1]]
        if width("".join(joined)) <= limit:
            lines[-2:] = [lines[-2][:-1], joined]
    for line in lines:
        yield "".join(line).rstrip(" ")


def _units(paragraph: str, words: Words) -> Iterator[tuple[str, bool]]:
    """Pieces between allowed breaks, each with whether a blank precedes it."""
    unit, spaced = "", False
    for token in tokenize(paragraph, words):
        kept = token.cost is None or token.cost >= WORD_BREAK or _joins(unit or " ", token.text[0])
        if unit and kept:
            unit += (" " if token.space else "") + token.text
            continue
        if unit:
            yield unit, spaced
        unit, spaced = token.text, token.space
    if unit:
        yield unit, spaced
