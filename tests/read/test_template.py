"""The starter definition passes the check as it is."""

import pytest

from yizhangtu.check import check
from yizhangtu.graph import build_graph
from yizhangtu.model.project import Project
from yizhangtu.read import CannotCreate, new_guide, read_guide


@pytest.mark.parametrize(
    "title", ["宅基地审批", "甲: 乙 #丙", "'引号\"", "{{村名}}", "- 甲", "*", "123", "是", "a\nb", "", "\\"]
)
def test_passes_the_check(title: str) -> None:
    result = read_guide(new_guide("流程", title).encode(), "a.yaml", Project())
    assert result.diagnostics == ()
    assert result.guide is not None
    assert result.guide.title == (" ".join(title.split("\n")).strip() or "未命名")
    graph, faults = build_graph(result.guide)
    assert faults == ()
    assert check(result.guide, graph) == ()


@pytest.mark.parametrize("kind", ["清单", "积分", "规范", "别的"])
def test_other_kinds(kind: str) -> None:
    with pytest.raises(CannotCreate, match=kind):
        new_guide(kind, "甲")
