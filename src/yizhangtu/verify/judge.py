"""A proof + a guide → what of the guide is not there, or not where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.scope import Scope
from yizhangtu.verify import cards
from yizhangtu.verify.cards import Card
from yizhangtu.verify.faults import APART, LEGIBLE, LOST, NUMBER, Fault, on_pages, quoted
from yizhangtu.verify.letters import LEAST, Reading, folded, size_of
from yizhangtu.verify.places import Spot, spots
from yizhangtu.verify.said import Wanted, circled, facts_of, sentences_of, texts_of, watched_of

HEADS = ("办理主体", "时间要求", "在哪办", "监督电话", "咨询电话", "收费", "办理结果", "基础分", "积分周期")
AFTER = 40  # letters between a head and what is said under it: who answers a phone
HELP = ("帮办代办", "代办员")
HELPING = 160  # letters behind the head of 帮办代办
ELSEWHERE = "每一步怎么办"  # head of the list that says what is done at each step, where the cards have no room for it
BEFORE = {"分值": 12}  # letters before a card where a thing may stand that belongs to it: 10分 肥皂1块
SIGNS = "+-−"  # a score is said of each by itself
VETO, SIDES = "一票否决", ("加分项", "扣分项")
COMMON = 90  # letters before a run of cards: the head that says for all of them what they have in common


def judged(
    reading: Reading, guide: Guide, project: Project, scope: Scope, around: Reading | None = None
) -> Iterator[Fault]:
    """Everything about one guide. `around` is all of the file where the guide has but some pages of it."""
    yield from _lost(reading, guide, around or reading)
    yield from _facts(reading, guide, project, scope)
    yield from _watched(reading, guide)
    yield from _helper(reading, guide)
    for found in (cards.steps(guide), cards.rows(guide)):
        if found:
            yield from Deck(reading, found, scope).faults()


def _lost(reading: Reading, guide: Guide, around: Reading) -> Iterator[Fault]:
    series = {folded(text) for text in (guide.picture, guide.list_name) if text}
    for one in texts_of(guide):
        if one.words not in (around if one.words in series else reading).said:
            yield LOST, one.span, f"缺{quoted(one.written)}"


def _facts(reading: Reading, guide: Guide, project: Project, scope: Scope) -> Iterator[Fault]:
    for head, one in facts_of(guide, project):
        if not _under(reading, head, one.words):
            yield APART, one.span, f"“{head}”写的不是{quoted(one.written)}"
    for one in sentences_of(guide, project):
        words = one.words if scope.called or one.what != "编号" else folded(str(guide.number))
        if words not in reading.said and one.what != "状态":
            yield LOST, one.span, f"缺{one.what}{quoted(one.written)}"
        elif one.what == "状态" and not any(word in reading.said for word in (words, str(guide.publication.status))):
            yield LOST, one.span, f"缺{quoted(one.written)}"


def _under(reading: Reading, head: str, words: str) -> bool:
    """Whether words stand under their head (or, where they take several lines beside it, right before it)."""
    said = reading.said
    for at in reading.places(head):
        if said.endswith(words, 0, at):
            return True
        start = at + len(head)
        place = said.find(words, start, start + AFTER + len(words))
        if place >= 0 and not _other_head(reading, start, place):
            return True
    return False


def _other_head(reading: Reading, start: int, end: int) -> bool:
    """Whether another head begins between two places."""
    found = ((head, reading.said.find(head, start, end)) for head in HEADS)
    return any(place >= 0 and reading.letters[place].fresh for _, place in found)


def _watched(reading: Reading, guide: Guide) -> Iterator[Fault]:
    for badges, one in watched_of(guide):
        marks = "".join(map(circled, badges))
        if f"{marks}{one.words}" not in reading.said and f"第{'、'.join(badges)}步：{one.words}" not in reading.said:
            yield APART, one.span, f"监督管理里没有写明第{'、'.join(badges)}步{quoted(one.written)}"


def _helper(reading: Reading, guide: Guide) -> Iterator[Fault]:
    """Who helps, with the phone, under one head."""
    who = guide.assistant
    texts = [text for text in (who.window, who.name, who.phone) if text] if who else []
    if not texts:
        return
    said = reading.said
    near = [said[at : at + HELPING + sum(map(len, texts))] for head in HELP for at in reading.places(head)]
    if not any(all(folded(text) in part for text in texts) for part in near):
        told = " ".join(map(str, texts))
        yield APART, texts[-1].span, f"“帮办代办”下面写的不是{quoted(told)}"


@dataclass
class Deck:
    """The cards of a guide on a file."""

    reading: Reading
    cards: Sequence[Card]
    scope: Scope

    def __post_init__(self) -> None:
        self.spots: list[list[Spot]] = [[] for _ in self.cards]
        for spot in spots(self.reading, self.cards):
            self.spots[spot.card].append(spot)

    def faults(self) -> Iterator[Fault]:
        """What is wrong with any of them."""
        for number, card in enumerate(self.cards):
            own = self.spots[number]
            if not own:
                yield LOST, card.span, f"缺{card.called}"
                continue
            yield from self._numbered(card, own)
            if not self._whole(card, own):
                yield APART, card.span, f"{self._where(own)}{card.called}后面多了别的字"
            yield from (self._fault(card, own, one) for one in card.must if not self._on(number, one))
            yield from (self._fault(card, own, one) for one in card.shared if not self._shared(number, one))
            for one in card.leads:
                if not self._leads(own, one.words):
                    what = f"{card.called}没有写明去第{one.words}步{quoted(one.written)}"
                    yield NUMBER, one.span, f"{self._where(own)}{what}"

    def small(self, least: float) -> Iterator[Fault]:
        """Cards whose names, and what must stand on them, are nowhere in letters of `least` mm."""
        for card, own in zip(self.cards, self.spots, strict=True):
            sizes = [size for spot in own if spot.numbered and (size := self._smallest(card, spot))]
            if sizes and max(sizes) < least * LEAST:
                what = f"{card.called}只有 {max(sizes):.1f} 毫米高，不到 {least:g} 毫米"
                yield LEGIBLE, card.span, f"{self._where(own)}{what}"

    def _smallest(self, card: Card, spot: Spot) -> float:
        """The em of the smallest letters of a card."""
        words = [(spot.name, card.name)]
        words += [(self.reading.said.find(one.words, spot.start, spot.end), one.words) for one in card.must]
        return min((size for at, text in words if at >= 0 for size in self._sizes(at, len(text))), default=0.0)

    def _sizes(self, at: int, length: int) -> Iterator[float]:
        letters = self.reading.letters[at : at + length]
        return (size for size in map(size_of, letters) if size)

    def _numbered(self, card: Card, own: Sequence[Spot]) -> Iterator[Fault]:
        numbered = [spot for spot in own if spot.numbered]
        if not card.badge:
            return
        if not numbered:
            yield NUMBER, card.span, f"{self._where(own)}{card.called}的编号不对"
        elif self.scope.once and (again := self._again(card, numbered)):
            yield NUMBER, card.span, f"{self._where(again)}{card.called}出现了 {len(again)} 次"

    def _whole(self, card: Card, own: Sequence[Spot]) -> bool:
        """Whether a name somewhere ends where it should, and does not go on."""
        letters = self.reading.letters
        ends = [spot.name + len(card.name) for spot in own]
        return self.reading.placeless or any(end >= len(letters) or letters[end].fresh for end in ends)

    def _again(self, card: Card, numbered: Sequence[Spot]) -> list[Spot]:
        """Places where a card stands in letters as large as at the first, where there are several."""
        letters = self.reading.letters
        found: dict[int, Spot] = {}
        for spot in numbered:
            end = spot.name + len(card.name)
            if spot.fresh and (end == len(letters) or letters[end].fresh):
                found.setdefault(spot.badge, spot)
        heights = [letters[spot.name].height for spot in found.values()]
        same = [spot for spot in found.values() if abs(letters[spot.name].height - max(heights)) < 0.05 * max(heights)]
        return same if len(same) > 1 else []

    def _fault(self, card: Card, own: Sequence[Spot], one: Wanted) -> Fault:
        return APART, one.span or card.span, f"{self._where(own)}{card.called}没有写{one.what}{quoted(one.written)}"

    def _where(self, own: Sequence[Spot]) -> str:
        return "" if self.reading.placeless else on_pages([self._page(spot) for spot in own])

    def _page(self, spot: Spot) -> int:
        return self.reading.letters[spot.start].page

    def _part(self, spot: Spot, before: int = 0) -> str:
        return self.reading.said[max(0, spot.start - before) : spot.end]

    def _on(self, number: int, one: Wanted) -> bool:
        """Whether words stand on a card; an outcome may stand on the arrow beside it, what is done in a list."""
        if any(one.words in self._part(spot) for spot in self.spots[number]):
            return True
        if one.what == "判断":
            return self._beside(number, one)
        return one.what == "内容" and ELSEWHERE in self.reading.said and one.words in self.reading.said

    def _shared(self, number: int, one: Wanted) -> bool:
        """Whether words stand on a card, on a neighbour that has the same, or on the head of all of these."""
        before = BEFORE.get(one.what, 0)
        if any(one.words in self._part(spot, before) for spot in self.spots[number]):
            return True
        if one.words == VETO:
            return any(self._under_veto(spot) for spot in self.spots[number])
        if one.words[:1] in SIGNS or self._says_other(number, one):
            return False
        run = [number]
        for step in (-1, 1):
            other = number + step
            while 0 <= other < len(self.cards) and self._says(other, one):
                run.append(other)
                other += step
        spots = [spot for other in run for spot in self.spots[other]]
        if not self.reading.placeless and (self._level(run, one) or (one.what == "说明" and self._beside(number, one))):
            return True
        return any(one.words in self._part(spot, COMMON) for spot in spots)

    def _under_veto(self, spot: Spot) -> bool:
        """Whether the last head before an item is 一票否决: it stands over all of these."""
        places = {head: self.reading.said.rfind(head, 0, spot.start) for head in (VETO, *SIDES)}
        return places[VETO] >= 0 and max(places, key=lambda head: places[head]) == VETO

    def _says_other(self, number: int, one: Wanted) -> bool:
        """Whether a card bears the deadline of another one: then it is not said for several what it should say."""
        if one.what != "时限":
            return False
        own = {other.words for other in self.cards[number].shared}
        others = {other.words for card in self.cards for other in card.shared if other.what == one.what} - own
        return any(words in self._part(spot) for spot in self.spots[number] for words in others)

    def _level(self, run: Sequence[int], one: Wanted) -> bool:
        """Whether words stand on the height of one of these cards: a cell of a table may serve several rows."""
        letters = self.reading.letters
        bands: dict[int, tuple[float, float]] = {}
        for number in run:
            for spot in self.spots[number]:
                name = letters[spot.name : spot.name + len(self.cards[number].name)]
                own = [letter for letter in name if letter.page == name[0].page]
                top, bottom = min(letter.top for letter in own), max(letter.bottom for letter in own)
                low, high = bands.get(own[0].page, (top, bottom))
                bands[own[0].page] = min(low, top), max(high, bottom)
        for at in self.reading.places(one.words):
            first, last = letters[at], letters[at + len(one.words) - 1]
            low, high = bands.get(first.page, (1.0, 0.0))
            if low <= (first.top + last.bottom) / 2 <= high:
                return True
        return False

    def _beside(self, number: int, one: Wanted) -> bool:
        pages = {self._page(spot) for spot in self.spots[number]}
        return any(one.words in self.reading.page(page).said for page in pages)

    def _says(self, number: int, one: Wanted) -> bool:
        return any(other.words == one.words and other.what == one.what for other in self.cards[number].shared)

    def _leads(self, own: Sequence[Spot], badge: str) -> bool:
        reading = self.reading
        if reading.placeless:
            return any(f"第{badge}步" in self._part(spot) for spot in own)
        places = (at for spot in own for at in reading.places(badge) if spot.start < at < spot.end)
        return any(reading.is_alone(at, badge) for at in places)
