"""Where this installation keeps what it is made of: its package and its styles/."""

from __future__ import annotations

from pathlib import Path


def package() -> Path:
    """The folder of the program's sources."""
    return Path(__file__).resolve().parent.parent


def styles() -> Path:
    """styles/ inside the installed package, or beside src/ in a checkout."""
    inside = package() / "styles"
    return inside if inside.is_dir() else package().parent.parent / "styles"
