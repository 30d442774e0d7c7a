"""The files that the author's desk edits: those of one folder, by name. Links are not followed when writing."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from yizhangtu.system import disk
from yizhangtu.system.inputs import LEADS_OUT, READING, WRITING, reason

LONGEST_NAME = 60  # characters of an uploaded file's name that are kept
LINK = "这是链接，请打开它指到的文件"


class DeskFile(NamedTuple):
    """A file as it is on the disk. `data` is None where it could not be read, for the reason in `problem`."""

    name: str
    data: bytes | None
    problem: str = ""
    writable: bool = True


class Stored(NamedTuple):
    """What became of writing: done where both are empty. `found` is what another program has written meanwhile."""

    problem: str = ""
    found: bytes | None = None


def names(folder: Path) -> list[str]:
    """The definitions of a folder by name, then its project file and its table of laws."""
    found = [path.name for path in disk.definitions(folder)] if folder.is_dir() else []
    others = (disk.project_file(folder), disk.law_file(folder))
    return [*found, *(path.name for path in others if path)]


def read(folder: Path, name: str) -> DeskFile:
    """A file of the folder. A link may lead to another file of the folder only, and is not written through."""
    path = folder / name
    link = path.is_symlink()
    if link and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        return DeskFile(name, None, LEADS_OUT, writable=False)
    try:
        data = disk.read_bytes(path)
    except OSError as error:
        return DeskFile(name, None, reason(error, READING), writable=False)
    if link:
        return DeskFile(name, data, LINK, writable=False)
    if not (os.access(path, os.W_OK) and os.access(folder, os.W_OK)):
        return DeskFile(name, data, "这个文件夹或文件是只读的", writable=False)
    return DeskFile(name, data)


def store(folder: Path, name: str, data: bytes, before: bytes) -> Stored:
    """Write a file atomically, if it still is as it was before; else nothing is written."""
    path = folder / name
    if path.is_symlink():
        return Stored(LINK)
    try:
        now = disk.read_bytes(path)
    except FileNotFoundError:
        now = before  # somebody deleted it; what is open here is not lost
    except OSError as error:
        return Stored(reason(error, READING))
    if now == data:
        return Stored()
    if now != before:
        return Stored(found=now)
    try:
        disk.write_atomic(path, data)
    except OSError as error:
        return Stored(reason(error, WRITING))
    return Stored()


def keep_beside(folder: Path, name: str, data: bytes) -> str:
    """Write another version of a file beside it, under a name that is not taken and that no command reads as a
    definition; returns that name. OSError where that fails."""
    for number in range(1, 1000):
        beside = f"{Path(name).stem}.另一份{number}.bak"
        if not os.path.lexists(folder / beside):
            disk.write_atomic(folder / beside, data)
            return beside
    raise FileExistsError(name)


@contextmanager
def uploaded(name: str, data: bytes) -> Iterator[Path]:
    """A file that a page has sent, in a folder of its own that is deleted afterwards. Of its name nothing but the last
    part is used."""
    with tempfile.TemporaryDirectory(prefix="yizhangtu-") as folder:
        plain = re.split(r"[/\\\0]", name)[-1].strip(". ") or "原件"
        path = Path(folder) / plain[-LONGEST_NAME:]
        path.write_bytes(data)
        yield path


def marks(folder: Path) -> str:
    """What changes when a file of the folder does."""
    return disk.marks([str(folder / name) for name in names(folder)])


def texts(folder: Path) -> list[str]:
    """The texts of all files, for the characters in them; what cannot be read is left out."""
    found = (read(folder, name).data for name in names(folder))
    return [data.decode("utf-8", "ignore") for data in found if data]


def digests(folder: Path) -> dict[str, str]:
    """A word for each file that changes when it or the project file does."""
    found: dict[str, str] = {}
    project = disk.project_file(folder)
    shared = disk.marks([str(project)]) if project else ""
    for name in names(folder):
        found[name] = hashlib.sha256(f"{shared}\0{disk.marks([str(folder / name)])}".encode()).hexdigest()[:16]
    return found
