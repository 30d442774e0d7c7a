"""`diff`: two versions of a guide, or of a folder of guides → what has changed, the reader's things first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from yizhangtu.build.checked import CheckedGuide, check_loaded
from yizhangtu.build.data.village_rows import village_rows
from yizhangtu.build.load import load
from yizhangtu.build.version_codes import versions_of
from yizhangtu.commands.ledger.place import ledger_place
from yizhangtu.content.canonical import canonical
from yizhangtu.content.version_code import SLIP_HINT, CodeSlip, looks_like_code, read_code
from yizhangtu.diff import Change, changes
from yizhangtu.ledger.versions import find, in_village
from yizhangtu.model.diagnostics import Diagnostic, in_order
from yizhangtu.model.errors import UsageError
from yizhangtu.system import outputs

Data = Mapping[str, Any]  # the canonical data of a guide


class Compared(NamedTuple):
    """One guide in both versions; None where it is new or gone."""

    guide: str
    title: str
    old: str  # its version, "" where it has none
    new: str
    changes: tuple[Change, ...]
    state: str = ""  # 新增, 删去, or ""


class Comparison(NamedTuple):
    """All guides that differ, and the faults of definitions that cannot be read. `new`: the new definitions by stem,
    where that side are files."""

    guides: tuple[Compared, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = {}
    new: Mapping[str, CheckedGuide] = {}


class _Side(NamedTuple):
    guides: dict[str, Data]  # by stem
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = {}
    checked: Mapping[str, CheckedGuide] = {}
    village: str = ""  # whose rows of a table are compared


def compare(old: str, new: str = "", *, project: str = "") -> Comparison:
    """Hold a file, code or folder against another; one alone against the present definition of that name (a code), or
    its last registered version (a file that is the present definition itself). Raises UsageError where a side is not
    there."""
    before, after = _side(old, project), _side(new, project) if new else None
    if after is None:
        before, after = _alone(old, before, project)
    if len(before.guides) == len(after.guides) == 1:  # two files, whatever their names
        (stem,) = after.guides
        before = before._replace(guides={stem: next(iter(before.guides.values()))})
    found = [_compared(stem, before.guides.get(stem), after.guides.get(stem)) for stem in _stems(before, after)]
    faults = in_order((*before.diagnostics, *after.diagnostics))
    differing = tuple(one for one in found if one.changes or one.state)
    return Comparison(differing, faults, {**before.texts, **after.texts}, after.checked)


def _stems(before: _Side, after: _Side) -> list[str]:
    return list(dict.fromkeys((*after.guides, *before.guides)))


def _compared(stem: str, old: Data | None, new: Data | None) -> Compared:
    either = new or old or {}
    state = "新增" if old is None else "删去" if new is None else ""
    found = changes(old, new) if old is not None and new is not None else ()
    return Compared(stem, str(either.get("title", stem)), _version(old), _version(new), found, state)


def _version(data: Data | None) -> str:
    return str((data or {}).get("publication", {}).get("version", ""))


def _side(word: str, project: str) -> _Side:
    if not outputs.is_there(Path(word)) and looks_like_code(word):
        try:
            return _of_code(read_code(word), project)
        except CodeSlip as slip:
            raise UsageError(f"“{word}”：{slip}", SLIP_HINT) from None
    return _of_path(word)


def _of_path(word: str, village: str = "") -> _Side:
    loaded = load([word])
    checked = check_loaded(loaded, rules=False)
    versions = versions_of((*checked.guides, *checked.context))
    known = {one.definition.stem: one.definition.file for one in checked.guides}
    guides: dict[str, Data] = {
        stem: canonical(versions[file].guide) for stem, file in known.items() if file in versions
    }
    if village:
        rows = village_rows(loaded, versions).rows
        for stem in guides:
            mine = rows.get(known[stem], {}).get(village)
            guides[stem] = canonical(versions[known[stem]].with_rows(mine).guide) if mine else guides[stem]
    own = {one.definition.stem: one for one in checked.guides}
    return _Side(guides, () if guides else checked.diagnostics, checked.texts, own)


def _of_code(code: str, project: str) -> _Side:
    place = ledger_place(project)
    found = find(place.versions, code)
    if found is None:
        raise UsageError("这个核验码没有登记过", "diff 和台账里的版本比：先用 release 登记；或者写旧定义的文件名")
    one = found.version
    said = in_village(place.kept(one.definition), place.kept(one.values), found.village)
    return _Side({one.guide: said}, village=found.village)


def _alone(word: str, side: _Side, project: str) -> tuple[_Side, _Side]:
    """The two sides where only one is named."""
    if outputs.is_there(Path(word)):
        place = ledger_place(word)
        current = {one.guide: one for one in place.versions.current}
        old = {stem: place.kept(current[stem].definition) for stem in side.guides if stem in current}
        if not old:
            raise UsageError(f"“{word}”没有登记过的版本可比", "写两个文件，如 yizhangtu diff 旧.yaml 新.yaml")
        return _Side(old), side._replace(guides={stem: data for stem, data in side.guides.items() if stem in old})
    present = _of_path(project or "flows", side.village)
    missing = [stem for stem in side.guides if stem not in present.guides]
    if missing:
        raise UsageError(f"现在没有“{missing[0]}”这份定义了", "写两个核验码或文件来比")
    return side, present._replace(guides={stem: present.guides[stem] for stem in side.guides})
