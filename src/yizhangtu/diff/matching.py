"""Two lists of named things (steps, rows) → which one became which.

Equal names are matched first, the rest greedily by likeness: ½ name, 3⁄10 text by pairs of characters, 1⁄10 handler,
1⁄10 place; what is less alike than 0.42 is no pair; ties by order. On randomly edited flows this finds no fewer pairs
than the optimal assignment.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

THRESHOLD = 0.42
NAME, TEXT, HANDLER, PLACE = 0.5, 0.3, 0.1, 0.1
MOST = 250_000  # pairs that are compared; beyond that only equal names are matched


class Named(NamedTuple):
    """What is compared of a step or row: its name, its text, and who handles it."""

    name: str
    text: str = ""
    handler: str = ""


class Matching(NamedTuple):
    """`pairs`: (place in the old list, place in the new one), in the order of the new; `moved`: the new places of
    those that are out of the longest common order."""

    pairs: tuple[tuple[int, int], ...]
    moved: frozenset[int]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def match(old: Sequence[Named], new: Sequence[Named], by_name: bool = False) -> Matching:
    """The matching of two lists; `by_name`: only equal names are pairs."""
    pairs = _by_name(old, new)
    old_places, new_places = {a for a, _ in pairs}, {b for _, b in pairs}
    left = [at for at in range(len(old)) if at not in old_places]
    right = [at for at in range(len(new)) if at not in new_places]
    if not by_name and len(left) * len(right) <= MOST:
        pairs += _by_likeness(old, new, left, right)
    pairs.sort(key=lambda pair: pair[1])
    first, second = {a for a, _ in pairs}, {b for _, b in pairs}
    return Matching(
        tuple(pairs),
        _out_of_order(pairs),
        tuple(at for at in range(len(old)) if at not in first),
        tuple(at for at in range(len(new)) if at not in second),
    )


def _by_name(old: Sequence[Named], new: Sequence[Named]) -> list[tuple[int, int]]:
    """Pairs of equal names; of equal ones the first with the first."""
    places: dict[str, list[int]] = {}
    for at, one in enumerate(old):
        places.setdefault(one.name, []).append(at)
    found = []
    for at, one in enumerate(new):
        if one.name and places.get(one.name):
            found.append((places[one.name].pop(0), at))
    return found


def _by_likeness(
    old: Sequence[Named], new: Sequence[Named], left: Sequence[int], right: Sequence[int]
) -> list[tuple[int, int]]:
    old_pairs = {a: (_bigrams(old[a].name), _bigrams(old[a].text)) for a in left}
    new_pairs = {b: (_bigrams(new[b].name), _bigrams(new[b].text)) for b in right}
    scores: list[tuple[float, int, int]] = []
    for a in left:
        for b in right:
            score = NAME * _share(old_pairs[a][0], new_pairs[b][0]) + TEXT * _share(old_pairs[a][1], new_pairs[b][1])
            score += HANDLER * (old[a].handler == new[b].handler)
            score += PLACE * (1 - abs(a / max(len(old), 1) - b / max(len(new), 1)))
            if score >= THRESHOLD:
                scores.append((-score, a, b))
    found: list[tuple[int, int]] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for _, a, b in sorted(scores):
        if a not in used_a and b not in used_b:
            found.append((a, b))
            used_a.add(a)
            used_b.add(b)
    return found


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1)) if len(text) > 1 else Counter([text])


def _share(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient of two bags; 1 for two empty texts."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _out_of_order(pairs: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The new places of pairs that are not in a longest increasing run of old places."""
    ends: list[int] = []
    tails: list[int] = []
    back: list[int] = []
    for number, (a, _) in enumerate(pairs):
        at = bisect_left(ends, a)
        back.append(tails[at - 1] if at else -1)
        if at == len(ends):
            ends.append(a)
            tails.append(number)
        else:
            ends[at], tails[at] = a, number
    kept: set[int] = set()
    number = tails[-1] if tails else -1
    while number >= 0:
        kept.add(number)
        number = back[number]
    return frozenset(b for number, (_, b) in enumerate(pairs) if number not in kept)
