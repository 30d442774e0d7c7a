"""Letters + cards → where each card stands: the letters from its number and name to those of the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from yizhangtu.verify.cards import Card
from yizhangtu.verify.letters import Letter, Reading

# How far a number may stand from its name, in em of the name.
LEFT, LEVEL = 9.0, 4.0
ABOVE, BELOW = 3.0, 1.2
RIGHT = 60.0
NEAR = 0.5  # em by which distances differ that are the same
EM = 0.69  # of the height from ascent to descent, roughly
AHEAD = 60  # letters between a number and its name


@dataclass(frozen=True)
class Number:
    """A number (or 4–7) that stands by itself."""

    says: str
    at: int
    left: float
    top: float
    right: float
    bottom: float
    page: int


@dataclass(frozen=True)
class Spot:
    """One place where a card stands: its first letter and the first that is not its own; where its number stands (-1:
    it is not there) and where its name does; `fresh`: the name is no part of another text; `far`: how far the number is
    from it, in em."""

    card: int
    start: int
    end: int
    badge: int
    name: int
    fresh: bool
    far: float = 0.0

    @property
    def numbered(self) -> bool:
        """Whether it has its number."""
        return self.badge >= 0


@dataclass(frozen=True)
class Numbers:
    """All numbers of a reading, by page."""

    reading: Reading

    @cached_property
    def by_page(self) -> dict[int, list[Number]]:
        found: dict[int, list[Number]] = {}
        letters, at = self.reading.letters, 0
        while at < len(letters):
            end = at
            while end < len(letters) and _digit(letters[end]) and (end == at or not letters[end].fresh):
                end += 1
            if end == at:
                at += 1
                continue
            if letters[at].fresh and (end == len(letters) or letters[end].fresh):
                one = self._number(at, end)
                found.setdefault(one.page, []).append(one)
            at = end
        return found

    def _number(self, at: int, end: int) -> Number:
        first, last = self.reading.letters[at], self.reading.letters[end - 1]
        said = self.reading.said[at:end].replace("-", "–")
        return Number(said, at, first.left, first.top, last.right, first.bottom, first.page)

    def beside(self, at: int, length: int) -> dict[str, tuple[float, int]]:
        """The numbers that may belong to a name: the nearest one to the left, above it, at the end of its line, and
        the one read before it. Each
        with how far away and where it stands."""
        letters = self.reading.letters[at : at + length]
        page, em = letters[0].page, max(letters[0].height * EM, 0.1)
        letters = tuple(one for one in letters if one.page == page)
        left, right = min(one.left for one in letters), max(one.right for one in letters)
        top, bottom = min(one.top for one in letters), max(one.bottom for one in letters)
        middle = (letters[0].top + letters[0].bottom) / 2
        best: dict[str, tuple[float, Number]] = {}
        for one in self.by_page.get(page, ()):
            if at <= one.at < at + length:
                continue  # a part of the name itself
            y = (one.top + one.bottom) / 2
            ways: list[tuple[str, float]] = []
            if one.at + len(one.says) == at:  # in the middle of a row that is higher than its name
                ways.append(("before", 0.0))
            away, off = (left - one.right) / em, max(0.0, top - y, y - bottom) / em
            if -0.3 <= away <= LEFT and off <= LEVEL:
                ways.append(("left", away + 4 * off))
            up = (top - one.bottom) / em
            if -BELOW <= up <= ABOVE and one.right > left - 1.5 * em and one.left < right + em:
                ways.append(("above", up + abs(one.left - left) / em))
            after = (one.left - right) / em
            if 0 <= after <= RIGHT and abs(y - middle) < em:
                ways.append(("right", after))
            for way, far in ways:
                if way not in best or far < best[way][0]:
                    best[way] = (far, one)
        found: dict[str, tuple[float, int]] = {}
        for far, one in best.values():
            found[one.says] = min(found.get(one.says, (far, one.at)), (far, one.at))
        return found


def _digit(letter: Letter) -> bool:
    return "0" <= letter.char <= "9" or letter.char in "–-"


def spots(reading: Reading, cards: Sequence[Card]) -> list[Spot]:
    """Every place of every card, in the order of the page."""
    found = _likely(list(_found(reading, cards)), cards)
    spots = []
    for place, one in enumerate(found):
        inner = range(one.card, one.card + cards[one.card].within + 1)
        after = (other for other in found[place + 1 :] if other.card not in inner and other.start > one.start)
        end = next((other.start for other in after), len(reading.letters))
        spots.append(replace(one, end=end))
    return spots


def _found(reading: Reading, cards: Sequence[Card]) -> Iterator[Spot]:
    """All places where a name stands, its number with it where it has one."""
    numbers = Numbers(reading)
    longest: dict[int, int] = {}
    places = [(at, number) for number, card in enumerate(cards) for at in reading.places(card.name)]
    for at, number in places:
        longest[at] = max(longest.get(at, 0), len(cards[number].name))
    for at, number in places:
        card = cards[number]
        if len(card.name) < longest[at]:
            continue  # the name of another one begins with this one
        fresh = reading.letters[at].fresh or (reading.placeless and _spoken(reading.said, at, card.name))
        if card.badge:
            start, badge, far = _start(reading, numbers, card, at)
            led = at > 0 and reading.said[at - 1] == "："  # by its outcome: 不合格：限期整改
            yield Spot(number, start, start, badge, at, fresh or led, far)
        elif fresh:
            yield Spot(number, at, at, -1, at, True)


def _spoken(said: str, at: int, name: str) -> bool:
    """Whether a name stands in a text for voices where one does: 5分换肥皂1块, 婚事，酒席：不超过20桌."""
    return said.endswith("分换", 0, at) or (said[at - 1] == "，" and said.startswith("：", at + len(name)))


def _start(reading: Reading, numbers: Numbers, card: Card, at: int) -> tuple[int, int, float]:
    """Where a card begins whose name stands at a place; where its number stands, and how far away."""
    if reading.placeless:
        heads = (f"第{card.badge}步：", f"{card.badge}.")
        head = next((head for head in heads if reading.said.endswith(head, 0, at)), "")
        return at - len(head), at - len(head) if head else -1, 0.0
    beside = numbers.beside(at, len(card.name))
    if card.badge not in beside:
        return at, -1, 0.0
    far, place = beside[card.badge]
    return (place if at - AHEAD <= place < at else at), place, far


def _likely(found: list[Spot], cards: Sequence[Card]) -> list[Spot]:
    """Where a card with a number stands with it somewhere, its name alone is not taken for it elsewhere; nor where it
    is a part of another text, while somewhere it begins one; of such parts only the one nearest to the number."""
    numbered = {spot.card for spot in found if spot.numbered}
    clear = {spot.card for spot in found if spot.numbered and spot.fresh}
    nearest: dict[int, float] = {}
    for spot in found:
        if spot.numbered and not spot.fresh:
            nearest[spot.card] = min(nearest.get(spot.card, spot.far), spot.far)
    kept = [
        spot
        for spot in found
        if not cards[spot.card].badge
        or ((spot.numbered or spot.card not in numbered) and (spot.fresh or spot.card not in clear))
    ]
    kept = [spot for spot in kept if spot.fresh or not spot.numbered or spot.far <= nearest[spot.card] + NEAR]
    alone: list[Spot] = []
    reach = 0  # where the names so far end: what lies inside of one is no other card
    for spot in sorted(kept, key=lambda spot: spot.name):
        end = spot.name + len(cards[spot.card].name)
        if end > reach or cards[spot.card].badge:
            alone.append(spot)
        elif any(other.name == spot.name for other in alone[-2:]):
            alone.append(spot)  # another card of the same name
        reach = max(reach, end)
    return sorted(alone, key=lambda spot: (spot.start, spot.card))
