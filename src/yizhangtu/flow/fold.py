"""Guide + graph → line: blocks become cards with panels, every edge an arrow, a place in a panel, or a tab."""

from __future__ import annotations

from collections.abc import Sequence

from yizhangtu.flow.cards import badge_of, make_card
from yizhangtu.flow.choices import nested_choices
from yizhangtu.model.graph import END, Edge, EdgeKind, Graph
from yizhangtu.model.guide import Guide, Parallel
from yizhangtu.model.line import Card, Entrance, Exit, Line, Panel, Remark, Way
from yizhangtu.model.words import one_line
from yizhangtu.style.icons import IconSet

LABEL_MOST = 4  # characters of an outcome that fits on an arrow; a longer one becomes a tab
PHASE_MOST = 12  # characters of a phase on a strip or flag; a longer one is a remark on its first card
ROWS_MOST = 7  # steps in one panel; those of a longer branch are cards of their own


def fold(guide: Guide, graph: Graph, icons: IconSet, block_most: int = 12) -> Line:
    """The line of a guide. The steps of a block of more than `block_most` stand in the line themselves, joined by exits
    and entrances."""
    return _Folder(guide, nested_choices(graph), icons, block_most).line()


class _Folder:
    """One run over one guide. The tree of blocks decides where each step stands, the edges what is written on it."""

    def __init__(self, guide: Guide, graph: Graph, icons: IconSet, block_most: int) -> None:
        self.guide = guide
        self.graph = graph
        self.icons = icons
        self.block_most = block_most
        self.children: dict[int | None, list[int]] = {}
        for node in graph.nodes:
            self.children.setdefault(node.parent, []).append(node.index)
        self.size = self._sizes()
        self.edges_from: dict[int, list[int]] = {}
        for index, edge in enumerate(graph.edges):
            self.edges_from.setdefault(edge.source, []).append(index)
        self.order: list[int] = []  # nodes that are cards, in the order of the page
        self.closed: set[int] = set()  # cards that hold their block
        self.home: dict[int, int] = {}  # node → position of its card in `order`
        self.follows: dict[int, int] = {}  # node → the next node of the same panel
        self.shown = [""] * len(graph.edges)

    def _sizes(self) -> dict[int, int]:
        """Number of nodes below each node."""
        size = {node.index: 0 for node in self.graph.nodes}
        for node in reversed(self.graph.nodes):
            if node.parent is not None:
                size[node.parent] += size[node.index] + 1
        return size

    def line(self) -> Line:
        self._place(self.children.get(None, []))
        for position, node in enumerate(self.order):
            self._claim(node, position, node in self.closed)
        cards = [self._card(node, False) for node in self.order]
        cards = self._join(cards)
        return Line(*self._phases(cards), tuple(self.shown))

    def _is_closed(self, node: int) -> bool:
        """Whether a block is small enough to be one card."""
        return 0 < self.size[node] <= self.block_most and self._longest_panel(node) <= ROWS_MOST

    def _longest_panel(self, node: int) -> int:
        lengths: dict[int, int] = {}
        for child in self.children.get(node, []):
            member = self.graph.nodes[child].member
            lengths[member] = lengths.get(member, 0) + 1 + self.size[child]
        return max(lengths.values(), default=0)

    def _place(self, nodes: Sequence[int]) -> None:
        stack = list(reversed(nodes))
        while stack:
            node = stack.pop()
            self.order.append(node)
            if self._is_closed(node):
                self.closed.add(node)
            else:
                stack.extend(reversed(self.children.get(node, [])))

    def _claim(self, node: int, position: int, closed: bool) -> None:
        self.home[node] = position
        if not closed:
            return
        previous: dict[int, int] = {}  # the last step of each member so far
        for child in self.children.get(node, []):
            self._claim(child, position, True)
            member = self.graph.nodes[child].member
            if member in previous:
                self.follows[previous[member]] = child
            previous[member] = child

    def _card(self, node: int, nested: bool) -> Card:
        card = make_card(node, self.guide, self.graph, self.icons, nested)
        if node not in self.closed and not nested:
            panels: tuple[Panel, ...] = ()
        else:
            panels = tuple(self._panels(node))
        nodes = (node, *(n for panel in panels for row in panel.rows for n in row.nodes))
        return card._replace(panels=panels, nodes=nodes)

    def _panels(self, node: int) -> list[Panel]:
        entry = self.graph.nodes[node].entry
        rows: dict[int, list[Card]] = {}
        for child in self.children.get(node, []):
            rows.setdefault(self.graph.nodes[child].member, []).append(self._card(child, True))
        if isinstance(entry, Parallel):
            return [Panel("", "", tuple(cards), node=node) for _, cards in sorted(rows.items())]
        return [
            Panel(
                one_line(entry.branches[member].outcome),
                one_line(entry.branches[member].note or ""),
                tuple(cards),
                member + 1,
                node=node,
            )
            for member, cards in sorted(rows.items())
        ]

    def _join(self, cards: list[Card]) -> list[Card]:
        """Decide for every edge how it is shown, and add exits and entrances to the cards."""
        exits: dict[int, list[Exit]] = {}
        linked: dict[int, tuple[str, int]] = {}  # card position → label of its arrow, number of the outcome
        last = len(self.order) - 1
        for position, node in enumerate(self.order):
            inner = cards[position].nodes
            onward = [(i, self.graph.edges[i]) for n in inner for i in self.edges_from.get(n, [])]
            natural = [(i, e) for i, e in onward if self._is_natural(e, position)]
            direct = [(i, e) for i, e in natural if e.label is not None]
            if natural and position < last:
                linked[position] = ("", 0)
                for i, _ in natural:
                    self.shown[i] = "arrow"
            for i, e in natural:
                if position == last and e.label is None:
                    self.shown[i] = "end"
            lone = len(natural) == 1 and len(direct) == 1 and position < last and direct[0][1].source == node
            if lone and not direct[0][1].note and len(str(direct[0][1].label)) <= LABEL_MOST:
                linked[position] = (one_line(direct[0][1].label), direct[0][1].outcome)
                direct = []
            tabs = {i for i, _ in direct}
            for i, e in onward:
                if i in tabs or not (self.shown[i] or self._in_panel(e, i)):
                    exits.setdefault(e.source, []).append(self._exit(e))
                    self.shown[i] = "exit"
        cards = [self._with_exits(card, exits) for card in cards]
        return self._entrances(cards, linked, exits)

    def _is_natural(self, edge: Edge, position: int) -> bool:
        """Whether the arrow to the next card (or 办结 at the last) stands for this edge."""
        if edge.target == END:
            return position == len(self.order) - 1 and edge.kind is not EdgeKind.BRANCH
        if position + 1 >= len(self.order) or self.order[position + 1] != edge.target:
            return False
        inner = edge.source != self.order[position]
        return not (inner and edge.kind in (EdgeKind.BRANCH, EdgeKind.GOTO))

    def _in_panel(self, edge: Edge, index: int) -> bool:
        """Whether the order inside a block shows an edge: into a panel, from row to row, out of a panel."""
        source, target = edge.source, edge.target
        if target == END or self.home[target] != self.home[source]:
            return False
        nested = source in self.closed or source != self.order[self.home[source]]
        into = nested and self.graph.nodes[target].parent == source
        natural = edge.kind in (EdgeKind.SEQUENCE, EdgeKind.JOIN) and edge.label is None
        if (into and (edge.inline or edge.kind is EdgeKind.FORK)) or (natural and self._next_row(source) == target):
            self.shown[index] = "panel"
            return True
        return False

    def _next_row(self, node: int) -> int | None:
        """The row after a row inside its block: its neighbour, or the one after the inner block that it ends."""
        while node not in self.follows:
            parent = self.graph.nodes[node].parent
            if parent is None or self.home[parent] != self.home[node]:
                return None
            node = parent
        return self.follows[node]

    def _exit(self, edge: Edge) -> Exit:
        label = one_line(edge.label or "")
        note = one_line(edge.note or "")
        if edge.target == END:
            return Exit(label, note, Way.END, outcome=edge.outcome)
        badge = badge_of(self.graph.nodes[edge.target].entry)
        if edge.source in self.follows and self.follows[edge.source] == edge.target:
            return Exit(label, note, Way.NEXT, badge, edge.target, edge.outcome)
        back = edge.target <= edge.source
        if edge.kind is EdgeKind.FORK:
            label = "同时办"
        elif edge.kind is EdgeKind.JOIN:
            label = "都办完"
        return Exit(label, note, Way.BACK if back else Way.ON, badge, edge.target, edge.outcome)

    def _with_exits(self, card: Card, exits: dict[int, list[Exit]]) -> Card:
        panels = tuple(
            panel._replace(rows=tuple(self._with_exits(row, exits) for row in panel.rows), onward=self._onward(panel))
            for panel in card.panels
        )
        return card._replace(exits=tuple(exits.get(card.node, ())), panels=panels)

    def _onward(self, panel: Panel) -> Exit | None:
        """Where the end of a panel leads without a tab that says so."""
        nodes = {node for row in panel.rows for node in row.nodes}
        for index in (i for node in sorted(nodes) for i in self.edges_from.get(node, [])):
            edge = self.graph.edges[index]
            if self.shown[index] in ("arrow", "panel", "end") and edge.target not in nodes:
                return self._exit(edge._replace(kind=EdgeKind.SEQUENCE, label=None, note=None, outcome=0))
        return None

    def _entrances(
        self, cards: list[Card], linked: dict[int, tuple[str, int]], exits: dict[int, list[Exit]]
    ) -> list[Card]:
        incoming: dict[int, list[Entrance]] = {}
        for source, tabs in sorted(exits.items()):
            badge = badge_of(self.graph.nodes[source].entry)
            for tab in tabs:
                if tab.target is not None and tab.way is Way.ON:
                    incoming.setdefault(tab.target, []).append(Entrance(badge, tab.label))
        last = len(cards) - 1
        return [
            card._replace(
                entrances=() if not position or position - 1 in linked else tuple(incoming.get(card.node, ())),
                starts=position == 0,
                ends=position == last,
                linked=position in linked,
                arrow_label=linked.get(position, ("", 0))[0],
                arrow_outcome=linked.get(position, ("", 0))[1],
                panels=tuple(self._row_entrances(panel, incoming) for panel in card.panels),
            )
            for position, card in enumerate(cards)
        ]

    def _row_entrances(self, panel: Panel, incoming: dict[int, list[Entrance]]) -> Panel:
        """Add entrances to the rows that the row above does not lead to."""
        rows: list[Card] = []
        for number, row in enumerate(panel.rows):
            reached = number == 0 or any(
                edge.target == row.node and (self.shown[i] == "panel" or edge.source == panel.rows[number - 1].node)
                for before in panel.rows[number - 1].nodes
                for i, edge in ((i, self.graph.edges[i]) for i in self.edges_from.get(before, []))
            )
            entrances = () if reached else tuple(incoming.get(row.node, ()))
            inner = tuple(self._row_entrances(p, incoming) for p in row.panels)
            rows.append(row._replace(entrances=entrances, panels=inner))
        return panel._replace(rows=tuple(rows))

    def _phases(self, cards: list[Card]) -> tuple[tuple[Card, ...], tuple[str, ...]]:
        names: list[str] = []
        current: int | None = None
        done: list[Card] = []
        for card in cards:
            entry = self.graph.nodes[card.node].entry
            if entry.phase:
                long = len(entry.phase) > PHASE_MOST
                names.append("" if long else one_line(entry.phase))
                current = len(names) - 1
                if long:
                    card = card._replace(remarks=(Remark("flag", str(entry.phase), "phase"), *card.remarks))
            done.append(card._replace(phase=current))
        if names and done[0].phase is None:  # steps before the first phase: a band without a name
            done = [c._replace(phase=0 if c.phase is None else c.phase + 1) for c in done]
            names.insert(0, "")
        return tuple(done), tuple(names)
