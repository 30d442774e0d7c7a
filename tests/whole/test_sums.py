"""Lengths are added alike by every Python: the built-in `sum` rounds floats after each step up to Python 3.11 and
carries the rest along from 3.12 on, so that a row could break in one and not in the other. `math.fsum` rounds once."""

from __future__ import annotations

import ast

import pytest

from helpers.guides import ROOT

SOURCE = ROOT / "src" / "yizhangtu"
ROOMS = ("model", "draw", "text", "layout", "media")  # where lengths are added
WHOLE = ("len", "bool", "int", "ord")
# What is summed elsewhere by `sum`, as ast.unparse writes it: counts that their names alone do not show as such.
COUNTS = {
    "sum((one.bad for one in sizes))": "cards with a bad break",
    "sum((row.bad for row in self.rows))": "cards with a bad break",
    "sum((tier.bands - 1 for tier in self._tiers))": "arrows between bands",
    "sum((cell.right - cell.left for cell in last))": "columns",
    "sum((part.count for part in self.parts))": "rows of points",
    "sum((tiles.count for tiles in plans))": "sheets",
    "sum((one.cards for one in spaces))": "cards of a level",
    "sum(values)": "letters and words that cuts go through",
    "sum(sections)": "sheets of a section",
    "sum((columns.whole(one.left, one.right) and rows.whole(one.top, one.bottom) for one in parted))": "parts",
}


def whole(node: ast.expr) -> bool:
    """Whether an expression is visibly a whole number or a truth value."""
    match node:
        case ast.Constant(value=int()) | ast.Compare():
            return True
        case ast.UnaryOp(op=op, operand=operand):
            return isinstance(op, ast.Not) or whole(operand)
        case ast.BinOp(left=left, op=op, right=right):
            return not isinstance(op, ast.Div) and whole(left) and whole(right)
        case ast.Call(func=ast.Name(id=name)):
            return name in WHOLE
    return False


def counts(call: ast.Call) -> bool:
    """Whether a call of `sum` visibly adds whole numbers."""
    match call.args[0]:
        case ast.GeneratorExp(elt=item) | ast.ListComp(elt=item):
            return whole(item)
        case ast.Call(func=ast.Name(id="map"), args=[ast.Name(id=name), *_]):
            return name in WHOLE
    return False


def sums(text: str) -> list[str]:
    """The calls of the built-in `sum` in a source that do not visibly add whole numbers."""
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sum" and not counts(node)
    ]


def test_lengths_are_added_by_fsum() -> None:
    files = [path for room in ROOMS for path in sorted((SOURCE / room).rglob("*.py"))]
    found = {call: path.relative_to(SOURCE).as_posix() for path in files for call in sums(path.read_text("utf-8"))}
    assert {call: where for call, where in found.items() if call not in COUNTS} == {}  # lengths: math.fsum
    assert set(COUNTS) <= set(found)


@pytest.mark.parametrize(
    "text", ["sum(x.height for x in xs)", "sum(widths)", "sum(len(x) / 2 for x in xs)", "sum(map(load, xs))"]
)
def test_a_sum_of_lengths_is_found(text: str) -> None:
    assert sums(text) == [text if "for" not in text else f"sum(({text[4:-1]}))"]


@pytest.mark.parametrize("text", ["sum(1 for x in xs)", "sum(map(len, xs))", "sum(not x.wide for x in xs)"])
def test_a_sum_of_counts_is_none(text: str) -> None:
    assert sums(text) == []
