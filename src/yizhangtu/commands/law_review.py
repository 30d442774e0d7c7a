"""`laws --stale` and `laws --review`: what the law says of a project's guides, and when their bases change next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.build.load import load
from yizhangtu.check.law import check_law, law_day
from yizhangtu.law.instruments import law_table
from yizhangtu.law.rules import law_rules
from yizhangtu.model.diagnostics import Diagnostic, in_order, placed
from yizhangtu.read import read_guide
from yizhangtu.read.guide.dates import day_asked


class Stale(NamedTuple):
    """The findings of the law in a project's guides, and the texts of their files."""

    diagnostics: tuple[Diagnostic, ...]
    texts: dict[str, str]
    guides: int


def stale(paths: Sequence[str | Path] = (), on: str = "") -> Stale:
    """What the law says of the guides of these paths, on the day of their 施行, or on a day."""
    day = day_asked(on)
    table, rules = law_table(), law_rules()
    loaded = load(paths)
    found: list[Diagnostic] = []
    for definition in loaded.definitions:
        home = definition.home
        guide = read_guide(definition.data, definition.file, home.project).guide
        if guide is not None:
            law = law_day(guide, home.laws or table, rules, home.project.places, day)
            found += placed(check_law(guide, law), definition.file)
    return Stale(tuple(in_order(found)), dict(loaded.texts), len(loaded.definitions))
