"""Random definitions and random edits: the values after are those that were meant, all other lines stay as they were.

What an edit means is worked out here once more, on what a plain YAML reader gives for the file.
"""

from __future__ import annotations

import copy
import re
from random import Random
from typing import Any

import pytest
import yaml

from helpers.cases import cases
from helpers.fuzz.definitions import definition
from helpers.guides import FLOWS
from yizhangtu.edit.document import SourceDocument, document_of
from yizhangtu.edit.edits import apply
from yizhangtu.edit.requests import edits_of
from yizhangtu.edit.source import NodeKind

SEED = 20
COUNT = cases(150, 500)
TEXTS = (
    "新的文字", "一: 二", "看 #3", "- 项", "'引号'", '"双', "{{村名}}村", "[列]", "是", "12:30", "*重要", "&甲", 
    "a\\b", "终点：", "冒号:",
    "两行\n文字", "带\n\n空行\n  和缩进", "，逗号，", "!", "%", "@", "`", "~", "?", "|", "> 大于", "null", "𠮷野家",
    "1e3", "-", "- ",
)  # fmt: skip


def loaded(text: str) -> Any:
    """The values of a file by a plain reader, all texts as written."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def block_styled(text: str, rng: Random) -> str:
    """The text with what hands write: comments, blank lines, quotes, other line ends, no final newline."""
    lines: list[str] = []
    for line in text.splitlines():
        margin = re.match(r" *", line).group()  # type: ignore[union-attr]
        if re.match(r" *- ?\S+: |\S+: ", line) and rng.random() < 0.15:
            lines.append(f"{margin}# 说明{rng.randint(1, 99)}")
        elif line and rng.random() < 0.05 and re.match(r" *- |\S+:", line):
            lines.append("")
        lines.append(line)
    end = rng.choice(("\n", "\n", "\r\n"))
    return end.join(lines) + ("" if rng.random() < 0.2 else end)


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of all texts and items of a definition."""
    found = [path] if path else []
    if isinstance(value, dict):
        for key, one in value.items():
            found += places(one, (*path, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            found += places(one, (*path, number))
    return found


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def test_what_is_opened_and_saved_is_the_same_file() -> None:
    texts = [block_styled(definition(SEED, number).text, Random(number)).encode() for number in range(COUNT)]
    texts += [path.read_bytes() for path in sorted(FLOWS.rglob("*.yaml"))]
    for data in texts:
        opened = document_of(data, "例.yaml")
        assert opened.document is not None and opened.document.data == data
        assert apply(opened.document, ()).document.data == data


@pytest.mark.parametrize("part", range(10))
def test_random_texts_are_set(part: int) -> None:
    for number in range(part * COUNT // 10, (part + 1) * COUNT // 10):
        rng = Random(number)
        text = block_styled(definition(SEED, number).text, rng)
        before = loaded(text)
        path = rng.choice([one for one in places(before) if isinstance(at(before, one), str) and one != ("类型",)])
        value = rng.choice(TEXTS)
        if path[-1] in ("步骤", "接着", "到") or "判断" in path:
            continue  # a name takes the references to it along: tested by themselves
        wanted = copy.deepcopy(before)
        at(wanted, path[:-1])[path[-1]] = value.strip()
        check(text, {"op": "set", "path": list(path), "value": value}, wanted, number)


@pytest.mark.parametrize("part", range(10))
def test_random_items_are_moved_deleted_and_inserted(part: int) -> None:
    for number in range(part * COUNT // 10, (part + 1) * COUNT // 10):
        rng = Random(number)
        text = block_styled(definition(SEED, number).text, rng)
        before = loaded(text)
        lists = [one for one in places(before) if isinstance(at(before, one), list) and len(at(before, one)) > 1]
        if not lists:
            continue
        path = rng.choice(lists)
        wanted = copy.deepcopy(before)
        items = at(wanted, path)
        index, target = rng.randrange(len(items)), rng.randrange(len(items) + 1)
        match rng.choice(("move", "delete", "insert")):
            case "move":
                request: dict[str, Any] = {"op": "move", "path": [*path, index], "to": [*path, target]}
                item = items.pop(index)
                items.insert(target - (target > index), item)
            case "delete" if len(items) > 1:
                request = {"op": "delete", "path": [*path, index]}
                del items[index]
            case _:
                value = {"步骤": "插入的", "内容": "看 #3"} if path == ("操作流程",) else "插入的"
                request = {"op": "insert", "path": [*path, target], "value": value}
                items.insert(target, value)
        check(text, request, wanted, number)


def check(text: str, request: dict[str, Any], wanted: Any, number: int) -> None:
    """The edit gives the wanted values; the lines that are left of the old text are there in their order."""
    edits, faults = edits_of([request])
    assert not faults
    document = SourceDocument(text)
    if document.root is None:
        return
    assert document.root.kind is NodeKind.MAP
    edited = apply(document, edits)
    assert not edited.diagnostics, (number, request, edited.diagnostics)
    new = edited.document.text
    assert as_text(loaded(new)) == as_text(wanted), (number, request)
    assert ("\r\n" in new) == ("\r\n" in text) or "\n" not in text
    old_comments, comments = (sorted(re.findall(r"^ *(#.*\S)", one, re.M)) for one in (text, new))
    assert comments == old_comments or (request["op"] == "delete" and not set(comments) - set(old_comments))
    if request["op"] == "set":
        was, now = text.split("\n"), new.split("\n")
        changed = sum(one != other for one, other in zip(was, now, strict=False))
        assert len(was) != len(now) or changed <= 1 + str(request["value"]).count("\n"), (number, request)


def as_text(value: Any) -> Any:
    """Values as the reader of definitions has them: block texts without the newline behind them."""
    if isinstance(value, dict):
        return {key: as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_text(one) for one in value]
    return str(value).strip("\n") if value not in (None, "~") else ""


def test_guides_of_the_repository_take_edits() -> None:
    for path in sorted(FLOWS.glob("*.yaml")):
        text = path.read_text("utf-8")
        before = loaded(text)
        if "操作流程" not in before or not isinstance(before["操作流程"], list):
            continue
        wanted = copy.deepcopy(before)
        wanted["操作流程"] = [*wanted["操作流程"][1:], wanted["操作流程"][0]]
        count = len(wanted["操作流程"])
        check(text, {"op": "move", "path": ["操作流程", 0], "to": ["操作流程", count]}, wanted, 0)
