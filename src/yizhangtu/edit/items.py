"""Insert, delete, move and copy the items of lists."""

from __future__ import annotations

from yizhangtu.edit import steps
from yizhangtu.edit.changes import Refused, in_brackets, insert_copy, movable, node_at, replace_value
from yizhangtu.edit.containers import count_items, gone, insert_item, refuse_alias, remove_child
from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.emit import Value
from yizhangtu.edit.fields import create_value
from yizhangtu.edit.paths import Path, Place, Role, item_frame, place_of
from yizhangtu.edit.scalars import cleaned
from yizhangtu.edit.source import NodeKind
from yizhangtu.edit.values import Chain, plain_of, value_of


def _list_place(document: SourceDocument, path: Path) -> tuple[Place, int]:
    """The list that a path to an item names, and the number of the item in it."""
    if len(path) < 2 or not isinstance(path[-1], int):
        raise gone(path)
    return place_of(document, path[:-1]), path[-1]


def insert(document: SourceDocument, path: Path, value: Value) -> SourceDocument:
    """Insert an item at the number that the path ends with."""
    place, number = _list_place(document, path)
    if isinstance(value, str):
        value = cleaned(value) or None
    if place.rest:
        if number:
            raise gone(path)
        return create_value(document, place._replace(rest=(*place.rest, 0)), value)
    refuse_alias(document, place.chain)
    if item_frame(place.frame) is None or not 0 <= number <= count_items(place):
        raise gone(path)
    return insert_item(document, place, number, value)


def delete(document: SourceDocument, path: Path, to_name: str) -> SourceDocument:
    """Delete an item. References to its steps lead to another step from now on, where `to_name` says which."""
    place = place_of(document, path)
    if place.rest or not path:
        raise gone(path)
    refuse_alias(document, place.chain[:-1])
    if to_name:
        document = steps.redirect(document, place, to_name)
    if place.single:
        return delete(document, path[:-1], "")
    outer = place_of(document, path[:-1])
    if outer.frame.role is Role.BRANCH and len(outer.node.children) == 1 and outer.node.kind is NodeKind.LIST:
        return replace_value(document, outer.chain, "下一步")
    return remove_child(document, place.chain)


def move(document: SourceDocument, path: Path, to: Path) -> SourceDocument:
    """Move an item to another place: before the item that has this number now."""
    place = place_of(document, path)
    target, number = _list_place(document, to)
    if place.rest or place.single or not path or not isinstance(path[-1], int):
        raise gone(path)
    if to == path:
        return document
    if to[: len(path)] == path:
        raise Refused("不能移到它自己里面", "移到别的步骤前面或者后面。")
    refuse_alias(document, place.chain)
    inner = item_frame(target.frame) if not target.rest else None
    if inner is None or not 0 <= number <= count_items(target):
        raise gone(to)
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
    return insert_item(document, target, number, plain)


def _remove_moved(document: SourceDocument, chain: Chain, path: Path) -> SourceDocument:
    outer = place_of(document, path)
    if outer.chain == chain[:-1] and outer.frame.role is Role.BRANCH and len(outer.node.children) == 1:
        return replace_value(document, outer.chain, "下一步")
    return remove_child(document, chain)


def _shifted(chain: Chain, inserted_in: Chain, number: int) -> Chain:
    """A chain after an item was inserted into a list."""
    depth = len(inserted_in)
    if chain[:depth] == inserted_in and len(chain) > depth and chain[depth] >= number:
        return (*chain[:depth], chain[depth] + 1, *chain[depth + 1 :])
    return chain


def duplicate(document: SourceDocument, path: Path) -> SourceDocument:
    """Insert a copy right behind an item; steps in it get names of their own."""
    place = place_of(document, path)
    if place.rest or not path or not isinstance(path[-1], int):
        raise gone(path)
    refuse_alias(document, place.chain)
    outer = place_of(document, path[:-1])
    copied = _copy_to(document, place.chain, outer, path[-1] + 1)
    return steps.with_own_names(copied, (*path[:-1], path[-1] + 1))
