"""Finished bytes → files: the folder of results, what lies there, and files that must not replace others."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

from yizhangtu.world import disk
from yizhangtu.world.inputs import reason
from yizhangtu.world.problem import Missing

MEND = "请检查文件夹的权限和磁盘空间，或者用 {} 换一个地方"


LATE_S = 5.0  # until a file that another machine has written can be seen here


@dataclass(frozen=True, slots=True)
class Laid:
    """A file that a worker has put into the folder of results: its size in bytes and its SHA-256."""

    size: int
    digest: str


def path_in(folder: Path, target: str) -> Path:
    """Where a result belongs; Missing where links in the folder of results lead out of it. (The last part of the path
    may be one: it is replaced. So may the folder itself: that is the user's wish.)"""
    path = folder / target
    if not Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(folder)):
        raise Missing(f"“{path.parent}”是链接，指到了输出文件夹外面", "删去这个链接，或者用 -o 写到别的文件夹")
    return path


def lay(path: Path, data: bytes | Laid) -> Laid:
    """Write a result where it belongs, and say what was written."""
    write(path, data)
    return data if isinstance(data, Laid) else Laid(len(data), hashlib.sha256(data).hexdigest())


def place(folder: str | Path) -> str:
    """A folder by its full name, which is the same on all machines that share it."""
    return os.path.abspath(folder)


def _arrived(path: Path, laid: Laid) -> None:
    """Wait a moment for a file that was written elsewhere; Missing where it does not come: the folder is not shared."""
    until = time.monotonic() + LATE_S
    while True:
        try:
            os.listdir(path.parent)  # a network drive looks anew
            if path.stat().st_size == laid.size:
                return
        except OSError:
            pass
        if time.monotonic() > until:
            what = f"工作进程把“{path}”写好了，这里却没有，那个文件夹不是共享的"
            raise Missing(what, "去掉 --shared，成品就传回来；或者用 -o 写上各台机器共享的文件夹")
        time.sleep(0.1)


def write(path: Path, data: bytes | Laid) -> None:
    """Write a result; Missing where the place cannot be written to. What is laid there already is only looked for."""
    if isinstance(data, Laid):
        return _arrived(path, data)
    try:
        disk.write_atomic(path, data)
    except OSError as error:
        raise Missing(f"不能写入“{path}”：{reason(error)}", MEND.format("-o")) from None


def create(path: Path, data: bytes) -> bool:
    """Write a new file; False, and nothing changed, where there is one already."""
    import tempfile  # slow to import, and often nothing is written

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
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
        raise Missing(f"不能写入“{path}”：{reason(error)}", MEND.format("--to")) from None
    return True


def content(path: Path) -> bytes | None:
    """What a file holds; None where it cannot be read, or is no file: a device has no end."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def own(path: Path) -> bytes | None:
    """What a file holds that this program has written; it never writes links, and what they lead to is not its own."""
    return None if path.is_symlink() else content(path)


def digest(path: Path) -> str | None:
    """The SHA-256 of a file; None where there is none."""
    data = own(path)
    return None if data is None else hashlib.sha256(data).hexdigest()


def mark(path: str | Path) -> tuple[int, int] | None:
    """Size and time of a file: as long as these stay, nobody wrote to it; None where there is none. Of a link its own,
    so that one that was put in the place of a result is noticed."""
    try:
        stat = os.lstat(path)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns


def writable(folder: Path) -> bool:
    """Whether files can be made in a folder, or in the closest one above it that is there."""
    for place in (folder, *folder.absolute().parents):
        if place.exists():
            return place.is_dir() and os.access(place, os.W_OK)
    return False
