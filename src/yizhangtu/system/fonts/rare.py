"""An ideograph that is missing from the project's font → the font of this machine that provides it.

Names of people and places contain rare ideographs of Unicode, of which Noto has few. Only ideographs are borrowed: they
have a square box in every font, other characters do not. Only fonts with the forms of mainland China are used. HanaMin
has more ideographs, but draws many in the Japanese form.
"""

import os
from shutil import which
from typing import NamedTuple

import uharfbuzz as hb

from yizhangtu.system.places import font_folders

OWN = "fallback.ttf", "fallback.otf"  # in the folder of YIZHANGTU_FONTS: the user's choice, before all others
PLANGOTHIC = (
    "PlangothicP1-Regular.ttf",
    "PlangothicP1-Regular.otf",
    "PlangothicP2-Regular.ttf",
    "PlangothicP2-Regular.otf",
)  # in the style of Noto
SONG = "BabelStoneHan.ttf", "simsunb.ttf", "SimsunExtG.ttf"  # from packages of Linux systems; from Windows
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
FORMAT = "3"  # part of the cache key: increase it when borrowed glyphs are drawn differently
_BY_HAND = "下载 BabelStoneHan.ttf（babelstone.co.uk/Fonts/Han.html），放进 ~/.local/share/fonts"
_COMMANDS = (
    ("apt-get", "sudo apt-get install fonts-babelstone-han"),
    ("zypper", "sudo zypper install babelstone-han-fonts"),
    ("brew", "brew install --cask font-babelstone-han"),
)
# Without compatibility ideographs.
_IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2F7FF), (0x30000, 0x3FFFF))


class FontSource(NamedTuple):
    """A font that provides ideographs. `thin`: horizontal strokes are hairlines, as in fonts of Song style."""

    path: str
    name: str
    thin: bool


def is_ideograph(char: str) -> bool:
    """Whether a character may be borrowed."""
    return any(first <= ord(char) <= last for first, last in _IDEOGRAPHS)


def folders() -> tuple[str, ...]:
    """The folders searched for fonts to borrow from, in this order."""
    own = os.environ.get("YIZHANGTU_FONTS")
    return (*((own,) if own else ()), *FOLDERS, *font_folders())


def find_sources() -> tuple[FontSource, ...]:
    """The installed fonts to borrow from, the best first; one of each name."""
    found: list[FontSource] = []
    own = os.environ.get("YIZHANGTU_FONTS")
    places = [os.path.join(own, name) for name in OWN] if own else []
    for name in (*PLANGOTHIC, *SONG):
        there = (os.path.join(folder, name) for folder in folders())
        places += [next((path for path in there if os.path.isfile(path)), "")]
    for path in places:
        if os.path.isfile(path) and (font := open_font(path)):
            base = os.path.basename(path)
            found.append(FontSource(path, font.face.get_name(1) or base, base in SONG))
    return tuple(found)


def inked(font: hb.Font, char: str) -> int:
    """The number of a character's glyph; 0 if the font has none, or an empty one."""
    glyph = int(font.get_nominal_glyph(ord(char)) or 0)
    extents = font.get_glyph_extents(glyph) if glyph else None
    return glyph if extents and extents.width and extents.height else 0


def how_to_install() -> str:
    """How to install a font to borrow from on this system."""
    return next((f"运行 {command}" for program, command in _COMMANDS if which(program)), _BY_HAND)


def open_font(path: str) -> hb.Font | None:
    """An open font; None if the file is not a font."""
    try:
        font = hb.Font(hb.Face(hb.Blob.from_file_path(path)))
    except (OSError, hb.HarfBuzzError):
        return None
    return font if font.face.glyph_count else None
