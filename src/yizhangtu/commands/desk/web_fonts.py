"""The project's fonts → slices for a browser, which fetches one when a character of it is shown.

The characters of the guides and of the program are one slice; all others that the fonts have are cut by blocks of 256
code points (CSS Fonts 4, unicode-range).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import pairwise

from yizhangtu.commands.desk.answers import FontSlices
from yizhangtu.export.pdf.missing_glyphs import FAMILY
from yizhangtu.system.fonts.hanzi import standard_characters
from yizhangtu.system.installation import Installation

BLOCK = 256  # code points


def font_slices(installation: Installation, characters: Iterable[str]) -> FontSlices:
    """The slices, each with an address that changes with its content: /font/NAME-WEIGHT.otf. In CSS the last of the
    faces that have a character counts, so that of the guides stands last."""
    coverage = installation.fonts.coverage
    here = {*characters, *installation.printed_characters, *map(chr, range(0x20, 0x7F))}
    here = {char for char in here if ord(char) in coverage or installation.fonts.source_of(char)}
    blocks: dict[int, set[str]] = {}
    for char in {*"".join(standard_characters().values()), *here}:
        blocks.setdefault(ord(char) // BLOCK, set()).add(char)
    files = "\0".join(path for path, _ in installation.fonts.pair)
    slices: dict[str, str] = {}
    rules: list[str] = []
    for part in (*(blocks[number] for number in sorted(blocks)), here):
        text = "".join(sorted(part))
        name = hashlib.sha256(f"{files}\0{text}".encode("utf-8", "replace")).hexdigest()[:20]
        slices[name] = text
        rules += [_face(name, weight, text) for weight in (400, 700)]
    return FontSlices("\n".join(rules) + "\n", slices)


def _face(name: str, weight: int, text: str) -> str:
    return (
        f"@font-face {{ font-family: {FAMILY}; font-weight: {weight}; font-display: block; "
        f"src: url(/font/{name}-{weight}.otf) format('opentype'); unicode-range: {_ranges(text)} }}"
    )


def _ranges(text: str) -> str:
    """Sorted characters as a list of ranges: U+4E00-4E0B, U+4E0D."""
    codes = [ord(char) for char in text]
    breaks = [0, *(at for at, (one, next_) in enumerate(pairwise(codes), 1) if next_ != one + 1), len(codes)]
    runs = ((codes[start], codes[end - 1]) for start, end in pairwise(breaks))
    return ", ".join(f"U+{first:X}" + (f"-{last:X}" if last > first else "") for first, last in runs)
