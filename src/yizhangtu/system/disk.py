"""Reading definitions, and writing files so that a reader never sees half of one."""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PROJECT_FILES = ("辖区.yaml", "辖区.yml", "project.yaml", "project.yml")
FLOWS = "flows"  # the folder of a project's definitions
SUFFIXES = (".yaml", ".yml")  # in capitals too
MISNAMED = (".txt", ".yaml~", ".yml~", ".yaml.bak", ".doc", ".docx", ".wps")  # what editors make of a definition
OWN = (".", "~$")  # files of systems and editors
MOST = (1 << 20) + 1  # bytes of a definition: one more than is allowed, so that a larger one is detected
PIECE = 1 << 14  # bytes that hold most definitions
PART = (".yizhangtu-", ".part")  # prefix and suffix of files that are being written
_LEFT = re.compile(re.escape(PART[0]) + "[a-z0-9_]{8}" + re.escape(PART[1]))
UNABLE = (errno.EINVAL, errno.EBADF, errno.ENOTSUP, errno.ENOSYS, errno.EACCES, errno.EPERM, errno.EISDIR)
DAY_S = 86400.0
Mark = tuple[int, int]  # size of a file, and its time in ns


def read_bytes(path: Path, limit: int = MOST) -> bytes:
    """At most `limit` bytes of a file; OSError where it cannot be read."""
    with open(path, "rb") as stream:
        data = stream.read(PIECE)  # a buffer of the whole limit for each file takes longer than reading
        return data if len(data) < PIECE else data + stream.read(limit - PIECE if limit >= 0 else -1)


def definitions(path: Path) -> list[Path]:
    """The guide files of a folder (by name; the project file, hidden files and sub-folders left out), or the file."""
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
    if is_project_name(entry.name) or entry.name.startswith(OWN):
        return False
    if entry.is_symlink():
        return os.path.isfile(entry.path) or not os.path.exists(entry.path)
    return entry.is_file()


def passed_over(folder: Path) -> list[str]:
    """Text files of a folder that are named like a definition but for their suffix: 甲事.yaml.txt, 甲事.txt."""
    with suppress(OSError), os.scandir(folder) as entries:
        names = [one.name for one in entries if one.is_file() and not one.name.startswith(OWN)]
        return sorted(name for name in names if name.lower().endswith(MISNAMED))
    return []


def is_project_name(name: str) -> bool:
    """Whether this is a name of the project file, in capitals or not."""
    return name.lower() in PROJECT_FILES


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
        os.replace(name, path)
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
