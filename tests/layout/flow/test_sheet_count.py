"""How many sheets a flow takes, and how large its text is expected to be on them."""

from __future__ import annotations

from statistics import median

from helpers.guides import GuideGraph
from yizhangtu.layout.box import Box, Wish
from yizhangtu.layout.flow.layouter import Layouter
from yizhangtu.media.context import Context

FLOOR, TARGET = 4.0, 5.5
CROWDED = 1.2 * FLOOR  # mm: one sheet with smaller text gives way to two that reach the target
SHAPES = (Box(277.0, 262.0, FLOOR, TARGET, 13.0), Box(400.0, 160.0, FLOOR, TARGET, 13.0))


def test_two_sheets_that_reach_the_target_are_preferred_to_a_crowded_one(
    context: Context, flows: list[GuideGraph]
) -> None:
    crowded = 0
    for drawn in flows[::3]:
        for box in SHAPES:
            layouter = Layouter(context.layout_tools, *drawn)
            alone = layouter.single(box, Wish())
            found = layouter.flow(lambda n, box=box: [box] * n, Wish(sheets=2))  # type: ignore[misc]
            assert found is not None
            if alone and alone.text_mm >= CROWDED:
                assert len(found.sheets) == 1 and found.text_mm == alone.text_mm
                continue
            two = [box._replace(floor=TARGET)] * 2
            reached = any(layouter.on_sheets(line, two, Wish(sheets=2)) for line in layouter.lines if line.trips)
            crowded += reached
            assert (len(found.sheets) == 2 and found.text_mm >= TARGET) is reached
            assert alone is None or reached or len(found.sheets) == 1
    assert crowded >= 3


def test_the_text_is_about_as_large_as_is_likely(context: Context, flows: list[GuideGraph]) -> None:
    ratios: list[float] = []
    for drawn in flows[::3]:
        for box in SHAPES:
            layouter = Layouter(context.layout_tools, *drawn)
            likely = layouter.likely(lambda n, box=box: [box] * n, Wish(sheets=2))  # type: ignore[misc]
            found = layouter.flow(lambda n, box=box: [box] * n, Wish(sheets=2))  # type: ignore[misc]
            assert found is not None
            if likely:
                assert 0.7 < found.text_mm / likely < 1.4, drawn[0].stem
                ratios.append(found.text_mm / likely)
            else:
                assert len(found.sheets) > 2, drawn[0].stem
    assert 0.9 < median(ratios) < 1.1
