"""Paths → definitions as bytes, each with the project that rules it, and everything wrong with those files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.project import Project, Village
from yizhangtu.pipeline.faults import fault, placed, whole
from yizhangtu.pipeline.usage import WrongUsage, did_you_mean
from yizhangtu.pipeline.villages import table_of
from yizhangtu.read import read_project, read_villages
from yizhangtu.read.project import TABLE_SUFFIXES
from yizhangtu.read.table import LARGEST
from yizhangtu.world import inputs, machine

_A_LIST = re.compile("(?:类型|kind)[\"']?\\s*:\\s*[\"']?(?:清单|list)".encode())  # most likely: the reader decides
_NEGATIVE = "负面事项".encode()


@dataclass(frozen=True)
class Home:
    """A project: its file (if there is one), read, with its faults."""

    file: str = ""
    data: bytes = b""
    project: Project = field(default_factory=Project)
    diagnostics: tuple[Diagnostic, ...] = ()
    unread: frozenset[str] = frozenset()  # names of definitions that belong to it and were not read


@dataclass(frozen=True)
class Definition:
    """One guide file, unread."""

    file: str
    data: bytes
    home: Home
    whole_folder: bool = False

    @property
    def stem(self) -> str:
        """The name of what is built from it."""
        return "stdin" if self.file == inputs.STDIN else Path(self.file).stem


@dataclass(frozen=True)
class Loaded:
    """Everything that was named. `texts` are the files as text, for showing the lines that faults point at.

    `context` are definitions beside them that they cannot be judged without: all others of the folder for a list, the
    负面 lists for a flow. They are not reported on and not built.
    """

    definitions: tuple[Definition, ...]
    homes: tuple[Home, ...]
    diagnostics: tuple[Diagnostic, ...]  # of files that cannot be read, and of the project files
    texts: Mapping[str, str]
    context: tuple[Definition, ...] = ()


def load(paths: Sequence[str | Path] = (), stdin: bytes | None = None) -> Loaded:
    """Read the files of the paths; with none given, those in flows/ of the nearest project."""
    found = inputs.sources(paths or _default(), stdin)
    gone = [source for source in found if not source.there]
    if gone:
        raise WrongUsage(f"“{gone[0].file}”：{gone[0].problem}", "请检查路径。文件名里有空格时要加引号")
    if not found:
        raise WrongUsage(f"“{_said(paths)}”里没有定义文件（.yaml）", "可以运行 yizhangtu new 流程 名称，新建一份")
    homes: dict[Path, Home] = {}
    for source in found:
        if source.folder not in homes:
            homes[source.folder] = _home(inputs.project_source(source.folder))
    read = [source for source in found if source.data is not None and not inputs.is_project_file(source)]
    faults = [
        fault("Y127", whole(source.file), f"读不了这个文件：{source.problem}", "请检查这个文件能不能打开。")
        for source in found
        if source.data is None
    ]
    faults += [one for home in homes.values() for one in home.diagnostics]
    context: list[inputs.Source] = []
    for folder in homes:
        beside, unread = _beside(folder, [source for source in found if source.folder == folder])
        homes[folder] = replace(homes[folder], unread=unread)
        context += beside
    definitions, further = (
        tuple(Definition(one.file, one.data or b"", homes[one.folder], one.whole_folder) for one in sources)
        for sources in (read, context)
    )
    texts = {source.file: as_text(source.data or b"") for source in (*context, *read)}
    texts |= {home.file: as_text(home.data) for home in homes.values() if home.file}
    return Loaded(definitions, tuple(homes.values()), tuple(faults), texts, further)


def _beside(folder: Path, named: Sequence[inputs.Source]) -> tuple[list[inputs.Source], frozenset[str]]:
    """The context of what was named of a folder, and the names of definitions there that are not read.

    Only bytes are looked at here: most files that are read for a flow are no 负面 lists, and parsing takes time.
    """
    unread = {Path(source.file).stem for source in named if source.data is None}
    if any(source.whole_folder for source in named):
        return [], frozenset(unread)
    others = inputs.beside(folder, [source.file for source in named])
    all_of_them = any(source.data is not None and _A_LIST.search(source.data) for source in named)
    chosen = [source for source in others if source.data is not None and (all_of_them or _NEGATIVE in source.data)]
    return chosen, frozenset(unread | {Path(source.file).stem for source in others if source not in chosen})


def _default() -> tuple[Path, ...]:
    flows = inputs.flows()
    if flows is None:
        hint = "请到项目文件夹里运行，或者写出定义文件的路径；新建一份：yizhangtu new 流程 名称"
        raise WrongUsage("这里和上级文件夹里都没有 flows 文件夹", hint)
    return (flows,)


def _said(paths: Sequence[str | Path]) -> str:
    return "、".join(str(path) for path in paths) or "flows"


def _home(source: inputs.Source | None) -> Home:
    if source is None:
        return Home()
    if source.data is None:
        unread = fault("Y127", whole(source.file), f"读不了辖区文件：{source.problem}", "请检查这个文件能不能打开。")
        return Home(source.file, diagnostics=(unread,))
    result = read_project(source.data, source.file)
    villages, found = _tabled(result.project, source.folder)
    project = replace(result.project, villages=villages) if villages else result.project
    faults = (*placed(result.diagnostics, source.file), *found)
    return Home(source.file, source.data, project, faults)


def _tabled(project: Project, folder: Path) -> tuple[tuple[Village, ...], list[Diagnostic]]:
    """The villages of the table that the project file names, with what is wrong with it."""
    name = table_of(project)
    if name is None:
        return (), []
    path = inputs.inside(folder, name)
    if path is None:
        hint = "把表格本身放到辖区文件旁边，不要放链接。"
        return (), [fault("Y703", name.span, f"“{name}”是链接，指到了项目文件夹外面", hint)]
    source = inputs.table(path, LARGEST + 1)
    if source.data is None:
        beside = inputs.tables_beside(folder, TABLE_SUFFIXES)
        listed = f"辖区文件旁边有这些表格：{'、'.join(beside[:5])}。" if beside else "把表格放到辖区文件旁边。"
        hint = did_you_mean(name, beside, listed)
        return (), [fault("Y127", name.span, f"读不了村庄表“{name}”：{source.problem}", hint)]
    if name.lower().endswith(".xlsx"):
        machine.need_package("openpyxl", "openpyxl")
    result = read_villages(source.data, source.file)
    return result.villages, placed(result.diagnostics, source.file)


def as_text(data: bytes) -> str:
    """A file as text for people to look at, whatever its encoding: UTF-8, else GB18030, else what can be made out."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
