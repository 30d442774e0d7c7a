"""styles/print/ on disk → what the print shop asks for, and themes in its inks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from yizhangtu.model.finish import Shop
from yizhangtu.model.inks import Ink, css, ink_of
from yizhangtu.model.style import Theme
from yizhangtu.system.packed import Folder


def _yaml(path: Folder) -> Any:
    return yaml.safe_load(path.read_bytes())


@lru_cache(maxsize=4)
def shop(styles: Folder) -> Shop:
    """What the shop asks for, the profile of its printing condition included."""
    folder = styles / "print"
    data = {**_yaml(folder / "shop.yaml")}
    profile = (folder / data.pop("profile")).read_bytes()
    if profile[36:40] != b"acsp" or profile[12:20] != b"prtrCMYK":
        raise ValueError(f"{folder / 'shop.yaml'}: profile is not one of a press with four inks")
    return Shop(**{**data, "flood": _ink([100 * part for part in data["flood"]])}, profile=profile)


@lru_cache(maxsize=1)
def screen() -> bytes:
    """The profile of colours as #rrggbb means them; it comes with WeasyPrint."""
    import weasyprint

    return (Path(weasyprint.__file__).parent / "pdf" / "sRGB2014.icc").read_bytes()


@lru_cache(maxsize=4)
def _inks(styles: Folder) -> Mapping[str, Mapping[str, Ink]]:
    data = _yaml(styles / "print" / "inks.yaml")
    return {theme: {role: _ink(parts) for role, parts in roles.items()} for theme, roles in data.items()}


def _ink(parts: list[float]) -> Ink:
    cyan, magenta, yellow, black = (round(part / 100, 4) for part in parts)
    return (cyan, magenta, yellow, black)


def in_inks(theme: Theme, styles: Folder) -> Theme:
    """The theme for the press: matched inks where there are any, else worked out from the colour of the screen."""
    asked, inks = shop(styles), _inks(styles)
    common = _yaml(styles / "themes" / "common.yaml")
    own = inks.get(theme.name, {})
    colours: dict[str, str] = {}
    for role, colour in theme.colours.items():
        shared = inks["common"].get(role) if colour == common.get(role) else None
        if role == "band" and role not in own and colour == theme.colours["dark"]:
            role_ink = own.get("dark")
        else:
            role_ink = own.get(role, shared)
        colours[role] = css(role_ink or ink_of(colour, asked.ink_most))
    return replace(theme, colours=colours, flood=None if theme.mono else (css(asked.flood), asked.flood_mm2))
