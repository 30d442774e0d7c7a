"""Paths → the bytes of all files that a command is about. Nothing is parsed: an unchanged build does not need it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.model.errors import UsageError
from yizhangtu.system import inputs
from yizhangtu.system.disk import PassedOver
from yizhangtu.system.inputs import Source

RENAME = "文件名要以 .yaml 结尾。在文件夹的“查看”里打开“文件扩展名”，再改名"


class Neighbours(NamedTuple):
    """The other files of a folder: the project file, the definitions that were not named, the table of laws."""

    project: Source | None
    definitions: tuple[Source, ...]
    laws: Source | None = None


class Sources(NamedTuple):
    """The named definitions and the other files beside them, by folder; what in the named folders was not read."""

    named: tuple[Source, ...]
    folders: Mapping[Path, Neighbours]
    passed_over: tuple[tuple[str, PassedOver], ...] = ()

    def all(self) -> Iterator[Source]:
        """Every file."""
        for neighbours in self.folders.values():
            yield from neighbours.definitions
        yield from self.named
        for neighbours in self.folders.values():
            yield from (one for one in (neighbours.project, neighbours.laws) if one)


def read_sources(paths: Sequence[str | Path] = (), stdin: bytes | None = None) -> Sources:
    """Read the files of the paths; with none given, those in flows/ of the nearest project. Raises UsageError where a
    path does not exist or holds no definition."""
    wanted = paths or _default()
    found = _in_order(inputs.sources(wanted, stdin))
    gone = [source for source in found if not source.there]
    if gone:
        raise UsageError(f"“{gone[0].file}”：{gone[0].problem}", "请检查路径。文件名里有空格时要加引号")
    if not found:
        raise UsageError(f"“{'、'.join(map(str, paths)) or 'flows'}”里没有定义文件（.yaml）", _what_to_do(paths))
    folders = dict.fromkeys(source.folder for source in found)
    neighbours = {folder: _neighbours(folder, found) for folder in folders}
    return Sources(tuple(found), neighbours, inputs.passed_over(wanted))


def _what_to_do(paths: Sequence[str | Path]) -> str:
    """The hint where there is no definition: a file of a wrong name, or how to begin."""
    wanted = paths or _default()
    misnamed = inputs.other_texts(wanted)
    below = [name for _, passed in inputs.passed_over(wanted) for name in passed.folders]
    if below and not misnamed:
        return f"没有读下一层文件夹“{below[0]}”：把里面的定义移到这一层，或者在命令里写上那个文件夹"
    if not misnamed:
        return "可以运行 yizhangtu new 流程 名称，新建一份"
    names = "、".join(f"“{name}”" for name in misnamed[:3]) + ("等" if len(misnamed) > 3 else "")
    return f"没有读{names}：{RENAME}"


def _in_order(found: Sequence[Source]) -> list[Source]:
    """The files of each folder by name: a booklet does not depend on the order of the files on the command line."""
    folders = {folder: number for number, folder in enumerate(dict.fromkeys(source.folder for source in found))}
    return sorted(found, key=lambda source: (folders[source.folder], source.file))


def _neighbours(folder: Path, found: Sequence[Source]) -> Neighbours:
    named = [source for source in found if source.folder == folder]
    project, laws = inputs.project_source(folder), inputs.law_source(folder)
    if any(source.whole_folder for source in named):
        return Neighbours(project, (), laws)
    return Neighbours(project, tuple(inputs.beside(folder, [source.file for source in named])), laws)


def _default() -> tuple[Path, ...]:
    flows = inputs.flows()
    if flows is None:
        hint = "请到项目文件夹里运行，或者写出定义文件的路径；新建一份：yizhangtu new 流程 名称"
        raise UsageError("这里和上级文件夹里都没有 flows 文件夹", hint)
    return (flows,)


def table_source(folder: Path, name: str) -> Source | None:
    """The table that a project file names; None where links lead out of its folder."""
    path = inputs.inside(folder, name)
    return None if path is None else inputs.table(path)


def digest_of(source: Source | None) -> str:
    """The SHA-256 of a file's bytes; "" if it could not be read."""
    return hashlib.sha256(source.data).hexdigest() if source and source.data is not None else ""


def texts_of(sources: Sources) -> dict[str, str]:
    """All files as text, for showing the lines of diagnostics."""
    return {source.file: as_text(source.data) for source in sources.all() if source.data is not None}


def as_text(data: bytes) -> str:
    """A file as text for people to read, whatever its encoding: UTF-8, else GB18030, else UTF-8 with replacements."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
