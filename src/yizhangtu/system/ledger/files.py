"""The files of a ledger (台账): read, appended to under a lock, and remembered as this computer's own.

Each computer writes into a file of its own, NAME.xxxxx.jsonl. Which one that is stands in the user's home, with the
folder: a project that is copied to another computer or place begins a new file there.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from yizhangtu.system import clock, disk, lock, places
from yizhangtu.system.inputs import READING, reason
from yizhangtu.system.problem import MissingDependency

SUFFIX = ".jsonl"
TAIL = 65_536  # bytes of the longest line
PATIENCE_S = 10.0  # for a ledger that another program holds
DAMAGED = "损坏"
OWN = "ledgers.json"
LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
TRIES = 5
END = 4096  # bytes at the end of a file, by which it is known again


def read_all(folder: Path) -> dict[str, bytes]:
    """The files of a ledger by name; links and other files are left alone. MissingDependency where one cannot be
    read."""
    found: dict[str, bytes] = {}
    try:
        for entry in sorted(os.scandir(folder), key=lambda one: one.name):
            if entry.name.endswith(SUFFIX) and entry.is_file(follow_symlinks=False):
                found[entry.name] = Path(entry.path).read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise MissingDependency(f"不能读台账“{folder}”：{reason(error)}", "请检查文件夹的权限") from None
    return found


@contextmanager
def writing(folder: Path, waiting: Callable[[Path], object]) -> Iterator[bool]:
    """Hold the lock of a ledger. MissingDependency where another program holds it for more than PATIENCE_S."""
    with lock.locked(folder, waiting, PATIENCE_S) as alone:
        yield alone


def own_account(folder: Path) -> str | None:
    """The account that this computer writes for a ledger; None where it has none yet."""
    known = _own().get(os.path.realpath(folder), "")
    return known if known and (folder / f"{known}{SUFFIX}").is_file() else None


def new_account(folder: Path, name: str) -> str:
    """A name for this computer's file of a ledger: NAME.xxxxx, five random letters."""
    while True:
        account = f"{name}.{''.join(secrets.choice(LETTERS) for _ in range(5))}"
        if not (folder / f"{account}{SUFFIX}").exists():
            return account


def remember(folder: Path, account: str) -> None:
    """Note in the user's home which file of a ledger this computer writes. Without a home each run begins a file."""
    home = _home()
    if home is None:
        return
    known = {**_own(), os.path.realpath(folder): account}
    with suppress(OSError):
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        disk.write_atomic(home / OWN, json.dumps(known, ensure_ascii=False, indent=0).encode())


def last_lines(path: Path) -> tuple[bytes, bytes]:
    """The last whole line of a file, and what is behind it, half a line; both empty for a new file."""
    try:
        with open(path, "rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, size - 2 * TAIL))
            data = stream.read()
    except FileNotFoundError:
        return b"", b""
    whole, newline, half = data.rpartition(b"\n")
    return (whole.rpartition(b"\n")[2] + newline if newline else b""), half


def append(path: Path, make: Callable[[bytes], bytes]) -> bytes:
    """Append what `make` returns for the last line of a file: one write, synced. Half a last line, left by a computer
    that went off, is moved to 损坏/ before. Where the drive has no locks, the end is read back, and the lines are made
    again if another program wrote there. Returns the lines that were written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for _ in range(TRIES):
            last, half = last_lines(path)
            if half:
                _move_aside(path, half)
            data = make(last)
            with open(path, "ab") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            with open(path, "rb") as stream:
                stream.seek(-min(len(last) + len(data), stream.seek(0, os.SEEK_END)), os.SEEK_END)
                if stream.read() == last + data:
                    return data
    except OSError as error:
        raise MissingDependency(f"不能写入台账“{path}”：{reason(error)}", "请检查磁盘空间和权限") from None
    raise MissingDependency(f"台账“{path}”一直有别的程序在写", "等它做完再运行")


def _move_aside(path: Path, half: bytes) -> None:
    """Keep half a line in 损坏/, and end the file before it."""
    place = path.parent / DAMAGED
    place.mkdir(exist_ok=True)
    kept = place / f"{path.stem}.{clock.instant().replace(':', '')}.txt"
    disk.write_atomic(kept, half)
    with open(path, "r+b") as stream:
        stream.seek(-len(half), os.SEEK_END)
        stream.truncate()
        stream.flush()
        os.fsync(stream.fileno())


def keep(folder: Path, kind: str, digest: str, suffix: str, data: bytes) -> Path:
    """Store a file by its hash in a folder of the ledger (版本, 照片); one that is there already stays."""
    path = folder / kind / f"{digest}{suffix}"
    try:
        if not path.is_file():
            disk.write_atomic(path, data)
    except OSError as error:
        raise MissingDependency(f"不能写入台账“{path}”：{reason(error)}", "请检查磁盘空间和权限") from None
    return path


def kept(folder: Path, kind: str, digest: str, suffix: str) -> bytes | None:
    """A stored file; None where it is not there."""
    try:
        return (folder / kind / f"{digest}{suffix}").read_bytes()
    except OSError:
        return None


def _home() -> Path | None:
    home = places.home()
    return home / ".local" / "share" / "yizhangtu" if home else None


def _own() -> dict[str, str]:
    home = _home()
    if home is None:
        return {}
    try:
        found = json.loads((home / OWN).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {folder: account for folder, account in pairs if isinstance(account, str) and _is_name(account)}


def _is_name(account: str) -> bool:
    return bool(account) and not set(account) & set("/\\\0") and not account.startswith(".")


def read_kept(folder: Path, kind: str) -> Iterator[tuple[str, bytes]]:
    """(name, content) of the stored files of a kind, by name; links are left alone."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder / kind) if entry.is_file(follow_symlinks=False))
    except OSError:
        return
    for name in names:
        yield name, (folder / kind / name).read_bytes()


def replace(path: Path, data: bytes) -> None:
    """Write a whole file of a ledger, as an import does."""
    try:
        disk.write_atomic(path, data)
    except OSError as error:
        raise MissingDependency(f"不能写入台账“{path}”：{reason(error)}", "请检查磁盘空间和权限") from None


def files_below(path: Path, most: int) -> Iterator[tuple[str, bytes]]:
    """The files of a folder by their paths inside it, or the one file; links are left alone, at most `most` files.
    MissingDependency where something cannot be read: a stick that is pulled out must not look like an empty one."""

    def fail(error: OSError) -> None:
        raise error

    count = 0
    try:
        if path.is_file():
            yield path.name, path.read_bytes()
            return
        for folder, _, files in os.walk(path, onerror=fail):
            for name in sorted(files):
                inner = Path(folder) / name
                count += 1
                if count > most:
                    return
                if name.endswith((SUFFIX, ".json", ".jpg", ".jpeg", ".png", ".webp")) and not inner.is_symlink():
                    yield inner.relative_to(path).as_posix(), inner.read_bytes()
    except OSError as error:
        message = f"不能读“{path}”：{reason(error, READING)}"
        raise MissingDependency(message, "U 盘插好，再来一次；已经收下的都在") from None


def names_in(folder: Path, suffixes: tuple[str, ...]) -> list[str]:
    """The names of the files of a folder with these suffixes, in order."""
    try:
        found = [entry.name for entry in os.scandir(folder) if entry.is_file()]
    except OSError:
        return []
    return sorted(name for name in found if name.lower().endswith(suffixes))


class FileState(NamedTuple):
    """What tells whether a file has changed: its size in bytes, when it was written (ns), and the SHA-256, in hex, of
    its last bytes."""

    size: int
    written: int
    tail: str


def states(folder: Path) -> dict[str, FileState]:
    """The state of each file of a ledger by name, as `read_all` reads them. MissingDependency where one cannot be
    read."""
    found: dict[str, FileState] = {}
    try:
        for entry in sorted(os.scandir(folder), key=lambda one: one.name):
            if entry.name.endswith(SUFFIX) and entry.is_file(follow_symlinks=False):
                stat = entry.stat(follow_symlinks=False)
                with open(entry.path, "rb") as stream:
                    stream.seek(max(0, stat.st_size - END))
                    tail = hashlib.sha256(stream.read(END)).hexdigest()
                found[entry.name] = FileState(stat.st_size, stat.st_mtime_ns, tail)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise MissingDependency(f"不能读台账“{folder}”：{reason(error)}", "请检查文件夹的权限") from None
    return found


def parts(folder: Path, name: str, places: Sequence[tuple[int, int]]) -> list[bytes]:
    """Parts of a file, each by its offset and length. OSError where it cannot be read."""
    found: list[bytes] = []
    with open(folder / name, "rb") as stream:
        for offset, length in places:
            stream.seek(offset)
            found.append(stream.read(length))
    return found
