"""Writing and checking the files of the folder of results."""

import hashlib
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from yizhangtu.system import disk
from yizhangtu.system.disk import Mark
from yizhangtu.system.inputs import BOTH, WRITING, reason
from yizhangtu.system.problem import MissingDependency

MEND = "请检查文件夹的权限和磁盘空间，或者用 {} 换一个地方"
LATE_S = 5.0  # until a file that another machine has written is visible here


class WrittenFile(NamedTuple):
    """A file that a worker has written into the folder of results: its size in bytes and its SHA-256."""

    size: int
    digest: str


def path_in(folder: Path, target: str) -> Path:
    """The path of a result; MissingDependency where links in the folder of results lead out of it. (The last part of
    the path may be a link: it is replaced. The folder itself may be one, too: the user chose it.)"""
    path = folder / target
    if not Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(folder)):
        raise MissingDependency(
            f"“{path.parent}”是链接，指到了输出文件夹外面", "删去这个链接，或者用 -o 写到别的文件夹"
        )
    return path


def store(path: Path, data: bytes | WrittenFile) -> WrittenFile:
    """Write a result; its size and hash."""
    write(path, data)
    return data if isinstance(data, WrittenFile) else WrittenFile(len(data), hashlib.sha256(data).hexdigest())


def place(folder: str | Path) -> str:
    """The absolute path of a folder, which is the same on all machines that share it."""
    return os.path.abspath(folder)


def _wait_for(path: Path, file: WrittenFile) -> Mark:
    """Wait for a file that another machine wrote; MissingDependency after LATE_S: the folder is not shared."""
    until = time.monotonic() + LATE_S
    while True:
        try:
            os.listdir(path.parent)  # refreshes a network drive
            mark = disk.mark_of(path.stat())
            if mark[0] == file.size:
                return mark
        except OSError:
            pass
        if time.monotonic() > until:
            what = f"工作进程把“{path}”写好了，这里却没有，那个文件夹不是共享的"
            raise MissingDependency(what, "去掉 --shared，成品就传回来；或者用 -o 写上各台机器共享的文件夹")
        time.sleep(0.1)


def write(path: Path, data: bytes | WrittenFile) -> Mark:
    """Write a result; its size and time. A file that a worker has written is only waited for. MissingDependency where
    the file cannot be written."""
    if isinstance(data, WrittenFile):
        return _wait_for(path, data)
    try:
        return disk.write_atomic(path, data)
    except OSError as error:
        raise MissingDependency(f"不能写入“{path}”：{reason(error, WRITING)}", MEND.format("-o")) from None


def system_failure(error: OSError) -> MissingDependency:
    """The exception for a failing disk or system call while a file is made: no definition is to blame."""
    import tempfile  # slow to import, and seldom needed

    what = f"“{error.filename}”" if error.filename is not None else "临时文件"
    mend = f"请检查磁盘空间和权限；临时文件放在 {tempfile.gettempdir()}，用环境变量 TMPDIR 可以换一个地方"
    return MissingDependency(f"制作时不能读写{what}：{reason(error, BOTH)}", mend)


def sync(folder: Path, targets: Iterable[str]) -> None:
    """Sync the folders of these results, so that they survive a power failure; MissingDependency where that fails."""
    folders = {parent for target in targets for parent in (folder / target).parents}
    above = set(folder.parents) - {folder.parent}  # the folder itself may be new
    try:
        disk.sync(sorted(folders - above, reverse=True))
    except OSError as error:
        raise MissingDependency(f"不能写入“{folder}”：{reason(error, WRITING)}", MEND.format("-o")) from None


def remove(folder: Path, target: str, digest_then: str) -> bool:
    """Remove a result that is still as it was written, and the folders that become empty; False where it is not, or
    cannot be removed."""
    try:
        path = path_in(folder, target)
        if digest(path) != digest_then:
            return False
        path.unlink()
    except (OSError, MissingDependency):
        return False
    for parent in Path(target).parents[:-1]:
        with suppress(OSError):  # something else lies in it
            (folder / parent).rmdir()
    return True


def relative(path: str, folder: Path) -> str:
    """A path as seen from the folder of results: the same after both were moved together."""
    return os.path.relpath(path, folder)


def is_there(path: Path) -> bool:
    """Whether there is anything at a path, be it a link that leads nowhere."""
    return os.path.lexists(path)


def remove_partial(folder: Path, targets: Iterable[str]) -> None:
    """Delete what a killed build left half written in the folders of these results."""
    for place in {folder, *((folder / target).parent for target in targets)}:
        disk.remove_partial(place)


def create(path: Path, data: bytes) -> bool:
    """Write a new file; False where one of that name exists, which stays as it is."""
    import tempfile  # slow to import, and often nothing is written

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=disk.PART[0], suffix=disk.PART[1])
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            os.chmod(name, 0o644)
            os.link(name, path)  # unlike a rename, this fails where the file exists
        finally:
            os.unlink(name)
    except FileExistsError:
        return False
    except OSError as error:
        raise MissingDependency(f"不能写入“{path}”：{reason(error, WRITING)}", MEND.format("--to")) from None
    return True


def content(path: Path) -> bytes | None:
    """The content of a file; None where it cannot be read, or is not a regular file."""
    return _content_and_time(path)[0]


def _content_and_time(path: Path) -> tuple[bytes | None, int]:
    try:
        if not path.is_file():
            return None, 0
        with open(path, "rb") as stream:
            return stream.read(), os.fstat(stream.fileno()).st_mtime_ns
    except OSError:
        return None, 0


def own(path: Path) -> bytes | None:
    """The content of a file that this program has written. Links are not followed: it never writes any."""
    return own_and_time(path)[0]


def own_and_time(path: Path) -> tuple[bytes | None, int]:
    """The same with its modification time in ns; None and 0 where there is none."""
    return (None, 0) if os.path.islink(path) else _content_and_time(path)


def digest(path: Path) -> str | None:
    """The SHA-256 of a file; None where there is none."""
    data = own(path)
    return None if data is None else hashlib.sha256(data).hexdigest()


def mark(path: str | Path) -> Mark | None:
    """Size and time of a file, by which changes are detected; None where there is none. Links are not followed, so that
    a link in the place of a result is detected."""
    try:
        return disk.mark_of(os.lstat(path))
    except OSError:
        return None


def writable(folder: Path) -> bool:
    """Whether files can be created in a folder, or in the nearest existing one above it."""
    for place in (folder, *folder.absolute().parents):
        if place.exists():
            return place.is_dir() and os.access(place, os.W_OK)
    return False
