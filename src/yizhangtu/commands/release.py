"""`release`: versions that are new go into the ledger; the list of versions in force and the page that reads codes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from yizhangtu.build.checked import CheckedGuide, check_loaded
from yizhangtu.build.data.village_rows import VillageRows, village_rows
from yizhangtu.build.load import Home, load
from yizhangtu.build.version_codes import GuideVersion, versions_of
from yizhangtu.commands.ledger.place import VERSIONS, LedgerPlace
from yizhangtu.commands.ledger.writer import Entry, write_records
from yizhangtu.content.canonical import canonical
from yizhangtu.content.version_code import canonical_json
from yizhangtu.diff import changes
from yizhangtu.ledger.record import VERSION, Record
from yizhangtu.ledger.versions import (
    ROWS,
    YEARS,
    Registered,
    VersionList,
    as_json,
    doubled,
    in_village,
    registered,
)
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic, in_order, make, whole
from yizhangtu.model.errors import UsageError
from yizhangtu.model.guide import Guide
from yizhangtu.read.guide.dates import iso_date
from yizhangtu.site.verification import page_of
from yizhangtu.system import clock, outputs
from yizhangtu.system.ledger import files as ledger_files

Kept = Callable[[str], Mapping[str, Any]]  # by its digest
LIST, PAGE = "现行版本.json", "核验.html"
LISTED = 3  # villages in one message
MOST_CHANGES = 3  # sentences about an older version on the list


class Release(NamedTuple):
    """What was released: the new records' versions, all files written, and the faults of the definitions."""

    new: tuple[Registered, ...]
    versions: VersionList | None
    files: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


def release(
    paths: Sequence[str | Path] = (), *, on: str = "", note: str = "", output: str = "", dry_run: bool = False
) -> Release:
    """Check the definitions, register what is new, and write the list. A guide with errors is left out; the others are
    released. Raises UsageError for several projects or a day that is none, MissingDependency where the ledger cannot be
    written."""
    day = iso_date(on) if on else clock.today()
    if not day:
        raise UsageError(f"“{on}”不是日期", "写成 2026-12-01")
    loaded = load(paths)
    checked = check_loaded(loaded)
    homes = {one.definition.home.folder: one.definition.home for one in checked.guides}
    if len(homes) != 1:
        raise UsageError("一次只能发布一个辖区的定义", "一个文件夹一个文件夹地发布")
    home = next(iter(homes.values()))
    place = LedgerPlace(home)
    folder = place.folder
    records = place.version_records
    sound = [one for one in checked.guides if one.sound]
    known = versions_of((*checked.guides, *checked.context))
    rows = village_rows(loaded, known)
    found = list(dict.fromkeys((*_without(checked.diagnostics, rows), *rows.diagnostics)))
    wanted = _wanted(sound, known, home, rows)
    times = max(map(_number, records), default=0) + 1
    entries = [entry for one in wanted for entry in _new(one, place, times, note, found)]
    if dry_run:
        kinds = [Record("", 0, "", clock.instant(), *entry) for entry in entries]
        return Release(_registered_now(kinds, wanted), None, (), in_order(found), checked.texts)
    for one in wanted:
        ledger_files.keep(folder, VERSIONS, one.version.digest, ".json", one.definition)
        ledger_files.keep(folder, VERSIONS, one.values_digest, ".json", one.values)
    project = home.project
    written = write_records(folder, str(project.town or project.issuer or ""), entries)
    versions = version_list(LedgerPlace(home), day)
    found += [
        make(
            "Y754", whole(b.guide), f"“{a.called}”和“{b.called}”的核验码都是 {code}", "把其中一张的版本改一个字再发布。"
        )
        for code, a, b in doubled((*versions.current, *versions.older))
    ]
    results = Path(output or "output")
    files = []
    for name, data in ((LIST, as_json(versions).encode()), (PAGE, page_of(versions))):
        outputs.write(results / name, data)
        files.append(results / name)
    return Release(_registered_now(written, wanted), versions, tuple(files), in_order(found), checked.texts)


class _Wanted(NamedTuple):
    """A guide that is to be registered. `definition` and `values` are what is kept: canonical data, as bytes."""

    guide: CheckedGuide
    version: GuideVersion
    definition: bytes
    values: bytes

    @property
    def values_digest(self) -> str:
        """SHA-256 of the values, in hexadecimal digits."""
        return hashlib.sha256(self.values).hexdigest()


def _without(found: Sequence[Diagnostic], rows: VillageRows) -> list[Diagnostic]:
    """The diagnostics but those which say that the rows of villages are not read (Y824): they are."""
    return [one for one in found if one.code != "Y824" or one.span is None or one.span.file not in rows.rows]


def _wanted(
    guides: Sequence[CheckedGuide], known: Mapping[str, GuideVersion], home: Home, rows: VillageRows
) -> list[_Wanted]:
    found: list[_Wanted] = []
    for one in guides:
        version = known[one.definition.file]
        own = rows.rows.get(one.definition.file, {})
        villages = {
            str(village.name): version.values(village, own.get(str(village.name), ()))
            for village in home.project.villages
            if not version.by_village or str(village.name) in own
        }
        values = canonical_json({"变量": sorted(version.variables), "村": villages}).encode()
        found.append(_Wanted(one, version, canonical_json(canonical(version.guide)).encode(), values))
    return found


def _new(one: _Wanted, place: LedgerPlace, times: int, note: str, found: list[Diagnostic]) -> list[Entry]:
    """The record of a version that is not registered yet; none with Y752 where content changed and 版本 did not."""
    records = place.version_records
    guide, publication = one.version.guide, one.version.guide.publication
    stem = one.guide.definition.stem
    earlier = [record for record in records if record.text("图") == stem]
    last = max(earlier, key=_number, default=None)
    version = str(publication.version or "")
    if last is not None and last.text("定义") == one.version.digest and last.text("村值") == one.values_digest:
        return []
    same = [record for record in earlier if record.text("版本") == version]
    changed = _has_changed(one.version, earlier)
    villages = [] if last is None or last not in same else _with_other_rows(one, place.kept(last.text("村值")))
    if changed or villages:
        whose = f"{'、'.join(villages[:LISTED])}{f'等 {len(villages)} 个村' if villages[LISTED:] else ''}的行"
        found.append(_content_changed(guide, "的内容" if changed else f"里{whose}"))
        return []
    texts = {
        "编号": guide.number, "图": stem, "名称": guide.title, "版本": version, "状态": publication.status,
        "公布": iso_date(str(publication.date or "")), "施行": iso_date(str(publication.effective or "")),
    }  # fmt: skip
    values: dict[str, object] = {key: str(value) for key, value in texts.items() if value}
    values |= {"定义": one.version.digest, "村值": one.values_digest, "第几次": times}
    return [(VERSION, values | ({"备注": note} if note else {}))]


def _has_changed(one: GuideVersion, earlier: Sequence[Record]) -> bool:
    """Whether a guide says something else than every registered version of its name (版本). `earlier`: the records of
    its versions."""
    version = str(one.guide.publication.version or "")
    same = [record.text("定义") for record in earlier if record.text("版本") == version]
    return bool(same) and one.digest not in same


def _content_changed(guide: Guide, what: str) -> Diagnostic:
    """Y752: what of a guide is not as it was registered under its 版本."""
    version = guide.publication.version
    place = version.span if version is not None else guide.title.span
    words = f"版本还是“{version}”" if version else "没有写版本"
    message = f"“{guide.title}”{what}和登记过的不一样，{words}"
    return make("Y752", place or guide.span, message, "在“发布”里改“版本”，如 V1.1，再发布一次。")


def unregistered_changes(guides: Sequence[CheckedGuide]) -> tuple[Diagnostic, ...]:
    """Y752 as a warning, for `check`: guides whose content is no longer that of their registered version. None where
    there is no ledger. Raises MissingDependency where one cannot be read."""
    homes = {one.definition.home.folder: one.definition.home for one in guides}
    records = {folder: LedgerPlace(home).version_records for folder, home in homes.items() if home.project.ledger}
    if not any(records.values()):
        return ()
    versions = versions_of(guides)
    found: list[Diagnostic] = []
    for one in {one.definition.file: one for one in guides}.values():
        version, own = versions.get(one.definition.file), records.get(one.definition.home.folder, ())
        earlier = [record for record in own if record.text("图") == one.definition.stem]
        if version is not None and _has_changed(version, earlier):
            found.append(_content_changed(version.guide, "的内容")._replace(severity=Severity.WARNING))
    return tuple(found)


def _with_other_rows(one: _Wanted, registered_values: Mapping[str, Any]) -> list[str]:
    """The villages whose tables have other rows than those registered."""
    now, before = json.loads(one.values)["村"], registered_values.get("村", {})
    named = [name for name in now if ROWS in before.get(name, {})]
    return [name for name in named if now[name].get(ROWS) != before[name][ROWS]]


def _number(record: Record) -> int:
    value = record.values.get("第几次")
    return value if isinstance(value, int) else 0


def _registered_now(records: Sequence[Record], wanted: Sequence[_Wanted]) -> tuple[Registered, ...]:
    """The versions of new records."""
    values = {one.values_digest: json.loads(one.values) for one in wanted}
    return tuple(registered(records, lambda digest: values.get(digest, {}))[0])


def version_list(place: LedgerPlace, day: str, most: int | None = MOST_CHANGES) -> VersionList:
    """The versions in force on a day, from the ledger. Each older one lists what has changed since, in at most `most`
    sentences (None: all; 0: no list, which saves most of the time)."""
    records = place.version_records
    current, older = registered(records, place.kept, clock.days_after(day, -366 * YEARS))
    if most != 0:
        by_guide = {one.guide: one for one in current}
        older = [one._replace(changes=_few(changed_since(place.kept, one, by_guide[one.guide]), most)) for one in older]
    project = place.home.project
    times = max(map(_number, records), default=0)
    valid = clock.days_after(day, project.verify_days)
    issuer, hotline = str(project.issuer or project.town or ""), str(project.hotline or "")
    return VersionList(times, day, valid, issuer, hotline, tuple(current), tuple(older))


def changed_since(kept: Kept, old: Registered, new: Registered) -> tuple[str, ...]:
    """The sentences about what has changed from one version to another, in all villages and in those with rows of their
    own."""
    before, after = kept(old.definition), kept(new.definition)
    if not before or not after:
        return ()
    texts = [one.text for one in changes(before, after)]
    rows_before, rows_after = kept(old.values), kept(new.values)
    for village in old.codes:
        one, other = in_village(before, rows_before, village), in_village(after, rows_after, village)
        if one is not before and other is not after:
            rows = ({"items": side.get("items")} for side in (one, other))
            texts += [f"{village}：{change.text}" for change in changes(*rows)]
    return tuple(texts)


def _few(texts: Sequence[str], most: int | None) -> tuple[str, ...]:
    more = 0 if most is None else len(texts) - most
    return (*texts[:most], *((f"另有 {more} 处",) if more > 0 else ()))
