"""Finished bytes → files: the folder of results, what lies there, and files that must not replace others."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from yizhangtu.system import disk
from yizhangtu.system.disk import Mark
from yizhangtu.system.inputs import reason
from yizhangtu.system.problem import MissingDependency

MEND = "请检查文件夹的权限和磁盘空间，或者用 {} 换一个地方"


LATE_S = 5.0  # until a file that another machine has written can be seen here


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that a worker has put into the folder of results: its size in bytes and its SHA-256."""

    size: int
    digest: str


def path_in(folder: Path, target: str) -> Path:
    """Where a result belongs; Missing where links in the folder of results lead out of it. (The last part of the path
    may be one: it is replaced. So may the folder itself: that is the user's wish.)"""
    path = folder / target
    if not Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(folder)):
        raise MissingDependency(
            f"“{path.parent}”是链接，指到了输出文件夹外面", "删去这个链接，或者用 -o 写到别的文件夹"
        )
    return path


def lay(path: Path, data: bytes | WrittenFile) -> WrittenFile:
    """Write a result where it belongs, and say what was written."""
    write(path, data)
    return data if isinstance(data, WrittenFile) else WrittenFile(len(data), hashlib.sha256(data).hexdigest())


def place(folder: str | Path) -> str:
    """A folder by its full name, which is the same on all machines that share it."""
    return os.path.abspath(folder)


def _arrived(path: Path, laid: WrittenFile) -> Mark:
    """Wait a moment for a file that was written elsewhere; Missing where it does not come: the folder is not shared."""
    until = time.monotonic() + LATE_S
    while True:
        try:
            os.listdir(path.parent)  # a network drive looks anew
            mark = disk.mark_of(path.stat())
            if mark[0] == laid.size:
                return mark
        except OSError:
            pass
        if time.monotonic() > until:
            what = f"工作进程把“{path}”写好了，这里却没有，那个文件夹不是共享的"
            raise MissingDependency(what, "去掉 --shared，成品就传回来；或者用 -o 写上各台机器共享的文件夹")
        time.sleep(0.1)


def write(path: Path, data: bytes | WrittenFile) -> Mark:
    """Write a result, and say what it looks like; Missing where the place cannot be written to. What is laid there
    already is only looked for."""
    if isinstance(data, WrittenFile):
        return _arrived(path, data)
    try:
        return disk.write_atomic(path, data)
    except OSError as error:
        raise MissingDependency(f"不能写入“{path}”：{reason(error)}", MEND.format("-o")) from None


def disturbed(error: OSError) -> MissingDependency:
    """What is told where the system fails while something is made: that is no fault of a definition."""
    import tempfile  # slow to import, and seldom needed

    what = f"“{error.filename}”" if error.filename is not None else "临时文件"
    mend = f"请检查磁盘空间和权限；临时文件放在 {tempfile.gettempdir()}，用环境变量 TMPDIR 可以换一个地方"
    return MissingDependency(f"制作时不能读写{what}：{reason(error)}", mend)


def settle(folder: Path, targets: Iterable[str]) -> None:
    """Have these results survive a power failure from now on; Missing where the disk fails."""
    ways = {way for target in targets for way in (folder / target).parents}
    above = set(folder.parents) - {folder.parent}  # the folder itself may be new
    try:
        disk.settle(sorted(ways - above, reverse=True))
    except OSError as error:
        raise MissingDependency(f"不能写入“{folder}”：{reason(error)}", MEND.format("-o")) from None


def sweep(folder: Path, targets: Iterable[str]) -> None:
    """Take away what a build that was killed left half written where these results go."""
    for place in {folder, *((folder / target).parent for target in targets)}:
        disk.sweep(place)


def create(path: Path, data: bytes) -> bool:
    """Write a new file; False, and nothing changed, where there is one already."""
    import tempfile  # slow to import, and often nothing is written

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=disk.PART[0], suffix=disk.PART[1])
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            os.chmod(name, 0o644)
            os.link(name, path)  # unlike a rename, this fails where the name is taken
        finally:
            os.unlink(name)
    except FileExistsError:
        return False
    except OSError as error:
        raise MissingDependency(f"不能写入“{path}”：{reason(error)}", MEND.format("--to")) from None
    return True


def content(path: Path) -> bytes | None:
    """What a file holds; None where it cannot be read, or is no file: a device has no end."""
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
    """What a file holds that this program has written; it never writes links, and what they lead to is not its own."""
    return own_and_time(path)[0]


def own_and_time(path: Path) -> tuple[bytes | None, int]:
    """The same, and when (ns) it was written; None and 0 where there is none."""
    return (None, 0) if path.is_symlink() else _content_and_time(path)


def digest(path: Path) -> str | None:
    """The SHA-256 of a file; None where there is none."""
    data = own(path)
    return None if data is None else hashlib.sha256(data).hexdigest()


def mark(path: str | Path) -> Mark | None:
    """Size and time of a file: as long as these stay, nobody wrote to it; None where there is none. Of a link its own,
    so that one that was put in the place of a result is noticed."""
    try:
        return disk.mark_of(os.lstat(path))
    except OSError:
        return None


def writable(folder: Path) -> bool:
    """Whether files can be made in a folder, or in the closest one above it that is there."""
    for place in (folder, *folder.absolute().parents):
        if place.exists():
            return place.is_dir() and os.access(place, os.W_OK)
    return False
