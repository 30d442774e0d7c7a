"""A line too long for one sheet → the fewest sheets on which it is legible, cut between phases where that can be.

Both sides of a cut carry the same pair of numbers: 接第2张 ↓ ⑬ on one sheet, 接 ⑫ 第1张 on the next.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from math import fsum
from typing import NamedTuple

from yizhangtu.flow.ways import PLAIN
from yizhangtu.layout.flow.runs import opens_phase
from yizhangtu.model.line import Card, Entrance, Exit, Line, Way

ONWARD = (Way.ON, Way.CUT)  # ways to another sheet that are told alike: 接第2张
OFF_PHASE = 0.35  # of an average sheet's load: what a cut inside a phase costs


def sheet_name(number: int) -> str:
    """What a connector calls sheet `number` (from 0)."""
    return f"第{number + 1}张"


def split(
    line: Line, capacities: Sequence[float], load: Callable[[Card], float], name: Callable[[int], str] = sheet_name
) -> list[Line] | None:
    """The line on as many sheets as there are capacities, each loaded in proportion to its capacity; None if there are
    fewer cards than sheets. `name` is the name of a sheet on connectors."""
    count, sheets = len(line.cards), len(capacities)
    if sheets > count:
        return None
    return parts(line, cuts([load(card) for card in line.cards], _costs(line), capacities), name)


def packed(
    line: Line, sheets: int, fits: Callable[[Line, int], bool], name: Callable[[int], str] = sheet_name
) -> list[Line] | None:
    """The line on exactly so many sheets, each with as many cards as `fits` allows on it, wherever that cuts; None if
    that is not enough. `fits` is asked with the cards of a sheet and its number, from 0."""
    bounds, count = [0], len(line.cards)
    for number in range(sheets - 1):
        most = count - (sheets - 1 - number)  # a card for each of the sheets after it
        end = bounds[-1]
        while end < most and fits(parts(line, [*bounds, end + 1, count], name)[number], number):
            end += 1
        if end == bounds[-1]:
            return None
        bounds.append(end)
    pieces = parts(line, [*bounds, count], name)
    return pieces if fits(pieces[-1], sheets - 1) else None


def _costs(line: Line) -> list[float]:
    """What a cut before each card costs."""
    return [OFF_PHASE if index and not opens_phase(line, index) else 0.0 for index in range(len(line.cards))]


def cuts(loads: Sequence[float], costs: Sequence[float], capacities: Sequence[float]) -> list[int]:
    """The bounds of the sheets that are nearest to their share of the loads, with the cheapest cuts."""
    count = len(loads)
    unit = fsum(loads) / fsum(capacities)
    inf = float("inf")
    sums = list(itertools.accumulate(loads, initial=0.0))
    before = [inf] * (count + 1)
    before[0] = 0.0
    chosen: list[list[int]] = []
    for part, capacity in enumerate(capacities):
        best, starts, least = [inf] * (count + 1), [0] * (count + 1), min(before)
        room = unit * capacity
        last = max(index for index in range(count + 1) if before[index] < inf)
        for end in range(part + 1, count + 1):
            found, at, total = inf, 0, sums[end]
            for start in range(min(end - 1, last), part - 1, -1):
                off = (total - sums[start]) / room - 1.0
                over = off * off * (4.0 if off > 0 else 1.0)
                if off > 0 and over + least > found:
                    break  # a sheet that begins still earlier is still fuller
                cost = before[start] + over + costs[start]
                if cost <= found:
                    found, at = cost, start
            best[end], starts[end] = found, at
        before = best
        chosen.append(starts)
    bounds = [count]
    for starts in reversed(chosen):
        bounds.append(starts[bounds[-1]])
    return bounds[::-1]


def parts(line: Line, bounds: list[int], name: Callable[[int], str] = sheet_name) -> list[Line]:
    """The cards between neighbouring bounds, with connectors at the cuts and sheet numbers at far targets and sources.

    A connector is no outcome: where an outcome already leads to the first card of the next sheet there is none, and an
    outcome that stood on the arrow between the two is a tab like the others. The next sheet repeats the outcome. A card
    that an arrow leads to names the earlier steps on other sheets that lead there too.
    """
    sheets = _sheets(line, bounds, name)
    found: list[Line] = []
    for number, (a, b) in enumerate(itertools.pairwise(bounds)):
        cards = [sheets.card(card, number) for card in line.cards[a:b]]
        for at in range(1, b - a):
            if line.cards[a + at - 1].linked:
                cards[at] = cards[at]._replace(entrances=sheets.far_entrances(line.cards[a + at], number))
        if number and line.cards[a - 1].linked:
            entrances = tuple(sheets.entrance(source, number) for source in line.cards[a].sources)
            cards[0] = cards[0]._replace(entrances=entrances)
        if b < len(line.cards) and line.cards[b - 1].linked:
            cards[-1] = sheets.departure(cards[-1], line.cards[b], number)
        found.append(Line(tuple(cards), line.phases, line.shown))
    return found


def _sheets(line: Line, bounds: list[int], name: Callable[[int], str]) -> "Sheets":
    sheet_of: dict[int, int] = {}
    node_of: dict[str, int] = {}
    for number, (a, b) in enumerate(itertools.pairwise(bounds)):
        for card in line.cards[a:b]:
            sheet_of |= dict.fromkeys(card.nodes, number)
            for one in _with_rows(card):
                node_of.setdefault(one.badge, one.node)
    return Sheets(sheet_of, node_of, name)


def _with_rows(card: Card) -> Iterator[Card]:
    yield card
    for panel in card.panels:
        for row in panel.rows:
            yield from _with_rows(row)


class Sheets(NamedTuple):
    """The sheet of each node, the node of each number, and what the sheets are called."""

    sheet_of: dict[int, int]
    node_of: dict[str, int]
    name: Callable[[int], str]

    def _far(self, node: int | None, number: int) -> str:
        """The name of the sheet of a node, "" where it is sheet `number` itself."""
        sheet = self.sheet_of.get(node, number) if node is not None else number
        return "" if sheet == number else self.name(sheet)

    def card(self, card: Card, number: int) -> Card:
        """A card of sheet `number` with the names of the other sheets that its exits lead to and its entrances come
        from."""
        panels = tuple(
            panel._replace(
                rows=tuple(self.card(row, number) for row in panel.rows),
                onward=panel.onward and self._exit(panel.onward, number),
            )
            for panel in card.panels
        )
        exits = tuple(self._exit(exit_, number) for exit_ in card.exits)
        entrances = tuple(self.entrance(entrance, number) for entrance in card.entrances)
        return card._replace(exits=exits, entrances=entrances, panels=panels)

    def entrance(self, entrance: Entrance, number: int) -> Entrance:
        """An entrance on sheet `number`."""
        return entrance._replace(label=_joined(self._far(self.node_of.get(entrance.badge), number), entrance.label))

    def far_entrances(self, card: Card, number: int) -> tuple[Entrance, ...]:
        """The earlier steps on other sheets than `number` that lead to a card."""
        return tuple(
            self.entrance(source, number)
            for source in card.sources
            if self.node_of.get(source.badge, card.node) < card.node and self._far(self.node_of[source.badge], number)
        )

    def _exit(self, exit_: Exit, number: int) -> Exit:
        far = self._far(exit_.target, number)
        if not far:
            return exit_
        lead = f"{exit_.added}，" if exit_.added not in ("", PLAIN[Way.ON]) else ""
        where = f"{lead if exit_.sole else ''}接{far}" if exit_.way in ONWARD else far
        return exit_._replace(note=f"{exit_.note}（{far}）" if exit_.note else where)

    def departure(self, card: Card, after: Card, number: int) -> Card:
        """The last card of sheet `number`, which an arrow would join to the card `after` it."""
        sheet = self.name(number + 1)
        exits = card.exits
        if card.arrow and card.arrow.label:
            note = f"{card.arrow.note}（{sheet}）" if card.arrow.note else f"接{sheet}"
            exits = tuple(sorted((card.arrow._replace(note=note), *exits), key=lambda exit_: exit_.outcome))
        elif card.arrow:
            exits = (*exits, card.arrow._replace(note=f"{card.arrow.added}，接{sheet}"))
        elif not any(exit_.target == after.node for exit_ in exits):
            exits = (*exits, Exit("", f"接{sheet}", Way.CUT, after.badge, after.node))
        return card._replace(linked=False, arrow=None, exits=exits)


def _joined(sheet: str, label: str) -> str:
    return "：".join(text for text in (sheet, label) if text)
