"""A page under construction: marks, tagged text, figures, headings and links at their places in mm."""

from itertools import groupby
from math import fsum
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.draw.elements import TITLE, is_table
from yizhangtu.draw.qr import qr_path
from yizhangtu.draw.text_block import TextBlock, spaced
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.page import ARTIFACT, FIGURE, TABLE, Bookmark, Group, Item, Label, Link, Page, Tag
from yizhangtu.model.theme import Theme
from yizhangtu.text import Typesetter
from yizhangtu.text.tokens import GAP

RISE = 0.436  # em from the middle of a line to its baseline: half of the font's ascent minus its descent
LEVELS = {"H1": 1, "H2": 2, "H3": 3}


class Heading(NamedTuple):
    """The title of a chapter at its place; `label` is its bookmark."""

    x: float
    y: float
    block: TextBlock
    label: str


class Figure(NamedTuple):
    """A finished drawing at its place; other figures of the document may have the same `alt`."""

    x: float
    y: float
    drawing: Drawing
    alt: str


class PageCanvas(Canvas):
    """One page, or one panel of a page: `number` counts from 1, `offset` is the left edge of the panel on its page."""

    def __init__(self, typesetter: Typesetter, width: float, height: float, theme: Theme, number: int = 1) -> None:
        super().__init__(typesetter)
        self.width = width
        self.height = height
        self.theme = theme
        self.number = number
        self.offset = 0.0
        self.scope = ""  # of the elements on it (`elements.guide`)
        self.role = FIGURE  # of its own marks; CONTENTS or ENTRIES for lists of entries
        self.figures: list[Figure] = []
        self.heading: Heading | None = None

    @property
    def is_left(self) -> bool:
        return self.number % 2 == 0

    def qr(self, x: float, y: float, side: float, text: str) -> None:
        """Add a QR code; `side` includes its quiet zone."""
        self.rect(x, y, side, side, 0.0, "white")
        self.path(qr_path(text, x, y, side), "ink")

    def picture(self, x: float, y: float, drawing: Drawing, alt: str = "", linked: bool = False) -> None:
        """Add a finished drawing at its own size; `linked`: with its links to pages of this document."""
        self.figures.append(Figure(round(x, 3), round(y, 3), drawing, alt))
        if linked:
            self.links += (one._replace(x=round(x + one.x, 3), y=round(y + one.y, 3)) for one in drawing.links)

    def advance(self, line: str, size: float, bold: bool) -> float:
        """The printed width of a line in mm: its blanks are gaps between Chinese and Western letters."""
        words = line.split(" ")
        letters = fsum(self.typesetter.advance(word, bold) for word in words if word)
        return (letters + GAP * (len(words) - 1)) * size

    def labels(self, x: float, y: float, block: TextBlock, bold: bool, centred_in: float = 0.0) -> list[Label]:
        """A label for each line from the top left corner (x, y), centred in the width `centred_in` if that is given.
        The empty half of an opening mark is left of the line."""
        found: list[Label] = []
        for number, line in enumerate(block.lines):
            base = y + (number + 0.5) * block.line_height + RISE * block.size
            text, shift = spaced(line), line.runs[0].x * block.size if line.runs else 0.0
            left = x + shift
            if centred_in:
                left = x + (centred_in - self.advance(text, block.size, bold) + shift) / 2
            found.append(Label(round(left, 3), round(base, 3), text, block.size, block.fill, bold, True))
        return found

    def paragraph(self, x: float, y: float, block: TextBlock, role: str = "P", centred_in: float = 0.0) -> float:
        """Add a tagged text from the top left corner (x, y); headings are bold and have bookmarks. Return the
        height."""
        with self.element(block.element or self._element):
            self._tagged(self.labels(x, y, block, block.bold or role in LEVELS, centred_in), role, x, y)
        return block.height

    def title(self, x: float, y: float, block: TextBlock, suffix: float) -> None:
        """Add the title of the page; 一张图 of size `suffix` follows its last line, unless that is 0."""
        found = self.labels(x, y, block, True)
        if suffix:
            last = found[-1]
            at = last.x + self.advance(last.text, block.size, True) + 0.3 * suffix
            found.append(Label(round(at, 3), last.y, "一张图", suffix, block.fill, True, True))
        with self.element(TITLE):
            self._tagged(found, "H1", x, y)

    def _tagged(self, labels: list[Label], role: str, x: float, y: float) -> None:
        self.items.append(Tag(role, tuple(labels), name=self._element))
        if role in LEVELS:
            self.items.append(Bookmark(LEVELS[role], "".join(label.text for label in labels), x, y))

    def figure(self, x: float, y: float, drawing: Drawing, alt: str) -> None:
        """Add a finished drawing, tagged with its alternative text; the texts of a table need none."""
        place = (x, y, drawing.width, drawing.height)
        group = (Group(drawing.items, x, y),)
        if is_table(drawing.items):
            self.items.append(Tag(TABLE, group, "", place, self._element))
        else:
            self.items.append(Tag(FIGURE, group, alt, place, self._element))

    def page(self) -> Page:
        """The page with everything added so far; marks between tags are artifacts."""
        found: list[Item] = []
        for tagged, items in groupby(self.items, lambda item: isinstance(item, (Tag, Bookmark, Link))):
            group = tuple(items)
            found += group if tagged else (Tag(ARTIFACT, group),)
        return Page(self.width, self.height, self.theme, tuple(found))
