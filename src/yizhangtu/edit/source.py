"""Text → a syntax tree with offsets: what an edit needs to change only the characters that it means.

The tree of the reader (read/yaml/tree.py) has aliases replaced and knows lines and columns; here every node is where it
is written, with its quotes, brackets and anchors. Offsets count characters of the text; ends are exclusive and leave
out blank lines behind a node.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import yaml

from yizhangtu.read.faults import Faults
from yizhangtu.read.yaml.scan import LOADER, scan
from yizhangtu.read.yaml.tree import as_read

_VARIABLE = re.compile(r"\{\{[^{}\n]*\}\}")


class NodeKind(StrEnum):
    """What a node of the source is."""

    TEXT = "text"
    LIST = "list"
    MAP = "map"
    ALIAS = "alias"


class SourceNode(NamedTuple):
    """A node as written. `children` are the items of a list or the values of a map, `keys` the keys of a map. `start`
    is that of its anchor where it has one. `text` is the value of a text, the name of an alias. `style` is ' " | > or
    "" of a text; `flow`: a list or map in brackets."""

    kind: NodeKind
    start: int
    end: int
    text: str = ""
    style: str = ""
    flow: bool = False
    anchor: str = ""
    children: "tuple[SourceNode, ...]" = ()
    keys: "tuple[SourceNode, ...]" = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is written."""
        return self.kind is NodeKind.TEXT and not self.style and self.text in ("", "~")

    @property
    def block(self) -> bool:
        """Whether it is a list or map without brackets, or a text behind | or >."""
        if self.kind is NodeKind.TEXT:
            return self.style in ("|", ">")
        return self.kind is not NodeKind.ALIAS and not self.flow


def syntax_of(text: str) -> SourceNode | None:
    """The tree of a text that the reader can compose safely (read/yaml/scan.py); None of one that it cannot."""
    try:
        found = list(yaml.parse(text, Loader=LOADER))
        if not scan(text, Faults(""), found):
            return None
    except yaml.YAMLError:
        return None
    events = iter(found)
    first = next((event for event in events if isinstance(event, yaml.NodeEvent)), None)
    return None if first is None else _node(first, events, text)


def _node(event: yaml.NodeEvent, events: Iterator[yaml.Event], text: str) -> SourceNode:
    assert event.start_mark is not None and event.end_mark is not None
    start, end = event.start_mark.index, event.end_mark.index
    anchor = getattr(event, "anchor", None) or ""
    if isinstance(event, yaml.AliasEvent):
        return SourceNode(NodeKind.ALIAS, start, end, anchor)
    if isinstance(event, yaml.ScalarEvent):
        raw = text[start:end].rstrip()
        folded = raw if event.style != "|" and ("\n" in raw or "\r" in raw) else ""
        value = as_read(str(event.value), event.style, folded)
        return SourceNode(NodeKind.TEXT, start, start + len(raw), value, event.style or "", anchor=anchor)
    if isinstance(event, yaml.SequenceStartEvent):
        items, end = _until(yaml.SequenceEndEvent, start, events, text)
        end = end if event.flow_style else max((start, *(item.end for item in items)))
        return SourceNode(NodeKind.LIST, start, end, flow=bool(event.flow_style), anchor=anchor, children=items)
    assert isinstance(event, yaml.MappingStartEvent)
    nodes, end = _until(yaml.MappingEndEvent, start, events, text)
    raw = text[start:end]
    if event.flow_style and _VARIABLE.fullmatch(raw):
        return SourceNode(NodeKind.TEXT, start, end, raw, anchor=anchor)
    end = end if event.flow_style else max((start, *(node.end for node in nodes)))
    keys, values = nodes[::2], nodes[1::2]
    return SourceNode(NodeKind.MAP, start, end, "", "", bool(event.flow_style), anchor, values, keys)


def _until(
    last: type[yaml.Event], start: int, events: Iterator[yaml.Event], text: str
) -> tuple[tuple[SourceNode, ...], int]:
    """The nodes up to the end of a collection, and where it ends."""
    found: list[SourceNode] = []
    for event in events:
        if isinstance(event, last):
            return tuple(found), start if event.end_mark is None else event.end_mark.index
        if isinstance(event, yaml.NodeEvent):
            found.append(_node(event, events, text))
    return tuple(found), start


def aliases_in(node: SourceNode) -> Iterator[str]:
    """The names of the aliases inside a node."""
    if node.kind is NodeKind.ALIAS:
        yield node.text
    for child in (*node.keys, *node.children):
        yield from aliases_in(child)


def anchors_in(node: SourceNode) -> Iterator[str]:
    """The names of the anchors inside a node."""
    if node.anchor:
        yield node.anchor
    for child in (*node.keys, *node.children):
        yield from anchors_in(child)
