"""发布 → diagnostics of dates that do not exist (Y731), stand in a wrong order (Y732), or do not agree with the day and
the state of the guide (Y738, only where a day is asked for)."""

from __future__ import annotations

from collections.abc import Iterator

from yizhangtu.model.diagnostics import Diagnostic, Related, Text, make
from yizhangtu.model.guide import Guide
from yizhangtu.model.publication import Publication
from yizhangtu.model.words import shortened
from yizhangtu.read.guide.dates import day_in, impossible_days

_ORDER = "先征求意见，再表决，再公布，再施行；试行、废止在后。核对这几个日期。"


def check_dates(guide: Guide, on: str = "") -> Iterator[Diagnostic]:
    """All findings of the dates of a guide. `on`: the day to hold its state against (YYYY-MM-DD), "" for none."""
    publication = guide.publication
    yield from _impossible(publication)
    yield from _out_of_order(publication)
    if on:
        yield from _not_of_the_day(publication, on)


def _dated(publication: Publication) -> tuple[tuple[str, Text | None], ...]:
    """The dates in the order of a guide's life. A draft is published before its opinions are closed."""
    draft = publication.status == "征求意见"
    closing = ("意见截止", publication.comments_until)
    issued = ("公布", publication.date)
    votes = tuple(("表决", vote.date) for vote in publication.decisions)
    begun = (issued, closing, *votes) if draft else (closing, *votes, issued)
    return (
        *begun,
        ("施行", publication.effective),
        ("试行至", publication.trial_until),
        ("废止", publication.repealed),
    )


def dates_of(publication: Publication) -> tuple[tuple[str, Text | None], ...]:
    """Every date of 发布, with what it is the date of."""
    filed = publication.filed.date if publication.filed else None
    told = (("通知", vote.noticed) for vote in publication.decisions)
    return (*_dated(publication), ("下次复核", publication.review), ("备案", filed), *told)


def _impossible(publication: Publication) -> Iterator[Diagnostic]:
    for name, text in dates_of(publication):
        if text is not None and impossible_days(text, is_date=True):
            message = f"{name}的日期“{shortened(text)}”不存在"
            yield make("Y731", text.span, message, "月份是 1 到 12，各月的天数看日历；写成 2026-03-15。")


def _out_of_order(publication: Publication) -> Iterator[Diagnostic]:
    last: tuple[str, str, Text] | None = None
    for name, text in _dated(publication):
        day = day_in(text)
        if text is None or not day:
            continue
        if last is not None and day < last[1]:
            related = (Related(last[2].span, f"{last[0]}写在这里"),) if last[2].span else ()
            message = f"{name}（{day}）早于{last[0]}（{last[1]}）"
            yield make("Y732", text.span, message, _ORDER, related)
        else:
            last = (name, day, text)


def _not_of_the_day(publication: Publication, on: str) -> Iterator[Diagnostic]:
    status = str(publication.status or "")
    for text, due, message, hint in (
        (
            publication.comments_until,
            status == "征求意见",
            "意见已经截止，状态还是征求意见",
            "表决以后改状态；没办完就延长截止日期。",
        ),
        (publication.trial_until, status == "试行", "试行已经到期", "转为正式、延长试行，或者废止。"),
        (
            publication.repealed,
            status != "废止",
            "已经到了废止的日期，状态还不是废止",
            "把状态改成废止，贴出去的请撤下。",
        ),
        (publication.review, True, "到了复核的日期", "对照现行的法规核对一遍，再改“下次复核”。"),
    ):
        day = day_in(text)
        if text is not None and due and day and day < on:
            yield make("Y738", text.span, f"{on}：{message}（{day}）", hint)
    effective = publication.effective
    begins = day_in(effective)
    if effective is not None and status in ("正式", "试行") and begins > on:
        yield make("Y738", effective.span, f"{on}：还没有施行（{begins}）", "到那天再贴，或者在旁边写明何时施行。")
