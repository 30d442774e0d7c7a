"""Short ways to make a graph in tests and to write down its edges."""

from __future__ import annotations

from yizhangtu.flow.graph import build_graph
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.graph import END, Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide

HEAD = "名称: 图\n操作流程:\n"


def graph_of(steps: str) -> tuple[Guide, Graph, list[str]]:
    """The guide, its graph and the faults as `line:column code`; the steps start in line 3."""
    result = read_guide((HEAD + steps).encode(), "a.yaml", Project())
    assert [fault.code for fault in result.diagnostics] == []
    assert result.guide is not None
    graph, faults = build_graph(result.guide)
    return result.guide, graph, [at(fault) for fault in faults]


def at(fault: Diagnostic) -> str:
    assert fault.span is not None
    return f"{fault.span.line}:{fault.span.column} {fault.code}"


def edges_of(graph: Graph) -> list[str]:
    """Every edge as `甲 -branch:是-> 乙`."""
    names = [node.entry.name or f"#{node.index}" for node in graph.nodes]
    lines: list[str] = []
    for edge in graph.edges:
        how = edge.kind.value + (f":{edge.label}" if edge.label else "") + ("+" if edge.inline else "")
        lines.append(f"{names[edge.source]} -{how}-> {'办结' if edge.target == END else names[edge.target]}")
    return lines
