"""The top border of a card: marks that hang into it leave the words under it free."""

from __future__ import annotations

import pytest

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.border import Arrival, paint_tags, tags, taken
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Card, Entrance, Shape
from yizhangtu.model.page import Label

WIDTH = 17.0
SHORT, LONG = "第2面", "第2面：没有异议的"


@pytest.fixture
def card() -> Card:
    return Card(node=0, badge="5", title="公示", shape=Shape.STEP, watched=True, mine=True)


def shown(measure: Measure, arrival: Arrival) -> list[Label]:
    canvas = Canvas(measure.typesetter, 1.0)
    arrival.paint(canvas, 0.0, 0.0)
    return [item for item in canvas.items if isinstance(item, Label)]


def test_words_under_the_marks_stand_lower(measure: Measure, card: Card) -> None:
    marks = taken(measure, card, WIDTH)
    canvas = Canvas(measure.typesetter, 1.0)
    found = tags(measure, card, 0.0, WIDTH, 0.6)
    paint_tags(canvas, measure, card, found, 0.0)
    assert {item.text for item in canvas.items if isinstance(item, Label)} == {"您来办", "监督点"}
    assert marks > WIDTH - found[-1].left
    arrival = Arrival(measure, WIDTH, Entrance("3", LONG), edge=True, marks=marks)
    words = [label for label in shown(measure, arrival) if label.text in LONG]
    assert "".join(label.text for label in words) == LONG
    assert min(label.y - 0.85 * label.size_mm for label in words) >= measure.style.tag_height / 2
    assert max(label.y + 0.12 * label.size_mm for label in words) <= arrival.height
    assert arrival.height > Arrival(measure, WIDTH, Entrance("3", LONG), edge=True).height


def test_the_outcome_starts_a_line_of_its_own_where_one_line_is_too_short(measure: Measure) -> None:
    arrival = Arrival(measure, 12.0, Entrance("3", LONG))
    lines: dict[float, str] = {}
    for label in shown(measure, arrival):
        if label.text in LONG:
            lines[label.y] = lines.get(label.y, "") + label.text
    assert list(lines.values()) == ["第2面：", "没有异议的"]


def test_words_that_end_left_of_the_marks_stay(measure: Measure, card: Card) -> None:
    wide = 2 * WIDTH
    arrival = Arrival(measure, wide, Entrance("3", SHORT), edge=True, marks=taken(measure, card, wide))
    assert arrival.height == Arrival(measure, wide, Entrance("3", SHORT), edge=True).height


def test_a_card_without_marks_takes_nothing(measure: Measure) -> None:
    assert taken(measure, Card(node=0, badge="5", title="公示", shape=Shape.STEP), WIDTH) == 0.0
