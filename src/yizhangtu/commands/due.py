"""`due`: what is to be hung, renewed, taken down, closed or published in a month, village by village."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.commands.coverage import coverage
from yizhangtu.commands.period_coverage import least_days, rule_for
from yizhangtu.commands.report_pdf import report_pdf, write_report
from yizhangtu.coverage.cells import State
from yizhangtu.coverage.periods import period_due
from yizhangtu.coverage.recurring import days_in
from yizhangtu.coverage.walls import Wall
from yizhangtu.export.workbook import TextSheet, workbook
from yizhangtu.law.disclosure import DisclosureRule
from yizhangtu.model.errors import UsageError
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.model.notice.notice import Notice
from yizhangtu.model.page import About
from yizhangtu.read.guide.dates import day_in, iso_date
from yizhangtu.read.notice.period import Period, parse_period
from yizhangtu.system import clock

HEADS = ("村", "哪天前", "做什么", "图或事项", "为什么")
DISCLOSURE = "三务公开"
_AT_ONCE = re.compile("随时|及时")


class Task(NamedTuple):
    """One thing to do. `village` is "" for the town; `day` is YYYY-MM-DD, "" where the text names none."""

    village: str
    day: str
    what: str
    subject: str
    why: str


class Due(NamedTuple):
    """The tasks of a month, by village and day, and what has no day that could be worked out."""

    month: str
    town: str
    tasks: tuple[Task, ...]
    apart: tuple[Task, ...]


def due(project: str = "", *, month: str = "", villages: Sequence[str] = ()) -> Due:
    """The to-do list of a month (YYYY-MM), by default the present one. Raises UsageError for a month that is none."""
    month = month or clock.today()[:7]
    last = clock.days_after(f"{month}-01", 0) if _is_month(month) else ""
    if not last:
        raise UsageError(f"“{month}”不是月份", "写成 2026-12")
    end = max(day for number in range(28, 32) if (day := iso_date(f"{month}-{number}")))
    report = coverage(project, villages=villages, on=end)
    guides = report.guides
    tasks: list[Task] = []
    for cell in report.summary.missing:
        name = f"{cell.demand.number} {cell.demand.title}".strip()
        if cell.state is not State.NOT_MADE and (not cell.demand.by or cell.demand.by <= end):
            tasks.append(Task(cell.demand.village, cell.demand.by, *_hang(cell.state, name, cell.version)))
    tasks += [one for guide in guides for one in _dated(guide, month)]
    names = report.summary.villages
    rule = rule_for(report.disclosure, end)
    found, apart = _published(guides, month, rule)
    tasks += [
        one._replace(village=village)
        for one, notice, codes in found
        for village in names
        if not any(hung.period in codes for hung in report.walls.get((village, notice), ()))
    ]
    tasks += [one for guide in guides for one in _long_enough(guide, month, rule, names, report.walls)]
    order = {"": -1, **{name: at for at, name in enumerate(names)}}
    tasks.sort(key=lambda one: (order[one.village], one.day or "9", one.subject))
    return Due(month, report.town, tuple(tasks), tuple(apart))


def _is_month(text: str) -> bool:
    return len(text) == 7 and text[4] == "-" and iso_date(f"{text}-01") == f"{text}-01"


def _hang(state: State, name: str, version: str) -> tuple[str, str, str]:
    match state:
        case State.OLD:
            return "换新版", name, f"现在用的是 {version}"
        case State.EXPIRED:
            return "撤下", name, "试行已满，或者已经废止"
        case _:
            return "张贴", name, f"{version} 还没有挂".strip()


def _dated(guide: Guide, month: str) -> Iterator[Task]:
    """What falls into the month by the dates of 发布."""
    publication, name = guide.publication, f"{guide.number or ''} {guide.title}".strip()
    dates = (
        (publication.comments_until, "汇总意见", "征求意见截止"),
        (publication.effective, "换上施行的版本", "开始施行"),
        (publication.trial_until, "转为正式、延长或者废止", "试行至"),
        (publication.repealed, "撤下", "废止"),
        (publication.review, "复核", "到了复核的日子"),
    )
    for written, what, why in dates:
        day = day_in(written)
        if day[:7] == month:
            yield Task("", day, what, name, f"{why}：{written}")


def _published(
    guides: Sequence[Guide], month: str, rule: DisclosureRule
) -> tuple[list[tuple[Task, str, tuple[str, ...]]], list[Task]]:
    """Rows of 三务公开 lists that are due in the month, each with its notice (the stem of its file, "" for none) and
    how records may write the period that is due; and those whose time has no day."""
    notices = {guide.stem: guide.body for guide in guides if isinstance(guide.body, Notice)}
    found: list[tuple[Task, str, tuple[str, ...]]] = []
    apart: list[Task] = []
    for guide in guides:
        if guide.list_name != DISCLOSURE or not isinstance(guide.body, Listing):
            continue
        for row in guide.body.rows:
            text = str(row.within.text) if row.within else ""
            days = days_in(text, month, rule) if text else None
            if days is None:
                soon = f"，{rule.at_once} 日内" if rule.at_once and _AT_ONCE.search(text) else ""
                apart.append(Task("", "", "公开", str(row.item), f"{text}{soon}" if text else "没有写时限"))
                continue
            notice = str(row.flow or "")
            for day in days:
                period = _period(notices.get(notice), day, text, rule)
                subject = f"{row.item}（{period.label}）" if period else str(row.item)
                names = (period.code, period.label) if period else ()
                found.append((Task("", day, "公开", subject, text), notice, names))
    return found, apart


def _period(notice: Notice | None, day: str, text: str, rule: DisclosureRule) -> Period | None:
    """The period of a notice that must be published until a day."""
    kind = notice.per if notice else None
    code = period_due(day, text, str(kind), rule) if kind else ""
    return parse_period(code, str(kind)) if code else None


def _long_enough(
    guide: Guide, month: str, rule: DisclosureRule, villages: Sequence[str], walls: Mapping[tuple[str, str], Wall]
) -> Iterator[Task]:
    """The notices that have hung as long as they must by a day of the month, and hang still."""
    if not isinstance(guide.body, Notice):
        return
    days = max(rule.keep, least_days(guide.body))
    for village in villages:
        for one in walls.get((village, guide.stem), ()):
            day = clock.days_after(one.day, days)
            if days and day[:7] == month and not one.until:
                name = f"{guide.number or ''} {guide.title}".strip() + (f"（{one.period}）" if one.period else "")
                yield Task(village, day, "可以撤下", name, f"{one.day} 起挂满 {days} 天")


def write(found: Due, target: str) -> Path:
    """Write the report as .xlsx or .pdf. Raises UsageError for another suffix, MissingDependency where it cannot be
    written."""
    return write_report(found, target, as_pdf, as_workbook)


def as_workbook(found: Due) -> bytes:
    """待办, and 另外 (随时, 及时 and what is not understood)."""
    sheets = (
        TextSheet("待办", HEADS, found.tasks, (12, 12, 14, 36, 30)),
        TextSheet("另外", HEADS, found.apart, (12, 12, 14, 36, 30)),
    )
    return workbook(sheets)


def as_pdf(found: Due) -> bytes:
    """A4 to pin up: a table for each village."""
    villages = dict.fromkeys(one.village for one in found.tasks)
    groups = [(name or "镇里", [one for one in found.tasks if one.village == name]) for name in villages]
    title = f"{found.town}{found.month[:4]}年{int(found.month[5:])}月要做的事"
    values = {"title": title, "heads": HEADS[1:], "groups": groups, "apart": found.apart}
    return report_pdf("due.html.j2", values, About(title, found.town))
