"""Cards and a width in u → rows: which cards share a row, how wide each is, how high the row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yizhangtu.layout.card import CardBox
from yizhangtu.layout.parts import Kit, slot_width
from yizhangtu.layout.sidetrip import is_side_trip
from yizhangtu.model.line import Card

STEP = 1.0  # u between two widths that are tried
UNEVEN = 0.5  # u of height that a row with one card more or fewer than the row before must save
SHORT_NAME = 5  # characters of a name that is never broken
LEAST_MOST = 22.0  # u: no card asks for more, whatever its name
BAD = 3.0  # u of height that a name on two lines costs


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
        kit: Kit,
        cards: Sequence[Card],
        level: int,
        columns: int | None = None,
        borders: Sequence[float] | None = None,
    ) -> None:
        self.kit = kit
        self.cards = cards
        self.level = level
        self.columns = columns  # at most so many cards in a row, where the author wishes it
        self._known = [kit.known(card, level) for card in cards]
        # what stands on a card's top border has to fit on it
        floors = borders or [0.0] * len(cards)
        self._least = [max(self._least_width(card), floor) for card, floor in zip(cards, floors, strict=True)]

    def _size(self, index: int, step: int) -> tuple[float, int]:
        known = self._known[index].get(step)
        if known is None:
            box = CardBox(self.kit, self.cards[index], step * STEP, self.level)
            known = self._known[index][step] = (box.height, box.bad)
        return known

    def _least_width(self, card: Card) -> float:
        """The least width at which a card looks well: a short name on one line, a long one on two, and flag and marks
        side by side on the border."""
        style, kit = self.kit.style, self.kit
        slot = slot_width(kit, card, style.badge, style.badge_text) + style.badge_gap + 2 * style.pad
        title = kit.width(card.title, style.title, True)
        long = len(card.title) > SHORT_NAME
        head = slot + (min(title, title / 2 + 1.5 * style.title) if long else title) + 0.1
        if card.panels and not is_side_trip(card):
            head = 2 * style.pad + min(title, SHORT_NAME * style.title) + 0.1
        return max(style.card_min, min(head, LEAST_MOST))

    def size(self, index: int, width: float) -> tuple[float, int]:
        """Height in u and badness of a card that is `width` u wide (rounded down to the next step)."""
        return self._size(index, int(width / STEP + 1e-9))

    def gap(self, index: int) -> float:
        """Room between a card and its right neighbour."""
        card, style = self.cards[index], self.kit.style
        if not card.linked:
            return style.gap_plain
        return style.gap_label if card.arrow_label else style.gap

    def weight(self, index: int) -> float:
        """Share of a row's width that a card asks for: a block counts double, one with many members more."""
        card = self.cards[index]
        if not card.panels or is_side_trip(card):
            return 1.0
        return 2.0 + 0.35 * max(0, len(card.nodes) - 4)

    def row(self, first: int, last: int, width: float) -> Row | None:
        """The lowest row that holds the cards first … last-1 in `width` u, or None where they are too narrow."""
        style = self.kit.style
        room = width - sum(self.gap(i) for i in range(first, last - 1))
        indices = range(first, last)
        share = [self.weight(i) for i in indices]
        unit = room / sum(share)
        least = [max(self._least[i], unit * s * style.card_shrink) for i, s in zip(indices, share, strict=True)]
        most = [max(unit * s * style.card_grow, low) for s, low in zip(share, least, strict=True)]
        if sum(least) > room + 1e-9:
            return None
        even = [unit * s for s in share]
        if last - first == 1 or any(e < low for e, low in zip(even, least, strict=True)):
            even = _water(least, most, room)
        widths = self._balance(first, even, least, most, room)
        sizes = [self.size(i, w) for i, w in zip(indices, widths, strict=True)]
        return Row(first, last, tuple(widths), max(h for h, _ in sizes), sum(b for _, b in sizes))

    def _balance(
        self, first: int, even: list[float], least: list[float], most: list[float], room: float
    ) -> list[float]:
        """Widths that make the row as low as it can be, and among those the most even ones."""
        count = len(even)
        if count == 1:
            return even
        heights = [self._score(first + i, even[i]) for i in range(count)]
        best, high = even, max(heights)
        low = max(self._score(first + i, most[i]) for i in range(count))
        for _ in range(5):
            if high - low < 0.4:
                break
            middle = (low + high) / 2
            needed = [self._narrowest(first + i, middle, least[i], most[i]) for i in range(count)]
            if sum(needed) <= room:
                best = _water(needed, most, room)
                high = max(self._score(first + i, best[i]) for i in range(count))
            else:
                low = middle
        return best

    def _score(self, index: int, width: float) -> float:
        height, bad = self.size(index, width)
        return height + BAD * bad

    def _narrowest(self, index: int, height: float, least: float, most: float) -> float:
        """The least width at which the card is no higher than `height`."""
        low, high = int(least / STEP), int(most / STEP) + 1
        while low < high:
            middle = (low + high) // 2
            size, bad = self._size(index, max(middle, 1))
            if size + BAD * bad <= height + 1e-9:
                high = middle
            else:
                low = middle + 1
        return max(least, low * STEP)

    def widest_row(self, width: float) -> int:
        """How many cards can stand in `width` u at most."""
        style = self.kit.style
        most = max(1, int((width + style.gap) / (style.card_min + style.gap_plain)))
        return min(most, self.columns or most)


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
    style = grid.kit.style
    most = min(grid.widest_row(width), last - first)
    inf = float("inf")
    # best[i][k]: the cards first … i-1 are set and the last row holds k of them
    best: list[dict[int, tuple[float, int, Row | None]]] = [{} for _ in range(last - first + 1)]
    best[0][0] = (0.0, 0, None)
    rows: dict[tuple[int, int], Row | None] = {}
    for end in range(1, last - first + 1):
        for count in range(1, min(most, end) + 1):
            start = end - count
            if not best[start]:
                continue
            key = (start, end)
            if key not in rows:
                rows[key] = grid.row(first + start, first + end, width)
            row = rows[key]
            if row is None:
                continue
            here = row.height + style.row_gap + above[first + start] + BAD * row.bad
            cheapest, previous = inf, 0
            for before, (cost, _, _) in best[start].items():
                uneven = UNEVEN * abs(before - count) if before else 0.0
                if cost + uneven < cheapest:
                    cheapest, previous = cost + uneven, before
            if cheapest + here < best[end].get(count, (inf, 0, None))[0]:
                best[end][count] = (cheapest + here, previous, row)
    if not best[-1]:
        return None
    count = min(best[-1], key=lambda k: best[-1][k][0])
    found: list[Row] = []
    end = last - first
    while end:
        _, previous, row = best[end][count]
        assert row is not None
        found.append(row)
        end -= count
        count = previous
    return found[::-1]
