"""styles/themes/*.yaml → themes."""

from typing import NamedTuple

from yizhangtu.model.theme import Theme
from yizhangtu.style.quantities import Colour

COMMON = "common"  # the file of the colours that all themes share


class CommonColours(NamedTuple):
    """styles/themes/common.yaml."""

    paper: Colour
    white: Colour
    black: Colour
    ink: Colour
    line: Colour
    hair: Colour
    grey: Colour
    neutral: Colour
    fail: Colour
    failtint: Colour
    ok: Colour
    oktint: Colour
    watch: Colour
    on_band: Colour


class ThemeFile(NamedTuple):
    """The file of a theme. `band` and `turn` are `dark` and `turntint` is `wash` where they are not given; the rest
    is as in common.yaml."""

    title: str
    dark: Colour
    mid: Colour
    tint: Colour
    wash: Colour
    soft: Colour
    mono: bool = False
    band: Colour | None = None
    paper: Colour | None = None
    white: Colour | None = None
    black: Colour | None = None
    ink: Colour | None = None
    line: Colour | None = None
    hair: Colour | None = None
    grey: Colour | None = None
    neutral: Colour | None = None
    fail: Colour | None = None
    failtint: Colour | None = None
    turn: Colour | None = None
    turntint: Colour | None = None
    ok: Colour | None = None
    oktint: Colour | None = None
    watch: Colour | None = None
    on_band: Colour | None = None


def theme_of(name: str, common: CommonColours, own: ThemeFile) -> Theme:
    """The theme of a file."""
    given = {role: colour for role, colour in own._asdict().items() if colour and role not in ("title", "mono")}
    derived = {"band": own.dark, "turn": own.dark, "turntint": own.wash}
    return Theme(name, own.title, {**derived, **common._asdict(), **given}, own.mono)
