"""Texts → warnings of variables in the brackets of other programs, which would be printed as they are.

`{村名}`, `${村名}` and `｛｛村名｝｝` are plain text here. Only the names of variables are looked for: any other word
in brackets may be meant as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from yizhangtu.model.diagnostics import Span
from yizhangtu.model.words import shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.yaml.tree import Mapping, Scalar, Sequence, Tree

_BRACKETS = re.compile(r"\\?\$?(?:\{\{|\{|｛｛|｛)\s*([^{}｛｝\n]{1,40}?)\s*(?:\}\}|\}|｝｝|｝)")
_RIGHT = re.compile(r"\\?\{\{[^{}\n]*\}\}")


def warn_of_brackets(document: Tree, names: Iterable[str], faults: Faults) -> None:
    """Report every text with a variable in wrong brackets, with the text as it should be."""
    known = frozenset(names)
    for scalar in _scalars(document):
        found = [one for one in _BRACKETS.finditer(scalar.text) if one[1] in known and not _RIGHT.fullmatch(one[0])]
        if not found:
            continue
        first = found[0]
        mended = str(scalar.text)
        for one in reversed(found):
            mended = f"{mended[: one.start()]}{{{{{one[1]}}}}}{mended[one.end() :]}"
        around = mended[max(0, first.start() - 10) :]
        message = f"“{first[0]}”不是变量的写法，会照样印出"
        faults.add("Y133", _place(scalar, first), message, f'变量用两层英文花括号：写成"{shortened(around)}"。')


def _place(scalar: Scalar, match: re.Match[str]) -> Span:
    """The place of a match where the source shows the text as it is; else that of the whole text."""
    span, quotes = scalar.span, 1 if scalar.quoted else 0
    if span.line != span.end_line or span.end_column - span.column != len(scalar.text) + 2 * quotes:
        return span
    start = span.column + quotes
    return Span(span.file, span.line, start + match.start(), span.line, start + match.end())


def _scalars(document: Tree) -> Iterator[Scalar]:
    """Every text with a bracket, keys too; each once, wherever aliases repeat it."""
    seen: set[int] = set()
    left: list[Tree] = [document]
    while left:
        tree = left.pop()
        if id(tree) in seen:
            continue
        seen.add(id(tree))
        if isinstance(tree, Scalar):
            if "{" in tree.text or "｛" in tree.text:
                yield tree
        elif isinstance(tree, Sequence):
            left += tree.items
        elif isinstance(tree, Mapping):
            for pair in tree.pairs:
                left += (pair.key, pair.value)
