"""An outline → DOT, for any Graphviz to lay out."""

from __future__ import annotations

import graphviz

from yizhangtu.content.outline import GuideOutline, OutlineStep

END_NODE, START_NOTE = "end", "about"


def dot_text(outline: GuideOutline) -> str:
    """A directed graph from top to bottom: a box a step, a diamond's frame where it has outcomes, a cluster a block, a
    note with all other texts."""
    graph = graphviz.Digraph(
        name="guide", graph_attr={"rankdir": "TB", "label": _escaped(outline.title), "labelloc": "t"}
    )
    graph.attr("node", shape="box", fontname="Noto Sans CJK SC", margin="0.2,0.1")
    graph.attr("edge", fontname="Noto Sans CJK SC")
    _members(graph, outline, None)
    if any(way.target is None for way in outline.ways):
        graph.node(END_NODE, "办结", shape="oval")
    for way in outline.ways:
        target = END_NODE if way.target is None else _name(way.target)
        graph.edge(_name(way.source), target, label=_escaped(way.words) if way.words else None)
    if outline.paragraphs:
        graph.node(START_NOTE, _lines(outline.paragraphs), shape="note")
    return str(graph.source)


def _members(graph: graphviz.Digraph, outline: GuideOutline, parent: int | None) -> None:
    """The steps inside a node, those that have steps inside as clusters."""
    for step in outline.steps:
        if step.parent != parent:
            continue
        if not any(one.parent == step.node for one in outline.steps):
            graph.node(_name(step.node), _lines(step.lines), **_shape(step))
            continue
        with graph.subgraph(name=f"cluster_{step.node}") as cluster:
            cluster.attr(style="dashed")
            cluster.node(_name(step.node), _lines(step.lines), **_shape(step))
            _members(cluster, outline, step.node)


def _shape(step: OutlineStep) -> dict[str, str]:
    return {"shape": "octagon"} if step.check else {"style": "bold"} if step.block else {}


def _name(index: int) -> str:
    return f"n{index}"


def _lines(lines: tuple[str, ...]) -> str:
    """Lines of a label, set flush left."""
    return "".join(f"{_escaped(line)}\\l" for line in lines)


def _escaped(text: str) -> str:
    """A text in a label: backslashes would be syntax. It stays of the type that graphviz marks as no HTML: as a plain
    string, one that begins with < and ends with > would be taken for HTML."""
    escaped: str = graphviz.escape(" ".join(text.split()))
    return escaped
