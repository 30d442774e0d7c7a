"""Graph → where each step stands: on a card of its own, or as a row in a panel of another's card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yizhangtu.model.graph import EdgeKind, Graph
from yizhangtu.model.guide import Step, Tone

ROWS_MOST = 7  # steps in one panel; those of a longer branch are cards of their own


class Places:
    """`trips` are the steps that may stand on the card of the decision that sends the reader there, each with the edge
    of its outcome. A block of more than `block_most` steps stands in the line itself, but for a side trip if these are
    `kept`."""

    def __init__(
        self, graph: Graph, block_most: int, trips: Mapping[int, int], tones: Sequence[Tone], kept: bool = True
    ) -> None:
        self.graph = graph
        self.tones = tones
        self.block_most = block_most
        self.kept = kept
        self.order: list[int] = []  # nodes that are cards, in the order of the page
        self.home: dict[int, int] = {}  # node → position of its card in `order`
        self.held: dict[int, list[int]] = {}  # node → the nodes that are rows of its panels
        self.holder: dict[int, int] = {}  # the other way round
        self.member = {node.index: node.member for node in graph.nodes}  # node → number of its panel
        self.follows: dict[int, int] = {}  # node → the next row of the same panel
        self._inside: dict[int, frozenset[int]] = {}
        self._trips: dict[int, list[int]] = {}
        for node, edge in sorted(trips.items()):
            self._trips.setdefault(graph.edges[edge].source, []).append(node)
        self._outcome = {node: graph.edges[edge].outcome - 1 for node, edge in trips.items()}
        self._taken: set[int] = set()
        self._children: dict[int | None, list[int]] = {}
        for one in graph.nodes:
            self._children.setdefault(one.parent, []).append(one.index)
        self._size = self._sizes()
        self._stand(self._children.get(None, []))

    def _sizes(self) -> dict[int, int]:
        """Number of nodes nested in each node."""
        size = {node.index: 0 for node in self.graph.nodes}
        for node in reversed(self.graph.nodes):
            if node.parent is not None:
                size[node.parent] += size[node.index] + 1
        return size

    def _stand(self, nodes: Sequence[int]) -> None:
        """Make cards of the nodes of a list."""
        for node in nodes:
            if node in self._taken:
                continue
            self.home[node] = len(self.order)
            self.order.append(node)
            own, trips = self._children.get(node, []), self._trips.get(node, [])
            if not self._is_closed(node, own, trips):
                kept = own if self._is_side_trip(node, own) and not trips else []
                self._hold(node, kept, trips if len(trips) == 1 else [])
                self._stand([n for n in own if n not in kept])
                continue
            self._hold(node, own, trips)

    def _is_closed(self, node: int, own: Sequence[int], trips: Sequence[int]) -> bool:
        """Whether a block is small enough to be one card."""
        if not own and not trips:
            return False
        lengths: dict[int, int] = {}
        for child in own:
            lengths[self.member[child]] = lengths.get(self.member[child], 0) + 1 + self._size[child]
        small = self._size[node] + len(trips) <= self.block_most and max(lengths.values(), default=0) <= ROWS_MOST
        return small and not self._leads_inside(node)

    def _is_side_trip(self, node: int, own: Sequence[int]) -> bool:
        """Whether all that is nested in a step is one plain step of one outcome."""
        single = self.kept and len(own) == 1 and self.is_step(node) and not self._size[own[0]]
        return single and not self._leads_inside(node)

    def _leads_inside(self, node: int) -> bool:
        """Whether the guide goes on in the steps of one outcome because every other outcome is bad news."""
        outcomes = [i for i, e in enumerate(self.graph.edges) if e.source == node and e.kind is EdgeKind.BRANCH]
        inner = [i for i in outcomes if self.graph.edges[i].inline]
        if len(inner) != 1 or len(outcomes) < 2 or self.tones[inner[0]] is Tone.BAD:
            return False
        return all(self.tones[i] is Tone.BAD for i in outcomes if i != inner[0])

    def _hold(self, node: int, own: Sequence[int], trips: Sequence[int]) -> None:
        """Make rows of nodes, and of all that is nested in them."""
        for child in trips:
            self._taken.add(child)
            self.member[child] = self._outcome[child]
        rows = sorted((n for n in (*own, *trips) if n in trips or n not in self._taken), key=self._row)
        previous: int | None = None
        for child in rows:
            if child in self._taken and child not in trips:
                continue  # a row before it has taken it
            self.holder[child] = node
            self.home[child] = self.home[node]
            self.held.setdefault(node, []).append(child)
            if previous is not None and self.member[previous] == self.member[child]:
                self.follows[previous] = child
            previous = child
            self._hold(child, self._children.get(child, []), self._trips.get(child, []))

    def _row(self, node: int) -> tuple[int, int]:
        return self.member[node], node

    def inside(self, node: int) -> frozenset[int]:
        """All rows in the panels of a node, at any depth."""
        found = self._inside.get(node)
        if found is None:
            rows = self.held.get(node, [])
            found = self._inside[node] = frozenset(rows).union(*(self.inside(row) for row in rows))
        return found

    def is_step(self, node: int) -> bool:
        """Whether a node is a step, not a 并行."""
        return isinstance(self.graph.nodes[node].entry, Step)
