"""The rules of publication (disclosure.yaml): until when, and how long it stays on the board. Checked by its test."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import yaml

from yizhangtu.law.rules import LOADER, Citing, TextRead
from yizhangtu.style.records import record_of

NATIONAL = "国家"


class DisclosureRule(NamedTuple):
    """Days; 0 where the rule says nothing. `keep`: on the board. `month`: the day of the month after a month until
    which it is published; `quarter`: that of the first month after a quarter; `at_once`: after the event. `cite` is
    None for a rule of the project's own."""

    keep: int = 0
    month: int = 0
    quarter: int = 0
    at_once: int = 0
    cite: Citing | None = None


class DisclosureFile(NamedTuple):
    """The whole file."""

    texts: Mapping[str, TextRead]
    sets: Mapping[str, tuple[DisclosureRule, ...]]


@cache
def disclosure() -> DisclosureFile:
    """The sets that the program ships."""
    data = pkgutil.get_data("yizhangtu.law", "disclosure.yaml") or b""
    return record_of(DisclosureFile, yaml.load(data, LOADER))


def rule_of(name: str, day: str) -> DisclosureRule:
    """What holds on a day (YYYY-MM-DD) by a set and the national law: the longer time on the board, and the days of the
    set. `cite` is where the time on the board stands."""
    sets = disclosure().sets
    own = [one for one in sets.get(name, ()) if one.cite is None or one.cite.holds(day)]
    national = [one for one in sets[NATIONAL] if one.cite is None or one.cite.holds(day)]
    longest = max((*own, *national), key=lambda one: one.keep, default=DisclosureRule())
    dates = own[0] if own else DisclosureRule()
    return dates._replace(keep=longest.keep, cite=longest.cite)
