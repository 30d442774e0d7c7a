"""Graph → the steps that are drawn on the card of the step that sends the reader there."""

from __future__ import annotations

from yizhangtu.model.graph import END, Edge, EdgeKind, Graph
from yizhangtu.model.guide import Step, Tone


def side_trips(graph: Graph, tones: tuple[Tone, ...], refused: frozenset[int]) -> dict[int, int]:
    """Node → the edge of the outcome that alone leads to it: a plain step with at most one way on, wherever in the same
    list it is written. The outcome by which the guide goes on is none of them."""
    into: dict[int, int] = {}
    out: dict[int, list[Edge]] = {}
    for edge in graph.edges:
        into[edge.target] = into.get(edge.target, 0) + 1
        out.setdefault(edge.source, []).append(edge)
    decisions: dict[int, list[int]] = {}
    for index, edge in enumerate(graph.edges):
        if edge.kind is EdgeKind.BRANCH:
            decisions.setdefault(edge.source, []).append(index)
    found: dict[int, int] = {}
    for outcomes in decisions.values():
        if len(outcomes) > 1:
            single = [i for i in outcomes if into[graph.edges[i].target] == 1 and _is_trip(graph, graph.edges[i], out)]
            main = _main(graph, outcomes, single, out, tones, refused)
            found.update({graph.edges[i].target: i for i in single if i != main})
    return found


def _is_trip(graph: Graph, edge: Edge, out: dict[int, list[Edge]]) -> bool:
    """Whether an outcome leads forward to a plain step of the same list, which leads to one place at most."""
    if edge.target == END or edge.target <= edge.source or edge.inline:
        return False
    source, target = graph.nodes[edge.source], graph.nodes[edge.target]
    plain = isinstance(target.entry, Step) and not target.entry.branches and not target.entry.phase
    beside = (source.parent, source.member) == (target.parent, target.member)
    return plain and beside and len(out.get(edge.target, ())) <= 1


def _main(
    graph: Graph,
    outcomes: list[int],
    single: list[int],
    out: dict[int, list[Edge]],
    tones: tuple[Tone, ...],
    refused: frozenset[int],
) -> int | None:
    """Of the outcomes with a single step the one by which the guide goes on; None where another outcome does, or where
    all these steps lead to the same place."""
    others = [i for i in outcomes if i not in single]
    good = {i for i in outcomes if tones[i] is not Tone.BAD and graph.edges[i].target not in refused}
    hopeful = [i for i in single if i in good]
    if any(i in good and _goes_on(graph.edges[i], bool(hopeful)) for i in others):
        return None
    goals = {_goal(out, graph.edges[i].target) for i in single}
    alike = len(single) > 1 and len(goals) == 1 and not any(graph.edges[i].inline for i in others)
    if alike and (END not in goals or len(hopeful) != 1):
        return None
    if hopeful:
        beside = [i for i in hopeful if graph.edges[i].target == graph.edges[i].source + 1]
        return (beside or hopeful)[0]
    lost = all(tones[i] is Tone.BAD for i in outcomes)
    return single[0] if lost and single else None


def _goes_on(edge: Edge, hopeful: bool) -> bool:
    """Whether an outcome without steps of its own leads forward. The end does so only where no other outcome with a
    step is `hopeful`."""
    return not edge.inline and (not hopeful if edge.target == END else edge.target > edge.source)


def _goal(out: dict[int, list[Edge]], node: int) -> int | None:
    """Where a plain step leads."""
    return next((edge.target for edge in out.get(node, ())), None)
