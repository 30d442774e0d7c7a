"""The JSON schema accepts what the reader accepts, and rejects the same keys."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from helpers.guides import FLOWS
from yizhangtu.law.own_table import read_laws
from yizhangtu.read import json_schema, new_guide
from yizhangtu.read.schema.json_schema import law_schema, project_schema
from yizhangtu.read.schema.keys import TABLES

DEFINITIONS = sorted(FLOWS.glob("*.yaml"))


def load(text: str) -> object:
    """Load as an editor does: scalars become numbers, booleans and dates by the rules of YAML; keys are strings."""
    return json.loads(json.dumps(stringed(yaml.safe_load(text)), default=str))


def stringed(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): stringed(inner) for key, inner in value.items()}
    return [stringed(inner) for inner in value] if isinstance(value, list) else value


def valid(text: str) -> bool:
    return jsonschema.Draft7Validator(json_schema()).is_valid(load(text))


def test_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(json_schema())
    jsonschema.Draft7Validator.check_schema(project_schema())
    jsonschema.Draft7Validator.check_schema(law_schema())


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.stem)
def test_takes_the_guides_of_this_repository(path: Path) -> None:
    schema = project_schema() if path.stem == "辖区" else json_schema()
    errors = [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(load(path.read_text("utf-8")))]
    assert errors == []


@pytest.mark.parametrize(
    "text",
    [
        "名称: 0123\n备注: [12:30, 2024-01-01, yes, 1.5]\n收费:\n",
        "title: a\nsteps:\n  - step: b\n    branches: {yes: next, no: {to: end}, 1: [{step: c}]}\n",
        "名称: 甲\n操作流程:\n  - 并行:\n      - 步骤: 乙\n"
        "      - - 步骤: 丙\n        - 并行: [{步骤: 丁}, {步骤: 戊}]\n",
        "名称: 甲\n操作流程: 无\n版式: 泳道\n监督管理: {监督人: 乙}\n所需材料: 丙\n",
        "类型: 清单\n名称: 甲\n所属清单: 服务群众\n事项: [乙, {事项: 丙, 类别: 丁, 形式: [戊]}]\n",
        "kind: list\ntitle: 甲\nlist: 三务公开\ncolumns: [item, 公开范围]\nitems: [{item: 乙, 公开范围: 丙}]\n",
        "类型: 积分\n名称: 甲\n基础分: 100\n加分: [{类别: 乙, 项: [{内容: 丙, 分值: +5}, {内容: 丁, 分值: 降级}]}]\n",
        "kind: points\ntitle: 甲\nbands: [{name: 乙, range: '>5'}]\nexchange: [{good: 丙, points: 5}]\n",
        "类型: 规范\n名称: 甲\n标准: [{场合: 乙, 项目: 丙, 上限: 5桌, 城: 480元}]\n提倡: 丁\n",
        "类型: conduct\n名称: 甲\n操作流程: [{步骤: 乙}]\nforbidden: [丙]\n",
    ],
)
def test_takes(text: str) -> None:
    assert valid(text)


@pytest.mark.parametrize(
    "text",
    [
        "备注: 甲\n",
        "名称: 甲\ntitle: 乙\n",
        "名称: 甲\n标题: 乙\n",
        "名称: 甲\n类型: 表格\n",
        "名称: 甲\n操作流程: [{步聚: 乙}]\n",
        "名称: 甲\n操作流程: [{并行: [{步骤: 乙}], 判断: {是: 办结}}]\n",
        "名称: 甲\n版式: {列数: 9}\n",
        "名称: 甲\n事项: [乙]\n",
        "名称: 甲\n类型: 清单\n事项: [乙]\n",
        "名称: 甲\n类型: 清单\n所属清单: 别的\n事项: [乙]\n",
        "名称: 甲\n类型: 清单\n所属清单: 服务群众\n事项: [{事项: 乙, 公开范围: 丙}]\n",
        "名称: 甲\n类型: 清单\n所属清单: 服务群众\n加分: []\n事项: [乙]\n",
        "名称: 甲\n类型: 积分\n加分: [{类别: 乙, 项: [{内容: 丙}]}]\n",
        "名称: 甲\n类型: 规范\n标准: [{上限: 5桌}]\n",
    ],
)
def test_refuses(text: str) -> None:
    assert not valid(text)


@pytest.mark.parametrize(
    ("text", "wrong", "path"),
    [
        ("名称: 甲\n标题: 乙\n", "标题", []),
        ("名称: 甲\n操作流程: [{步骤: 乙, 时间: 丙}]\n", "时间", ["操作流程", 0]),
        ("名称: 甲\n监督管理: [{监督: 乙}]\n", "监督", ["监督管理", 0]),
        ("名称: 甲\n类型: 清单\n所属清单: 服务群众\n事项: [{事项: 乙, 时间: 丙}]\n", "时间", ["事项", 0]),
        ("名称: 甲\n类型: 积分\n加分: [{类别: 乙, 项: [{内容: 丙, 分值: 5, 级: 1}]}]\n", "级", ["加分", 0, "项", 0]),
        ("名称: 甲\n类型: 积分\n兑换: {物品: 乙, 分值: 5, 价: 1}\n", "价", ["兑换"]),
        ("名称: 甲\nkind: conduct\n标准: [{项目: 乙, 最多: 5桌}]\n", "最多", ["标准", 0]),
        ("名称: 甲\n类型: 规范\n加分: []\n", "加分", []),
    ],
)
def test_an_editor_names_the_wrong_key_at_its_place(text: str, wrong: str, path: list[object]) -> None:
    (error,) = jsonschema.Draft7Validator(json_schema()).iter_errors(load(text))
    while error.context:  # the part of an alternative or condition that failed
        error = error.context[0]
    assert wrong in error.message and list(error.absolute_path) == path


@pytest.mark.parametrize("kind", ["流程", "清单", "积分", "规范", "公示"])
def test_takes_the_starters(kind: str) -> None:
    assert valid(new_guide(kind, "甲"))


def test_no_name_means_two_keys() -> None:
    for table in TABLES.values():
        names = [name for key in table.keys for name in (key.name, key.english)]
        assert len(names) == len(set(names)), table.id
        for key in table.keys:
            assert not set(key.wrong) & set(names), (table.id, key.name)
            assert key.doc


LAWS = """\
法规:
  - 名称: 《甲市村务公开办法》
    简称: [甲市办法]
    地区: 甲市
    版本:
      - {通过: 2020年1月1日, 施行: 2020-03-01, 条数: 20}
      - {passed: 2024-03-01, articles: 30}
    废止: 2027-01-01
    条文挪动: ["5→6"]
    来源: 市政府网站
    核对: 2026-11-28
  - {title: 乙办法, versions: {通过: 2020-01-01}}
"""


@pytest.mark.parametrize(
    ("old", "new", "takes"),
    [
        ("", "", True),
        ("    来源: 市政府网站\n", "", True),
        ("来源:", "出处:", False),
        ("  - 名称: 《甲市村务公开办法》\n    简称", "  - 简称", False),
        ("条数: 20", "条数: 二十", False),
        ("条数: 20", "条数: 0", False),
        ("title: 乙办法, versions: {通过: 2020-01-01}", "title: 乙办法", False),
        ("法规:", "法律:", False),
    ],
)
def test_the_schema_of_laws_takes_what_is_read(old: str, new: str, takes: bool) -> None:
    text = LAWS.replace(old, new, 1)
    assert jsonschema.Draft7Validator(law_schema()).is_valid(load(text)) is takes
    own = read_laws(text.encode(), "法规.yaml")
    assert all(one.code.startswith("Y8") for one in own.diagnostics) is takes  # no fault of a key or its value
