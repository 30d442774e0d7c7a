"""Lay out the boxes at the foot of a poster (materials, oversight, assistant) at the least height."""

from collections.abc import Sequence
from typing import NamedTuple

from yizhangtu.content.facts import Help, ListBox, ListItem
from yizhangtu.draw.qr import qr_side
from yizhangtu.draw.text_block import TextBlock, TextSetter
from yizhangtu.style.page.furniture import FurnitureFoot

MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"


def circled(badge: str) -> str:
    """The circled digit of a step number, ③ for 3; for numbers above 50 and ranges, the number in brackets."""
    if badge.isdigit() and 1 <= int(badge) <= len(MARKS):
        return MARKS[int(badge) - 1]
    return f"（{badge}）"


def item_text(item: ListItem) -> str:
    """The text of an item after the circled numbers of its steps."""
    marks = "".join(circled(mark) for mark in item.marks)
    return f"{marks} {item.text}" if marks else item.text


class FootListBox(NamedTuple):
    """A list box in the foot; all lengths in mm from the foot's top left corner."""

    title: str
    x: float
    y: float
    width: float
    height: float
    items: tuple[TextBlock, ...]


class HelpBox(NamedTuple):
    """The box 帮办代办 in the foot; lengths in mm, `qr` is the side of the code."""

    x: float
    y: float
    width: float
    height: float
    title: str
    window: TextBlock | None
    name: TextBlock | None
    phone: TextBlock | None
    caption: TextBlock | None
    url: str
    qr: float


class Foot(NamedTuple):
    """The boxes of a foot; `rest` are the lists that do not fit and go on sheets of text."""

    height: float
    boxes: tuple[FootListBox, ...]
    help: HelpBox | None
    rest: tuple[ListBox, ...] = ()


class FootRoom(NamedTuple):
    """The room for a foot in mm: its width, its greatest height, and the side of its QR code."""

    width: float
    most: float
    qr_mm: float


def plan_foot(
    setter: TextSetter, page: FurnitureFoot, boxes: Sequence[ListBox], help_: Help | None, area: FootRoom
) -> Foot | None:
    """Find the arrangement of boxes with the least height in an area. Lists that do not fit go to `rest`."""
    if not boxes and help_ is None:
        return None
    width, most, qr_mm = area
    gap = page.gap * setter.scale
    helper = _help(setter, page, help_, qr_mm) if help_ else None
    shown = list(boxes)
    rest: list[ListBox] = []
    if helper and help_ and helper.height > most and (help_.name or help_.phone or help_.window):
        items = tuple(ListItem(text) for text in (help_.window, help_.name, help_.phone) if text)
        rest.append(ListBox("帮办代办", items))
        helper = _help(setter, page, Help("", "", "", help_.url), qr_mm) if help_.url else None
    if page.stack:
        stacked = _stacked(setter, page, boxes, helper, area)
        return stacked._replace(rest=(*stacked.rest, *rest))
    while True:
        room = width - (helper.width + gap if helper and shown else 0.0)
        placed, height = _Columns(setter, page, shown, room, gap).best()
        height = max(height, helper.height if helper else 0.0)
        if height <= most or not shown:
            break
        largest = max(shown, key=lambda box: sum(len(item.text) for item in box.items))
        shown.remove(largest)
        rest.append(largest)
    order = [box.title for box in boxes]
    rest.sort(key=lambda box: order.index(box.title) if box.title in order else len(order))
    if helper:
        x = width - helper.width if shown else 0.0
        helper = helper._replace(x=x, width=width - x, height=height)
    return Foot(height, tuple(_stretched(placed, height)), helper, tuple(rest))


def _stacked(
    setter: TextSetter, page: FurnitureFoot, boxes: Sequence[ListBox], helper: HelpBox | None, area: FootRoom
) -> Foot:
    """Place the lists over the whole width and 帮办代办 below them, for a narrow foot."""
    width, most, _ = area
    gap = page.gap * setter.scale
    below = helper.height if helper else 0.0
    shown, rest = list(boxes), list[ListBox]()
    while True:
        placed, height = _Columns(setter, page, shown, width, gap).best()
        total = height + below + (gap if shown and helper else 0.0)
        if total <= most or not shown:
            break
        largest = max(shown, key=lambda box: sum(len(item.text) for item in box.items))
        shown.remove(largest)
        rest.append(largest)
    rest.sort(key=list(boxes).index)
    if helper:
        helper = helper._replace(y=total - below, width=width)
    return Foot(total, tuple(_stretched(placed, height)), helper, tuple(rest))


def _stretched(boxes: Sequence[FootListBox], height: float) -> list[FootListBox]:
    """Extend the lowest box of each column to the bottom of the foot."""
    lowest = {box.x: box for box in boxes}
    return [box._replace(height=height - box.y) if lowest[box.x] is box else box for box in boxes]


class _Columns:
    """Distributes boxes over columns, in order, and finds the widths of the columns."""

    def __init__(
        self, setter: TextSetter, page: FurnitureFoot, boxes: Sequence[ListBox], width: float, gap: float
    ) -> None:
        self.setter = setter
        self.page = page
        self.boxes = boxes
        self.width = width
        self.gap = gap
        self._known: dict[tuple[int, int], float] = {}

    def _height(self, box: int, width: int) -> float:
        key = (box, width)
        if key not in self._known:
            self._known[key] = _height(self.setter, self.page, self.boxes[box], float(width))
        return self._known[key]

    def _column(self, column: Sequence[int], width: float) -> float:
        """Height of a column, measured at its width rounded down to whole mm."""
        return sum(self._height(box, int(width)) for box in column) + self.gap * (len(column) - 1)

    def best(self) -> tuple[list[FootListBox], float]:
        """The boxes in the columns with the least height of all, and that height."""
        found: tuple[float, list[list[int]], list[float]] | None = None
        for columns in _compositions(len(self.boxes)):
            if len(columns) > self.page.columns:
                continue
            height, widths = self._balanced(columns)
            if found is None or height < found[0] - 0.5:
                found = (height, columns, widths)
        return (self._placed(found[1], found[2]), found[0]) if found else ([], 0.0)

    def _balanced(self, columns: list[list[int]]) -> tuple[float, list[float]]:
        """The least height of given columns, and their widths."""
        room = self.width - self.gap * (len(columns) - 1)
        least = min(room / len(columns), self.setter.size(self.page.text) * 10.5)
        best = [room / len(columns)] * len(columns)
        high = max(self._column(column, w) for column, w in zip(columns, best, strict=True))
        low = max(self._column(column, room) for column in columns)
        while high - low > 1.0:
            middle = (low + high) / 2
            needed = [self._narrowest(column, middle, least, room) for column in columns]
            if sum(needed) <= room:
                best, high = needed, middle
            else:
                low = middle
        spare = room - sum(best)
        return high, [w + spare * w / sum(best) for w in best]

    def _narrowest(self, column: Sequence[int], height: float, least: float, most: float) -> float:
        low, high = int(least) + 1, int(most)
        while low < high:
            middle = (low + high) // 2
            if self._column(column, middle) <= height:
                high = middle
            else:
                low = middle + 1
        return float(low) if self._column(column, low) <= height else most * 2

    def _placed(self, columns: list[list[int]], widths: list[float]) -> list[FootListBox]:
        found: list[FootListBox] = []
        x = 0.0
        for column, width in zip(columns, widths, strict=True):
            y = 0.0
            for number in column:
                box = self.boxes[number]
                height = self._height(number, int(width))
                items = _items(self.setter, self.page, box, float(int(width)))
                found.append(FootListBox(box.title, x, y, width, height, items))
                y += height + self.gap
            x += width + self.gap
        return found


def _compositions(count: int) -> list[list[list[int]]]:
    """All ways to split 0 … count-1 into consecutive runs, most runs first."""
    ways: list[list[list[int]]] = [[]] if count else []
    for number in range(count):
        ways = [w for way in ways for w in ([*way, [number]], [*way[:-1], [*way[-1], number]] if way else None) if w]
    return sorted(ways, key=len, reverse=True)


def _items(setter: TextSetter, page: FurnitureFoot, box: ListBox, width: float) -> tuple[TextBlock, ...]:
    room = width - 2 * page.pad_x * setter.scale
    tick = setter.size(page.text) * 1.35
    return tuple(
        setter.block(
            item_text(item),
            room - (tick if item.tick else 0.0),
            page.text,
            page.leading,
            tick=item.tick,
        )
        for item in box.items
    )


def _height(setter: TextSetter, page: FurnitureFoot, box: ListBox, width: float) -> float:
    room = width - 2 * page.pad_x * setter.scale
    size = setter.size(page.text)
    total = 0.0
    for item in box.items:
        inner = room - (size * 1.35 if item.tick else 0.0)
        total += setter.typesetter.count(item_text(item), round(inner / size, 4), False) * size * page.leading
    total += max(0, len(box.items) - 1) * page.item_gap * setter.scale
    return total + (page.head_height + 2 * page.pad_y) * setter.scale


def _help(setter: TextSetter, page: FurnitureFoot, help_: Help, qr_mm: float) -> HelpBox:
    """The box 帮办代办 at its natural size."""
    scale = setter.scale
    leading = 1.32
    caption = setter.block("扫码看办事指南", 999, page.caption, leading) if help_.url else None
    texts = [setter.width(help_.name, page.name, True), setter.width(help_.phone, page.phone, True)]
    column = max([*texts, 22 * scale]) + 0.3 if help_.name or help_.phone or help_.window else 0.0
    column = min(column, page.help_most * scale)
    window = setter.block(help_.window, column, page.text, leading) if help_.window else None
    name = setter.block(help_.name, column, page.name, leading, True) if help_.name else None
    phone = setter.block(help_.phone, column, page.phone, leading, True) if help_.phone else None
    qr = qr_side(help_.url, qr_mm) if help_.url else 0.0
    side = max(qr, setter.width("扫码看办事指南", page.caption)) if help_.url else 0.0
    words = sum(s.height for s in (window, name, phone) if s)
    code = qr + (caption.height if caption else 0.0)
    height = (page.head_height + 2 * page.pad_y * 0.7) * scale + max(words, code)
    width = column + side + (2 * page.pad_x + (2.0 if column and side else 0.0)) * scale
    title = "帮办代办" if column else "扫码看指南"
    return HelpBox(0.0, 0.0, width, height, title, window, name, phone, caption, help_.url, qr)
