"""Points and sizes → the commands of paths, in the unit of the points; no rounding."""

from __future__ import annotations

from collections.abc import Sequence

from yizhangtu.model.page import Command

KAPPA = 0.5523  # control length of a quarter circle
Point = tuple[float, float]
Radius = float | tuple[float, float, float, float]  # of all corners, or from the top left one clockwise


def rectangle(x: float, y: float, w: float, h: float, radius: Radius = 0.0) -> tuple[Command, ...]:
    """A rectangle with its top left corner at (x, y), clockwise."""
    a, b, c, d = radius if isinstance(radius, tuple) else (radius,) * 4
    k = 1 - KAPPA
    found: list[Command] = [("M", (x + a, y)), ("L", (x + w - b, y))]
    if b:
        found.append(("C", (x + w - k * b, y, x + w, y + k * b, x + w, y + b)))
    found.append(("L", (x + w, y + h - c)))
    if c:
        found.append(("C", (x + w, y + h - k * c, x + w - k * c, y + h, x + w - c, y + h)))
    found.append(("L", (x + d, y + h)))
    if d:
        found.append(("C", (x + k * d, y + h, x, y + h - k * d, x, y + h - d)))
    found.append(("L", (x, y + a)))
    if a:
        found.append(("C", (x, y + k * a, x + k * a, y, x + a, y)))
    return (*found, ("Z", ()))


def polyline(points: Sequence[Point], corner: float = 0.0) -> tuple[Command, ...]:
    """An open line; right-angled corners are rounded by `corner`."""
    found: list[Command] = [("M", points[0])]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        r = min(corner, _distance(before, here) / 2, _distance(here, after) / 2)
        if r <= 0:
            found.append(("L", here))
            continue
        start, end = _towards(here, before, r), _towards(here, after, r)
        found += [("L", start), ("C", (*_control(start, here), *_control(end, here), *end))]
    return (*found, ("L", points[-1]))


def polygon(points: Sequence[Point]) -> tuple[Command, ...]:
    """A closed shape with straight sides."""
    return (("M", points[0]), *(("L", point) for point in points[1:]), ("Z", ()))


def spline(points: Sequence[Point]) -> tuple[Command, ...]:
    """A curve as Graphviz gives it: a start point, then three control points for each piece."""
    pieces = range(1, len(points) - 2, 3)
    return (("M", points[0]), *(("C", (*points[at], *points[at + 1], *points[at + 2])) for at in pieces))


def placed(commands: Sequence[Command], scale: float, left: float, top: float) -> tuple[Command, ...]:
    """The same path scaled and moved, coordinates rounded to 0.001 so that equal drawings are equal bytes."""
    found: list[Command] = []
    for op, numbers in commands:
        moved = [*numbers]
        # adding 0.0 turns -0.0 into 0.0
        moved[::2] = [round(left + x * scale, 3) + 0.0 for x in numbers[::2]]
        moved[1::2] = [round(top + y * scale, 3) + 0.0 for y in numbers[1::2]]
        found.append((op, tuple(moved)))
    return tuple(found)


def _control(end: Point, corner: Point) -> Point:
    """The control point of a quarter circle from `end` towards `corner`."""
    return (end[0] + (corner[0] - end[0]) * KAPPA, end[1] + (corner[1] - end[1]) * KAPPA)


def _distance(a: Point, b: Point) -> float:
    """The distance of two points on a horizontal or vertical line."""
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(start: Point, end: Point, r: float) -> Point:
    total = _distance(start, end)
    return (start[0] + (end[0] - start[0]) * r / total, start[1] + (end[1] - start[1]) * r / total)
