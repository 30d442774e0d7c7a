"""Required guides, registered versions and records → the state of each guide in each village on a day."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from yizhangtu.ledger.chain import Corrected, as_written
from yizhangtu.ledger.days import day_number
from yizhangtu.ledger.record import POSTED, REMOVED, SEEN, Record
from yizhangtu.ledger.versions import Found, Registered, state_of

BY_PHOTO = "照片"


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


class Wall(NamedTuple):
    """The records of one guide in one village, by day."""

    records: tuple[Record, ...]

    def open_on(self, day: str) -> list[Record]:
        """What was hung by a day and not taken down by then; a 撤下 without a place takes down all of the guide."""
        found: list[Record] = []
        for record in self.records:
            if record.text("日期") > day:
                break
            if record.kind == POSTED:
                found.append(record)
            elif record.kind == REMOVED:
                place = record.text("地点")
                found = [one for one in found if place and one.text("地点") not in ("", place)]
        return found

    def seen(self, posted: Record, day: str) -> bool:
        """Whether a photo of what was posted lies there: its own, or one of a later look at it."""
        looks = (
            one
            for one in self.records
            if one is posted or (one.kind == SEEN and one.text("码") == posted.text("码") and one.text("日期") <= day)
        )
        return any(one.text("核实") == BY_PHOTO for one in looks)


def walls(records: Iterable[Corrected]) -> dict[tuple[str, str], Wall]:
    """The records on walls by (village, guide)."""
    found: dict[tuple[str, str], list[Record]] = {}
    for one in records:
        record = one.record
        if record.kind in (POSTED, REMOVED, SEEN) and day_number(record.text("日期")) is not None:
            found.setdefault((record.text("村"), record.text("图")), []).append(record)
    order = {POSTED: 0, SEEN: 1, REMOVED: 2}
    return {
        key: Wall(tuple(sorted(as_written(own), key=lambda one: (one.text("日期"), order[one.kind]))))
        for key, own in found.items()
    }


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


def cell_of(demand: Demand, versions: Sequence[Registered], wall: Wall, day: str) -> WallCell:
    """The state of one demand."""
    current = in_force_on(versions, day)
    late = _late(demand, "", day)
    if current is None:
        return WallCell(demand, State.NOT_MADE, late=late)
    counting = [one for one in wall.open_on(day) if _counts(one, demand)]
    right = [one for one in counting if one.text("码") in _codes(current, demand.village)]
    if not right:
        if not counting:
            return WallCell(demand, State.NOT_HUNG, version=current.version, late=late)
        known = {code: one.version for one in versions for code in one.codes.values()}
        hangs = known.get(counting[-1].text("码"), "")
        return WallCell(demand, State.OLD, False, "", current.version, hangs, _places(counting), late)
    since = min(one.text("日期") for one in right)
    photo = any(wall.seen(one, day) for one in right)
    valid = state_of(Found(current._replace(until=""), demand.village, current), day)
    state = State.EXPIRED if valid in ("试行已满", "已废止") else State.HUNG
    return WallCell(demand, state, photo, since, current.version, "", _places(right), _late(demand, since, day))


def cells(
    demands: Sequence[Demand], versions: Mapping[str, Sequence[Registered]], records: Iterable[Corrected], day: str
) -> list[WallCell]:
    """The state of every demand on a day (YYYY-MM-DD)."""
    known = walls(records)
    none = Wall(())
    return [
        cell_of(one, versions.get(one.guide, ()), known.get((one.village, one.guide), none), day) for one in demands
    ]


def _codes(version: Registered, village: str) -> tuple[str, ...]:
    """The codes that count in a village: its own, and that of the guide in general terms."""
    return tuple(version.codes[name] for name in (village, "") if name in version.codes)


def _counts(record: Record, demand: Demand) -> bool:
    medium = record.text("媒介")
    return not demand.media or not medium or medium in demand.media


def _places(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(one.place for one in records)


def _late(demand: Demand, since: str, day: str) -> int | None:
    end = day_number(demand.by)
    then = day_number(since or day)
    return None if end is None or then is None else max(0, then - end)
