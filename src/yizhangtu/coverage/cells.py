"""Required guides, registered versions and records → the state of each guide in each village on a day."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from yizhangtu.coverage.walls import Hanging, Wall
from yizhangtu.ledger.days import day_number
from yizhangtu.ledger.versions import Found, Registered, state_of


class State(StrEnum):
    """A cell has exactly one state, the first that holds in this order but the last two."""

    HUNG = "已挂"
    EXPIRED = "过期"
    OLD = "版本旧"
    NOT_HUNG = "已做未挂"
    NOT_MADE = "未做"


SIGNS = {
    State.HUNG: "✓",
    State.EXPIRED: "！",
    State.OLD: "旧",
    State.NOT_HUNG: "○",
    State.NOT_MADE: "—",
}


class Demand(NamedTuple):
    """One guide that a village must have: `media` are those that count (any where empty), `by` the day until which it
    must hang (YYYY-MM-DD, "" for none). `group` is its list or picture."""

    village: str
    guide: str  # the stem of its file
    number: str
    title: str
    group: str
    media: tuple[str, ...] = ()
    by: str = ""


class WallCell(NamedTuple):
    """The state of a demand on a day. `since`: the day from which it hangs in the version in force. `records` decided
    it (账:号). `version` is in force, `hangs` what hangs instead. `late`: days after the day by which it had to hang, 0
    in time, None where no day is set; while it is missing they are counted up to the day."""

    demand: Demand
    state: State
    photo: bool = False
    since: str = ""
    version: str = ""
    hangs: str = ""
    records: tuple[str, ...] = ()
    late: int | None = None


def versions_by_guide(versions: Iterable[Registered]) -> dict[str, list[Registered]]:
    """All registered versions of each guide, the earliest first."""
    found: dict[str, list[Registered]] = {}
    for one in versions:
        found.setdefault(one.guide, []).append(one)
    for own in found.values():
        own.sort(key=lambda one: (one.day, one.until == "", one.until))
    return found


def in_force_on(versions: Sequence[Registered], day: str) -> Registered | None:
    """The version of a guide that is in force on a day: the last that was registered and has come into force by then;
    before the first comes into force, that one: it may be hung early."""
    known = [one for one in versions if one.day <= day]
    valid = [one for one in known if one.effective <= day]
    return valid[-1] if valid else known[0] if known else None


class _InForce(NamedTuple):
    """The version of a guide in force on a day, and whether its time is over."""

    version: Registered
    expired: bool


def _in_force(versions: Sequence[Registered], day: str) -> _InForce | None:
    found = in_force_on(versions, day)
    if found is None:
        return None
    return _InForce(found, state_of(Found(found._replace(until=""), "", found), day) in ("试行已满", "已废止"))


def cells(
    demands: Sequence[Demand],
    versions: Mapping[str, Sequence[Registered]],
    hung: Mapping[tuple[str, str], Wall],
    day: str,
) -> list[WallCell]:
    """The state of every demand on a day (YYYY-MM-DD)."""
    current = {guide: _in_force(own, day) for guide, own in versions.items()}
    return [
        _cell(one, current.get(one.guide), versions.get(one.guide, ()), hung.get((one.village, one.guide), ()), day)
        for one in demands
    ]


def _cell(demand: Demand, in_force: _InForce | None, versions: Sequence[Registered], wall: Wall, day: str) -> WallCell:
    """The state of one demand."""
    if in_force is None:
        return WallCell(demand, State.NOT_MADE, late=_late(demand, "", day))
    current, expired = in_force
    counting = [one for one in wall if one.up(day) and _counts(one, demand)]
    if not counting:
        return WallCell(demand, State.NOT_HUNG, version=current.version, late=_late(demand, "", day))
    codes = current.codes.get(demand.village), current.codes.get("")  # its own, and that of the guide in general terms
    right = [one for one in counting if one.code in codes]
    if not right:
        hangs, late = _version_of(counting[-1].code, versions, demand.village), _late(demand, "", day)
        return WallCell(demand, State.OLD, False, "", current.version, hangs, _places(counting), late)
    since = right[0].day if len(right) == 1 else min(one.day for one in right)
    photo = any(one.seen(day) for one in right)
    state = State.EXPIRED if expired else State.HUNG
    return WallCell(demand, state, photo, since, current.version, "", _places(right), _late(demand, since, day))


def _version_of(code: str, versions: Sequence[Registered], village: str) -> str:
    """The version of a code, "" where none is known. It is nearly always one of the village itself."""
    own = (one.version for one in reversed(versions) if code in (one.codes.get(village), one.codes.get("")))
    others = (one.version for one in reversed(versions) if code in one.codes.values())
    return next(own, "") or next(others, "")


def _counts(one: Hanging, demand: Demand) -> bool:
    return not demand.media or not one.medium or one.medium in demand.media


def _places(hung: Iterable[Hanging]) -> tuple[str, ...]:
    return tuple([one.place for one in hung])


def _late(demand: Demand, since: str, day: str) -> int | None:
    end = day_number(demand.by) if demand.by else None
    then = day_number(since or day) if end is not None else None
    return None if end is None or then is None else max(0, then - end)
