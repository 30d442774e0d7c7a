"""Paths → definitions as bytes, each with the project that rules it, and everything wrong with those files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.project import Project
from yizhangtu.pipeline.faults import fault, placed, whole
from yizhangtu.pipeline.usage import WrongUsage
from yizhangtu.read import read_project
from yizhangtu.world import inputs


@dataclass(frozen=True)
class Home:
    """A project: its file (if there is one), read, with its faults."""

    file: str = ""
    data: bytes = b""
    project: Project = field(default_factory=Project)
    diagnostics: tuple[Diagnostic, ...] = ()


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
    """Everything that was named. `texts` are the files as text, for showing the lines that faults point at."""

    definitions: tuple[Definition, ...]
    homes: tuple[Home, ...]
    diagnostics: tuple[Diagnostic, ...]  # of files that cannot be read, and of the project files
    texts: Mapping[str, str]


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
    definitions = tuple(
        Definition(source.file, source.data or b"", homes[source.folder], source.whole_folder) for source in read
    )
    texts = {source.file: as_text(source.data or b"") for source in read}
    texts |= {home.file: as_text(home.data) for home in homes.values() if home.file}
    return Loaded(definitions, tuple(homes.values()), tuple(faults), texts)


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
    return Home(source.file, source.data, result.project, tuple(placed(result.diagnostics, source.file)))


def as_text(data: bytes) -> str:
    """A file as text for people to look at, whatever its encoding: UTF-8, else GB18030, else what can be made out."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
