"""This installation → one hash: what besides the definitions decides what a poster looks like."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from yizhangtu import __version__
from yizhangtu.world import dot, fonts, styles

LIBRARIES = ("weasyprint", "pydyf", "uharfbuzz", "segno", "jinja2", "pikepdf", "pypdfium2")


@lru_cache(maxsize=1)
def identity() -> str:
    """Version and sources of the program, styles/, libraries, fonts and dot. Missing where one of them is not there."""
    total = hashlib.sha256()
    for part in (__version__, sys.version, *map(_version, LIBRARIES), *_fonts(), dot.version()):
        total.update(part.encode() + b"\0")
    package = Path(__file__).resolve().parent.parent
    for folder in (package, styles.folder()):
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
            total.update(path.relative_to(folder).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _version(name: str) -> str:
    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return name


def _fonts() -> list[str]:
    """The font files by place, size and time: reading 40 MB to be sure would take longer than a poster."""
    pair = fonts.find_fonts()
    found = []
    for path, index in (pair.regular, pair.bold):
        stat = os.stat(path)
        found.append(f"{path} {index} {stat.st_size} {stat.st_mtime_ns}")
    return found
