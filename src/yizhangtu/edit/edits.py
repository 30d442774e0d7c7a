"""Edits of a form → the changed document. Each is checked, made by primitive changes, and made whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from yizhangtu.edit import steps
from yizhangtu.edit.changes import (
    Refused,
    in_brackets,
    insert_copy,
    insert_value,
    movable,
    node_at,
    remove_value,
    rename_key,
    replace_value,
)
from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.emit import Value
from yizhangtu.edit.lines import offset_of
from yizhangtu.edit.paths import Path, Place, Role, item_frame, place_of, table_of
from yizhangtu.edit.requests import Edit
from yizhangtu.edit.scalars import cleaned
from yizhangtu.edit.source import NodeKind, SourceNode
from yizhangtu.edit.values import Chain, plain_of, value_of
from yizhangtu.model.diagnostics import Diagnostic, make, whole
from yizhangtu.read.schema.key import KeyTable, ValueShape


class Edited(NamedTuple):
    """The document after the edits, or as it was with the reason why not."""

    document: SourceDocument
    diagnostics: tuple[Diagnostic, ...] = ()


def apply(document: SourceDocument, edits: Iterable[Edit]) -> Edited:
    """Make all edits, one after the other, or none of them."""
    changed = document
    try:
        for edit in edits:
            changed = _apply(changed, edit)
    except Refused as refused:
        return Edited(document, (make("Y135", whole(document.file), refused.message, refused.hint),))
    return Edited(changed)


def _apply(document: SourceDocument, edit: Edit) -> SourceDocument:
    if document.encoding != "utf-8":
        raise Refused("文件的编码不是 UTF-8，不能改", "先转成 UTF-8。")
    if edit.op == "replace":
        return _replace_text(document, edit)
    if document.root is None:
        raise Refused("文件还读不出来，表单里不能改", "先在 YAML 里改好列出的问题。")
    match edit.op:
        case "set":
            return _set(document, edit.path, edit.value)
        case "insert":
            return _insert(document, edit.path, edit.value)
        case "delete":
            return _delete(document, edit.path, edit.to_name)
        case "move":
            return _move(document, edit.path, edit.to)
        case "duplicate":
            return _duplicate(document, edit.path)
        case _:
            return _rename(document, edit.path, edit.value)


def _replace_text(document: SourceDocument, edit: Edit) -> SourceDocument:
    """Write other characters in place of a span: what a remedy asks for."""
    span = edit.span
    assert span is not None and isinstance(edit.value, str)
    start = offset_of(document.text, span.line, span.column)
    end = offset_of(document.text, span.end_line, span.end_column)
    if end < start:
        raise Refused("这一处已经改过了", "看一看现在的文字。")
    new = edit.value.replace("\n", document.newline)
    return document.with_text(document.text[:start] + new + document.text[end:])


def _gone(path: Path) -> Refused:
    named = "、".join(str(one + 1) if isinstance(one, int) else one for one in path[-3:])
    return Refused(f"找不到要改的地方：{named}", "可能已经被改过；刷新以后再改。")


# Set and clear a value.


def _set(document: SourceDocument, path: Path, value: Value) -> SourceDocument:
    if not path:
        raise _gone(path)
    if isinstance(value, str):
        value = cleaned(value) or None
    if value is None or value in ([], {}):
        return _clear(document, path)
    place = place_of(document, path)
    if place.rest:
        return _create(document, place, value)
    _no_alias(document, place.chain[:-1])
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


def _create(document: SourceDocument, place: Place, value: Value) -> SourceDocument:
    """Write a value where the path does not exist yet: its keys, in the order of the table, and lists around it."""
    step, rest = place.rest[0], place.rest[1:]
    if rest == (0,) and isinstance(value, str) and _may_be_alone(place, step):
        rest = ()
    for one in reversed(rest):
        if isinstance(one, int) and one:
            raise _gone(place.rest)
        value = [value] if isinstance(one, int) else {one: value}
    _no_alias(document, place.chain)
    node, frame = place.node, place.frame
    if isinstance(step, int):
        count = _count(place)
        if step != count or item_frame(frame) is None:
            raise _gone(place.rest)
        return _insert_item(document, place, step, value)
    table = None if frame.role is Role.BRANCHES else table_of(node, frame)
    if frame.role in (Role.TEXT, Role.TEXTS) or (table is not None and not _may_hold(table, step)):
        raise _gone(place.rest)
    if node.kind is NodeKind.MAP:
        return insert_value(document, place.chain, _number_for(node, table, step), value, step)
    if node.empty:
        return replace_value(document, place.chain, {step: value})
    if node.kind is NodeKind.TEXT and table is not None and table.alone and not place.alone:
        pair: dict[str, Value] = {table.alone: value_of(plain_of(node)), step: value}
        order = [key.name for key in table.keys]
        pair = dict(sorted(pair.items(), key=lambda one: order.index(one[0]) if one[0] in order else len(order)))
        return replace_value(document, place.chain, pair)
    raise _gone(place.rest)


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
    _no_alias(document, place.chain[:-1])
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
    return _remove(document, place.chain)


def _remove(document: SourceDocument, chain: Chain) -> SourceDocument:
    """Remove a child, and what holds nothing else."""
    if not chain:
        raise Refused("这是最后一项，不能删去", "不要这份定义，就删去文件。")
    if len(node_at(document, chain[:-1]).children) > 1:
        return remove_value(document, chain)
    return _remove(document, chain[:-1])


def _no_alias(document: SourceDocument, chain: Chain) -> None:
    """Refuse to change something that is written elsewhere."""
    for depth in range(len(chain) + 1):
        if node_at(document, chain[:depth]).kind is NodeKind.ALIAS:
            raise Refused("这里用别名（*）引用了别处的内容，不能在表单里改", "在 YAML 里改。")


# Items of lists.


def _count(place: Place) -> int:
    """How many items the value counts as. A way on of 判断 is no step: steps take its place."""
    if place.node.kind is NodeKind.LIST:
        return len(place.node.children)
    return 0 if place.node.empty or place.frame.role is Role.BRANCH else 1


def _list_place(document: SourceDocument, path: Path) -> tuple[Place, int]:
    """The list that a path to an item names, and the number of the item in it."""
    if len(path) < 2 or not isinstance(path[-1], int):
        raise _gone(path)
    return place_of(document, path[:-1]), path[-1]


def _insert(document: SourceDocument, path: Path, value: Value) -> SourceDocument:
    place, number = _list_place(document, path)
    if isinstance(value, str):
        value = cleaned(value) or None
    if place.rest:
        if number:
            raise _gone(path)
        return _create(document, place._replace(rest=(*place.rest, 0)), value)
    _no_alias(document, place.chain)
    if item_frame(place.frame) is None or not 0 <= number <= _count(place):
        raise _gone(path)
    return _insert_item(document, place, number, value)


def _insert_item(document: SourceDocument, place: Place, number: int, value: Value) -> SourceDocument:
    if place.node.kind is NodeKind.LIST and place.node.children:
        return insert_value(document, place.chain, number, value)
    alone = [] if not _count(place) else [value_of(plain_of(place.node))]
    return replace_value(document, place.chain, [*alone[:number], value, *alone[number:]])


def _delete(document: SourceDocument, path: Path, to_name: str) -> SourceDocument:
    """Delete an item. References to its steps lead to another step from now on, where `to_name` says which."""
    place = place_of(document, path)
    if place.rest or not path:
        raise _gone(path)
    _no_alias(document, place.chain[:-1])
    if to_name:
        document = steps.redirect(document, place, to_name)
    if place.single:
        return _delete(document, path[:-1], "")
    outer = place_of(document, path[:-1])
    if outer.frame.role is Role.BRANCH and len(outer.node.children) == 1 and outer.node.kind is NodeKind.LIST:
        return replace_value(document, outer.chain, "下一步")
    return _remove(document, place.chain)


def _move(document: SourceDocument, path: Path, to: Path) -> SourceDocument:
    """Move an item to another place: before the item that has this number now."""
    place = place_of(document, path)
    target, number = _list_place(document, to)
    if place.rest or place.single or not path or not isinstance(path[-1], int):
        raise _gone(path)
    if to == path:
        return document
    if to[: len(path)] == path:
        raise Refused("不能移到它自己里面", "移到别的步骤前面或者后面。")
    _no_alias(document, place.chain)
    inner = item_frame(target.frame) if not target.rest else None
    if inner is None or not 0 <= number <= _count(target):
        raise _gone(to)
    if inner != place.frame and {inner.role, place.frame.role} - {Role.ENTRY, Role.MEMBER}:
        raise Refused("不能移到这里", "移到同样的一列里。")
    source = place.chain
    if target.chain == source[:-1] and number in (source[-1], source[-1] + 1) and not target.single:
        return document
    document = _copy_to(document, source, target, number)
    return _remove_moved(document, _shifted(source, target.chain, number), path[:-1])


def _copy_to(document: SourceDocument, source: Chain, target: Place, number: int) -> SourceDocument:
    around = node_at(document, source[:-1])
    plain = value_of(plain_of(node_at(document, source)))
    blocks = target.node.kind is NodeKind.LIST and target.node.children and not in_brackets(document, target.chain)
    if blocks and movable(document, around, source[-1]) and not in_brackets(document, source[:-1]):
        return insert_copy(document, target.chain, number, source)
    return _insert_item(document, target, number, plain)


def _remove_moved(document: SourceDocument, chain: Chain, path: Path) -> SourceDocument:
    outer = place_of(document, path)
    if outer.chain == chain[:-1] and outer.frame.role is Role.BRANCH and len(outer.node.children) == 1:
        return replace_value(document, outer.chain, "下一步")
    return _remove(document, chain)


def _shifted(chain: Chain, inserted_in: Chain, number: int) -> Chain:
    """A chain after an item was inserted into a list."""
    depth = len(inserted_in)
    if chain[:depth] == inserted_in and len(chain) > depth and chain[depth] >= number:
        return (*chain[:depth], chain[depth] + 1, *chain[depth + 1 :])
    return chain


def _duplicate(document: SourceDocument, path: Path) -> SourceDocument:
    """Insert a copy right behind an item; steps in it get names of their own."""
    place = place_of(document, path)
    if place.rest or not path or not isinstance(path[-1], int):
        raise _gone(path)
    _no_alias(document, place.chain)
    outer = place_of(document, path[:-1])
    copied = _copy_to(document, place.chain, outer, path[-1] + 1)
    return steps.with_own_names(copied, (*path[:-1], path[-1] + 1))


def _rename(document: SourceDocument, path: Path, value: Value) -> SourceDocument:
    """Write another key: the words of an outcome, a column, a key that the format does not know."""
    place = place_of(document, path)
    key = cleaned(value) if isinstance(value, str) else ""
    if place.rest or not path or not isinstance(path[-1], str) or place.alone:
        raise _gone(path)
    if not key:
        raise Refused("这里不能空着", "写上文字，或者删去这一项。")
    around = node_at(document, place.chain[:-1])
    others = [one.text.strip() for number, one in enumerate(around.keys) if number != place.chain[-1]]
    if key in others:
        raise Refused(f"“{key}”已经有了", "换一个说法。")
    return rename_key(document, place.chain, key)
