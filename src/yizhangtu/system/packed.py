"""A folder on disk → the same folder held in memory: what travels to a worker that does not share our disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path


@dataclass(frozen=True, order=True)
class Packed:
    """As much of a `Path` as reading styles takes. Two are equal where name and contents are."""

    at: str  # path inside the folder that was packed; '' is that folder itself
    digest: str  # of all files
    files: Mapping[str, bytes] = field(compare=False, repr=False)  # by path inside the folder that was packed

    def __truediv__(self, name: str) -> Packed:
        return Packed(f"{self.at}/{name}" if self.at else name, self.digest, self.files)

    def __str__(self) -> str:
        return f"styles/{self.at}"

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return self.at.rpartition("/")[2].rpartition(".")[0]

    def read_bytes(self) -> bytes:
        """The contents of a file; OSError as on disk where there is none."""
        if self.at not in self.files:
            raise FileNotFoundError(2, "No such file", str(self))
        return self.files[self.at]

    def read_text(self, encoding: str) -> str:
        """The contents of a file as text."""
        return self.read_bytes().decode(encoding)

    def glob(self, pattern: str) -> Iterator[Packed]:
        """The files that lie in this folder and are called like this."""
        start = f"{self.at}/" if self.at else ""
        for name in self.files:
            rest = name.removeprefix(start)
            if name.startswith(start) and "/" not in rest and fnmatchcase(rest, pattern):
                yield self / rest


Folder = Path | Packed


def yaml_files(folder: Folder) -> list[Folder]:
    """The definitions that lie in a folder, by name."""
    found: list[Folder] = [*folder.glob("*.yaml")]
    return sorted(found, key=str)


def pack(folder: Path) -> Packed:
    """Everything that lies in a folder."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    total = hashlib.sha256()
    for name, data in files.items():
        total.update(f"{name}\0{len(data)}\0".encode() + data)
    return Packed("", total.hexdigest(), files)
