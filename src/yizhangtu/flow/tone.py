"""Graph → the tone of each edge, and the steps that turn the reader away."""

from typing import NamedTuple

from yizhangtu.model.graph import END, Edge, EdgeKind, Graph
from yizhangtu.model.guide import Tone
from yizhangtu.style.tones import Tones


def edge_tones(graph: Graph, words: Tones) -> tuple[Tone, ...]:
    """The tone of each edge, as its author says it or by the words of its outcome; an amount is no news."""
    return tuple(_tone(edge, words) for edge in graph.edges)


def _tone(edge: Edge, words: Tones) -> Tone:
    if edge.tone is not None:
        return edge.tone
    if edge.label is None or edge.band:
        return Tone.NEUTRAL
    return words.of(edge.label)


def refusing(graph: Graph, tones: tuple[Tone, ...], words: Tones) -> frozenset[int]:
    """The nodes at which nothing is left for the reader: those that say so in their names, and those that are reached
    only by bad outcomes or from such nodes. A guide without a decision refuses nothing."""
    into: dict[int, list[int]] = {}
    for index, edge in enumerate(graph.edges):
        if edge.target != END and edge.target > edge.source:
            into.setdefault(edge.target, []).append(index)
    if not any(edge.kind is EdgeKind.BRANCH for edge in graph.edges):
        return frozenset()
    found: set[int] = set()
    for node in graph.nodes:  # in the order written: what leads to a node stands before it, but for returns
        edges = into.get(node.index, [])
        named = bool(edges) and words.refuses(str(node.entry.name or ""))
        from_lost = (i for i in edges if tones[i] is not Tone.BAD)
        lost = all(graph.edges[i].source in found and tones[i] is not Tone.GOOD for i in from_lost)
        if named or (edges and lost):
            found.add(node.index)
    return frozenset(found)


class EdgeNews(NamedTuple):
    """For each edge whether it is good or bad news, and how the flow ends by it if it leads to the end: BAD where the
    reader is turned away, else GOOD."""

    tones: tuple[Tone, ...]
    ends: tuple[Tone, ...]


def edge_news(graph: Graph, words: Tones) -> EdgeNews:
    """What all edges mean for the reader."""
    tones = edge_tones(graph, words)
    return EdgeNews(tones, end_tones(graph, tones, refusing(graph, tones, words)))


def end_tones(graph: Graph, tones: tuple[Tone, ...], refused: frozenset[int]) -> tuple[Tone, ...]:
    """How the flow ends by each edge."""
    return tuple(
        Tone.BAD if tone is Tone.BAD or (edge.source in refused and tone is not Tone.GOOD) else Tone.GOOD
        for edge, tone in zip(graph.edges, tones, strict=True)
    )
