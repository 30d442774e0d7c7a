"""The table of keys → a JSON schema (draft 7) for editors: completion, descriptions, red lines while typing.

Editors read YAML by its own rules, where 12:30, 0123 or 是 may become numbers or booleans: wherever a text is wanted,
those are let through, as the reader takes all of them as written.
"""

from __future__ import annotations

from typing import Any

from yizhangtu.read.keys import PROJECT, TABLES, Key, Shape, Table

Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_HAS_PARALLEL: Schema = {"anyOf": [{"required": ["并行"]}, {"required": ["parallel"]}]}
_NOTHING: Schema = {"type": "null"}


def json_schema() -> Schema:
    """The schema of guide files, with the project file's under `definitions/project`."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "一张图",
        "description": "一张图（流程）的定义文件",
        "allOf": [{"$ref": "#/definitions/guide"}],
        "definitions": {
            **{table.id: _mapping(table) for table in TABLES.values()},
            # Conditions rather than alternatives: an editor then names the wrong key, not "matches none of these".
            "entry": {"if": _HAS_PARALLEL, "then": _ref("parallel"), "else": _ref("step")},
            "entries": {"if": {"type": "array"}, "then": {"items": _ref("entry")}, "else": _ref("entry")},
            "branch": {"anyOf": [_TEXT, _ref("target"), {"type": "array", "items": _ref("entry")}]},
        },
    }


def project_schema() -> Schema:
    """The schema of the project file."""
    return {**json_schema(), "description": "辖区文件", "allOf": [{"$ref": f"#/definitions/{PROJECT.id}"}]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _mapping(table: Table) -> Schema:
    """A mapping with both names of every key; a required key may come under either."""
    properties: Schema = {}
    for key in table.keys:
        value = _key(key)
        properties[key.name] = value
        properties[key.english] = {**value, "description": f"同“{key.name}”：{key.doc}"}
    schema: Schema = {
        "type": "object",
        "description": table.title,
        "properties": properties,
        "additionalProperties": {"anyOf": [_TEXT, _NOTHING]} if table.free else False,
    }
    required = [
        {"anyOf": [{"required": [key.name]}, {"required": [key.english]}]} for key in table.keys if key.required
    ]
    both = [{"not": {"required": [key.name, key.english]}} for key in table.keys]
    schema["allOf"] = required + both
    return schema


def _key(key: Key) -> Schema:
    description = key.doc + (f"。例：{key.example}" if key.example else "")
    value = _value(key)
    if not key.required:
        value = {"anyOf": [*value["anyOf"], _NOTHING] if set(value) == {"anyOf"} else [value, _NOTHING]}
    return {"title": f"{key.name} / {key.english}", "description": description, **value}


def _value(key: Key) -> Schema:
    """What may stand behind a key."""
    match key.shape:
        case Shape.TEXT:
            return dict(_TEXT)
        case Shape.TEXTS:
            return {"anyOf": [_TEXT, {"type": "array", "items": {"anyOf": [_TEXT, _NOTHING]}}]}
        case Shape.FLAG_OR_TEXT:
            return dict(_TEXT)
        case Shape.NUMBER:
            return {"type": "integer", "minimum": key.low, "maximum": key.high}
        case Shape.CHOICE:
            return {"enum": [*key.choices, *key.choices_english]}
        case Shape.OBJECT:
            return {"anyOf": [_ref(key.of)]}
        case Shape.OBJECT_OR_TEXT if any(inner.choices for inner in TABLES[key.of].keys):
            words = next(inner for inner in TABLES[key.of].keys if inner.choices)
            return {"anyOf": [_value(words), _ref(key.of)]}
        case Shape.OBJECT_OR_TEXT:
            return {"anyOf": [_TEXT, _ref(key.of)]}
        case Shape.OBJECTS_OR_TEXTS:
            one = {"anyOf": [_TEXT, _ref(key.of)]}
            return {"anyOf": [_TEXT, _ref(key.of), {"type": "array", "items": {"anyOf": [*one["anyOf"], _NOTHING]}}]}
        case Shape.STEPS:
            return {"if": {"type": "string"}, "then": {"const": "无"}, "else": _ref("entries")}
        case Shape.MEMBERS:
            return {"if": {"type": "array"}, "then": {"items": _ref("entries")}, "else": _ref("entry")}
        case Shape.BRANCHES:
            return {"anyOf": [{"type": "object", "additionalProperties": _ref("branch")}]}
        case Shape.ROWS_OR_FILE:
            pattern = {"type": "string", "pattern": r"\.(csv|xlsx|CSV|XLSX)$"}
            return {"anyOf": [pattern, {"type": "array", "items": _ref(key.of)}, _ref(key.of)]}
