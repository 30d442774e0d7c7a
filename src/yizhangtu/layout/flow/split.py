"""A line too long for one sheet → the fewest sheets on which it is legible, cut between phases where that can be.

Both sides of a cut carry the same pair of numbers: → ⑬ 接第2张 on one sheet, 接 ⑫ 第1张 on the next.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from yizhangtu.layout.flow.runs import opens_phase
from yizhangtu.model.line import Card, Entrance, Exit, Line, Panel, Way

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


def _costs(line: Line) -> list[float]:
    """What a cut before each card costs."""
    return [OFF_PHASE if index and not opens_phase(line, index) else 0.0 for index in range(len(line.cards))]


def cuts(loads: Sequence[float], costs: Sequence[float], capacities: Sequence[float]) -> list[int]:
    """The bounds of the sheets that are nearest to their share of the loads, with the cheapest cuts."""
    count = len(loads)
    unit = sum(loads) / sum(capacities)
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
    """The cards between neighbouring bounds, with connectors at the cuts and sheet numbers at far targets."""
    sheet_of = {
        node: number
        for number, (a, b) in enumerate(itertools.pairwise(bounds))
        for card in line.cards[a:b]
        for node in card.nodes
    }
    found: list[Line] = []
    for number, (a, b) in enumerate(itertools.pairwise(bounds)):
        cards = [_far(card, number, sheet_of, name) for card in line.cards[a:b]]
        if number and line.cards[a - 1].linked:
            before = line.cards[a - 1]
            label = f"：{before.arrow_label}" if before.arrow_label else ""
            entrance = Entrance(before.badge, name(number - 1) + label)
            cards[0] = cards[0]._replace(entrances=(entrance, *cards[0].entrances))
        last = cards[-1]
        if last.linked and b < len(line.cards):
            after = line.cards[b]
            onward = Exit(
                last.arrow_label, f"接{name(number + 1)}", Way.ON, after.badge, after.node, last.arrow_outcome
            )
            cards[-1] = last._replace(linked=False, arrow_label="", exits=(*last.exits, onward))
        found.append(Line(tuple(cards), line.phases, line.shown))
    return found


def _far(card: Card, number: int, sheet_of: dict[int, int], name: Callable[[int], str]) -> Card:
    exits = tuple(_far_exit(exit_, number, sheet_of, name) for exit_ in card.exits)
    panels = tuple(
        Panel(panel.condition, panel.note, tuple(_far(row, number, sheet_of, name) for row in panel.rows))
        for panel in card.panels
    )
    return card._replace(exits=exits, panels=panels)


def _far_exit(exit_: Exit, number: int, sheet_of: dict[int, int], name: Callable[[int], str]) -> Exit:
    sheet = sheet_of.get(exit_.target, number) if exit_.target is not None else number
    if sheet == number:
        return exit_
    far = name(sheet)
    return exit_._replace(note=f"{exit_.note}（{far}）" if exit_.note else far)
