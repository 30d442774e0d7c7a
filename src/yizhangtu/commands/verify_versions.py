"""`verify`: codes and photos → whether what hangs there is the version in force."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.build.checked import check_loaded
from yizhangtu.build.data.village_rows import village_rows
from yizhangtu.build.load import Loaded, load
from yizhangtu.build.version_codes import versions_of
from yizhangtu.commands.ledger.photos import read_photo
from yizhangtu.commands.ledger.place import LedgerPlace
from yizhangtu.commands.release import changed_since, version_list
from yizhangtu.content.version_code import SLIP_HINT, CodeSlip, looks_like_code, read_code
from yizhangtu.ledger.versions import GOOD, BadList, Found, Registered, VersionList, find, from_json, state_of
from yizhangtu.model.errors import UsageError
from yizhangtu.read.guide.dates import iso_date
from yizhangtu.system import clock, outputs

ELSEWHERE = "别的村的"
FOREIGN = "照片里的二维码不是“一张图”的"
NOTHING = "照片里没有读到二维码：离近一点、拍正，再拍一张；或者把核验码打出来"


class Answer(NamedTuple):
    """What is said of one code. `source`: the file or word it comes from; `verdict`: 现行, 旧版, 没有登记过, 抄错了,
    读不出 …; `words`: the sentence; `changes`: what has changed since; `good`: it may hang there."""

    source: str
    verdict: str
    words: str
    code: str = ""
    found: Found | None = None
    changes: tuple[str, ...] = ()
    good: bool = False


class Verified(NamedTuple):
    """All answers. `against` says what the codes were compared with."""

    answers: tuple[Answer, ...]
    against: str
    stale: bool = False  # the list is older than it says it holds


def verify_versions(
    words: Sequence[str], *, against: str = "", on: str = "", project: str = "", village: str = ""
) -> Verified:
    """Answers for codes, photos, pictures and PDFs. `project`: where the definitions are, by default flows/ of the
    nearest project. `village`: where the prints hang; those of another village are said to be so. Raises UsageError
    for a file that is no list and a day that is none."""
    day = iso_date(on) if on else clock.today()
    if not day:
        raise UsageError(f"“{on}”不是日期", "写成 2026-12-01")
    known = _known(against, project, day)
    answers = [_in_place(answer, village) for word in words for answer in _answers(word, known, day)]
    valid_until = known.versions.valid_until
    return Verified(tuple(answers), known.against, bool(valid_until) and day > valid_until)


class _Known(NamedTuple):
    """The versions that codes are compared with, what they come from, and the ledger where they come from one."""

    versions: VersionList
    against: str
    place: LedgerPlace | None = None

    def changes(self, found: Found) -> tuple[str, ...]:
        """What has changed since an older version."""
        if self.place is None or found.current is None:
            return found.version.changes
        return changed_since(self.place.kept, found.version, found.current)


def _answers(word: str, known: _Known, day: str) -> list[Answer]:
    path = Path(word)
    if not outputs.is_there(path) and looks_like_code(word):
        try:
            return [_of_code(word, read_code(word), known, day)]
        except CodeSlip as slip:
            return [Answer(word, "抄错了", f"抄错了，{slip}（Y751）。{SLIP_HINT}")]
    photo = read_photo(path)
    name = path.name or word
    if photo.refused:
        return [Answer(name, "读不出", f"读不出：{photo.refused}（Y747）")]
    if not photo.codes:
        return [Answer(name, "读不出", f"读不出：{FOREIGN if photo.foreign else NOTHING}")]
    return [_of_code(name, code, known, day) for code in photo.codes]


def _of_code(source: str, code: str, known: _Known, day: str) -> Answer:
    found = find(known.versions, code)
    if found is None:
        return Answer(source, "没有登记过", "没有登记过：这个码不在名单上，图不是这里发布的，或者还没有发布", code)
    one, state = found.version, state_of(found, day)
    parts = [one.called, found.village, one.edition]
    words = "，".join(part for part in parts if part)
    changed = known.changes(found) if state == "旧版" else ()
    if state == "旧版":
        more = f"旧版，{one.until} 起用{f' {found.current.version}' if found.current else '新版'}。"
        more += f"改了 {len(changed)} 处：" if changed else ""
    elif state == "还没有施行":
        more = f"还没有施行，{one.effective} 起施行"
    elif state == "试行":
        more = f"试行{f'，到 {one.trial_until}' if one.trial_until else ''}"
    else:
        more = state
    return Answer(source, state, f"{words}\n{more}", code, found, changed, state in GOOD)


def _in_place(answer: Answer, village: str) -> Answer:
    """The answer for a print that hangs in a village: one of another village is not in force there."""
    owner = answer.found.village if answer.found else ""
    if not village or not owner or owner == village:
        return answer
    words = answer.words.partition("\n")[0]
    return answer._replace(verdict=ELSEWHERE, words=f"{words}\n{ELSEWHERE}：是{owner}的，不是{village}的", good=False)


def _known(against: str, project: str, day: str) -> _Known:
    """The list to compare with: a file, the ledger, or the present definitions."""
    if against:
        data = outputs.content(Path(against))
        if data is None:
            raise UsageError(f"读不了“{against}”", "写 release 写出的 现行版本.json")
        try:
            return _Known(from_json(data.decode("utf-8", "replace")), against)
        except BadList as bad:
            raise UsageError(f"“{against}”{bad}", "写 release 写出的 现行版本.json") from None
    loaded = load([project] if project else ())
    homes = {one.home.folder: one.home for one in loaded.definitions}
    for home in homes.values():
        if home.project.ledger is not None:
            place = LedgerPlace(home, indexed=True)
            found = version_list(place, day, 0)
            if found.current:
                return _Known(found, "台账", place)
    return _Known(_present(loaded, day), "现在的定义（没有登记过版本，旧版认不出来）")


def _present(loaded: Loaded, day: str) -> VersionList:
    """The present definitions as if they were registered today."""
    checked = check_loaded(loaded, rules=False)
    known = versions_of((*checked.guides, *checked.context))
    rows = village_rows(loaded, known).rows
    current = []
    for one in checked.guides:
        version = known.get(one.definition.file)
        if version is None:
            continue
        guide, publication = version.guide, version.guide.publication
        own = rows.get(one.definition.file)
        villages = [(str(village.name), village) for village in one.definition.home.project.villages]
        codes = {"": version.code(None)}
        codes |= {
            name: version.code(village, own[name] if own else ())
            for name, village in villages
            if own is None or name in own
        }
        current.append(
            Registered(
                one.definition.stem, str(guide.number or ""), str(guide.title), str(publication.version or ""),
                str(publication.status or ""), iso_date(str(publication.date or "")),
                iso_date(str(publication.effective or "")), version.digest, day, codes,
            )
        )  # fmt: skip
    return VersionList(0, day, "", "", "", tuple(current))
