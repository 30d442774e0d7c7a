"""Nodes and edges → a DOT source. Values are numbers and the program's own words, never text of an author."""

from __future__ import annotations


class DotSource:
    """A directed graph in DOT, written line by line."""

    def __init__(self, **attributes: str) -> None:
        """`attributes` are those of the graph; nodes are boxes of the size that they are given."""
        box = _attributes({"shape": "box", "fixedsize": "true", "label": "", "margin": "0"})
        self._lines = ["digraph g {", f"\tnode{box}", f"\tgraph{_attributes(attributes)}"]

    def node(self, name: str, **attributes: str) -> None:
        """Add a node; `name` is an identifier."""
        self._lines.append(f"\t{name}{_attributes(attributes)}")

    def edge(self, tail: str, head: str, **attributes: str) -> None:
        """Add an edge between two nodes."""
        self._lines.append(f"\t{tail} -> {head}{_attributes(attributes)}")

    def __str__(self) -> str:
        return "\n".join((*self._lines, "}\n"))


def _attributes(attributes: dict[str, str]) -> str:
    """An attribute list. A value in angle brackets is an HTML-like label, any other a quoted string (DOT language)."""
    values = (f"{name}={value}" if value.startswith("<") else f'{name}="{value}"' for name, value in attributes.items())
    return f" [{' '.join(values)}]"
