"""Shapes and text in units of a layout (u) → marks in millimetres."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from yizhangtu.draw import elements
from yizhangtu.draw.shapes import Point, Radius, placed, polygon, polyline, rectangle, spline
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.model.drawing import Arrow, Drawing, Placed
from yizhangtu.model.page import Command, Icon, Item, Label, Link, Mark, Path
from yizhangtu.text import TextLine, Typesetter

ASCENT = 0.88  # of the em box of an ideograph, above the baseline (Noto CJK, as all CJK fonts of 1000 units)
DIGIT_HALF = 0.366  # half the height of a digit, to centre numbers by their ink


class Canvas:
    """Collects marks. All its parameters are in u; `unit` is mm per u, (left, top) its origin in mm."""

    def __init__(self, typesetter: Typesetter, unit: float = 1.0, left: float = 0.0, top: float = 0.0) -> None:
        self.typesetter = typesetter
        self.unit = unit
        self.left = left
        self.top = top
        self.items: list[Item] = []
        self.cards: list[Placed] = []
        self.arrows: list[Arrow] = []
        self.links: list[Link] = []
        self.marks: list[str] = []
        self.min_text = float("inf")
        self._element = ""  # that the marks belong to

    @contextmanager
    def element(self, name: str) -> Iterator[None]:
        """Marks that are added inside belong to the element of this name (`draw.elements`), unless to one inside."""
        outer, self._element = self._element, name
        try:
            yield
        finally:
            self._element = outer

    def _x(self, x: float) -> float:
        return round(self.left + x * self.unit, 3)

    def _y(self, y: float) -> float:
        return round(self.top + y * self.unit, 3)

    def part(self, name: str) -> AbstractContextManager[None]:
        """The same for a part of the element that marks belong to now."""
        return self.element(elements.part(self._element, name) if self._element and name else self._element or name)

    def path(
        self,
        commands: Sequence[Command],
        fill: str = "",
        stroke: str = "",
        width: float = 0.0,
        dash: Sequence[float] = (),
    ) -> None:
        """Add a path."""
        dashes = tuple(round(value * self.unit, 3) for value in dash)
        at = placed(commands, self.unit, self.left, self.top)
        self.items.append(Path(at, fill, stroke, round(width * self.unit, 3), dashes, self._element))

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        radius: Radius = 0.0,
        fill: str = "",
        stroke: str = "",
        width: float = 0.0,
        dash: Sequence[float] = (),
    ) -> None:
        """Add a rectangle; `radius` for all corners or for (top left, top right, bottom right, bottom left)."""
        self.path(rectangle(x, y, w, h, radius), fill, stroke, width, dash)

    def circle(self, cx: float, cy: float, r: float, fill: str = "", stroke: str = "", width: float = 0.0) -> None:
        """Add a circle around (cx, cy)."""
        self.rect(cx - r, cy - r, 2 * r, 2 * r, r, fill, stroke, width)

    def line(
        self,
        points: Sequence[Point],
        stroke: str,
        width: float,
        dash: Sequence[float] = (),
        corner: float = 0.0,
    ) -> None:
        """Add an open line; right-angled corners are rounded by `corner`."""
        self.path(polyline(points, corner), "", stroke, width, dash)

    def rule(self, x: float, y: float, length: float, stroke: str, width: float) -> None:
        """Add a horizontal line from (x, y) to the right."""
        self.line(((x, y), (x + length, y)), stroke, width)

    def polygon(self, points: Sequence[Point], fill: str, stroke: str = "", width: float = 0.0) -> None:
        """Add a closed shape with straight sides."""
        self.path(polygon(points), fill, stroke, width)

    def curve(self, points: Sequence[Point], stroke: str, width: float, dash: Sequence[float] = ()) -> None:
        """Add a spline in Graphviz's order: a start point, then three control points for each piece."""
        self.path(spline(points), "", stroke, width, dash)

    def icon(self, name: str, x: float, y: float, size: float, fill: str) -> None:
        """Add an icon of the set in the square at (x, y)."""
        if name:
            self.items.append(Icon(self._x(x), self._y(y), round(size * self.unit, 3), name, fill, self._element))

    def label(self, x: float, y: float, text: str, size: float, fill: str = "ink", bold: bool = False) -> None:
        """Add one run of text with its baseline at y."""
        self.min_text = min(self.min_text, size * self.unit)
        size_mm = round(size * self.unit, 3)
        self.items.append(Label(self._x(x), self._y(y), text, size_mm, fill, bold, element=self._element))

    def text_line(
        self, x: float, y: float, line: TextLine, size: float, leading: float, fill: str = "ink", bold: bool = False
    ) -> None:
        """Add a line in the line box whose top is y and whose height is size × leading."""
        baseline = y + size * ((leading - 1) / 2 + ASCENT)
        for run in line.runs:
            self.label(x + run.x * size, baseline, run.text, size, fill, bold)

    def block(self, x: float, y: float, block: TextBlock, width: float = 0.0, align: float = 0.0) -> float:
        """Add lines from the top left corner (x, y); `align` in `width` is 0 left, .5 centred, 1 right. Return the
        height."""
        with self.element(block.element or self._element):
            for index, line in enumerate(block.lines):
                left = x + (width - line.width * block.size) * align if align else x
                top = y + index * block.line_height
                self.text_line(left, top, line, block.size, block.leading, block.fill, block.bold)
        return block.height

    def text(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        size: float,
        leading: float,
        fill: str = "ink",
        bold: bool = False,
        balanced: bool = False,
        align: float = 0.0,
    ) -> float:
        """Add a wrapped paragraph, `align` 0 left, .5 centred, 1 right; return its height."""
        lines = self.typesetter.lines(text, round(width / size, 4), bold, balanced)
        for index, line in enumerate(lines):
            shift = max(0.0, width - line.width * size) * align
            self.text_line(x + shift, y + index * size * leading, line, size, leading, fill, bold)
        return len(lines) * size * leading

    def parts(
        self,
        x: float,
        y: float,
        width: float,
        parts: Sequence[tuple[str, str]],
        size: float,
        leading: float,
        fill: str = "ink",
        bold: bool = False,
        balanced: bool = False,
    ) -> float:
        """Add a wrapped paragraph of several parts of the element that marks belong to now, as (text, name of part).
        Return its height."""
        text = "".join(part for part, _ in parts)
        owners = [name for part, name in parts for _ in part]
        lines = self.typesetter.lines(text, round(width / size, 4), bold, balanced)
        at = 0
        for index, line in enumerate(lines):
            base = y + index * size * leading + size * ((leading - 1) / 2 + ASCENT)
            for run in line.runs:
                left, piece, owner = run.x, "", ""
                for char in run.text:
                    at = max(at, text.find(char, at))
                    if piece and owners[at] != owner:
                        self._piece(x + left * size, base, piece, owner, size, fill, bold)
                        left += self.typesetter.advance(piece, bold)
                        piece = ""
                    piece, owner = piece + char, owners[at]
                    at = min(at + 1, len(owners) - 1)
                self._piece(x + left * size, base, piece, owner, size, fill, bold)
        return len(lines) * size * leading

    def _piece(self, x: float, y: float, text: str, name: str, size: float, fill: str, bold: bool) -> None:
        with self.part(name):
            self.label(x, y, text, size, fill, bold)

    def centred(self, cx: float, cy: float, text: str, size: float, fill: str) -> None:
        """Add one short bold text centred on a point, by the ink of digits or the em box of ideographs."""
        lines = self.typesetter.lines(text, 1e9, True)
        if not lines:
            return
        line = lines[0]
        half = DIGIT_HALF if all(ord(char) < 0x2E80 for char in text) else ASCENT - 0.5
        for run in line.runs:
            self.label(cx + (run.x - line.width / 2) * size, cy + half * size, run.text, size, fill, True)

    def link(self, x: float, y: float, w: float, h: float, page: int) -> None:
        """Link a rectangle to a page of the booklet."""
        size = (round(w * self.unit, 3), round(h * self.unit, 3))
        self.links.append(Link(self._x(x), self._y(y), *size, page, f"第{page}页", self._element))

    def placed(self, node: int, x: float, y: float, w: float, h: float) -> None:
        """Record the place of a card."""
        unit = self.unit
        self.cards.append(Placed(node, self._x(x), self._y(y), round(w * unit, 3), round(h * unit, 3)))

    def arrow(self, source: int, target: int | None, points: Sequence[Point]) -> None:
        """Record which two cards a line joins."""
        self.arrows.append(Arrow(source, target, tuple((self._x(x), self._y(y)) for x, y in points)))

    def drawing(self, form: str, width: float, height: float) -> Drawing:
        """Everything added so far, as a drawing of the given size in mm."""
        return Drawing(
            round(width, 3),
            round(height, 3),
            tuple(item for item in self.items if isinstance(item, Mark)),
            tuple(self.cards),
            tuple(self.arrows),
            round(self.min_text, 3),
            form,
            tuple(self.links),
            tuple(self.marks),
        )

    def mark(self, name: str) -> None:
        """Record that a mark of the legend occurs."""
        if name not in self.marks:
            self.marks.append(name)
