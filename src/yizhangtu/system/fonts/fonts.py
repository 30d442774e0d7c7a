"""The fonts of this machine, found once per object; an object belongs to a build, not to the process."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import uharfbuzz as hb

from yizhangtu.system import disk
from yizhangtu.system.fonts import font_files, rare


class Fonts:
    """The two weights of the project's font, and the fonts that provide ideographs missing from it.

    Every property is computed on first use. A font that is installed or changed later is found by the next object.
    Raises MissingDependency if the project's font is not installed.
    """

    def __init__(self) -> None:
        self._sources: dict[str, rare.FontSource | None] = {}  # by character
        self._open: dict[str, hb.Font | None] = {}  # by path

    @cached_property
    def pair(self) -> font_files.FontPair:
        """The files of the two weights."""
        return font_files.find_fonts()

    @cached_property
    def weights(self) -> tuple[hb.Font, hb.Font]:
        """The two weights, opened."""
        return font_files.opened(self.pair)

    @cached_property
    def coverage(self) -> font_files.Coverage:
        """The code points that both weights can print."""
        return font_files.Coverage(self.weights)

    @cached_property
    def lenders(self) -> tuple[rare.FontSource, ...]:
        """The fonts that provide missing ideographs, the best first."""
        return rare.find_sources()

    def source_of(self, char: str) -> rare.FontSource | None:
        """The font that provides an ideograph; None if no font draws it."""
        if char not in self._sources:
            found = (one for one in self.lenders if self._draws(one.path, char)) if rare.is_ideograph(char) else ()
            self._sources[char] = next(iter(found), None)
        return self._sources[char]

    def _draws(self, path: str, char: str) -> bool:
        if path not in self._open:
            self._open[path] = rare.open_font(path)
        font = self._open[path]
        return font is not None and rare.inked(font, char) > 0

    def borrowed_key(self, characters: Iterable[str]) -> str:
        """The part of a cache key that identifies the fonts of these characters, and the library that merges fonts."""
        used = sorted({disk.marks([source.path]) for char in characters if (source := self.source_of(char))})
        if not used:
            return ""
        from importlib import metadata  # imports half of `email`

        return "\0".join((rare.FORMAT, *used, f"fonttools {metadata.version('fonttools')}"))

    def subset(self, characters: str) -> font_files.Subset:
        """Both weights with just these characters and ASCII, from the cache if possible."""
        wanted = "".join(sorted({*characters, *map(chr, range(0x20, 0x7F))}))
        lacking = (char for char in wanted if ord(char) not in self.coverage)
        borrowed = {char: source for char in lacking if (source := self.source_of(char))}
        return font_files.subset(self.pair, wanted, borrowed, self.borrowed_key(sorted(borrowed)))

    @property
    def watched(self) -> tuple[str, ...]:
        """The files and folders on which the choice of fonts depends: a change of one of them may change it."""
        found: list[str] = []
        for weight, (path, _) in zip(("Regular", "Bold"), self.pair, strict=True):
            looked = font_files.candidates(weight)
            found += [*(looked[: looked.index(path)] if path in looked else looked), path]
        return (*found, *rare.folders(), *(source.path for source in self.lenders))
