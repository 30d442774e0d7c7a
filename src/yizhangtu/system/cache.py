"""What took long to work out → kept in a folder, and taken from there: losing it costs time, nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from yizhangtu.system import disk


def kept(kind: str, key: str, work_out: Callable[[], bytes], ending: str = "") -> bytes:
    """The bytes that `work_out` gives for a key, worked out once. What was torn or changed in the folder is not
    believed: a file begins with the hash of the rest."""
    name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    place = disk.cache_folder() / kind / f"{name}{ending}"
    known = _read(place)
    if known is not None:
        return known
    data = work_out()
    disk.keep(place, hashlib.sha256(data).digest() + data)
    return data


def _read(path: Path) -> bytes | None:
    try:
        held = path.read_bytes()
    except OSError:
        return None
    return held[32:] if hashlib.sha256(held[32:]).digest() == held[:32] else None
