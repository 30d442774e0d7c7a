"""What one page shows of a guide → where its steps stand, which of them inside others, and what stands beside them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from helpers.finger.definition import Definition
from helpers.finger.marks import Box, Drawn, Point, Said, Step, Text, around, joined

NUMBER = re.compile(r"\d+(?:–\d+)?")
ENDS = ("办结", "到此", "结束")


class Group(NamedTuple):
    """Steps one below the other: the member of a block, or what is done on an outcome (0 for a member)."""

    outcome: int
    rows: tuple[int, ...]


class Column(NamedTuple):
    """What is done on an outcome, below its head."""

    node: int
    outcome: int
    head: Box
    rows: tuple[int, ...]


class PageLayout:
    """Where everything of one guide is on a page."""

    def __init__(self, drawn: Drawn, definition: Definition) -> None:
        self.drawn = drawn
        self.definition = definition
        self.place = {node: _place(step) for node, step in drawn.steps.items() if step.name or step.number}
        self.pointed = {key for key, said in drawn.said.items() if targets(said)}  # outcomes with a number beside them

    def frame(self, node: int) -> Box | None:
        """The smallest shape of a step around its name."""
        found = [box for box in self.drawn.steps[node].shapes if box.holds(self.place[node])]
        return min(found, key=lambda box: box.area, default=None)

    def badge(self, node: int) -> Box | None:
        """The shape of a step around its number."""
        step = self.drawn.steps[node]
        found = [box for box in step.shapes if step.number and box.holds(step.number[0].box.middle)]
        return min(found, key=lambda box: box.area, default=None)

    def _beside(self, node: int) -> Box:
        """The number and the first line of the name of a step, which stand beside each other."""
        step = self.drawn.steps[node]
        return around(text.box for text in (*step.name[:1], *step.number))

    def cell(self, at: Point) -> Box | None:
        """The smallest shape around a point that is neither a step's own nor has an outcome in it."""
        found = [box for box in (*self.drawn.grounds, *self._bare) if box.holds(at)]
        return min(found, key=lambda box: box.area, default=None)

    @cached_property
    def _bare(self) -> set[Box]:
        """The shapes of decisions that hold neither the name of the decision nor one of its outcomes: cells."""
        return {
            box
            for owner, step in self.drawn.steps.items()
            if owner in self.definition.outcomes
            for box in step.shapes
            if not self._own(owner, box) and not any(_says(said, box) for said in self._outcomes(owner))
        }

    def _outcomes(self, node: int) -> list[Said]:
        return [said for (own, outcome), said in self.drawn.said.items() if own == node and outcome]

    @cached_property
    def holders(self) -> dict[int, tuple[int, Box]]:
        """Step → the smallest shape of another step around it, and that step."""
        found: dict[int, tuple[int, Box]] = {}
        for node, at in self.place.items():
            around = [
                (owner, box)
                for owner, step in self.drawn.steps.items()
                for box in step.shapes
                if owner != node and box not in self._bare and box.holds(at) and not self._own(owner, box)
            ]
            if around:
                found[node] = min(around, key=lambda one: one[1].area)
        return found

    def _own(self, owner: int, box: Box) -> bool:
        """Whether a shape is the frame or the badge of its step, not a part inside it."""
        return owner in self.place and (box.holds(self.place[owner]) or box == self.badge(owner))

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of the choices: below their heads stand steps in cells, without frames of their own."""
        heads = [
            (key, box)
            for key, said in self.drawn.said.items()
            for box in said.shapes
            if key[1] and said.label and not _points(said, box)
            if all(box.holds(text.box.middle) for text in said.label)
        ]
        found: list[Column] = []
        for (node, outcome), head in heads:
            limit = min((box.top for _, box in heads if box.top > head.bottom and _over(box, head) > 0), default=1e9)
            rows = [
                (at[1], row)
                for row, at in self.place.items()
                if row not in self.holders and row != node and self.frame(row) is None
                for cell in [self.cell(at)]
                if cell and head.bottom - 0.1 <= cell.top < limit and _over(cell, head) > 0.5 * (head.right - head.left)
            ]
            found.append(Column(node, outcome, head, tuple(row for _, row in sorted(rows))))
        choices = {column.node for column in found if column.rows}
        return [column for column in found if column.node in choices]

    @cached_property
    def groups(self) -> dict[int, list[Group]]:
        """The members of each block and what is done on each outcome, where it stands inside or below its step."""
        found: dict[int, list[Group]] = {}
        for owner, box in sorted(set(self.holders.values())):
            rows = sorted((n for n, one in self.holders.items() if one == (owner, box)), key=lambda n: self.place[n][1])
            heads = [
                outcome
                for (node, outcome), said in self.drawn.said.items()
                if node == owner and outcome and said.label and box.holds(said.place.middle)
                and (node, outcome) not in self.pointed and said.place.top <= self._beside(rows[0]).bottom
            ]  # fmt: skip
            found.setdefault(owner, []).append(Group(heads[0] if heads else 0, tuple(rows)))
        for column in self.columns:
            if column.rows:
                found.setdefault(column.node, []).append(Group(column.outcome, column.rows))
        return found

    @cached_property
    def inner(self) -> set[int]:
        """The steps inside or below others."""
        return {row for groups in self.groups.values() for group in groups for row in group.rows}

    def nodes(self, number: str) -> list[int]:
        """The steps and blocks with a number."""
        return [node for node, own in enumerate(self.definition.numbers) if own == number]


def targets(said: Said) -> list[str]:
    """The numbers or ends that stand beside an outcome; a block whose members stand elsewhere leads to several."""
    found: dict[Box | None, list[Text]] = {}
    for text in _numbers(said):
        shapes = [box for box in said.shapes if box.holds(text.box.middle)]
        found.setdefault(min(shapes, key=lambda box: box.area, default=None), []).append(text)
    return list(dict.fromkeys(joined(group) for group in found.values()))


def is_tab(said: Said) -> bool:
    """Whether a number stands beside the condition."""
    return any(_points(said, box) and _says(said, box) for box in said.shapes)


def is_strip(said: Said, box: Box) -> bool:
    """Whether a shape of an outcome shows a number, and neither it nor one around it a condition."""
    return _points(said, box) and not any(_says(said, one) for one in said.shapes if one.holds(box.middle))


def _numbers(said: Said) -> list[Text]:
    return said.target or [one for one in said.other if NUMBER.fullmatch(one.text) or one.text in ENDS]


def _points(said: Said, box: Box) -> bool:
    return any(box.holds(text.box.middle) for text in _numbers(said))


def _says(said: Said, box: Box) -> bool:
    return any(box.holds(text.box.middle) for text in said.label)


def _place(step: Step) -> Point:
    """The middle of the first line of a step's name."""
    return (step.name or step.number)[0].box.middle


def _over(one: Box, other: Box) -> float:
    """How far two boxes overlap from left to right."""
    return min(one.right, other.right) - max(one.left, other.left)
