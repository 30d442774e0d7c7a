"""Lists that have no room beside a flow → what stands on the next sheet of text, and what is left after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from yizhangtu.content.facts import Item, ListBox
from yizhangtu.draw.text_block import Box, Setter, Setting
from yizhangtu.media.common.foot import item_text

CONTINUED = "（续）"


def text_sheet(
    setter: Setter, page: Mapping[str, Any], boxes: Sequence[ListBox], area: tuple[float, float, float, float]
) -> tuple[list[Box], list[ListBox]]:
    """Set lists in an area (x, y, width, height in mm); a paragraph higher than the sheet is parted between lines."""
    x, y, width, height = area
    placed: list[Box] = []
    top = y
    for number, box in enumerate(boxes):
        head = setter.set(box.title, width, page["head"], page["leading"], True)
        items, left = _fill(setter, page, box.items, width, y + height - top - head.height, fresh=not placed)
        if items:
            used = head.height + sum(item.height for item in items)
            placed.append(Box(x, top, width, used, {"head": head, "items": items}))
            top += used + page["gap"] * setter.scale
        if left:
            title = box.title if not items or box.title.endswith(CONTINUED) else box.title + CONTINUED
            return placed, [ListBox(title, tuple(left)), *boxes[number + 1 :]]
    return placed, []


def _fill(
    setter: Setter, page: Mapping[str, Any], items: Sequence[Item], width: float, room: float, fresh: bool
) -> tuple[list[Setting], list[Item]]:
    """The items that fit in `room` mm, and the rest; on a fresh sheet at least one line is taken."""
    done: list[Setting] = []
    for number, item in enumerate(items):
        indent = page["text"] * setter.scale * 1.35 if item.tick else 0.0
        role = "tick" if item.tick else ""
        one = setter.set(item_text(item), width - indent, page["text"], page["leading"], role=role)
        if one.height <= room:
            done.append(one)
            room -= one.height
            continue
        if done or not fresh:
            return done, list(items[number:])
        count = max(1, int(room / one.line_height))
        done.append(replace(one, lines=one.lines[:count]))
        return done, [Item("".join(one.lines[count:])), *items[number + 1 :]]
    return done, []
