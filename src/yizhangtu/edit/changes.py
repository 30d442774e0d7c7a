"""The primitive changes of a document: replace, insert, remove a child of a list or map, rename a key.

Each of them touches only the lines of that child: comments, order, quotes and blank lines of everything else stay. The
changed text is read again and compared with the same change made on plain values; `Refused` where they differ.
"""

from __future__ import annotations

import re

from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.emit import Value, flow_text, item_lines, pair_lines, value_lines
from yizhangtu.edit.lines import (
    begins_line,
    column,
    indent,
    is_blank,
    is_comment,
    line_end,
    line_start,
    next_line,
)
from yizhangtu.edit.scalars import scalar
from yizhangtu.edit.source import NodeKind, SourceNode, aliases_in, anchors_in
from yizhangtu.edit.values import Chain, Plain, inserted, plain_of, plain_value, removed, renamed, replaced

_PROPERTY = re.compile(r"(?:&\S+[ \t]+)+")


class Refused(Exception):
    """A change that cannot be made; the message is Chinese. Caught in edits.py, which makes a diagnostic of it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def node_at(document: SourceDocument, chain: Chain) -> SourceNode:
    """The node at the end of a chain."""
    node = document.root
    assert node is not None
    for number in chain:
        node = node.children[number]
    return node


def in_brackets(document: SourceDocument, chain: Chain) -> bool:
    """Whether the children of the node at the end of the chain stand inside brackets."""
    return any(node_at(document, chain[:depth]).flow for depth in range(len(chain) + 1))


def replace_value(document: SourceDocument, chain: Chain, value: Value) -> SourceDocument:
    """Write another value in place of one."""
    text, around, old = document.text, node_at(document, chain[:-1]), node_at(document, chain)
    if in_brackets(document, chain[:-1]):
        written = flow_text(value, _quotes(old, flow=True))
        gap = " " if around.kind is NodeKind.MAP and text[old.start - 1] == ":" else ""
        new = _with(text, _body(text, old), old.end, gap + written)
    else:
        lines = _lines_for(around, value, document.dash_offset, _quotes(old, flow=False))
        new = _replace_block(document, around, chain[-1], old, lines)
    return _checked(document, new, replaced(_values(document), chain, plain_value(value)))


def _quotes(old: SourceNode, flow: bool) -> str:
    """The quotes that its author has chosen for a text; those that it could not do without are not chosen."""
    chosen = old.kind is NodeKind.TEXT and old.style in ("'", '"') and scalar(old.text, flow) == old.text
    return old.style if chosen else ""


def _lines_for(around: SourceNode, value: Value, offset: int, like: str) -> list[str]:
    """The lines of a value behind a key; behind a dash a mapping begins beside it."""
    if around.kind is NodeKind.MAP:
        return value_lines(value, offset, like)
    first, *others = item_lines(value, offset, like)
    return [first[2:], *others]


def _replace_block(document: SourceDocument, around: SourceNode, index: int, old: SourceNode, lines: list[str]) -> str:
    """The text with the lines of a value in place of the old one, in a list or map without brackets."""
    text, mark = document.text, document.mark(around, index)
    behind = mark + 1
    if around.kind is NodeKind.MAP:
        key = around.keys[index]
        behind = text.index(":", key.end) + 1
    margin = " " * column(text, mark)
    below = "".join(document.newline + (margin + line if line else "") for line in lines[1:])
    beside = f" {lines[0]}" if lines[0] else ""
    first_line = line_end(text, behind)
    if old.start > first_line:  # the old value begins on a line of its own: a comment beside the key stays
        rest = text[behind:first_line].rstrip()
        return _with(text, behind, line_end(text, old.end) if below else old.end, beside + rest + below)
    if old.block or len(lines) == 1:
        if old.start == old.end:
            return _with(text, behind, behind, beside + below)
        if not lines[0]:
            return _with(text, behind, old.end, below)
        return _with(text, _body(text, old), line_end(text, old.end) if below else old.end, lines[0] + below)
    end = line_end(text, old.end)  # a comment behind the old value stays beside the key
    return _with(text, behind, end, beside + text[old.end : end].rstrip() + below)


def _body(text: str, node: SourceNode) -> int:
    """Where a node begins behind its anchor."""
    found = _PROPERTY.match(text, node.start, node.end) if node.anchor else None
    return found.end() if found else node.start


def rename_key(document: SourceDocument, chain: Chain, key: str) -> SourceDocument:
    """Write another key in place of one."""
    around = node_at(document, chain[:-1])
    old = around.keys[chain[-1]]
    written = scalar(key, in_brackets(document, chain[:-1]), old.style)
    new = _with(document.text, old.start, old.end, written)
    return _checked(document, new, renamed(_values(document), chain, key))


def insert_value(
    document: SourceDocument, chain: Chain, index: int, value: Value, key: str | None = None
) -> SourceDocument:
    """Insert an item into the list, or a pair into the map, at the end of the chain: it then has this number."""
    around = node_at(document, chain)
    if in_brackets(document, chain):
        part = flow_text(value) if key is None else f"{scalar(key, flow=True)}: {flow_text(value)}"
        new = _insert_in_brackets(document.text, around, index, part)
    else:
        offset = document.dash_offset
        lines = item_lines(value, offset) if key is None else pair_lines(key, value, offset)
        new = insert_lines(document, around, index, lines)
    return _checked(document, new, inserted(_values(document), chain, index, plain_value(value), key))


def insert_copy(document: SourceDocument, chain: Chain, index: int, source: Chain) -> SourceDocument:
    """Insert a copy of an item, with its comments and its way of writing, into a list without brackets."""
    around, origin = node_at(document, chain), node_at(document, source[:-1])
    _without_anchors(node_at(document, source), "复制、移动")
    new = insert_lines(document, around, index, item_text(document, origin, source[-1]))
    value = plain_of(node_at(document, source), _anchors(document))
    return _checked(document, new, inserted(_values(document), chain, index, value, None))


def remove_value(document: SourceDocument, chain: Chain) -> SourceDocument:
    """Remove an item or a pair; there has to be another one beside it."""
    around = node_at(document, chain[:-1])
    _unaliased(document, node_at(document, chain))
    if in_brackets(document, chain[:-1]):
        new = _remove_in_brackets(document.text, around, chain[-1])
    else:
        new = _remove_lines(document, around, chain[-1])
    return _checked(document, new, removed(_values(document), chain))


def item_text(document: SourceDocument, around: SourceNode, index: int) -> list[str]:
    """The lines of an item with the comments that belong to it, without its indentation."""
    start, end = region(document, around, index)
    margin = column(document.text, document.mark(around, index))
    lines = re.split(r"\r\n?|\n", document.text[start:end])
    if lines and not lines[-1]:
        lines.pop()
    return [line[min(margin, len(line) - len(line.lstrip(" "))) :] for line in lines]


def movable(document: SourceDocument, around: SourceNode, index: int) -> bool:
    """Whether an item stands on lines of its own."""
    return not around.flow and begins_line(document.text, document.mark(around, index))


def region(document: SourceDocument, around: SourceNode, index: int) -> tuple[int, int]:
    """The lines of a child: with comments right above it on its own margin (above the first child they are about all
    of them, unless a blank line parts them from the key) and those below that are indented further."""
    text = document.text
    mark, end = document.mark(around, index), around.children[index].end
    end = max(end, text.index(":", around.keys[index].end) + 1 if around.kind is NodeKind.MAP else mark + 1)
    margin = column(text, mark)
    start = line_start(text, mark)
    top = _with_comments(text, start, margin)
    if index or (top and is_blank(text, _line_above(text, top))):
        start = top
    stop = at = next_line(text, end)
    while at < len(text):
        if is_comment(text, at) and indent(text, at) > margin:
            stop = next_line(text, at)
        elif not is_blank(text, at):
            break
        at = next_line(text, at)
    return start, stop


def _with_comments(text: str, start: int, margin: int) -> int:
    """The start of the comments right above a line, on the same margin."""
    while start:
        above = _line_above(text, start)
        if not is_comment(text, above) or indent(text, above) != margin:
            break
        start = above
    return start


def _line_above(text: str, start: int) -> int:
    return line_start(text, start - 1 - text.endswith("\r\n", 0, start))


def insert_lines(document: SourceDocument, around: SourceNode, index: int, lines: list[str]) -> str:
    """The text with lines inserted as a child of a list or map without brackets."""
    text, newline = document.text, document.newline
    count = len(around.children)
    mark = document.mark(around, min(index, count - 1))
    margin = " " * column(text, mark)
    if index < count and not begins_line(text, mark):
        return _with(text, mark, mark, newline.join(_indented(lines, margin, first="")) + newline + margin)
    block = newline.join(_indented(lines, margin, first=margin))
    if index < count:
        place = region(document, around, index)[0]
        return _with(text, place, place, block + newline)
    place = region(document, around, count - 1)[1]
    if place and text[place - 1] not in "\r\n":
        return _with(text, place, place, newline + block)
    return _with(text, place, place, block + newline)


def _indented(lines: list[str], margin: str, first: str) -> list[str]:
    return [first + lines[0], *(margin + line if line else "" for line in lines[1:])]


def _remove_lines(document: SourceDocument, around: SourceNode, index: int) -> str:
    text, mark = document.text, document.mark(around, index)
    if begins_line(text, mark):
        start, end = region(document, around, index)
        return _with(text, start, end, "")
    # The first child stands behind a dash: the next one takes its place, comments between them go above the line.
    following = document.mark(around, index + 1)
    own_end = region(document, around, index)[1]
    comments = text[own_end : line_start(text, following)]
    above = line_start(text, mark)
    margin = " " * indent(text, above)
    moved = "".join(margin + line.lstrip(" ") for line in comments.splitlines(keepends=True))
    return text[:above] + moved + text[above:mark] + text[following:]


def _insert_in_brackets(text: str, around: SourceNode, index: int, part: str) -> str:
    if not around.children:
        return _with(text, _body(text, around), around.end, text[_body(text, around)] + part + text[around.end - 1])
    if index < len(around.children):
        place = (around.keys or around.children)[index].start
        return _with(text, place, place, f"{part}, ")
    place = max(around.children[-1].end, around.keys[-1].end if around.keys else 0)
    return _with(text, place, place, f", {part}")


def _remove_in_brackets(text: str, around: SourceNode, index: int) -> str:
    starts = [node.start for node in around.keys or around.children]
    ends = [max(node.end, *(key.end for key in around.keys[i : i + 1]), 0) for i, node in enumerate(around.children)]
    if len(starts) == 1:
        return _with(text, _body(text, around) + 1, around.end - 1, "")
    if index < len(starts) - 1:
        return _with(text, starts[index], starts[index + 1], "")
    return _with(text, ends[index - 1], ends[index], "")


def _with(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _anchors(document: SourceDocument) -> dict[str, Plain]:
    anchors: dict[str, Plain] = {}
    assert document.root is not None
    plain_of(document.root, anchors)
    return anchors


def _values(document: SourceDocument) -> Plain:
    assert document.root is not None
    return plain_of(document.root)


def _unaliased(document: SourceDocument, node: SourceNode) -> None:
    """Refuse to remove an anchor that an alias elsewhere needs."""
    assert document.root is not None
    inside = set(anchors_in(node))
    if inside and inside & set(aliases_in(document.root)):
        raise Refused("这里写了锚点（&），别处用别名（*）引用它", "在 YAML 里改：先把引用它的地方写成文字。")


def _without_anchors(node: SourceNode, what: str) -> None:
    if next(iter(anchors_in(node)), None):
        raise Refused(f"这里写了锚点（&），不能{what}", "在 YAML 里改，或者先删去锚点。")


def _checked(document: SourceDocument, text: str, wanted: Plain) -> SourceDocument:
    """The document with the changed text. Raises `Refused` where it reads otherwise than the change means."""
    new = document.with_text(text)
    if new.root is None or plain_of(new.root) != wanted:
        raise Refused("这样改以后，文件读出来不是原来的意思，没有改", "在 YAML 里改这一处。")
    return new
