"""Cards and a width in u → rows: which cards share a row, how wide each is, how high the row."""

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from yizhangtu.layout.box import Wish
from yizhangtu.layout.card.badges import card_badge
from yizhangtu.layout.card.card import CardBox
from yizhangtu.layout.card.looks import arrow_pill
from yizhangtu.layout.card.sidetrip import is_block
from yizhangtu.layout.matrix.columns import is_choice
from yizhangtu.layout.matrix.matrix_box import MatrixBox
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Card

SHORT_NAME = 5  # characters of a name that is never broken
LEAST_MOST = 22.0  # u: the upper limit of a card's least width
BAD = 3.0  # u of height that a name on two lines costs


class Size(NamedTuple):
    """Of a card at a width: height in u, lines of its name beyond the first, and the height with what these cost."""

    height: float
    bad: int
    cost: float


CardSizes = dict[tuple[Card, int, bool], dict[float, Size]]  # card, level of detail, as a matrix → width in u → size


class CardRow(NamedTuple):
    """Cards first … last-1, their widths, and the least height of the row, all in u."""

    first: int
    last: int
    widths: tuple[float, ...]
    height: float
    bad: int


class RowGrid:
    """Measures rows of one line of cards at one level of detail; every card size is measured once. With `matrix` a
    choice is drawn as a matrix, alone in its row."""

    def __init__(
        self,
        measure: Measure,
        cards: Sequence[Card],
        wish: Wish,
        floors: Sequence[float] | None = None,
        sizes: CardSizes | None = None,
        matrix: bool = False,
    ) -> None:
        """`floors` are the widths that the top border of each card needs; `sizes` is shared by the grids of a guide."""
        self.measure = measure
        self.cards = cards
        self.level = wish.level
        self.columns = wish.columns  # cards in a row, at most; None without a limit
        self._matrix = [matrix and is_choice(card) for card in cards]
        self._blocks = [is_block(card) for card in cards]
        known = {} if sizes is None else sizes
        self._known = [
            known.setdefault((card, wish.level, own), {}) for card, own in zip(cards, self._matrix, strict=True)
        ]
        self._least = [
            max(self._least_width(card), floor) for card, floor in zip(cards, floors or [0.0] * len(cards), strict=True)
        ]
        self._gaps = [self._gap(index) for index in range(len(cards))]
        self._weights = [_weight(card) for card in cards]

    def box(self, index: int, width: float) -> CardBox | MatrixBox:
        """A card at a width."""
        kind = MatrixBox if self._matrix[index] else CardBox
        return kind(self.measure, self.cards[index], width, self.level)

    def box_within(self, index: int, width: float, height: float) -> CardBox | MatrixBox:
        """A card that fills its room: less wide in the rare case that it would have to be higher at `width` u than it
        is where it is narrower."""
        box, step = self.box(index, width), self.rounded(index, width)
        while box.height > height + 1e-6 and step > 1:
            box, step = self.box(index, step), step - 1
        return box

    def way_out(self, index: int, box: CardBox | MatrixBox) -> float:
        """Where the arrow down to the next card starts, from the left of a card's box."""
        if isinstance(box, MatrixBox) and index + 1 < len(self.cards):
            return box.way_out(self.cards[index + 1].node)
        return min(box.width / 2, box.width - 1.0)

    def shift(self, index: int) -> float:
        """How far the second border of a block reaches beyond a card."""
        return self.measure.style.stack_shift if self._blocks[index] and not self._matrix[index] else 0.0

    def size(self, index: int, width: float) -> Size:
        """How high a card `width` u wide is (rounded down to whole u; a matrix takes all of its row)."""
        step = self.rounded(index, width)
        found = self._known[index].get(step)
        if found is None:
            found = self._known[index][step] = self._between(index, step) or self._measured(index, step)
        return found

    def rounded(self, index: int, width: float) -> float:
        """The width at which a card is measured."""
        return round(width, 3) if self._matrix[index] else int(width + 1e-9)

    def _measured(self, index: int, step: float) -> Size:
        box = self.box(index, step)
        return Size(box.height, box.bad, box.height + BAD * box.bad)

    def _between(self, index: int, step: float) -> Size | None:
        """The size that the next narrower and the next wider known width have in common, or None. A card that is no
        block never becomes higher where it becomes wider, and a block hardly ever; where it does, it is drawn less
        wide."""
        known = self._known[index]
        if self._matrix[index] or not known:
            return None
        at = int(step)
        narrower = next((known[other] for other in range(at - 1, 0, -1) if other in known), None)
        wider = next((known[other] for other in range(at + 1, int(max(known)) + 1) if other in known), None)
        return narrower if narrower == wider else None

    def _least_width(self, card: Card) -> float:
        """The least width at which a card looks well: a short name on one line, a long one on two, and flag and marks
        side by side on the border."""
        style, measure = self.measure.style, self.measure
        slot = card_badge(measure, card).width + style.badge_gap + 2 * style.pad
        title = measure.width(card.title, style.title, True)
        long = len(card.title) > SHORT_NAME
        head = slot + (min(title, title / 2 + 1.5 * style.title) if long else title) + 0.1
        if is_block(card):
            head = 2 * style.pad + min(title, SHORT_NAME * style.title) + 0.1
        return max(style.card_min, min(head, LEAST_MOST))

    def pill(self, index: int, beside: bool = True) -> str:
        """The words on the arrow from a card to the next one `beside` or below it. From a matrix an arrow down starts
        at the column of its outcome."""
        card = self.cards[index]
        if self._matrix[index] and card.arrow:
            return card.arrow.label if beside else ""
        return arrow_pill(self.measure.style, card)

    def _gap(self, index: int) -> float:
        style = self.measure.style
        if not self.cards[index].linked:
            return style.gap_plain
        return style.gap_label if self.pill(index) else style.gap

    def gap(self, index: int) -> float:
        """Room between a card and its right neighbour."""
        return self._gaps[index]

    def row(self, first: int, last: int, width: float) -> CardRow | None:
        """The lowest row that holds the cards first … last-1 in `width` u, or None where they are too narrow."""
        if last - first > 1 and any(self._matrix[first:last]):
            return None
        style = self.measure.style
        room = width - fsum(self._gaps[first : last - 1])
        share = self._weights[first:last]
        unit = room / fsum(share)
        floors = self._least[first:last]
        if fsum(floors) > room + 1e-9:
            return None
        shrink, grow = style.card_shrink, style.card_grow
        least = [max(floor, unit * s * shrink) for floor, s in zip(floors, share, strict=True)]
        most = [max(unit * s * grow, low) for s, low in zip(share, least, strict=True)]
        if fsum(least) > room + 1e-9:
            return None
        even = [unit * s for s in share]
        if last - first == 1 or any(e < low for e, low in zip(even, least, strict=True)):
            even = _level(least, room)
        widths = self._balance(first, even, least, most, room)
        sizes = [self.size(i, w) for i, w in enumerate(widths, start=first)]
        return CardRow(first, last, tuple(widths), max(one.height for one in sizes), sum(one.bad for one in sizes))

    def low(self, first: int, last: int, width: float) -> float | None:
        """A lower bound of the height of such a row: each card as wide as the others leave it; None where they are too
        narrow. Blocks beside others do not count, for they may become higher where they become wider."""
        floors = self._least[first:last]
        spare = width - fsum(self._gaps[first : last - 1]) - fsum(floors)
        if spare < -1e-9:
            return None
        if last - first == 1:
            return self.size(first, max(floors[0], width)).height
        high = 0.0
        for index, floor in enumerate(floors, start=first):
            if not self._blocks[index]:
                high = max(high, self.size(index, floor + spare + 1e-6).height)
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
                best = _level(needed, room)
                high = self._highest(first, best)
            else:
                low = middle
        return best

    def _highest(self, first: int, widths: Sequence[float]) -> float:
        """The cost of the worst of the cards at these widths."""
        return max(self.size(index, width).cost for index, width in enumerate(widths, start=first))

    def _narrowest(self, index: int, height: float, least: float, most: float) -> float:
        """The least width at which the cost of a card is no more than `height`."""
        known, enough = self._known[index], height + 1e-9
        low, high = int(least), int(most) + 1
        while low < high:
            middle = (low + high) // 2
            if (known.get(middle) or self.size(index, max(middle, 1))).cost <= enough:
                high = middle
            else:
                low = middle + 1
        return max(least, low)

    def widest_row(self, width: float) -> int:
        """The largest number of cards in a row of `width` u."""
        style = self.measure.style
        most = max(1, int((width + style.gap) / (style.card_min + style.gap_plain)))
        return min(most, self.columns or most)


def _weight(card: Card) -> float:
    """The share of a row's width for a card: a block counts double, one with many members more."""
    return 2.0 + 0.35 * max(0, len(card.nodes) - 4) if is_block(card) else 1.0


def _level(least: Sequence[float], room: float) -> list[float]:
    """Widths that use up the room: the narrowest are raised first, to one common width."""
    widths = list(least)
    spare = room - fsum(widths)
    while spare > 1e-6:
        lowest = min(widths)
        group = [i for i, w in enumerate(widths) if w - lowest < 1e-6]
        above = [w for w in widths if w - lowest >= 1e-6]
        lift = min([spare / len(group)] + ([min(above) - lowest] if above else []))
        for i in group:
            widths[i] += lift
        spare -= lift * len(group)
    return widths
