"""What one page shows of a guide → the ways that a reader finds on it.

The rules are those of a reader. An outcome with a number beside it leads to that number. An outcome on a line leads to
where the line ends. An outcome above steps leads to the first of them, and they are done one after the other; the last
one goes on as the block around it does. A line without an outcome is the way on of a step that has no outcomes, or of a
block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from helpers.finger.definition import END, Definition, Way
from helpers.finger.layout import ENDS, Group, PageLayout, targets
from helpers.finger.lines import lines_of
from helpers.finger.marks import Drawn, Step, Text, joined

_OWN = ("同时办", "都办完")  # what the program calls the ways into the members of a block and out of them
_SHEET = re.compile(r"^第\d+[张面页屏]：?")


class Findings(NamedTuple):
    """The ways on a page, and what a reader stumbles over there."""

    ways: set[Way]
    faults: list[str]
    steps: set[int]


def read_page(drawn: Drawn, definition: Definition) -> Findings:
    """Follow everything on a page."""
    reader = _Reader(drawn, definition)
    reader.read()
    return Findings(reader.ways, reader.faults, set(drawn.steps))


class _Reader:
    """One page of one guide."""

    def __init__(self, drawn: Drawn, definition: Definition) -> None:
        self.drawn = drawn
        self.definition = definition
        self.layout = PageLayout(drawn, definition)
        self.ways: set[Way] = set()
        self.faults: list[str] = []
        self.lines = self._lines()

    def _lines(self) -> dict[int, list[tuple[int, int]]]:
        """Step → (outcome or 0, target) of the lines that leave it."""
        found: dict[int, list[tuple[int, int]]] = {}
        for source, outcome, target in lines_of(self.layout):
            node = self._numbered(source, outcome, target) if isinstance(target, str) else target
            if node is None:
                self.faults.append(f"a line from {self.definition.shown(source)} leads nowhere")
            else:
                found.setdefault(source, []).append((outcome, node))
        return found

    def _numbered(self, source: int, outcome: int, number: str) -> int | None:
        """The step with a number; of a block of one step and that step, the one that is meant."""
        if number in ENDS:
            return END
        nodes = self.layout.nodes(number)
        if not nodes:
            self.faults.append(f"{self.definition.shown(source)}: no step has the number {number!r}")
            return None
        known = [node for node in nodes if Way(source, outcome, node) in self.definition.ways]
        return (known or nodes)[0]

    def _add(self, source: int, outcome: int, target: int | None) -> None:
        """A way that was found; its outcome is called as its author called it."""
        if target is not None:
            self.ways.add(Way(source, outcome, target))
        said = self.drawn.said.get((source, outcome))
        known = self.definition.outcomes.get(source, [])
        if outcome and said and said.label:
            right = outcome <= len(known) and said.words.startswith(squeezed(known[outcome - 1]))
            if not right:
                self.faults.append(f"{self.definition.shown(source)}: outcome {outcome} is called {said.words!r}")

    def read(self) -> None:
        """Everything on the page."""
        for node, outcome in self.layout.pointed:
            if outcome or not (self.layout.groups.get(node) or node in self.definition.outcomes):
                for number in targets(self.drawn.said[node, outcome]):
                    self._add(node, outcome, self._numbered(node, outcome, number))
        for node in self.layout.place:
            if node not in self.layout.inner:
                self._follow(node, self._after(node))
        for node, step in self.drawn.steps.items():
            self._check_entrances(node, step)

    def _after(self, node: int) -> int | None:
        """Where an outermost step leads without an outcome."""
        own = self._own(node)
        if own is not None:
            return own
        plain = [target for outcome, target in self.lines.get(node, []) if not outcome]
        if plain:
            return plain[0]
        flags = joined(self.drawn.steps[node].flags)
        return END if flags.endswith(ENDS) else None

    def _own(self, node: int) -> int | None:
        """The number that stands on a step or block without an outcome."""
        if (node, 0) not in self.layout.pointed:
            return None
        return self._numbered(node, 0, targets(self.drawn.said[node, 0])[0])

    def _follow(self, node: int, after: int | None) -> None:
        """The ways out of a step and of all inside it; `after` is where it goes on without an outcome."""
        definition, groups, lines = self.definition, self.layout.groups.get(node, []), self.lines.get(node, [])
        shown = definition.shown(node)
        for outcome, target in lines:
            if outcome or not (groups or node in definition.outcomes):
                self._add(node, outcome, target)
            elif not groups:
                self.faults.append(f"a line without outcome from {shown} to {self._named(target)}")
        for group in groups:
            self._add(node, group.outcome, group.rows[0])
            for row, below in zip(group.rows, (*group.rows[1:], after), strict=True):
                own = self._own(row)
                self._follow(row, below if own is None else own)
        down = list(self._down(node, groups))
        for outcome in down:
            self._add(node, outcome, after)
        forked = node in definition.outcomes
        if forked and (node, 0) in self.layout.pointed and not (down or groups or lines):
            self.faults.append(f"a way without outcome out of {shown}")
        if not (groups or forked or lines or (node, 0) in self.layout.pointed):
            self._add(node, 0, after)

    def _down(self, node: int, groups: list[Group]) -> Iterator[int]:
        """The outcomes inside a block that only point down: ↓ 通过."""
        told = {group.outcome for group in groups} | {outcome for outcome, _ in self.lines.get(node, [])}
        told |= {outcome for own, outcome in self.layout.pointed if own == node}
        for (own, outcome), said in self.drawn.said.items():
            if own == node and outcome and said.label and outcome not in told:
                yield outcome

    def _named(self, target: int) -> str:
        return "办结" if target == END else self.definition.shown(target)

    def _check_entrances(self, node: int, step: Step) -> None:
        """接 ③ 通过 at the top of a step: there is such a way."""
        for number, words in entrances(step.entrance):
            sources = self.layout.nodes(number)
            known = {squeezed(one) for source in sources for one in self.definition.labels(source, node)}
            known |= {"" for source in sources if self.definition.joins(source, node)}
            label = squeezed(_SHEET.sub("", words))
            if not known or (label and label not in _OWN and label not in known):
                self.faults.append(f"{self.definition.shown(node)}: entrance 接 {number} {words} is no way")


def entrances(texts: list[Text]) -> Iterator[tuple[str, str]]:
    """(number, outcome) of each 接 at the top of a step."""
    number, words = "", ""
    for text in texts:
        if text.text == "接":
            if number:
                yield number, words
            number, words = "", ""
        elif not number:
            number = text.text
        else:
            words += text.text
    if number:
        yield number, words


def squeezed(text: str) -> str:
    """A text without blanks."""
    return "".join(text.split())
