"""The outlines of the icon set (SVG path data of absolute M, L, C and Z) → path commands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from yizhangtu.model.page import Command

_COMMAND = re.compile(r"([MLCZ])([^MLCZ]*)")


class IconPaths:
    """Name → commands in a square of `style.icons.VIEW_BOX`; each outline is parsed on first use."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        self._paths = paths
        self._known: dict[str, tuple[Command, ...]] = {}

    def __getitem__(self, name: str) -> tuple[Command, ...]:
        known = self._known.get(name)
        if known is None:
            found = _COMMAND.findall(self._paths[name])
            known = self._known[name] = tuple((op, tuple(map(float, numbers.split()))) for op, numbers in found)
        return known
