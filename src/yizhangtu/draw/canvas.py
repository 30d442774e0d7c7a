"""Shapes and text in u → items of a drawing in mm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yizhangtu.model.drawing import Arrow, Drawing, Item, Label, Path, Placed, Symbol
from yizhangtu.text import TextLine, Typesetter

ASCENT = 0.88  # of the em box of an ideograph, above the baseline (Noto CJK, as all CJK fonts of 1000 units)
DIGIT_HALF = 0.366  # half the height of a digit, to centre numbers by their ink
KAPPA = 0.5523  # control length of a quarter circle


def number(value: float) -> str:
    """A coordinate with three decimals at most, so that equal drawings are equal bytes."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class Canvas:
    """Collects items; every coordinate given to it is in u, `unit` is mm per u, (left, top) its origin in mm."""

    def __init__(self, typesetter: Typesetter, unit: float, left: float = 0.0, top: float = 0.0) -> None:
        self.typesetter = typesetter
        self.unit = unit
        self.left = left
        self.top = top
        self.items: list[Item] = []
        self.cards: list[Placed] = []
        self.arrows: list[Arrow] = []
        self.marks: list[str] = []
        self.min_text = float("inf")

    def _x(self, x: float) -> float:
        return round(self.left + x * self.unit, 3)

    def _y(self, y: float) -> float:
        return round(self.top + y * self.unit, 3)

    def _path(self, d: str, fill: str, stroke: str, width: float, dash: Sequence[float]) -> None:
        scaled = tuple(round(value * self.unit, 3) for value in dash)
        self.items.append(Path(d, fill, stroke, round(width * self.unit, 3), scaled))

    def _at(self, *values: float) -> str:
        left, top, unit = self.left, self.top, self.unit
        pairs = zip(values[::2], values[1::2], strict=True)
        return " ".join([f"{number(left + x * unit)} {number(top + y * unit)}" for x, y in pairs])

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        radius: float | Sequence[float] = 0.0,
        fill: str = "",
        stroke: str = "",
        width: float = 0.0,
        dash: Sequence[float] = (),
    ) -> None:
        """A rectangle; `radius` for all corners or for (top left, top right, bottom right, bottom left)."""
        a, b, c, d = (radius,) * 4 if isinstance(radius, (int, float)) else radius
        k = 1 - KAPPA
        parts = [f"M{self._at(x + a, y)}L{self._at(x + w - b, y)}"]
        if b:
            parts.append(f"C{self._at(x + w - k * b, y, x + w, y + k * b, x + w, y + b)}")
        parts.append(f"L{self._at(x + w, y + h - c)}")
        if c:
            parts.append(f"C{self._at(x + w, y + h - k * c, x + w - k * c, y + h, x + w - c, y + h)}")
        parts.append(f"L{self._at(x + d, y + h)}")
        if d:
            parts.append(f"C{self._at(x + k * d, y + h, x, y + h - k * d, x, y + h - d)}")
        parts.append(f"L{self._at(x, y + a)}")
        if a:
            parts.append(f"C{self._at(x, y + k * a, x + k * a, y, x + a, y)}")
        self._path("".join(parts) + "Z", fill, stroke, width, dash)

    def circle(self, cx: float, cy: float, r: float, fill: str = "", stroke: str = "", width: float = 0.0) -> None:
        """A circle round (cx, cy)."""
        self.rect(cx - r, cy - r, 2 * r, 2 * r, r, fill, stroke, width)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        stroke: str,
        width: float,
        dash: Sequence[float] = (),
        corner: float = 0.0,
    ) -> None:
        """An open line; right-angled corners are rounded by `corner`."""
        d = [f"M{self._at(*points[0])}"]
        for before, here, after in zip(points, points[1:], points[2:], strict=False):
            r = min(corner, _reach(before, here) / 2, _reach(here, after) / 2)
            if r <= 0:
                d.append(f"L{self._at(*here)}")
                continue
            start, end = _towards(here, before, r), _towards(here, after, r)
            bent = (*_between(start, here), *_between(end, here), *end)
            d.append(f"L{self._at(*start)}C{self._at(*bent)}")
        d.append(f"L{self._at(*points[-1])}")
        self._path("".join(d), "", stroke, width, dash)

    def polygon(self, points: Iterable[tuple[float, float]], fill: str, stroke: str = "", width: float = 0.0) -> None:
        """A closed shape with straight sides."""
        self._path("M" + "L".join(self._at(x, y) for x, y in points) + "Z", fill, stroke, width, ())

    def curve(
        self, points: Sequence[tuple[float, float]], stroke: str, width: float, dash: Sequence[float] = ()
    ) -> None:
        """A spline as Graphviz gives it: a start point, then three control points for each piece."""
        d = [f"M{self._at(*points[0])}"]
        for at in range(1, len(points) - 2, 3):
            d.append(f"C{self._at(*points[at], *points[at + 1], *points[at + 2])}")
        self._path("".join(d), "", stroke, width, dash)

    def icon(self, name: str, x: float, y: float, size: float, fill: str) -> None:
        """An icon of the set in the square at (x, y)."""
        if name:
            self.items.append(Symbol(self._x(x), self._y(y), round(size * self.unit, 3), name, fill))

    def label(self, x: float, y: float, text: str, size: float, fill: str = "ink", bold: bool = False) -> None:
        """One run of text, its baseline at y."""
        self.min_text = min(self.min_text, size * self.unit)
        self.items.append(Label(self._x(x), self._y(y), text, round(size * self.unit, 3), fill, bold))

    def text_line(
        self, x: float, y: float, line: TextLine, size: float, leading: float, fill: str = "ink", bold: bool = False
    ) -> None:
        """A line in the line box whose top is y and whose height is size × leading."""
        baseline = y + size * ((leading - 1) / 2 + ASCENT)
        for run in line.runs:
            self.label(x + run.x * size, baseline, run.text, size, fill, bold)

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
        """A wrapped paragraph, `align` 0 left, .5 centred, 1 right; returns its height."""
        lines = self.typesetter.lines(text, round(width / size, 4), bold, balanced)
        for index, line in enumerate(lines):
            shift = max(0.0, width - line.width * size) * align
            self.text_line(x + shift, y + index * size * leading, line, size, leading, fill, bold)
        return len(lines) * size * leading

    def centred(self, cx: float, cy: float, text: str, size: float, fill: str, bold: bool = True) -> None:
        """One short text centred on a point, by the ink of digits or the em box of ideographs."""
        lines = self.typesetter.lines(text, 1e9, bold)
        if not lines:
            return
        line = lines[0]
        half = DIGIT_HALF if all(ord(char) < 0x2E80 for char in text) else ASCENT - 0.5
        for run in line.runs:
            self.label(cx + (run.x - line.width / 2) * size, cy + half * size, run.text, size, fill, bold)

    def placed(self, node: int, x: float, y: float, w: float, h: float) -> None:
        """Note where a card stands."""
        unit = self.unit
        self.cards.append(Placed(node, self._x(x), self._y(y), round(w * unit, 3), round(h * unit, 3)))

    def arrow(self, source: int, target: int | None, points: Sequence[tuple[float, float]]) -> None:
        """Note which two cards a line joins."""
        self.arrows.append(Arrow(source, target, tuple((self._x(x), self._y(y)) for x, y in points)))

    def mark(self, name: str) -> None:
        """Note that a mark of the legend occurs."""
        if name not in self.marks:
            self.marks.append(name)

    def drawing(self, form: str, width_mm: float, height_mm: float) -> Drawing:
        """All that was drawn, as frozen data."""
        return Drawing(
            round(width_mm, 3),
            round(height_mm, 3),
            tuple(self.items),
            tuple(self.cards),
            tuple(self.arrows),
            round(self.min_text, 3),
            form,
            tuple(self.marks),
        )


def _between(end: tuple[float, float], corner: tuple[float, float]) -> tuple[float, float]:
    """The control point of a quarter circle from `end` towards `corner`."""
    return (end[0] + (corner[0] - end[0]) * KAPPA, end[1] + (corner[1] - end[1]) * KAPPA)


def _reach(a: tuple[float, float], b: tuple[float, float]) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(start: tuple[float, float], end: tuple[float, float], r: float) -> tuple[float, float]:
    total = _reach(start, end)
    return (start[0] + (end[0] - start[0]) * r / total, start[1] + (end[1] - start[1]) * r / total)
