"""Settings and shapes at their places → the parts of one sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

from yizhangtu.draw.part import Bookmark, Composed, Part, figure
from yizhangtu.draw.text_block import Setting
from yizhangtu.model.drawing import Drawing, Item, Label, Path
from yizhangtu.text import Typesetter
from yizhangtu.text.tokens import GAP

RISE = 0.436  # em, from the middle of a line down to its baseline: half of what the font rises more than it descends
KAPPA = 0.5523  # control length of a quarter circle
LEVELS = {"H1": 1, "H2": 2, "H3": 3}


@dataclass
class Composer:
    """A sheet under construction; coordinates are those of the sheet."""

    typesetter: Typesetter
    width: float
    height: float
    parts: list[Part] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)

    def composed(self) -> Composed:
        """What has been put on the sheet."""
        return Composed(self.width, self.height, tuple(self.parts), tuple(self.bookmarks))

    def advance(self, line: str, size: float, bold: bool) -> float:
        """Width of a line as it is printed: its blanks are gaps (see `joined`)."""
        words = line.split(" ")
        set_ = sum(self.typesetter.width(word, bold) for word in words if word)
        return (set_ + GAP * (len(words) - 1)) * size

    def text(
        self,
        x: float,
        y: float,
        setting: Setting,
        fill: str,
        kind: str = "P",
        centred_in: float = 0.0,
        suffix: float = 0.0,
    ) -> float:
        """Lines from the top left corner (x, y), each in the middle of `centred_in` where that is given; 一张图 at size
        `suffix` behind the last one. Returns their height."""
        bold = setting.bold or kind in LEVELS
        items: list[Item] = []
        left, base = x, y
        for number, line in enumerate(setting.lines):
            base = y + (number + 0.5) * setting.line_height + RISE * setting.size
            left = x + (centred_in - self.advance(line, setting.size, bold)) / 2 if centred_in else x
            items.append(Label(round(left, 3), round(base, 3), line, setting.size, fill, bold))
        label = "".join(setting.lines)
        if suffix:
            at = left + self.advance(setting.lines[-1], setting.size, bold) + 0.3 * suffix
            items.append(Label(round(at, 3), round(base, 3), "一张图", suffix, fill, bold))
            label += "一张图"
        self.parts.append(Part(kind, tuple(items)))
        if kind in LEVELS:
            self.bookmarks.append(Bookmark(LEVELS[kind], label, x, y))
        return setting.height

    def line(self, x: float, y: float, text: str, size: float, line_height: float, fill: str, kind: str) -> float:
        """One line of a head."""
        return self.text(x, y, Setting((text,), size, line_height / size, True), fill, kind)

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: str = "",
        stroke: str = "",
        line: float = 0.0,
        radius: float = 0.0,
    ) -> None:
        """A rectangle that says nothing; its `line` lies inside, as the border of a box does."""
        x, y, w, h = x + line / 2, y + line / 2, w - line, h - line
        r = max(0.0, radius - line / 2)
        k = r * (1 - KAPPA)
        right, bottom = x + w, y + h
        if not r:
            d = f"M{_at(x, y)}L{_at(right, y)}L{_at(right, bottom)}L{_at(x, bottom)}Z"
        else:
            d = (
                f"M{_at(x + r, y)}L{_at(right - r, y)}C{_at(right - k, y)} {_at(right, y + k)} {_at(right, y + r)}"
                f"L{_at(right, bottom - r)}C{_at(right, bottom - k)} {_at(right - k, bottom)} {_at(right - r, bottom)}"
                f"L{_at(x + r, bottom)}C{_at(x + k, bottom)} {_at(x, bottom - k)} {_at(x, bottom - r)}"
                f"L{_at(x, y + r)}C{_at(x, y + k)} {_at(x + k, y)} {_at(x + r, y)}Z"
            )
        self.decoration(Path(d, fill, stroke, line))

    def decoration(self, *items: Item) -> None:
        """Shapes that say nothing; those on end are one part."""
        if self.parts and not self.parts[-1].kind:
            self.parts[-1] = Part("", (*self.parts[-1].items, *items))
        else:
            self.parts.append(Part("", items))

    def figure(self, x: float, y: float, drawing: Drawing, alt: str) -> None:
        """A finished drawing; one without words to tell it by is decoration."""
        self.parts.append(figure(drawing, x, y, alt))


def _at(x: float, y: float) -> str:
    return f"{_number(x)} {_number(y)}"


def _number(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
