"""A guide and its graph from the text of a definition; the definitions of the repository."""

from __future__ import annotations

from pathlib import Path

from yizhangtu.flow.graph import build_graph
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide

ROOT = Path(__file__).resolve().parents[2]
FLOWS = ROOT / "flows"
CASES = (ROOT / "tests" / "data" / "cases.yaml").read_text("utf-8")  # a guide of several services
PROVISIONS = (ROOT / "tests" / "data" / "provisions.yaml").read_text("utf-8")  # a guide with all provisions
LETTERS = "".join(chr(c) for c in range(0x20, 0x7F)) + (
    "甲乙丙丁戊己庚辛壬癸办理申请审核公示扫码打开网上方式窗口村民委员会镇人民政府工作日，。、；：？！）》」”（《「“—…％①③㊿"
)

GuideGraph = tuple[Guide, Graph]


def guide_and_graph(text: str, project: Project | None = None, file: str = "例.yaml") -> GuideGraph:
    """A guide and its graph from a definition that must be without errors."""
    found = read_guide(text.encode(), file, project or Project())
    errors = [d for d in found.diagnostics if d.severity == "error"]
    assert found.guide is not None and not errors, errors
    graph, faults = build_graph(found.guide)
    assert not [d for d in faults if d.severity == "error"], faults
    return found.guide, graph
