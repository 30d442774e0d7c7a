"""Visible content + a guide → findings about texts that are missing or in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.scope import Scope
from yizhangtu.verify import expected_cards
from yizhangtu.verify.card_places import Spot, spots
from yizhangtu.verify.expected_cards import ExpectedCard
from yizhangtu.verify.expected_texts import (
    ExpectedText,
    circled,
    composed_texts,
    labelled_values,
    oversight_texts,
    printed_texts,
)
from yizhangtu.verify.findings import LEGIBLE, MISPLACED, MISSING, NUMBER, Finding, on_pages, quoted
from yizhangtu.verify.letters import LEAST, Reading, em_mm, folded

HEADS = ("办理主体", "时间要求", "在哪办", "监督电话", "咨询电话", "收费", "办理结果", "基础分", "积分周期")
VALUE_REACH = 40  # letters between a label and its value
HELP = ("帮办代办", "代办员")
HELP_REACH = 160  # letters after the heading 帮办代办
DETAILS_HEAD = "每一步怎么办"  # heading of the list of details, printed where the cards have no room for them
BEFORE = {"分值": 12}  # letters before a card in which its value may stand: 10分 肥皂1块
SIGNS = "+-−"  # a signed score is printed for every item
VETO, SIDES = "一票否决", ("加分项", "扣分项")
HEAD_REACH = 90  # letters before a run of cards: the heading with what they have in common


def guide_findings(
    reading: Reading, guide: Guide, project: Project, scope: Scope, whole_file: Reading | None = None
) -> Iterator[Finding]:
    """All findings about one guide. `whole_file`: the reading of the whole file where the guide has only some of its
    pages."""
    yield from _missing_texts(reading, guide, whole_file or reading)
    yield from _value_findings(reading, guide, project, scope)
    yield from _oversight_findings(reading, guide)
    yield from _assistant_findings(reading, guide)
    for found in (expected_cards.steps(guide), expected_cards.rows(guide)):
        if found:
            yield from PlacedCards(reading, found, scope).faults()


def _missing_texts(reading: Reading, guide: Guide, whole_file: Reading) -> Iterator[Finding]:
    series = {folded(text) for text in (guide.picture, guide.list_name) if text}
    for one in printed_texts(guide):
        if one.words not in (whole_file if one.words in series else reading).text:
            yield MISSING, one.span, f"缺{quoted(one.written)}"


def _value_findings(reading: Reading, guide: Guide, project: Project, scope: Scope) -> Iterator[Finding]:
    for head, one in labelled_values(guide, project):
        if not _is_under(reading, head, one.words):
            yield MISPLACED, one.span, f"“{head}”写的不是{quoted(one.written)}"
    for one in composed_texts(guide, project):
        words = one.words if scope.called or one.what != "编号" else folded(str(guide.number))
        if words not in reading.text and one.what != "状态":
            yield MISSING, one.span, f"缺{one.what}{quoted(one.written)}"
        elif one.what == "状态" and not any(word in reading.text for word in (words, str(guide.publication.status))):
            yield MISSING, one.span, f"缺{quoted(one.written)}"


def _is_under(reading: Reading, head: str, words: str) -> bool:
    """Whether words stand under their label, or directly before it where the value takes several lines beside it."""
    stated = reading.text
    for at in reading.places(head):
        if stated.endswith(words, 0, at):
            return True
        start = at + len(head)
        place = stated.find(words, start, start + VALUE_REACH + len(words))
        if place >= 0 and not _other_head(reading, start, place):
            return True
    return False


def _other_head(reading: Reading, start: int, end: int) -> bool:
    """Whether another label begins between two positions."""
    found = ((head, reading.text.find(head, start, end)) for head in HEADS)
    return any(place >= 0 and reading.letters[place].after_gap for _, place in found)


def _oversight_findings(reading: Reading, guide: Guide) -> Iterator[Finding]:
    for badges, one in oversight_texts(guide):
        marks = "".join(map(circled, badges))
        if f"{marks}{one.words}" not in reading.text and f"第{'、'.join(badges)}步：{one.words}" not in reading.text:
            yield MISPLACED, one.span, f"监督管理里没有写明第{'、'.join(badges)}步{quoted(one.written)}"


def _assistant_findings(reading: Reading, guide: Guide) -> Iterator[Finding]:
    """Window, name and phone of the assistant stand under one heading."""
    who = guide.assistant
    texts = [text for text in (who.window, who.name, who.phone) if text] if who else []
    if not texts:
        return
    stated = reading.text
    near = [stated[at : at + HELP_REACH + sum(map(len, texts))] for head in HELP for at in reading.places(head)]
    if not any(all(folded(text) in part for text in texts) for part in near):
        shown = " ".join(map(str, texts))
        yield MISPLACED, texts[-1].span, f"“帮办代办”下面写的不是{quoted(shown)}"


@dataclass
class PlacedCards:
    """The expected cards of a guide and the places where they stand."""

    reading: Reading
    cards: Sequence[ExpectedCard]
    scope: Scope

    def __post_init__(self) -> None:
        self.spots: list[list[Spot]] = [[] for _ in self.cards]
        for spot in spots(self.reading, self.cards):
            self.spots[spot.card].append(spot)

    def faults(self) -> Iterator[Finding]:
        """All findings about the cards."""
        for number, card in enumerate(self.cards):
            own = self.spots[number]
            if not own:
                yield MISSING, card.span, f"缺{card.label}"
                continue
            yield from self._number_findings(card, own)
            if not self._name_ends(card, own):
                yield MISPLACED, card.span, f"{self._where(own)}{card.label}后面多了别的字"
            yield from (self._misplaced(card, own, one) for one in card.required if not self._is_on(number, one))
            yield from (self._misplaced(card, own, one) for one in card.shared if not self._is_shared(number, one))
            for one in card.links:
                if not self._names_target(own, one.words):
                    what = f"{card.label}没有写明去第{one.words}步{quoted(one.written)}"
                    yield NUMBER, one.span, f"{self._where(own)}{what}"

    def size_findings(self, least: float) -> Iterator[Finding]:
        """Cards of which no place has its name and required texts in letters of at least `least` mm."""
        for card, own in zip(self.cards, self.spots, strict=True):
            sizes = [size for spot in own if spot.numbered and (size := self._smallest(card, spot))]
            if sizes and max(sizes) < least * LEAST:
                what = f"{card.label}只有 {max(sizes):.1f} 毫米高，不到 {least:g} 毫米"
                yield LEGIBLE, card.span, f"{self._where(own)}{what}"

    def _smallest(self, card: ExpectedCard, spot: Spot) -> float:
        """The em of the smallest letters of a card, in mm."""
        words = [(spot.name, card.name)]
        words += [(self.reading.text.find(one.words, spot.start, spot.end), one.words) for one in card.required]
        return min((size for at, text in words if at >= 0 for size in self._sizes(at, len(text))), default=0.0)

    def _sizes(self, at: int, length: int) -> Iterator[float]:
        letters = self.reading.letters[at : at + length]
        return (size for size in map(em_mm, letters) if size)

    def _number_findings(self, card: ExpectedCard, own: Sequence[Spot]) -> Iterator[Finding]:
        numbered = [spot for spot in own if spot.numbered]
        if not card.badge:
            return
        if not numbered:
            yield NUMBER, card.span, f"{self._where(own)}{card.label}的编号不对"
        elif self.scope.once and (again := self._repeated(card, numbered)):
            yield NUMBER, card.span, f"{self._where(again)}{card.label}出现了 {len(again)} 次"

    def _name_ends(self, card: ExpectedCard, own: Sequence[Spot]) -> bool:
        """Whether the name ends at a word boundary in at least one place."""
        letters = self.reading.letters
        ends = [spot.name + len(card.name) for spot in own]
        return self.reading.is_plain_text or any(end >= len(letters) or letters[end].after_gap for end in ends)

    def _repeated(self, card: ExpectedCard, numbered: Sequence[Spot]) -> list[Spot]:
        """Places with the card in its largest letter size, if there are several."""
        letters = self.reading.letters
        found: dict[int, Spot] = {}
        for spot in numbered:
            end = spot.name + len(card.name)
            if spot.separate and (end == len(letters) or letters[end].after_gap):
                found.setdefault(spot.badge, spot)
        heights = [letters[spot.name].height for spot in found.values()]
        same = [spot for spot in found.values() if abs(letters[spot.name].height - max(heights)) < 0.05 * max(heights)]
        return same if len(same) > 1 else []

    def _misplaced(self, card: ExpectedCard, own: Sequence[Spot], one: ExpectedText) -> Finding:
        return MISPLACED, one.span or card.span, f"{self._where(own)}{card.label}没有写{one.what}{quoted(one.written)}"

    def _where(self, own: Sequence[Spot]) -> str:
        return "" if self.reading.is_plain_text else on_pages([self._page(spot) for spot in own])

    def _page(self, spot: Spot) -> int:
        return self.reading.letters[spot.start].page

    def _part(self, spot: Spot, before: int = 0) -> str:
        return self.reading.text[max(0, spot.start - before) : spot.end]

    def _is_on(self, number: int, one: ExpectedText) -> bool:
        """Whether a required text stands on a card. An outcome may also stand on the arrow beside it, a detail in the
        list of details."""
        if any(one.words in self._part(spot) for spot in self.spots[number]):
            return True
        if one.what == "判断":
            return self._is_on_page(number, one)
        return one.what == "内容" and DETAILS_HEAD in self.reading.text and one.words in self.reading.text

    def _is_shared(self, number: int, one: ExpectedText) -> bool:
        """Whether a shared text stands on a card, on a neighbour that shares it, or in their common heading."""
        before = BEFORE.get(one.what, 0)
        if any(one.words in self._part(spot, before) for spot in self.spots[number]):
            return True
        if one.words == VETO:
            return any(self._is_under_veto(spot) for spot in self.spots[number])
        if one.words[:1] in SIGNS or self._shows_other(number, one):
            return False
        run = [number]
        for step in (-1, 1):
            other = number + step
            while 0 <= other < len(self.cards) and self._shares(other, one):
                run.append(other)
                other += step
        spots = [spot for other in run for spot in self.spots[other]]
        if not self.reading.is_plain_text and (
            self._is_level(run, one) or (one.what == "说明" and self._is_on_page(number, one))
        ):
            return True
        return any(one.words in self._part(spot, HEAD_REACH) for spot in spots)

    def _is_under_veto(self, spot: Spot) -> bool:
        """Whether the last heading before an item is 一票否决, which holds for all items below it."""
        places = {head: self.reading.text.rfind(head, 0, spot.start) for head in (VETO, *SIDES)}
        return places[VETO] >= 0 and max(places, key=lambda head: places[head]) == VETO

    def _shows_other(self, number: int, one: ExpectedText) -> bool:
        """Whether a card shows the deadline of another card; then the shared deadline does not hold for it."""
        if one.what != "时限":
            return False
        own = {other.words for other in self.cards[number].shared}
        others = {other.words for card in self.cards for other in card.shared if other.what == one.what} - own
        return any(words in self._part(spot) for spot in self.spots[number] for words in others)

    def _is_level(self, run: Sequence[int], one: ExpectedText) -> bool:
        """Whether words stand at the height of one of these cards: a merged table cell belongs to several rows."""
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

    def _is_on_page(self, number: int, one: ExpectedText) -> bool:
        pages = {self._page(spot) for spot in self.spots[number]}
        return any(one.words in self.reading.page(page).text for page in pages)

    def _shares(self, number: int, one: ExpectedText) -> bool:
        return any(other.words == one.words and other.what == one.what for other in self.cards[number].shared)

    def _names_target(self, own: Sequence[Spot], badge: str) -> bool:
        reading = self.reading
        if reading.is_plain_text:
            return any(f"第{badge}步" in self._part(spot) for spot in own)
        places = (at for spot in own for at in reading.places(badge) if spot.start < at < spot.end)
        return any(reading.is_alone(at, badge) for at in places)
