"""Letters → the texts of the elements that they belong to, by name and page.

Names are those of `marked content` in the file: an optional scope and a slash, then role and number
(`guide-2/step-3.deadline`). They are compared with names that are computed from the definition alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from yizhangtu.verify.letters import Letter

SPANNING = re.compile(r"rows-([\d,-]+)\.(.+)")  # a cell that several rows share
LANE = "lane-"  # begins the name of the head of a lane
SHARED = "+"  # between elements that have something in common


class ElementText(NamedTuple):
    """The letters of one element on one page, in the order of the file."""

    page: int
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """Its characters without blanks."""
        return "".join(letter.char for letter in self.letters)

    @property
    def middle(self) -> float:
        """The x of its middle, in mm."""
        return (min(one.left for one in self.letters) + max(one.right for one in self.letters)) / 2


class Elements:
    """The elements of a file, or of one scope of it."""

    def __init__(self, letters: Iterable[Letter]) -> None:
        self.letters = tuple(letters)

    @cached_property
    def _texts(self) -> dict[str, list[ElementText]]:
        found: dict[str, dict[int, list[Letter]]] = {}
        for letter in self.letters:
            for name in letter.element.rpartition("/")[2].split(SHARED) if letter.element else ():
                found.setdefault(name, {}).setdefault(letter.page, []).append(letter)
        return {
            name: [ElementText(page, tuple(own)) for page, own in sorted(pages.items())]
            for name, pages in found.items()
        }

    @property
    def names(self) -> Sequence[str]:
        """All names, without their scopes."""
        return tuple(self._texts)

    @property
    def whole(self) -> str:
        """The texts of all elements, each whole though it goes on from page to page."""
        return "\0".join("".join(one.text for one in own) for own in self._texts.values())

    def of(self, name: str) -> Sequence[ElementText]:
        """An element, once for each page that it is on."""
        return self._texts.get(name, ())

    def joined(self, names: Sequence[str]) -> Sequence[ElementText]:
        """Several elements as one, once for each page."""
        pages: dict[int, list[Letter]] = {}
        for name in names:
            for one in self.of(name):
                pages.setdefault(one.page, []).extend(one.letters)
        return [ElementText(page, tuple(own)) for page, own in sorted(pages.items())]

    @cached_property
    def _heads(self) -> dict[tuple[str, int], dict[str, list[Letter]]]:
        """(element, page) → the heads of lanes that were drawn last before it, by name."""
        found: dict[tuple[str, int], dict[str, list[Letter]]] = {}
        heads: dict[str, list[Letter]] = {}
        before = ""
        for letter in self.letters:
            name = letter.element.rpartition("/")[2]
            if name.startswith(LANE):
                heads = heads if before.startswith(LANE) else {}
                heads.setdefault(name, []).append(letter)
            elif name:
                found.setdefault((name, letter.page), heads)
            before = name
        return found

    def heads_above(self, one: str, page: int) -> Sequence[ElementText]:
        """The heads of the lanes of the sheet that an element stands on: a board has several sheets on one page."""
        heads = self._heads.get((one, page), {}).values()
        return [ElementText(page, tuple(letters)) for letters in heads if letters[0].page == page]

    def cell(self, row: int, column: str) -> Sequence[ElementText]:
        """A cell of a row: its own, one that it shares with neighbours, or the one of all rows."""
        if own := self.of(f"row-{row}.{column}"):
            return own
        for name, rows in self._spanning.get(column, ()):
            if row in rows:
                return self.of(name)
        return self.of(f"rows.{column}")

    def sharing(self, row: int, column: str) -> set[int]:
        """The rows that share the cell of a row; none where it is its own."""
        if self.of(f"row-{row}.{column}"):
            return set()
        return next((rows - {row} for _, rows in self._spanning.get(column, ()) if row in rows), set())

    @cached_property
    def _spanning(self) -> dict[str, list[tuple[str, set[int]]]]:
        """Column → the cells that several rows share, with the numbers of the rows."""
        found: dict[str, list[tuple[str, set[int]]]] = {}
        for name in self.names:
            if spanning := SPANNING.fullmatch(name):
                bounds = [run.split("-") for run in spanning[1].split(",")]
                rows = {row for bound in bounds for row in range(int(bound[0]), int(bound[-1]) + 1)}
                found.setdefault(spanning[2], []).append((name, rows))
        return found

    def scopes(self) -> Iterator[tuple[str, Elements]]:
        """Every scope with its own elements; "" for what is in none."""
        found: dict[str, list[Letter]] = {}
        for letter in self.letters:
            found.setdefault(letter.element.partition("/")[0] if "/" in letter.element else "", []).append(letter)
        for name, letters in found.items():
            yield name, Elements(letters)


def leftover(text: str, parts: Iterable[str], extra: str) -> tuple[list[str], str]:
    """The parts that a text lacks, and what it has besides the parts and whatever matches `extra`. Parts may stand in
    any order and several times. A part may be a piece of what matches `extra` (the outcome 1 and 接第10张), or the
    other way about: what matches `extra` is taken away last, and first where that leaves something."""
    found = _without(text, parts := list(parts), extra)
    if found == ([], "") or not extra:
        return found
    other = _without(re.sub(extra, "\0", text), parts, "")
    return other if other == ([], "") else found


def _without(text: str, parts: Iterable[str], extra: str) -> tuple[list[str], str]:
    missing: list[str] = []
    for part in sorted(dict.fromkeys(parts), key=len, reverse=True):
        if part and part not in text:
            missing.append(part)
        text = text.replace(part, "\0") if part else text
    if extra:
        text = re.sub(extra, "\0", text)
    return missing, text.replace("\0", "")
