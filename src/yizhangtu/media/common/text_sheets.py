"""Lay out lists that do not fit beside a flow on sheets of text."""

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from yizhangtu.content.boxes import ListBox, ListItem
from yizhangtu.draw import elements
from yizhangtu.draw.text_block import TextBlock, TextSetter
from yizhangtu.media.common.foot import item_text
from yizhangtu.media.common.sheet_frame import SheetFrame
from yizhangtu.style.page.furniture import DetailsStyle

CONTINUED = "（续）"


class PlacedList(NamedTuple):
    """A list with its title at (x, y), `height` mm high."""

    x: float
    y: float
    height: float
    head: TextBlock
    items: tuple[TextBlock, ...]


def text_sheet(
    setter: TextSetter, page: DetailsStyle, boxes: Sequence[ListBox], area: tuple[float, float, float, float]
) -> tuple[list[PlacedList], list[ListBox]]:
    """Set lists in an area (x, y, width, height in mm); return the sections and the lists that remain. A paragraph
    higher than the sheet is split between lines."""
    x, y, width, height = area
    placed: list[PlacedList] = []
    top = y
    for number, box in enumerate(boxes):
        head = setter.block(box.title, width, page.head, page.leading, True)
        items, left = _fill(setter, page, box, (width, y + height - top - head.height), fresh=not placed)
        if items:
            used = head.height + fsum(item.height for item in items)
            placed.append(PlacedList(x, top, used, head, tuple(items)))
            top += used + page.gap * setter.scale
        if left:
            title = box.title if not items or box.title.endswith(CONTINUED) else box.title + CONTINUED
            return placed, [ListBox(title, tuple(left)), *boxes[number + 1 :]]
    return placed, []


def _fill(
    setter: TextSetter, page: DetailsStyle, box: ListBox, area: tuple[float, float], fresh: bool
) -> tuple[list[TextBlock], list[ListItem]]:
    """The items of a list that fit into an area (width, height in mm), and the rest. On a fresh sheet, at least one
    line fits."""
    width, room = area
    placed: list[TextBlock] = []
    for number, item in enumerate(box.items):
        indent = page.text * setter.scale * 1.35 if item.tick else 0.0
        element = item.element or elements.entry(box.title, item.text)
        one = setter.block(item_text(item), width - indent, page.text, page.leading, item.head, tick=item.tick)
        one = one.named(element)
        below = page.text * setter.scale * page.leading if item.head else 0.0  # a head is never the last line
        if one.height + below <= room:
            placed.append(one)
            room -= one.height
            continue
        if placed or not fresh:
            return placed, list(box.items[number:])
        count = max(1, int(room / one.line_height))
        placed.append(one._replace(lines=one.lines[:count]))
        rest = ListItem(one._replace(lines=one.lines[count:]).text, element=element)
        return placed, [rest, *box.items[number + 1 :]]
    return placed, []


def text_area(sheet: SheetFrame) -> tuple[float, float, float, float]:
    """x, y, width and height of the text on a sheet."""
    return sheet.margin, sheet.flow_top, sheet.width - 2 * sheet.margin, sheet.flow_height
