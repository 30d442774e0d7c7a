"""The search for the largest text leaves out what cannot win: it must find what trying everything would find."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.cases import cases
from helpers.guides import LETTERS, GuideGraph
from yizhangtu.flow.fold import fold
from yizhangtu.layout.box import Box, Wish
from yizhangtu.layout.card.card import CardBox
from yizhangtu.layout.card.panel import PanelBox
from yizhangtu.layout.card.sidetrip import is_side_trip
from yizhangtu.layout.flow.choose import MATRIX_LESS
from yizhangtu.layout.flow.layouter import Layouter, order_ahead
from yizhangtu.layout.flow.row_breaks import UNEVEN, RowBounds, break_rows
from yizhangtu.layout.flow.row_grid import BAD, RowGrid
from yizhangtu.layout.flow.search import PRECISION, largest
from yizhangtu.layout.flow.split import cuts
from yizhangtu.layout.layout_cache import LayoutCache
from yizhangtu.layout.measure import StepHeights
from yizhangtu.media.context import Context
from yizhangtu.model.line import Card, Entrance, Panel

TEXTS = st.text(alphabet=LETTERS + "\n", max_size=60)


@given(TEXTS, st.lists(st.floats(1.2, 30), min_size=1, max_size=12), st.booleans())
@settings(max_examples=cases(100, 300))
def test_a_count_that_is_known_is_that_of_the_lines_drawn(
    context: Context, text: str, widths: list[float], bold: bool
) -> None:
    for width in widths:  # one after the other: each finds what those before it have left behind
        assert context.typesetter.count(text, width, bold) == len(context.typesetter.lines(text, width, bold))


def cards(context: Context, flows: Sequence[GuideGraph]) -> list[Card]:
    """Every card of flows/, once more as the first card of a sheet."""
    found = [
        card for guide, graph in flows for most in (12, 0) for card in fold(guide, graph, context.styles, most).cards
    ]
    return [*found, *(card._replace(entrances=(Entrance("12", "第1张：同意"),)) for card in found)]


def test_a_card_without_panels_is_no_higher_where_it_is_wider(context: Context, flows: list[GuideGraph]) -> None:
    plain = [card for card in dict.fromkeys(cards(context, flows)) if not card.panels]
    assert len(plain) > 100
    for card in plain:
        sizes = [
            (box.height, box.bad) for step in range(6, 60, 2) if (box := CardBox(context.measure, card, float(step)))
        ]
        assert all(wide[0] <= narrow[0] and wide[1] <= narrow[1] for narrow, wide in itertools.pairwise(sizes)), card


def test_steps_in_panels_and_side_trips_are_no_higher_where_they_are_wider(
    context: Context, flows: list[GuideGraph]
) -> None:
    panels = {panel for card in cards(context, flows) for panel in _panels(card)}
    trips = {card for card in cards(context, flows) if is_side_trip(card)}
    assert len(panels) > 50 and len(trips) > 5
    for measure, brief in itertools.product((context.measure, context.measure.in_cells), (False, True)):
        for panel in panels:
            heights = [PanelBox(measure, step / 2, panel, brief).height for step in range(16, 100)]
            assert all(wide <= narrow + 1e-9 for narrow, wide in itertools.pairwise(heights)), panel
    for card in trips:
        heights = [CardBox(context.measure, card, float(step)).height for step in range(7, 60)]
        assert all(wide <= narrow + 1e-9 for narrow, wide in itertools.pairwise(heights)), card


class Tall(NamedTuple):
    """The plan of a form of a known height."""

    unit: float
    height: float


class Power:
    """A form whose height in mm grows with a power of its text, in steps of `step` mm; it notes what is tried."""

    def __init__(self, fits: float, power: float, step: float) -> None:
        self.fits, self.power, self.step = fits, power, step
        self.tried: list[float] = []

    def plan(self, unit: float, width_mm: float) -> Tall:
        self.tried.append(unit)
        height = 100 * (unit / self.fits) ** self.power
        return Tall(unit, (height - height % self.step if self.step else height) / unit)

    def paint(self, canvas: object, plan: object, width_mm: float, height_mm: float) -> None:
        """Nothing: it is only measured."""


@given(st.floats(2.0, 16.0), st.floats(0.8, 3.0), st.sampled_from([0.0, 7.0]), st.floats(0.0, 20.0))
def test_the_largest_text_is_found_wherever_the_search_begins(
    fits: float, power: float, step: float, start: float
) -> None:
    box = Box(100, 100, 4.0, 5.5, 13.0)
    form = Power(fits, power, step)
    found = largest(form, box, start=start)
    largest_of_all = max(
        (unit / 1000 for unit in range(4000, 13001) if form.plan(unit / 1000, 0).height * unit / 1000 <= 100 + 1e-6),
        default=0.0,
    )
    form.tried.clear()
    assert largest(form, box, start=start) == found
    assert len(form.tried) <= 12
    if found is None:
        assert largest_of_all <= 4.0
    else:
        assert found.height * found.unit <= 100 + 1e-6 and found.unit >= largest_of_all / (1 + PRECISION) - 0.001


def test_a_block_is_drawn_no_higher_than_its_row(context: Context, flows: list[GuideGraph]) -> None:
    blocks = [card for card in dict.fromkeys(cards(context, flows)) if card.panels and not is_side_trip(card)]
    assert len(blocks) > 20
    grid = RowGrid(context.measure, blocks, Wish())
    for index in range(len(blocks)):
        for width in (60.0, 24.0, 40.0, 32.0, 36.0, 34.0, 38.0, 33.0):  # sizes between equal ones are not measured
            size = grid.size(index, width)
            box = grid.box_within(index, width + 0.9, size.height)
            assert box.height <= size.height + 1e-6 and box.width <= width + 0.9


@given(st.lists(st.integers(1, 60), min_size=1, max_size=30), st.lists(st.integers(0, 3), min_size=60, max_size=60))
def test_known_heights_are_those_that_would_be_measured(widths: list[int], drops: list[int]) -> None:
    heights = [float(sum(drops[width:])) for width in range(61)]
    known = StepHeights()
    for width in widths:
        assert known.at(float(width), partial(heights.__getitem__, width)) == heights[width]


def test_a_matrix_has_text_hardly_smaller_than_the_same_choice_without_it(
    context: Context, flows: list[GuideGraph]
) -> None:
    box = Box(277, 300, 4.0, 5.5, 13.0)
    seen = 0
    for guide, graph in flows:
        layouter = Layouter(context.layout_tools, guide, graph)
        for line in layouter.lines[:1]:
            found = layouter.forms.choose(line, box, Wish())
            if found is None or not found.matrix:
                continue
            seen += 1
            plain = [largest(one.form, box) for one in layouter.forms.of(line, Wish()) if not one.matrix]
            most = found.plan.unit + MATRIX_LESS * box.target
            assert all(plan.unit <= most * (1 + PRECISION) for plan in plain if plan), guide.title
    assert seen > 2


def _panels(card: Card) -> list[Panel]:
    """The panels of a card to any depth."""
    inner = [panel for own in card.panels for row in own.rows for panel in _panels(row)]
    return [*card.panels, *inner]


@pytest.mark.parametrize("width", [38.0, 62.0])
def test_rows_are_those_of_trying_all(context: Context, flows: list[GuideGraph], width: float) -> None:
    gap = context.measure.style.row_gap
    seen = 0
    for guide, graph in flows:
        line = fold(guide, graph, context.styles, 12)
        some = line.cards[:9]
        grid = RowGrid(context.measure, some, Wish())
        rows = break_rows(RowBounds(grid, 0, len(some), width), [0.0] * len(some))
        plain = RowGrid(context.measure, some, Wish())
        costs = []
        for bounds in _divisions(len(some), plain.widest_row(width)):
            found = [plain.row(a, b, width) for a, b in itertools.pairwise(bounds)]
            result = [row for row in found if row is not None]
            if len(result) == len(found):
                counts = [row.last - row.first for row in result]
                uneven = UNEVEN * sum(abs(a - b) for a, b in itertools.pairwise(counts))
                costs.append(sum(row.height + gap + BAD * row.bad for row in result) + uneven)
        if rows is None:
            assert not costs
            continue
        counts = [row.last - row.first for row in rows]
        cost = sum(row.height + gap + BAD * row.bad for row in rows)
        cost += UNEVEN * sum(abs(a - b) for a, b in itertools.pairwise(counts))
        assert cost == pytest.approx(min(costs))
        seen += len(rows) > 1
    assert seen > 10


def _divisions(count: int, most: int) -> list[tuple[int, ...]]:
    """All ways to part `count` cards into rows of at most `most`."""
    inner = range(1, count)
    found = [(0, *middle, count) for size in range(count) for middle in itertools.combinations(inner, size)]
    return [bounds for bounds in found if all(b - a <= most for a, b in itertools.pairwise(bounds))]


@given(
    st.lists(st.tuples(st.floats(0.5, 6), st.sampled_from([0.0, 0.35])), min_size=1, max_size=9),
    st.lists(st.sampled_from([0.6, 1.0, 1.1]), min_size=1, max_size=5),
)
@settings(max_examples=cases(70, 200))
def test_cuts_are_the_cheapest_of_all(steps: list[tuple[float, float]], capacities: list[float]) -> None:
    loads, costs = [load for load, _ in steps], [0.0, *(cost for _, cost in steps[1:])]
    capacities = capacities[: len(loads)]
    unit = sum(loads) / sum(capacities)

    def cost(bounds: Sequence[int]) -> float:
        total = 0.0
        for (a, b), capacity in zip(itertools.pairwise(bounds), capacities, strict=True):
            off = sum(loads[a:b]) / (unit * capacity) - 1.0
            total += off * off * (4.0 if off > 0 else 1.0) + costs[a]
        return total

    ways = itertools.combinations(range(1, len(loads)), len(capacities) - 1)
    best = min(cost((0, *middle, len(loads))) for middle in ways)
    assert cost(cuts(loads, costs, capacities)) == pytest.approx(best)


def test_dot_is_asked_once_for_many_guides(context: Context, flows: list[GuideGraph]) -> None:
    asked: list[int] = []
    answers: dict[str, object] = {}

    def dot(sources: Sequence[str]) -> list[object]:
        fresh = [source for source in dict.fromkeys(sources) if source not in answers]
        asked.append(len(fresh))
        answers.update(zip(fresh, context.dot(fresh), strict=True))
        return [answers[source] for source in sources]

    tools = context.layout_tools._replace(dot=dot, cache=LayoutCache())
    order_ahead(tools, flows)
    assert asked[0] >= len(flows)
    alone = context.layout_tools._replace(cache=LayoutCache())
    for guide, graph in flows:
        assert Layouter(tools, guide, graph).lines == Layouter(alone, guide, graph).lines
    assert len(asked) == 1
