"""Words → set lines of known height: what a page is composed of before any HTML is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from yizhangtu.text import TextLine, Typesetter


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of one size and weight. `height` and `size` in mm; `mark` is a sign before the first line (□, a number)."""

    lines: tuple[str, ...]
    size: float
    leading: float
    bold: bool = False
    role: str = ""
    mark: str = ""

    @property
    def line_height(self) -> float:
        return round(self.size * self.leading, 4)

    @property
    def height(self) -> float:
        return self.line_height * len(self.lines)


def joined(line: TextLine) -> str:
    """A line as the page prints it: a blank stands for the gap between Chinese and Western letters (its width is set
    by word-spacing in the style sheet)."""
    text = ""
    for number, run in enumerate(line.runs):
        text += (" " if number else "") + run.text
    return text


@dataclass(frozen=True, slots=True)
class Setter:
    """Breaks texts at widths in mm; `scale` is the medium's, no text is set smaller than `least` mm."""

    typesetter: Typesetter
    scale: float = 1.0
    least: float = 0.0

    def size(self, size: float) -> float:
        """A size of styles/page.yaml on this medium."""
        return max(round(size * self.scale, 4), self.least)

    def set(
        self,
        text: str,
        width: float,
        size: float,
        leading: float,
        bold: bool = False,
        role: str = "",
        balanced: bool = False,
        mark: str = "",
    ) -> Setting:
        """One paragraph at `width` mm, sizes in mm before scaling."""
        size = self.size(size)
        lines = self.typesetter.lines(text, round(width / size, 4), bold, balanced)
        return Setting(tuple(joined(line) for line in lines), size, leading, bold, role, mark)

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """Width in mm of a text on one line."""
        return self.typesetter.width(text, bold) * self.size(size)

    def largest(self, text: str, width: float, most: float, least: float, leading: float, bold: bool = True) -> Setting:
        """One line as large as fits between the two sizes; else as many lines as it takes at the smaller one."""
        size = most
        while size > least and self.width(text, size, bold) > width:
            size = round(size - 0.25, 4)
        return self.set(text, width, size, leading, bold, balanced=True)


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of a page at (x, y), `width` × `height` mm; `data` is what its template prints."""

    x: float
    y: float
    width: float
    height: float
    data: dict[str, Any] = field(hash=False, default_factory=dict)


def stacked(settings: Sequence[Setting], gap: float = 0.0) -> float:
    """Height of settings one below the other."""
    return sum(setting.height for setting in settings) + gap * max(0, len(settings) - 1)
