"""What all edits share: lists and their items, removing a child with what holds nothing else, reasons to refuse."""

from __future__ import annotations

from yizhangtu.edit.changes import Refused, insert_value, node_at, remove_value, replace_value
from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.emit import Value
from yizhangtu.edit.paths import Path, Place, Role
from yizhangtu.edit.source import NodeKind
from yizhangtu.edit.values import Chain, plain_of, value_of


def gone(path: Path) -> Refused:
    """The reason where nothing is at a path."""
    named = "、".join(str(one + 1) if isinstance(one, int) else one for one in path[-3:])
    return Refused(f"找不到要改的地方：{named}", "可能已经被改过；刷新以后再改。")


def refuse_alias(document: SourceDocument, chain: Chain) -> None:
    """Refuse to change something that is written elsewhere."""
    for depth in range(len(chain) + 1):
        if node_at(document, chain[:depth]).kind is NodeKind.ALIAS:
            raise Refused("这里用别名（*）引用了别处的内容，不能在表单里改", "在 YAML 里改。")


def count_items(place: Place) -> int:
    """How many items the value counts as. A way on of 判断 is no step: steps take its place."""
    if place.node.kind is NodeKind.LIST:
        return len(place.node.children)
    return 0 if place.node.empty or place.frame.role is Role.BRANCH else 1


def insert_item(document: SourceDocument, place: Place, number: int, value: Value) -> SourceDocument:
    """Insert an item into the list at a place; a value alone becomes a list."""
    if place.node.kind is NodeKind.LIST and place.node.children:
        return insert_value(document, place.chain, number, value)
    alone = [] if not count_items(place) else [value_of(plain_of(place.node))]
    return replace_value(document, place.chain, [*alone[:number], value, *alone[number:]])


def remove_child(document: SourceDocument, chain: Chain) -> SourceDocument:
    """Remove a child, and what holds nothing else."""
    if not chain:
        raise Refused("这是最后一项，不能删去", "不要这份定义，就删去文件。")
    if len(node_at(document, chain[:-1]).children) > 1:
        return remove_value(document, chain)
    return remove_child(document, chain[:-1])
