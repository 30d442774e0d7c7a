"""An organisation whose rows name the row above them (上级), drawn as a tree of cards from the top down.

The rows below one row stand side by side, or below one another beside a line, which takes more height and less width.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property
from math import fsum
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.notice.notice_cards import NoticeCards
from yizhangtu.layout.table.piece import Piece
from yizhangtu.model.notice.notice import NoticeRow, NoticeTable
from yizhangtu.read.notice.superiors import depths
from yizhangtu.style.tables.listing_style import ListingStyle
from yizhangtu.style.tables.notice_style import NoticeStyle

DEEPEST = 12  # levels of a tree: the parts of a tree are laid out by functions that call themselves


class Stacking(Enum):
    """Which rows stand below one another; the widest form first."""

    NONE = 0
    LAST = 1  # those below a row, if none of them has a row below it
    ALL = 2


class Space(NamedTuple):
    """The width of a part of the tree: so many cards, and `more` u for gaps and lines."""

    cards: int
    more: float


class NoticeTree:
    """The tree of a table, `width` u wide."""

    def __init__(
        self, measure: Measure, style: NoticeStyle, lines_style: ListingStyle, table: NoticeTable, width: float
    ) -> None:
        self._measure, self._style, self._lines_style, self._table = measure, style, lines_style, table
        self._width = width
        self._rows: Mapping[int, NoticeRow] = {row.number: row for row in table.rows}
        self._below: dict[int, list[int]] = {}
        for row, above in zip(table.rows, table.superiors, strict=True):
            self._below.setdefault(above, []).append(row.number)

    def forms(self) -> Iterator[Piece]:
        """The tree in each form that is narrow enough, the widest first."""
        if max(depths([number - 1 for number in self._table.superiors])) >= DEEPEST:
            return
        for stacking in Stacking:
            form = _Form(self, stacking)
            if form.card >= self._style.levels.card:
                yield Piece(form.height, form.paint)

    @property
    def style(self) -> NoticeStyle:
        return self._style

    @property
    def width(self) -> float:
        return self._width

    def below(self, number: int) -> Sequence[int]:
        """The rows below a row; those of 0 are the highest."""
        return self._below.get(number, ())

    def row(self, number: int) -> NoticeRow:
        return self._rows[number]

    def cards(self, width: float) -> NoticeCards:
        """Its cards at a width."""
        groups = {row.number: str(section.name) for section in self._table.sections for row in section.rows}
        cards = NoticeCards.of(self._measure, self._style, self._lines_style, self._table, width)
        return cards._replace(groups=groups)


class _Form:
    """The tree with some of its rows below one another."""

    def __init__(self, tree: NoticeTree, stacking: Stacking) -> None:
        self._tree, self._stacking = tree, stacking
        self._look = tree.style.levels
        self._gap = tree.style.gap

    def _stacked(self, number: int) -> bool:
        below = self._tree.below(number)
        if self._stacking is Stacking.LAST:
            return number != 0 and len(below) > 1 and not any(self._tree.below(one) for one in below)
        return self._stacking is Stacking.ALL

    def _inset(self, number: int) -> float:
        return self._look.inset if number else 0.0  # the highest stand at the edge

    def _space(self, number: int) -> Space:
        """The width that a row and all below it need."""
        spaces = [self._space(one) for one in self._tree.below(number)]
        if not spaces:
            return Space(1, 0.0)
        if self._stacked(number):
            inset = self._inset(number)
            return Space(max(one.cards for one in spaces), max(one.more for one in spaces) + inset)
        return Space(sum(one.cards for one in spaces), fsum(one.more for one in spaces) + self._gap * (len(spaces) - 1))

    @cached_property
    def card(self) -> float:
        """The width of a card."""
        space = self._space(0)
        return min((self._tree.width - space.more) / space.cards, max(self._look.widest, self._look.card))

    @cached_property
    def _cards(self) -> NoticeCards:
        return self._tree.cards(self.card)

    def _span(self, number: int) -> float:
        space = self._space(number)
        return space.cards * self.card + space.more

    @cached_property
    def height(self) -> float:
        """The height of the whole tree."""
        return max(y + tall for _, _, y, tall in self._placed(0, 0.0, 0.0, 0.0))

    def _placed(self, number: int, x: float, y: float, tall: float) -> Iterator[tuple[int, float, float, float]]:
        """(row, x, y, height) of all cards below a row; its part begins at (x, y), and its card is `tall`."""
        below = self._tree.below(number)
        if not below:
            return
        if self._stacked(number):
            left, top = x + self._inset(number), y + tall
            for place, one in enumerate(below):
                top += self._gap if number or place else 0.0
                own = self._cards.height(self._tree.row(one))
                inner = [(one, left, top, own), *self._placed(one, left, top, own)]
                yield from inner
                top = max(low + height for _, _, low, height in inner)
            return
        top = y + tall + (self._look.arrow if number else 0.0)
        high = max(self._cards.height(self._tree.row(one)) for one in below)
        for one in below:
            middle = x if self._stacked(one) else x + (self._span(one) - self.card) / 2
            yield one, middle, top, high
            yield from self._placed(one, x, top, high)
            x += self._span(one) + self._gap

    def paint(self, canvas: Canvas, x: float, y: float, tall: float) -> None:
        """Draw lines and cards; each card before those below it, as they are read."""
        left = x + (self._tree.width - self._span(0)) / 2
        places = {one: (left + at, y + top, height) for one, at, top, height in self._placed(0, 0.0, 0.0, 0.0)}
        for number in (0, *places):
            if number:
                self._lines(canvas, number, places)
        for number, (at, top, height) in places.items():
            self._cards.paint(canvas, at, top, height, self._tree.row(number))

    def _lines(self, canvas: Canvas, number: int, places: Mapping[int, tuple[float, float, float]]) -> None:
        """From a card to those below it."""
        below = self._tree.below(number)
        if not below:
            return
        at, top, tall = places[number]
        low, thick = top + tall, self._look.line
        ends = [places[one] for one in below]
        if self._stacked(number):
            spine = at + self._look.inset / 2
            middles = [y + height / 2 for _, y, height in ends]
            canvas.line(((spine, low), (spine, middles[-1])), "dark", thick)
            for (left, _, _), middle in zip(ends, middles, strict=True):
                canvas.line(((spine, middle), (left, middle)), "dark", thick)
            return
        half = low + self._look.arrow / 2
        across = [left + self.card / 2 for left, _, _ in ends]
        own = at + self.card / 2
        canvas.line(((own, low), (own, half)), "dark", thick)
        if len(across) > 1 or abs(across[0] - own) > thick:
            canvas.line(((min(*across, own), half), (max(*across, own), half)), "dark", thick)
        for middle, (_, y, _) in zip(across, ends, strict=True):
            canvas.line(((middle, half), (middle, y)), "dark", thick)
