"""Guide + graph → line: blocks become cards with panels, every edge an arrow, a place in a panel, a tab or an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yizhangtu.flow.cards import badge_of, caption_of, make_card
from yizhangtu.flow.choices import nested_choices
from yizhangtu.flow.places import Places
from yizhangtu.flow.tone import edge_tones, refusing
from yizhangtu.flow.trips import side_trips
from yizhangtu.flow.ways import DONE, PARALLEL, Ways
from yizhangtu.model.graph import EdgeKind, Graph
from yizhangtu.model.guide import Guide, Parallel, Tone
from yizhangtu.model.line import Card, Entrance, Exit, Line, Panel, Remark, Way
from yizhangtu.model.words import one_line
from yizhangtu.style.styles import Styles

PHASE_MOST = 12  # characters of a phase on a strip or flag; a longer one is a remark on its first card

ANY = 1 << 30  # steps of a block: it stays one, however many it has

Sources = dict[int, list[tuple[int, Entrance]]]  # node → the nodes that lead there by a tab, with what it says


def fold(guide: Guide, graph: Graph, styles: Styles, block_most: int = 12, trips: bool = True) -> Line:
    """The line of a guide. The steps of a block of more than `block_most` stand in the line itself, joined by exits
    and entrances; side trips stand there only without `trips`."""
    return next(folded(guide, graph, styles, ((block_most, trips),)))


def folded(guide: Guide, graph: Graph, styles: Styles, ways: Iterable[tuple[int, bool]]) -> Iterator[Line]:
    """The lines of a guide for each (block_most, trips) that makes a line of other length than the one before. What
    they have in common is found once."""
    graph = nested_choices(graph)
    tones = edge_tones(graph, styles.tones)
    refused = refusing(graph, tones, styles.tones)
    beside = side_trips(graph, tones, refused)
    length = -1  # unlike that of any line: one without steps is made too
    for block_most, trips in ways:
        places = Places(graph, block_most, beside if trips else {}, tones, trips)
        if len(places.order) != length:
            length = len(places.order)
            line = _Folder(guide, graph, styles, places, Ways(graph, places, tones, refused, styles.tones)).line()
            yield line._replace(trips=trips)


class _Folder:
    """One run over one guide."""

    def __init__(self, guide: Guide, graph: Graph, styles: Styles, places: Places, ways: Ways) -> None:
        self.guide = guide
        self.graph = graph
        self.styles = styles
        self.places = places
        self.ways = ways

    def line(self) -> Line:
        order = self.places.order
        told = [self.ways.told(position) for position in range(len(order))]
        sources = self._sources()
        cards: list[Card] = []
        for position, (node, one) in enumerate(zip(order, told, strict=True)):
            reached = not position or told[position - 1].arrow
            card = self._card(node, False, sources)._replace(
                exits=one.exits,
                entrances=() if reached else tuple(entrance for _, entrance in sources.get(node, ())),
                sources=self._leading(node),
                starts=not position,
                end=one.end,
                linked=one.arrow,
                arrow=one.label,
            )
            cards.append(card)
        return Line(*self._phases(cards), tuple(self.ways.shown))

    def _sources(self) -> Sources:
        """What the tabs that lead to each node say, in the order written; a tab of a whole block stands for the last
        steps of its panels."""
        found: Sources = {}
        for index, shown in enumerate(self.ways.shown):
            edge = self.graph.edges[index]
            if shown == "exit":
                exit_ = self.ways.exit(index)
                label = exit_.label or (exit_.added if edge.kind in (EdgeKind.FORK, EdgeKind.JOIN) else "")
                badge = badge_of(self.graph.nodes[edge.source].entry)
                found.setdefault(edge.target, []).append((edge.source, Entrance(badge, label)))
        return found

    def _leading(self, node: int) -> tuple[Entrance, ...]:
        """All steps that lead to a node, the earlier ones first; later ones unless they send the reader back. A block
        whose members are all done is one of them."""
        earlier: list[Entrance] = []
        later: list[Entrance] = []
        for index, edge in enumerate(self.graph.edges):
            if edge.target != node or edge.source == node or edge.every is not None:
                continue
            if edge.source > node and self.ways.exit(index).tone is Tone.BAD:
                continue
            joined = edge.kind is EdgeKind.JOIN
            source = self._block(edge.source, node) if joined else edge.source
            label = DONE if joined else PARALLEL if edge.kind is EdgeKind.FORK else one_line(edge.label or "")
            found = earlier if edge.source < node else later
            found.append(Entrance(badge_of(self.graph.nodes[source].entry), label))
        return tuple(dict.fromkeys((*earlier, *later)))

    def _block(self, node: int, target: int) -> int:
        """The outermost 并行 around a node that `target` is not in."""
        nodes, found = self.graph.nodes, node
        around = nodes[node].parent
        while around is not None and around != nodes[target].parent:
            found = around if isinstance(nodes[around].entry, Parallel) else found
            around = nodes[around].parent
        return found

    def _card(self, node: int, nested: bool, sources: Sources) -> Card:
        card = make_card(node, self.guide, self.graph, self.styles.icons, nested)
        panels = self._panels(node, sources)
        nodes = (node, *(n for panel in panels for row in panel.rows for n in row.nodes))
        caption = caption_of(self.graph.nodes[node].entry, len(panels))
        return card._replace(panels=panels, nodes=nodes, caption=caption)

    def _panels(self, node: int, sources: Sources) -> tuple[Panel, ...]:
        members: dict[int, list[int]] = {}
        for row in self.places.held.get(node, []):
            members.setdefault(self.places.member[row], []).append(row)
        return tuple(self._panel(node, number, rows, sources) for number, rows in sorted(members.items()))

    def _panel(self, node: int, number: int, nodes: list[int], sources: Sources) -> Panel:
        rows = tuple(self._row(row, nodes[at - 1] if at else None, sources) for at, row in enumerate(nodes))
        if not self.places.is_step(node):
            return Panel("", "", rows, onward=self._onward(rows), node=node)
        index = next(i for i in self.ways.edges_from[node] if self.graph.edges[i].outcome == number + 1)
        exit_ = self.ways.exit(index)
        return Panel(exit_.label, exit_.note, rows, number + 1, self._onward(rows), node, exit_.tone)

    def _row(self, node: int, before: int | None, sources: Sources) -> Card:
        """A row of a panel with its tabs, those to the next row last; `before` is the row above it. Where that does not
        lead to it, it names its sources; those of other panels that lead on to it always."""
        edges, places = self.graph.edges, self.places
        above = () if before is None else (before, *places.inside(before))
        reached = before is None or any(
            self.ways.shown[i] == "panel" and edges[i].target == node for n in above for i in self.ways.edges_from[n]
        )
        inside = places.inside(places.holder[node])
        entrances = [
            entrance
            for source, entrance in sources.get(node, ())
            if not reached
            or (source < node and (source not in inside or self._member(node, source) != places.member[node]))
        ]
        exits = sorted(self.ways.exits.get(node, ()), key=lambda exit_: exit_.way is Way.NEXT)
        card = self._card(node, True, sources)
        return card._replace(exits=tuple(exits), entrances=tuple(entrances))

    def _member(self, node: int, other: int) -> int:
        """The panel around `other` in the block that holds `node`."""
        while self.places.holder[other] != self.places.holder[node]:
            other = self.places.holder[other]
        return self.places.member[other]

    def _onward(self, rows: tuple[Card, ...]) -> Exit | None:
        """Where the end of a panel leads without a tab that says so."""
        nodes = {node for row in rows for node in row.nodes}
        for index in (i for node in sorted(nodes) for i in self.ways.edges_from[node]):
            edge = self.graph.edges[index]
            if edge.target in nodes or edge.target == self.places.holder[rows[0].node]:
                continue
            if self.ways.shown[index] != "exit" or not self.ways.has_own_tab(index):
                return self.ways.exit(index)._replace(label="", note="", outcome=0)
        return None

    def _phases(self, cards: list[Card]) -> tuple[tuple[Card, ...], tuple[str, ...]]:
        """The cards with their phases, and the names of these. A phase inside a block, or with a long name, is a remark
        on its first card."""
        names: list[str] = []
        current: int | None = None
        done: list[Card] = []
        for card in cards:
            entry = self.graph.nodes[card.node].entry
            if entry.phase:
                inside = self.graph.nodes[card.node].parent is not None
                long = len(entry.phase) > PHASE_MOST
                if not inside:
                    names.append("" if long else one_line(entry.phase))
                    current = len(names) - 1
                if inside or long:
                    card = card._replace(remarks=(Remark("flag", str(entry.phase), "phase"), *card.remarks))
            done.append(card._replace(phase=current))
        if names and done[0].phase is None:  # steps before the first phase: a band without a name
            done = [c._replace(phase=0 if c.phase is None else c.phase + 1) for c in done]
            names.insert(0, "")
        return tuple(done), tuple(names)
