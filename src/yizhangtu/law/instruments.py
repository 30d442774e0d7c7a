"""The table of laws (laws.json) → instruments with their versions. Dates are YYYY-MM-DD and compare as text.

Each line of laws.json is one instrument: its versions as [passed, in force or "", number of articles or 0], where it
was read and when. What was read second-hand only says so in `source`.
"""

import json
import pkgutil
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

NATIONWIDE = "全国"
_OFFICIAL = re.compile(r"^中华人民共和国")
_MARKS = str.maketrans("〈〉《》（）〔〕", "<><>()[]")


class Version(NamedTuple):
    """A version of an instrument. `articles` is their number, 0 where it is not known."""

    passed: str
    in_force: str  # "" where the instrument does not say so
    articles: int = 0

    @property
    def begins(self) -> str:
        """The first day on which it counts."""
        return self.in_force or self.passed

    @property
    def name(self) -> str:
        """As it is cited: 2025年."""
        return f"{self.passed[:4]}年"


class Instrument(NamedTuple):
    """A law, regulation or rule. `region` is 全国 or a province or city; `repealed` the day of its end, `replaced_by`
    what follows it; `yields_to` a later law of the same matter that does not repeal it. `moved` tells where articles of
    the version before the newest stand now."""

    title: str
    kind: str
    region: str
    versions: tuple[Version, ...]
    short: tuple[str, ...] = ()
    number: str = ""
    repealed: str = ""
    replaced_by: str = ""
    yields_to: str = ""
    moved: Mapping[int, int] = {}
    source: str = ""
    read: str = ""

    def on(self, day: str) -> Version | None:
        """The version in force on a day; None before the first and after the repeal."""
        if self.repealed and self.repealed <= day:
            return None
        return max((one for one in self.versions if one.begins <= day), key=lambda one: one.begins, default=None)

    def next(self, day: str) -> Version | None:
        """The version that comes into force after a day."""
        return min((one for one in self.versions if one.begins > day), key=lambda one: one.begins, default=None)


class LawTable:
    """Instruments by their titles and short names, with or without 中华人民共和国."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self.instruments = tuple(instruments)
        self._by_name = {_plain(name): one for one in self.instruments for name in one.short}
        self._by_name.update({_plain(one.title): one for one in self.instruments})
        self._by_number = {_plain(one.number): one for one in self.instruments if one.number}

    def find(self, name: str) -> Instrument | None:
        """The instrument of a title, short name or number."""
        plain = _plain(name)
        return self._by_name.get(plain) or self._by_number.get(plain)

    @property
    def names(self) -> list[str]:
        """All titles and short names, for hints."""
        return [name for one in self.instruments for name in (one.title, *one.short)]

    @property
    def read(self) -> str:
        """The last day on which a line of the table was compared with its source."""
        return max((one.read for one in self.instruments), default="")


def law_table() -> LawTable:
    """The table that the program ships."""
    data = pkgutil.get_data("yizhangtu.law", "laws.json") or b"[]"
    return LawTable(map(_instrument, json.loads(data)))


def _instrument(line: Mapping[str, Any]) -> Instrument:
    return Instrument(
        line["title"],
        line["kind"],
        line["region"],
        tuple(Version(*version) for version in line["versions"]),
        tuple(line.get("short", ())),
        line.get("number", ""),
        line.get("repealed", ""),
        line.get("by", ""),
        line.get("yields", ""),
        {int(old): new for old, new in line.get("moved", {}).items()},
        line.get("source", ""),
        line.get("read", ""),
    )


def _plain(name: str) -> str:
    return _OFFICIAL.sub("", name.translate(_MARKS).replace(" ", "").replace("\u3000", ""))
