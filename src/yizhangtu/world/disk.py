"""Files: definitions in, results out, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT_FILES = ("辖区.yaml", "辖区.yml", "project.yaml", "project.yml")
FLOWS = "flows"  # the folder of a project's definitions
SUFFIXES = (".yaml", ".yml")
MOST = (1 << 20) + 1  # bytes of a definition: one more than is allowed, so that it is seen to be too large
PIECE = 1 << 14  # bytes that hold most definitions


def read_bytes(path: Path, limit: int = MOST) -> bytes:
    """At most `limit` bytes of a file; OSError where it cannot be read."""
    with open(path, "rb") as stream:
        data = stream.read(PIECE)  # room for all of the limit, a thousand times over, would take longer than reading
        return data if len(data) < PIECE else data + stream.read(limit - PIECE if limit >= 0 else -1)


def definitions(path: Path) -> list[Path]:
    """The guide files of a folder (by name; the project file, hidden files and sub-folders left out), or the file."""
    if not path.is_dir():
        return [path]
    with os.scandir(path) as entries:
        names = [one.name for one in entries if one.name.endswith(SUFFIXES) and _is_guide(one)]
    return [path / name for name in sorted(names)]


def _is_guide(entry: os.DirEntry[str]) -> bool:
    """A file, or a link that leads nowhere: it was meant to be one, and reading it says so."""
    if entry.name in PROJECT_FILES or entry.name.startswith("."):
        return False
    if entry.is_symlink():
        return os.path.isfile(entry.path) or not os.path.exists(entry.path)
    return entry.is_file()


def project_file(path: Path) -> Path | None:
    """The project file beside a guide, or in the folder."""
    folder = path if path.is_dir() else path.parent
    for name in PROJECT_FILES:
        if (folder / name).is_file():
            return folder / name
    return None


def flows_folder(start: Path) -> Path | None:
    """flows/ of the nearest project: in `start` or the closest folder above it."""
    for folder in (start, *start.parents):
        if (folder / FLOWS).is_dir():
            return folder / FLOWS
    return None


def write_atomic(path: Path, data: bytes) -> None:
    """Write beside the target and move into place: a reader sees the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    import tempfile  # slow to import, and often nothing is written

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def cache_folder() -> Path:
    """Where derived data may lie: losing it costs time only."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "yizhangtu"
