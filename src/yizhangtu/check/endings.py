"""A graph → a diagnostic where the way written ends with a step that turns the reader away."""

from __future__ import annotations

from yizhangtu.check.wording import called, place_of
from yizhangtu.flow.tone import edge_tones, refusing
from yizhangtu.model.diagnostics import Diagnostic, make
from yizhangtu.model.graph import END, EdgeKind, Graph
from yizhangtu.model.guide import Go, Step, Tone
from yizhangtu.style.tones import Tones


def check_endings(graph: Graph, words: Tones) -> list[Diagnostic]:
    """Y213: in the order written, and at each decision by 下一步 or else the best outcome, one comes to a refusal."""
    tones = edge_tones(graph, words)
    last = _last_edge(graph, tones)
    if last is None or graph.edges[last].source not in refusing(graph, tones, words) or tones[last] is Tone.GOOD:
        return []
    entry = graph.nodes[graph.edges[last].source].entry
    message = f"按书写的顺序走下来，最后是不予办理：{called(entry)}"
    hint = (
        "把办成的一步写在它前面并写“接着: 办结”，让没通过的结果按名字指到它；办成的结果写“下一步”。"
        "它不是坏结果的，给通到它的结果写“性质: 平常”。"
    )
    return [make("Y213", place_of(entry), message, hint)]


def _last_edge(graph: Graph, tones: tuple[Tone, ...]) -> int | None:
    """The edge by which the main way ends; None where it goes round."""
    out: dict[int, list[int]] = {}
    for index, edge in enumerate(graph.edges):
        out.setdefault(edge.source, []).append(index)
    node, seen = 0, set[int]()
    while node not in seen and out.get(node):
        seen.add(node)
        chosen = min(out[node], key=lambda index: _rank(graph, index, tones))
        if graph.edges[chosen].target == END:
            return chosen
        node = graph.edges[chosen].target
    return None


def _rank(graph: Graph, index: int, tones: tuple[Tone, ...]) -> int:
    """The order in which the ways on from a step are tried."""
    edge = graph.edges[index]
    entry = graph.nodes[edge.source].entry
    if edge.kind is not EdgeKind.BRANCH or not isinstance(entry, Step):
        return 0
    if entry.branches[edge.outcome - 1].target is Go.NEXT:
        return 0
    forward = edge.target == END or edge.target > edge.source
    return 3 if not forward else 2 if tones[index] is Tone.BAD else 1
