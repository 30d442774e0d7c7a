"""The periods that a notice can be looked at for: those whose data lie beside it, and the present ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from yizhangtu.build.checked import check_loaded
from yizhangtu.build.load import load
from yizhangtu.commands.desk.answers import NoticePeriods, PeriodChoice
from yizhangtu.model.errors import UsageError
from yizhangtu.model.notice.notice import Notice
from yizhangtu.read.notice.period import Period, earlier, parse_period
from yizhangtu.read.project.project import TABLE_SUFFIXES
from yizhangtu.system import clock, inputs

MONTHS = {"月": 1, "季": 3, "半年": 6, "年": 12}
MARKS = {"月": "-{:02}", "季": "-Q{}", "半年": "-H{}", "年": ""}
PROBE = "第0批"  # stands for a batch while its files are looked for


def periods_of(file: Path, village: str = "") -> NoticePeriods:
    """The periods of a definition; for a village, or for what all have in common."""
    notice = _notice(file, village, "")
    if notice is None or notice.source is None:
        return NoticePeriods()
    if not notice.per:
        return NoticePeriods(by_village=notice.source.needs_village)
    now = present(notice.per, clock.today())
    probe = now.code if now else PROBE
    asked = _notice(file, village, probe)
    named = asked.source.file if asked and asked.source else ""
    there = {one.code: one for one in _with_data(file.parent / named, probe, notice.per)} if named else {}
    last = (now, earlier(now, 1)) if now else ()
    known = {**{one.code: one for one in last if one}, **there}
    choices = tuple(PeriodChoice(code, known[code].label, code in there) for code in sorted(known, reverse=True))
    return NoticePeriods(notice.per, choices, notice.source.needs_village)


def present(kind: str, day: str) -> Period | None:
    """The period that a day (YYYY-MM-DD) lies in; None for batches."""
    if kind not in MONTHS:
        return None
    number = (int(day[5:7]) - 1) // MONTHS[kind] + 1
    return parse_period(day[:4] + MARKS[kind].format(number), kind)


def _notice(file: Path, village: str, period: str) -> Notice | None:
    """The definition as it is read for a village and period; None where it is no notice."""
    try:
        checked = check_loaded(load([file]), (village,) if village else (), period=period)
    except UsageError:
        return None
    guides = (one.guide for one in checked.guides if one.definition.file == file.as_posix())
    body = next((guide.body for guide in guides if guide is not None), None)
    return body if isinstance(body, Notice) else None


def _with_data(path: Path, probe: str, kind: str) -> Iterator[Period]:
    """The periods whose files lie beside that of the probe."""
    before, found, after = path.name.partition(probe)
    for name in inputs.tables_beside(path.parent, TABLE_SUFFIXES) if found else ():
        if name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after):
            period = parse_period(name[len(before) : len(name) - len(after)], kind)
            if period is not None:
                yield period
