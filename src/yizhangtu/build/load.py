"""Bytes of files → definitions, each with its project, and the faults of those files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from yizhangtu.build.sources import (
    RENAME,
    Neighbours,
    Sources,
    digest_of,
    read_sources,
    table_source,
    texts_of,
)
from yizhangtu.build.villages import file_of, table_of
from yizhangtu.law.instruments import LawTable, law_table
from yizhangtu.law.own_table import merged, read_laws
from yizhangtu.model.diagnostics import Diagnostic, Text, placed, whole
from yizhangtu.model.diagnostics import make as fault
from yizhangtu.model.page import Raster
from yizhangtu.model.project import Project, Village
from yizhangtu.model.words import did_you_mean, shortened
from yizhangtu.read import read_picture, read_project, read_villages
from yizhangtu.read.faults import Faults
from yizhangtu.read.project.project import TABLE_SUFFIXES
from yizhangtu.system import inputs, machine
from yizhangtu.system.disk import PassedOver

LISTED = 3  # names in one message


class Home(NamedTuple):
    """The project of a folder, read, with its diagnostics. `file` is "" where the folder has no project file."""

    file: str = ""
    data: bytes = b""
    project: Project = Project()
    diagnostics: tuple[Diagnostic, ...] = ()
    folder: str = ""  # of its definitions
    files: tuple[tuple[str, str], ...] = ()  # that it names (table of villages, 标志): name and digest
    raster: Raster | None = None  # 标志
    laws: LawTable | None = None  # with the project's own; None: those that the program ships


class Definition(NamedTuple):
    """One guide file, unread."""

    file: str
    data: bytes
    home: Home
    whole_folder: bool = False

    @property
    def stem(self) -> str:
        """The file name of its results, without suffix."""
        return "stdin" if self.file == inputs.STDIN else Path(self.file).stem


class Loaded(NamedTuple):
    """Definitions, unread, with their projects. `texts` are all files as text, for showing the lines of diagnostics.

    `beside` are further definitions of the same folders: the named ones may have to be checked against them.
    `unreadable` are the files that the system could not read: (folder, name of the definition).
    """

    definitions: tuple[Definition, ...]
    homes: tuple[Home, ...]
    diagnostics: tuple[Diagnostic, ...]  # of files that cannot be read, and of the project files
    texts: Mapping[str, str]
    beside: tuple[Definition, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()
    complete: bool = False  # all definitions of the folders are named


def load(paths: Sequence[str | Path] = (), stdin: bytes | None = None) -> Loaded:
    """Read the files of the paths; with none given, those in flows/ of the nearest project."""
    return load_sources(read_sources(paths, stdin))


def load_sources(sources: Sources) -> Loaded:
    """The definitions of files, their projects read."""
    homes = {folder: _home(folder, neighbours) for folder, neighbours in sources.folders.items()}
    named = [source for source in sources.named if not inputs.is_project_file(source)]
    beside = [source for neighbours in sources.folders.values() for source in neighbours.definitions]
    faults = [_unread(source, "这个文件") for source in sources.named if source.data is None]
    faults += [one for home in homes.values() for one in home.diagnostics]
    faults += [one for folder, passed in sources.passed_over for one in _passed_over(folder, passed)]
    unreadable = [(str(one.folder), Path(one.file).stem) for one in (*named, *beside) if one.data is None]
    definitions, further = (
        tuple(
            Definition(one.file, one.data, homes[one.folder], one.whole_folder) for one in group if one.data is not None
        )
        for group in (named, beside)
    )
    return Loaded(
        definitions,
        tuple(homes.values()),
        tuple(faults),
        texts_of(sources),
        further,
        tuple(unreadable),
        all(one.whole_folder for one in definitions)
        or not (beside or unreadable or any(one.file == inputs.STDIN for one in definitions)),
    )


def _unread(source: inputs.Source, what: str) -> Diagnostic:
    hint = "请检查这个文件能不能打开。"
    if source.problem == inputs.LEADS_OUT:
        hint = "把文件本身放到这里，不要放链接；要用链接指到的那一份，就在命令里写出它的路径。"
    return fault("Y127", whole(source.file), f"读不了{what}：{source.problem}", hint)


def _passed_over(folder: str, passed: PassedOver) -> Iterator[Diagnostic]:
    """Y763: what in a folder may be taken for a definition that was read."""
    for names, what, hint in (
        (passed.misnamed, "", f"{RENAME}；不要了就移走。"),
        (passed.opened, "", "它是别的软件打开文件时留下的，关掉那个软件就没有了。"),
        (passed.folders, "下一层文件夹", "里面的定义要一起做，就移到这一层；或者在命令里写上那个文件夹。"),
    ):
        if names:
            listed = "、".join(f"“{shortened(name)}”" for name in names[:LISTED])
            more = f"等 {len(names)} 个" if len(names) > LISTED else ""
            yield fault("Y763", whole(folder), f"没有读{what}{listed}{more}", hint)


def _home(folder: Path, neighbours: Neighbours) -> Home:
    return _with_laws(_project_home(folder, neighbours.project), neighbours.laws)


def _with_laws(home: Home, source: inputs.Source | None) -> Home:
    """The project with its own table of laws."""
    if source is None:
        return home
    if source.data is None:
        return home._replace(diagnostics=(*home.diagnostics, _unread(source, "法规表")))
    own = read_laws(source.data, source.file)
    table, found = merged(own, law_table())
    return home._replace(laws=table, diagnostics=(*home.diagnostics, *placed(own.diagnostics, source.file), *found))


def _project_home(folder: Path, source: inputs.Source | None) -> Home:
    if source is None:
        return Home(folder=str(folder))
    if source.data is None:
        return Home(source.file, diagnostics=(_unread(source, "辖区文件"),), folder=str(folder))
    result = read_project(source.data, source.file)
    faults = tuple(placed(result.diagnostics, source.file))
    home = Home(source.file, source.data, result.project, faults, str(folder))
    return _with_logo(_with_villages(home, source.folder), source.folder)


def _with_villages(home: Home, folder: Path) -> Home:
    name = table_of(home.project)
    if name is None:
        return home
    table = table_source(folder, name)
    villages, found = _read_table(name, folder, table)
    project = replace(home.project, villages=villages) if villages else home.project
    files = (*home.files, (str(name), digest_of(table)))
    return home._replace(project=project, diagnostics=(*home.diagnostics, *found), files=files)


def _with_logo(home: Home, folder: Path) -> Home:
    """The project with the picture that it names. Nothing of the file is kept but its pixels."""
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
    files = (*home.files, (str(name), digest_of(source)))
    return home._replace(project=project, diagnostics=found, files=files, raster=raster)


def _read_table(name: Text, folder: Path, source: inputs.Source | None) -> tuple[tuple[Village, ...], list[Diagnostic]]:
    """The villages of the table that the project file names, and its faults."""
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
