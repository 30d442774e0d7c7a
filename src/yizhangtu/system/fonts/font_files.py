"""Noto Sans CJK SC: where its files are on this machine, what it can print, and a subset of it."""

import os
import struct
import subprocess
from collections.abc import Mapping
from typing import NamedTuple

import uharfbuzz as hb

from yizhangtu.system import cache, places
from yizhangtu.system.fonts import rare
from yizhangtu.system.fonts.charset import in_glyph_order
from yizhangtu.system.problem import MissingDependency

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
    "（Fedora：sudo dnf install google-noto-sans-cjk-fonts；macOS：brew install --cask font-noto-sans-cjk-sc；"
    "Windows：下载 NotoSansCJK-Regular.ttc 和 NotoSansCJK-Bold.ttc，右键安装）"
)
LARGEST = 3  # em: no glyph of an ideograph is larger
SEEN = "一"  # a character of every Chinese font
FORMAT = "5"  # part of the cache key: raise it when the way of subsetting changes


class FontPair(NamedTuple):
    """The files and face numbers of the regular and the bold weight."""

    regular: tuple[str, int]
    bold: tuple[str, int]


class Subset(NamedTuple):
    """The two fonts subset to the project's characters, for measuring and embedding."""

    regular: bytes
    bold: bytes


def _face_number(path: str) -> int | None:
    """The index of the Simplified Chinese face of a collection; None if there is none, or if the file is not a font."""
    try:
        blob = hb.Blob.from_file_path(path)
    except hb.HarfBuzzError:
        return None
    count = hb.Face(blob, 0).count
    for index in range(count):
        names = (hb.Face(blob, index).get_name(1) or "", hb.Face(blob, index).get_name(16) or "")
        if any(name.startswith(FAMILIES) for name in names):
            return index
    return None


def candidates(weight: str) -> list[str]:
    """The paths where the file of a weight is searched, in this order."""
    folders = [folder for folder in (os.environ.get("YIZHANGTU_FONTS"),) if folder]
    folders += [*FOLDERS, *places.font_folders()]
    return [os.path.join(folder, name.format(weight)) for folder in folders for name in FILES]


def _by_fontconfig(weight: str) -> list[str]:
    """The paths that fontconfig knows; slow, only used for unusual places."""
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


def find_fonts() -> FontPair:
    """The two weights. Raises MissingDependency with the command that installs them."""
    found: list[tuple[str, int]] = []
    for weight in ("Regular", "Bold"):
        looked = [path for path in candidates(weight) if os.path.isfile(path)] or _by_fontconfig(weight)
        for path in looked:
            number = _face_number(path)
            if number is not None:
                found.append((path, number))
                break
        else:
            damaged = f"：“{looked[0]}”坏了，或者不是这种字体" if looked else ""
            raise MissingDependency(f"没有找到中文字体 Noto Sans CJK SC（{weight}）{damaged}", INSTALL)
    return FontPair(found[0], found[1])


def opened(pair: FontPair) -> tuple[hb.Font, hb.Font]:
    """The two weights as HarfBuzz fonts. Raises MissingDependency for a damaged file."""
    faces = [_face(path, index) for path, index in pair]
    for face, (path, _) in zip(faces, pair, strict=True):
        if not hb.Font(face).get_nominal_glyph(ord(SEEN)):
            raise _damaged(path)
    return hb.Font(faces[0]), hb.Font(faces[1])


class Coverage:
    """The code points that both weights can print. They are looked up one by one: a list of all takes longer than
    reading all guides."""

    def __init__(self, fonts: tuple[hb.Font, hb.Font]) -> None:
        self._fonts = fonts
        self._known: dict[object, bool] = {}

    def __contains__(self, code: object) -> bool:
        known = self._known.get(code)
        if known is None:
            known = self._known[code] = all(font.get_nominal_glyph(code) for font in self._fonts)
        return known

    def __len__(self) -> int:
        regular, bold = (set(font.face.unicodes) for font in self._fonts)
        return len(regular & bold)


def _face(path: str, index: int) -> hb.Face:
    """A face of a font that has been found before."""
    try:
        return hb.Face(hb.Blob.from_file_path(path), index)
    except hb.HarfBuzzError:
        raise _gone(path) from None


def _gone(path: str) -> MissingDependency:
    return MissingDependency(f"字体文件“{path}”不见了，或者读不出来", f"再运行一次；还是这样，{INSTALL}")


def _damaged(path: str) -> MissingDependency:
    return MissingDependency(f"字体文件“{path}”坏了", f"请删去这个文件，或者重新安装字体。{INSTALL}")


def _whole(data: bytes, wanted: str) -> bool:
    """Whether every ideograph has a plausible box: glyphs of a damaged file are often empty or far too large."""
    font = hb.Font(hb.Face(data))
    most = LARGEST * font.face.upem
    for char in wanted:
        glyph = font.get_nominal_glyph(ord(char)) if "\u4e00" <= char <= "\u9fff" else None
        seen = font.get_glyph_extents(glyph) if glyph else None
        if glyph and not (seen and 0 < seen.width < most and 0 < abs(seen.height) < most):
            return False
    return True


def subset(pair: FontPair, wanted: str, borrowed: Mapping[str, rare.FontSource], borrowed_key: str) -> Subset:
    """Both weights with just these characters, from the cache if possible. `borrowed`: characters drawn from other
    fonts; `borrowed_key` changes with these fonts. Raises MissingDependency for a damaged file."""
    return Subset(
        _subset_one(pair.regular, wanted, borrowed, borrowed_key, False),
        _subset_one(pair.bold, wanted, borrowed, borrowed_key, True),
    )


def _subset_one(
    font: tuple[str, int], wanted: str, borrowed: Mapping[str, rare.FontSource], borrowed_key: str, bold: bool
) -> bytes:
    path, index = font
    try:
        stat = os.stat(path)
    except OSError:
        raise _gone(path) from None
    key = f"{FORMAT}|{path}|{index}|{stat.st_size}|{stat.st_mtime_ns}|{hb.version_string()}|{wanted}"
    if borrowed:
        key += f"|{borrowed_key}"
    return cache.cached("fonts", key, lambda: _cut(font, wanted, borrowed, bold), ".otf")


def _cut(font: tuple[str, int], wanted: str, borrowed: Mapping[str, rare.FontSource], bold: bool) -> bytes:
    path, index = font
    face = _face(path, index)
    choice = hb.SubsetInput()
    choice.sets(hb.SubsetInputSets.UNICODE).update({ord(char) for char in wanted})
    choice.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG).clear()
    choice.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DESUBROUTINIZE  # documents are subset faster from it
    try:
        data = in_glyph_order(hb.subset(face, choice).blob.data)
        sound = _whole(data, wanted)
    except (RuntimeError, struct.error, LookupError, hb.HarfBuzzError):  # raised for damaged files
        sound = False
    if not sound:
        raise _damaged(path)
    if borrowed:
        from yizhangtu.system.fonts.glyph_merge import merged  # slow to import, rarely needed

        data = merged(data, borrowed, bold)
    return data
