"""Random lists, points and standards: without errors, and everything written is among the texts to be printed."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.definitions import conducts, listings, point_tables
from yizhangtu.check import check, explain
from yizhangtu.flow.graph import build_graph
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide

HIDDEN = {"类型", "所属清单", "栏目", "关键词", "流程", "范围"}  # keys whose values are not printed as such
SIGNS = str.maketrans("", "", "+-−–—（）()□■ ≤")


def stated(value: Any) -> list[str]:
    """The values of a definition."""
    if isinstance(value, dict):
        return [text for key, inner in value.items() if key not in HIDDEN for text in stated(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in stated(inner)]
    return [str(value)]


@settings(derandomize=True, deadline=None, database=None, max_examples=50)
@given(st.one_of(listings(12), point_tables(5), conducts(5)))
def test_no_errors_and_nothing_lost(text: str) -> None:
    result = read_guide(text.encode(), "a.yaml", Project())
    assert result.guide is not None
    graph, _ = build_graph(result.guide)
    faults = [*result.diagnostics, *check(result.guide, graph)]
    assert [fault for fault in faults if fault.severity == "error"] == []
    assert explain(result.guide, graph)
    printed = "".join(result.guide.texts).translate(SIGNS)
    for value in stated(yaml.load(text, yaml.BaseLoader)):
        for part in value.replace("□", " ").replace("■", " ").split():
            assert part.translate(SIGNS) in printed
