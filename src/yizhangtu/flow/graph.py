"""A guide → nodes in the order written and edges by the meaning of 判断, 并行 and 接着 (format.md section 2)."""

from typing import NamedTuple

from yizhangtu.flow.step_names import Names
from yizhangtu.model.diagnostics import Diagnostic, Text, limited
from yizhangtu.model.graph import END, Edge, EdgeKind, Graph, Node
from yizhangtu.model.guide import Branch, End, Entry, Go, GoTo, Guide, Inline, Parallel


class _Placed(NamedTuple):
    """An entry with its index and what is nested in it: the members, or the list of each branch (empty for others)."""

    node: Node
    groups: "tuple[tuple[_Placed, ...], ...]"


class _Follow(NamedTuple):
    """The node after an entry; `joins` where it waits for the other members of a 并行."""

    target: int
    joins: bool = False


def build_graph(guide: Guide) -> tuple[Graph, tuple[Diagnostic, ...]]:
    """The graph of a guide's steps. A reference to an unknown step gives a diagnostic and no edge."""
    nodes: list[Node] = []
    placed = _place(guide.steps, None, 0, nodes)
    wires = _Wires(Names(tuple(nodes)))
    wires.connect(placed, _Follow(END))
    return Graph(tuple(nodes), tuple(wires.edges)), limited(wires.names.faults)


def _place(entries: tuple[Entry, ...], parent: int | None, member: int, nodes: list[Node]) -> "tuple[_Placed, ...]":
    """Number the entries depth first."""
    found: list[_Placed] = []
    for entry in entries:
        node = Node(len(nodes), entry, parent, member)
        nodes.append(node)
        if isinstance(entry, Parallel):
            inner = entry.members
        else:
            inner = tuple(
                branch.target.entries if isinstance(branch.target, Inline) else () for branch in entry.branches
            )
        groups = tuple(_place(group, node.index, number, nodes) for number, group in enumerate(inner))
        found.append(_Placed(node, groups))
    return tuple(found)


class _Wires:
    """Builds the edges, in the order written."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.edges: list[Edge] = []

    def connect(self, entries: "tuple[_Placed, ...]", follow: _Follow) -> None:
        """The edges of a list of entries that `follow` comes after."""
        for number, placed in enumerate(entries):
            last = number + 1 == len(entries)
            self.entry(placed, follow if last else _Follow(entries[number + 1].node.index))

    def entry(self, placed: "_Placed", follow: _Follow) -> None:
        """The edges that leave one entry, and all those of what is nested in it."""
        node = placed.node
        entry = node.entry
        kind = EdgeKind.JOIN if follow.joins else EdgeKind.SEQUENCE
        behind: _Follow | None = follow
        if entry.next is not None:
            kind = EdgeKind.GOTO
            target = self.target(entry.next, node, entry.every is not None)
            behind = None if target is None else _Follow(target)
        if isinstance(entry, Parallel):
            self.parallel(placed, behind)
        elif entry.branches:
            for number, (branch, group) in enumerate(zip(entry.branches, placed.groups, strict=True), start=1):
                self.branch(node, number, branch, group, behind)
        elif behind is not None:
            self.edges.append(Edge(node.index, behind.target, kind, every=entry.every))

    def parallel(self, placed: "_Placed", behind: _Follow | None) -> None:
        """Fork to every member; the end of each joins what follows the block."""
        source = placed.node.index
        if not any(placed.groups):
            if behind is not None:
                self.edges.append(Edge(source, behind.target, EdgeKind.SEQUENCE))
            return
        for group in placed.groups:
            if group:
                self.edges.append(Edge(source, group[0].node.index, EdgeKind.FORK))
                self.nested(group, None if behind is None else _Follow(behind.target, joins=True))

    def branch(
        self, node: Node, number: int, branch: Branch, group: "tuple[_Placed, ...]", behind: _Follow | None
    ) -> None:
        """One outcome, the `number`-th from 1."""
        target: int | None
        if group:
            target = group[0].node.index
        elif branch.target is Go.NEXT or isinstance(branch.target, Inline):
            target = None if behind is None else behind.target
        else:
            target = self.target(branch.target, node, len(_goals(node)) > 1)
        if target is not None:
            self.edges.append(
                Edge(
                    node.index,
                    target,
                    EdgeKind.BRANCH,
                    branch.outcome,
                    branch.note,
                    inline=bool(group),
                    outcome=number,
                    tone=branch.tone,
                    band=branch.band is not None,
                )
            )
        if group:
            self.nested(group, behind)

    def nested(self, group: "tuple[_Placed, ...]", behind: _Follow | None) -> None:
        """The edges of a list inside an entry. Where nothing is known to follow, its last entries have no edge."""
        if behind is not None:
            self.connect(group, behind)
            return
        first = len(self.edges)
        self.connect(group, _Follow(_NOWHERE))
        self.edges[first:] = [edge for edge in self.edges[first:] if edge.target != _NOWHERE]

    def target(self, wanted: End | GoTo, node: Node, again: bool) -> int | None:
        """The node that a 接着 or an outcome leads to; `again` where it may be the same one."""
        if wanted is Go.END:
            return END
        name: Text = wanted.name
        return self.names.find(name, node, again)


def _goals(node: Node) -> set[str]:
    """The different places that the outcomes of a step lead to."""
    return {
        str(target.name).strip() if isinstance(target, GoTo) else f"#{number}"
        for number, target in enumerate(branch.target for branch in getattr(node.entry, "branches", ()))
    }


_NOWHERE = -2
