"""The graph of a guide's steps: every layout shows it, and every check of the flow walks over it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.guide import Entry, Tone

END = -1  # the target of an edge that finishes the guide


class EdgeKind(StrEnum):
    """The origin of an edge."""

    SEQUENCE = "sequence"  # the order written
    GOTO = "goto"  # 接着
    BRANCH = "branch"  # an outcome of a 判断
    FORK = "fork"  # a 并行 block to the first entry of a member
    JOIN = "join"  # the last entry of a member to the entry after the block


class Edge(NamedTuple):
    """From node to node (indices into `Graph.nodes`), `target` END for 办结. `outcome` is the number of the outcome,
    from 1; 0 for an edge without one."""

    source: int
    target: int
    kind: EdgeKind
    label: Text | None = None  # the outcome
    note: Text | None = None
    inline: bool = False  # the outcome has steps of its own
    outcome: int = 0  # which outcome of the 判断 it is, from 1; 0 for an edge without condition
    tone: Tone | None = None  # 性质 as its author wrote it; None: by the words of the outcome
    band: bool = False  # the outcome is a band of amounts
    every: Text | None = None  # 循环: the edge begins a new round, 每月


@dataclass(frozen=True, slots=True)
class Node:
    """A step or a 并行 block; `parent` is the node around it (None at the top), `member` the number of the member or
    branch in it, from 0."""

    index: int
    entry: Entry
    parent: int | None = None
    member: int = 0

    @property
    def span(self) -> Span:
        return self.entry.span


class Graph(NamedTuple):
    """Nodes in the order written (depth first) and edges in the order written."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
