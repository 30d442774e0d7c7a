"""A guide → diagnostics of figures that cannot be right: days that no calendar has, times of zero. They are printed as
written: only the author knows what was meant."""

from __future__ import annotations

from collections.abc import Iterator

from yizhangtu.check.dates import dates_of
from yizhangtu.model.deadline import Deadline
from yizhangtu.model.diagnostics import Diagnostic, make
from yizhangtu.model.guide import Guide, walk
from yizhangtu.model.listing import Listing
from yizhangtu.model.words import shortened
from yizhangtu.read.guide.dates import impossible_days


def check_plausible(guide: Guide) -> list[Diagnostic]:
    """All diagnostics of impossible figures."""
    return [*_days(guide), *_times(guide)]


def _days(guide: Guide) -> Iterator[Diagnostic]:
    """Y306: 2月30日 in any text but the dates of 发布, which `dates` checks."""
    dates = {id(text) for _, text in dates_of(guide.publication)}
    for text in guide.texts:
        for day in () if id(text) in dates else impossible_days(text, is_date=False):
            message = f"没有“{shortened(day)}”这一天"
            yield make("Y306", text.span, message, "照样印出；请看看是不是写错了，改成日历上有的日子。")


def _times(guide: Guide) -> Iterator[Diagnostic]:
    """Y307: 0个工作日."""
    for limit in _limits(guide):
        if limit.amount is not None and limit.amount.value == 0:
            message = f"时限“{shortened(limit.text)}”是零"
            yield make("Y307", limit.text.span, message, "马上就办的，写成“当场”“即办”或者“当天”；不是，就写上天数。")


def _limits(guide: Guide) -> Iterator[Deadline]:
    rows = guide.body.rows if isinstance(guide.body, Listing) else ()
    found = (
        guide.deadline.promised,
        guide.deadline.statutory,
        *(entry.within for entry in walk(guide.steps)),
        *(row.within for row in rows),
    )
    yield from (limit for limit in found if limit is not None)
