"""The steps of a document by name: where each stands, what refers to it, and how references follow a new name."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from yizhangtu.edit.changes import replace_value
from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.emit import Value
from yizhangtu.edit.paths import Frame, Path, Place, Role, child_frame, known_key, place_of, table_of
from yizhangtu.edit.source import NodeKind, SourceNode
from yizhangtu.edit.values import Chain
from yizhangtu.model.words import numeral
from yizhangtu.read.schema.steps import NEXT, PARALLEL, STEP, TARGET

NAME = "步骤"


class Reference(NamedTuple):
    """A text that names a step, or a word such as 下一步."""

    chain: Chain
    text: str


class Renaming(NamedTuple):
    """A step gets another name."""

    old: str
    new: str


def names_in(node: SourceNode, frame: Frame, chain: Chain = ()) -> Iterator[Reference]:
    """The names of all steps and blocks in a node, in the order written; chains start with that of the node."""
    if node.kind is NodeKind.TEXT and frame.role in (Role.ENTRY, Role.MEMBER) and not node.empty:
        yield Reference(chain, node.text.strip())
    for number, child, inner, key in _children(node, frame):
        if key == NAME and table_of(node, frame) in (STEP, PARALLEL) and child.kind is NodeKind.TEXT:
            yield Reference((*chain, number), child.text.strip())
        elif inner.role in _WALKED:
            yield from names_in(child, inner, (*chain, number))


def references_in(node: SourceNode, frame: Frame, chain: Chain = ()) -> Iterator[Reference]:
    """All texts in a node that say where a step goes on: 接着, 到, the outcomes of 判断."""
    if node.kind is NodeKind.TEXT:
        if frame.role is Role.BRANCH or (frame.role is Role.OBJECT and frame.table is NEXT):
            yield Reference(chain, node.text.strip())
        return
    for number, child, inner, key in _children(node, frame):
        if key == "到" and table_of(node, frame) in (TARGET, NEXT) and child.kind is NodeKind.TEXT:
            yield Reference((*chain, number), child.text.strip())
        elif inner.role in _WALKED or inner.table is NEXT:
            yield from references_in(child, inner, (*chain, number))


_WALKED = {Role.ENTRY, Role.ENTRIES, Role.MEMBER, Role.MEMBERS, Role.BRANCH, Role.BRANCHES}


def _children(node: SourceNode, frame: Frame) -> Iterator[tuple[int, SourceNode, Frame, str]]:
    """The children of a node with their frames and the names of their keys."""
    table = table_of(node, frame) if node.kind is NodeKind.MAP else None
    for number, child in enumerate(node.children):
        key = known_key(node, table, number) if table is not None else None
        yield number, child, child_frame(node, frame, number), key.name if key else ""


def _root(document: SourceDocument) -> tuple[SourceNode, Frame]:
    assert document.root is not None
    return document.root, Frame(Role.OBJECT, document.table)


def step_names(document: SourceDocument) -> tuple[Reference, ...]:
    """All steps of a document, in the order written."""
    return tuple(names_in(*_root(document)))


def renaming(document: SourceDocument, path: Path, value: Value) -> Renaming | None:
    """What a new value at a path renames: a step that no other one shares its name with, old or new."""
    outer = place_of(document, path[:-1])
    names = {one.chain: one.text for one in step_names(document)}
    old = names.get(place_of(document, path).chain)
    if outer.rest or not old or not isinstance(value, str) or value.strip() == old:
        return None
    counts = Counter(names.values())
    return Renaming(old, value.strip()) if counts[old] == 1 and not counts[value.strip()] else None


def follow(document: SourceDocument, renamed: Renaming | None) -> SourceDocument:
    """Write the new name of a step wherever something refers to it."""
    if renamed is None or renamed.old in RESERVED or renamed.new in RESERVED:
        return document
    for one in tuple(references_in(*_root(document))):
        if one.text == renamed.old:
            document = replace_value(document, one.chain, renamed.new)
    return document


RESERVED = frozenset({"下一步", "办结", "next", "end"})


def redirect(document: SourceDocument, place: Place, to_name: str) -> SourceDocument:
    """Let everything outside a place that refers to a step in it refer to another step."""
    depth = len(place.chain)
    inside = {one.text for one in names_in(place.node, place.frame)} - RESERVED
    for one in tuple(references_in(*_root(document))):
        if one.text in inside and one.chain[:depth] != place.chain:
            document = replace_value(document, one.chain, to_name)
    return document


def with_own_names(document: SourceDocument, path: Path) -> SourceDocument:
    """Give the steps of a copy names that no other step has; what refers to them inside the copy follows."""
    place = place_of(document, path)
    copied = tuple(names_in(place.node, place.frame, place.chain))
    depth = len(place.chain)
    taken = {one.text for one in step_names(document)}
    new: dict[str, str] = {}
    for one in copied:
        if one.text:
            new[one.text] = _free(one.text, taken)
            taken.add(new[one.text])
            document = replace_value(document, one.chain, new[one.text])
    for one in tuple(references_in(*_root(document))):
        if one.chain[:depth] == place.chain and one.text in new and one.text not in RESERVED:
            document = replace_value(document, one.chain, new[one.text])
    return document


def _free(name: str, taken: set[str]) -> str:
    """The name with the first number that makes it a new one: 审核（二）."""
    base = _NUMBERED.sub("", name)
    return next(one for n in count(2) if (one := f"{base}（{numeral(n)}）") not in taken)


_NUMBERED = re.compile(r"（[一二三四五六七八九十]+）$")
