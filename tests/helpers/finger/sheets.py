"""Sheets, slides, panels and pages that steps name (接第3张, 第2屏) → those on which the step is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpers.finger.definition import Definition
from helpers.finger.marks import Drawn, Text, drawn_on, joined
from helpers.finger.reader import entrances
from yizhangtu.model.page import Page

_NAMED = re.compile(r"接?第(\d+)([张屏面页])")
_OUTSIDE = {5: 0, 6: 1, 1: 2}  # the panels of a leaflet from left to right
_INSIDE = {2: 0, 3: 1, 4: 2}


def sheet_faults(definition: Definition, pages: Sequence[Page], scope: str = "") -> list[str]:
    """What is named wrongly on the pages of a guide; `scope` is the name of its elements."""
    drawn = [drawn_on(page).get(scope, Drawn()) for page in pages]
    faults: list[str] = []
    for number, page in enumerate(drawn, start=1):
        for source, targets, words in _mentions(page):
            for place, unit in _NAMED.findall(words):
                if not any(_is_there(definition, pages, drawn, one, int(place), unit) for one in targets):
                    named = "、".join(targets)
                    faults.append(f"page {number}: {definition.shown(source)}: {named} is not on 第{place}{unit}")
    return faults


def _mentions(page: Drawn) -> Iterator[tuple[int, list[str], str]]:
    """(step that says it, number of the other step, words) of all that may name a sheet. The ways into the members of a
    block are one element with several numbers, of which one is on the sheet."""
    for (node, _), said in page.said.items():
        numbers = [text.text for text in said.target if text.text[0].isdigit()]
        words = joined(said.note + said.other + (said.label if said.words.startswith("接第") else []))
        if numbers and words:
            yield node, numbers, words
    for node, step in page.steps.items():
        for number, words in entrances(step.entrance):
            yield node, [number], words.partition("：")[0]


def _is_there(
    definition: Definition, pages: Sequence[Page], drawn: Sequence[Drawn], number: str, place: int, unit: str
) -> bool:
    """Whether the step with a number stands on the named sheet."""
    nodes = [node for node, own in enumerate(definition.numbers) if own == number]
    if unit == "面":
        side, panels = (1, _INSIDE) if place in _INSIDE else (0, _OUTSIDE)
        third = pages[side].width / 3
        return any(int(text.box.middle[0] / third) == panels[place] for text in _numbers(drawn[side], nodes))
    index = place - 1
    if unit == "屏":  # the first may be an overview of all parts
        shown = [page for page in drawn if page.steps]
        index += len(shown) > 1 and len(shown[0].steps) == len(definition.names)
        drawn = shown
    return index < len(drawn) and bool(_numbers(drawn[index], nodes))


def _numbers(page: Drawn, nodes: Sequence[int]) -> list[Text]:
    """The numbers of steps as they stand on a page."""
    return [text for node in nodes if node in page.steps for text in page.steps[node].number]
