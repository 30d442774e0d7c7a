"""Boxes at the foot of a poster: what to bring, who watches, who helps, side by side and as low as they can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yizhangtu.page.qr import qr_side
from yizhangtu.page.setting import Setter, Setting
from yizhangtu.page.words import Help, Item, ListBox

MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"


def circled(badge: str) -> str:
    """③ for 3; beyond 50, and for a range, the number in brackets."""
    if badge.isdigit() and 1 <= int(badge) <= len(MARKS):
        return MARKS[int(badge) - 1]
    return f"（{badge}）"


def item_text(item: Item) -> str:
    """The numbers of the steps, then the words."""
    marks = "".join(circled(mark) for mark in item.marks)
    return f"{marks} {item.text}" if marks else item.text


@dataclass(frozen=True, slots=True)
class SetBox:
    """A list box at its place in the row: `x` from the row's left, `width` × the foot's height."""

    title: str
    x: float
    y: float
    width: float
    height: float
    items: tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class HelpBox:
    """帮办代办 set in its box; `qr` is the side of the code in mm."""

    x: float
    y: float
    width: float
    height: float
    title: str
    window: Setting | None
    name: Setting | None
    phone: Setting | None
    caption: Setting | None
    url: str
    qr: float


@dataclass(frozen=True, slots=True)
class Foot:
    """All boxes; `rest` are those that had no room here and go on a sheet of their own."""

    height: float
    boxes: tuple[SetBox, ...]
    help: HelpBox | None
    rest: tuple[ListBox, ...] = ()


def plan_foot(
    setter: Setter,
    page: Mapping[str, Any],
    boxes: Sequence[ListBox],
    help_: Help | None,
    width: float,
    qr_mm: float,
    most: float,
) -> Foot | None:
    """The lowest row of boxes in `width` mm; what would make it higher than `most` goes to `rest`."""
    if not boxes and help_ is None:
        return None
    gap = page["gap"] * setter.scale
    helper = _help(setter, page, help_, qr_mm) if help_ else None
    shown = list(boxes)
    rest: list[ListBox] = []
    while True:
        room = width - (helper.width + gap if helper and shown else 0.0)
        set_boxes, height = _row(setter, page, shown, room, gap)
        height = max(height, helper.height if helper else 0.0)
        if height <= most or not shown:
            break
        largest = max(shown, key=lambda box: sum(len(item.text) for item in box.items))
        shown.remove(largest)
        rest.append(largest)
    rest.sort(key=list(boxes).index)
    placed = tuple(_taller(box, height) for box in set_boxes)
    if helper:
        x = width - helper.width if shown else 0.0
        helper = _help_at(helper, x, width - x, height)
    return Foot(height, placed, helper, tuple(rest))


def _taller(box: SetBox, height: float) -> SetBox:
    return SetBox(box.title, box.x, box.y, box.width, height, box.items)


def _help_at(box: HelpBox, x: float, width: float, height: float) -> HelpBox:
    return HelpBox(
        x, 0.0, width, height, box.title, box.window, box.name, box.phone, box.caption, box.url, box.qr
    )


def _row(
    setter: Setter, page: Mapping[str, Any], boxes: Sequence[ListBox], width: float, gap: float
) -> tuple[list[SetBox], float]:
    """Boxes side by side, their widths found so that the highest is as low as it can be."""
    if not boxes:
        return [], 0.0
    room = width - gap * (len(boxes) - 1)
    least = min(room / len(boxes), page["text"] * setter.scale * 9)
    low, high = 0.0, 4000.0
    best: list[float] = [room / len(boxes)] * len(boxes)
    high = max(_height(setter, page, box, w) for box, w in zip(boxes, best, strict=True))
    for _ in range(12):
        middle = (low + high) / 2
        needed = [_narrowest(setter, page, box, middle, least, room) for box in boxes]
        if sum(needed) <= room:
            best, high = needed, middle
        else:
            low = middle
    spare = room - sum(best)
    best = [w + spare * w / sum(best) for w in best]
    set_boxes: list[SetBox] = []
    x = 0.0
    for box, w in zip(boxes, best, strict=True):
        set_boxes.append(SetBox(box.title, x, 0.0, w, _height(setter, page, box, w), _items(setter, page, box, w)))
        x += w + gap
    return set_boxes, max(box.height for box in set_boxes)


def _narrowest(
    setter: Setter, page: Mapping[str, Any], box: ListBox, height: float, least: float, most: float
) -> float:
    low, high = least, most
    if _height(setter, page, box, low) <= height:
        return low
    if _height(setter, page, box, high) > height:
        return most * 2
    for _ in range(9):
        middle = (low + high) / 2
        if _height(setter, page, box, middle) <= height:
            high = middle
        else:
            low = middle
    return high


def _items(setter: Setter, page: Mapping[str, Any], box: ListBox, width: float) -> tuple[Setting, ...]:
    room = width - 2 * page["pad_x"] * setter.scale
    tick = page["text"] * setter.scale * 1.35
    return tuple(
        setter.set(
            item_text(item),
            room - (tick if item.tick else 0.0),
            page["text"],
            page["leading"],
            role="tick" if item.tick else "",
        )
        for item in box.items
    )


def _height(setter: Setter, page: Mapping[str, Any], box: ListBox, width: float) -> float:
    room = width - 2 * page["pad_x"] * setter.scale
    size = page["text"] * setter.scale
    total = 0.0
    for item in box.items:
        inner = room - (size * 1.35 if item.tick else 0.0)
        total += setter.typesetter.count(item_text(item), round(inner / size, 4), False) * size * page["leading"]
    return float(total + (page["head_height"] + 2 * page["pad_y"]) * setter.scale)


def _help(setter: Setter, page: Mapping[str, Any], help_: Help, qr_mm: float) -> HelpBox:
    """The box at its natural size."""
    scale = setter.scale
    leading = 1.32
    caption = setter.set("扫码看办事指南", 999, page["caption"], leading) if help_.url else None
    texts = [setter.width(help_.name, page["name"], True), setter.width(help_.phone, page["phone"], True)]
    column = max([*texts, 22 * scale]) + 0.3 if help_.name or help_.phone or help_.window else 0.0
    column = min(column, 70 * scale)
    window = setter.set(help_.window, column, page["text"], leading) if help_.window else None
    name = setter.set(help_.name, column, page["name"], leading, True) if help_.name else None
    phone = setter.set(help_.phone, column, page["phone"], leading, True) if help_.phone else None
    qr = qr_side(help_.url, qr_mm) if help_.url else 0.0
    side = max(qr, setter.width("扫码看办事指南", page["caption"])) if help_.url else 0.0
    words = sum(s.height for s in (window, name, phone) if s)
    code = qr + (caption.height if caption else 0.0)
    height = (page["head_height"] + 2 * page["pad_y"] * 0.7) * scale + max(words, code)
    width = column + side + (2 * page["pad_x"] + (2.0 if column and side else 0.0)) * scale
    title = "帮办代办" if column else "扫码看指南"
    return HelpBox(0.0, 0.0, width, height, title, window, name, phone, caption, help_.url, qr)
