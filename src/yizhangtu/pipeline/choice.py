"""Names of media and themes → media and themes; what does not exist is said with the nearest name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from yizhangtu.model.guide import Guide
from yizhangtu.model.style import Medium, Theme
from yizhangtu.pipeline.sizes import SIZE, poster_of_size
from yizhangtu.pipeline.usage import WrongUsage, did_you_mean
from yizhangtu.world.styles import PICTURE_THEMES, Styles

DEFAULT_MEDIA = ("poster-a3", "booklet-a5")
LATER = (
    "booklet-a4-imposed", "leaflet-trifold", "banner-80x200", "banner-60x160", "board-240x120", "screen-1920x1080",
    "screen-1080x1920", "screen-3840x2160", "longimage", "feedback", "register", "large-print", "text",
)  # fmt: skip


def split_names(names: Iterable[str]) -> list[str]:
    """Comma lists and repetition, each name once."""
    return list(dict.fromkeys(word.strip() for text in names for word in re.split("[,，、]", text) if word.strip()))


def media_of(names: Iterable[str], styles: Styles) -> list[Medium]:
    """The media of the names; WrongUsage at the first that there is not, or where only blanks were written."""
    names = tuple(names)
    if names and not split_names(names):
        raise WrongUsage("媒介没有写名称", "运行 yizhangtu media 可以看到全部媒介，如 -m poster-a3")
    found = [medium_of(name, styles.media) for name in split_names(names)]
    return list({medium.name: medium for medium in found}.values())


def medium_of(name: str, media: Mapping[str, Medium]) -> Medium:
    """One medium: by its name, or by a size such as 600x900mm."""
    if name in media:
        return media[name]
    if SIZE.fullmatch(name):
        return poster_of_size(name, media)
    if name in LATER:
        raise WrongUsage(f"“{name}”还不能制作", f"现在能制作的：{'、'.join(media)}，以及 600x900mm 这样的海报尺寸")
    hint = did_you_mean(name, (*media, *LATER), "运行 yizhangtu media 可以看到全部媒介；也可以写尺寸，如 600x900mm")
    raise WrongUsage(f"没有“{name}”这种媒介", hint)


def theme_names(styles: Styles) -> dict[str, str]:
    """Every way to name a theme → its name: mono is also 黑白."""
    short = {theme.title.split("（")[0]: name for name, theme in styles.themes.items()}
    return {**short, **{name: name for name in styles.themes}}


def theme_of(name: str, styles: Styles) -> Theme:
    """The theme of a name; WrongUsage where there is none."""
    names = theme_names(styles)
    if name.strip() not in names:
        hint = did_you_mean(name, names, f"可以用的配色：{'、'.join(styles.themes)}")
        raise WrongUsage(f"没有“{name}”这种配色", hint)
    return styles.themes[names[name.strip()]]


def theme_for(guide: Guide, wanted: str | None, styles: Styles) -> Theme:
    """The theme that was asked for, else the one of the guide's picture."""
    return theme_of(wanted, styles) if wanted else styles.themes[PICTURE_THEMES[guide.picture]]
