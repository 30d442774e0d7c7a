"""The data of the form: the keys of the table, values with their lines, faults at their field."""

from __future__ import annotations

import json

import pytest

from yizhangtu.edit.deadlines import FORMS, DeadlineParts, compose, parts_of
from yizhangtu.edit.document import SourceDocument, document_of
from yizhangtu.edit.form import form, tables
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide
from yizhangtu.read.guide.deadline import parse_deadline
from yizhangtu.read.schema.keys import TABLES

TEXT = """\
title: 开具证明
办理主体: 村委会
时间要求: 5个工作日
操作流程:
  - 提出申请
  - 步骤: 核对
    时限: 自受理之日起3日内
    判断:
      齐全: 下一步
      不齐: {到: 提出申请}
  - 步骤: 完
瞎写: 甲
"""


def pairs(value: dict) -> dict:  # type: ignore[type-arg]
    return {pair["key"]: pair["value"] for pair in value["pairs"]}


def test_every_key_of_the_tables_has_its_name_help_and_choices() -> None:
    data = tables()["tables"]
    json.dumps(data)
    for table in TABLES.values():
        assert [key["name"] for key in data[table.id]["keys"]] == [key.name for key in table.keys]
        assert all(key["doc"] for key in data[table.id]["keys"])
    status = next(key for key in data["publication"]["keys"] if key["name"] == "状态")
    assert status["choices"] == ["征求意见", "试行", "正式", "废止"]


def test_values_stand_under_the_chinese_names_of_their_keys() -> None:
    found = form(SourceDocument(TEXT, "例.yaml"))
    assert found["table"] == "guide" and found["editable"]
    assert found["steps"] == ["提出申请", "核对", "完"]
    top = pairs(found["value"])
    assert top["名称"]["text"] == "开具证明"
    check = pairs(top["操作流程"]["items"][1])
    assert check["时限"]["parts"] == {"form": 1, "number": "3", "unit": "日", "event": "受理之日"}
    assert pairs(pairs(check["判断"])["不齐"])["到"] == {"is": "text", "text": "提出申请", "line": 10}
    assert [pair["key"] for pair in found["value"]["pairs"] if pair.get("unknown")] == ["瞎写"]


def test_a_fault_has_the_path_of_its_field() -> None:
    text = TEXT.replace("3日内", "三四日内").replace("村委会", "")
    found = form(SourceDocument(text, "例.yaml"), read_guide(text.encode(), "例.yaml", Project()).diagnostics)
    paths = {one["code"]: one["path"] for one in found["diagnostics"]}
    assert paths["Y118"] == ["办理主体"]
    assert paths["Y113"] == ["瞎写"]


@pytest.mark.parametrize("text", ["", "甲", "- 甲\n", "名称: [\n", "名称：甲\n", "a: b\n---\nc: d\n", "\t\n"])
def test_what_cannot_be_read_has_no_form_but_says_why(text: str) -> None:
    found = form(SourceDocument(text, "例.yaml"))
    assert found["value"] is None and not found["editable"]
    assert found["steps"] == []
    assert found["diagnostics"] or text in ("甲", "- 甲\n")


def test_a_file_in_another_encoding_is_shown_and_kept() -> None:
    data = "名称: 开具证明\n".encode("gb18030")
    opened = document_of(data, "例.yaml")
    assert [one.code for one in opened.diagnostics] == ["Y102"]
    assert opened.document is not None and opened.document.data == data
    assert not form(opened.document)["editable"]
    assert document_of(b"\xff\xfe\x00\x01", "例.yaml").document is None


def test_a_text_stands_for_the_key_that_its_table_names() -> None:
    keys = {"所需材料": "material", "申请方式": "way", "救济": "remedy", "标准": "rate", "监督管理": "oversight",
            "申请条件": "condition"}  # fmt: skip
    short = "".join(f"{key}: [村民]\n" for key in keys)
    long = "".join(f"{key}: [{{{TABLES[table].alone}: 村民}}]\n" for key, table in keys.items())
    one, other = (read_guide(f"名称: 甲\n{text}".encode(), "例.yaml", Project()).guide for text in (short, long))
    assert one is not None and other is not None
    for part in ("materials", "conditions", "oversight", "provisions"):
        assert getattr(one, part) == getattr(other, part)


@pytest.mark.parametrize("number", range(len(FORMS)))
def test_a_deadline_is_composed_taken_apart_and_understood(number: int) -> None:
    used = FORMS[number].text
    parts = DeadlineParts(
        number,
        "5" if "{number}" in used else "",
        "工作日" if "{number}" in used else "",
        "受理之日" if "{event}" in used else "",
    )
    text = compose(parts)
    assert parts_of(text) == parts
    assert parse_deadline(Text(text)).kind is FORMS[number].kind


@pytest.mark.parametrize("text", ["每季度首月10日前", "公示不少于7日", "60日内(可延长30日)", "看情况", "", "十日"])
def test_a_deadline_that_has_more_to_it_is_left_as_written(text: str) -> None:
    assert parts_of(text) is None
