"""Functions that read a definition and give its diagnostics, for tests."""

from __future__ import annotations

from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project, Village
from yizhangtu.read import Read, read_guide

FILE = "flows/a.yaml"


HEAD = "名称: 甲\n办理主体: 村委会\n时间要求: 5个工作日\n监督管理: 村监委\n操作流程:\n"


def read(text: str | bytes, project: Project | None = None, village: Village | None = None) -> Read:
    data = text.encode() if isinstance(text, str) else text
    return read_guide(data, FILE, project or Project(), village)


def guide_of(text: str, project: Project | None = None, village: Village | None = None) -> Guide:
    """The guide of a text that has no faults."""
    result = read(text, project, village)
    assert reported(result) == []
    assert result.guide is not None
    return result.guide


def reported(result: Read) -> list[str]:
    """Every fault as `line:column code`."""
    return [at(fault) for fault in result.diagnostics]


def at(fault: Diagnostic) -> str:
    place = f"{fault.span.line}:{fault.span.column}" if fault.span else "-"
    return f"{place} {fault.code}"
