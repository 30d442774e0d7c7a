"""Reading definitions, and writing files so that a reader never sees half of one."""

import errno
import os
import re
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from yizhangtu.system import windows

PROJECT_FILES = ("辖区.yaml", "辖区.yml", "project.yaml", "project.yml")
LAW_FILES = ("法规.yaml", "法规.yml", "laws.yaml", "laws.yml")  # a project's own table of laws, beside its project file
FLOWS = "flows"  # the folder of a project's definitions
SUFFIXES = (".yaml", ".yml")  # in capitals too
MISNAMED = re.compile(r"\.y[aml]{2,4}(?![a-z])", re.IGNORECASE)  # 甲事.yaml.txt, 甲事.ymal
OTHER_TEXTS = (".txt", ".doc", ".docx", ".wps")  # what a definition may have been saved as
COPIES = ("~", ".bak", ".orig", ".old")  # of editors, behind the whole name of the file
OPENED = "~$"  # beginning of the name of the file that an office program keeps beside an opened one
OWN = (".", OPENED)  # files of systems and editors
LIBRARY = "library"  # sub-folder of definitions to copy from
DEEPEST = 3  # levels of sub-folders that are looked through
MOST = (1 << 20) + 1  # bytes of a definition: one more than is allowed, so that a larger one is detected
PIECE = 1 << 14  # bytes that hold most definitions
PART = (".yizhangtu-", ".part")  # prefix and suffix of files that are being written
_LEFT = re.compile(re.escape(PART[0]) + "[a-z0-9_]{8}" + re.escape(PART[1]))
UNABLE = (errno.EINVAL, errno.EBADF, errno.ENOTSUP, errno.ENOSYS, errno.EACCES, errno.EPERM, errno.EISDIR)
DAY_S = 86400.0
Mark = tuple[int, int]  # size of a file, and its time in ns


class PassedOver(NamedTuple):
    """What in a folder looks like a definition and is not read: files with a wrong suffix, files that an office program
    keeps while one is open, and sub-folders with definitions."""

    misnamed: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()


def read_bytes(path: Path, limit: int = MOST) -> bytes:
    """At most `limit` bytes of a file; OSError where it cannot be read."""
    with open(path, "rb") as stream:
        data = stream.read(PIECE)  # a buffer of the whole limit for each file takes longer than reading
        return data if len(data) < PIECE else data + stream.read(limit - PIECE if limit >= 0 else -1)


def definitions(path: Path) -> list[Path]:
    """The guide files of a folder by name, or the file. The project file, its table of laws, hidden files and
    sub-folders are left out."""
    if not path.is_dir():
        return [path]
    with os.scandir(path) as entries:
        names = [one.name for one in entries if one.name.lower().endswith(SUFFIXES) and _is_guide(one)]
    return [path / name for name in sorted(names)]


def folders(path: Path) -> list[Path]:
    """The sub-folders of a folder by name, hidden ones left out."""
    with os.scandir(path) as entries:
        names = [one.name for one in entries if one.is_dir() and not one.name.startswith(".")]
    return [path / name for name in sorted(names)]


def _is_guide(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a definition. A broken link counts: reading it reports the problem."""
    if is_project_name(entry.name) or is_law_name(entry.name) or entry.name.startswith(OWN):
        return False
    if entry.is_symlink():
        return os.path.isfile(entry.path) or not os.path.exists(entry.path)
    return entry.is_file()


def other_texts(folder: Path) -> list[str]:
    """Files of a folder that may be definitions saved under a wrong name or in a wrong form: 甲事.txt, 甲事.docx."""
    with suppress(OSError), os.scandir(folder) as entries:
        names = [one.name for one in entries if one.is_file() and not one.name.startswith(OWN)]
        return sorted(one for one in names if one.lower().endswith(OTHER_TEXTS) or _is_misnamed(one, ()))
    return []


def passed_over(folder: Path) -> PassedOver:
    """What in a folder looks like a definition and is none."""
    with suppress(OSError), os.scandir(folder) as entries:
        found = list(entries)
        names = [one.name for one in found if one.is_file()]
        return PassedOver(
            tuple(sorted(one for one in names if not one.startswith(OWN) and _is_misnamed(one, names))),
            tuple(sorted(one for one in names if one.startswith(OPENED) and one.lower().endswith(SUFFIXES))),
            tuple(sorted(one.name for one in found if one.name != LIBRARY and _has_definitions(one, DEEPEST))),
        )
    return PassedOver()


def _is_misnamed(name: str, beside: Sequence[str]) -> bool:
    """Whether a name has the suffix of a definition in the middle, or misspelt; a copy that an editor made of a file
    that is there does not count."""
    if not MISNAMED.search(name) or name.lower().endswith(SUFFIXES):
        return False
    return not any(name.endswith(copy) and name.removesuffix(copy) in beside for copy in COPIES)


def _has_definitions(entry: os.DirEntry[str], levels: int) -> bool:
    """Whether an entry is a folder with definitions, of at most so many levels. Links are not followed."""
    if levels == 0 or entry.name.startswith(OWN) or not entry.is_dir(follow_symlinks=False):
        return False
    with suppress(OSError), os.scandir(entry.path) as entries:
        found = list(entries)
        if any(one.name.lower().endswith(SUFFIXES) and _is_guide(one) for one in found):
            return True
        return any(_has_definitions(one, levels - 1) for one in found)
    return False


def is_project_name(name: str) -> bool:
    """Whether this is a name of the project file, in capitals or not."""
    return name.lower() in PROJECT_FILES


def is_law_name(name: str) -> bool:
    """Whether this is a name of a project's own table of laws, in capitals or not."""
    return name.lower() in LAW_FILES


def law_file(folder: Path) -> Path | None:
    """A project's own table of laws."""
    return next((folder / name for name in LAW_FILES if (folder / name).is_file()), None)


def project_file(path: Path) -> Path | None:
    """The project file beside a guide, or in the folder."""
    folder = path if path.is_dir() else path.parent
    for name in PROJECT_FILES:
        if (folder / name).is_file():
            return folder / name
    with suppress(OSError), os.scandir(folder) as entries:
        capitals = sorted(one.name for one in entries if is_project_name(one.name) and one.is_file())
        return folder / capitals[0] if capitals else None
    return None


def flows_folder(start: Path) -> Path | None:
    """flows/ of the nearest project: in `start` or the closest folder above it."""
    for folder in (start, *start.parents):
        if (folder / FLOWS).is_dir():
            return folder / FLOWS
    return None


def write_atomic(path: Path, data: bytes) -> Mark:
    """Write to a temporary file and rename it: a reader sees the old file or the new one, never half of one.

    The bytes are synced before the rename, so that a power failure leaves no torn file. Returns size and time of the
    file as it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    import tempfile  # slow to import, and often nothing is written

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=PART[0], suffix=PART[1])
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
            mark = mark_of(os.fstat(stream.fileno()))
        os.chmod(name, 0o644)
        windows.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return mark


def marks(paths: Iterable[str]) -> str:
    """Size and time of files, or that they are not there."""
    found = []
    for path in paths:
        try:
            size, time = mark_of(os.stat(path))
            found.append(f"{path} {size} {time}")
        except OSError:
            found.append(f"{path} -")
    return "\0".join(found)


def mark_of(stat: os.stat_result) -> Mark:
    """Size and time of a file."""
    return stat.st_size, stat.st_mtime_ns


def sync(folders: Iterable[Path]) -> None:
    """Sync folders, so that renames in them survive a power failure."""
    for folder in folders:
        try:
            handle = os.open(folder, os.O_RDONLY)
        except OSError:  # writable but not readable
            continue
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in UNABLE:
                raise
        finally:
            os.close(handle)


def remove_partial(folder: Path, older_s: float = 0.0) -> None:
    """Delete temporary files that a killed `write_atomic` left in a folder at least `older_s` seconds ago."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _LEFT.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    if not older_s or time.time() - entry.stat(follow_symlinks=False).st_mtime > older_s:
                        os.unlink(entry.path)


def keep(path: Path, data: bytes) -> None:
    """Write a file of the cache; where that fails, the data is computed again next time."""
    with suppress(OSError):
        remove_partial(path.parent, DAY_S)  # newer ones may belong to a running program
        write_atomic(path, data)
