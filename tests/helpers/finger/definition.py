"""The text of a definition → its steps and edges, read from the YAML alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

END = -1
_ENGLISH = {
    "操作流程": "steps", "步骤": "step", "判断": "branches", "并行": "parallel", "接着": "next", "到": "to",
    "性质": "tone",
}  # fmt: skip
_NEXT, _END = ("下一步", "next"), ("办结", "end")


class Way(NamedTuple):
    """From step `source` on its outcome (from 1 in the order written; 0 without a condition) to `target`."""

    source: int
    outcome: int
    target: int


@dataclass
class Definition:
    """Nodes are steps and blocks in the order written; `numbers` are what is printed for them."""

    names: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)  # nodes that are a 并行
    last: dict[int, int] = field(default_factory=dict)  # the last node inside each block
    outcomes: dict[int, list[str]] = field(default_factory=dict)
    stated: dict[tuple[int, int], str] = field(default_factory=dict)  # (node, outcome) → 性质
    ways: set[Way] = field(default_factory=set)

    def named(self, way: Way) -> str:
        """A way in words, for messages."""
        label = self.outcomes.get(way.source, [])[way.outcome - 1] if way.outcome else ""
        target = "办结" if way.target == END else self.shown(way.target)
        return f"{self.shown(way.source)} {label or '—'} → {target}"

    def shown(self, node: int) -> str:
        return f"{self.numbers[node]} {self.names[node]}".strip()

    def labels(self, source: int, target: int) -> set[str]:
        """The outcomes that lead from one step to another; "" for a way without condition."""
        return {
            self.outcomes[source][way.outcome - 1] if way.outcome else ""
            for way in self.ways
            if way.source == source and way.target == target
        }

    def joins(self, block: int, target: int) -> bool:
        """Whether the members of a 并行 lead to a step."""
        if block not in self.blocks:
            return False
        return any(block < way.source <= self.last[block] and way.target == target for way in self.ways)


class _Entry(NamedTuple):
    """A step or block with its index and the entries of each member or outcome (None where it has none of its own)."""

    node: int
    tree: Mapping[str, Any]
    groups: list[list[_Entry] | None]


def read_definition(text: str) -> Definition:
    """The definition of a text that has no faults."""
    tree = yaml.load(text, Loader=yaml.BaseLoader)
    found = Definition()
    steps = _get(tree, "操作流程")
    if isinstance(steps, list):
        entries = _place(steps, found)
        _connect(entries, END, found)
    return found


def _get(tree: Mapping[str, Any], key: str) -> Any:
    return tree.get(key, tree.get(_ENGLISH[key]))


def _place(steps: Sequence[Any], found: Definition) -> list[_Entry]:
    entries: list[_Entry] = []
    for step in steps:
        tree = step if isinstance(step, dict) else {"步骤": step}
        node = len(found.names)
        first = _count(found)
        found.names.append(_get(tree, "步骤") or "")
        found.numbers.append("")
        members, branches = _get(tree, "并行"), _get(tree, "判断")
        groups: list[list[_Entry] | None] = []
        if members is not None:
            found.blocks.add(node)
            groups = [_place(one if isinstance(one, list) else [one], found) for one in members]
            found.last[node] = len(found.names) - 1
            last = _count(found)
            span = str(first + 1) if first + 1 == last else f"{first + 1}–{last}"
            found.numbers[node] = span if last > first else "–"
        else:
            found.numbers[node] = str(first + 1)
            if isinstance(branches, dict):
                found.outcomes[node] = list(branches)
                groups = [_place(one, found) if isinstance(one, list) and one else None for one in branches.values()]
        entries.append(_Entry(node, tree, groups))
    return entries


def _count(found: Definition) -> int:
    """How many steps there are so far."""
    return len(found.names) - len(found.blocks)


def _connect(entries: Sequence[_Entry], follow: int, found: Definition) -> None:
    for number, entry in enumerate(entries):
        after = entries[number + 1].node if number + 1 < len(entries) else follow
        after = _target(_get(entry.tree, "接着"), after, found)
        if entry.node in found.blocks:
            filled = [group for group in entry.groups if group]
            for group in filled:
                found.ways.add(Way(entry.node, 0, group[0].node))
                _connect(group, after, found)
            if not filled:
                found.ways.add(Way(entry.node, 0, after))
        elif entry.node in found.outcomes:
            values = list(_get(entry.tree, "判断").values())
            for place, (value, group) in enumerate(zip(values, entry.groups, strict=True), start=1):
                if isinstance(value, dict) and _get(value, "性质"):
                    found.stated[entry.node, place] = _get(value, "性质")
                if group:
                    found.ways.add(Way(entry.node, place, group[0].node))
                    _connect(group, after, found)
                else:
                    found.ways.add(Way(entry.node, place, _target(value, after, found)))
        else:
            found.ways.add(Way(entry.node, 0, after))


def _target(value: Any, after: int, found: Definition) -> int:
    """Where a 接着 or an outcome leads; `after` is the step that follows."""
    if isinstance(value, dict):
        value = _get(value, "到")
    if not value or isinstance(value, list) or value in _NEXT:
        return after
    if value in _END:
        return END
    return found.names.index(value.strip())
