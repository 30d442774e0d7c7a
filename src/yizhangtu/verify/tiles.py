"""The proof of a poster in pieces → the proof of the poster that they give when they are put together.

Each piece draws the whole poster, moved, behind a window. So the letters of the poster come first on each of its
sheets, in the same order; one is there if any of the sheets shows it whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yizhangtu.verify.faults import LEGIBLE, POINTER, Fault, quoted
from yizhangtu.verify.letters import Letter, Page, Reading

MAP = "拼图说明"
ALIKE = 0.5  # of the letters: two sheets of one poster
OF = re.compile(r"第(\d+)张共(\d+)张")


@dataclass(frozen=True)
class Sheet:
    """A sheet with all its letters, and which of them can be seen on it."""

    page: Page
    shown: frozenset[int]

    @property
    def said(self) -> str:
        return "".join(one.char for one in self.page.letters)


def groups(sheets: Sequence[Sheet]) -> list[list[Sheet]]:
    """The sheets of each page of the poster."""
    found: list[list[Sheet]] = []
    for sheet in sheets:
        if found and common(found[-1][0].said, sheet.said) > ALIKE * min(len(found[-1][0].said), len(sheet.said)):
            found[-1].append(sheet)
        else:
            found.append([sheet])
    return found


def common(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def glued(group: Sequence[Sheet], number: int) -> tuple[Page, tuple[Letter, ...]]:
    """A page of the poster as its sheets show it, in the places of its map; and the letters that none of them shows."""
    if len(group) == 1:
        page = group[0].page
        seen = tuple(one for at, one in enumerate(page.letters) if at in group[0].shown)
        return _page(page, number, seen), ()
    own = min(common(group[0].said, sheet.said) for sheet in group[1:])
    plan = group[0].page
    parts = [sheet for sheet in group if MAP not in sheet.said]
    shown = frozenset(at for sheet in parts for at in sheet.shown if at < own)
    letters = tuple(one for at, one in enumerate(plan.letters[:own]) if at in shown)
    lost = tuple(one for at, one in enumerate(plan.letters[:own]) if at not in shown and one.char.isalnum())
    return _page(plan, number, letters), lost


def _page(page: Page, number: int, letters: Sequence[Letter]) -> Page:
    moved = tuple(one._replace(page=number) for one in letters)
    return Page(number, page.width, page.height, page.trim, moved, page.strange)


def faults(group: Sequence[Sheet], number: int) -> Iterator[Fault]:
    """Sheets that are missing, and letters that no sheet shows."""
    parts = [sheet for sheet in group if MAP not in sheet.said]
    if len(group) == 1:
        return
    found = []
    for sheet in parts:
        seen = "".join(one.char for at, one in enumerate(sheet.page.letters) if at in sheet.shown)
        said = [(int(one), int(total)) for one, total in OF.findall(seen)]
        found.append(said[-1] if said else (0, 0))
    wanted = [(place, len(parts)) for place in range(1, len(parts) + 1)]
    if found != wanted:
        yield POINTER, None, f"第{number}幅拼图的张号不连续：应当是第1张到第{len(parts)}张"
    _, lost = glued(group, number)
    if lost:
        yield LEGIBLE, None, f"第{number}幅拼起来看不到{quoted(''.join(one.char for one in lost[:12]))}"


def reading_of(pages: Sequence[Page]) -> Reading:
    """The letters of all pages."""
    return Reading(tuple(one for page in pages for one in page.letters))
