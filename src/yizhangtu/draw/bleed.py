"""A page → the page with everything that touches its edge extended into the bleed."""

from __future__ import annotations

from yizhangtu.model.page import Command, Group, Item, Mark, Page, Path, Tag

_NEAR = 0.02  # mm


def bled(page: Page, bleed: float) -> Page:
    """Move every point of a path on the edge of the page `bleed` mm beyond it."""
    if not bleed:
        return page
    return page._replace(items=tuple(_bled(item, page, bleed, 0.0, 0.0) for item in page.items))


def _bled(item: Item, page: Page, bleed: float, dx: float, dy: float) -> Item:
    """The same for an item whose coordinates begin at (dx, dy) of the page."""
    match item:
        case Path():
            return item._replace(commands=tuple(_moved(command, page, bleed, dx, dy) for command in item.commands))
        case Group(angle=0.0):
            marks = (_bled(one, page, bleed, dx + item.x, dy + item.y) for one in item.items)
            return item._replace(items=tuple(one for one in marks if isinstance(one, Mark)))
        case Tag():
            return item._replace(items=tuple(_bled(one, page, bleed, dx, dy) for one in item.items))
    return item


def _moved(command: Command, page: Page, bleed: float, dx: float, dy: float) -> Command:
    op, numbers = command
    points = zip(numbers[::2], numbers[1::2], strict=True)
    moved = ((_out(x + dx, page.width, bleed) - dx, _out(y + dy, page.height, bleed) - dy) for x, y in points)
    return op, tuple(number for point in moved for number in point)


def _out(value: float, most: float, bleed: float) -> float:
    if value <= _NEAR:
        return min(value, -bleed)
    return max(value, most + bleed) if value >= most - _NEAR else value
