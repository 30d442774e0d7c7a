"""`coverage --period`: which village has published which notice of a period, in time and long enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from yizhangtu.build.checked import check_loaded
from yizhangtu.build.load import load
from yizhangtu.commands.coverage import contacts_of, day_of, unknown_village
from yizhangtu.commands.ledger.place import LedgerPlace
from yizhangtu.commands.report_pdf import report_pdf, write_report
from yizhangtu.coverage.periods import (
    SIGNS,
    NoticeCell,
    NoticeDemand,
    NoticeState,
    deadline_of,
    last_day_of,
    notice_cell,
)
from yizhangtu.export.workbook import TextSheet, workbook
from yizhangtu.law.disclosure import DisclosureRule, disclosure, rule_of
from yizhangtu.model.errors import UsageError
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.model.notice.notice import PERIODS, Notice
from yizhangtu.model.page import About
from yizhangtu.model.project import Disclosure
from yizhangtu.model.words import did_you_mean
from yizhangtu.read.guide.deadline import parse_deadline
from yizhangtu.read.notice.period import kind_named, parse_period
from yizhangtu.system import clock

KINDS = {
    NoticeState.PUBLISHED: "hung photo", NoticeState.NO_PHOTO: "hung", NoticeState.LATE: "old",
    NoticeState.EARLY: "expired", NoticeState.MISSING: "missing",
}  # fmt: skip
LIST = "三务公开"
GOOD = (NoticeState.PUBLISHED, NoticeState.NO_PHOTO)


@dataclass(frozen=True)
class PeriodReport:
    """The states of all notices of a period on a day, by village and notice. `rule` says what had to be done."""

    period: str
    day: str
    town: str
    cells: tuple[NoticeCell, ...]
    rule: DisclosureRule
    heads: tuple[str, ...]
    contacts: dict[str, tuple[str, str]]
    target: int

    @cached_property
    def villages(self) -> tuple[str, ...]:
        """The villages in the order of the project file."""
        return tuple(dict.fromkeys(one.demand.village for one in self.cells))

    @cached_property
    def guides(self) -> tuple[NoticeDemand, ...]:
        """One demand of each notice."""
        return tuple({one.demand.guide: one.demand for one in self.cells}.values())

    def good(self, village: str = "") -> tuple[int, int]:
        """Cells published in time and long enough, with or without a photo, of all."""
        own = [one for one in self.cells if village in ("", one.demand.village)]
        return sum(one.state in GOOD for one in own), len(own)

    def cell(self, village: str, guide: str) -> NoticeCell:
        """The cell of a village and a notice."""
        return self._by_key[village, guide]

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], NoticeCell]:
        return {(one.demand.village, one.demand.guide): one for one in self.cells}

    @cached_property
    def counts(self) -> Counter[NoticeState]:
        """How many cells are in each state."""
        return Counter(one.state for one in self.cells)

    @property
    def reached(self) -> bool:
        """Whether the target is reached, in whole numbers."""
        good, total = self.good()
        return good * 100 >= self.target * total


def rule_for(own: Disclosure, day: str) -> DisclosureRule:
    """The rule of a project on a day. Raises UsageError for a set that there is not."""
    if not own.name:
        return DisclosureRule(own.keep, own.month, own.quarter, own.at_once)
    known = disclosure().sets
    if own.name not in known:
        raise UsageError(f"公开规则里没有“{own.name}”", did_you_mean(own.name, known, f"有：{'、'.join(known)}"))
    return rule_of(own.name, day)


def period_coverage(
    project: str = "", *, period: str, villages: Sequence[str] = (), on: str = "", target: int | None = None
) -> PeriodReport:
    """The state of each notice of a period in each village on a day, by default today. Raises UsageError for names and
    periods that are not there, and where no notice has periods of this kind."""
    day = day_of(on) or clock.today()
    checked = check_loaded(load([project] if project else ()), rules=False)
    homes = {one.definition.home.folder: one.definition.home for one in checked.guides}
    if len(homes) != 1:
        raise UsageError("一次只能看一个辖区的公开情况", "写一个文件夹")
    place = LedgerPlace(next(iter(homes.values())), indexed=True)
    unknown_village(villages, place.villages)
    known = place.home.project
    rule = rule_for(known.disclosure, day)
    guides = [one.guide for one in checked.guides if one.guide is not None]
    wanted = list(_wanted(guides, period, rule))
    if not wanted:
        hint = f"写成 {'、'.join(('2026-10', '2026-Q4', '2026'))}，要有“期”是月、季、年的公示"
        raise UsageError(f"没有哪张公示的期是“{period}”", hint)
    hung = place.walls()
    names = [name for name in place.villages if not villages or name in villages]
    found = [
        notice_cell(demand._replace(village=name), hung.get((name, demand.guide), ()), codes, day)
        for name in names
        for demand, codes in wanted
    ]
    town = str(known.town or known.issuer or "")
    goal = known.target if target is None else target
    label = next((one.label for kind in PERIODS if (one := parse_period(period, kind))), period)
    return PeriodReport(label, day, town, tuple(found), rule, place.heads, contacts_of(known), goal)


def _wanted(guides: Sequence[Guide], period: str, rule: DisclosureRule) -> Iterator[tuple[NoticeDemand, list[str]]]:
    """The notices of the 三务公开 list that have this period, all where it names none, each with the ways in which
    records may write the period. The time limits are those of the rows."""
    rows: dict[str, ListRow] = {}
    stems = {one.stem for one in guides if isinstance(one.body, Notice)}
    for guide in guides:
        for row in guide.body.rows if isinstance(guide.body, Listing) and guide.list_name == LIST else ():
            if row.flow is not None and row.flow in stems:
                rows.setdefault(str(row.flow), row)
    kind = kind_named(period)
    for guide in sorted(guides, key=lambda one: str(one.number or one.stem)):
        notice = guide.body
        if not isinstance(notice, Notice) or notice.per != (kind or "批") or (rows and guide.stem not in rows):
            continue
        known = parse_period(period, notice.per)
        if known is None:
            continue
        own = rows.get(guide.stem)
        text = str(own.within.text) if own and own.within else ""
        end = last_day_of(known.code, known.kind)
        title = str(own.item) if own else str(guide.title)
        demand = NoticeDemand(
            "", guide.stem, str(guide.number or ""), title, deadline_of(text, end, known.kind, rule) if end else "",
            max(rule.keep, least_days(notice)),
        )  # fmt: skip
        yield demand, [known.code, known.label, period]


def least_days(notice: Notice) -> int:
    """The days that a notice itself says it hangs at least; 0 where it does not say so in days or weeks."""
    text = notice.posted.at_least or notice.posted.text
    least = parse_deadline(text, True).amount if text else None
    if least is None or least.unit not in ("日", "周"):
        return 0
    return int(least.value * (7 if least.unit == "周" else 1))


def write(found: PeriodReport, target: str) -> Path:
    """Write the report as .xlsx or .pdf. Raises UsageError for another suffix, MissingDependency where it cannot be
    written."""
    return write_report(found, target, as_pdf, as_workbook)


def as_workbook(found: PeriodReport) -> bytes:
    """村×公示, 要做的, 依据."""
    heads = [f"{one.number} {one.title}".strip() for one in found.guides]
    grid = [
        (name, *(found.cell(name, one.guide).words for one in found.guides), "/".join(map(str, found.good(name))))
        for name in found.villages
    ]
    wrong = [
        (one.demand.village, one.demand.title, one.words, one.demand.deadline,
         *found.contacts.get(one.demand.village, ("", "")))
        for one in found.cells
        if one.state is not NoticeState.PUBLISHED
    ]  # fmt: skip
    basis = [
        (one.demand.village, one.demand.title, one.words, one.since, str(one.hung or ""), "、".join(one.records))
        for one in found.cells
    ]
    sheets = (
        TextSheet("村×公示", ("村", *heads, "按规定公开"), grid, (14, *(24,) * len(heads), 12)),
        TextSheet("要做的", ("村", "公示", "状态", "应当在哪天前", "负责人", "电话"), wrong, (14, 24, 36, 14, 10, 16)),
        TextSheet("依据", ("村", "公示", "状态", "从哪天起", "挂了几天", "记录"), basis, (14, 24, 36, 12, 10, 30)),
        TextSheet("台账", ("账、号、最后一条的校验",), [(head,) for head in found.heads], (50,)),
    )
    return workbook(sheets)


def as_pdf(found: PeriodReport) -> bytes:
    """The same as a table, A3 landscape: every state in words as well as by colour."""
    good, total = found.good()
    rows = [
        {"name": name, "count": "/".join(map(str, found.good(name))),
         "cells": [{"words": one.words, "sign": SIGNS[one.state], "since": one.since[5:], "kind": KINDS[one.state]}
                   for one in (found.cell(name, guide.guide) for guide in found.guides)]}
        for name in found.villages
    ]  # fmt: skip
    title = f"{found.town}{found.period}三务公开情况（{found.day}）"
    values = {
        "title": title, "rows": rows, "good": good, "total": total, "target": found.target,
        "counts": [(state.value, found.counts[state]) for state in NoticeState],
        "notices": found.guides, "rule": rule_words(found.rule), "heads": "；".join(found.heads),
    }  # fmt: skip
    return report_pdf("period.html.j2", values, About(title, found.town))


def rule_words(rule: DisclosureRule) -> str:
    """What the rule asks, and where it stands: 在公开栏上不少于 15 天（《村民委员会组织法》第三十五条）."""
    cited = f"（{rule.cite.cited}）" if rule.cite else ""
    return f"在公开栏上不少于 {rule.keep} 天{cited}" if rule.keep else "没有规定挂多少天"


def as_data(found: PeriodReport) -> dict[str, object]:
    """The report for programs."""
    good, total = found.good()
    return {
        "town": found.town, "on": found.day, "period": found.period, "good": good, "total": total,
        "target": found.target, "reached": found.reached, "keep": found.rule.keep, "ledger": list(found.heads),
        "states": {state.value: found.counts[state] for state in NoticeState},
        "cells": [
            {"village": one.demand.village, "guide": one.demand.guide, "number": one.demand.number,
             "title": one.demand.title, "state": one.state.value, "message": one.words, "since": one.since,
             "deadline": one.demand.deadline, "late": one.late, "days": one.hung, "records": list(one.records)}
            for one in found.cells
        ],
    }  # fmt: skip
