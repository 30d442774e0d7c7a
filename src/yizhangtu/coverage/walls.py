"""Records of a ledger → what hung on each wall, from which day to which."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from yizhangtu.ledger.chain import Corrected, as_written
from yizhangtu.ledger.days import day_number
from yizhangtu.ledger.record import POSTED, REMOVED, SEEN, Record

BY_PHOTO = "照片"
RENEWED = "换新"
_ORDER = {POSTED: 0, SEEN: 1, REMOVED: 2}  # of the records of one day


class Hanging(NamedTuple):
    """Something that was hung. Days are YYYY-MM-DD: `until` that on which it was taken down ("" while it hangs),
    `photo_since` that of the first photo of it, its own or one of a look at the same code ("" for none). `place` is the
    record (账:号)."""

    day: str
    until: str
    code: str
    medium: str
    photo_since: str
    place: str
    period: str = ""

    def up(self, day: str) -> bool:
        """Whether it hangs on a day."""
        return self.day <= day and not "" < self.until <= day

    def seen(self, day: str) -> bool:
        """Whether there is a photo of it by a day."""
        return "" < self.photo_since <= day


Wall = tuple[Hanging, ...]  # of one guide in one village, in the order of hanging


def walls(records: Iterable[Corrected]) -> dict[tuple[str, str], Wall]:
    """What hung, by (village, guide)."""
    found: dict[tuple[str, str], list[Record]] = {}
    for one in records:
        record = one.record
        if record.kind in _ORDER and day_number(record.text("日期")) is not None:
            found.setdefault((record.text("村"), record.text("图")), []).append(record)
    return {key: wall for key, own in found.items() if (wall := _wall(own))}


def _wall(records: list[Record]) -> Wall:
    """A 撤下 takes down what hangs at its place, or where it names none, all of the guide."""
    if len(records) > 1:
        records = sorted(as_written(records), key=lambda one: (one.text("日期"), _ORDER[one.kind]))
    photos: dict[str, str] = {}
    for one in records:
        if one.kind == SEEN and one.text("核实") == BY_PHOTO:
            photos.setdefault(one.text("码"), one.text("日期"))
    found = []
    for at, record in enumerate(records):
        if record.kind != POSTED:
            continue
        day, code = record.text("日期"), record.text("码")
        looks = [photos[code]] if code in photos else []
        looks += [day] if record.text("核实") == BY_PHOTO else []
        until = _end(record, records[at + 1 :])
        since = min(looks, default="")
        found.append(Hanging(day, until, code, record.text("媒介"), since, record.place, record.text("期")))
    return tuple(found)


def _end(posted: Record, later: Sequence[Record]) -> str:
    """The day of the first 撤下 that takes it down. One for the sake of a new poster (换新) takes down none of its own
    day."""
    place = posted.text("地点")
    for one in later:
        if one.kind != REMOVED or (one.text("因") == RENEWED and one.text("日期") == posted.text("日期")):
            continue
        if not one.text("地点") or place in ("", one.text("地点")):
            return one.text("日期")
    return ""
