"""A text that several editors change at once: versions, and the changes that lead from one to the next.

The changes are those of CodeMirror's collab extension (operational transformation with a central authority, after
Ellis and Gibbs 1989): an editor sends its changes with the version that they were made on; changes on an old version
are refused, and the editor sends them again after it has put those of the others before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

KEPT = 1000  # changes; an editor that is further behind takes the whole text
LONGEST = 1 << 20  # UTF-16 code units of a text
Part = int | list[Any]


class WrongChange(ValueError):
    """A change that does not fit the text, or is no change at all."""


class Update(NamedTuple):
    """The changes of one editor: a change set of CodeMirror as JSON. Lengths are UTF-16 code units: a number passes
    over as many; a list deletes as many as its first number and inserts its other items, which are lines."""

    client: str
    changes: list[Part]


class SharedText:
    """The text with its version, which counts the updates."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.version = 0
        self._updates: list[Update] = []

    def push(self, version: int, updates: Sequence[Update]) -> bool:
        """Take updates that were made on a version; False where the text is a later one. WrongChange where they do not
        fit: then none is taken."""
        if version != self.version:
            return False
        text = self.text
        for one in updates:
            text = changed(text, one.changes)
        self.text = text
        self.version += len(updates)
        self._updates = [*self._updates, *updates][-KEPT:]
        return True

    def since(self, version: int) -> list[Update] | None:
        """The updates after a version; None where they are no longer kept, or it is none of this text."""
        behind = self.version - version
        if behind < 0 or behind > len(self._updates):
            return None
        return self._updates[len(self._updates) - behind :]

    def replace(self, text: str, client: str) -> Update:
        """Change the text to another one, line by line, as an update of `client`."""
        update = Update(client, change_between(self.text, text))
        self.push(self.version, [update])
        return update


def changed(text: str, changes: Iterable[Part]) -> str:
    """The text after a change set."""
    units = text.encode("utf-16-le", "surrogatepass")
    found: list[bytes] = []
    at = 0
    for part in changes:
        kept = isinstance(part, int)
        length, lines = (part, []) if isinstance(part, int) else _replacement(part)
        end = at + 2 * length
        if length < 0 or end > len(units):
            raise WrongChange("a change reaches beyond the text")
        if kept:
            found.append(units[at:end])
        else:
            found.append("\n".join(lines).encode("utf-16-le", "surrogatepass"))
        at = end
    if at != len(units):
        raise WrongChange("a change does not cover the text")
    data = b"".join(found)
    if len(data) > 2 * LONGEST:
        raise WrongChange("the text would be too long")
    return data.decode("utf-16-le", "surrogatepass")


def _replacement(part: object) -> tuple[int, list[str]]:
    if isinstance(part, list) and part and isinstance(part[0], int) and not isinstance(part[0], bool):
        lines = part[1:]
        if all(isinstance(line, str) and not any(end in line for end in "\n\r") for line in lines):
            return part[0], lines
    raise WrongChange("not a change set")


def change_between(old: str, new: str) -> list[Part]:
    """A change set that leads from one text to the other and touches only the lines that differ."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    parts: list[Part] = []
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        length = units("".join(before[start:end]))
        if kind == "equal":
            parts.append(length)
        else:
            text = "".join(after[first:last])
            parts.append([length, *text.split("\n")] if text else [length])
    return parts


def units(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text) + sum(char > "\uffff" for char in text)
