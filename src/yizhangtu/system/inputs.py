"""Paths from the command line → the bytes of the definitions there and of the project file beside them."""

import errno
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.system import disk, windows
from yizhangtu.system.problem import MissingDependency

STDIN = "<stdin>"
LEADS_OUT = "这是链接，指到了项目文件夹外面"
LARGEST = 1 << 25  # bytes that are read of a table
READING, WRITING, BOTH, RUNNING = "读取", "写入", "读写", "运行"  # what was not allowed
REASONS = {
    FileNotFoundError: "没有这个文件或文件夹",
    PermissionError: "没有{}的权限",
    IsADirectoryError: "这是文件夹，不是文件",
    NotADirectoryError: "路径里有一段是文件，不是文件夹",
    FileExistsError: "那里有一个同名的文件",
}
NUMBERS = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EROFS: "这里是只读的",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "这是绕回自己的链接",
    errno.EIO: "磁盘读写出错",
}


class Source(NamedTuple):
    """A file as it was read. `data` is None where it could not be read, for the reason in `problem`."""

    file: str  # as diagnostics name it
    folder: Path  # of its project file
    data: bytes | None
    problem: str = ""
    there: bool = True  # False: the path does not exist
    whole_folder: bool = False  # read because its whole folder was named


def root() -> Path:
    """The folder of the nearest project with flows/, relative to the current one; else the current one."""
    found = disk.flows_folder(Path.cwd())
    return Path(os.path.relpath(found.parent)) if found else Path()


def flows() -> Path | None:
    """flows/ of the nearest project, relative to the current folder. MissingDependency where it is a link out of the
    project: such a folder has to be named on the command line."""
    found = disk.flows_folder(Path.cwd())
    if found and not _stays(found.parent, found):
        raise MissingDependency(
            f"“{os.path.relpath(found)}”：{LEADS_OUT}", "要用链接指到的文件夹，就在命令里写出它的路径"
        )
    return Path(os.path.relpath(found)) if found else None


def _stays(folder: Path, path: Path) -> bool:
    """Whether a path really lies in a folder, wherever links in it lead."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def sources(paths: Sequence[str | Path], stdin: bytes | None) -> list[Source]:
    """Every definition of the files and folders; `-` is what came in by standard input."""
    found: list[Source] = []
    seen: set[str] = set()
    for path in paths:
        if str(path) == "-":
            found.append(Source(STDIN, flows() or Path(), stdin or b""))
            continue
        for source, place in _of_path(Path(path)):
            if place not in seen:
                seen.add(place)
                found.append(source)
    return found


def _of_path(path: Path) -> list[tuple[Source, str]]:
    """What is read of a path, each with the place where it really lies."""
    whole = path.is_dir()
    try:
        files = disk.definitions(path)
    except OSError as error:
        return [(Source(path.as_posix(), path, None, reason(error)), str(path))]
    if not whole:
        return [(_read(file, False), os.path.realpath(file)) for file in files]
    real = os.path.realpath(path)
    return [
        (_found(file, path, True), os.path.realpath(file) if file.is_symlink() else os.path.join(real, file.name))
        for file in files
    ]


def _found(path: Path, folder: Path, whole: bool) -> Source:
    """A file found in a folder. Links may lead to places inside the project only: diagnostics quote lines of the file,
    and would show those of a file elsewhere."""
    if path.is_symlink():
        place = Path(os.path.abspath(folder))
        if not _stays(place.parent if place.name == disk.FLOWS else place, path):
            return Source(path.as_posix(), folder, None, LEADS_OUT, whole_folder=whole)
    return _read(path, whole, folder=folder)


def _read(path: Path, whole: bool, limit: int = disk.MOST, folder: Path | None = None) -> Source:
    name, folder = path.as_posix(), folder or path.parent
    try:
        return Source(name, folder, disk.read_bytes(path, limit), whole_folder=whole)
    except OSError as error:
        there = whole or not isinstance(error, FileNotFoundError | NotADirectoryError)
        return Source(name, folder, None, reason(error), there=there)


def is_project_file(source: Source) -> bool:
    """Whether the project file itself was named, or the project's own table of laws."""
    name = Path(source.file).name
    return disk.is_project_name(name) or disk.is_law_name(name)


def law_source(folder: Path) -> Source | None:
    """The project's own table of laws."""
    path = disk.law_file(folder)
    return None if path is None else _found(path, path.parent, False)


def project_source(folder: Path) -> Source | None:
    """The project file that rules a folder."""
    path = disk.project_file(folder)
    return None if path is None else _found(path, path.parent, False)


def other_texts(paths: Iterable[str | Path]) -> list[str]:
    """Files of these folders that may be definitions saved under a wrong name or in a wrong form."""
    return [name for path in paths if Path(path).is_dir() for name in disk.other_texts(Path(path))]


def passed_over(paths: Iterable[str | Path]) -> tuple[tuple[str, disk.PassedOver], ...]:
    """What in these folders looks like a definition and is none, by folder."""
    folders = dict.fromkeys(Path(path) for path in paths if str(path) != "-")
    found = ((folder.as_posix(), disk.passed_over(folder)) for folder in folders if folder.is_dir())
    return tuple((folder, one) for folder, one in found if any(one))


def inside(folder: Path, name: str) -> Path | None:
    """A file named in a project's folder; None where links lead out of the folder."""
    path = folder / name.replace("\\", "/")
    return path if _stays(folder, path) else None


def table(path: Path, limit: int = LARGEST) -> Source:
    """A table that the project file names, at most `limit` bytes of it."""
    if path.exists() and not path.is_file() and not path.is_dir():
        return Source(path.as_posix(), path.parent, None, "这不是普通的文件")  # a pipe would be waited for
    return _read(path, False, limit)


def tables_beside(folder: Path, suffixes: tuple[str, ...]) -> list[str]:
    """The names of the tables in a folder, but for those that a spreadsheet keeps there while it is open."""
    try:
        names = sorted(path.name for path in folder.iterdir() if path.is_file())
    except OSError:
        return []
    return [name for name in names if name.lower().endswith(suffixes) and not name.startswith((".", "~$"))]


def beside(folder: Path, known: Iterable[str]) -> list[Source]:
    """The definitions of a folder but for those whose files are known already."""
    taken = {os.path.realpath(file) for file in known}
    try:
        files = disk.definitions(folder) if folder.is_dir() else []
    except OSError:
        return []
    return [_found(file, folder, False) for file in files if os.path.realpath(file) not in taken]


def reason(error: OSError, attempt: str = READING) -> str:
    """Why a file could not be read (or what `attempt` says), in Chinese where the reason is a usual one."""
    if windows.WINDOWS and isinstance(error, PermissionError):
        return windows.IN_USE.format(attempt)
    for kind, words in REASONS.items():
        if isinstance(error, kind):
            return words.format(attempt)
    if error.errno in NUMBERS:
        return NUMBERS[error.errno]
    return f"系统说“{error.strerror or type(error).__name__}”"


def watched(paths: Sequence[str]) -> list[Path]:
    """The folders whose changes concern a command that is about these paths."""
    found = [Path(path) for path in paths] or [one for one in [flows()] if one]
    return list(dict.fromkeys(path if path.is_dir() else path.parent for path in found))


def desk_folder(path: str) -> Path:
    """The folder of definitions: the path itself, flows/ in it, or that of the nearest project. MissingDependency where
    there is none."""
    if not path:
        found = flows()
        if found is None:
            raise MissingDependency("这里和上级文件夹里都没有 flows 文件夹", "到项目文件夹里运行，或者写出文件夹的路径")
        return found.absolute()
    place = Path(path)
    if (place / disk.FLOWS).is_dir() and not disk.definitions(place):
        place = place / disk.FLOWS
    if not place.is_dir():
        raise MissingDependency(
            f"“{path}”：{'不是文件夹' if place.exists() else '没有这个文件夹'}", "写出放定义的文件夹"
        )
    return place.absolute()
