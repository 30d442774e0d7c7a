"""The same edits on what YAML can be written like: line ends, anchors, brackets, quotes, comments in odd places."""

from __future__ import annotations

from typing import Any

import pytest

from yizhangtu.edit.document import SourceDocument, document_of
from yizhangtu.edit.edits import Edited, apply
from yizhangtu.edit.requests import edits_of

STEPS = "操作流程"


def edited(text: str, *requests: dict[str, Any]) -> Edited:
    edits, faults = edits_of(list(requests))
    assert not faults
    return apply(SourceDocument(text), edits)


def after(text: str, op: str, path: list[str | int], value: Any = None, **more: Any) -> str:
    """The text after an edit that must be made."""
    found = edited(text, {"op": op, "path": path, "value": value, **more})
    assert not found.diagnostics, found.diagnostics
    return found.document.text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_new_lines_end_as_the_others_do(end: str) -> None:
    text = end.join(["名称: 甲", "操作流程:", "- 步骤: 一", "  内容: |", "    x", "- 步骤: 二", ""])
    new = after(text, "insert", [STEPS, 1], {"步骤": "新", "内容": "两\n行"})
    added = end.join(["- 步骤: 新", "  内容: |", "    两", "    行", ""])
    assert new == text.replace("- 步骤: 二", added + "- 步骤: 二")
    assert after(text, "move", [STEPS, 1], to=[STEPS, 0]).count(end) == text.count(end)


def test_a_file_without_a_last_line_end_keeps_being_one() -> None:
    text = "名称: 甲\n操作流程:\n  - 步骤: 一\n  - 步骤: 二"
    assert after(text, "insert", [STEPS, 2], {"步骤": "三"}) == text + "\n  - 步骤: 三"
    assert after(text, "set", ["备注"], "乙") == text + "\n备注: 乙"
    assert after(text, "delete", [STEPS, 1]) == "名称: 甲\n操作流程:\n  - 步骤: 一\n"
    assert after(text, "set", [STEPS, 1, "步骤"], "三") == text[:-1] + "三"


def test_a_byte_order_mark_stays() -> None:
    opened = document_of("\ufeff名称: 甲\n".encode(), "例.yaml").document
    assert opened is not None
    new = apply(opened, edits_of([{"op": "set", "path": ["名称"], "value": "乙"}])[0]).document
    assert new.data == "\ufeff名称: 乙\n".encode()


def test_a_file_in_brackets_stays_in_brackets() -> None:
    text = "{名称: 甲, 办理主体: [乙, 丙], 操作流程: [{步骤: 一}, {步骤: 二, 时限: 当场}]}\n"
    assert after(text, "set", ["编号"], "A,1") == text.replace("甲,", "甲, 编号: 'A,1',")
    assert after(text, "move", [STEPS, 0], to=[STEPS, 2]) == text.replace(
        "[{步骤: 一}, {步骤: 二, 时限: 当场}]", "[{步骤: 二, 时限: 当场}, {步骤: 一}]"
    )
    assert after(text, "delete", ["办理主体", 0]) == text.replace("[乙, 丙]", "[丙]")
    assert after(text, "delete", ["办理主体"]) == text.replace("办理主体: [乙, 丙], ", "")
    assert after(text, "set", [STEPS, 1, "时限"], None) == text.replace(", 时限: 当场", "")


def test_an_anchor_that_others_need_is_not_changed_behind_their_back() -> None:
    text = "名称: 甲\n办理主体: &谁 村委会\n操作流程:\n  - 步骤: 一\n    办理: *a\n".replace("&谁", "&a")
    assert after(text, "set", [STEPS, 0, "办理"], "乡镇") == text.replace("*a", "乡镇"), "an alias may be written out"
    for request in ({"op": "set", "path": ["办理主体"], "value": "乙"}, {"op": "delete", "path": ["办理主体"]}):
        found = edited(text, request)
        assert found.document.text == text
        assert [one.code for one in found.diagnostics] == ["Y135"]


def test_what_an_alias_repeats_is_changed_only_where_it_is_written() -> None:
    text = "名称: 甲\n操作流程:\n  - &a\n    步骤: 一\n  - 步骤: 二\n    并行: [*a]\n"
    found = edited(text, {"op": "set", "path": [STEPS, 1, "并行", 0, "时限"], "value": "当场"})
    assert found.document.text == text and found.diagnostics


@pytest.mark.parametrize(
    ("old", "path", "value", "new"),
    [
        ('a: "甲" # 注', ["a"], "乙", 'a: "乙" # 注'),
        ("a: '甲: 乙'", ["a"], "丙", "a: 丙"),
        ("a: 甲\n  续\n# 注", ["a"], "乙", "a: 乙\n# 注"),
        ("a: >-\n  甲\n  乙\n\nb: 1", ["a"], "丙", "a: 丙\n\nb: 1"),
        ("a:   # 注\n  - x", ["a"], "乙", "a: 乙   # 注"),
        ("a:   # 注\n  - x", ["a"], ["乙"], "a:   # 注\n  - 乙"),
        ("a: 甲   # 注", ["a"], "一\n二", "a: |   # 注\n  一\n  二"),
        ("a:\nb: 1", ["a"], "乙", "a: 乙\nb: 1"),
        ("a: ~\nb: 1", ["a"], "乙", "a: 乙\nb: 1"),
        ("---\na: 甲\n...", ["a"], "乙", "---\na: 乙\n..."),
        ("'a': 甲", ["a"], "#乙", "'a': '#乙'"),
        ("a: {{村名}}\nb: 1", ["a"], "{{编码}}", "a: '{{编码}}'\nb: 1"),
    ],
)
def test_a_value_is_replaced_with_its_comment_and_quotes_kept(
    old: str, path: list[str | int], value: Any, new: str
) -> None:
    text, wanted = (one.replace("a:", "备注:").replace("'a'", "'备注'").replace("b:", "转引:") for one in (old, new))
    assert after(text + "\n", "set", ["备注", *path[1:]], value) == wanted + "\n"


def test_the_first_key_of_an_item_gives_its_place_to_the_next_one() -> None:
    text = "名称: 甲\n所需材料:\n  - 份数: 1份\n    # 关于名称\n    名称: 身份证\n  - x\n"
    assert after(text, "set", ["所需材料", 0, "份数"], None) == (
        "名称: 甲\n所需材料:\n  # 关于名称\n  - 名称: 身份证\n  - x\n"
    )


def test_the_name_of_a_step_is_emptied_and_never_removed() -> None:
    text = "名称: 甲\n操作流程:\n  - 步骤: 一\n    时限: 当场\n"
    assert after(text, "set", [STEPS, 0, "步骤"], None) == text.replace("步骤: 一", "步骤:")


def test_steps_move_between_members_of_a_block() -> None:
    text = (
        "名称: 甲\n操作流程:\n  - 步骤: 一起\n    并行:\n      - 步骤: 一\n        # 里面\n        时限: 当场\n"
        "      - - 步骤: 二\n        - 步骤: 三\n  - 步骤: 四\n"
    )
    moved = after(text, "move", [STEPS, 0, "并行", 0], to=[STEPS, 0, "并行", 1, 0])
    assert "      - - 步骤: 一\n          # 里面\n          时限: 当场\n        - 步骤: 二\n" in moved
    out = after(text, "move", [STEPS, 0, "并行", 1, 0], to=[STEPS, 2])
    assert out == text.replace("- - 步骤: 二\n        - 步骤: 三", "- - 步骤: 三") + "  - 步骤: 二\n"


@pytest.mark.parametrize("text", ["", "名称：甲\n", "- 甲\n", "名称: [\n", "a: *b\n"])
def test_what_cannot_be_read_is_not_edited_by_path(text: str) -> None:
    found = edited(text, {"op": "set", "path": ["名称"], "value": "乙"})
    assert found.document.text == text
    assert [one.code for one in found.diagnostics] == ["Y135"]


def test_a_file_that_is_not_utf8_is_not_edited() -> None:
    opened = document_of("名称: 甲\n".encode("gb18030"), "例.yaml").document
    assert opened is not None
    found = apply(opened, edits_of([{"op": "set", "path": ["名称"], "value": "乙"}])[0])
    assert found.document is opened and found.diagnostics
