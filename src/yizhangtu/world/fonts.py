"""Fonts: where Noto Sans CJK SC lies on this machine, and the project's own subset of it."""

from __future__ import annotations

import hashlib
import os
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from yizhangtu.world import disk
from yizhangtu.world.charset import in_glyph_order
from yizhangtu.world.problem import Missing

FAMILIES = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN")
FOLDERS = (
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/google-noto-cjk",
    "/usr/share/fonts/google-noto-sans-cjk-fonts",
    "/usr/share/fonts/noto",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
FILES = ("NotoSansCJK-{}.ttc", "NotoSansCJKsc-{}.otf", "NotoSansSC-{}.otf", "NotoSansSC-{}.ttf")
INSTALL = (
    "请安装：sudo apt-get install fonts-noto-cjk"
    "（Fedora：sudo dnf install google-noto-sans-cjk-fonts；macOS：brew install --cask font-noto-sans-cjk-sc）"
)
FORMAT = "5"  # part of the cache key: raise it when the way of subsetting changes


@dataclass(frozen=True, slots=True)
class FontPair:
    """The files and face numbers of the regular and the bold weight."""

    regular: tuple[str, int]
    bold: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Subset:
    """The two fonts cut down to the project's characters: what is measured with and what is embedded."""

    regular: bytes
    bold: bytes


def _face_number(path: str) -> int | None:
    """Which face of a collection is the simplified-Chinese one."""
    blob = hb.Blob.from_file_path(path)
    count = hb.Face(blob, 0).count
    for index in range(count):
        names = (hb.Face(blob, index).get_name(1) or "", hb.Face(blob, index).get_name(16) or "")
        if any(name.startswith(FAMILIES) for name in names):
            return index
    return None


def candidates(weight: str) -> list[str]:
    """Where the file of a weight is looked for, in this order."""
    folders = [folder for folder in (os.environ.get("YIZHANGTU_FONTS"),) if folder]
    home = Path.home()
    folders += [*FOLDERS, str(home / ".local/share/fonts"), str(home / ".fonts"), str(home / "Library/Fonts")]
    return [os.path.join(folder, name.format(weight)) for folder in folders for name in FILES]


def _by_fontconfig(weight: str) -> list[str]:
    """Where fontconfig knows of one; the slow way, only for unusual places."""
    try:
        answer = subprocess.run(
            ["fc-list", f"{FAMILIES[0]}:style={weight}", "file"],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return sorted(line.rstrip(": ") for line in answer.stdout.splitlines() if line)


@lru_cache(maxsize=1)
def find_fonts() -> FontPair:
    """The two weights; Missing names the command that installs them."""
    found: list[tuple[str, int]] = []
    for weight in ("Regular", "Bold"):
        for path in [*(p for p in candidates(weight) if os.path.isfile(p)), *_lazy(weight)]:
            number = _face_number(path)
            if number is not None:
                found.append((path, number))
                break
        else:
            raise Missing(f"没有找到中文字体 Noto Sans CJK SC（{weight}）", INSTALL)
    return FontPair(found[0], found[1])


def _lazy(weight: str) -> list[str]:
    return [] if any(os.path.isfile(p) for p in candidates(weight)) else _by_fontconfig(weight)


@lru_cache(maxsize=1)
def coverage() -> frozenset[int]:
    """The code points that both weights can print."""
    pair = find_fonts()
    sets = [set(hb.Face(hb.Blob.from_file_path(path), index).unicodes) for path, index in (pair.regular, pair.bold)]
    return frozenset(sets[0] & sets[1])


def subset(characters: str) -> Subset:
    """Both weights with just these characters, from the cache where it holds them (key: file, size, characters)."""
    pair = find_fonts()
    wanted = "".join(sorted(set(characters) | {chr(c) for c in range(0x20, 0x7F)}))
    made = [_subset_one(path, index, wanted) for path, index in (pair.regular, pair.bold)]
    return Subset(made[0], made[1])


def _subset_one(path: str, index: int, wanted: str) -> bytes:
    stat = os.stat(path)
    key = f"{FORMAT}|{path}|{index}|{stat.st_size}|{stat.st_mtime_ns}|{hb.version_string()}|{wanted}"
    cached = disk.cache_folder() / "fonts" / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.otf"
    known = _kept(cached)
    if known is not None:
        return known
    face = hb.Face(hb.Blob.from_file_path(path), index)
    choice = hb.SubsetInput()
    choice.sets(hb.SubsetInputSets.UNICODE).update({ord(char) for char in wanted})
    choice.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG).clear()
    choice.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DESUBROUTINIZE  # documents are cut from it the faster
    data = in_glyph_order(hb.subset(face, choice).blob.data)
    disk.keep(cached, hashlib.sha256(data).digest() + data)
    return data


def _kept(path: Path) -> bytes | None:
    """A font of the cache; None where there is none or it is not what was put there (its hash comes first)."""
    try:
        held = path.read_bytes()
    except OSError:
        return None
    return held[32:] if hashlib.sha256(held[32:]).digest() == held[:32] else None
