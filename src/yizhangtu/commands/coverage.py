"""`coverage`: which village has which picture up, on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.build.checked import check_loaded
from yizhangtu.build.load import load
from yizhangtu.commands.ledger.place import LedgerPlace
from yizhangtu.commands.report_pdf import report_pdf, write_report
from yizhangtu.coverage.cells import SIGNS, Demand, State, WallCell, cells, versions_by_guide
from yizhangtu.coverage.summary import SHORT, Summary, by_rate
from yizhangtu.coverage.walls import Wall
from yizhangtu.export.workbook import TextSheet, workbook
from yizhangtu.model.diagnostics import Diagnostic, in_order, make
from yizhangtu.model.errors import UsageError
from yizhangtu.model.guide import Guide
from yizhangtu.model.page import About
from yizhangtu.model.project import NATIONAL_RULES, Disclosure, Project, Requirement
from yizhangtu.model.words import did_you_mean
from yizhangtu.read.guide.dates import iso_date
from yizhangtu.system import clock

NOT_REQUIRED = ("征求意见", "废止")
KINDS = {
    State.HUNG: "hung", State.OLD: "old", State.EXPIRED: "expired", State.NOT_HUNG: "missing",
    State.NOT_MADE: "missing",
}  # fmt: skip
BAR_MM = 32  # of a rate of 100 %
MISSING = ("村", "图", "状态", "期限", "晚了几天", "负责人", "电话")


class CoverageReport(NamedTuple):
    """The states, the town, the states of the ledger's files, faults of the requirements, the guides, and what hung on
    each wall."""

    summary: Summary
    town: str
    heads: tuple[str, ...]
    contacts: dict[str, tuple[str, str]]  # village → who is responsible, phone, as the village table says
    diagnostics: tuple[Diagnostic, ...] = ()
    disclosure: Disclosure = NATIONAL_RULES
    guides: tuple[Guide, ...] = ()
    walls: Mapping[tuple[str, str], Wall] = {}


def coverage(
    project: str = "",
    *,
    villages: Sequence[str] = (),
    group: str = "",
    on: str = "",
    by: str = "",
    target: int | None = None,
) -> CoverageReport:
    """The state of every required guide in every village on a day, by default today. `by`: the day until which all had
    to hang, in place of those of the project file. Raises UsageError for names that are not there."""
    day, end = day_of(on) or clock.today(), day_of(by)
    loaded = load([project] if project else ())
    checked = check_loaded(loaded, rules=False)
    homes = {one.definition.home.folder: one.definition.home for one in checked.guides}
    if len(homes) != 1:
        raise UsageError("一次只能看一个辖区的覆盖率", "写一个文件夹")
    place = LedgerPlace(next(iter(homes.values())), indexed=True)
    known = place.home.project
    unknown_village(villages, place.villages)
    guides = [one.guide for one in checked.guides if one.guide is not None]
    demands = [one for one in _demands(known, guides) if not villages or one.village in villages]
    groups = tuple(dict.fromkeys(one.group for one in demands))
    if group and group not in groups:
        raise UsageError(f"没有“{group}”这张清单", did_you_mean(group, groups, f"有：{'、'.join(groups)}"))
    demands = [one._replace(by=end) if end else one for one in demands if not group or one.group == group]
    versions = versions_by_guide((*place.versions.older, *place.versions.current))
    hung = place.walls()
    found = cells(demands, versions, hung, day)
    return CoverageReport(
        Summary(day, tuple(found), known.target if target is None else target),
        str(known.town or known.issuer or ""),
        place.heads,
        contacts_of(known),
        in_order(_faults(known, guides)),
        known.disclosure,
        tuple(guides),
        hung,
    )


def unknown_village(asked: Sequence[str], known: Sequence[str]) -> None:
    """Raises UsageError where the project has no villages, or not one that was asked for."""
    unknown = [name for name in asked if name not in known]
    if unknown or not known:
        hint = did_you_mean(unknown[0], known, "写辖区文件里的村名") if unknown else "在辖区文件里写“村庄”"
        raise UsageError(f"辖区文件里没有“{unknown[0]}”这个村" if unknown else "辖区文件里没有村庄", hint)


def day_of(text: str) -> str:
    """A day that was typed as YYYY-MM-DD, "" for none. Raises UsageError for what is none."""
    day = iso_date(text) if text else ""
    if text and not day:
        raise UsageError(f"“{text}”不是日期", "写成 2026-12-01")
    return day


def group_of(guide: Guide) -> str:
    """The head that a guide is counted under: its list, or else its picture."""
    return str(guide.list_name or guide.picture)


def _demands(project: Project, guides: Sequence[Guide]) -> Iterator[Demand]:
    """Everything that must hang, village by village. A later entry of 要求 holds before an earlier one."""
    names = [str(one.name) for one in project.villages]
    found: dict[tuple[str, str], Demand] = {}
    for wanted in project.required or (Requirement(),):
        chosen = [name for name in names if _in(wanted, name)]
        for guide in guides:
            if not _wanted(wanted, guide):
                continue
            media, by = tuple(map(str, wanted.media)), str(wanted.by or "")
            own = guide.stem, str(guide.number or ""), str(guide.title), group_of(guide), media, by
            for village in chosen:
                found[village, guide.stem] = Demand(village, *own)
    order = {guide.stem: at for at, guide in enumerate(sorted(guides, key=_order))}
    places = {name: at for at, name in reversed(list(enumerate(names)))}
    yield from sorted(found.values(), key=lambda one: (places[one.village], order[one.guide]))


def _order(guide: Guide) -> tuple[int, str]:
    groups = list(SHORT)
    name = group_of(guide)
    return (groups.index(name) if name in groups else len(groups), str(guide.number or guide.stem))


def _in(wanted: Requirement, village: str) -> bool:
    return (not wanted.villages or village in wanted.villages) and village not in wanted.without


def _wanted(wanted: Requirement, guide: Guide) -> bool:
    if wanted.guides:
        return bool({str(guide.number or ""), guide.stem, str(guide.title)} & {str(one) for one in wanted.guides})
    if str(guide.publication.status or "") in NOT_REQUIRED or guide.kind == "公示":
        return False
    return not wanted.groups or group_of(guide) in wanted.groups or str(guide.picture) in wanted.groups


def _faults(project: Project, guides: Sequence[Guide]) -> Iterator[Diagnostic]:
    """Y761: names in 要求 that are not there."""
    known = {name for one in guides for name in (str(one.number or ""), one.stem, str(one.title))}
    names = [str(one.name) for one in project.villages]
    for wanted in project.required:
        for one in wanted.guides:
            if str(one) not in known:
                yield make("Y761", one.span, f"没有“{one}”这张图", did_you_mean(one, known, "写编号或文件名。"))
        for one in (*wanted.villages, *wanted.without):
            if str(one) not in names:
                yield make("Y761", one.span, f"没有“{one}”这个村", did_you_mean(one, names, "写村庄里的村名。"))


def contacts_of(project: Project) -> dict[str, tuple[str, str]]:
    """Who is responsible in a village, and the phone: columns of the village table with such names."""
    found = {}
    for village in project.villages:
        columns = dict(village.columns)
        who = next((columns[name] for name in ("负责人", "联系人", "站长", "代办员") if name in columns), "")
        phone = next((columns[name] for name in ("电话", "联系电话", "负责人电话") if name in columns), "")
        found[str(village.name)] = who, phone
    return found


def write(found: CoverageReport, target: str) -> Path:
    """Write the report as .xlsx or .pdf. Raises UsageError for another suffix, MissingDependency where it cannot be
    written."""
    return write_report(found, target, as_pdf, as_workbook)


def as_pdf(found: CoverageReport) -> bytes:
    """The heat map, A3 landscape: every state a sign as well as a colour, the villages with the lowest rate first."""
    summary = found.summary
    total = summary.counted()
    cell = {(one.demand.village, one.demand.guide): one for one in summary.cells}
    names = {one.demand.guide: (one.demand.number or one.demand.guide, one.demand.title) for one in summary.cells}
    villages = []
    for village in by_rate(summary):
        count = summary.counted(village)
        own = [cell.get((village, guide)) for guide in summary.guides]
        cells_ = [{"sign": SIGNS[one.state] if one else "", "kind": _kind(one)} for one in own]
        rate, bar = f"{count.rate:.1f}", round(count.rate * BAR_MM / 100, 1)
        villages.append({"name": village, "count": str(count), "rate": rate, "bar": bar, "cells": cells_})
    values = {
        "title": f"{found.town}“一张图”覆盖情况（{summary.day}）",
        "villages": villages, "numbers": [names[guide][0] for guide in summary.guides],
        "guides": [names[guide] for guide in summary.guides], "total": str(total), "rate": f"{total.rate:.1f}",
        "photos": summary.photos, "target": summary.target, "short": summary.short_of,
        "legend": [(SIGNS[state], state.value) for state in State], "heads": "；".join(found.heads),
    }  # fmt: skip
    return report_pdf("coverage.html.j2", values, About(str(values["title"]), found.town))


def _kind(cell: WallCell | None) -> str:
    """The class of a cell of the heat map."""
    if cell is None:
        return "none"
    return f"{KINDS[cell.state]} photo" if cell.photo else KINDS[cell.state]


def as_workbook(found: CoverageReport) -> bytes:
    """汇总, 村×图, 缺什么, 依据."""
    summary = found.summary
    groups = summary.groups
    heads = ("村", *(SHORT.get(group, group) for group in groups), "已挂", "%")
    lines = [_line(summary, name) for name in (*by_rate(summary), "")]
    cell = {(one.demand.village, one.demand.guide): one for one in summary.cells}
    titles = {one.demand.guide: f"{one.demand.number} {one.demand.title}".strip() for one in summary.cells}
    grid = [(village, *(_word(cell.get((village, guide))) for guide in summary.guides)) for village in summary.villages]
    missing = [
        (one.demand.village, titles[one.demand.guide], one.state.value, one.since, one.demand.by, _late(one),
         *found.contacts.get(one.demand.village, ("", "")))
        for one in summary.missing
    ]  # fmt: skip
    basis = [(*_key(one), one.state.value, one.since, "、".join(one.records)) for one in summary.cells]
    sheets = (
        TextSheet("汇总", heads, lines, (14, *(9,) * len(groups), 10, 8)),
        TextSheet("村×图", ("村", *(titles[guide] for guide in summary.guides)), grid, (14, *(12,) * len(titles))),
        TextSheet(
            "缺什么",
            ("村", "图", "状态", "哪天起", "期限", "晚了几天", "负责人", "电话"),
            missing,
            (14, 30, 10, 12, 12, 10, 10, 16),
        ),
        TextSheet("依据", ("村", "图", "状态", "从哪天起", "记录"), basis, (14, 24, 10, 12, 30)),
        TextSheet("台账", ("账、号、最后一条的校验",), [(head,) for head in found.heads], (50,)),
    )
    return workbook(sheets)


def _line(summary: Summary, village: str) -> tuple[str, ...]:
    """A row of 汇总; "" stands for all villages."""
    total = summary.counted(village)
    counts = (str(summary.counted(village, group)) for group in summary.groups)
    return village or "合计", *counts, str(total), f"{total.rate:.1f}"


def _key(cell: WallCell) -> tuple[str, str]:
    return cell.demand.village, f"{cell.demand.number} {cell.demand.title}".strip()


def _word(cell: WallCell | None) -> str:
    return f"{SIGNS[cell.state]} {cell.state.value}" if cell else ""


def _late(cell: WallCell) -> str:
    return "" if cell.late is None else str(cell.late)


def as_data(found: CoverageReport) -> dict[str, object]:
    """The report for programs."""
    summary = found.summary
    total = summary.counted()
    return {
        "town": found.town, "on": summary.day, "hung": total.hung, "total": total.total, "rate": total.rate,
        "photos": summary.photos, "target": summary.target, "reached": summary.reached, "ledger": list(found.heads),
        "states": {state.value: summary.number(state) for state in State},
        "cells": [
            {"village": one.demand.village, "guide": one.demand.guide, "number": one.demand.number,
             "state": one.state.value, "photo": one.photo, "since": one.since, "version": one.version,
             "hangs": one.hangs, "by": one.demand.by, "late": one.late, "records": list(one.records)}
            for one in summary.cells
        ],
    }  # fmt: skip
