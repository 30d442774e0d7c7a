"""This installation as one build sees it: program, styles/ and fonts, each looked at when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from yizhangtu.system import identity, places

if TYPE_CHECKING:  # heavy: only where a glance is not enough
    from yizhangtu.style.styles import Styles
    from yizhangtu.system.fonts.fonts import Fonts

PRINTING = ("content", "draw", "flow", "layout", "media", "model")  # rooms whose words are printed


class Installation:
    """Made for each build (and check, and list): what has changed on the machine since is seen by the next one.

    Two objects with different folders of styles work side by side in one process.
    """

    def __init__(self, styles_folder: Path | None = None) -> None:
        """`styles_folder`: by default that of the program."""
        self._styles_folder = styles_folder
        self._styles: dict[tuple[str, ...], Styles] = {}

    @cached_property
    def styles_folder(self) -> Path:
        """Where styles/ is."""
        return self._styles_folder or places.styles()

    @cached_property
    def glance(self) -> identity.Glance:
        """What can be seen of it without reading or starting anything."""
        return identity.glance(self.styles_folder)

    @cached_property
    def identity(self) -> identity.Identity:
        """What besides the definitions decides what a poster looks like. MissingDependency where something is not
        there."""
        return identity.identity(self.glance, self.styles_folder, self.fonts)

    def styles(self, kinds: Sequence[str]) -> Styles:
        """styles/, for the kinds of media that there are. StyleError with every fault of its files."""
        known = tuple(kinds)
        if known not in self._styles:
            from yizhangtu.system.style_files import load

            self._styles[known] = load(self.styles_folder, self.glance, known)
        return self._styles[known]

    @cached_property
    def fonts(self) -> Fonts:
        """The fonts of this machine."""
        from yizhangtu.system.fonts.fonts import Fonts

        return Fonts()

    @cached_property
    def printed_characters(self) -> str:
        """Every character beyond ASCII in the sources of the rooms that print, in the templates and in the style of
        flows. These are a few more than the program itself can print, some without a glyph, which costs little; none
        can be forgotten."""
        return identity.kept(self.glance, "characters", str(self.styles_folder), self._characters).decode("utf-8")

    def _characters(self) -> bytes:
        files = [file for room in PRINTING for file in (places.package() / room).rglob("*.py")]
        files += [*(self.styles_folder / "templates").glob("*.html.j2"), self.styles_folder / "flow.yaml"]
        found = set().union(*(file.read_text("utf-8") for file in files))
        return "".join(sorted(char for char in found if not char.isascii())).encode("utf-8")
