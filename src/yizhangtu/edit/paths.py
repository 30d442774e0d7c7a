"""Paths of a form → places in the source, with the table of keys that holds there.

A path is a list of keys and of numbers from 0: ["操作流程", 2, "判断", "齐全", 0, "内容"]. Keys are Chinese names of
the table of keys, and stand for whatever name the file has; outcomes of 判断 and columns of one's own for themselves.
A value without a list around it counts as a list of one, a text in place of a mapping as the key that it stands for.
"""

from enum import StrEnum
from typing import NamedTuple, TypeAlias

from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.source import NodeKind, SourceNode
from yizhangtu.edit.values import Chain
from yizhangtu.read.schema.key import Key, KeyTable, ValueShape
from yizhangtu.read.schema.keys import TABLES
from yizhangtu.read.schema.steps import PARALLEL, STEP, TARGET

Path: TypeAlias = "tuple[str | int, ...]"

LISTS = frozenset({
    ValueShape.TEXTS, ValueShape.OBJECTS, ValueShape.OBJECTS_OR_TEXTS, ValueShape.STEPS, ValueShape.MEMBERS,
    ValueShape.ROWS_OR_FILE,
})  # fmt: skip


class Role(StrEnum):
    """What stands at a place: decides which keys may be written in it."""

    TEXT = "text"
    TEXTS = "texts"
    OBJECT = "object"  # a mapping with a table of keys
    OBJECTS = "objects"
    ENTRY = "entry"  # a step or 并行
    ENTRIES = "entries"
    MEMBER = "member"  # of 并行: an entry, or a list of them
    MEMBERS = "members"
    BRANCHES = "branches"
    BRANCH = "branch"  # of 判断: a word, 到 with 说明, or a list of entries
    ROWS = "rows"  # a table of data, its file, or its rows
    ROW = "row"  # a row of data, with columns of its own


class Frame(NamedTuple):
    """What a place is for. `table` holds the keys of a mapping there."""

    role: Role
    table: KeyTable | None = None
    key: Key | None = None


class Place(NamedTuple):
    """Where a path leads: as far as it exists by `chain`, `node` there with its `frame`; `rest` is what is missing.
    `single`: the node is no list, and counts as a list of one; `alone`: it is a text, and stands for a key."""

    chain: Chain
    node: SourceNode
    frame: Frame
    rest: Path = ()
    single: bool = False
    alone: bool = False


_ROLES = {
    ValueShape.TEXTS: Role.TEXTS, ValueShape.OBJECT: Role.OBJECT, ValueShape.OBJECT_OR_TEXT: Role.OBJECT,
    ValueShape.OBJECTS: Role.OBJECTS, ValueShape.OBJECTS_OR_TEXTS: Role.OBJECTS, ValueShape.STEPS: Role.ENTRIES,
    ValueShape.MEMBERS: Role.MEMBERS, ValueShape.BRANCHES: Role.BRANCHES, ValueShape.ROWS_OR_FILE: Role.OBJECTS,
    ValueShape.DATA: Role.ROWS,
}  # fmt: skip
_ITEMS = {
    Role.TEXTS: Role.TEXT, Role.OBJECTS: Role.OBJECT, Role.ENTRIES: Role.ENTRY, Role.MEMBERS: Role.MEMBER,
    Role.MEMBER: Role.ENTRY, Role.BRANCH: Role.ENTRY, Role.ROWS: Role.ROW,
}  # fmt: skip
_ALONE_ROLES = {Role.OBJECT, Role.ENTRY, Role.MEMBER, Role.BRANCH}


def frame_of(key: Key) -> Frame:
    """What the value of a key is for."""
    return Frame(_ROLES.get(key.shape, Role.TEXT), TABLES.get(key.of), key)


def item_frame(frame: Frame) -> Frame | None:
    """What an item of a list is for; None where no list may stand."""
    role = _ITEMS.get(frame.role)
    return None if role is None else Frame(role, frame.table if role is Role.OBJECT else None, frame.key)


def table_of(node: SourceNode, frame: Frame) -> KeyTable | None:
    """The keys of a mapping at a place; None where its keys are free."""
    if frame.role in (Role.ENTRY, Role.MEMBER, Role.BRANCH):
        written = {key.text.strip() for key in node.keys}
        if written & set(PARALLEL.by_name["并行"].names):
            return PARALLEL
        if frame.role is Role.BRANCH and not written & set(STEP.by_name["步骤"].names):
            return TARGET
        return STEP
    return frame.table if frame.role in (Role.OBJECT, Role.ROWS) else None


def number_of(node: SourceNode, table: KeyTable | None, name: str) -> int | None:
    """The number of the pair with this key; its other names count, and wrong names where the key is not there."""
    written = [key.text.strip() for key in node.keys]
    key = table.find(name) if table is not None else None
    names = (name.strip(),) if key is None else key.names
    for wanted in (names, () if key is None else key.wrong):
        for number, word in enumerate(written):
            if word in wanted and (wanted is names or table is None or table.find(word) is None):
                return number
    return None


def child_frame(node: SourceNode, frame: Frame, number: int) -> Frame:
    """What the child of a list or map is for."""
    if node.kind is NodeKind.LIST:
        return item_frame(frame) or Frame(Role.TEXT)
    if frame.role is Role.BRANCHES:
        return Frame(Role.BRANCH)
    key = known_key(node, table_of(node, frame), number)
    return Frame(Role.TEXTS) if key is None else frame_of(key)


def known_key(node: SourceNode, table: KeyTable | None, number: int) -> Key | None:
    """The key of a pair; None for a key that the table does not have."""
    if table is None:
        return None
    written = node.keys[number].text.strip()
    found = table.find(written)
    if found is None:
        named = next((key for key in table.keys if written in key.wrong), None)
        found = named if named is not None and number_of(node, table, named.name) == number else None
    return found


def place_of(document: SourceDocument, path: Path) -> Place:
    """Where a path leads, as far as it exists."""
    root = document.root
    assert root is not None
    place = Place((), root, Frame(Role.OBJECT, document.table))
    for depth, step in enumerate(path):
        following = _step(place, step)
        if following is None:
            return place._replace(rest=path[depth:])
        place = following
    return place


def _step(place: Place, step: str | int) -> Place | None:
    node, frame = place.node, place.frame
    if isinstance(step, int):
        inner = item_frame(frame)
        if inner is None:
            return None
        if node.kind is NodeKind.LIST:
            return _child(place, step) if 0 <= step < len(node.children) else None
        return place._replace(frame=inner, single=True) if step == 0 and not node.empty else None
    if node.kind is NodeKind.MAP:
        number = number_of(node, None if frame.role is Role.BRANCHES else table_of(node, frame), step)
        return None if number is None else _child(place, number)
    table = table_of(node, frame)
    key = table.find(step) if table is not None else None
    if node.kind is not NodeKind.TEXT or node.empty or frame.role not in _ALONE_ROLES:
        return None
    if table is None or key is None or key.name != table.alone:
        return None
    return place._replace(frame=frame_of(key), alone=True)


def _child(place: Place, number: int) -> Place:
    frame = child_frame(place.node, place.frame, number)
    return Place((*place.chain, number), place.node.children[number], frame)
