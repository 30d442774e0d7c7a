"""Where the outcomes stand beside the lines of dot's drawing. dot sets some of them far from their own lines."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import fsum, hypot
from typing import NamedTuple

Point = tuple[float, float]

PIECE = 0.3  # u: between the points of a line that are looked at
TOUCHING = 0.2  # u: a text that is no farther from a line stands beside it


class EdgeLabel(NamedTuple):
    """The text of edge number `edge`, its middle at (x, y)."""

    edge: int
    x: float
    y: float
    width: float
    height: float

    def gap(self, point: Point) -> tuple[float, float]:
        """How far a point is to the right or left of it (negative), and above or below."""
        across, down = point[0] - self.x, point[1] - self.y
        beside = max(0.0, abs(across) - self.width / 2)
        return (beside if across > 0 else -beside), max(0.0, abs(down) - self.height / 2)

    def distance(self, line: Sequence[Point]) -> float:
        """From a line to it."""
        return min(hypot(dx, dy) for dx, dy in map(self.gap, line))

    def overlaps(self, other: "EdgeLabel") -> bool:
        """Whether two stand over each other."""
        wide, high = (self.width + other.width) / 2, (self.height + other.height) / 2
        return abs(self.x - other.x) < wide and abs(self.y - other.y) < high


def sampled(points: Sequence[Point]) -> list[Point]:
    """Points on a line of cubic curves."""
    found = [points[0]]
    for at in range(0, len(points) - 3, 3):
        a, b, c, d = points[at : at + 4]
        pieces = 1 + int((hypot(b[0] - a[0], b[1] - a[1]) + hypot(d[0] - b[0], d[1] - b[1])) / PIECE)
        for piece in range(1, pieces + 1):
            t = piece / pieces
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            x, y = (fsum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True)) for axis in (0, 1))
            found.append((x, y))
    return found


def beside_lines(
    labels: Sequence[EdgeLabel], lines: Mapping[int, Sequence[Point]], cards: Sequence[EdgeLabel]
) -> list[EdgeLabel]:
    """The texts, those that stand apart from their lines moved sideways to them where nothing is in the way."""
    placed = list(labels)
    for at, label in enumerate(placed):
        level = [gap for gap, apart in map(label.gap, lines[label.edge]) if not apart]
        if not level or label.distance(lines[label.edge]) <= TOUCHING:
            continue
        moved = label._replace(x=label.x + min(level, key=abs))
        others = [*placed[:at], *placed[at + 1 :], *cards]
        crossed = any(moved.distance(line) <= 0.0 for index, line in lines.items() if index != label.edge)
        if not crossed and not any(moved.overlaps(other) for other in others):
            placed[at] = moved
    return placed


def are_clear(labels: Sequence[EdgeLabel], lines: Mapping[int, Sequence[Point]]) -> bool:
    """Whether no two texts overlap, and none that stands apart from its own line is nearer to another."""
    if any(one.overlaps(other) for one, other in combinations(labels, 2)):
        return False
    for label in labels:
        own = label.distance(lines[label.edge])
        if own > TOUCHING and any(label.distance(line) < own for index, line in lines.items() if index != label.edge):
            return False
    return True
