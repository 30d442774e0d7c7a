"""The fonts of this machine, looked for once and kept by whoever holds this object: a build, not the process."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import uharfbuzz as hb

from yizhangtu.system import disk
from yizhangtu.system.fonts import font_files, rare


class Fonts:
    """The two weights of the usual font, and fonts that ideographs are borrowed from which the usual ones lack.

    Every property is looked up when it is first asked for. A font that is installed or changed later is seen by the
    next object. MissingDependency where the usual font is not there.
    """

    def __init__(self) -> None:
        self._sources: dict[str, rare.Source | None] = {}  # by character
        self._open: dict[str, hb.Font | None] = {}  # by path

    @cached_property
    def pair(self) -> font_files.FontPair:
        """The files of the two weights."""
        return font_files.find_fonts()

    @cached_property
    def weights(self) -> tuple[hb.Font, hb.Font]:
        """The two weights, open."""
        return font_files.opened(self.pair)

    @cached_property
    def coverage(self) -> font_files.Coverage:
        """The code points that both weights can print."""
        return font_files.Coverage(self.weights)

    @cached_property
    def lenders(self) -> tuple[rare.Source, ...]:
        """The fonts to borrow from, the best first."""
        return rare.find_sources()

    def source_of(self, char: str) -> rare.Source | None:
        """The font that an ideograph is borrowed from; None where none draws it."""
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
        """What decides how these characters are drawn: the fonts that they are from, and what joins fonts."""
        used = sorted({disk.marks([source.path]) for char in characters if (source := self.source_of(char))})
        if not used:
            return ""
        from importlib import metadata  # imports half of `email`

        return "\0".join((rare.FORMAT, *used, f"fonttools {metadata.version('fonttools')}"))

    def subset(self, characters: str) -> font_files.Subset:
        """Both weights with just these characters (and ASCII), from the cache where it holds them."""
        wanted = "".join(sorted({*characters, *map(chr, range(0x20, 0x7F))}))
        lacking = (char for char in wanted if ord(char) not in self.coverage)
        borrowed = {char: source for char in lacking if (source := self.source_of(char))}
        return font_files.subset(self.pair, wanted, borrowed, self.borrowed_key(sorted(borrowed)))

    @property
    def watched(self) -> tuple[str, ...]:
        """Files and folders whose coming, going or changing may change which fonts are used."""
        found: list[str] = []
        for weight, (path, _) in zip(("Regular", "Bold"), self.pair, strict=True):
            looked = font_files.candidates(weight)
            found += [*(looked[: looked.index(path)] if path in looked else looked), path]
        return (*found, *rare.folders(), *(source.path for source in self.lenders))
