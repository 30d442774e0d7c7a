"""styles/print/*.yaml: what a print shop asks for, and the inks of themes."""

from typing import Annotated, NamedTuple

from yizhangtu.model.theme import Ink, Theme, css, ink_of
from yizhangtu.style.quantities import Dpi, Limits, Mm, Percent, Share
from yizhangtu.style.reading.theme_file import CommonColours

DERIVED = {"band": "dark", "turn": "dark", "turntint": "wash"}  # role → the role whose colour it has by default
Percents = tuple[Percent, Percent, Percent, Percent]  # cyan, magenta, yellow, black


class ThemeInks(NamedTuple):
    """A theme of styles/print/inks.yaml: the roles whose inks were matched by eye; the others are computed."""

    paper: Percents | None = None
    white: Percents | None = None
    black: Percents | None = None
    ink: Percents | None = None
    line: Percents | None = None
    hair: Percents | None = None
    grey: Percents | None = None
    neutral: Percents | None = None
    fail: Percents | None = None
    failtint: Percents | None = None
    ok: Percents | None = None
    oktint: Percents | None = None
    watch: Percents | None = None
    on_band: Percents | None = None
    dark: Percents | None = None
    mid: Percents | None = None
    tint: Percents | None = None
    wash: Percents | None = None
    soft: Percents | None = None
    band: Percents | None = None
    turn: Percents | None = None
    turntint: Percents | None = None


class ShopFile(NamedTuple):
    """styles/print/shop.yaml, where each key is explained; `profile` is a file beside it."""

    bleed: Mm
    safe: Mm
    slug: Mm
    mark_gap: Mm
    mark_length: Mm
    mark_width: Mm
    cross: Mm
    ink_most: Annotated[float, Limits(1, 4)]
    flood_mm2: Annotated[float, Limits(0, 1e6, "平方毫米")]
    flood: tuple[Share, Share, Share, Share]
    watermark: Share
    dpi_least: Dpi
    profile: str
    condition: str
    registry: str
    info: str


class Shop(NamedTuple):
    """What a print shop asks for; `profile` are the bytes of the ICC profile of its printing condition."""

    bleed: float
    safe: float
    slug: float
    mark_gap: float
    mark_length: float
    mark_width: float
    cross: float
    ink_most: float
    flood_mm2: float
    flood: Ink
    watermark: float
    dpi_least: float
    condition: str
    registry: str
    info: str
    profile: bytes


def is_press_profile(data: bytes) -> bool:
    """Whether a file is the ICC profile of an output device with four inks (ICC.1:2010, 7.2: header)."""
    return data[36:40] == b"acsp" and data[12:20] == b"prtrCMYK"


def shop_of(own: ShopFile, profile: bytes) -> Shop:
    """What the shop asks for, with the bytes of the profile that the file names."""
    asked = own._asdict()
    del asked["profile"]
    return Shop(**asked, profile=profile)


def in_inks(theme: Theme, shop: Shop, own: ThemeInks, shared: ThemeInks, common: CommonColours) -> Theme:
    """The theme for the press. `own` are its matched inks, `shared` those of the colours of common.yaml; for a role
    without, they are computed from the colour of the screen."""
    matched, matched_common, common_colours = own._asdict(), shared._asdict(), common._asdict()
    colours: dict[str, str] = {}
    for role, colour in theme.colours.items():
        percents: Percents | None = matched[role]
        source = DERIVED.get(role)
        if percents is None and source and colour == theme.colours[source]:
            percents = matched[source]
        elif percents is None and colour == common_colours.get(role):
            percents = matched_common[role]
        colours[role] = css(_ink(percents) if percents else ink_of(colour, shop.ink_most))
    return theme._replace(colours=colours, flood=None if theme.mono else (css(shop.flood), shop.flood_mm2))


def _ink(percents: Percents) -> Ink:
    cyan, magenta, yellow, black = (round(part / 100, 4) for part in percents)
    return (cyan, magenta, yellow, black)
