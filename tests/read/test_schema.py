"""The editor's schema: it takes what the reader takes, and says the same of keys."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from yizhangtu.read import json_schema
from yizhangtu.read.keys import TABLES
from yizhangtu.read.schema import project_schema

FLOWS = sorted((Path(__file__).parents[2] / "flows").glob("*.yaml"))


def load(text: str) -> object:
    """As an editor does: scalars become numbers, booleans and dates by the rules of YAML; keys are strings."""
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


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
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
    ],
)
def test_refuses(text: str) -> None:
    assert not valid(text)


def test_no_name_means_two_keys() -> None:
    for table in TABLES.values():
        names = [name for key in table.keys for name in (key.name, key.english)]
        assert len(names) == len(set(names)), table.id
        for key in table.keys:
            assert not set(key.wrong) & set(names), (table.id, key.name)
            assert key.doc
