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
from helpers.finger.marks import Arrow, Box, Drawn, Point, Said, Step, Text, joined

_NUMBER = re.compile(r"\d+(?:–\d+)?")
_OWN = ("同时办", "都办完")  # what the program calls the ways into the members of a block and out of them
_ENDS = ("办结", "到此", "结束")
_NEAR = 0.7  # u: how far from a line a text on it may be
_BESIDE = 4.0  # u: how far beside a line its text may be


class Group(NamedTuple):
    """Steps one below the other: the member of a block, or what is done on an outcome (0 for a member)."""

    outcome: int
    rows: tuple[int, ...]


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
        self.unit = drawn.unit
        self.ways: set[Way] = set()
        self.faults: list[str] = []
        self.place = {node: self._place(step) for node, step in drawn.steps.items() if step.name or step.number}
        self.frames = {node: self._frame(node) for node in self.place}
        self.groups: dict[int, list[Group]] = {}
        self.inner: set[int] = set()  # steps inside others
        self._find_groups()
        self.pointed = {key: said for key, said in drawn.said.items() if self._targets(said)}
        self.lines = self._arrows()

    # Where things are.

    def _place(self, step: Step) -> Point:
        """The middle of the first line of a step's name."""
        return (step.name or step.number)[0].box.middle

    def _frame(self, node: int) -> Box | None:
        """The smallest shape of a step around its name."""
        found = [box for box in self.drawn.steps[node].shapes if box.holds(self.place[node])]
        return min(found, key=lambda box: box.area, default=None)

    def _badge(self, node: int) -> Box | None:
        """The shape of a step around its number."""
        step = self.drawn.steps[node]
        if not step.number:
            return None
        found = [box for box in step.shapes if box.holds(step.number[0].box.middle)]
        return min(found, key=lambda box: box.area, default=None)

    def _find_groups(self) -> None:
        """The steps inside shapes of other steps, and those below the heads of columns."""
        holders: dict[int, tuple[int, Box]] = {}  # step → the smallest shape of another around it
        for node, at in self.place.items():
            around = [
                (owner, box)
                for owner, step in self.drawn.steps.items()
                for box in step.shapes
                if owner != node and box.holds(at) and not self._own(owner, box)
            ]
            if around:
                holders[node] = min(around, key=lambda one: one[1].area)
        self.columns = self._columns(set(holders))
        for owner, box in dict.fromkeys(sorted(holders.values())):
            rows = sorted((n for n in holders if holders[n] == (owner, box)), key=lambda n: self.place[n][1])
            heads = [
                number
                for (node, number), said in self.drawn.said.items()
                if node == owner and number and said.label and box.holds(said.place.middle)
                and not self._targets(said) and said.place.top <= self.place[rows[0]][1]
            ]  # fmt: skip
            self.groups.setdefault(owner, []).append(Group(heads[0] if heads else 0, tuple(rows)))
            self.inner.update(rows)
        for (node, number), (_, rows) in self.columns.items():
            if rows:
                self.groups.setdefault(node, []).append(Group(number, rows))
                self.inner.update(rows)

    def _own(self, owner: int, box: Box) -> bool:
        """Whether a shape is the frame or the badge of its step, not a part inside it."""
        return owner in self.place and (box.holds(self.place[owner]) or box == self._badge(owner))

    def _columns(self, taken: set[int]) -> dict[tuple[int, int], tuple[Box, tuple[int, ...]]]:
        """The head of each column and the steps below it: those in cells without a frame of their own."""
        heads = {
            key: box
            for key, said in self.drawn.said.items()
            for box in said.shapes
            if key[1] and said.label and not said.icons and box.holds(said.place.middle)
        }
        found: dict[tuple[int, int], tuple[Box, tuple[int, ...]]] = {}
        for key, head in heads.items():
            below = [
                other.top for other in heads.values() if other.top > head.bottom and _over(other, head) > 0
            ]
            limit = min(below, default=float("inf"))
            rows = [
                (at[1], node)
                for node, at in self.place.items()
                if node not in taken and self.frames.get(node) is None and node != key[0]
                for cell in [self._cell(at)]
                if cell and head.bottom - 0.1 <= cell.top < limit and _over(cell, head) > 0.5 * (head.right - head.left)
            ]
            found[key] = head, tuple(node for _, node in sorted(rows))
        if any(rows for _, rows in found.values()):
            return found
        return {}

    def _cell(self, at: Point) -> Box | None:
        """The smallest shape without a name around a point."""
        return min((box for box in self.drawn.grounds if box.holds(at)), key=lambda box: box.area, default=None)

    # What is written and drawn.

    def _targets(self, said: Said) -> list[str]:
        """The numbers or ends that stand beside an outcome; a block without panels leads to several."""
        texts = said.target or [one for one in said.other if _NUMBER.fullmatch(one.text) or one.text in _ENDS]
        found: dict[Box | None, list[Text]] = {}
        for text in texts:
            shapes = [box for box in said.shapes if box.holds(text.box.middle)]
            found.setdefault(min(shapes, key=lambda box: box.area, default=None), []).append(text)
        return list(dict.fromkeys(joined(group) for group in found.values()))

    def _nodes(self, number: str) -> list[int]:
        return [node for node, own in enumerate(self.definition.numbers) if own == number]

    def _way(self, source: int, outcome: int, target: int | None) -> None:
        if target is not None:
            self.ways.add(Way(source, outcome, target))

    def _resolved(self, source: int, outcome: int, number: str) -> int | None:
        """The step with a number; of a block of one step and that step, the one that is meant."""
        if number in _ENDS:
            return END
        nodes = self._nodes(number)
        if not nodes:
            self.faults.append(f"{self.definition.shown(source)}: no step has the number {number!r}")
            return None
        known = [node for node in nodes if Way(source, outcome, node) in self.definition.ways]
        return (known or nodes)[0]

    def _arrows(self) -> dict[int, list[tuple[int, int]]]:
        """Step → (outcome or 0, target) of the lines that leave it."""
        found: dict[int, list[tuple[int, int]]] = {}
        starts: dict[int, list[tuple[Arrow, int]]] = {}
        for arrow in self.drawn.arrows:
            source, target = self._start(arrow.points[0]), self._goal(arrow.points[-1])
            if target is not None and self._strip(arrow.points[0]) == target:
                continue  # from 三条路都到 ⑧ down to step 8
            if source is None or (target is None and source in self.inner):
                continue
            if target is None:
                self.faults.append(f"an arrow from {self.definition.shown(source)} leads nowhere")
            elif source != target or arrow.points[0] != arrow.points[-1]:
                starts.setdefault(source, []).append((arrow, target))
        for source, arrows in starts.items():
            labels = self._labels(source, [arrow for arrow, _ in arrows])
            for index, (_, target) in enumerate(arrows):
                found.setdefault(source, []).extend((outcome, target) for outcome in labels[index])
        return found

    def _goal(self, point: Point) -> int | None:
        """Where a line ends: at a step, or at a strip with the number of one."""
        strip = self._strip(point)
        return self._at(point) if strip is None else strip

    def _strip(self, point: Point) -> int | None:
        """The step whose number stands on a strip at a point."""
        for (node, outcome), said in self.pointed.items():
            if any(self._is_strip(said, box) and box.holds(point, _NEAR * self.unit) for box in said.shapes):
                return self._resolved(node, outcome, self._targets(said)[0])
        return None

    def _is_strip(self, said: Said, box: Box) -> bool:
        """Whether a shape shows a number without a condition."""
        texts = said.target or said.other
        return any(box.holds(one.box.middle) for one in texts) and not any(box.holds(t.box.middle) for t in said.label)

    def _start(self, point: Point) -> int | None:
        """Where a line begins: at a step, or below the last step of a column."""
        lowest: tuple[float, int] | None = None
        for (node, outcome), (head, rows) in self.columns.items():
            if head.left <= point[0] <= head.right and head.top <= point[1]:
                for row in (node, *rows):
                    top = head.top if row == node else self.place[row][1]
                    cell = None if row == node else self._cell(self.place[row])
                    bottom = head.bottom if row == node else cell.bottom if cell else top
                    if top <= point[1] <= bottom + 5 * self.unit and (lowest is None or top > lowest[0]):
                        lowest = (top, row)
        framed = self._at(point)
        below = framed is not None and framed not in self.inner
        if framed is not None and (lowest is None or (below and self.place.get(framed, (0.0, 0.0))[1] > lowest[0])):
            return framed
        return lowest[1] if lowest else framed

    def _labels(self, source: int, arrows: list[Arrow]) -> dict[int, list[int]]:
        """The outcomes on each line that leaves a step; where none is on it, the tab at which it starts."""
        found: dict[int, list[int]] = {}
        own = {outcome: said for (node, outcome), said in self.drawn.said.items() if node == source and outcome}
        for outcome, said in own.items():
            if said.label and not self._is_tab(said):
                apart, index = min((self._apart(said, arrow), index) for index, arrow in enumerate(arrows))
                if apart <= _BESIDE * self.unit:
                    found.setdefault(index, []).append(outcome)
        for index, arrow in enumerate(arrows):
            if index not in found:
                tabs = [outcome for outcome, said in own.items() if self._starts_at(arrow, said)]
                found[index] = tabs[-1:] or [0]
        return found

    def _is_tab(self, said: Said) -> bool:
        """Whether the number stands beside the condition."""
        return any(
            any(box.holds(text.box.middle) for text in said.label)
            and any(box.holds(text.box.middle) for text in said.target)
            for box in said.shapes
        )

    def _starts_at(self, arrow: Arrow, said: Said) -> bool:
        return any(box.holds(arrow.points[0], 0.2 * self.unit) for box in said.shapes)

    def _apart(self, said: Said, arrow: Arrow) -> float:
        """From the text of an outcome to a line."""
        if self._starts_at(arrow, said) or any(arrow.crosses(box) for box in said.shapes):
            return 0.0
        return min(arrow.distance(text.box.middle) for text in said.label)

    def _at(self, point: Point) -> int | None:
        """The step at the end of a line."""
        near: list[tuple[float, float, int]] = []
        for node in self.place:
            boxes = [self._badge(node)] if node in self.inner or self.frames[node] is None else [self.frames[node]]
            if self.frames[node] is not None and node not in self.inner:
                boxes.append(self._badge(node))
            for box in boxes:
                if box is not None:
                    near.append((box.distance(point), box.area, node))
        for (node, _), said in self.drawn.said.items():
            near += [(box.distance(point), box.area, node) for box in said.shapes if not said.icons or node in self.place]
        near += [(box.distance(point), box.area, END) for box in self.drawn.ends]
        distance, _, node = min(near, default=(float("inf"), 0.0, 0))
        return node if distance <= _NEAR * self.unit else None

    # Following.

    def read(self) -> None:
        """Everything on the page."""
        for (node, outcome), said in self.pointed.items():
            if not outcome and (self.groups.get(node) or node in self.definition.outcomes):
                continue  # the way on of the whole block, or of an outcome that points down to it
            for target in self._targets(said):
                self._way(node, outcome, self._resolved(node, outcome, target))
            self._check_label(node, outcome, said)
        for node in self.place:
            if node not in self.inner:
                self._follow(node, self._after(node))
        for node, step in self.drawn.steps.items():
            self._check_entrances(node, step)

    def _check_label(self, node: int, outcome: int, said: Said) -> None:
        """An outcome is called as its author called it."""
        known = self.definition.outcomes.get(node, [])
        if outcome and (outcome > len(known) or not said.words.startswith(joined_text(known[outcome - 1]))):
            self.faults.append(f"{self.definition.shown(node)}: outcome {outcome} is called {said.words!r}")

    def _after(self, node: int) -> int | None:
        """Where an outermost step leads without an outcome."""
        own = self.pointed.get((node, 0))
        if own:
            return self._resolved(node, 0, self._targets(own)[0])
        plain = [target for outcome, target in self.lines.get(node, []) if not outcome]
        if plain:
            return plain[0]
        flags = joined(self.drawn.steps[node].flags)
        return END if any(flags.endswith(end) for end in _ENDS) else None

    def _follow(self, node: int, after: int | None) -> None:
        """The ways out of a step and of all inside it; `after` is where it goes on without an outcome."""
        definition, groups = self.definition, self.groups.get(node, [])
        for outcome, target in self.lines.get(node, []):
            if outcome:
                self._way(node, outcome, target)
                self._check_label(node, outcome, self.drawn.said[node, outcome])
            elif not groups and node in definition.outcomes:
                self.faults.append(f"an arrow without outcome from {definition.shown(node)} to {self._named(target)}")
            elif not groups:
                self._way(node, 0, target)
        for group in groups:
            self._way(node, group.outcome, group.rows[0])
            if group.outcome:
                self._check_label(node, group.outcome, self.drawn.said[node, group.outcome])
            for number, row in enumerate(group.rows):
                below = group.rows[number + 1] if number + 1 < len(group.rows) else after
                own = self.pointed.get((row, 0))
                if own:
                    below = self._resolved(row, 0, self._targets(own)[0])
                self._follow(row, below)
        down = list(self._down(node, groups))
        if (node, 0) in self.pointed and node in definition.outcomes and not (down or groups or self.lines.get(node)):
            self.faults.append(f"a way without outcome out of {definition.shown(node)}")
        for outcome in down:
            self._way(node, outcome, after)
            self._check_label(node, outcome, self.drawn.said[node, outcome])
        told = groups or node in definition.outcomes or (node, 0) in self.pointed or self.lines.get(node)
        if not told:
            self._way(node, 0, after)

    def _down(self, node: int, groups: list[Group]) -> Iterator[int]:
        """The outcomes inside a block that only point down: ↓ 通过."""
        heads = {group.outcome for group in groups}
        lines = {outcome for outcome, _ in self.lines.get(node, [])}
        for (own, outcome), said in self.drawn.said.items():
            if own == node and outcome and said.label and (own, outcome) not in self.pointed:
                if outcome not in heads and outcome not in lines:
                    yield outcome

    def _named(self, target: int) -> str:
        return "办结" if target == END else self.definition.shown(target)

    def _check_entrances(self, node: int, step: Step) -> None:
        """接 ③ 通过 at the top of a step: there is such a way."""
        for number, label in entrances(step.entrance):
            sources = self._nodes(number)
            known = {one for source in sources for one in self.definition.labels(source, node)}
            known |= {"" for source in sources if source in self.definition.blocks and self._ends_at(source, node)}
            label = joined_text(re.sub(r"^第\d+[张面页屏]：?", "", label))
            if not known or (label and label not in _OWN and label not in {joined_text(one) for one in known}):
                self.faults.append(f"{self.definition.shown(node)}: entrance 接 {number} {label} is no way")

    def _ends_at(self, block: int, target: int) -> bool:
        """Whether the members of a block lead to a step."""
        last = self.definition.last[block]
        return any(block < way.source <= last and way.target == target for way in self.definition.ways)


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


def joined_text(text: str) -> str:
    """A text without blanks."""
    return "".join(text.split())


def _over(one: Box, other: Box) -> float:
    """How far two boxes overlap from left to right."""
    return min(one.right, other.right) - max(one.left, other.left)
