"""An ideograph that the project's font lacks → the font of this machine that prints it instead.

Names of people and places hold ideographs from the far ends of Unicode, of which Noto has few. Only ideographs are
borrowed: they stand in a square whatever font they are from, and signs of other kinds do not. Only fonts whose forms
are those of mainland China are asked. HanaMin holds more, but draws many ideographs as Japan does.
"""

from __future__ import annotations

import os
from shutil import which
from typing import NamedTuple

import uharfbuzz as hb

from yizhangtu.system.places import font_folders

OWN = "fallback.ttf", "fallback.otf"  # in the folder of YIZHANGTU_FONTS: what the user wants, before all others
PLANGOTHIC = (
    "PlangothicP1-Regular.ttf",
    "PlangothicP1-Regular.otf",
    "PlangothicP2-Regular.ttf",
    "PlangothicP2-Regular.otf",
)  # of Noto's own style
SONG = "BabelStoneHan.ttf", "simsunb.ttf", "SimsunExtG.ttf"  # what systems have packages of; what Windows has
FOLDERS = (
    "/usr/share/fonts/truetype/babelstone",
    "/usr/share/fonts/truetype",
    "/usr/share/fonts/TTF",
    "/usr/share/fonts/babelstone-han",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
NAME = "BabelStone Han"
FORMAT = "3"  # part of the cache key: raise it when borrowed glyphs are drawn in another way
_BY_HAND = "下载 BabelStoneHan.ttf（babelstone.co.uk/Fonts/Han.html），放进 ~/.local/share/fonts"
_COMMANDS = (
    ("apt-get", "sudo apt-get install fonts-babelstone-han"),
    ("zypper", "sudo zypper install babelstone-han-fonts"),
    ("brew", "brew install --cask font-babelstone-han"),
)
_IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2F7FF), (0x30000, 0x3FFFF))  # those of one meaning each


class Source(NamedTuple):
    """A font that ideographs are borrowed from. `thin`: level strokes are hairlines, as in all fonts of Song style."""

    path: str
    name: str
    thin: bool


def is_ideograph(char: str) -> bool:
    """Whether a character is one of those that may be borrowed."""
    return any(first <= ord(char) <= last for first, last in _IDEOGRAPHS)


def folders() -> tuple[str, ...]:
    """Where fonts to borrow from are looked for, in this order."""
    own = os.environ.get("YIZHANGTU_FONTS")
    return (*((own,) if own else ()), *FOLDERS, *font_folders())


def find_sources() -> tuple[Source, ...]:
    """The fonts to borrow from that are here, the best first; of each name one."""
    found: list[Source] = []
    own = os.environ.get("YIZHANGTU_FONTS")
    places = [os.path.join(own, name) for name in OWN] if own else []
    for name in (*PLANGOTHIC, *SONG):
        there = (os.path.join(folder, name) for folder in folders())
        places += [next((path for path in there if os.path.isfile(path)), "")]
    for path in places:
        if os.path.isfile(path) and (font := open_font(path)):
            base = os.path.basename(path)
            found.append(Source(path, font.face.get_name(1) or base, base in SONG))
    return tuple(found)


def inked(font: hb.Font, char: str) -> int:
    """The number of a character's glyph; 0 where the font has none, or one without any ink."""
    glyph = int(font.get_nominal_glyph(ord(char)) or 0)
    extents = font.get_glyph_extents(glyph) if glyph else None
    return glyph if extents and extents.width and extents.height else 0


def how_to_install() -> str:
    """How to get the font to borrow from, on a system like this one."""
    return next((f"运行 {command}" for program, command in _COMMANDS if which(program)), _BY_HAND)


def open_font(path: str) -> hb.Font | None:
    """An open font; None where the file is not one."""
    try:
        font = hb.Font(hb.Face(hb.Blob.from_file_path(path)))
    except (OSError, hb.HarfBuzzError):
        return None
    return font if font.face.glyph_count else None
