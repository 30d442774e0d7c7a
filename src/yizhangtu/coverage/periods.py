"""What hung of a notice of one period → whether it was published, in time, long enough, and with a photo. Pure."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from yizhangtu.coverage.recurring import days_in, last_day
from yizhangtu.coverage.walls import Hanging, Wall
from yizhangtu.law.disclosure import DisclosureRule
from yizhangtu.ledger.days import day_number

MONTHS = {"月": 1, "季": 3, "半年": 6, "年": 12}
LONGEST = 24  # months after a period in which its deadline is looked for


class NoticeState(StrEnum):
    """A cell has exactly one state, the first that holds in this order."""

    MISSING = "未公开"
    EARLY = "撤早了"
    LATE = "迟"
    NO_PHOTO = "没有照片"
    PUBLISHED = "已公开"


SIGNS = {
    NoticeState.PUBLISHED: "✓", NoticeState.LATE: "！", NoticeState.EARLY: "！", NoticeState.NO_PHOTO: "○",
    NoticeState.MISSING: "—",
}  # fmt: skip


class NoticeDemand(NamedTuple):
    """A notice of one period that a village must publish: `deadline` is the day until which ("" for none), `keep` the
    days that it must hang at least."""

    village: str
    guide: str  # the stem of its file
    number: str
    title: str
    deadline: str = ""
    keep: int = 0


class NoticeCell(NamedTuple):
    """The state of a demand on a day. `since`: the first day that it hung; `late`: days after the deadline; `hung`: the
    most days on the board; `records` decided it (账:号)."""

    demand: NoticeDemand
    state: NoticeState
    since: str = ""
    late: int = 0
    hung: int = 0
    records: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The state as reports write it: 迟 3 天, 撤早了（只挂了 3 天，应不少于 5 天）."""
        late = f"迟 {self.late} 天" if self.late else ""
        match self.state:
            case NoticeState.EARLY:
                return f"撤早了（只挂了 {self.hung} 天，应不少于 {self.demand.keep} 天）"
            case NoticeState.MISSING:
                return f"未公开（已过 {self.late} 天）" if self.late else "未公开"
            case NoticeState.LATE:
                return late
        return self.state.value


def notice_cell(demand: NoticeDemand, wall: Wall, codes: Sequence[str], day: str) -> NoticeCell:
    """The state of one demand. `codes`: how the period may be written in records."""
    own = [one for one in wall if one.period in codes and one.day <= day]
    deadline = day_number(demand.deadline) if demand.deadline else None
    since = min((one.day for one in own), default="")
    late = 0 if deadline is None else max(0, (day_number(since or day) or 0) - deadline)
    records = tuple(one.place for one in own)
    if not own:
        return NoticeCell(demand, NoticeState.MISSING, "", late)
    longest = max(_days(one, day) for one in own)
    found = NoticeCell(demand, NoticeState.PUBLISHED, since, late, longest, records)
    if longest < demand.keep and not any(one.up(day) for one in own):
        return found._replace(state=NoticeState.EARLY)
    if late:
        return found._replace(state=NoticeState.LATE)
    return found if any(one.seen(day) for one in own) else found._replace(state=NoticeState.NO_PHOTO)


def _days(one: Hanging, day: str) -> int:
    """Days on the board up to a day; the first one is not counted (民法典 201)."""
    end = one.until if "" < one.until <= day else day
    return (day_number(end) or 0) - (day_number(one.day) or 0)


def last_day_of(code: str, kind: str) -> str:
    """The last day of a period, by its code (2026-10, 2026-Q4, 2026-H2, 2026) and kind; "" for a batch."""
    if kind not in MONTHS:
        return ""
    year, _, rest = code.partition("-")
    number = int(rest.lstrip("QH")) if rest else 1
    return last_day(int(year), number * MONTHS[kind])


def period_due(day: str, text: str, kind: str, rule: DisclosureRule) -> str:
    """The code of the latest period of a kind that must be published until a day, by the time limit of its list; "" for
    none."""
    if kind not in MONTHS:
        return ""
    year, month = int(day[:4]), int(day[5:7])
    for _ in range(LONGEST):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        if month % MONTHS[kind]:
            continue
        if deadline_of(text, last_day(year, month), kind, rule) == day:
            number = month // MONTHS[kind]
            return {"月": f"{year}-{number:02}", "季": f"{year}-Q{number}", "半年": f"{year}-H{number}"}.get(
                kind, f"{year}"
            )
    return ""


def deadline_of(text: str, end: str, kind: str, rule: DisclosureRule) -> str:
    """The day until which something of a period that ends on `end` must be published: the first one that its time limit
    names after it; where that names no day, that of the rule, or of the next period's end. "" where neither says so."""
    year, month = int(end[:4]), int(end[5:7])
    for _ in range(LONGEST):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        days = days_in(text, f"{year:04}-{month:02}", rule) if text else None
        if days is None:
            break
        if days:
            return days[0]
    else:
        return ""
    return _by_rule(end, kind, rule)


def _by_rule(end: str, kind: str, rule: DisclosureRule) -> str:
    year, month = int(end[:4]), int(end[5:7])
    year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    day = {"月": rule.month, "季": rule.quarter}.get(kind, 0)
    if day:
        return min(f"{year:04}-{month:02}-{day:02}", last_day(year, month))
    if kind not in ("月", "季"):
        return ""
    months = month + MONTHS[kind] - 1
    return last_day(year + (months - 1) // 12, (months - 1) % 12 + 1)
