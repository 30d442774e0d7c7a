"""Paths → the bytes of all files that a command is about. Nothing is parsed: that is dear, and may not be needed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yizhangtu.model.errors import UsageError
from yizhangtu.system import inputs
from yizhangtu.system.inputs import Source

_A_LIST = re.compile("(?:类型|kind)[\"']?\\s*:\\s*[\"']?(?:清单|list)".encode())  # most likely: the reader decides
_NEGATIVE = "负面事项".encode()


@dataclass(frozen=True)
class Beside:
    """What lies in the folder of definitions that were named: the project file, the definitions that these cannot be
    judged without, the names of those that are not read, and how many there are that were not named."""

    project: Source | None
    context: tuple[Source, ...]
    unread: frozenset[str]
    others: int = 0


@dataclass(frozen=True)
class Gathered:
    """The definitions that were named, and what lies beside them, by folder."""

    named: tuple[Source, ...]
    folders: Mapping[Path, Beside]

    @property
    def sources(self) -> Iterator[Source]:
        """Every file."""
        for beside in self.folders.values():
            yield from beside.context
        yield from self.named
        yield from (beside.project for beside in self.folders.values() if beside.project)


def gather(paths: Sequence[str | Path] = (), stdin: bytes | None = None) -> Gathered:
    """Read the files of the paths; with none given, those in flows/ of the nearest project."""
    found = _in_order(inputs.sources(paths or _default(), stdin))
    gone = [source for source in found if not source.there]
    if gone:
        raise UsageError(f"“{gone[0].file}”：{gone[0].problem}", "请检查路径。文件名里有空格时要加引号")
    if not found:
        raise UsageError(f"“{_said(paths)}”里没有定义文件（.yaml）", "可以运行 yizhangtu new 流程 名称，新建一份")
    folders = {
        folder: _beside(folder, [source for source in found if source.folder == folder])
        for folder in dict.fromkeys(source.folder for source in found)
    }
    return Gathered(tuple(found), folders)


def _in_order(found: Sequence[Source]) -> list[Source]:
    """The files of each folder by name, as they come where the folder is named: a booklet is the same in whatever order
    its guides were written on the command line."""
    folders = {folder: number for number, folder in enumerate(dict.fromkeys(source.folder for source in found))}
    return sorted(found, key=lambda source: (folders[source.folder], source.file))


def _beside(folder: Path, named: Sequence[Source]) -> Beside:
    """Only bytes are looked at here: most files that are read for a flow are no 负面 lists, and parsing takes time."""
    project = inputs.project_source(folder)
    unread = {Path(source.file).stem for source in named if source.data is None}
    if any(source.whole_folder for source in named):
        return Beside(project, (), frozenset(unread))
    others = inputs.beside(folder, [source.file for source in named])
    all_of_them = any(source.data is not None and _A_LIST.search(source.data) for source in named)
    chosen = [source for source in others if source.data is not None and (all_of_them or _NEGATIVE in source.data)]
    unread |= {Path(source.file).stem for source in others if source not in chosen}
    return Beside(project, tuple(chosen), frozenset(unread), len(others))


def _default() -> tuple[Path, ...]:
    flows = inputs.flows()
    if flows is None:
        hint = "请到项目文件夹里运行，或者写出定义文件的路径；新建一份：yizhangtu new 流程 名称"
        raise UsageError("这里和上级文件夹里都没有 flows 文件夹", hint)
    return (flows,)


def _said(paths: Sequence[str | Path]) -> str:
    return "、".join(str(path) for path in paths) or "flows"


def table_source(folder: Path, name: str) -> Source | None:
    """The table that a project file names; None where links lead out of its folder."""
    path = inputs.inside(folder, name)
    return None if path is None else inputs.table(path)


def print_of(source: Source | None) -> str:
    """Equal for sources that hold the same; "" for those that could not be read."""
    return hashlib.sha256(source.data).hexdigest() if source and source.data is not None else ""


def texts_of(gathered: Gathered) -> dict[str, str]:
    """All files as text, for showing the lines that faults point at."""
    return {source.file: as_text(source.data) for source in gathered.sources if source.data is not None}


def as_text(data: bytes) -> str:
    """A file as text for people to look at, whatever its encoding: UTF-8, else GB18030, else what can be made out."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
