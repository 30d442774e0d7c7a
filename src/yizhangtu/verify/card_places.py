"""Letters + expected cards → where each card stands: the letters from its number and name to those of the next card."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from yizhangtu.verify.expected_cards import ExpectedCard
from yizhangtu.verify.letters import Letter, Reading

# The largest distance between a number and its name, in em of the name.
LEFT, LEVEL = 9.0, 4.0
ABOVE, BELOW = 3.0, 1.2
RIGHT = 60.0
NEAR = 0.5  # em: smaller differences between distances do not count
EM = 0.69  # share of the height from ascent to descent, approximately
AHEAD = 60  # letters between a number and its name


class StandaloneNumber(NamedTuple):
    """A number, or a range such as 4–7, that is not part of other text; coordinates in mm."""

    says: str
    at: int
    left: float
    top: float
    right: float
    bottom: float
    page: int


class Spot(NamedTuple):
    """One place where a card stands, as indices of letters: `start` and `end` (exclusive) of its letters, `badge` of
    its number (−1: absent), `name` of its name. `separate`: the name is not part of another text. `distance`: from
    number to name, in em."""

    card: int
    start: int
    end: int
    badge: int
    name: int
    separate: bool
    distance: float = 0.0

    @property
    def numbered(self) -> bool:
        """Whether the number of the card stands beside its name."""
        return self.badge >= 0


@dataclass(frozen=True)
class StandaloneNumbers:
    """All standalone numbers of a reading, by page."""

    reading: Reading

    @cached_property
    def by_page(self) -> dict[int, list[StandaloneNumber]]:
        found: dict[int, list[StandaloneNumber]] = {}
        letters, at = self.reading.letters, 0
        while at < len(letters):
            end = at
            while end < len(letters) and _digit(letters[end]) and (end == at or not letters[end].after_gap):
                end += 1
            if end == at:
                at += 1
                continue
            if letters[at].after_gap and (end == len(letters) or letters[end].after_gap):
                one = self._number(at, end)
                found.setdefault(one.page, []).append(one)
            at = end
        return found

    def _number(self, at: int, end: int) -> StandaloneNumber:
        first, last = self.reading.letters[at], self.reading.letters[end - 1]
        stated = self.reading.text[at:end].replace("-", "–")
        return StandaloneNumber(stated, at, first.left, first.top, last.right, first.bottom, first.page)

    def near_name(self, at: int, length: int) -> dict[str, tuple[float, int]]:
        """The numbers that may belong to a name at `at`: the nearest one to the left, above, at the end of its line,
        and the one read directly before it. Returns number → (distance in em, index of its first letter)."""
        letters = self.reading.letters[at : at + length]
        page, em = letters[0].page, max(letters[0].height * EM, 0.1)
        letters = tuple(one for one in letters if one.page == page)
        left, right = min(one.left for one in letters), max(one.right for one in letters)
        top, bottom = min(one.top for one in letters), max(one.bottom for one in letters)
        middle = (letters[0].top + letters[0].bottom) / 2
        best: dict[str, tuple[float, StandaloneNumber]] = {}
        for one in self.by_page.get(page, ()):
            if at <= one.at < at + length:
                continue  # part of the name itself
            y = (one.top + one.bottom) / 2
            ways: list[tuple[str, float]] = []
            if one.at + len(one.says) == at:  # vertically centred in a row that is higher than its name
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
            for way, distance in ways:
                if way not in best or distance < best[way][0]:
                    best[way] = (distance, one)
        found: dict[str, tuple[float, int]] = {}
        for distance, one in best.values():
            found[one.says] = min(found.get(one.says, (distance, one.at)), (distance, one.at))
        return found


def _digit(letter: Letter) -> bool:
    return "0" <= letter.char <= "9" or letter.char in "–-"


def spots(reading: Reading, cards: Sequence[ExpectedCard]) -> list[Spot]:
    """Every place of every card, in reading order."""
    found = _best_spots(list(_candidates(reading, cards)), cards)
    spots = []
    for place, one in enumerate(found):
        inner = range(one.card, one.card + cards[one.card].inner_cards + 1)
        after = (other for other in found[place + 1 :] if other.card not in inner and other.start > one.start)
        end = next((other.start for other in after), len(reading.letters))
        spots.append(one._replace(end=end))
    return spots


def _candidates(reading: Reading, cards: Sequence[ExpectedCard]) -> Iterator[Spot]:
    """All places of every name, with the number of the card where it stands near."""
    numbers = StandaloneNumbers(reading)
    longest: dict[int, int] = {}
    places = [(at, number) for number, card in enumerate(cards) for at in reading.places(card.name)]
    for at, number in places:
        longest[at] = max(longest.get(at, 0), len(cards[number].name))
    for at, number in places:
        card = cards[number]
        if len(card.name) < longest[at]:
            continue  # a longer name begins here
        separate = reading.letters[at].after_gap or (
            reading.is_plain_text and _is_in_plain_text(reading.text, at, card.name)
        )
        if card.badge:
            start, badge, distance = _start(reading, numbers, card, at)
            led = at > 0 and reading.text[at - 1] == "："  # an outcome comes first: 不合格：限期整改
            yield Spot(number, start, start, badge, at, separate or led, distance)
        elif separate:
            yield Spot(number, at, at, -1, at, True)


def _is_in_plain_text(stated: str, at: int, name: str) -> bool:
    """Whether a plain text has a name here in one of its fixed phrases: 5分换肥皂1块, 婚事，酒席：不超过20桌."""
    return stated.endswith("分换", 0, at) or (stated[at - 1] == "，" and stated.startswith("：", at + len(name)))


def _start(reading: Reading, numbers: StandaloneNumbers, card: ExpectedCard, at: int) -> tuple[int, int, float]:
    """For a name at `at`: where the card begins, where its number stands (−1: nowhere), and the distance between them
    in em."""
    if reading.is_plain_text:
        heads = (f"第{card.badge}步：", f"{card.badge}.")
        head = next((head for head in heads if reading.text.endswith(head, 0, at)), "")
        return at - len(head), at - len(head) if head else -1, 0.0
    near_name = numbers.near_name(at, len(card.name))
    if card.badge not in near_name:
        return at, -1, 0.0
    distance, place = near_name[card.badge]
    return (place if at - AHEAD <= place < at else at), place, distance


def _best_spots(found: list[Spot], cards: Sequence[ExpectedCard]) -> list[Spot]:
    """Drop unlikely places. A card that has its number somewhere is not accepted without it elsewhere; a card whose
    name begins a text somewhere is not accepted inside other texts; of several such inner places the nearest to the
    number remains."""
    numbered = {spot.card for spot in found if spot.numbered}
    clear = {spot.card for spot in found if spot.numbered and spot.separate}
    nearest: dict[int, float] = {}
    for spot in found:
        if spot.numbered and not spot.separate:
            nearest[spot.card] = min(nearest.get(spot.card, spot.distance), spot.distance)
    kept = [
        spot
        for spot in found
        if not cards[spot.card].badge
        or ((spot.numbered or spot.card not in numbered) and (spot.separate or spot.card not in clear))
    ]
    kept = [spot for spot in kept if spot.separate or not spot.numbered or spot.distance <= nearest[spot.card] + NEAR]
    alone: list[Spot] = []
    reach = 0  # end of the names so far: a name inside another name is no card of its own
    for spot in sorted(kept, key=lambda spot: spot.name):
        end = spot.name + len(cards[spot.card].name)
        if end > reach or cards[spot.card].badge:
            alone.append(spot)
        elif any(other.name == spot.name for other in alone[-2:]):
            alone.append(spot)  # two cards with the same name
        reach = max(reach, end)
    return sorted(alone, key=lambda spot: (spot.start, spot.card))
