"""`ledger add`: what was hung, seen or taken down → records, from words, photos, or a table of the clerk's own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.commands.ledger.photos import Photo, read_photo
from yizhangtu.commands.ledger.place import ORIGINALS, PHOTOS, LedgerPlace
from yizhangtu.commands.ledger.writer import Entry, write_records
from yizhangtu.ledger.record import CONSULTED, CORRECTED, ENGLISH, POSTED, REMOVED, SEEN, VOTED, Record
from yizhangtu.ledger.versions import Registered, find
from yizhangtu.model.diagnostics import Diagnostic, Span, make
from yizhangtu.model.errors import UsageError
from yizhangtu.model.words import did_you_mean
from yizhangtu.read.guide.dates import iso_date
from yizhangtu.system import clock, outputs
from yizhangtu.system.ledger import files as ledger_files

KINDS = (POSTED, SEEN, REMOVED, CONSULTED, VOTED, CORRECTED)
ON_WALLS = (POSTED, SEEN, REMOVED)
BY_PHOTO, BY_WORD = "照片", "自报"
BECAUSE = ("换新", "到期", "破损", "废止")


class RecordRequest(NamedTuple):
    """What is to be recorded, as it was typed; "" where nothing was. `of`: the record that a 更正 or 撤下 is about;
    `right`: the keys of a 更正 that are right. `read`: photos that have been read already, by their names. `place`:
    where it stands in a table, for diagnostics, `cells` where each of its texts does."""

    kind: str = POSTED
    guide: str = ""
    village: str = ""
    period: str = ""
    location: str = ""
    channel: str = ""
    medium: str = ""
    date: str = ""
    by: str = ""
    note: str = ""
    because: str = ""
    of: str = ""
    photos: tuple[str, ...] = ()
    right: Mapping[str, str] = {}
    read: Mapping[str, Photo] = {}
    place: Span | None = None
    cells: Mapping[str, Span] = {}


class Added(NamedTuple):
    """The records written, and why others were not: nothing is written where one of a table is wrong."""

    records: tuple[Record, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def kind_of(word: str) -> str:
    """事 by its Chinese or English name. Raises UsageError."""
    kind = ENGLISH.get(word, word)
    if kind not in KINDS:
        raise UsageError(f"没有“{word}”这种记录", did_you_mean(word, KINDS, f"可以写：{'、'.join(KINDS)}"))
    return kind


def correction(typed: RecordRequest) -> RecordRequest:
    """A 更正 with the keys that are right: all that were typed."""
    names = {
        "村": typed.village, "编号": typed.guide, "期": typed.period, "地点": typed.location, "形式": typed.channel,
        "媒介": typed.medium, "日期": typed.date, "经手": typed.by,
    }  # fmt: skip
    return typed._replace(right={key: value for key, value in names.items() if value})


def add(place: LedgerPlace, wanted: Sequence[RecordRequest]) -> Added:
    """Write records, all or none. Raises MissingDependency where the ledger cannot be written."""
    entries: list[Entry] = []
    faults: list[Diagnostic] = []
    copies: dict[tuple[str, str, str], bytes] = {}  # folder, hash and suffix
    for one in wanted:
        try:
            entries.append((one.kind, _values(place, one, copies)))
        except UsageError as wrong:
            span = next((span for text, span in one.cells.items() if f"“{text}”" in wrong.message), one.place)
            faults.append(make("Y746", span, wrong.message, wrong.hint))
    if faults:
        return Added((), tuple(faults))
    for (folder, digest, suffix), data in copies.items():
        ledger_files.keep(place.folder, folder, digest, suffix, data)
    return Added(write_records(place.folder, place.writer, entries))


def _values(place: LedgerPlace, one: RecordRequest, copies: dict[tuple[str, str, str], bytes]) -> dict[str, object]:
    """The keys of one record. Raises UsageError where it makes no sense."""
    if one.kind == CORRECTED:
        return _correction(place, one)
    photos = [(one.read.get(name) or read_photo(Path(name), copy=True), name) for name in one.photos]
    version, village = _subject(place, one, photos)
    for photo, name in photos:
        earlier = recorded_photo(place, one.kind, village, photo)
        if earlier:
            raise UsageError(
                f"照片“{Path(name).name}”登记过了（{earlier}）", "同一张照片只登记一次；记错了用 ledger add 更正"
            )
    day = _day(one, photos)
    found: dict[str, object] = {
        "村": village, "编号": version.number if version else "", "图": version.guide if version else "",
        "期": one.period, "码": _code(version, village, photos), "核实": "",
        "媒介": one.medium, "地点": one.location, "形式": one.channel, "日期": day, "经手": one.by,
    }  # fmt: skip
    if one.kind in ON_WALLS:
        found["核实"] = BY_PHOTO if any(photo.codes for photo, _ in photos) else BY_WORD
    if one.kind == REMOVED:
        found |= _removed(place, one, village, version, day)
    listed = [_kept(place, photo, Path(name), copies) for photo, name in photos]
    found |= {"照片": listed, "备注": one.note}
    return {key: value for key, value in found.items() if value not in ("", [])}


def recorded_photo(place: LedgerPlace, kind: str, village: str, photo: Photo) -> str:
    """The record (账:号) of the same kind that has this photo already; "" where there is none."""
    for one in place.records_of([village]) if photo.digest else ():
        photos = one.record.values.get("照片")
        own = [part.get("原件") for part in photos if isinstance(part, dict)] if isinstance(photos, list) else []
        if one.record.kind == kind and photo.digest in own:
            return one.record.place
    return ""


def _subject(
    place: LedgerPlace, one: RecordRequest, photos: Sequence[tuple[Photo, str]]
) -> tuple[Registered | None, str]:
    """The version and village: as a photo's code says; what is typed must agree."""
    codes = list(dict.fromkeys(code for photo, _ in photos for code in photo.codes))
    typed = place.guide(one.guide) if one.guide else None
    if one.village and place.villages and one.village not in place.villages:
        hint = did_you_mean(one.village, place.villages, "写辖区文件里的村名")
        raise UsageError(f"辖区文件里没有“{one.village}”这个村", hint)
    if len(codes) > 1:
        raise UsageError("照片里有几张图的码", "一张图一条记录：分开拍，或者用 --photos 登记整个文件夹")
    if not codes:
        if one.kind in ON_WALLS and typed is None:
            raise UsageError("不知道是哪张图", "写 --guide 编号，或者用 --photo 给一张拍得到二维码的照片")
        return typed, one.village
    found = find(place.versions, codes[0])
    if found is None and typed is not None and one.period:
        return typed, one.village  # a notice: its code is that of the data it prints, which is registered nowhere
    if found is None:
        raise UsageError(f"照片里的码 {codes[0]} 没有登记过", "先用 yizhangtu release 登记；或者换照片")
    if typed is not None and typed.guide != found.version.guide:
        raise UsageError(f"照片里是“{found.version.called}”，写的是“{typed.called}”", "改 --guide，或者换照片")
    if one.village and found.village and one.village != found.village:
        raise UsageError(f"照片里是{found.village}的图，写的是{one.village}", "改 --village，或者看看是不是挂错了村")
    return found.version, found.village or one.village


def _code(version: Registered | None, village: str, photos: Sequence[tuple[Photo, str]]) -> str:
    read = [code for photo, _ in photos for code in photo.codes]
    if read or version is None:
        return read[0] if read else ""
    return version.codes.get(village) or version.codes.get("", "")


def _day(one: RecordRequest, photos: Sequence[tuple[Photo, str]]) -> str:
    """The day: as typed, else that of the photo, else today."""
    taken = [photo.taken[:10] for photo, _ in photos if photo.taken]
    day = iso_date(one.date) if one.date else (taken[0] if taken else clock.today())
    if not day:
        raise UsageError(f"“{one.date}”不是日期", "写成 2026-12-01")
    if day > clock.days_after(today := clock.today(), 1):
        raise UsageError(f"日期 {day} 还没有到", f"看看是不是写错了年份；这台电脑上今天是 {today}，看看时间对不对")
    return day


def _removed(
    place: LedgerPlace, one: RecordRequest, village: str, version: Registered | None, day: str
) -> dict[str, object]:
    """撤下: why, and that it hung there before."""
    if one.because and one.because not in BECAUSE:
        raise UsageError(f"“因”不能写“{one.because}”", f"可以写：{'、'.join(BECAUSE)}")
    hung = [
        c.record for c in place.records_of([village])
        if c.record.kind == POSTED and c.record.text("村") == village
        and version is not None and c.record.text("图") == version.guide
    ]  # fmt: skip
    if not hung:
        raise UsageError(f"{village}没有张贴过“{version.called if version else ''}”", "先登记张贴")
    if min(record.text("日期") for record in hung) > day:
        raise UsageError(f"撤下的日期 {day} 比张贴的日期还早", "改日期")
    return {"因": one.because}


def _correction(place: LedgerPlace, one: RecordRequest) -> dict[str, object]:
    if not place.has(one.of):
        raise UsageError(f"没有“{one.of}”这条记录", "--of 写成 账:号，ledger list 里看得到")
    if not one.right:
        raise UsageError("没有写哪里应当改", "写上正确的，如 --village 乙村、--date 2026-12-01")
    return {"原": one.of, "应为": dict(one.right), "因": one.note}


def _kept(place: LedgerPlace, photo: Photo, path: Path, copies: dict[tuple[str, str, str], bytes]) -> dict[str, object]:
    """What a record holds of a photo: the hashes of the copy and of the original, and when it was taken. The original
    itself is kept where the project says so (DA/T 50-2014: an archived photo is the file with its EXIF)."""
    if photo.refused or not photo.copy:
        raise UsageError(f"“{path.name}”{photo.refused or '不是照片'}", "换一张照片，JPEG、PNG 或者 WebP")
    digest = hashlib.sha256(photo.copy).hexdigest()
    copies[PHOTOS, digest, ".jpg"] = photo.copy
    if place.home.project.originals:
        copies[ORIGINALS, photo.digest, path.suffix.lower()] = outputs.content(path) or b""
    found = {"文件": digest, "原件": photo.digest, "拍摄": photo.taken}
    return {key: value for key, value in found.items() if value}
