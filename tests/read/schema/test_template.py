"""Starter definitions pass the check unchanged."""

import re
from pathlib import Path

import pytest

from yizhangtu.build.checked import check_loaded
from yizhangtu.build.load import load
from yizhangtu.check import check
from yizhangtu.commands.new import new_definition
from yizhangtu.flow.graph import build_graph
from yizhangtu.model.errors import UsageError
from yizhangtu.model.notice.notice import Notice
from yizhangtu.model.project import Project
from yizhangtu.read import new_guide, read_guide


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


@pytest.mark.parametrize(
    ("kind", "english", "reported"),
    # The starter of a list names no flows: the only diagnostic says that they are missing.
    [("流程", "process", []), ("清单", "list", ["Y806"]), ("积分", "points", []), ("规范", "conduct", [])],
)
def test_every_kind(kind: str, english: str, reported: list[str]) -> None:
    text = new_guide(kind, "甲")
    assert text == new_guide(english, "甲")
    result = read_guide(text.encode(), "a.yaml", Project())
    assert result.diagnostics == () and result.guide is not None
    assert (result.guide.kind, result.guide.title) == (kind, "甲")
    graph, faults = build_graph(result.guide)
    assert faults == ()
    assert [fault.code for fault in check(result.guide, graph)] == reported


def test_every_key_in_a_comment_may_be_used() -> None:
    """Lines that are commented out can be used."""
    for kind in ("流程", "清单", "积分", "规范", "公示"):
        lines = new_guide(kind, "甲").splitlines()
        used = [re.sub(r"^( *)# (?=( *)(- )?\w+:( |$))", r"\1", line) for line in lines]
        assert used != lines
        result = read_guide("\n".join(used).encode(), "a.yaml", Project())
        assert [fault for fault in result.diagnostics if fault.severity == "error"] == [], kind


@pytest.mark.parametrize(
    ("title", "period"),
    [("财务收支", "2026-10"), ("低保名单", "2026-Q4"), ("积分公示", "2026-10"), ("红黑榜", "2026-10"),
     ("值班表", ""), ("工作小组", ""), ("别的公示", "2026-10"), ("甲'乙{{丙}}/丁", "2026-10")],
)  # fmt: skip
def test_a_notice_with_its_table_passes_check(title: str, period: str, tmp_path: Path) -> None:
    path = new_definition("公示", title, tmp_path / "公示.yaml")
    found = check_loaded(load([path]), period=period)
    assert found.diagnostics == ()
    assert found.guides[0].sound and found.guides[0].guide is not None
    notice = found.guides[0].guide.body
    assert isinstance(notice, Notice) and notice.table is not None and len(notice.table.rows) > 3


def test_other_kinds() -> None:
    with pytest.raises(UsageError, match="别的"):
        new_guide("别的", "甲")
