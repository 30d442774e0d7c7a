"""A guide's pages and its definition → what cannot be followed, and what leads where nothing should."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from helpers.finger.definition import END, Definition, Way, read_definition
from helpers.finger.marks import Drawn, drawn_on
from helpers.finger.reader import read_page
from helpers.finger.sheets import sheet_faults
from helpers.finger.tones import tone_faults
from helpers.installed import installed_styles
from yizhangtu.model.page import Page


class Followed(NamedTuple):
    """What following a guide's pages gave: the number of its ways, those that no page tells, those that are on a page
    and not in the definition, and other faults."""

    ways: int
    missing: tuple[str, ...]
    invented: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def clean(self) -> bool:
        return not (self.missing or self.invented or self.faults)

    @property
    def report(self) -> list[str]:
        """All of it, a line each."""
        return [
            *(f"missing: {one}" for one in self.missing),
            *(f"invented: {one}" for one in self.invented),
            *self.faults,
        ]


def follow(text: str, pages: Sequence[Page], scope: str = "", sheets: bool = True) -> Followed:
    """Follow the guide with the definition `text` on the pages, and look at the colours and signs of its outcomes and
    (with `sheets`) at the sheets that are named; `scope` is the name of its elements in a document of
    several guides."""
    definition = read_definition(text)
    drawn = [guides[scope] for page in pages if scope in (guides := drawn_on(page))]
    found = compare(definition, drawn)
    wrong = tone_faults(definition, drawn, installed_styles().tones)
    wrong += sheet_faults(definition, pages, scope) if sheets else []
    return found._replace(faults=(*found.faults, *wrong))


def compare(definition: Definition, drawn: Sequence[Drawn]) -> Followed:
    """Compare the ways on all pages with those of the definition."""
    ways: set[Way] = set()
    invented: list[str] = []
    faults: list[str] = []
    steps: set[int] = set()
    for number, page in enumerate(drawn, start=1):
        found = read_page(page, definition)
        ways |= found.ways
        steps |= found.steps
        wrong = sorted(found.ways - definition.ways)
        invented += [f"page {number}: {_named(definition, way)}" for way in wrong]
        faults += [f"page {number}: {fault}" for fault in found.faults]
    return comparison(definition, ways, steps, faults, invented)


def comparison(
    definition: Definition, ways: set[Way], steps: set[int], faults: list[str], invented: list[str] | None = None
) -> Followed:
    """Compare the ways and steps that were found with those of the definition; `invented` are in words already."""
    if invented is None:
        invented = [_named(definition, way) for way in sorted(ways - definition.ways)]
    absent = [f"{definition.shown(node)} is not drawn" for node in range(len(definition.names)) if node not in steps]
    missing = [definition.named(way) for way in sorted(definition.ways - ways)]
    return Followed(len(definition.ways), tuple(missing), tuple(invented), (*faults, *absent))


def _named(definition: Definition, way: Way) -> str:
    """A way that the definition does not have, in words."""
    known = definition.outcomes.get(way.source, [])
    label = known[way.outcome - 1] if 0 < way.outcome <= len(known) else "—"
    target = "办结" if way.target == END else definition.shown(way.target)
    return f"{definition.shown(way.source)} {label} → {target}"
