"""Records → the rows of the ledger as inspectors know it (台账): each posting with its end, in order."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from yizhangtu.content.version_code import grouped
from yizhangtu.ledger.chain import Corrected
from yizhangtu.ledger.days import day_number
from yizhangtu.ledger.record import HEAD, POSTED, REMOVED, SEEN, Record

HEADS = (
    "序号", "村名", "编号", "名称", "版本", "核验码", "形式", "地点", "张贴日期", "撤下日期", "公示天数", "经手人",
    "照片", "校验",
)  # fmt: skip


class Posting(NamedTuple):
    """Something that was hung: its record, the one that ends it, and what it showed."""

    record: Record
    removed: Record | None
    title: str
    version: str

    @property
    def days(self) -> int | None:
        """Days on the wall; the first one is not counted (民法典 201). None while it hangs."""
        if self.removed is None:
            return None
        first, last = day_number(self.record.text("日期")), day_number(self.removed.text("日期"))
        return None if first is None or last is None else last - first

    def cells(self, number: int) -> tuple[str, ...]:
        """The cells under HEADS."""
        record = self.record
        photos = record.values.get("照片")
        count = len(photos) if isinstance(photos, list) else 0
        return (
            str(number), record.text("村"), record.text("编号"), self.title, self.version, grouped(record.text("码")),
            record.text("形式"), record.text("地点"), record.text("日期"),
            self.removed.text("日期") if self.removed else "", "" if self.days is None else str(self.days),
            record.text("经手"), f"{count} 张" if count else record.text("核实"), record.digest[:HEAD],
        )  # fmt: skip


class Filter(NamedTuple):
    """Which records are asked for; empty fields take all. Days are YYYY-MM-DD, both included."""

    villages: tuple[str, ...] = ()
    guides: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    def takes(self, record: Record) -> bool:
        """Whether a record is one of them."""
        day = record.text("日期") or record.moment[:10]
        return (
            (not self.villages or record.text("村") in self.villages)
            and (not self.guides or bool(_names(record) & set(self.guides)))
            and (not self.kinds or record.kind in self.kinds)
            and (not self.since or day >= self.since)
            and (not self.until or day <= self.until)
        )


def _names(record: Record) -> set[str]:
    """What a record calls its guide."""
    return {record.text("编号"), record.text("图"), record.text("名称")}


def order(record: Record) -> tuple[str, str, int]:
    """The key to sort records by: day, file, number."""
    return record.text("日期") or record.moment[:10], record.account, record.number


def postings(records: Iterable[Corrected], titles: dict[str, tuple[str, str]]) -> list[Posting]:
    """Everything that was hung, by day. `titles`: the code → the title and version of the guide.

    A 撤下 ends the earliest posting of the same guide, village and place that still hangs on its day.
    """
    found = sorted((one.record for one in records if one.record.kind in (POSTED, REMOVED)), key=order)
    open_: list[Posting] = []
    done: list[Posting] = []
    for record in found:
        if record.kind == POSTED:
            open_.append(Posting(record, None, *titles.get(record.text("码"), (record.text("图"), ""))))
            continue
        at = next((n for n, one in enumerate(open_) if _ends(one.record, record)), None)
        if at is not None:
            done.append(open_.pop(at)._replace(removed=record))
    return sorted((*open_, *done), key=lambda one: order(one.record))


def _ends(posted: Record, removed: Record) -> bool:
    same = all(posted.text(key) == removed.text(key) for key in ("村", "图"))
    place = removed.text("地点")
    return same and (not place or place == posted.text("地点"))


def unreasonable(
    records: Sequence[Record], villages: Sequence[str], codes: set[str], tomorrow: str
) -> list[tuple[Record, str]]:
    """Records that make no sense (Y746), each with the reason."""
    found: list[tuple[Record, str]] = []
    known = set(villages)
    first: dict[tuple[str, str], str] = {}
    for record in sorted(records, key=order):
        if record.kind not in (POSTED, SEEN, REMOVED):
            continue
        village, guide, day = record.text("村"), record.text("图"), record.text("日期")
        if day_number(day) is None:
            found.append((record, f"“{day}”不是日期"))
            continue
        if day > tomorrow:
            found.append((record, f"日期 {day} 还没有到"))
        if village and known and village not in known:
            found.append((record, f"没有“{village}”这个村（改了名、合并了，就登记更正）"))
        if record.text("码") and record.text("码") not in codes:
            found.append((record, f"核验码 {grouped(record.text('码'))} 没有登记过"))
        if record.kind == POSTED:
            first.setdefault((village, guide), day)
        elif record.kind == REMOVED and (village, guide) not in first:
            found.append((record, "没有张贴就撤下了"))
    return found
