"""Graph and places → how each edge is told: by an arrow, a tab, the order inside a block, or an end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from yizhangtu.flow.cards import badge_of, numbered
from yizhangtu.flow.places import Places
from yizhangtu.flow.tone import end_tones
from yizhangtu.model.graph import END, Edge, EdgeKind, Graph
from yizhangtu.model.guide import Tone
from yizhangtu.model.line import Exit, Way
from yizhangtu.model.words import one_line
from yizhangtu.style.tones import Tones

RETURN, AGAIN, ROUND = "退回", "再来一次", "再来一轮"
PARALLEL, DONE = "同时办", "都办完"
PLAIN = {Way.ON: "接着办", Way.BACK: "回到", Way.END: "办到这里"}  # exits without words of the author's
PREFERRED = (Tone.GOOD, Tone.NEUTRAL, Tone.BAD)  # which of several outcomes the arrow stands for

Goal = tuple[int, Tone | None]  # a node, or END with its tone


class Told(NamedTuple):
    """How the ways on from one card are told."""

    arrow: bool = False
    label: Exit | None = None  # what the arrow says
    end: Tone | None = None
    exits: tuple[Exit, ...] = ()  # of the card itself


class Ways:
    """Decides for every edge; `shown` and `exits` (by node, those of rows included) are complete after `told` was asked
    for every card."""

    def __init__(
        self, graph: Graph, places: Places, tones: Sequence[Tone], refused: frozenset[int], words: Tones
    ) -> None:
        self.graph = graph
        self.places = places
        self.tones = tones
        self.refused = refused
        self.words = words
        self.ends = end_tones(graph, tuple(tones), refused)
        self.shown = [""] * len(graph.edges)
        self.exits: dict[int, list[Exit]] = {}
        self.silent: dict[int, list[int]] = {}  # card → the edges out of its panels that it tells as one
        self.edges_from: dict[int, list[int]] = {node.index: [] for node in graph.nodes}
        for index, edge in enumerate(graph.edges):
            self.edges_from[edge.source].append(index)
        self._goals: dict[int, Goal | None] = {}
        for node in places.holder:
            self._tell_row(node)
        for node in places.order:
            for index in self.edges_from[node]:
                if self._opens_panel(index):
                    self.shown[index] = "panel"

    def _opens_panel(self, index: int) -> bool:
        """Whether an edge leads into a panel of its source by the panel's own outcome. A second outcome that names a
        step of the panel has words of its own."""
        edge = self.graph.edges[index]
        if self.places.holder.get(edge.target) != edge.source or edge.target in self.places.follows.values():
            return False
        alike = [i for i in self.edges_from[edge.source] if self.graph.edges[i].target == edge.target]
        return index == next((i for i in alike if self.graph.edges[i].inline), alike[0])

    def _goal_of(self, index: int) -> Goal:
        edge = self.graph.edges[index]
        return edge.target, self.ends[index] if edge.target == END else None

    def _forward(self, edge: Edge) -> bool:
        return edge.every is None and (edge.target == END or edge.target > edge.source)

    def goal(self, node: int) -> Goal | None:
        """Where all panels of a node go on to, told once for all of them; None where each must say it itself."""
        if node not in self._goals:
            self._goals[node] = self._common_goal(node)
        return self._goals[node]

    def _common_goal(self, node: int) -> Goal | None:
        places, edges = self.places, self.graph.edges
        inside = places.inside(node)
        leaving = [i for n in sorted(inside) for i in self.edges_from[n] if edges[i].target not in inside]
        if not places.is_step(node):
            joins = [i for i in leaving if edges[i].kind is EdgeKind.JOIN]
            return self._goal_of(joins[0]) if joins else None
        forward = [i for i in leaving if self._forward(edges[i])]
        goals = {self._goal_of(i) for i in forward}
        own = {edges[i].target for i in self.edges_from[node] if edges[i].target not in inside}
        if len(goals) > 1:  # refusals say themselves where they end
            goals = {self._goal_of(i) for i in forward if not self._is_lost(i)}
            own = {*own, END}
        if len(goals) != 1:
            return None
        (goal,) = goals
        ahead = any(target == END or target > node for target in own)
        open_end = goal[0] == END and ahead
        follows = places.follows.get(node) == goal[0]
        return goal if goal[0] not in own and not open_end and (self._ways_out(node) > 1 or follows) else None

    def _is_lost(self, index: int) -> bool:
        """Whether an edge turns the reader away."""
        edge = self.graph.edges[index]
        return self.ends[index] is Tone.BAD and (edge.target == END or edge.target in self.refused)

    def _ways_out(self, node: int, *, ending: bool = True) -> int:
        """How many panels of a node lead on, out of it or into a neighbour; `ending`: those that only end count too."""
        places, found = self.places, 0
        panels: dict[int, set[int]] = {}
        for row in places.held.get(node, []):
            panels.setdefault(places.member[row], set()).update({row}, places.inside(row))
        for rows in panels.values():
            edges = (self.graph.edges[i] for n in rows for i in self.edges_from[n])
            ahead = [edge.target for edge in edges if edge.target not in rows and self._forward(edge)]
            found += any(ending or target != END for target in ahead)
        return found

    def _tell_row(self, node: int) -> None:
        """The edges of a row: into its own panels, to the next row, out of the block, or by a tab."""
        places = self.places
        for index in self.edges_from[node]:
            edge = self.graph.edges[index]
            if self._opens_panel(index):
                self.shown[index] = "panel"
                continue
            path = self._path(index)
            if path == "card":
                self.silent.setdefault(places.order[places.home[node]], []).append(index)
            if not path:
                self._add(node, self.exit(index), index)
            elif edge.label is not None:
                self._add(node, self.exit(index)._replace(way=Way.NEXT, added=""), index)
                self.shown[index] = "panel"
            else:
                self.shown[index] = "panel"

    def _path(self, index: int) -> str:
        """How the order inside the blocks tells an edge of a row: "row" to a next row, "card" out of the card; "" where
        it does not."""
        edge, places = self.graph.edges[index], self.places
        node = edge.source
        while edge.every is None:
            if places.follows.get(node) == edge.target:
                return "row"
            block = places.holder.get(node)
            if block is None:
                return "card"
            if edge.target == block or edge.target in places.inside(block) or self.goal(block) != self._goal_of(index):
                return ""
            node = block
        return ""

    def _add(self, node: int, exit_: Exit, index: int) -> None:
        self.exits.setdefault(node, []).append(exit_)
        self.shown[index] = "exit"

    def told(self, position: int) -> Told:
        """How a card leads on."""
        order = self.places.order
        node = order[position]
        following = order[position + 1] if position + 1 < len(order) else None
        found = self._from_panels(node, following)
        own = [i for i in self.edges_from[node] if self.shown[i] != "panel"]
        ahead = [i for i in own if self.graph.edges[i].target == following and self.graph.edges[i].every is None]
        if ahead and not found.arrow:
            best = min(ahead, key=lambda i: PREFERRED.index(self.tones[i]))
            label = self.exit(best)
            found = found._replace(arrow=True, label=None if self._is_only(best) else label)
            self.shown[best] = "arrow"
        for index in own:
            if self.graph.edges[index].target == END and self._is_only(index):
                self.shown[index] = "end"
                found = found._replace(end=self.ends[index])
            elif not self.shown[index]:
                self._add(node, self.exit(index), index)
        return found._replace(exits=(*self.exits.get(node, ()), *found.exits))

    def has_own_tab(self, index: int) -> bool:
        """Whether a tab of its step tells an edge, not one of the whole block."""
        edge = self.graph.edges[index]
        target = None if edge.target == END else edge.target
        tabs = self.exits.get(edge.source, ())
        return any((tab.target, tab.outcome) == (target, edge.outcome) and tab.way is not Way.NEXT for tab in tabs)

    def _is_only(self, index: int) -> bool:
        """Whether an edge is the only way on, without words."""
        edge = self.graph.edges[index]
        return len(self.edges_from[edge.source]) == 1 and edge.label is None and edge.kind is not EdgeKind.JOIN

    def _from_panels(self, node: int, following: int | None) -> Told:
        """What the card says for all its panels together."""
        silent = self.silent.get(node, [])
        if not silent:
            return Told()
        target, tone = self._goal_of(silent[0])
        if target == END:
            for index in silent:
                self.shown[index] = "end"
            return Told(end=tone)
        words = self._met(node) if self.places.is_step(node) else DONE
        way = Way.ON if target > node else Way.BACK
        exit_ = Exit("", "", way, badge_of(self.graph.nodes[target].entry), target, added=words)
        for index in silent:
            self.shown[index] = "arrow" if target == following else "exit"
        if target != following:
            return Told(exits=(exit_,))
        return Told(True, exit_ if self.places.is_step(node) else None)

    def _met(self, node: int) -> str:
        """The words where panels meet: 三条路都到. A panel that ends the matter is none of them."""
        ways = self._ways_out(node, ending=False)
        return f"{numbered(ways)}条路都到" if ways > 1 else PLAIN[Way.ON]

    def exit(self, index: int) -> Exit:
        """An edge as a tab."""
        edge = self.graph.edges[index]
        label, note = one_line(edge.label or edge.every or ""), one_line(edge.note or "")
        if edge.target == END:
            # That the matter ends is no good news by itself (已经起诉的：办结); only the words of the outcome say so.
            tone = Tone.BAD if self.ends[index] is Tone.BAD else self.tones[index]
            return Exit(label, note, Way.END, "", None, edge.outcome, tone, "" if label else PLAIN[Way.END])
        again = edge.target == edge.source or edge.every is not None
        way = Way.AGAIN if again else Way.BACK if edge.target < edge.source else Way.ON
        badge = badge_of(self.graph.nodes[edge.target].entry)
        added = self._added(edge, way, self.tones[index])
        return Exit(label, note, way, badge, edge.target, edge.outcome, self.tones[index], added)

    def _added(self, edge: Edge, way: Way, tone: Tone) -> str:
        """The words of the program's for an exit, where its author's do not say where it goes."""
        if edge.every is not None:
            return ROUND
        if edge.kind is EdgeKind.FORK:
            return PARALLEL
        if edge.kind is EdgeKind.JOIN:
            return DONE
        label = str(edge.label or "")
        if way is Way.AGAIN:
            return "" if self.words.says_again(label) else AGAIN
        if not label:
            return PLAIN[way]
        return RETURN if way is Way.BACK and tone is Tone.BAD and not self.words.says_return(label) else ""
