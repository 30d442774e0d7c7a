"""What the start page says of the walls: how many required pictures hang, which do not, and the notices of a period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from yizhangtu.build.load import Home, load
from yizhangtu.commands.coverage import CoverageReport, coverage
from yizhangtu.commands.desk.periods import MONTHS, present
from yizhangtu.commands.ledger.place import LedgerPlace
from yizhangtu.commands.period_coverage import PeriodReport, period_coverage, rule_words
from yizhangtu.coverage.cells import WallCell
from yizhangtu.model.diagnostics import as_data
from yizhangtu.model.errors import UsageError
from yizhangtu.read.notice.period import Period, earlier
from yizhangtu.system import clock

Data = Mapping[str, Any]
SHOWN = 200  # missing pictures
PERIODS = {"月": 6, "季": 4, "半年": 2, "年": 2}  # that can be chosen, back from the present one


def wall_report(folder: Path, kinds: Sequence[str], period: str = "") -> Data:
    """{"walls": …, "notices": …}; None for what the project does not use: a ledger, notices with periods. `kinds` are
    those of the periods of its notices, `period` the one that is asked for."""
    try:
        homes = {home.folder: home for home in load([folder]).homes}
    except UsageError:
        return {"walls": None, "notices": None}
    home = next(iter(homes.values()), None)
    if home is None or len(homes) != 1 or home.project.ledger is None or not home.project.villages:
        return {"walls": None, "notices": None}
    return {"walls": _walls(folder, home), "notices": _notices(folder, list(_periods(kinds)), period)}


def _walls(folder: Path, home: Home) -> Data | None:
    if not LedgerPlace(home, indexed=True).heads:
        return None
    try:
        found = coverage(str(folder))
    except UsageError:
        return None
    summary = found.summary
    total = summary.counted()
    villages = [(name, summary.counted(name)) for name in summary.villages]
    missing = summary.missing
    return {
        "day": summary.day, "hung": total.hung, "total": total.total, "rate": total.rate, "target": summary.target,
        "short": summary.short_of, "photos": summary.photos,
        "villages": [{"name": name, "hung": one.hung, "total": one.total, "rate": one.rate} for name, one in villages],
        "missing": [_missing(one, found) for one in missing[:SHOWN]], "more": max(0, len(missing) - SHOWN),
        "faults": [as_data(one) for one in found.diagnostics],
    }  # fmt: skip


def _missing(cell: WallCell, found: CoverageReport) -> Data:
    title = f"{cell.demand.number} {cell.demand.title}".strip()
    who = " ".join(one for one in found.contacts.get(cell.demand.village, ()) if one)
    return {
        "village": cell.demand.village, "guide": cell.demand.guide, "title": title, "state": cell.state.value,
        "by": cell.demand.by, "late": cell.late or 0, "who": who,
    }  # fmt: skip


def _periods(kinds: Sequence[str]) -> Iterator[Period]:
    """The periods that can be chosen: of each kind the last one that is over first."""
    for kind in kinds:
        now = present(kind, clock.today())
        if now is not None:
            back = [earlier(now, step) for step in range(PERIODS[kind])]
            yield from (one for one in (*back[1:2], *back[:1], *back[2:]) if one)


def _notices(folder: Path, periods: Sequence[Period], asked: str) -> Data | None:
    if not periods:
        return None
    period = next((one for one in periods if one.code == asked), periods[0])
    try:
        found = period_coverage(str(folder), period=period.code)
    except UsageError as wrong:
        return {"period": period.code, "periods": _choices(periods), "problem": f"{wrong.message}。{wrong.hint}"}
    good, total = found.good()
    return {
        "period": period.code, "periods": _choices(periods), "problem": "", "good": good, "total": total,
        "target": found.target, "rule": rule_words(found.rule),
        "notices": [
            {"guide": one.guide, "title": f"{one.number} {one.title}".strip(), "deadline": one.deadline}
            for one in found.guides
        ],
        "villages": [{"name": name, "cells": _cells(found, name)} for name in found.villages],
    }  # fmt: skip


def _cells(found: PeriodReport, village: str) -> list[Data]:
    cells = (found.cell(village, one.guide) for one in found.guides)
    return [{"state": one.state.value, "words": one.words, "since": one.since} for one in cells]


def _choices(periods: Sequence[Period]) -> list[Data]:
    kinds = list(MONTHS)
    newest = sorted(periods, key=lambda one: one.code, reverse=True)
    return [{"code": one.code, "label": one.label} for one in sorted(newest, key=lambda one: kinds.index(one.kind))]
