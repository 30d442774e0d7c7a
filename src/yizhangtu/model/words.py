"""Texts for messages: shortened quotations, and the known word that is nearest to an unknown one."""

from __future__ import annotations

from collections.abc import Iterable

NUMERALS = "一二三四五六七八九十"
_LONGEST = 24  # characters compared: enough to distinguish names, and a bound on the work


def shortened(text: str, most: int = 30) -> str:
    """A text short enough to be quoted in a message."""
    return text if len(text) <= most else text[: most - 1] + "…"


def one_line(text: object) -> str:
    """The text on one line: line breaks become blanks."""
    return " ".join(str(text).splitlines())


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """The hint of an unknown name: the nearest known one, and where to find them all."""
    close = nearest(word, known)
    return f"是不是“{close}”？{otherwise}" if close else otherwise


def numeral(n: int) -> str:
    """A number from 1 on in Chinese: 一 二 … 十 十一 … 九十九; from 100 on in digits."""
    if n > 99:
        return str(n)
    tens, ones = divmod(n, 10)
    return (NUMERALS[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (NUMERALS[ones - 1] if ones else "")


def distance(one: str, other: str) -> int:
    """Edit distance: insertions, deletions, replacements and swaps of neighbours."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest to `word`, if one is close enough to suggest; the first of equals."""
    wanted = word.strip().lower()[:_LONGEST]
    if not wanted:
        return None
    best: tuple[float, str] | None = None
    for name in known:
        other = name.lower()[:_LONGEST]
        if not set(wanted) & set(other):
            continue
        longer = max(len(wanted), len(other))
        # A name inside the other (审批 / 乡镇审批) is more likely meant than its length difference suggests.
        inside = len(min(wanted, other, key=len)) >= 2 and (wanted in other or other in wanted)
        share = 0.3 + 0.2 * abs(len(wanted) - len(other)) / longer if inside else distance(wanted, other) / longer
        if share <= 0.5 and (best is None or share < best[0]):
            best = (share, name)
    return best[1] if best else None
