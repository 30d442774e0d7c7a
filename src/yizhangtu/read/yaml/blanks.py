"""A tree with blanks in its texts (【由本地填写：…】) → the tree with their printed form, in values and in keys."""

from __future__ import annotations

from yizhangtu.library.blanks import ruled
from yizhangtu.model.diagnostics import Text
from yizhangtu.read.yaml.tree import Mapping, Pair, Scalar, Sequence, Tree

MARK = "由本地填写"


def with_ruled_blanks(tree: Tree, known: dict[int, tuple[Tree, Tree]] | None = None) -> Tree:
    """The tree with ruled blanks. Parts that aliases share are made once, which `known` remembers."""
    known = {} if known is None else known
    if id(tree) not in known:
        known[id(tree)] = tree, _ruled(tree, known)
    return known[id(tree)][1]


def _ruled(tree: Tree, known: dict[int, tuple[Tree, Tree]]) -> Tree:
    if isinstance(tree, Scalar):
        return _scalar(tree)
    if isinstance(tree, Sequence):
        return Sequence(tuple(with_ruled_blanks(item, known) for item in tree.items), tree.span)
    return Mapping(
        tuple(Pair(_scalar(pair.key), with_ruled_blanks(pair.value, known)) for pair in tree.pairs), tree.span
    )


def _scalar(scalar: Scalar) -> Scalar:
    return scalar._replace(text=Text(ruled(scalar.text), scalar.text.span)) if MARK in scalar.text else scalar
