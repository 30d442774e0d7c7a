"""Data of definitions: one form for what means the same, its text, and a document brought up to other data."""

import copy
from random import Random
from typing import Any

import pytest

from helpers.cases import cases
from helpers.fuzz.definitions import definition
from helpers.guides import FLOWS
from helpers.meaning import meaning
from yizhangtu.edit.data.definition_data import data_text, definition_data
from yizhangtu.edit.data.differences import same_data, with_data
from yizhangtu.edit.document import SourceDocument, document_of
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide

DEFINITIONS = sorted(path for path in FLOWS.rglob("*.yaml") if path.stem != "辖区")
SHORT = """名称: 甲
办理主体: 村委会
时间要求: 5日
监督管理: 全程监督
操作流程:
  - 申请
  - 步骤: 审核
    判断: {合格: 下一步, 不合格: [{步骤: 补正, 接着: 申请}]}
  - 并行:
      - 步骤: 甲
      - [乙, 丙]
所需材料: 身份证
"""
LONG = """title: 甲
handler: [村委会]
deadline: {promised: 5日}
监督管理: [{方式: 全程监督}]
操作流程:
  - {步骤: 申请}
  - 步骤: &a 审核
    判断:
      合格: {到: 下一步}
      不合格:
        步骤: 补正
        接着: {到: 申请}
  - 并行:
      - - 步骤: 甲
      - - 步骤: 乙
        - 步骤: 丙
所需材料:
  - 名称: 身份证
"""


def document(text: str, name: str = "甲.yaml") -> SourceDocument:
    found = document_of(text.encode(), name).document
    assert found is not None
    return found


def test_ways_of_writing_give_the_same_data() -> None:
    assert definition_data(document(SHORT)) == definition_data(document(LONG))


@pytest.mark.parametrize("text", [SHORT, LONG])
def test_text_of_data_means_the_same(text: str) -> None:
    one = document(text)
    made = data_text(definition_data(one), one.table)
    guides = [read_guide(found.encode(), "甲.yaml", Project()).guide for found in (text, made)]
    assert meaning(guides[0]) == meaning(guides[1])


def test_texts_of_all_our_definitions() -> None:
    for path in DEFINITIONS:
        one = document(path.read_text("utf-8"), str(path))
        made = data_text(definition_data(one), one.table)
        before, after = (read_guide(text.encode(), str(path), Project()).guide for text in (one.text, made))
        assert meaning(before) == meaning(after), path


def changed(data: Any, rng: Random) -> Any:
    """The data with a few texts, items and keys changed, as a clerk does it."""
    data = copy.deepcopy(data)
    for _ in range(rng.randint(1, 4)):
        _change(data, rng)
    return data


def _change(around: Any, rng: Random) -> None:
    keys = list(around) if isinstance(around, dict) else list(range(len(around)))
    key = rng.choice([one for one in keys if one != "类型"])
    value = around[key]
    if isinstance(value, dict | list) and value and rng.random() < 0.7:
        _change(value, rng)
    elif isinstance(value, str):
        around[key] = value + rng.choice(("（改）", " # 不是注释", "\n第二行", "：又"))
    elif isinstance(around, list) and isinstance(value, dict):
        named = dict(value)
        for name in {"步骤", "名称", "事项"} & set(value):
            named[name] = f"{value[name]}{rng.randint(2, 99)}"
        around.insert(rng.randint(0, len(around)), named)
    elif isinstance(around, list) and len(around) > 1:
        del around[key]


def test_document_brought_up_to_other_data_keeps_its_comments() -> None:
    refused = 0
    for number in range(cases(60, 600)):
        rng = Random(number)
        if number % 2:
            path = rng.choice(DEFINITIONS)
            one = document(path.read_text("utf-8"), str(path))
        else:
            one = document(definition(3, number).text)
        data = definition_data(one)
        wanted = changed(data, rng)
        edited = with_data(one, wanted)
        refused += bool(edited.diagnostics)
        if not edited.diagnostics:
            assert same_data(definition_data(edited.document), wanted), number
            comments = [line.strip() for line in one.text.splitlines() if line.lstrip().startswith("#")]
            left = [line.strip() for line in edited.document.text.splitlines() if line.lstrip().startswith("#")]
            assert len(left) >= len(comments), number
    assert refused == 0


def test_only_the_lines_of_a_change_change() -> None:
    text = "名称: 甲   # 标题\n操作流程:\n  # 第一步的注释\n  - 步骤: 申请   # 由本人\n    时限: 3日\n  - 步骤: 审核\n"
    one = document(text)
    wanted: Any = definition_data(one)
    wanted["操作流程"][0]["时限"] = "5日"
    wanted["操作流程"].insert(1, {"步骤": "受理", "时限": "当场"})
    assert with_data(one, wanted).document.text == (
        "名称: 甲   # 标题\n操作流程:\n  # 第一步的注释\n  - 步骤: 申请   # 由本人\n    时限: 5日\n"
        "  - 步骤: 受理\n    时限: 当场\n  - 步骤: 审核\n"
    )
    del wanted["操作流程"][1:]
    assert with_data(one, wanted).document.text.endswith("由本人\n    时限: 5日\n")


def test_outcomes_in_another_order_are_another_definition() -> None:
    one = document("名称: 甲\n操作流程:\n  - 步骤: 审核\n    判断: {合格: 下一步, 不合格: 办结}\n")
    wanted: Any = definition_data(one)
    ways = wanted["操作流程"][0]["判断"]
    wanted["操作流程"][0]["判断"] = dict(reversed(ways.items()))
    edited = with_data(one, wanted).document
    assert list(definition_data(edited)["操作流程"][0]["判断"]) == ["不合格", "合格"]  # type: ignore[index,call-overload,arg-type]
