"""Functions that check a guide, for tests."""

from __future__ import annotations

from yizhangtu.check import check
from yizhangtu.flow.graph import build_graph
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide

HEAD = "名称: 图\n办理主体: 村委会\n监督管理: 村监委\n"  # what follows starts in line 4


def made(text: str, head: str = HEAD) -> tuple[Guide, Graph]:
    result = read_guide((head + text).encode(), "a.yaml", Project())
    assert [fault.code for fault in result.diagnostics if fault.severity == "error"] == []
    assert result.guide is not None
    return result.guide, build_graph(result.guide)[0]


def faults_of(text: str, head: str = HEAD) -> list[Diagnostic]:
    return list(check(*made(text, head)))


def reported(text: str, codes: str = "Y", head: str = HEAD) -> list[str]:
    """The faults whose code starts with `codes`, as `line:column code`."""
    found = [fault for fault in faults_of(text, head) if fault.code.startswith(codes)]
    return [f"{fault.span.line}:{fault.span.column} {fault.code}" for fault in found if fault.span]
