"""Edges by the meaning of 判断, 并行 and 接着."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.graphs import edges_of, graph_of
from yizhangtu.model.graph import END


def test_order_written() -> None:
    _, graph, faults = graph_of("  - 步骤: 甲\n  - 步骤: 乙\n")
    assert faults == []
    assert edges_of(graph) == ["甲 -sequence-> 乙", "乙 -sequence-> 办结"]


def test_goto_and_end() -> None:
    _, graph, _ = graph_of("  - 步骤: 甲\n    接着: 丙\n  - 步骤: 乙\n    接着: 办结\n  - 步骤: 丙\n    接着: 乙\n")
    assert edges_of(graph) == ["甲 -goto-> 丙", "乙 -goto-> 办结", "丙 -goto-> 乙"]


def test_branches() -> None:
    _, graph, _ = graph_of(
        "  - 步骤: 甲\n  - 步骤: 乙\n    判断:\n      是: 下一步\n"
        "      否: {到: 甲, 说明: 补正}\n      完: 办结\n  - 步骤: 丙\n"
    )
    assert edges_of(graph)[1:4] == ["乙 -branch:是-> 丙", "乙 -branch:否-> 甲", "乙 -branch:完-> 办结"]
    assert [edge.note for edge in graph.edges] == [None, None, "补正", None, None]


def test_inline_lists_go_on_behind_the_entry_that_branches_at_any_depth() -> None:
    _, graph, faults = graph_of(
        "  - 步骤: 甲\n"
        "    判断:\n      一:\n        - 步骤: 乙\n          判断:\n            深:\n              - 步骤: 丙\n"
        "            浅: 下一步\n"
        "      二:\n        - 步骤: 丁\n        - 步骤: 戊\n          接着: 庚\n      三: 下一步\n"
        "  - 步骤: 己\n  - 步骤: 庚\n"
    )
    assert faults == []
    assert edges_of(graph) == [
        "甲 -branch:一+-> 乙",
        "乙 -branch:深+-> 丙",
        "丙 -sequence-> 己",
        "乙 -branch:浅-> 己",
        "甲 -branch:二+-> 丁",
        "丁 -sequence-> 戊",
        "戊 -goto-> 庚",
        "甲 -branch:三-> 己",
        "己 -sequence-> 庚",
        "庚 -sequence-> 办结",
    ]
    assert [(node.parent, node.member) for node in graph.nodes] == [
        (None, 0), (0, 0), (1, 0), (0, 1), (0, 1), (None, 0), (None, 0),
    ]  # fmt: skip


def test_next_of_a_decision_is_where_its_lists_go_on() -> None:
    _, graph, _ = graph_of(
        "  - 步骤: 甲\n    判断:\n      是: 下一步\n"
        "      否:\n        - 步骤: 乙\n    接着: 丁\n  - 步骤: 丙\n  - 步骤: 丁\n"
    )
    assert edges_of(graph)[:3] == ["甲 -branch:是-> 丁", "甲 -branch:否+-> 乙", "乙 -sequence-> 丁"]


def test_parallel_forks_and_joins() -> None:
    _, graph, _ = graph_of(
        "  - 步骤: 甲\n  - 步骤: 块\n    并行:\n      - 步骤: 乙\n"
        "      - - 步骤: 丙\n        - 步骤: 丁\n  - 步骤: 戊\n    判断: {是: 下一步, 否: 块}\n"
    )
    assert edges_of(graph) == [
        "甲 -sequence-> 块",
        "块 -fork-> 乙",
        "乙 -join-> 戊",
        "块 -fork-> 丙",
        "丙 -sequence-> 丁",
        "丁 -join-> 戊",
        "戊 -branch:是-> 办结",
        "戊 -branch:否-> 块",
    ]
    assert [(node.parent, node.member) for node in graph.nodes] == [
        (None, 0),
        (None, 0),
        (1, 0),
        (1, 1),
        (1, 1),
        (None, 0),
    ]


def test_nested_parallel_and_a_block_with_its_own_next() -> None:
    _, graph, _ = graph_of(
        "  - 并行:\n      - 步骤: 甲\n        判断:\n          是: 下一步\n          否:\n            - 步骤: 乙\n"
        "      - 并行: [{步骤: 丙}, {步骤: 丁}]\n    接着: 己\n  - 步骤: 戊\n  - 步骤: 己\n"
    )
    assert edges_of(graph) == [
        "#0 -fork-> 甲",
        "甲 -branch:是-> 己",
        "甲 -branch:否+-> 乙",
        "乙 -join-> 己",
        "#0 -fork-> #3",
        "#3 -fork-> 丙",
        "丙 -join-> 己",
        "#3 -fork-> 丁",
        "丁 -join-> 己",
        "戊 -sequence-> 己",
        "己 -sequence-> 办结",
    ]


def test_unknown_step_has_its_place_and_the_nearest_name() -> None:
    _, graph, faults = graph_of(
        "  - 步骤: 复核\n    接着: 付款审批\n  - 步骤: 付款审核\n    判断: {是: 复和, 否: 办结}\n"
    )
    assert faults == ["4:9 Y203", "6:13 Y203"]
    assert edges_of(graph) == ["付款审核 -branch:否-> 办结"]


def test_message_of_an_unknown_step() -> None:
    from yizhangtu.flow.graph import build_graph

    guide, _, _ = graph_of("  - 步骤: 复核\n    接着: 付款审批\n  - 步骤: 付款审核\n")
    (fault,) = build_graph(guide)[1]
    assert fault.message == "步骤“复核”引用了不存在的步骤“付款审批”"
    assert "付款审核" in fault.hint


def test_names() -> None:
    _, _, faults = graph_of(
        "  - 步骤: 甲\n    接着: 甲\n  - 步骤: 甲\n  - 步骤: 办结\n"
        "  - 步骤: 甲\n    并行: [{步骤: 乙}, {步骤: 丙, 接着: 丙}]\n"
    )
    assert faults == ["4:9 Y202", "5:9 Y201", "6:9 Y210", "7:9 Y201", "8:31 Y202"]


def test_unknown_name_behind_a_nested_list_is_reported_once() -> None:
    _, graph, faults = graph_of("  - 步骤: 甲\n    判断:\n      是: [{步骤: 乙}]\n      否: 办结\n    接着: 没有\n")
    assert faults == ["7:9 Y203"]
    assert edges_of(graph) == ["甲 -branch:是+-> 乙", "甲 -branch:否-> 办结"]


@pytest.mark.slow
@settings(derandomize=True, deadline=None, database=None)
@given(st.integers(1, 60), st.data())
def test_every_edge_stays_inside_and_every_step_leads_on(count: int, data: st.DataObject) -> None:
    lines = ""
    for number in range(count):
        lines += f"  - 步骤: 步{number}\n"
        way = data.draw(st.sampled_from(["", "next", "branch", "list", "parallel"]))
        other = (
            data.draw(st.integers(0, count - 1).filter(lambda value, number=number: value != number))
            if count > 1
            else None
        )
        if way == "next" and other is not None:
            lines += f"    接着: 步{other}\n"
        elif way == "branch" and other is not None:
            lines += f"    判断: {{是: 下一步, 否: 步{other}}}\n"
        elif way == "list":
            lines += f"    判断: {{是: 下一步, 否: [{{步骤: 里{number}}}]}}\n"
        elif way == "parallel":
            lines += f"    并行: [{{步骤: 左{number}}}, {{步骤: 右{number}}}]\n"
    _, graph, faults = graph_of(lines)
    assert faults == []
    size = len(graph.nodes)
    assert [node.index for node in graph.nodes] == list(range(size))
    assert all(0 <= edge.source < size and (edge.target == END or 0 <= edge.target < size) for edge in graph.edges)
    assert {edge.source for edge in graph.edges} == set(range(size))
    assert all(node.parent is None or node.parent < node.index for node in graph.nodes)
