"""The characters of names of people and places → which of them this machine can print, and with which font."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from yizhangtu.system.fonts import font_files, hanzi, rare
from yizhangtu.system.fonts.fonts import Fonts

BLOCKS = (  # of Unicode: ideographs that are in none of the levels
    ("基本区", 0x4E00, 0x9FFF),
    ("扩展A区", 0x3400, 0x4DBF),
    ("扩展B区", 0x20000, 0x2A6DF),
    ("扩展C区", 0x2A700, 0x2B739),
    ("扩展D区", 0x2B740, 0x2B81D),
    ("扩展E区", 0x2B820, 0x2CEA1),
    ("扩展F区", 0x2CEB0, 0x2EBE0),
    ("扩展I区", 0x2EBF0, 0x2EE5D),
    ("扩展G区", 0x30000, 0x3134A),
    ("扩展H区", 0x31350, 0x323AF),
)


class SetCoverage(NamedTuple):
    """Of one set of characters: how many each font prints, and those that none prints."""

    name: str
    total: int
    by_font: tuple[tuple[str, int], ...]
    lacking: str

    @property
    def printed(self) -> int:
        """How many can be printed."""
        return self.total - len(self.lacking)


class Characters(NamedTuple):
    """The levels of 通用规范汉字表, then the other ideographs by their blocks; `mend` says how to print more."""

    levels: tuple[SetCoverage, ...]
    others: tuple[SetCoverage, ...]
    mend: str


def coverage() -> Characters:
    """Draw every ideograph. Raises MissingDependency without the usual fonts."""
    fonts = Fonts()
    draw = _Pen(fonts)
    levels = hanzi.standard_characters()
    common = frozenset("".join(levels.values()))
    blocks = ((name, (chr(c) for c in range(first, last + 1) if chr(c) not in common)) for name, first, last in BLOCKS)
    tables = tuple(draw.all(f"{name}字", chars) for name, chars in levels.items())
    others = tuple(draw.all(name, chars) for name, chars in blocks)
    mend = "" if fonts.lenders else f"要印表外的生僻字：{rare.how_to_install()}。"
    return Characters(tables, others, mend)


class _Pen:
    """Draws characters in both weights of the usual fonts, else in another."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._name = fonts.weights[0].face.get_name(1) or font_files.FAMILIES[0]

    def all(self, name: str, chars: Iterable[str]) -> SetCoverage:
        """What comes of a set of characters."""
        by_font: Counter[str] = Counter()
        lacking = "".join(self._drawn(chars, by_font))
        return SetCoverage(name, by_font.total() + len(lacking), tuple(by_font.items()), lacking)

    def _drawn(self, chars: Iterable[str], by_font: Counter[str]) -> Iterator[str]:
        """Count characters by the font that they come from; give back those that have no ink in any."""
        for char in chars:
            if all(rare.inked(font, char) for font in self._fonts.weights):
                by_font[self._name] += 1
            elif source := self._fonts.source_of(char):
                by_font[source.name] += 1
            else:
                yield char
