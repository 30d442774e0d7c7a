"""Lists that have no room beside a flow → what stands on the next sheet of text, and what is left after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from yizhangtu.content.facts import Item, ListBox
from yizhangtu.draw.text_block import TextBlock, TextSetter
from yizhangtu.media.common.foot import item_text
from yizhangtu.style.page.furniture import DetailsStyle

CONTINUED = "（续）"


class TextSection(NamedTuple):
    """A list with its title at (x, y), `height` mm high."""

    x: float
    y: float
    height: float
    head: TextBlock
    items: tuple[TextBlock, ...]


def text_sheet(
    setter: TextSetter, page: DetailsStyle, boxes: Sequence[ListBox], area: tuple[float, float, float, float]
) -> tuple[list[TextSection], list[ListBox]]:
    """Set lists in an area (x, y, width, height in mm); a paragraph higher than the sheet is parted between lines."""
    x, y, width, height = area
    placed: list[TextSection] = []
    top = y
    for number, box in enumerate(boxes):
        head = setter.block(box.title, width, page.head, page.leading, True)
        items, left = _fill(setter, page, box.items, (width, y + height - top - head.height), fresh=not placed)
        if items:
            used = head.height + sum(item.height for item in items)
            placed.append(TextSection(x, top, used, head, tuple(items)))
            top += used + page.gap * setter.scale
        if left:
            title = box.title if not items or box.title.endswith(CONTINUED) else box.title + CONTINUED
            return placed, [ListBox(title, tuple(left)), *boxes[number + 1 :]]
    return placed, []


def _fill(
    setter: TextSetter, page: DetailsStyle, items: Sequence[Item], area: tuple[float, float], fresh: bool
) -> tuple[list[TextBlock], list[Item]]:
    """The items that fit in an area (width, height), and the rest; on a fresh sheet at least one line is taken."""
    width, room = area
    done: list[TextBlock] = []
    for number, item in enumerate(items):
        indent = page.text * setter.scale * 1.35 if item.tick else 0.0
        one = setter.block(item_text(item), width - indent, page.text, page.leading, tick=item.tick)
        if one.height <= room:
            done.append(one)
            room -= one.height
            continue
        if done or not fresh:
            return done, list(items[number:])
        count = max(1, int(room / one.line_height))
        done.append(one._replace(lines=one.lines[:count]))
        return done, [Item(one._replace(lines=one.lines[count:]).text), *items[number + 1 :]]
    return done, []
