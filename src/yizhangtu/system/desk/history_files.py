"""The files in which changes are kept: one for each file of the folder, lines are only appended."""

from __future__ import annotations

import os
from pathlib import Path

from yizhangtu.system.inputs import LEADS_OUT, READING, WRITING, reason

FOLDER = "改动记录"  # beside the definitions
LARGEST = 16 << 20  # bytes of a file; then a new one is begun


def _path(folder: Path, name: str) -> Path:
    return folder / FOLDER / f"{name}.jsonl"


def read(folder: Path, name: str) -> tuple[bytes, str]:
    """The bytes of a file, none where there is no such file; and why they could not be read."""
    path = _path(folder, name)
    if path.parent.is_symlink() or path.is_symlink():
        return b"", LEADS_OUT
    try:
        return path.read_bytes(), ""
    except FileNotFoundError:
        return b"", ""
    except OSError as error:
        return b"", reason(error, READING)


def append(folder: Path, name: str, lines: bytes) -> str:
    """Append whole lines; returns why that failed, "" where it did not. Behind a line that is not whole, which a crash
    has left, a new one is begun. Links are not followed."""
    path = _path(folder, name)
    if path.parent.is_symlink():
        return LEADS_OUT
    try:
        path.parent.mkdir(exist_ok=True)
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(path, flags, 0o644), "r+b", buffering=0) as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(size - 1, 0))
            torn = size and stream.read(1) != b"\n"
            stream.write(b"\n" + lines if torn else lines)
    except OSError as error:
        return reason(error, WRITING)
    return ""


def set_aside(folder: Path, name: str) -> bool:
    """Rename a file that has grown too large, so that a new one begins; says whether it did."""
    path = _path(folder, name)
    try:
        if path.stat().st_size <= LARGEST:
            return False
        number = next(n for n in range(1, 10000) if not os.path.lexists(path.with_suffix(f".{n}.jsonl")))
        os.rename(path, path.with_suffix(f".{number}.jsonl"))
    except (OSError, StopIteration):
        return False
    return True
