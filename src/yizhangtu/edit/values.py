"""A node of the source ↔ plain values, and each primitive change made on them.

Every change of the text is also made here, on values that know nothing of lines and quotes. A change counts only where
the changed text reads as the changed values: an error in handling text is found before it can be saved.
"""

from __future__ import annotations

from typing import TypeAlias

from yizhangtu.edit.emit import Value
from yizhangtu.edit.source import NodeKind, SourceNode

# A text ("" where nothing is written), a list of values, or the pairs of a map in the order written.
Plain: TypeAlias = "str | list[Plain] | tuple[tuple[str, Plain], ...]"
Chain = tuple[int, ...]  # numbers of children from the top mapping down


def plain_of(node: SourceNode, anchors: dict[str, Plain] | None = None) -> Plain:
    """The values of a node. Aliases are replaced by what they stand for; `anchors` collects it."""
    anchors = {} if anchors is None else anchors
    found: Plain
    if node.kind is NodeKind.ALIAS:
        return anchors.get(node.text, "")
    if node.kind is NodeKind.TEXT:
        found = "" if node.empty else node.text
    elif node.kind is NodeKind.LIST:
        found = [plain_of(child, anchors) for child in node.children]
    else:
        pairs = []
        for key, child in zip(node.keys, node.children, strict=True):
            if key.anchor:
                anchors[key.anchor] = key.text
            pairs.append((key.text, plain_of(child, anchors)))
        found = tuple(pairs)
    if node.anchor:
        anchors[node.anchor] = found
    return found


def plain_value(value: Value) -> Plain:
    """A value of a form as it should be read back."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, list):
        return [plain_value(one) for one in value]
    return tuple((key, plain_value(one)) for key, one in value.items())


def value_of(plain: Plain) -> Value:
    """Plain values as a form gives them; of equal keys the last one counts."""
    if isinstance(plain, str):
        return plain or None
    if isinstance(plain, list):
        return [value_of(one) for one in plain]
    return {key: value_of(one) for key, one in plain}


def replaced(plain: Plain, chain: Chain, value: Plain) -> Plain:
    """The values with another one at the end of the chain."""
    if not chain:
        return value
    first, rest = chain[0], chain[1:]
    if isinstance(plain, list):
        return [replaced(one, rest, value) if i == first else one for i, one in enumerate(plain)]
    assert not isinstance(plain, str)
    return tuple((key, replaced(one, rest, value) if i == first else one) for i, (key, one) in enumerate(plain))


def at(plain: Plain, chain: Chain) -> Plain:
    """The value at the end of the chain."""
    for number in chain:
        assert not isinstance(plain, str)
        child = plain[number]
        plain = child[1] if isinstance(child, tuple) and isinstance(plain, tuple) else child  # type: ignore[assignment]
    return plain


def inserted(plain: Plain, chain: Chain, index: int, value: Plain, key: str | None) -> Plain:
    """The values with one more child in the list or map at the end of the chain."""
    around = at(plain, chain)
    assert not isinstance(around, str)
    if isinstance(around, list):
        return replaced(plain, chain, [*around[:index], value, *around[index:]])
    return replaced(plain, chain, (*around[:index], (key or "", value), *around[index:]))


def removed(plain: Plain, chain: Chain) -> Plain:
    """The values without the child at the end of the chain."""
    around, last = at(plain, chain[:-1]), chain[-1]
    assert not isinstance(around, str)
    return replaced(plain, chain[:-1], around[:last] + around[last + 1 :])  # type: ignore[operator]


def renamed(plain: Plain, chain: Chain, key: str) -> Plain:
    """The values with another key of the pair at the end of the chain."""
    around, last = at(plain, chain[:-1]), chain[-1]
    assert isinstance(around, tuple)
    return replaced(plain, chain[:-1], (*around[:last], (key, around[last][1]), *around[last + 1 :]))
