"""What the loudspeaker says of a guide → the ways that a listener hears.

The rules are those of a listener. What a step says of an outcome is a way. After 如果 … come the steps of that outcome,
until the next 如果 or until 以上 closes the decision or the members; what is said there holds for the last step of each
of them. A step without any such words goes on to the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from helpers.finger.definition import END, Definition, Way
from helpers.finger.finger import Followed, comparison

_STEP = re.compile(r"(?:第(?P<number>[\d–]+)步(?:：|（|$)|(?=[^第如以阶]))(?P<name>.*)")
_CONDITION = re.compile(r"如果(?P<label>.*)：")
_MEMBER = re.compile(r"第[一二三四五六七八九十]+路：")
_CLOSING = re.compile(r"以上.*?(?:种情形|”的情形|都办完)(?:；(?P<onward>.*))?。")
_MEMBERS = re.compile(r"同时从((?:第[\d–]+步、?)+)办起")
_WAYS = (
    re.compile(r"(?:(?P<label>.+)，)?(?:回到|转到)第(?P<to>[\d–]+)步"),
    re.compile(r"接着办第(?P<to>[\d–]+)步()"),
    re.compile(r"(?P<label>.+)，从第(?P<to>[\d–]+)步办起"),
    re.compile(r"(?:(?P<label>.+)，)?到此(?P<end>办结|为止)"),
    re.compile(r"(?P<label>.+)(?:：|的，)办(?:第(?P<to>[\d–]+)步|下一步)"),
    re.compile(r"办第(?P<to>[\d–]+)步()"),
)


class Onward(NamedTuple):
    """A way that is said: of an outcome ("" for none) to the step with a number, None to the next one, or to the end;
    `before` are the sentences before it, where an outcome of several sentences begins."""

    label: str
    number: str | None
    end: bool
    before: Sequence[str] = ()


@dataclass
class Group:
    """The steps of an outcome, or of a member of a block where `label` is None."""

    label: str | None
    steps: list[Spoken] = field(default_factory=list)


@dataclass
class Spoken:
    """A step as it is said, with the groups that follow it and what is said after them."""

    number: str
    words: str
    ways: list[Onward] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)


def hear(text: str, definition: Definition) -> Followed:
    """Follow the steps of a text for the loudspeaker."""
    _, _, rest = text.replace("\r\n", "\n").partition("\n操作流程\n")
    listener = Listener(definition)
    steps = listener.sequence(_lines(rest.partition("\n\n")[0]))
    listener.follow(steps, END if steps else None)
    return comparison(definition, listener.ways, listener.heard, listener.faults)


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line and not line.startswith("阶段：")][::-1]


class Listener:
    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.ways: set[Way] = set()
        self.heard: set[int] = set()
        self.faults: list[str] = []

    def sequence(self, lines: list[str]) -> list[Spoken]:
        """The steps of one level; `lines` are those to come, the next one last."""
        found: list[Spoken] = []
        while lines:
            line = lines[-1]
            closing = _CLOSING.fullmatch(line)
            if _CONDITION.fullmatch(line) or _MEMBER.fullmatch(line) or closing:
                break
            step = self._step(lines.pop())
            found.append(step)
            block = self._node(step) in self.definition.blocks and not _MEMBERS.search(step.words)
            if lines and (block or self._opens(step, lines[-1])):
                self._groups(step, lines)
        return found

    def _opens(self, step: Spoken, line: str) -> bool:
        """Whether a line begins a group of a step: an outcome of it, or a member."""
        condition, node = _CONDITION.fullmatch(line), self._node(step)
        outcome = self._outcome(node, condition["label"]) if condition and node is not None else None
        return bool(outcome) and outcome not in {self._meant(node, way) for way in step.ways if node is not None}

    def _groups(self, step: Spoken, lines: list[str]) -> None:
        """The groups after a step up to what closes them. Members that are not announced are a step each."""
        block = self._node(step) in self.definition.blocks
        while lines and not (closing := _CLOSING.fullmatch(lines[-1])):
            condition = _CONDITION.fullmatch(lines[-1])
            if self._opens(step, lines[-1]) or (block and _MEMBER.fullmatch(lines[-1])):
                lines.pop()
                step.groups.append(Group(condition["label"] if condition else None, self.sequence(lines)))
            elif block:
                step.groups += [Group(None, [one]) for one in self.sequence(lines)]
            else:
                break
        if lines and closing:
            lines.pop()
            if closing["onward"]:
                step.ways += _said(closing["onward"])
        else:
            self.faults.append(f"{step.number} {step.words}: its groups are not closed")

    def _step(self, line: str) -> Spoken:
        match = _STEP.fullmatch(line)
        assert match, line
        parts = match["name"].split("。")
        ways = [way._replace(before=parts[:at]) for at, part in enumerate(parts) for way in _said(part)]
        return Spoken(match["number"] or "", match["name"], ways)

    def _node(self, step: Spoken) -> int | None:
        """The step of the definition with this number and name; the name stands first."""
        known = [
            node
            for node, name in enumerate(self.definition.names)
            if self.definition.numbers[node].replace("–", "") == step.number.replace("–", "")
            and (not name or "".join(step.words.split()).startswith("".join(name.split())))
        ]
        return known[0] if known else None

    def _numbered(self, number: str, source: int, outcome: int) -> int | None:
        nodes = [node for node, own in enumerate(self.definition.numbers) if own == number]
        right = [node for node in nodes if Way(source, outcome, node) in self.definition.ways]
        return (right or nodes or [None])[0]

    def follow(self, steps: Sequence[Spoken], after: int | None) -> None:
        """All ways of the steps of one level; `after` is where the last one leads."""
        nodes = [self._node(step) for step in steps]
        for index, (step, node) in enumerate(zip(steps, nodes, strict=True)):
            if node is None:
                self.faults.append(f"no step is called {step.number} {step.words}")
                continue
            self.heard.add(node)
            self._leave(step, node, nodes[index + 1] if index + 1 < len(nodes) else after)

    def _leave(self, step: Spoken, node: int, after: int | None) -> None:
        """The ways out of a step and of its groups."""
        onward = after
        for way in step.ways:
            outcome = self._meant(node, way)
            if outcome is None:
                self.faults.append(f"{self.definition.shown(node)} has no outcome {way.label!r}")
                continue
            target = END if way.end else after if way.number is None else self._numbered(way.number, node, outcome)
            if not outcome:
                onward = target
            elif target is not None:
                self.ways.add(Way(node, outcome, target))
        for group in step.groups:
            outcome = self._outcome(node, group.label or "")
            first = self._node(group.steps[0]) if group.steps else None
            if outcome is None or first is None:
                self.faults.append(f"{self.definition.shown(node)} has no outcome {group.label!r}")
                continue
            self.ways.add(Way(node, outcome, first))
            self.follow(group.steps, onward)
        begun = "".join(_MEMBERS.findall(step.words))
        if begun and node in self.definition.blocks:
            for number in re.findall(r"[\d–]+", begun):
                first = self._numbered(number, node, 0)
                self.ways |= {Way(node, 0, first)} if first is not None else set()
            return
        plain = not step.groups and node not in self.definition.outcomes
        if plain and onward is not None:
            self.ways.add(Way(node, 0, onward))

    def _meant(self, node: int, way: Onward) -> int | None:
        """The outcome of a way, whose words may begin in a sentence before it."""
        words = [way.label]
        for sentence in (*reversed(way.before), ""):
            outcome = self._outcome(node, "。".join(words))
            if outcome is not None:
                return outcome
            words.insert(0, sentence)
        return None

    def _outcome(self, node: int, words: str) -> int | None:
        """The outcome that words begin with, 0 for none: a round that begins anew is told by how often it does."""
        if not words or (words.endswith("再来一轮") and node not in self.definition.outcomes):
            return 0
        said = "".join(words.split())
        labels = ["".join(one.split()) for one in self.definition.outcomes.get(node, [])]
        found = [place for place, label in enumerate(labels, 1) if said.startswith(label)]
        return max(found, key=lambda place: len(labels[place - 1]), default=None)


def _said(text: str) -> list[Onward]:
    """The way that a sentence says, if it says one."""
    for pattern in _WAYS:
        match = pattern.fullmatch(text.strip("。"))
        if match:
            parts = match.groupdict()
            return [Onward(parts.get("label") or "", parts.get("to"), bool(parts.get("end")))]
    return []
