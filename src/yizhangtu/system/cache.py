"""A folder of derived data → bytes computed once: losing it costs time, nothing else.

Only data is cached, never code, and only in a folder that belongs to the user and that nobody else can write to or
replace; without such a folder everything is computed.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from yizhangtu.system import disk, places, windows

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def cached(kind: str, key: str, compute: Callable[[], bytes], suffix: str = "") -> bytes:
    """The bytes that `compute` returns for a key, computed once. A file begins with the SHA-256 of the rest: a torn or
    changed file is computed again."""
    base = folder()
    if base is None:
        return compute()
    name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    path = base / kind / f"{name}{suffix}"
    known = _read(path)
    if known is not None:
        return known
    data = compute()
    disk.keep(path, hashlib.sha256(data).digest() + data)
    return data


def location() -> Path | None:
    """Where the cache belongs (XDG Base Directory Specification: a relative path is ignored); None without a home."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(base):
        return Path(base) / "yizhangtu"
    local = os.environ.get("LOCALAPPDATA", "")
    if windows.WINDOWS and os.path.isabs(local):
        return Path(local) / "yizhangtu" / "cache"
    home = places.home()
    return home / ".cache" / "yizhangtu" if home else None


def folder() -> Path | None:
    """The folder of the cache, created with mode 0700; None where there is none that is safe."""
    path = location()
    if path is None:
        return None
    try:
        _create(path)
        if not is_safe(path):
            return None
        if os.stat(path).st_mode & _OTHERS:
            os.chmod(path, 0o700)
    except OSError:
        return None
    return path


def is_safe(path: Path) -> bool:
    """Whether nobody but the user (and root) can write to a folder or put another in its place: it is the user's own,
    and so is every folder above it, or root's, and others can write to none but those with the sticky bit. Checked
    before and after symbolic links are resolved; a folder that does not exist yet is safe if those above it are. On
    Windows: whether it lies in the user's profile."""
    if windows.WINDOWS:
        return windows.is_own(path)
    user, real = os.geteuid(), Path(os.path.realpath(path))
    for one in dict.fromkeys((path, real, *path.parents, *real.parents)):
        try:
            found = os.stat(one)
        except FileNotFoundError:
            continue
        except OSError:
            return False
        own = one in (path, real)
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in ((user,) if own else (user, 0)):
            return False
        if found.st_mode & _OTHERS_WRITE and (own or not found.st_mode & stat.S_ISVTX):
            return False
    return True


def _create(path: Path) -> None:
    """Create a folder and those above it for the user alone, as the XDG specification says."""
    for one in (*reversed(path.parents), path):
        if not one.exists():
            one.mkdir(0o700, exist_ok=True)


def _read(path: Path) -> bytes | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data[32:] if hashlib.sha256(data[32:]).digest() == data[:32] else None
