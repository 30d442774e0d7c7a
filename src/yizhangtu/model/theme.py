"""Colours of the screen and of the press, and themes: colours by role.

Colours are texts as CSS says them: #rrggbb, or for the press device-cmyk(c m y k).
"""

from collections.abc import Mapping
from functools import lru_cache
from math import fsum
from typing import NamedTuple

Ink = tuple[float, float, float, float]  # cyan, magenta, yellow, black: 0 none, 1 full

_CMYK = "device-cmyk("
_GREY = 0.08  # red, green and blue no further apart than this are a grey
_LIGHT = 0.6  # all inks together, less than this: a tint, on which dark text stands


def css(ink: Ink, alpha: float = 1.0) -> str:
    """The colour as CSS says it."""
    channels = " ".join(f"{value:.4g}" for value in ink)
    return f"{_CMYK}{channels}{f' / {alpha:g}' if alpha < 1 else ''})"


@lru_cache(maxsize=512)
def channels(colour: str) -> tuple[float, ...]:
    """The three parts of #rrggbb, or the four of device-cmyk(…) without its alpha, each 0…1."""
    if colour.startswith(_CMYK):
        return tuple(float(part) for part in colour[len(_CMYK) : -1].partition("/")[0].split())
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))


def inked(colour: str) -> bool:
    """Whether it is one of the press."""
    return colour.startswith(_CMYK)


@lru_cache(maxsize=512)
def lettering(colour: str) -> str:
    """The colour for text where a shape has this one: on the press black alone or the bare paper, since the plates
    never meet exactly on a stroke. On a screen it stays."""
    if not inked(colour):
        return colour
    cyan, magenta, yellow, black = channels(colour)
    if not cyan and not magenta and not yellow:
        return colour
    return css((0.0, 0.0, 0.0, 0.0 if cyan + magenta + yellow + black < _LIGHT else 1.0))


def plain_black(colour: str) -> bool:
    """Whether it is a dark one that the black plate prints alone: over a large area it looks washed out."""
    found = channels(colour)
    return inked(colour) and not any(found[:3]) and found[3] > _LIGHT


def ink_of(colour: str, most: float = 3.0) -> Ink:
    """Inks for #rrggbb without a profile, for colours that nobody has matched: black alone for a grey, else the grey
    part in black; no more than `most` together."""
    red, green, blue = channels(colour)
    high, low = max(red, green, blue), min(red, green, blue)
    black = 1.0 - high
    if high - low <= _GREY:
        return (0.0, 0.0, 0.0, round(1 - (red + green + blue) / 3, 3))
    parts = [(high - part) / high for part in (red, green, blue)]
    share = min(1.0, (most - black) / fsum(parts))
    cyan, magenta, yellow = (round(part * share, 3) for part in parts)
    return (cyan, magenta, yellow, round(black, 3))


class Theme(NamedTuple):
    """Colours by role (dark, mid, tint, ink …) as #rrggbb, for the press as device-cmyk(…); `mono` prints in black
    alone. `flood` is the colour of the press for dark areas from so many mm² on, that black alone does not cover."""

    name: str
    title: str
    colours: Mapping[str, str]
    mono: bool = False
    flood: tuple[str, float] | None = None

    def __hash__(self) -> int:
        return hash((self.name, self.mono, self.flood))

    def colour(self, role: str) -> str:
        """The colour of a role; a KeyError is a bug of the drawing, not of a definition."""
        return self.colours[role]

    def lettering(self, role: str) -> str:
        """The colour of text of a role."""
        return lettering(self.colours[role])
