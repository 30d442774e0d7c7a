"""The table of 通用规范汉字 in this folder → its characters by level."""

from __future__ import annotations

from pathlib import Path

PLACE = Path(__file__).with_name("standard_characters.txt")


def standard_characters() -> dict[str, str]:
    """Name of a level (一级, 二级, 三级) → its characters, in the order of the table."""
    levels: dict[str, str] = {}
    name = ""
    for line in PLACE.read_text("utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
            levels[name] = ""
        elif not line.startswith("#"):
            levels[name] += line
    return levels
