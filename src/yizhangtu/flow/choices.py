"""Outcomes written by name, each with a chain of own steps that meet again → the same block as outcomes with steps of
their own. The graph says the same before and after; only the nesting differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yizhangtu.model.graph import END, Edge, EdgeKind, Graph
from yizhangtu.model.guide import Step

OUTCOMES_MOST = 6  # of a choice
CHAIN_MOST = 7  # steps of one outcome


def nested_choices(graph: Graph) -> Graph:
    """The graph with the steps of such outcomes inside the step that chooses."""
    candidates = [node.index for node in graph.nodes if _chooses(graph, node.index)]
    if not candidates:
        return graph
    dominators = _dominators(graph)
    nodes, edges = list(graph.nodes), list(graph.edges)
    for source in candidates:
        chains = _chains(graph, source, dominators)
        taken = {node for chain in chains.values() for node in chain}
        if not taken or any(nodes[node] is not graph.nodes[node] for node in taken):
            continue  # a step belongs to one choice only
        for number, chain in chains.items():
            for node in chain:
                nodes[node] = replace(nodes[node], parent=source, member=number - 1)
        for index, edge in enumerate(edges):
            if edge.source == source and edge.outcome in chains:
                edges[index] = edge._replace(inline=True)
    return Graph(tuple(nodes), tuple(edges))


def _outcomes(graph: Graph, source: int) -> list[Edge]:
    return [edge for edge in graph.edges if edge.source == source and edge.kind is EdgeKind.BRANCH]


def _chooses(graph: Graph, source: int) -> bool:
    """Whether a step has two to six outcomes, at least two of them leading forward by name."""
    entry = graph.nodes[source].entry
    if not isinstance(entry, Step) or not 2 <= len(entry.branches) <= OUTCOMES_MOST:
        return False
    found = _outcomes(graph, source)
    forward = {edge.target for edge in found if edge.target > source}
    return len(forward) >= 2 and not any(edge.inline for edge in found)


def _dominators(graph: Graph) -> list[int]:
    """For each node the set of nodes, as bits, that every way from the first step to it passes, itself included."""
    count = len(graph.nodes)
    before: list[list[int]] = [[] for _ in range(count)]
    for edge in graph.edges:
        if edge.target != END:
            before[edge.target].append(edge.source)
    every = (1 << count) - 1
    found = [1, *[every] * (count - 1)]
    changed = True
    while changed:
        changed = False
        for node in range(1, count):
            common = every if before[node] else 0
            for source in before[node]:
                common &= found[source]
            common |= 1 << node
            if common != found[node]:
                found[node], changed = common, True
    return found


def _chains(graph: Graph, source: int, dominators: Sequence[int]) -> dict[int, list[int]]:
    """Number of the outcome → its steps, for outcomes with steps of their own; empty where they are no block."""
    level = graph.nodes[source]
    beside = [n.index for n in graph.nodes if (n.parent, n.member) == (level.parent, level.member)]
    starts = {
        edge.target: edge.outcome
        for edge in _outcomes(graph, source)
        if edge.target > source and edge.target in beside and dominators[edge.target] >> source & 1
    }
    chains: dict[int, list[int]] = {}
    owner: dict[int, int] = {}
    for node in beside:
        start = next((one for one in starts if dominators[node] >> one & 1), None)
        if node > source and start is not None:
            chains.setdefault(starts[start], []).append(node)
            owner[node] = starts[start]
    if len(chains) < 2:
        return {}
    for node in beside:  # a step that two outcomes come to belongs to the one it is written in
        if source < node < max(owner) and node not in owner:
            joined = _joined(graph, node, owner)
            if joined is None:
                return {}
            owner[node] = joined
            chains[joined].append(node)
    apart = all(
        _owner(graph, edge.source, owner) in (None, starts[edge.target])
        for edge in graph.edges
        if edge.target in starts
    )
    return chains if apart and _is_block(graph, chains, owner, source) else {}


def _joined(graph: Graph, node: int, owner: dict[int, int]) -> int | None:
    """The outcome of the step written before a step, which may be nested, where only steps of the block lead to the
    step, that one among them; else None."""
    sources = [edge.source for edge in graph.edges if edge.target == node]
    inside = node - 1 in sources and all(_owner(graph, one, owner) is not None for one in sources)
    return _owner(graph, node - 1, owner) if inside else None


def _owner(graph: Graph, node: int, owner: dict[int, int]) -> int | None:
    """The outcome that a step belongs to, with what is nested in the steps of the chains."""
    at: int | None = node
    while at is not None and at not in owner:
        at = graph.nodes[at].parent
    return None if at is None else owner[at]


def _is_block(graph: Graph, chains: dict[int, list[int]], owner: dict[int, int], source: int) -> bool:
    """Whether the chains are short, begin no phase, and all that go on meet at one later step."""
    for chain in chains.values():
        if len(chain) > CHAIN_MOST or any(graph.nodes[node].entry.phase for node in chain):
            return False
    goals: dict[int, set[int]] = {number: set() for number in chains}
    for edge in graph.edges:
        own = _owner(graph, edge.source, owner)
        if own is not None and edge.target > source and _owner(graph, edge.target, owner) is None:
            goals[own].add(edge.target)
    tails = {
        own
        for edge in graph.edges
        if (own := _owner(graph, edge.source, owner)) is not None
        and edge.target != END
        and _owner(graph, edge.target, owner) not in (own, None)
    }
    common = set.intersection(*(goals[number] for number in chains if number not in tails)) if goals else set()
    return any(goal > max(owner) for goal in common)
