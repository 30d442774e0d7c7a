"""Edits by path: only the lines concerned change, and the file reads as what was meant."""

from __future__ import annotations

from typing import Any

import pytest

from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.edits import apply
from yizhangtu.edit.requests import edits_of

TEXT = """\
# 开头的说明
名称: 开具居住证明   # 标题
编号: "B-20"

办理主体: 村委会
时间要求: 5个工作日
操作流程:
  # 关于全部步骤
  - 步骤: 提出申请   # 第一步
    内容: |
      带身份证
      填申请表

  # 关于核对
  - 步骤: 核对材料
    判断:
      齐全: 下一步
      不齐: {到: 提出申请, 说明: 一次告知}   # 退回
      紧急:
        - 步骤: 先办
          接着: 盖章出证
    # 核对的尾巴
  - 盖章出证
所需材料: [身份证, '户口簿']
备注:
- 甲
-   乙   # 说明乙
# 结尾
"""
STEPS = "操作流程"


def changed(text: str, *requests: dict[str, Any]) -> str:
    """The text after edits that must be made."""
    edits, faults = edits_of(list(requests))
    assert not faults
    edited = apply(SourceDocument(text), edits)
    assert not edited.diagnostics, edited.diagnostics
    return edited.document.text


def lines_changed(text: str, new: str) -> tuple[list[str], list[str]]:
    """The lines between the equal beginning and the equal end of two texts."""
    before, after = text.splitlines(), new.splitlines()
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return before, after


def set_value(path: list[str | int], value: Any) -> dict[str, Any]:
    return {"op": "set", "path": path, "value": value}


@pytest.mark.parametrize(
    ("path", "value", "was", "now"),
    [
        (["名称"], "居住证明", ["名称: 开具居住证明   # 标题"], ["名称: 居住证明   # 标题"]),
        (["编号"], "B-21", ['编号: "B-20"'], ['编号: "B-21"']),
        (["名称"], "甲: 乙", ["名称: 开具居住证明   # 标题"], ["名称: '甲: 乙'   # 标题"]),
        (["title"], "#3 窗口", ["名称: 开具居住证明   # 标题"], ["名称: '#3 窗口'   # 标题"]),
        (["所属清单"], "服务群众", [], ["所属清单: 服务群众"]),
        (["编号"], None, ['编号: "B-20"'], []),
        (["编号"], "  ", ['编号: "B-20"'], []),
        (["时间要求", "法定"], "10日", ["时间要求: 5个工作日"],
         ["时间要求:", "  承诺: 5个工作日", "  法定: 10日"]),
        (["时间要求", "承诺"], "3日", ["时间要求: 5个工作日"], ["时间要求: 3日"]),
        (["发布", "表决", 0, "会议"], "村民代表会议", [], ["发布:", "  表决:", "    - 会议: 村民代表会议"]),
        (["办理主体", 1], "村监委", ["办理主体: 村委会"], ["办理主体: [村委会, 村监委]"]),
        (["所需材料", 1], "户籍证明", ["所需材料: [身份证, '户口簿']"], ["所需材料: [身份证, '户籍证明']"]),
        (["所需材料"], ["身份证", "照片", "户口簿"], ["所需材料: [身份证, '户口簿']"],
         ["所需材料: [身份证, 照片, '户口簿']"]),
        (["所需材料", 0, "份数"], "2份", ["所需材料: [身份证, '户口簿']"],
         ["所需材料: [{名称: 身份证, 份数: 2份}, '户口簿']"]),
        (["备注", 1], "丙，丁", ["-   乙   # 说明乙"], ["-   丙，丁   # 说明乙"]),
        (["备注", 1], None, ["-   乙   # 说明乙"], []),
        ([STEPS, 0, "内容"], "带身份证", ["    内容: |", "      带身份证", "      填申请表"], ["    内容: 带身份证"]),
        ([STEPS, 0, "内容"], "一\n\n 二", ["      带身份证", "      填申请表"], ["      一", "", "       二"]),
        ([STEPS, 0, "时限"], "当场", [], ["    时限: 当场"]),
        ([STEPS, 1, "判断", "不齐", "说明"], "补好再来",
         ["      不齐: {到: 提出申请, 说明: 一次告知}   # 退回"],
         ["      不齐: {到: 提出申请, 说明: 补好再来}   # 退回"]),
        ([STEPS, 1, "判断", "不齐"], "办结", ["      不齐: {到: 提出申请, 说明: 一次告知}   # 退回"],
         ["      不齐: 办结   # 退回"]),
        ([STEPS, 1, "判断", "齐全", "说明"], "往下走", ["      齐全: 下一步"],
         ["      齐全:", "        到: 下一步", "        说明: 往下走"]),
        ([STEPS, 1, "判断", "拿不准"], "办结", [], ["      拿不准: 办结"]),
        ([STEPS, 2, "时限"], "1日", ["  - 盖章出证"], ["  - 步骤: 盖章出证", "    时限: 1日"]),
        ([STEPS, 1, "判断", "齐全"], [{"步骤": "甲"}], ["      齐全: 下一步"],
         ["      齐全:", "        - 步骤: 甲"]),
    ],
)  # fmt: skip
def test_a_value_changes_only_its_own_lines(path: list[str | int], value: Any, was: list[str], now: list[str]) -> None:
    assert lines_changed(TEXT, changed(TEXT, set_value(path, value))) == (was, now)


def test_the_name_of_a_step_is_followed_by_everything_that_refers_to_it() -> None:
    new = changed(TEXT, set_value([STEPS, 0, "步骤"], "申请"), set_value([STEPS, 2, "步骤"], "发证"))
    assert "不齐: {到: 申请, 说明: 一次告知}" in new
    assert "接着: 发证" in new and "- 发证\n" in new
    assert "提出申请" not in new and "盖章出证" not in new


def test_a_name_that_another_step_has_already_takes_no_references_along() -> None:
    new = changed(TEXT, set_value([STEPS, 0, "步骤"], "先办"))
    assert "到: 提出申请" in new


def test_a_step_is_inserted_between_two_before_the_comment_of_the_second() -> None:
    new = changed(TEXT, {"op": "insert", "path": [STEPS, 1], "value": {"步骤": "看一看", "时限": "当场"}})
    assert lines_changed(TEXT, new) == ([], ["  - 步骤: 看一看", "    时限: 当场"])
    assert new.index("看一看") < new.index("# 关于核对") < new.index("核对材料")


def test_a_step_moves_with_its_comments_and_its_way_of_writing() -> None:
    new = changed(TEXT, {"op": "move", "path": [STEPS, 1], "to": [STEPS, 0]})
    block = TEXT[TEXT.index("  # 关于核对") : TEXT.index("  - 盖章出证")]
    assert new == TEXT.replace(block, "").replace("  - 步骤: 提出申请", block + "  - 步骤: 提出申请")


def test_a_step_moves_into_an_outcome_and_out_again() -> None:
    inside = changed(TEXT, {"op": "move", "path": [STEPS, 0], "to": [STEPS, 1, "判断", "紧急", 1]})
    moved = "        - 步骤: 提出申请   # 第一步\n          内容: |\n            带身份证\n            填申请表\n"
    assert moved in inside
    back = changed(inside, {"op": "move", "path": [STEPS, 0, "判断", "紧急", 1], "to": [STEPS, 0]})
    assert sorted(back.splitlines()) == sorted(TEXT.splitlines())
    assert back.index("申请表") < back.index("# 关于核对") < back.index("核对材料")


def test_the_last_step_of_an_outcome_leaves_the_next_step_behind() -> None:
    new = changed(TEXT, {"op": "delete", "path": [STEPS, 1, "判断", "紧急", 0]})
    assert "      紧急: 下一步\n" in new


def test_references_to_a_deleted_step_lead_where_the_author_says() -> None:
    new = changed(TEXT, {"op": "delete", "path": [STEPS, 0], "to_name": "核对材料"})
    assert "提出申请" not in new
    assert "不齐: {到: 核对材料, 说明: 一次告知}" in new


def test_a_copy_of_a_step_has_names_of_its_own() -> None:
    new = changed(TEXT, {"op": "duplicate", "path": [STEPS, 1]})
    assert "  - 步骤: 核对材料（二）\n" in new and "        - 步骤: 先办（二）\n" in new
    assert "提出申请（" not in new, "what lies outside the copy is referred to as before"


def test_an_outcome_gets_other_words() -> None:
    new = changed(TEXT, {"op": "rename", "path": [STEPS, 1, "判断", "紧急"], "value": "紧急: 当天"})
    assert lines_changed(TEXT, new) == (["      紧急:"], ["      '紧急: 当天':"])


@pytest.mark.parametrize(
    "request_",
    [
        set_value(["没有这个键"], "x"),
        set_value([STEPS, 9, "时限"], "x"),
        set_value([STEPS, 0, "步骤", "x"], "x"),
        {"op": "insert", "path": [STEPS, 9], "value": {"步骤": "x"}},
        {"op": "insert", "path": ["名称"], "value": "x"},
        {"op": "delete", "path": [STEPS, 7]},
        {"op": "move", "path": [STEPS, 1], "to": [STEPS, 1, "判断", "紧急", 0]},
        {"op": "move", "path": [STEPS, 1], "to": ["备注", 0]},
        {"op": "rename", "path": [STEPS, 1, "判断", "紧急"], "value": "齐全"},
        {"op": "rename", "path": [STEPS, 1, "判断", "紧急"], "value": " "},
        {"op": "duplicate", "path": ["名称"]},
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(request_: dict[str, Any]) -> None:
    edits, faults = edits_of([set_value(["名称"], "别的"), request_])
    assert not faults
    edited = apply(SourceDocument(TEXT), edits)
    assert [one.code for one in edited.diagnostics] == ["Y135"]
    assert edited.diagnostics[0].message and edited.diagnostics[0].hint
    assert edited.document.text == TEXT


@pytest.mark.parametrize(
    "data",
    [
        None, {}, [1], [{"op": "x", "path": ["a"]}], [{"op": "set"}], [{"op": "set", "path": []}],
        [{"op": "set", "path": [-1], "value": "x"}], [{"op": "set", "path": [True], "value": "x"}],
        [{"op": "set", "path": ["a"], "value": 1}], [{"op": "set", "path": ["a"], "value": "\ud800"}],
        [{"op": "move", "path": ["a", 1]}], [{"op": "rename", "path": ["a"], "value": None}],
        [{"op": "replace", "line": 0, "column": 1, "end_line": 1, "end_column": 1, "value": "x"}],
        [{"op": "set", "path": ["a"], "value": {"": "x"}}], [{"op": "set", "path": ["a"], "value": "x" * 30_000}],
    ],
)  # fmt: skip
def test_a_request_that_is_no_edit_is_refused(data: object) -> None:
    edits, faults = edits_of(data)
    assert not edits
    assert [one.code for one in faults] == ["Y135"]
