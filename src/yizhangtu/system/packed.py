"""A folder on disk → the same folder in memory, for a worker without access to this disk."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Packed:
    """The bytes of all files by their paths in the folder, and one hash of everything."""

    digest: str
    files: Mapping[str, bytes] = field(compare=False, repr=False)


def pack(folder: Path) -> Packed:
    """Everything in a folder."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    total = hashlib.sha256()
    for name, data in files.items():
        total.update(f"{name}\0{len(data)}\0".encode() + data)
    return Packed(total.hexdigest(), files)
