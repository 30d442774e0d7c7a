"""Finished bytes → files: the folder of results, what lies there, and files that must not replace others."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from yizhangtu.world import disk
from yizhangtu.world.inputs import reason
from yizhangtu.world.problem import Missing

MEND = "请检查文件夹的权限和磁盘空间，或者用 {} 换一个地方"


def write(path: Path, data: bytes) -> None:
    """Write a result; Missing where the place cannot be written to."""
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
    """What a file holds; None where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def digest(path: Path) -> str | None:
    """The SHA-256 of a file; None where there is none."""
    data = content(path)
    return None if data is None else hashlib.sha256(data).hexdigest()


def mark(path: str | Path) -> tuple[int, int] | None:
    """Size and time of a file: as long as these stay, nobody wrote to it; None where there is none."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns


def writable(folder: Path) -> bool:
    """Whether files can be made in a folder, or in the closest one above it that is there."""
    for place in (folder, *folder.absolute().parents):
        if place.exists():
            return place.is_dir() and os.access(place, os.W_OK)
    return False
