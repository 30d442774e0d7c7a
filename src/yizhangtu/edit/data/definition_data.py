"""A document → its values in one form: Chinese names of keys, aliases replaced, what counts as a list as a list.

The format allows one thing to be written in several ways (a text for a list of one, 承诺 alone for 时间要求, a step
without a dash). Two documents that mean the same have the same data here. `compact` gives the shortest way of writing.
"""

from __future__ import annotations

import re

from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.emit import Value, pair_lines
from yizhangtu.edit.paths import Frame, Role, frame_of, item_frame, known_key, table_of
from yizhangtu.edit.source import NodeKind, SourceNode
from yizhangtu.edit.values import plain_of, value_of
from yizhangtu.model.guide import is_none
from yizhangtu.read.schema.key import KeyTable, ValueShape
from yizhangtu.read.schema.kinds import ITEM
from yizhangtu.read.schema.steps import PARALLEL, STEP, TARGET

Data = dict[str, Value]
_TABLE_FILE = re.compile(r"\.(csv|xlsx)$", re.IGNORECASE)
_ENTRY = frozenset({Role.ENTRY, Role.MEMBER})


def definition_data(document: SourceDocument) -> Data:
    """The values of a document; empty ones are left out, but for the way on of an outcome. Raises ValueError where the
    text cannot be read as “键: 值”."""
    if document.root is None:
        raise ValueError("the text has no top mapping")
    found = _Reader().value(document.root, Frame(Role.OBJECT, document.table))
    return found if isinstance(found, dict) else {}


class _Reader:
    def __init__(self) -> None:
        self._anchors: dict[str, SourceNode] = {}

    def value(self, node: SourceNode, frame: Frame) -> Value:
        """The value of a node."""
        if node.anchor:
            self._anchors[node.anchor] = node
        if node.kind is NodeKind.ALIAS:
            return self.value(self._anchors[node.text], frame)
        role = frame.role
        if role is Role.MEMBER:
            return self._entries(node)
        if role is Role.BRANCH:
            return self._branch(node)
        if role is Role.ROWS and node.kind is not NodeKind.LIST:
            return self._object(node, frame)
        if (inner := item_frame(frame)) is not None:
            return self._list(node, frame, inner)
        if role in (Role.OBJECT, Role.ENTRY, Role.ROW):
            return self._object(node, frame)
        if role is Role.BRANCHES and node.kind is NodeKind.MAP:
            pairs = zip(node.keys, node.children, strict=True)
            return {self._key(key): self.value(child, Frame(Role.BRANCH)) for key, child in pairs}
        return _text(node)

    def _key(self, key: SourceNode) -> str:
        if key.anchor:
            self._anchors[key.anchor] = key
        return (self._anchors[key.text] if key.kind is NodeKind.ALIAS else key).text

    def _list(self, node: SourceNode, frame: Frame, inner: Frame) -> Value:
        if node.kind is NodeKind.TEXT and _stands_alone(node, frame):
            return _text(node)
        if node.kind is not NodeKind.LIST:
            one = self.value(node, inner)
            return None if _empty(one) else [one]
        items = [one for child in node.children if not _empty(one := self.value(child, inner))]
        named = frame.role is Role.ENTRIES and len(node.children) == 1 and node.children[0].kind is NodeKind.TEXT
        return _text(node.children[0]) if named and is_none(node.children[0].text) else items

    def _object(self, node: SourceNode, frame: Frame) -> Value:
        if node.kind is NodeKind.TEXT:
            table = STEP if frame.role is Role.ENTRY else frame.table
            text = _text(node)
            return {table.alone: text} if text and table is not None and table.alone else text
        if node.kind is not NodeKind.MAP:
            return None
        table = table_of(node, frame)
        found: Data = {}
        for number, (key, child) in enumerate(zip(node.keys, node.children, strict=True)):
            word = self._key(key).strip()
            known = known_key(node, table, number)
            if known is None and child.kind in (NodeKind.MAP, NodeKind.LIST) and not _may_be_texts(child):
                value = value_of(plain_of(child))  # not of the format: kept, so that its loss is noticed
            else:
                free = Frame(Role.TEXT if frame.role is Role.ROW else Role.TEXTS)
                value = self.value(child, free if known is None else frame_of(known))
            if not _empty(value):
                found[word if known is None else known.name] = value
        return found

    def _entries(self, node: SourceNode) -> Value:
        """The entries of a member: a single one is a list of one."""
        children = node.children if node.kind is NodeKind.LIST else (node,)
        return [one for child in children if not _empty(one := self.value(child, Frame(Role.ENTRY)))]

    def _branch(self, node: SourceNode) -> Value:
        """{到: …}, or a list of entries."""
        if node.kind is NodeKind.TEXT:
            return {} if node.empty else {"到": _text(node)}
        if node.kind is NodeKind.LIST or table_of(node, Frame(Role.BRANCH)) is not TARGET:
            return self._entries(node)
        return self._object(node, Frame(Role.OBJECT, TARGET))


def _text(node: SourceNode) -> str | None:
    return None if node.kind is not NodeKind.TEXT or not node.text.strip() or node.empty else node.text


def _may_be_texts(node: SourceNode) -> bool:
    return node.kind is NodeKind.LIST and all(one.kind is NodeKind.TEXT for one in node.children)


def _empty(value: Value) -> bool:
    return value is None or value in ("", [], {})


def _stands_alone(node: SourceNode, frame: Frame) -> bool:
    """Whether a text in place of a list is no item of it: the name of a file of rows, 操作流程: 无."""
    if frame.role is Role.ENTRIES:
        return True
    of_file = frame.key is not None and frame.key.shape is ValueShape.ROWS_OR_FILE
    return of_file or (frame.table is ITEM and bool(_TABLE_FILE.search(node.text.strip())))


def compact(value: Value, frame: Frame) -> Value:
    """A value of the data in the shortest way of writing it."""
    if isinstance(value, list):
        inner = item_frame(frame) or Frame(Role.TEXT)
        items = [compact(one, inner) for one in value]
        single = len(items) == 1 and frame.role in (Role.TEXTS, Role.MEMBER)
        return items[0] if single else items
    if not isinstance(value, dict):
        return value
    if frame.role is Role.BRANCHES:
        return {outcome: compact(way, Frame(Role.BRANCH)) for outcome, way in value.items()}
    table = _table(value, frame)
    if table is not None and table.alone and set(value) == {table.alone} and frame.role not in _ENTRY:
        return value[table.alone]
    return {name: compact(one, _frame_in(table, name)) for name, one in _ordered(value, table)} or None


def _table(value: Data, frame: Frame) -> KeyTable | None:
    """The keys of a mapping of the data."""
    if frame.role in _ENTRY or (frame.role is Role.BRANCH and "步骤" in value):
        return PARALLEL if "并行" in value else STEP
    return TARGET if frame.role is Role.BRANCH else frame.table


def _frame_in(table: KeyTable | None, name: str) -> Frame:
    key = table.find(name) if table is not None else None
    return Frame(Role.TEXTS) if key is None else frame_of(key)


def _ordered(value: Data, table: KeyTable | None) -> list[tuple[str, Value]]:
    """The pairs in the order of the table; a step's members and ways on come last."""
    if table is None:
        return list(value.items())
    order = {key.name: number for number, key in enumerate(table.keys)}
    last = {"判断": 1, "并行": 2}
    if table is PARALLEL:
        order["步骤"] = -1
    return sorted(value.items(), key=lambda pair: (last.get(pair[0], 0), order.get(pair[0], len(order))))


def data_text(data: Data, table: KeyTable) -> str:
    """The text of a definition with this data."""
    whole = compact(data, Frame(Role.OBJECT, table))
    pairs = whole.items() if isinstance(whole, dict) else ()
    return "".join(f"{line}\n" for key, value in pairs for line in pair_lines(key, value))


def child_frame_of(data: Data, frame: Frame, name: str) -> Frame:
    """What the value of a key of the data is for."""
    if frame.role is Role.BRANCHES:
        return Frame(Role.BRANCH)
    return _frame_in(_table(data, frame), name)
