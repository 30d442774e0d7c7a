"""`library`: the guides that a project can start from, and a copy of one of them in the project."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from yizhangtu.library.entries import LibraryEntry, entry_of, in_order, matching
from yizhangtu.model.errors import UsageError
from yizhangtu.model.words import did_you_mean
from yizhangtu.system import inputs, outputs
from yizhangtu.system.disk import FLOWS, SUFFIXES
from yizhangtu.system.library_files import library_files


def list_library(word: str = "") -> tuple[LibraryEntry, ...]:
    """All guides of the library; with a word those that it finds. UsageError for a word that finds none."""
    known = in_order(entry_of(one.region, one.stem, one.data.decode()) for one in library_files())
    found = matching(known, word) if word else known
    if not found:
        names = [name for one in known for name in (one.title, *one.keywords)]
        raise UsageError(f"库里没有“{word}”", did_you_mean(word, names, "运行 yizhangtu library 看全部"))
    return found


class Copied(NamedTuple):
    """A guide copied into the project: its file and entry. `linked` are the files of the guides that its rows refer to
    and that were copied with it, `lacking` the names of those that the project does not have."""

    path: Path
    entry: LibraryEntry
    linked: tuple[Path, ...] = ()
    lacking: tuple[str, ...] = ()


def copy_definition(word: str, to: str | Path | None = None, with_linked: bool = False) -> Copied:
    """Copy the one guide that a word finds into the project, and with it the guides that its rows refer to; files that
    exist are kept. Raises UsageError where the word finds none or several, or where the file of the guide exists."""
    found = list_library(word)
    if len(found) > 1:
        names = "、".join(one.name for one in found[:12]) + ("……" if len(found) > 12 else "")
        raise UsageError(f"库里有 {len(found)} 份和“{word}”有关：{names}", f"写全一份的名字，如 --from {found[0].name}")
    (one,) = found
    data = {(file.region, file.stem): file.data for file in library_files()}
    path = Path(to) if to else inputs.flows() or Path(FLOWS)
    if not str(path).lower().endswith(SUFFIXES):
        path = path / f"{one.stem}{SUFFIXES[0]}"
    if not outputs.create(path, data[one.region, one.stem]):
        raise UsageError(f"“{path}”已经有了，没有改动它", "用 --to 另写文件名")
    own = {stem for source in inputs.beside(path.parent, ()) for stem in [Path(source.file).stem]}
    lacking = tuple(stem for stem in one.linked if stem not in own)
    if not with_linked:
        return Copied(path, one, (), lacking)
    copied: list[Path] = []
    for stem in lacking:
        source = data.get((one.region, stem))
        beside = path.parent / f"{stem}{SUFFIXES[0]}"
        if source is not None and outputs.create(beside, source):
            copied.append(beside)
    return Copied(path, one, tuple(copied), tuple(stem for stem in lacking if (one.region, stem) not in data))


def as_data(one: LibraryEntry) -> dict[str, Any]:
    """An entry as JSON data."""
    return {
        "name": one.name, "region": one.region, "title": one.title, "kind": one.kind, "list": one.list_name,
        "number": one.number, "keywords": list(one.keywords), "basis": list(one.basis), "version": one.version,
        "date": one.date, "blanks": list(one.blanks), "second_hand": list(one.second_hand),
        "linked": list(one.linked),
    }  # fmt: skip
