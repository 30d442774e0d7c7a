"""Cards and a width in u → rows: which cards share a row, how wide each is, how high the row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yizhangtu.layout.flow.card import CardBox
from yizhangtu.layout.flow.parts import Measure, slot_width
from yizhangtu.layout.flow.sidetrip import is_side_trip
from yizhangtu.model.line import Card

UNEVEN = 0.5  # u of height that a row with one card more or fewer than the row before must save
SHORT_NAME = 5  # characters of a name that is never broken
LEAST_MOST = 22.0  # u: no card asks for more, whatever its name
BAD = 3.0  # u of height that a name on two lines costs


Size = tuple[float, int, float]  # of a card: height in u, lines too many of its name, and what both count together


@dataclass(frozen=True, slots=True)
class Row:
    """Cards first … last-1, their widths, and the least height of the row, all in u."""

    first: int
    last: int
    widths: tuple[float, ...]
    height: float
    bad: int


class Grid:
    """Measures rows of one line of cards at one level of detail; every card size is measured once."""

    def __init__(
        self,
        measure: Measure,
        cards: Sequence[Card],
        level: int,
        columns: int | None = None,
        borders: Sequence[float] | None = None,
    ) -> None:
        self.measure = measure
        self.cards = cards
        self.level = level
        self.columns = columns  # at most so many cards in a row, where the author wishes it
        self._known = [measure.known(card, level) for card in cards]
        # what stands on a card's top border has to fit on it
        floors = borders or [0.0] * len(cards)
        self._least = [max(self._least_width(card), floor) for card, floor in zip(cards, floors, strict=True)]
        self._gaps = [self._gap(card) for card in cards]
        self._weights = [_weight(card) for card in cards]

    def size(self, index: int, width: float) -> Size:
        """How high a card `width` u wide is (rounded down to whole u)."""
        step = int(width + 1e-9)
        found = self._known[index].get(step)
        if found is None:
            found = self._known[index][step] = self._between(index, step) or self._measured(index, step)
        return found

    def _measured(self, index: int, step: int) -> Size:
        box = CardBox(self.measure, self.cards[index], step, self.level)
        return box.height, box.bad, box.height + BAD * box.bad

    def _between(self, index: int, step: int) -> Size | None:
        """The size of a card whose next narrower and next wider one that are known are of one size: a card becomes no
        higher where it becomes wider, unless its panels change their columns."""
        known = self._known[index]
        if self.cards[index].panels or not known:
            return None
        narrower = next((known[other] for other in range(step - 1, 0, -1) if other in known), None)
        wider = next((known[other] for other in range(step + 1, max(known) + 1) if other in known), None)
        return narrower if narrower == wider else None

    def _least_width(self, card: Card) -> float:
        """The least width at which a card looks well: a short name on one line, a long one on two, and flag and marks
        side by side on the border."""
        style, measure = self.measure.style, self.measure
        slot = slot_width(measure, card, style.badge, style.badge_text) + style.badge_gap + 2 * style.pad
        title = measure.width(card.title, style.title, True)
        long = len(card.title) > SHORT_NAME
        head = slot + (min(title, title / 2 + 1.5 * style.title) if long else title) + 0.1
        if card.panels and not is_side_trip(card):
            head = 2 * style.pad + min(title, SHORT_NAME * style.title) + 0.1
        return max(style.card_min, min(head, LEAST_MOST))

    def _gap(self, card: Card) -> float:
        style = self.measure.style
        if not card.linked:
            return style.gap_plain
        return style.gap_label if card.arrow_label else style.gap

    def gap(self, index: int) -> float:
        """Room between a card and its right neighbour."""
        return self._gaps[index]

    def row(self, first: int, last: int, width: float) -> Row | None:
        """The lowest row that holds the cards first … last-1 in `width` u, or None where they are too narrow."""
        style = self.measure.style
        room = width - sum(self._gaps[first : last - 1])
        share = self._weights[first:last]
        unit = room / sum(share)
        floors = self._least[first:last]
        if sum(floors) > room + 1e-9:
            return None
        shrink, grow = style.card_shrink, style.card_grow
        least = [max(floor, unit * s * shrink) for floor, s in zip(floors, share, strict=True)]
        most = [max(unit * s * grow, low) for s, low in zip(share, least, strict=True)]
        if sum(least) > room + 1e-9:
            return None
        even = [unit * s for s in share]
        if last - first == 1 or any(e < low for e, low in zip(even, least, strict=True)):
            even = _water(least, most, room)
        widths = self._balance(first, even, least, most, room)
        sizes = [self.size(i, w) for i, w in enumerate(widths, start=first)]
        return Row(first, last, tuple(widths), max(one[0] for one in sizes), sum(one[1] for one in sizes))

    def low(self, first: int, last: int, width: float) -> float | None:
        """What such a row is high at least: each card as wide as the others leave it; None where they are too narrow.
        Of a block nothing is said, for it may become higher where it becomes wider."""
        floors = self._least[first:last]
        spare = width - sum(self._gaps[first : last - 1]) - sum(floors)
        if spare < -1e-9:
            return None
        high = 0.0
        for index, floor in enumerate(floors, start=first):
            if not self.cards[index].panels:
                high = max(high, self.size(index, floor + spare + 1e-6)[0])
        return high

    def _balance(
        self, first: int, even: list[float], least: list[float], most: list[float], room: float
    ) -> list[float]:
        """Widths that make the row as low as it can be, and among those the most even ones."""
        if len(even) == 1:
            return even
        best, high, low = even, self._highest(first, even), self._highest(first, most)
        for _ in range(5):
            if high - low < 0.4:
                break
            middle = (low + high) / 2
            needed: list[float] = []
            used = 0.0
            for index, (narrow, wide) in enumerate(zip(least, most, strict=True), start=first):
                needed.append(self._narrowest(index, middle, narrow, wide))
                used += needed[-1]
                if used > room:
                    break
            if used <= room:
                best = _water(needed, most, room)
                high = self._highest(first, best)
            else:
                low = middle
        return best

    def _highest(self, first: int, widths: Sequence[float]) -> float:
        """How bad the worst of the cards is at these widths."""
        return max(self.size(index, width)[2] for index, width in enumerate(widths, start=first))

    def _narrowest(self, index: int, height: float, least: float, most: float) -> float:
        """The least width at which the card is no higher than `height`."""
        known, enough = self._known[index], height + 1e-9
        low, high = int(least), int(most) + 1
        while low < high:
            middle = (low + high) // 2
            if (known.get(middle) or self.size(index, max(middle, 1)))[2] <= enough:
                high = middle
            else:
                low = middle + 1
        return max(least, low)

    def widest_row(self, width: float) -> int:
        """How many cards can stand in `width` u at most."""
        style = self.measure.style
        most = max(1, int((width + style.gap) / (style.card_min + style.gap_plain)))
        return min(most, self.columns or most)


def _weight(card: Card) -> float:
    """Share of a row's width that a card asks for: a block counts double, one with many members more."""
    if not card.panels or is_side_trip(card):
        return 1.0
    return 2.0 + 0.35 * max(0, len(card.nodes) - 4)


def _water(least: list[float], most: list[float], room: float) -> list[float]:
    """Raise the narrowest first until the room is used up, none above its most (the last resort excepted)."""
    widths = list(least)
    spare = room - sum(widths)
    while spare > 1e-6:
        lowest = min(widths)
        group = [i for i, w in enumerate(widths) if w - lowest < 1e-6]
        above = [w for w in widths if w - lowest >= 1e-6]
        lift = min([spare / len(group)] + ([min(above) - lowest] if above else []))
        for i in group:
            widths[i] += lift
        spare -= lift * len(group)
    del most
    return widths


def break_rows(grid: Grid, first: int, last: int, width: float, above: Sequence[float]) -> list[Row] | None:
    """The rows for the cards first … last-1 that are lowest together (`above`: extra room over a row that starts
    with each card), nearly the same number of cards in each; None where one card alone is too wide.
    """
    style = grid.measure.style
    most = min(grid.widest_row(width), last - first)
    inf = float("inf")
    # best[i][k]: the cards first … i-1 are set and the last row holds k of them
    best: list[dict[int, tuple[float, int, Row | None]]] = [{} for _ in range(last - first + 1)]
    best[0][0] = (0.0, 0, None)
    for end in range(1, last - first + 1):
        bounds: list[tuple[float, int]] = []
        for count in range(1, min(most, end) + 1):
            start = end - count
            low = grid.low(first + start, first + end, width) if best[start] else None
            if low is not None:
                before = min(cost for cost, _, _ in best[start].values())
                bounds.append((before + low + style.row_gap + above[first + start], count))
        found: dict[int, tuple[float, int, Row | None]] = {}
        for bound, count in sorted(bounds):
            # a last row of other length may make up for its cost by being as long as the one after it, not for more
            if any(cost + UNEVEN * abs(count - other) < bound - 1e-6 for other, (cost, _, _) in found.items()):
                continue
            start = end - count
            row = grid.row(first + start, first + end, width)
            if row is None:
                continue
            here = row.height + style.row_gap + above[first + start] + BAD * row.bad
            cheapest, previous = inf, 0
            for before_count, (cost, _, _) in best[start].items():
                uneven = UNEVEN * abs(before_count - count) if before_count else 0.0
                if cost + uneven < cheapest:
                    cheapest, previous = cost + uneven, before_count
            found[count] = (cheapest + here, previous, row)
        best[end] = dict(sorted(found.items(), key=lambda item: item[0]))
    if not best[-1]:
        return None
    count = min(best[-1], key=lambda k: best[-1][k][0])
    rows: list[Row] = []
    end = last - first
    while end:
        _, previous, row = best[end][count]
        assert row is not None
        rows.append(row)
        end -= count
        count = previous
    return rows[::-1]
