"""The folders of the program (its package and its styles/) and of the user."""

from __future__ import annotations

import os
from pathlib import Path


def package() -> Path:
    """The folder of the program's sources."""
    return Path(__file__).resolve().parent.parent


def data_text(path: str) -> str:
    """The text of a data file of the package."""
    return (package() / path).read_text("utf-8")


def data_files(folder: str) -> dict[str, bytes]:
    """The files of a folder of the package and of those below it, by their path in it."""
    base = package() / folder
    return {path.relative_to(base).as_posix(): path.read_bytes() for path in sorted(base.rglob("*")) if path.is_file()}


def styles() -> Path:
    """styles/ inside the installed package, or beside src/ in a checkout."""
    inside = package() / "styles"
    return inside if inside.is_dir() else package().parent.parent / "styles"


def library() -> Path:
    """flows/library/, the guides to start from: inside the installed package, or beside src/ in a checkout."""
    inside = package() / "flows" / "library"
    return inside if inside.is_dir() else package().parent.parent / "flows" / "library"


def home() -> Path | None:
    """The home of the user; None where neither HOME nor the user database names one."""
    path = os.path.expanduser("~")
    return Path(path) if os.path.isabs(path) else None


_FONTS = (".local/share/fonts", ".fonts", "Library/Fonts", "AppData/Local/Microsoft/Windows/Fonts")


def font_folders() -> tuple[str, ...]:
    """Where the user's own fonts are looked for."""
    base = home()
    return tuple(str(base / name) for name in _FONTS) if base else ()
