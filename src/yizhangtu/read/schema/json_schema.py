"""The table of keys → a JSON schema (draft 7) for editors: completion, descriptions, diagnostics while typing.

Editors apply YAML's own types, by which 12:30 or 0123 become numbers: numbers and booleans are allowed wherever the
reader expects a text. Values with several forms use `if` instead of `anyOf`: an editor then names the wrong key.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

from yizhangtu.read.schema.key import Key, KeyTable, ValueShape
from yizhangtu.read.schema.keys import GUIDE, GUIDES, TABLES
from yizhangtu.read.schema.law_keys import LAW, LAW_FILE, LAW_VERSION
from yizhangtu.read.schema.project_keys import PROJECT

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
_ALL = {**TABLES, **{table.id: table for table in (LAW_FILE, LAW, LAW_VERSION)}}
FREE = "-free"  # suffix of the id of a table with custom columns
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_NOTHING: Schema = {"type": "null"}
_CELL: Schema = {"type": ["string", "number", "boolean", "null"]}


def json_schema() -> Schema:
    """The schema of guide files of every kind, with the project file's under `definitions/project`."""
    free = {f"{table.id}{FREE}": _mapping(table, True) for table in TABLES.values() if table.named}
    return {
        "$schema": DRAFT,
        "title": "一张图",
        "description": f"一张图（{'、'.join(GUIDES)}）的定义文件",
        "allOf": [_by_kind()],
        "definitions": {
            **{table.id: _mapping(table, table.free) for table in TABLES.values()},
            **free,
            "entry": {"if": _has("并行", "parallel"), "then": _ref("parallel"), "else": _ref("step")},
            "listed": _object_or(_ref("entry"), _TEXT),  # in a list, a text alone is the name of a step
            "entries": _one_or_list(_ref("entry"), _ref("listed")),
            "branch": {
                "if": {"type": "array"},
                "then": {"items": _ref("listed")},
                "else": _object_or(_ref("target"), _TEXT),
            },
        },
    }


def project_schema() -> Schema:
    """The schema of the project file."""
    return {**json_schema(), "description": "辖区文件", "allOf": [_ref(PROJECT.id)]}


def law_schema() -> Schema:
    """The schema of 法规.yaml, a project's own table of laws."""
    return {
        "$schema": DRAFT,
        "title": "一张图",
        "description": "本地的法规表 法规.yaml",
        "allOf": [_ref(LAW_FILE.id)],
        "definitions": {table.id: _mapping(table, table.free) for table in (LAW_FILE, LAW, LAW_VERSION)},
    }


def _by_kind() -> Schema:
    """The table chosen by 类型; a guide without 类型 is a 流程."""
    key = GUIDE.by_name["类型"]
    english = dict(zip(key.choices, key.choices_english, strict=True))
    chosen = _ref(GUIDE.id)
    for kind, table in reversed(GUIDES.items()):
        if table is not GUIDE:
            words = {"enum": [kind, english[kind]]}
            named = [{"properties": {name: words}, "required": [name]} for name in (key.name, key.english)]
            chosen = {"if": {"anyOf": named}, "then": _ref(table.id), "else": chosen}
    return chosen


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _has(*names: str) -> Schema:
    """The condition that one of these keys is present."""
    return {"anyOf": [{"required": [name]} for name in names]}


def _object_or(schema: Schema, other: Schema) -> Schema:
    return {"if": {"type": "object"}, "then": schema, "else": other}


def _one_or_list(one: Schema, items: Schema | None = None) -> Schema:
    return {"if": {"type": "array"}, "then": {"items": items or one}, "else": one}


def _mapping(table: KeyTable, free: bool) -> Schema:
    """A mapping with all names of every key; a required key may come under any of them."""
    properties: Schema = {}
    rules: list[Schema] = []
    for key in table.keys:
        value = _key(key)
        if key.of and _ALL[key.of].named:  # custom columns are allowed only where that key is present
            column = table.by_name[_ALL[key.of].named]
            named = [{"properties": dict.fromkeys(key.names, _key(key, end))} for end in (FREE, "")]
            rules.append({"if": _has(*column.names), "then": named[0], "else": named[1]})
            value = {"description": value["description"]}
        properties[key.name] = value
        for name in key.names[1:]:
            properties[name] = {**value, "description": f"同“{key.name}”：{key.doc}"}
    rules += [_has(*key.names) for key in table.keys if key.required]
    rules += [{"not": {"required": list(pair)}} for key in table.keys for pair in combinations(key.names, 2)]
    return {
        "type": "object",
        "description": table.title,
        "properties": properties,
        "additionalProperties": _one_or_list(_CELL) if free else False,
        **({"allOf": rules} if rules else {}),
    }


def _key(key: Key, end: str = "") -> Schema:
    """The schema of a key with title and description; `end` is the suffix of the table of its value."""
    description = key.doc + (f"。例：{key.example}" if key.example else "")
    value = _value(key, end)
    if not key.required:
        value = {"if": _NOTHING, "then": {}, "else": value}
    return {"title": f"{key.name} / {key.english}", "description": description, **value}


def _value(key: Key, end: str) -> Schema:
    """The schema of the value of a key."""
    part = _ref(key.of + end)
    match key.shape:
        case ValueShape.TEXT | ValueShape.FLAG_OR_TEXT:
            return dict(_TEXT)
        case ValueShape.TEXTS:
            return _one_or_list(_TEXT, _CELL)
        case ValueShape.NUMBER:
            return {"type": "integer", "minimum": key.low, "maximum": key.high}
        case ValueShape.CHOICE:
            return {"enum": [*key.choices, *key.choices_english]}
        case ValueShape.OBJECT:
            return part
        case ValueShape.OBJECT_OR_TEXT if any(inner.choices for inner in _ALL[key.of].keys):
            return _object_or(part, _value(next(inner for inner in _ALL[key.of].keys if inner.choices), ""))
        case ValueShape.OBJECT_OR_TEXT:
            return _object_or(part, _TEXT)
        case ValueShape.OBJECTS:
            return _one_or_list(part, _object_or(part, _NOTHING))
        case ValueShape.OBJECTS_OR_TEXTS:
            return _one_or_list(_object_or(part, _TEXT), _object_or(part, _CELL))
        case ValueShape.STEPS:
            return {"if": {"type": "string"}, "then": {"const": "无"}, "else": _ref("entries")}
        case ValueShape.MEMBERS:
            return _one_or_list(_ref("entry"), _one_or_list(_ref("listed")))
        case ValueShape.BRANCHES:
            return {"type": "object", "additionalProperties": _ref("branch")}
        case ValueShape.ROWS_OR_FILE:
            file = {"type": "string", "pattern": r"\.(csv|xlsx|CSV|XLSX)$"}
            return {"if": {"type": "string"}, "then": file, "else": _one_or_list(part)}
        case ValueShape.DATA:
            file = {"type": "string", "pattern": r"\.(csv|xlsx|CSV|XLSX)$"}
            rows = {"type": "array", "items": {"type": "object", "additionalProperties": _CELL}}
            listed = {"if": {"type": "array"}, "then": rows, "else": part}
            return {"if": {"type": "string"}, "then": file, "else": listed}
