"""The items of a page → boxes with the names of their elements, for each guide on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from yizhangtu.draw.elements import named_marks
from yizhangtu.model.page import Icon, Label, Page, Path

Point = tuple[float, float]
_NAME = re.compile(r"(?:(?P<scope>.+)/)?step-(?P<node>\d+)(?:\.(?P<part>[^/]+))?")
_OUTCOME = re.compile(r"outcome-(\d+)(?:\.(\w+))?")
_WIDE = 0x2E80  # the first code point of wide characters


class Box(NamedTuple):
    """A rectangle in mm."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)

    def holds(self, point: Point, by: float = 0.0) -> bool:
        """Whether a point lies inside, or at most `by` mm outside."""
        return self.distance(point) <= by + 1e-6

    def distance(self, point: Point) -> float:
        """From a point to the box, 0 inside."""
        x = max(self.left - point[0], 0.0, point[0] - self.right)
        y = max(self.top - point[1], 0.0, point[1] - self.bottom)
        return float((x * x + y * y) ** 0.5)

    def edge(self, point: Point) -> float:
        """From a point inside or outside to the border."""
        inside = min(point[0] - self.left, self.right - point[0], point[1] - self.top, self.bottom - point[1])
        return inside if inside > 0 else self.distance(point)

    def joined(self, other: Box) -> Box:
        """The box around both."""
        return Box(
            min(self.left, other.left), min(self.top, other.top),
            max(self.right, other.right), max(self.bottom, other.bottom),
        )  # fmt: skip


class Text(NamedTuple):
    """A run of text."""

    box: Box
    text: str


@dataclass
class Said:
    """An outcome, or a way without condition, as it is drawn on one page."""

    label: list[Text] = field(default_factory=list)
    note: list[Text] = field(default_factory=list)
    target: list[Text] = field(default_factory=list)
    other: list[Text] = field(default_factory=list)
    icons: list[tuple[Box, str]] = field(default_factory=list)
    shapes: list[Box] = field(default_factory=list)
    looks: set[str] = field(default_factory=set)  # its signs, and the colour of its condition

    @property
    def words(self) -> str:
        return joined(self.label)

    @property
    def place(self) -> Box:
        """Where its condition is written."""
        return around(text.box for text in self.label)


@dataclass
class Step:
    """A step as it is drawn on one page."""

    number: list[Text] = field(default_factory=list)
    name: list[Text] = field(default_factory=list)
    flags: list[Text] = field(default_factory=list)
    entrance: list[Text] = field(default_factory=list)
    shapes: list[Box] = field(default_factory=list)  # closed ones: frame, ground, badge, panels


class Arrow(NamedTuple):
    """A line from its start to its tip, or to its end where it has no head."""

    points: tuple[Point, ...]

    def distance_to(self, box: Box) -> float:
        """From a box to the line, 0 where it crosses it."""
        pairs = zip(self.points, self.points[1:], strict=False)
        return min(
            box.distance((a[0] + (b[0] - a[0]) * step / 20, a[1] + (b[1] - a[1]) * step / 20))
            for a, b in pairs
            for step in range(21)
        )


@dataclass
class Drawn:
    """What one page shows of one guide."""

    steps: dict[int, Step] = field(default_factory=dict)
    said: dict[tuple[int, int], Said] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    heads: list[Point] = field(default_factory=list)  # tips
    ends: list[Box] = field(default_factory=list)
    grounds: list[Box] = field(default_factory=list)  # closed shapes without an element: cells
    unit: float = 3.0  # mm: the size of the text of the drawing


def joined(texts: Iterable[Text]) -> str:
    """Runs of text put together, without blanks."""
    return "".join("".join(text.text.split()) for text in texts)


def around(boxes: Iterable[Box]) -> Box:
    """The box around several."""
    found: Box | None = None
    for box in boxes:
        found = found.joined(box) if found else box
    assert found is not None
    return found


def drawn_on(page: Page) -> dict[str, Drawn]:
    """The guides of a page by the scope of their elements."""
    found: dict[str, Drawn] = {}
    shafts: dict[str, list[tuple[Point, ...]]] = {}
    tips: dict[str, list[tuple[Point, Box]]] = {}
    grounds: list[Box] = []
    sizes: dict[str, list[float]] = {}
    for element, mark, x, y in named_marks(page):
        scope, _, last = element.rpartition("/")
        match = _NAME.fullmatch(element)
        if match:
            drawn = found.setdefault(scope, Drawn())
            part = match["part"] or ""
            if isinstance(mark, Label) and part in ("detail", "handler", "deadline"):
                sizes.setdefault(scope, []).append(mark.size_mm)
            _add(drawn, int(match["node"]), part, mark, x, y)
        elif last == "arrow" and isinstance(mark, Path):
            points = _points(mark, x, y)
            if mark.fill:
                tips.setdefault(scope, []).append((points[0], _box(mark, x, y)))
            else:
                shafts.setdefault(scope, []).append(tuple(points))
        elif last == "end" and isinstance(mark, Path):
            found.setdefault(scope, Drawn()).ends.append(_box(mark, x, y))
        elif isinstance(mark, Path) and _closed(mark):
            grounds.append(_box(mark, x, y))
    for scope, drawn in found.items():
        drawn.grounds = grounds
        drawn.unit = sorted(sizes.get(scope, [3.0]))[len(sizes.get(scope, [3.0])) // 2]
        _join_heads(drawn, shafts.get(scope, []), tips.get(scope, []))
    return found


def _join_heads(drawn: Drawn, shafts: list[tuple[Point, ...]], tips: list[tuple[Point, Box]]) -> None:
    """Arrows from lines and heads; a head alone stays a tip."""
    left = list(tips)
    for shaft in shafts:
        mine = next((one for one in left if one[1].holds(shaft[-1], 0.3 * drawn.unit)), None)
        if mine:
            left.remove(mine)
            drawn.arrows.append(Arrow((*shaft, mine[0])))
        else:
            drawn.arrows.append(Arrow(shaft))
    drawn.heads = [tip for tip, _ in left]


def _add(drawn: Drawn, node: int, part: str, mark: object, x: float, y: float) -> None:
    outcome = _OUTCOME.fullmatch(part)
    if outcome:
        said = drawn.said.setdefault((node, int(outcome[1])), Said())
        if isinstance(mark, Icon):
            said.looks.add(mark.name)
        elif isinstance(mark, Label) and outcome[2] == "label":
            said.looks.add(mark.fill)
        if isinstance(mark, Label):
            getattr(said, outcome[2] or "other").append(_text(mark, x, y))
        elif isinstance(mark, Icon):
            said.icons.append((_icon(mark, x, y), mark.name))
        elif isinstance(mark, Path) and _closed(mark):
            said.shapes.append(_box(mark, x, y))
        return
    step = drawn.steps.setdefault(node, Step())
    if isinstance(mark, Label):
        texts = {"number": step.number, "name": step.name, "flag": step.flags, "entrance": step.entrance}.get(part)
        if texts is not None:
            texts.append(_text(mark, x, y))
    elif isinstance(mark, Path) and _closed(mark) and part in ("", "number"):
        step.shapes.append(_box(mark, x, y))


def _text(mark: Label, x: float, y: float) -> Text:
    width = sum(1.0 if ord(char) >= _WIDE else 0.58 for char in mark.text) * mark.size_mm
    left, base = mark.x + x, mark.y + y
    return Text(Box(left, base - 0.88 * mark.size_mm, left + width, base + 0.12 * mark.size_mm), mark.text)


def _icon(mark: Icon, x: float, y: float) -> Box:
    return Box(mark.x + x, mark.y + y, mark.x + x + mark.size_mm, mark.y + y + mark.size_mm)


def _closed(mark: Path) -> bool:
    return any(name == "Z" for name, _ in mark.commands)


def _points(mark: Path, x: float, y: float) -> list[Point]:
    """Where the pieces of a path begin and end; of curves, some points between."""
    found: list[Point] = []
    for name, numbers in mark.commands:
        if name == "C":
            found += _curve(found[-1], numbers, x, y)
        elif name in ("M", "L"):
            found.append((numbers[0] + x, numbers[1] + y))
    return found


def _curve(start: Point, numbers: tuple[float, ...], x: float, y: float) -> Iterator[Point]:
    points = [start, *((a + x, b + y) for a, b in zip(numbers[::2], numbers[1::2], strict=True))]
    for step in range(1, 9):
        t = step / 8
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        yield (
            sum(w * p[0] for w, p in zip(weights, points, strict=True)),
            sum(w * p[1] for w, p in zip(weights, points, strict=True)),
        )


def _box(mark: Path, x: float, y: float) -> Box:
    numbers = [value for _, values in mark.commands for value in zip(values[::2], values[1::2], strict=True)]
    xs, ys = [point[0] + x for point in numbers], [point[1] + y for point in numbers]
    return Box(min(xs), min(ys), max(xs), max(ys))
