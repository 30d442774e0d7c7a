"""Words and shapes at their places in mm → one leaf of the booklet: a drawing, its heading, pictures and links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yizhangtu.draw.qr import QUIET, modules
from yizhangtu.draw.text_block import Setting
from yizhangtu.model.drawing import Drawing, Item, Label, Path, Symbol
from yizhangtu.model.style import Theme
from yizhangtu.text import TextLine, Typesetter

ASCENT = 0.88  # of the em box of an ideograph, above the baseline
KAPPA = 0.5523  # control length of a quarter circle


@dataclass(frozen=True, slots=True)
class Block:
    """Broken lines of one size and weight; what a page is stacked from before it knows where it stands."""

    lines: tuple[TextLine, ...]
    size: float
    leading: float
    bold: bool = False
    fill: str = "ink"

    @property
    def line_height(self) -> float:
        return self.size * self.leading

    @property
    def height(self) -> float:
        return self.line_height * len(self.lines)

    @property
    def width(self) -> float:
        """Of its longest line, in mm."""
        return max((line.width for line in self.lines), default=0.0) * self.size

    def parts(self, most: int) -> list[Block]:
        """The same in pieces of at most `most` lines, so that a page may end inside a long text."""
        if len(self.lines) <= most:
            return [self]
        cuts = range(0, len(self.lines), most)
        return [Block(self.lines[at : at + most], self.size, self.leading, self.bold, self.fill) for at in cuts]


@dataclass(frozen=True, slots=True)
class Type:
    """Breaks texts at widths in mm."""

    typesetter: Typesetter

    def block(
        self,
        text: str,
        width: float,
        size: float,
        leading: float,
        bold: bool = False,
        fill: str = "ink",
        even: bool = False,
    ) -> Block:
        """One paragraph at `width` mm."""
        lines = self.typesetter.lines(text, round(width / size, 4), bold, even) if text else ()
        return Block(lines, size, leading, bold, fill)

    def line(self, text: str, size: float, leading: float = 1.3, bold: bool = False, fill: str = "ink") -> Block:
        """One line, however long; line breaks of the author's are blanks in it."""
        return self.block(" ".join(text.splitlines()), size * 1e6, size, leading, bold, fill)

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """In mm, on one line."""
        return self.typesetter.width(text, bold) * size if text else 0.0

    def cut(self, text: str, width: float, size: float, bold: bool = False) -> str:
        """As much of a text as fits on one line, … where something is left out (it stands in full elsewhere)."""
        if self.width(text, size, bold) <= width:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(text[:middle] + "…", size, bold) + size * 0.5 <= width:
                low = middle
            else:
                high = middle - 1
        return text[:low] + "…"

    def largest(self, text: str, width: float, most: float, least: float, leading: float, bold: bool = True) -> Block:
        """One line as large as fits between the two sizes; else as many lines as it takes at the smaller one."""
        size = most
        while size > least and self.width(text, size, bold) > width - 0.1:
            size = round(size - 0.2, 3)
        return self.block(text, width, max(size, least), leading, bold, even=True)


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle that leads to a page of the booklet."""

    x: float
    y: float
    width: float
    height: float
    page: int


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a chapter: real text of the page, from which the PDF's bookmarks are made."""

    x: float
    y: float
    width: float
    setting: Setting
    fill: str
    label: str


@dataclass
class Leaf:
    """One page under construction: `number` counts from 1, the cover included; `left` is where it stands on the sheet
    that it shares with others."""

    number: int
    width: float
    height: float
    theme: Theme
    items: list[Item] = field(default_factory=list)
    pictures: list[tuple[float, float, Drawing, str]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    heading: Heading | None = None
    left: float = 0.0

    @property
    def is_left(self) -> bool:
        return self.number % 2 == 0

    def drawing(self) -> Drawing:
        """What has been put on the leaf, pictures excepted."""
        sizes = [item.size_mm for item in self.items if isinstance(item, Label)]
        return Drawing(self.width, self.height, tuple(self.items), min_text_mm=min(sizes, default=0.0), form="leaf")

    def block(self, x: float, y: float, block: Block, width: float = 0.0, align: float = 0.0, fill: str = "") -> float:
        """Lines from the top left corner (x, y); `align` 0 left, .5 centred, 1 right in `width`. Returns the height."""
        for number, line in enumerate(block.lines):
            left = x + (width - line.width * block.size) * align if align else x
            baseline = y + number * block.line_height + block.size * ((block.leading - 1) / 2 + ASCENT)
            for run in line.runs:
                at = (round(left + run.x * block.size, 3), round(baseline, 3))
                self.items.append(Label(*at, run.text, round(block.size, 3), fill or block.fill, block.bold))
        return block.height

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: str = "",
        stroke: str = "",
        stroke_mm: float = 0.0,
        radius: float | tuple[float, float, float, float] = 0.0,
        dash: Sequence[float] = (),
    ) -> None:
        """A rectangle; `radius` for all corners or for (top left, top right, bottom right, bottom left)."""
        a, b, c, d = radius if isinstance(radius, tuple) else (radius,) * 4
        k = 1 - KAPPA
        path = [f"M{_at(x + a, y)}L{_at(x + w - b, y)}"]
        path.append(f"C{_at(x + w - k * b, y, x + w, y + k * b, x + w, y + b)}" if b else "")
        path.append(f"L{_at(x + w, y + h - c)}")
        path.append(f"C{_at(x + w, y + h - k * c, x + w - k * c, y + h, x + w - c, y + h)}" if c else "")
        path.append(f"L{_at(x + d, y + h)}")
        path.append(f"C{_at(x + k * d, y + h, x, y + h - k * d, x, y + h - d)}" if d else "")
        path.append(f"L{_at(x, y + a)}")
        path.append(f"C{_at(x, y + k * a, x + k * a, y, x + a, y)}" if a else "")
        self.items.append(Path("".join(path) + "Z", fill, stroke, stroke_mm, tuple(dash)))

    def rule(self, x: float, y: float, width: float, colour: str, thick: float, dash: Sequence[float] = ()) -> None:
        """A level line."""
        self.items.append(Path(f"M{_at(x, y)}L{_at(x + width, y)}", "", colour, thick, tuple(dash)))

    def line(self, points: Sequence[tuple[float, float]], colour: str, thick: float) -> None:
        """A line through points."""
        self.items.append(Path("M" + "L".join(_at(*point) for point in points), "", colour, thick))

    def dot(self, cx: float, cy: float, r: float, fill: str) -> None:
        """A filled circle."""
        self.rect(cx - r, cy - r, 2 * r, 2 * r, fill, radius=r)

    def icon(self, name: str, x: float, y: float, side: float, fill: str) -> None:
        """An icon of the set in the square at (x, y)."""
        self.items.append(Symbol(round(x, 3), round(y, 3), round(side, 3), name, fill))

    def picture(self, x: float, y: float, drawing: Drawing, alt: str = "") -> None:
        """A finished drawing at its own size."""
        self.pictures.append((round(x, 3), round(y, 3), drawing, alt))

    def qr(self, x: float, y: float, side: float, text: str) -> None:
        """A QR code, its white quiet zone included in `side`."""
        rows = modules(text)
        unit = side / (len(rows) + 2 * QUIET)
        self.rect(x, y, side, side, "white")
        parts: list[str] = []
        for number, row in enumerate(rows):
            top = y + (number + QUIET) * unit
            column = 0
            while column < len(row):
                start = column
                while column < len(row) and row[column]:
                    column += 1
                if column > start:
                    a, b = x + (start + QUIET) * unit, x + (column + QUIET) * unit
                    parts.append(f"M{_at(a, top)}L{_at(b, top)}L{_at(b, top + unit)}L{_at(a, top + unit)}Z")
                column += 1
        self.items.append(Path("".join(parts), "ink"))

    def link(self, x: float, y: float, width: float, height: float, page: int) -> None:
        """Make a rectangle lead to a page."""
        self.links.append(Link(round(x, 3), round(y, 3), round(width, 3), round(height, 3), page))


def _at(*values: float) -> str:
    pairs = zip(values[::2], values[1::2], strict=True)
    return " ".join(f"{_number(x)} {_number(y)}" for x, y in pairs)


def _number(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
