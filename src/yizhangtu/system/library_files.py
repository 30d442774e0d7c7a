"""The files of the library of guides (flows/library/): one folder for each region."""

from typing import NamedTuple

from yizhangtu.system import disk, places


class LibraryFile(NamedTuple):
    """A guide of the library: its region (the name of its folder), its name without suffix, its bytes."""

    region: str
    stem: str
    data: bytes


def library_files() -> list[LibraryFile]:
    """All guides of the library. OSError where it cannot be read."""
    files = [(folder, file) for folder in disk.folders(places.library()) for file in disk.definitions(folder)]
    return [LibraryFile(folder.name, file.stem, disk.read_bytes(file)) for folder, file in files]
