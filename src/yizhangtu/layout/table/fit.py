"""A body that can be laid out at any text size, and boxes in mm → drawings on one sheet, or on as few as keep it
legible."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import fsum
from typing import Protocol

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.box import Box, Boxes
from yizhangtu.layout.measure import Measure
from yizhangtu.model.drawing import Drawing

SHEETS_MOST = 300
STEPS = 9  # of the search for the largest text on one sheet
STEPS_MANY = 5
FILLED = (1.0, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1)  # of the height of the sheets before the last, in the order tried
PaintSheet = Callable[[Canvas], object]


class Body(Protocol):
    """The tables of a guide. `needed` is their approximate height in mm at a text size and width, a first estimate of
    the number of sheets. `sheets` lays them out in boxes (mm) at a text size `unit` (mm): one painter per sheet, at
    most as many as there are boxes, or None if they do not fit. Painters draw in u from the corner of their box; one
    may enlarge the unit of its canvas."""

    @property
    def name(self) -> str: ...

    def needed(self, unit: float, width: float) -> float: ...

    def sheets(self, unit: float, boxes: Sequence[Box]) -> Sequence[PaintSheet] | None: ...


def single(measure: Measure, body: Body, box: Box) -> Drawing | None:
    """The drawing with the largest text that fits in one box; None if that is below its floor."""
    found = _largest(body, [box], STEPS)
    return _drawn(measure, body, found[0], [box], found[1])[0] if found else None


def parted(measure: Measure, body: Body, boxes: Boxes, least: int = 1) -> tuple[Drawing, ...] | None:
    """The drawings on the fewest sheets, from `least` on; None if a single row does not fit on a sheet. If the text
    cannot grow further, the last sheet may be unused."""
    count = _fewest(body, boxes, least)
    found = _largest(body, boxes(count), STEPS_MANY) if count else None
    return _drawn(measure, body, found[0], boxes(count), found[1]) if count and found else None


def filled(
    measure: Measure, body: Body, boxes: Boxes, least: int = 1, empty: bool = False
) -> tuple[Drawing, ...] | None:
    """The drawings with one for every sheet, because the rest of a sheet depends on the number of sheets. If the last
    sheet would have no rows, the sheet before it gets fewer, or all before it do. None if that does not help, unless
    the last may stay `empty`."""
    count = _fewest(body, boxes, least)
    if count is None:
        return None
    whole = boxes(count)
    plain: tuple[float, Sequence[PaintSheet]] | None = None
    for less in _less(whole):
        found = _largest(body, less, STEPS_MANY)
        if found and len(found[1]) == count:
            return _drawn(measure, body, found[0], whole, found[1])
        plain = plain or found
    if plain is None or not empty:
        return None
    drawn = _drawn(measure, body, plain[0], whole, plain[1])
    return (*drawn, *(Canvas(measure.typesetter, plain[0]).drawing(body.name, *box[:2]) for box in whole[len(drawn) :]))


def _less(whole: Sequence[Box]) -> Iterator[Sequence[Box]]:
    """Boxes of which some are lower, so that rows remain for the last; the preferred way first."""
    if len(whole) == 1:
        yield whole
        return
    *before, other, last = whole
    for share in FILLED:
        yield [*before, other._replace(height=other.height * share), last]
    for share in FILLED[1:] if before else ():
        yield [*(box._replace(height=box.height * share) for box in whole[:-1]), last]


def _fewest(body: Body, boxes: Boxes, least: int) -> int | None:
    """The number of sheets, from `least` on, on which the body fits at the floor."""
    few = boxes(max(least, 2))
    floor = snapped(few[0].floor, few[0])
    mean = fsum(box.height for box in few) / len(few)
    count = max(least, int(body.needed(floor, few[0].width) / mean * 0.8))
    tall = max(box.height for box in boxes(3))
    while count <= SHEETS_MOST:
        if body.sheets(floor, boxes(count)) is not None:
            break
        if count > body.needed(floor, few[0].width) / tall * 3 + 12:
            return None
        count += 1
    else:
        return None
    while count > least and body.sheets(floor, boxes(count - 1)) is not None:
        count -= 1
    return count


def _largest(body: Body, boxes: Sequence[Box], steps: int) -> tuple[float, Sequence[PaintSheet]] | None:
    """The largest text size between floor and most at which the body fits, with its painters."""
    box = boxes[0]
    low, high = _quarters(box.floor, box), _quarters(max(box.most, box.floor), box)  # more quarters are smaller text
    best = body.sheets(_unit(high, box), boxes)
    if best is not None:
        return _unit(high, box), best
    best = body.sheets(_unit(low, box), boxes)
    if best is None:
        return None
    while steps and low - high > 1:
        steps -= 1
        middle = (low + high) // 2
        found = body.sheets(_unit(middle, box), boxes)
        if found is None:
            high = middle
        else:
            low, best = middle, found
    return _unit(low, box), best


def snapped(unit: float, box: Box) -> float:
    """The next larger text size at which the width is a whole number of quarters of u, so that widths recur and wrapped
    text is cached."""
    return _unit(_quarters(unit, box), box)


def _quarters(unit: float, box: Box) -> int:
    """The number of quarters of u in the width, rounded down."""
    return max(1, int(4 * box.width / unit + 1e-6))


def _unit(quarters: int, box: Box) -> float:
    return 4 * box.width / quarters


def _drawn(
    measure: Measure, body: Body, unit: float, boxes: Sequence[Box], painters: Sequence[PaintSheet]
) -> tuple[Drawing, ...]:
    found: list[Drawing] = []
    for box, painter in zip(boxes, painters, strict=False):
        canvas = Canvas(measure.typesetter, unit)
        painter(canvas)
        found.append(canvas.drawing(body.name, box.width, box.height))
    return tuple(found)
