"""`laws`: the table of laws, or one of them."""

from __future__ import annotations

from typing import Any

from yizhangtu.law.instruments import Instrument, LawTable, law_table
from yizhangtu.model.errors import UsageError
from yizhangtu.model.words import did_you_mean
from yizhangtu.system import inputs


def laws(word: str = "", table: LawTable | None = None) -> tuple[Instrument, ...]:
    """All instruments; with a word the one of that name or number, else those whose title has it. UsageError for a word
    that none has."""
    table = table or _table()
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


def _table() -> LawTable:
    """The table that is shipped, with that of the project here, if there is one."""
    folder = inputs.flows()
    source = inputs.law_source(folder) if folder else None
    if source is None or source.data is None:
        return law_table()
    from yizhangtu.law.own_table import merged, read_laws  # the reader of YAML takes as long to import as all the rest

    return merged(read_laws(source.data, source.file), law_table())[0]


def as_data(one: Instrument) -> dict[str, Any]:
    """An instrument as JSON data."""
    versions = [{"passed": v.passed, "in_force": v.begins, "articles": v.articles or None} for v in one.versions]
    found = {
        "title": one.title, "short": list(one.short), "kind": one.kind, "region": one.region, "number": one.number,
        "versions": versions, "repealed": one.repealed, "replaced_by": one.replaced_by, "yields_to": one.yields_to,
        "moved": {str(old): new for old, new in one.moved.items()}, "source": one.source, "read": one.read,
    }  # fmt: skip
    return {key: value for key, value in found.items() if value}
