"""The sheets of a tiled poster → the poster that they form when they are assembled.

Each sheet draws the whole poster, shifted, behind a clip path. So the letters of the poster come first on each of its
sheets, in the same order; a letter is visible on the poster if any sheet shows it whole.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yizhangtu.verify.findings import LEGIBLE, REFERENCE, Finding, quoted
from yizhangtu.verify.letters import Letter, PageLetters, Reading

MAP = "拼图说明"
ALIKE = 0.5  # share of the letters that two sheets of one poster have in common
OF = re.compile(r"第(\d+)张共(\d+)张")


class TileSheet(NamedTuple):
    """A sheet with all its letters and the indices of the visible ones."""

    page: PageLetters
    shown: frozenset[int]

    @property
    def text(self) -> str:
        return "".join(one.char for one in self.page.letters)


def group_sheets(sheets: Sequence[TileSheet]) -> list[list[TileSheet]]:
    """The sheets of each page of the poster."""
    found: list[list[TileSheet]] = []
    for sheet in sheets:
        if found and common_length(found[-1][0].text, sheet.text) > ALIKE * min(
            len(found[-1][0].text), len(sheet.text)
        ):
            found[-1].append(sheet)
        else:
            found.append([sheet])
    return found


def common_length(one: str, other: str) -> int:
    """The length of the common beginning of two texts."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def assemble(group: Sequence[TileSheet], number: int) -> tuple[PageLetters, tuple[Letter, ...]]:
    """A page of the poster as its sheets show it, in the coordinates of its map; and the letters that no sheet
    shows."""
    if len(group) == 1:
        page = group[0].page
        seen = tuple(one for at, one in enumerate(page.letters) if at in group[0].shown)
        return _page(page, number, seen), ()
    own = min(common_length(group[0].text, sheet.text) for sheet in group[1:])
    plan = group[0].page
    parts = [sheet for sheet in group if MAP not in sheet.text]
    shown = frozenset(at for sheet in parts for at in sheet.shown if at < own)
    letters = tuple(one for at, one in enumerate(plan.letters[:own]) if at in shown)
    missing = tuple(one for at, one in enumerate(plan.letters[:own]) if at not in shown and one.char.isalnum())
    return _page(plan, number, letters), missing


def _page(page: PageLetters, number: int, letters: Sequence[Letter]) -> PageLetters:
    moved = tuple(one._replace(page=number) for one in letters)
    return PageLetters(number, page.width, page.height, page.trim, moved, page.foreign_font)


def findings(group: Sequence[TileSheet], number: int) -> Iterator[Finding]:
    """Report missing sheets and letters that no sheet shows."""
    parts = [sheet for sheet in group if MAP not in sheet.text]
    if len(group) == 1:
        return
    found = []
    for sheet in parts:
        seen = "".join(one.char for at, one in enumerate(sheet.page.letters) if at in sheet.shown)
        stated = [(int(one), int(total)) for one, total in OF.findall(seen)]
        found.append(stated[-1] if stated else (0, 0))
    expected = [(place, len(parts)) for place in range(1, len(parts) + 1)]
    if found != expected:
        yield REFERENCE, None, f"第{number}幅拼图的张号不连续：应当是第1张到第{len(parts)}张"
    _, missing = assemble(group, number)
    if missing:
        yield LEGIBLE, None, f"第{number}幅拼起来看不到{quoted(''.join(one.char for one in missing[:12]))}"


def reading_of(pages: Sequence[PageLetters]) -> Reading:
    """The letters of all pages."""
    return Reading(tuple(one for page in pages for one in page.letters))
