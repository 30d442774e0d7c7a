"""A guide → diagnostics of figures that cannot be right: days that no calendar has, times of zero, more votes than
voters. They are printed as written: only the author knows what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from yizhangtu.model.deadline import Deadline
from yizhangtu.model.diagnostics import Diagnostic, Related, Text, make
from yizhangtu.model.guide import Guide, walk
from yizhangtu.model.listing import Listing
from yizhangtu.model.words import shortened
from yizhangtu.read.guide.dates import impossible_days
from yizhangtu.read.guide.numerals import value_of

_NUMERAL = "零〇一二两三四五六七八九十百千"
_REST = rf"[^\d{_NUMERAL}分%]{{0,4}}"  # of a text that is a number, not a share
_COUNT = re.compile(rf"{_REST}(\d+|[{_NUMERAL}]+)\s*([人名户票位个]?){_REST}")


def check_plausible(guide: Guide) -> list[Diagnostic]:
    """All diagnostics of impossible figures."""
    return [*_days(guide), *_times(guide), *_votes(guide)]


def _days(guide: Guide) -> Iterator[Diagnostic]:
    """Y306: 2026-13-45, 2月30日."""
    publication = guide.publication
    decided = publication.decision.date if publication.decision else None
    dates = {publication.date, publication.effective, publication.comments_until, decided}
    for text in guide.texts:
        for day in impossible_days(text, is_date=text in dates):
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


def _votes(guide: Guide) -> Iterator[Diagnostic]:
    """Y822: more present than entitled, more in favour than present."""
    vote = guide.publication.decision
    if vote is None:
        return
    named = (("应到", vote.entitled), ("实到", vote.present), ("同意", vote.agreed))
    counts = [(name, text, count) for name, text in named if text is not None and (count := _count(text))]
    for (more, most, (bound, unit)), (name, text, (value, other)) in pairwise(counts):
        if value > bound and (unit == other or "" in (unit, other)):
            message = f"{name}“{shortened(text)}”比{more}“{shortened(most)}”多"
            related = (Related(most.span, f"{more}写在这里"),) if most.span else ()
            yield make("Y822", text.span, message, "照样印出；请照会议记录改正。", related)


def _count(text: Text) -> tuple[float, str] | None:
    """The number of a text with one number, and its unit: 45, 45人, 应到45户."""
    found = _COUNT.fullmatch(text.strip())
    value = value_of(found[1]) if found else None
    return None if found is None or value is None else (value, found[2].replace("名", "人").replace("位", "人"))
