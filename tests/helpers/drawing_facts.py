"""Facts of a drawing: what overlaps, crosses, leaves the sheet, is lost or too small."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from yizhangtu.media.context import Context
from yizhangtu.model.drawing import Arrow, Drawing, Placed
from yizhangtu.model.page import Label, Path, bottom
from yizhangtu.text.metrics import Face
from yizhangtu.text.tokens import HANG_WIDTH, OPENING

Point = tuple[float, float]


def width_of(context: Context) -> Callable[[str, bool], float]:
    """The widths, in em, of texts as they are drawn: sums of the advances of their letters."""
    return Face(context.subset.regular, context.subset.bold).width


def overlapping(cards: tuple[Placed, ...]) -> list[tuple[int, int]]:
    """Pairs of cards that share ground."""
    return [
        (a.node, b.node)
        for a, b in combinations(cards, 2)
        if a.x < b.x + b.width - 0.01
        and b.x < a.x + a.width - 0.01
        and a.y < b.y + b.height - 0.01
        and b.y < a.y + a.height - 0.01
    ]


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < -1e-6 and side(c, d, a) * side(c, d, b) < -1e-6


def crossings(arrows: tuple[Arrow, ...]) -> int:
    """How often the lines of two arrows cross."""
    segments = [list(zip(arrow.points, arrow.points[1:], strict=False)) for arrow in arrows]
    return sum(_cross(*s, *t) for one, two in combinations(segments, 2) for s in one for t in two)


def through_cards(drawing: Drawing) -> list[tuple[int, int]]:
    """Arrows whose line enters a card that it does not join."""
    found = []
    for arrow in drawing.arrows:
        for card in drawing.cards:
            if card.node in (arrow.source, arrow.target):
                continue
            for (x1, y1), (x2, y2) in zip(arrow.points, arrow.points[1:], strict=False):
                inside_x = max(min(x1, x2), card.x) < min(max(x1, x2), card.x + card.width)
                inside_y = max(min(y1, y2), card.y) < min(max(y1, y2), card.y + card.height)
                level_y = card.y < y1 < card.y + card.height
                level_x = card.x < x1 < card.x + card.width
                if (inside_x and y1 == y2 and level_y) or (inside_y and x1 == x2 and level_x):
                    found.append((arrow.source, card.node))
    return found


def outside(drawing: Drawing) -> list[Label | Path]:
    """Texts and shapes that leave the drawing; of a curve, the points that bend it count too."""
    found: list[Label | Path] = []
    for item in drawing.items:
        if isinstance(item, Label):
            if not (_left(item) >= -1e-6 and item.size_mm * 0.5 <= item.y <= drawing.height + 0.01):
                found.append(item)
        elif isinstance(item, Path):
            points = [point for _, numbers in item.commands for point in zip(numbers[::2], numbers[1::2], strict=True)]
            across, down = drawing.width + 0.3, drawing.height + 0.3
            if not all(-0.3 <= x <= across and -0.3 <= y <= down for x, y in points):
                found.append(item)
    return found


def _left(label: Label) -> float:
    """Where the ink of a text begins: the left half of an opening mark is empty."""
    return label.x + (1 - HANG_WIDTH) * label.size_mm * (label.text[:1] in OPENING)


def written(drawings: tuple[Drawing, ...]) -> str:
    """All text in the order drawn, blanks left out."""
    return "".join("".join(item.text.split()) for d in drawings for item in d.items if isinstance(item, Label))


def right_ends(drawing: Drawing, width_of) -> list[str]:  # type: ignore[no-untyped-def]
    """Texts that end right of the drawing, by the font's own widths."""
    return [
        item.text
        for item in drawing.items
        if isinstance(item, Label)
        and item.x + width_of(item.text, item.bold) * item.size_mm > drawing.width + 0.46 * item.size_mm
    ]


def share_of_cards(drawing: Drawing) -> float:
    """How much of the flow area the cards take."""
    return sum(card.width * card.height for card in drawing.cards) / (drawing.width * drawing.height)


def used_height(drawing: Drawing) -> float:
    """From the top to the lowest ink, as a share of the height."""
    lowest = bottom(item for item in drawing.items if isinstance(item, Path))
    return lowest / drawing.height


def covered(drawing: Drawing, width_of) -> list[tuple[str, str]]:  # type: ignore[no-untyped-def]
    """Pairs of texts whose ink boxes share ground, by the font's own widths."""
    boxes = [
        (
            _left(item),
            item.y - 0.78 * item.size_mm,
            item.x + width_of(item.text, item.bold) * item.size_mm,
            item.y,
            item.text,
        )
        for item in drawing.items
        if isinstance(item, Label) and item.text.strip()
    ]
    boxes.sort(key=lambda box: box[1])
    found = []
    for number, (left, _, right, base, text) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            if other[1] >= base - 0.02:
                break
            across = min(right, other[2]) - max(left, other[0])
            down = min(base, other[3]) - other[1]
            if across > 0.46 * min(base - other[1], 3.0) and down > 0.2 * (other[3] - other[1]):
                found.append((text, other[4]))
    return found
