"""Walks over a graph: reachable nodes, strongly connected components, and a topological order.

All in time linear in nodes and edges, and without recursion, as guides may be long.
"""

from typing import NamedTuple

from yizhangtu.model.graph import END, Edge, Graph


class Adjacency(NamedTuple):
    """Edges by source, and by target (END last)."""

    out: tuple[tuple[Edge, ...], ...]
    into: tuple[tuple[Edge, ...], ...]


def neighbours(graph: Graph) -> Adjacency:
    """The edges at every node."""
    out: list[list[Edge]] = [[] for _ in graph.nodes]
    into: list[list[Edge]] = [[] for _ in (*graph.nodes, END)]
    for edge in graph.edges:
        out[edge.source].append(edge)
        into[edge.target].append(edge)
    return Adjacency(tuple(map(tuple, out)), tuple(map(tuple, into)))


def reached(graph: Graph, start: int = 0) -> frozenset[int]:
    """All nodes that can be reached from `start`."""
    if not graph.nodes:
        return frozenset()
    edges = neighbours(graph)
    found, open_ends = {start}, [start]
    while open_ends:
        for edge in edges.out[open_ends.pop()]:
            if edge.target != END and edge.target not in found:
                found.add(edge.target)
                open_ends.append(edge.target)
    return frozenset(found)


def finishing(graph: Graph) -> frozenset[int]:
    """All nodes from which 办结 can be reached, or the end of a round that begins anew (循环).

    A node without outgoing edges counts as finishing: its reference is unknown, which is already reported.
    """
    edges = neighbours(graph)
    dead = [node for node, out in enumerate(edges.out) if not out or any(edge.every is not None for edge in out)]
    found: set[int] = set(dead)
    open_ends = [END, *dead]
    while open_ends:
        for edge in edges.into[open_ends.pop()]:
            if edge.source not in found:
                found.add(edge.source)
                open_ends.append(edge.source)
    return frozenset(found)


def components(graph: Graph) -> tuple[int, ...]:
    """For every node the number of its strongly connected component; sources have higher numbers (Tarjan 1972)."""
    edges = neighbours(graph)
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    component: dict[int, int] = {}
    stack: list[int] = []
    count = 0
    for root in range(len(graph.nodes)):
        work = [(root, 0)] if root not in order else []
        while work:
            node, position = work.pop()
            if position == 0:
                order[node] = low[node] = len(order)
                stack.append(node)
            out = edges.out[node]
            while position < len(out):
                target = out[position].target
                position += 1
                if target != END and target not in order:
                    work += [(node, position), (target, 0)]
                    break
                if target != END and target not in component:
                    low[node] = min(low[node], order[target])
            else:
                if low[node] == order[node]:
                    while True:
                        member = stack.pop()
                        component[member] = count
                        if member == node:
                            break
                    count += 1
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
    return tuple(component[node] for node in range(len(graph.nodes)))


def forward_edges(graph: Graph) -> tuple[tuple[int, ...], tuple[Edge, ...]]:
    """The nodes in an order in which the returned edges only lead forwards.

    Edges back are left out, so that a loop counts once: inside a cycle, forwards is the order written.
    """
    component = components(graph)
    order = tuple(sorted(range(len(graph.nodes)), key=lambda node: (-component[node], node)))
    kept = tuple(
        edge
        for edge in graph.edges
        if edge.target == END or component[edge.target] != component[edge.source] or edge.target > edge.source
    )
    return order, kept
