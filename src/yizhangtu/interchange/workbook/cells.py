"""Texts and lists of texts ↔ the text of one cell."""

from __future__ import annotations

from collections.abc import Sequence

from yizhangtu.edit.data.definition_data import Data
from yizhangtu.edit.emit import Value
from yizhangtu.interchange.workbook.sheets import CONTINUED, Leaf, Nested


def lines_of(texts: Sequence[str]) -> str:
    """Texts as lines of a cell; the further lines of a text are set in. An empty line stands before a text that is set
    in itself."""
    lines: list[str] = []
    for text in texts:
        lines += [""] if text.startswith(CONTINUED) and lines else []
        lines.append(text.replace("\n", f"\n{CONTINUED}"))
    return "\n".join(lines)


def texts_of(cell: str) -> list[str]:
    """The texts of the lines of a cell."""
    found: list[str] = []
    begins = True
    for line in cell.split("\n"):
        if line.startswith(CONTINUED) and not begins:
            found[-1] += f"\n{line[1:]}"
        elif line:
            found.append(line)
        begins = not line
    return [text for text in found if text.strip()]


def cell_of(data: Data, leaf: Leaf) -> str:
    """The cell of a leaf in a mapping; empty where nothing is written."""
    return value_cell(at_path(data, leaf.path))


def value_of(cell: str, leaf: Leaf) -> Value:
    """What a cell says for a leaf: a text, or the texts of its lines."""
    return [*texts_of(cell)] if leaf.listed else cell


def value_cell(value: Value) -> str:
    """A text, or texts as lines."""
    if isinstance(value, str):
        return value
    return lines_of([one for one in value if isinstance(one, str)]) if isinstance(value, list) else ""


def at_path(data: Value, path: Sequence[str]) -> Value:
    """What a way of keys leads to."""
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return data


def put(data: Data, path: Sequence[str], value: Value) -> None:
    """Write a value at the end of a way of keys; mappings on the way are made."""
    *way, last = path
    for name in way:
        inner = data.setdefault(name, {})
        if not isinstance(inner, dict):
            inner = data[name] = {}
        data = inner
    data[last] = value


def plain_items(value: Value, nested: Nested) -> list[str] | None:
    """The texts of a list whose items have nothing but the key that a text stands for; None for other lists."""
    alone = nested.table.alone
    if not isinstance(value, list) or not alone:
        return None
    texts = [one[alone] if isinstance(one, dict) and set(one) == {alone} else None for one in value]
    return [str(text) for text in texts] if all(isinstance(text, str) for text in texts) else None
