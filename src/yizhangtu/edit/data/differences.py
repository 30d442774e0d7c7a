"""A document and the data that it should have → the document with only those lines changed that differ.

Items of lists are paired by what they are called, so that a step keeps its lines, its comments and its place.
"""

from __future__ import annotations

import json
from difflib import SequenceMatcher

from yizhangtu.edit.changes import Refused, replace_value
from yizhangtu.edit.containers import remove_child
from yizhangtu.edit.data.definition_data import Data, child_frame_of, compact, definition_data
from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.edits import Edited
from yizhangtu.edit.emit import Value
from yizhangtu.edit.fields import set_value
from yizhangtu.edit.items import insert
from yizhangtu.edit.paths import Frame, Path, Role, item_frame, place_of
from yizhangtu.edit.scalars import cleaned
from yizhangtu.model.diagnostics import make, whole

_NAMES = ("步骤", "事项", "名称", "项目", "内容", "条件", "村名", "栏")  # that items of a list are called by


def with_data(document: SourceDocument, wanted: Data) -> Edited:
    """The document with other data, or as it was with the reason why not."""
    frame = Frame(Role.OBJECT, document.table)
    try:
        changed = document
        if same_data(definition_data(document), wanted):
            return Edited(document)
        try:
            changed = _mapping(document, (), definition_data(document), wanted, frame)
        except Refused:
            changed = document
        changed = _rewritten(changed, wanted, frame)
    except Refused as refused:
        return Edited(document, (make("Y135", whole(document.file), refused.message, refused.hint),))
    return Edited(changed)


def same_data(one: Value, other: Value) -> bool:
    """Whether two values mean the same: outcomes in the same order; blanks at the ends of lines do not count."""
    return _plain(one) == _plain(other)


def _plain(value: Value) -> object:
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        ways = value.get("判断")
        order = list(ways) if isinstance(ways, dict) else None
        return order, {key: _plain(one) for key, one in value.items()}
    return value


def _rewritten(document: SourceDocument, wanted: Data, frame: Frame) -> SourceDocument:
    """The document with the values of those keys written anew that are still not as wanted."""
    now = definition_data(document)
    for key in (*now, *(key for key in wanted if key not in now)):
        if not same_data(now.get(key), wanted.get(key)):
            value = compact(wanted.get(key), child_frame_of(wanted, frame, key))
            place = place_of(document, (key,))
            if place.rest or value is None:
                document = set_value(document, (key,), value)
            else:
                document = replace_value(document, place.chain, value)
    if not same_data(definition_data(document), wanted):
        raise Refused("表格里的内容和这份定义合不到一起", "写到另一个文件：加 --to 新文件.yaml。")
    return document


def _changed(document: SourceDocument, path: Path, was: Value, now: Value, frame: Frame) -> SourceDocument:
    if same_data(was, now):
        return document
    if isinstance(was, dict) and isinstance(now, dict) and _same_ways(was, now, frame):
        return _mapping(document, path, was, now, frame)
    if isinstance(was, list) and isinstance(now, list) and item_frame(frame) is not None:
        return _items(document, path, was, now, frame)
    place = place_of(document, path)
    value = compact(now, frame)
    if place.rest or place.alone or place.single or value is None:
        return set_value(document, path, value)
    return replace_value(document, place.chain, value)


def _same_ways(was: Data, now: Data, frame: Frame) -> bool:
    """Whether the outcomes of a 判断 are the same in their order, or new ones behind them; true for other mappings."""
    if frame.role is not Role.BRANCHES:
        return True
    return [key for key in was if key in now] == list(now)[: len([key for key in was if key in now])]


def _mapping(document: SourceDocument, path: Path, was: Data, now: Data, frame: Frame) -> SourceDocument:
    for key in [key for key in was if key not in now]:
        place = place_of(document, (*path, key))
        if place.alone or place.single:
            document = set_value(document, (*path, key), None)
        elif not place.rest:
            document = remove_child(document, place.chain)
    for key, value in now.items():
        inner = child_frame_of(now, frame, key)
        document = _changed(document, (*path, key), was.get(key), value, inner)
    return document


def _items(
    document: SourceDocument, path: Path, was: list[Value], now: list[Value], frame: Frame
) -> SourceDocument:  # fmt: skip
    """A list, from its end on: numbers of what is still to be changed stay as they are."""
    inner = item_frame(frame)
    assert inner is not None
    matcher = SequenceMatcher(None, [_name(one) for one in was], [_name(one) for one in now], autojunk=False)
    for kind, i, j, m, n in reversed(matcher.get_opcodes()):
        pairs = min(j - i, n - m)
        for number in range(j - 1, i + pairs - 1, -1):
            document = remove_child(document, place_of(document, (*path, number)).chain)
        for number in range(n - 1, m + pairs - 1, -1):
            document = insert(document, (*path, i + pairs), compact(now[number], inner))
        for offset in range(pairs - 1, -1, -1):
            if kind != "equal" or not same_data(was[i + offset], now[m + offset]):
                document = _changed(document, (*path, i + offset), was[i + offset], now[m + offset], inner)
    return document


def _name(value: Value) -> str:
    """What an item is called."""
    if isinstance(value, dict):
        named = next((value[name] for name in _NAMES if isinstance(value.get(name), str)), None)
        return str(named) if named is not None else json.dumps(value, ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)
