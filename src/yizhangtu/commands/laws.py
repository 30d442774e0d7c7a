"""`laws`: the table of laws, one of them, and what of a project's guides is affected by a change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from yizhangtu.build.load import load
from yizhangtu.check.law import check_law, law_day
from yizhangtu.law.instruments import Instrument, LawTable, law_table
from yizhangtu.law.rules import law_rules
from yizhangtu.model.diagnostics import Diagnostic, in_order, placed
from yizhangtu.model.errors import UsageError
from yizhangtu.model.words import did_you_mean
from yizhangtu.read import read_guide
from yizhangtu.read.guide.dates import iso_date


class Stale(NamedTuple):
    """The findings of the law in a project's guides, and the texts of their files."""

    diagnostics: tuple[Diagnostic, ...]
    texts: dict[str, str]
    guides: int


def laws(word: str = "", table: LawTable | None = None) -> tuple[Instrument, ...]:
    """All instruments; with a word the one of that name or number, else those whose title has it. UsageError for a word
    that none has."""
    table = table or law_table()
    if not word:
        return table.instruments
    exact = table.find(word)
    if exact is not None:
        return (exact,)
    found = tuple(one for one in table.instruments if any(word in name for name in (one.title, *one.short)))
    if not found:
        hint = did_you_mean(word, table.names, "写名称里的几个字，如 yizhangtu laws 土地；不写就列出全部")
        raise UsageError(f"法规表里没有“{word}”", hint)
    return found


def stale(paths: Sequence[str | Path] = (), on: str = "") -> Stale:
    """What the law says of the guides of these paths, on the day of their 施行, or on a day."""
    day = _day(on)
    table, rules = law_table(), law_rules()
    loaded = load(paths)
    found: list[Diagnostic] = []
    for definition in loaded.definitions:
        project = definition.home.project
        guide = read_guide(definition.data, definition.file, project).guide
        if guide is not None:
            found += placed(check_law(guide, law_day(guide, table, rules, project.places, day)), definition.file)
    return Stale(tuple(in_order(found)), dict(loaded.texts), len(loaded.definitions))


def _day(on: str) -> str:
    if not on:
        return ""
    day = iso_date(on)
    if not day:
        raise UsageError(f"“{on}”不是日期", "写成 2027-01-01")
    return day


def as_data(one: Instrument) -> dict[str, Any]:
    """An instrument as JSON data."""
    versions = [{"passed": v.passed, "in_force": v.begins, "articles": v.articles or None} for v in one.versions]
    found = {
        "title": one.title, "short": list(one.short), "kind": one.kind, "region": one.region, "number": one.number,
        "versions": versions, "repealed": one.repealed, "replaced_by": one.replaced_by, "yields_to": one.yields_to,
        "moved": {str(old): new for old, new in one.moved.items()}, "source": one.source, "read": one.read,
    }  # fmt: skip
    return {key: value for key, value in found.items() if value}
