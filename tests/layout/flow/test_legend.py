"""The legend has room for two lines beside the head of its section."""

from __future__ import annotations

import pytest

from yizhangtu.layout.flow.legend import ENTRIES, legend
from yizhangtu.layout.measure import Measure
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.page import Label

UNIT = 6.4  # mm
ALL = tuple(mark for mark, _ in ENTRIES)


def lines(drawing: Drawing | None) -> list[str]:
    """What stands on each line."""
    assert drawing is not None
    found: dict[float, str] = {}
    for item in drawing.items:
        if isinstance(item, Label):
            found[item.y] = found.get(item.y, "") + item.text
    return list(found.values())


@pytest.mark.parametrize("width", [140.0, 145.0, 160.0])
def test_every_mark_with_a_meaning_of_its_own_is_on_two_lines(measure: Measure, width: float) -> None:
    drawing = legend(measure, ALL, UNIT, width)
    assert drawing is not None and drawing.height == pytest.approx(2 * 1.9 * UNIT)
    assert lines(drawing) == ["您来办要审核把关监督点", "没通过通过转到别处"]


def test_what_is_plain_is_explained_where_there_is_room(measure: Measure) -> None:
    assert lines(legend(measure, ALL, UNIT, 400.0)) == ["您来办其他人办要审核把关监督点没通过通过转到别处"]
    assert lines(legend(measure, ("mine", "staff"), UNIT, 145.0)) == ["您来办其他人办"]
