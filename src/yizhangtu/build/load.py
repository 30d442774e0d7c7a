"""Paths → definitions as bytes, each with the project that rules it, and everything wrong with those files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from yizhangtu.build.sources import Beside, Gathered, gather, print_of, table_source, texts_of
from yizhangtu.build.villages import file_of, table_of
from yizhangtu.model.diagnostics import Diagnostic, Text, placed, whole
from yizhangtu.model.diagnostics import make as fault
from yizhangtu.model.project import Project, Village
from yizhangtu.model.raster import Raster
from yizhangtu.model.words import did_you_mean
from yizhangtu.read import read_picture, read_project, read_villages
from yizhangtu.read.faults import Faults
from yizhangtu.read.guide.project import TABLE_SUFFIXES
from yizhangtu.system import inputs, machine


@dataclass(frozen=True)
class Home:
    """A project: its file (if there is one), read, with its faults."""

    file: str = ""
    data: bytes = b""
    project: Project = field(default_factory=Project)
    diagnostics: tuple[Diagnostic, ...] = ()
    unread: frozenset[str] = frozenset()  # names of definitions that belong to it and were not read
    files: tuple[tuple[str, str], ...] = ()  # that it names (table of villages, 标志): name and print of the bytes
    raster: Raster | None = None  # 标志


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
    return load_gathered(gather(paths, stdin))


def load_gathered(gathered: Gathered) -> Loaded:
    """The definitions of files that were read, their projects read."""
    homes = {folder: _home(beside) for folder, beside in gathered.folders.items()}
    read = [source for source in gathered.named if source.data is not None and not inputs.is_project_file(source)]
    faults = [_unread(source, "这个文件") for source in gathered.named if source.data is None]
    faults += [one for home in homes.values() for one in home.diagnostics]
    context = [source for beside in gathered.folders.values() for source in beside.context]
    definitions, further = (
        tuple(Definition(one.file, one.data or b"", homes[one.folder], one.whole_folder) for one in sources)
        for sources in (read, context)
    )
    return Loaded(definitions, tuple(homes.values()), tuple(faults), texts_of(gathered), further)


def _unread(source: inputs.Source, what: str) -> Diagnostic:
    hint = "请检查这个文件能不能打开。"
    if source.problem == inputs.LEADS_OUT:
        hint = "把文件本身放到这里，不要放链接；要用链接指到的那一份，就在命令里写出它的路径。"
    return fault("Y127", whole(source.file), f"读不了{what}：{source.problem}", hint)


def _home(beside: Beside) -> Home:
    source = beside.project
    if source is None:
        return Home(unread=beside.unread)
    if source.data is None:
        return Home(source.file, diagnostics=(_unread(source, "辖区文件"),), unread=beside.unread)
    result = read_project(source.data, source.file)
    faults = tuple(placed(result.diagnostics, source.file))
    home = Home(source.file, source.data, result.project, faults, beside.unread)
    return _with_logo(_with_villages(home, source.folder), source.folder)


def _with_villages(home: Home, folder: Path) -> Home:
    name = table_of(home.project)
    if name is None:
        return home
    table = table_source(folder, name)
    villages, found = _tabled(name, folder, table)
    project = replace(home.project, villages=villages) if villages else home.project
    files = (*home.files, (str(name), print_of(table)))
    return replace(home, project=project, diagnostics=(*home.diagnostics, *found), files=files)


def _with_logo(home: Home, folder: Path) -> Home:
    """The project with the picture that it names. Nothing of the file goes on but its pixels."""
    name = file_of(home.project, "标志")
    if name is None:
        return home
    source = table_source(folder, name)
    faults = Faults(home.file)
    raster = None
    if source is None:
        hint = "把图片本身放到辖区文件旁边，不要放链接。"
        faults.add("Y703", name.span, f"“{name}”是链接，指到了项目文件夹外面", hint)
    elif source.data is None:
        faults.add("Y127", name.span, f"读不了标志“{name}”：{source.problem}", "把图片放到辖区文件旁边，只写文件名。")
    else:
        raster = read_picture(source.data, name, faults)
    project = replace(home.project, logo=raster.seen) if raster else home.project
    found = (*home.diagnostics, *faults.sorted())
    files = (*home.files, (str(name), print_of(source)))
    return replace(home, project=project, diagnostics=found, files=files, raster=raster)


def _tabled(name: Text, folder: Path, source: inputs.Source | None) -> tuple[tuple[Village, ...], list[Diagnostic]]:
    """The villages of the table that the project file names, with what is wrong with it."""
    if source is None:
        hint = "把表格本身放到辖区文件旁边，不要放链接。"
        return (), [fault("Y703", name.span, f"“{name}”是链接，指到了项目文件夹外面", hint)]
    if source.data is None:
        beside = inputs.tables_beside(folder, TABLE_SUFFIXES)
        listed = f"辖区文件旁边有这些表格：{'、'.join(beside[:5])}。" if beside else "把表格放到辖区文件旁边。"
        hint = did_you_mean(name, beside, listed)
        return (), [fault("Y127", name.span, f"读不了村庄表“{name}”：{source.problem}", hint)]
    if name.lower().endswith(".xlsx"):
        machine.need_package("openpyxl", "openpyxl")
    result = read_villages(source.data, source.file)
    return result.villages, placed(result.diagnostics, source.file)
