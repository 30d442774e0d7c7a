"""Names of themes → themes; the theme of a guide, and of what shows several guides."""

from __future__ import annotations

from collections.abc import Iterable

from yizhangtu.media.kind import Subject
from yizhangtu.model.errors import UsageError
from yizhangtu.model.guide import Guide
from yizhangtu.model.theme import Theme
from yizhangtu.model.words import did_you_mean
from yizhangtu.style.styles import PICTURE_THEMES, Styles


def theme_names(known: Styles) -> dict[str, str]:
    """Every way to name a theme → its name: mono is also 黑白."""
    short = {theme.title.split("（")[0]: name for name, theme in known.themes.items()}
    return {**short, **{name: name for name in known.themes}}


def theme_of(name: str, known: Styles) -> Theme:
    """The theme of a name; UsageError where there is none."""
    names = theme_names(known)
    if name.strip() not in names:
        hint = did_you_mean(name, names, f"可以用的配色：{'、'.join(known.themes)}")
        raise UsageError(f"没有“{name}”这种配色", hint)
    return known.themes[names[name.strip()]]


def theme_for(guide: Guide, wanted: str | None, known: Styles) -> Theme:
    """The theme that was asked for, else the one of the guide's picture."""
    return theme_of(wanted, known) if wanted else known.themes[PICTURE_THEMES[guide.picture]]


def common_theme(subjects: Iterable[Subject], known: Styles) -> Theme:
    """The theme of what shows several guides: that of the first of the three pictures that is among them."""
    pictures = list(PICTURE_THEMES)
    return known.themes[min(subjects, key=lambda one: pictures.index(one.guide.picture)).theme]
