"""Set and clear a value at a path. What does not exist yet is made: keys in the order of their table."""

from __future__ import annotations

from yizhangtu.edit import steps
from yizhangtu.edit.changes import Refused, insert_value, node_at, remove_value, replace_value
from yizhangtu.edit.containers import count_items, gone, insert_item, refuse_alias, remove_child
from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.emit import Value
from yizhangtu.edit.paths import Path, Place, Role, item_frame, place_of, table_of
from yizhangtu.edit.scalars import cleaned
from yizhangtu.edit.source import NodeKind, SourceNode
from yizhangtu.edit.values import Chain, plain_of, value_of
from yizhangtu.read.schema.key import KeyTable, ValueShape


def set_value(document: SourceDocument, path: Path, value: Value) -> SourceDocument:
    """Write a value at a path; nothing removes what is there."""
    if not path:
        raise gone(path)
    if isinstance(value, str):
        value = cleaned(value) or None
    if value is None or value in ([], {}):
        return _clear(document, path)
    place = place_of(document, path)
    if place.rest:
        return create_value(document, place, value)
    refuse_alias(document, place.chain[:-1])
    if place.alone and not isinstance(value, str):
        raise Refused("这里只能写一段文字", "在 YAML 里改。")
    old = place.node
    if isinstance(value, str) and old.kind is NodeKind.TEXT and not old.empty and old.text == value:
        return document
    if isinstance(value, list) and old.kind is NodeKind.LIST:
        return _set_items(document, place.chain, value)
    renamed = steps.renaming(document, path, value)
    changed = replace_value(document, place.chain, value)
    return steps.follow(changed, renamed)


def _set_items(document: SourceDocument, chain: Chain, value: list[Value]) -> SourceDocument:
    """Make a list like another one by changing only the items that differ."""
    old = [value_of(plain_of(one)) for one in node_at(document, chain).children]
    first = 0
    while first < min(len(old), len(value)) and old[first] == value[first]:
        first += 1
    last = 0
    while last < min(len(old), len(value)) - first and old[-1 - last] == value[-1 - last]:
        last += 1
    middle = value[first : len(value) - last]
    for number in range(first, len(old) - last):
        if number - first < len(middle):
            document = replace_value(document, (*chain, number), middle[number - first])
    for number in range(len(old) - last - 1, first + len(middle) - 1, -1):
        document = remove_value(document, (*chain, number))
    for number in range(len(old) - last, first + len(middle)):
        document = insert_value(document, chain, number, middle[number - first])
    return document


def create_value(document: SourceDocument, place: Place, value: Value) -> SourceDocument:
    """Write a value where the path does not exist yet: its keys, in the order of the table, and lists around it."""
    step, rest = place.rest[0], place.rest[1:]
    if rest == (0,) and isinstance(value, str) and _may_be_alone(place, step):
        rest = ()
    for one in reversed(rest):
        if isinstance(one, int) and one:
            raise gone(place.rest)
        value = [value] if isinstance(one, int) else {one: value}
    refuse_alias(document, place.chain)
    node, frame = place.node, place.frame
    if isinstance(step, int):
        count = count_items(place)
        if step != count or item_frame(frame) is None:
            raise gone(place.rest)
        return insert_item(document, place, step, value)
    table = None if frame.role is Role.BRANCHES else table_of(node, frame)
    if frame.role in (Role.TEXT, Role.TEXTS) or (table is not None and not _may_hold(table, step)):
        raise gone(place.rest)
    if node.kind is NodeKind.MAP:
        return insert_value(document, place.chain, _number_for(node, table, step), value, step)
    if node.empty:
        return replace_value(document, place.chain, {step: value})
    if node.kind is NodeKind.TEXT and table is not None and table.alone and not place.alone:
        pair: dict[str, Value] = {table.alone: value_of(plain_of(node)), step: value}
        order = [key.name for key in table.keys]
        pair = dict(sorted(pair.items(), key=lambda one: order.index(one[0]) if one[0] in order else len(order)))
        return replace_value(document, place.chain, pair)
    raise gone(place.rest)


def _may_be_alone(place: Place, name: str | int) -> bool:
    """Whether the value of a key is a list of texts, of which one needs no list around it."""
    table = table_of(place.node, place.frame)
    key = table.find(name) if table is not None and isinstance(name, str) else None
    return key is not None and key.shape is ValueShape.TEXTS


def _may_hold(table: KeyTable, name: str) -> bool:
    """Whether a mapping may have this key: one of the table, or a column of one's own."""
    return table.find(name) is not None or table.free or bool(table.named)


def _number_for(node: SourceNode, table: KeyTable | None, name: str) -> int:
    """Where a new key goes: behind the last of those that come before it in the table."""
    key = table.find(name) if table is not None else None
    if table is None or key is None:
        return len(node.children)
    order = {word: number for number, one in enumerate(table.keys) for word in one.names}
    own = order[key.name]
    before = [
        (order[word], number)
        for number, word in enumerate(one.text.strip() for one in node.keys)
        if order.get(word, own) < own
    ]
    return max(before)[1] + 1 if before else 0


def _clear(document: SourceDocument, path: Path) -> SourceDocument:
    """Remove what a path leads to. The key that an item begins with stays, with nothing behind it."""
    place = place_of(document, path)
    if place.rest:
        return document
    refuse_alias(document, place.chain[:-1])
    if place.alone:
        return replace_value(document, place.chain, None)
    if place.single:
        return _clear(document, path[:-1])
    around = node_at(document, place.chain[:-1])
    outer = place_of(document, path[:-1])
    table = table_of(outer.node, outer.frame) if around.kind is NodeKind.MAP and not outer.rest else None
    key = table.find(path[-1]) if table is not None and isinstance(path[-1], str) else None
    if table is not None and key is not None and key.name == table.begins:
        return document if place.node.empty else replace_value(document, place.chain, None)
    return remove_child(document, place.chain)
