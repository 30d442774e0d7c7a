"""Measure and place one box of a foot: a list in as many columns as it needs, or the assistant with the QR code."""

from collections.abc import Sequence
from functools import cached_property
from math import fsum
from typing import Protocol

from yizhangtu.content.boxes import ListBox, Phone
from yizhangtu.content.facts import Help
from yizhangtu.draw import elements
from yizhangtu.draw.qr import qr_side
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.common.foot import (
    HELP,
    PHONE_LEADING,
    ROUNDING,
    TICK,
    FootBox,
    FootCode,
    FootEntry,
    FootType,
    item_text,
)

SCAN = "扫码看指南"  # the title of a box that has a code only
CAPTION = "扫码看办事指南"
HOTLINE = "监督电话"
LABEL_GAP = 0.6  # em, between whose phone it is and the number


class BoxShape(Protocol):
    """A box whose height depends on its width; all in mm."""

    @property
    def least(self) -> float:
        """The least width."""

    @property
    def natural(self) -> float:
        """The width that its content needs on lines of its own."""

    def height(self, width: float) -> float:
        """The height at a width."""

    def placed(self, x: float, y: float, width: float, height: float) -> FootBox:
        """The box at its place; where it is higher than needed, its items stand further apart."""


class ListShape:
    """A list of items, in columns where the box is wide, with phones below."""

    def __init__(self, type_: FootType, box: ListBox) -> None:
        self._type = type_
        self._box = box
        self._texts = tuple(item_text(item) for item in box.items)
        self._widths = tuple(type_.setter.typesetter.width(text) for text in self._texts)
        self._tick = TICK * type_.size if any(item.tick for item in box.items) else 0.0
        self._gap = type_.size * type_.page.item_gap

    @cached_property
    def least(self) -> float:
        """The width of a number on one line, or of a few characters; never less than the title needs."""
        type_ = self._type
        numbers = (type_.number_width(phone.number) for phone in self._box.phones)
        title = type_.width(self._box.title, type_.page.head, True) + ROUNDING
        few = min(type_.size * type_.page.box_least, max(self._widths, default=0.0) * type_.size + self._tick + 1)
        return 2 * type_.mm(type_.page.pad_x) + max(title, few, *numbers)

    @cached_property
    def natural(self) -> float:
        return 2 * self._type.mm(self._type.page.pad_x) + fsum(self._widths) * self._type.size

    def height(self, width: float) -> float:
        inner = self._type.inner(width)
        content = min((self._packed(inner, columns)[0] for columns in self._columns(inner)), default=0.0)
        phones = fsum(self._phone_height(phone, inner) for phone in self._box.phones)
        return self._type.frame + content + phones + (self._gap if content and phones else 0.0)

    def _columns(self, inner: float) -> range:
        most = int(inner / (self._type.size * self._type.page.box_least))
        return range(1, max(1, min(most, len(self._texts))) + 1) if self._texts else range(0)

    def _column(self, inner: float, columns: int) -> float:
        """The width of one of some columns with its tick."""
        gap = self._type.size * self._type.page.column_gap
        return (inner - gap * (columns - 1)) / columns

    def _packed(self, inner: float, columns: int) -> tuple[float, list[list[int]]]:
        """The height of the items in some columns, and the items of each."""
        type_ = self._type
        room = round((self._column(inner, columns) - self._tick) / type_.size, 4)
        line = type_.size * type_.page.leading
        count = type_.setter.typesetter.count
        pairs = zip(self._texts, self._widths, strict=True)
        heights = [
            line if width <= room - 0.1 and "\n" not in text else count(text, room) * line for text, width in pairs
        ]
        for index, item in enumerate(self._box.items):
            if item.head:
                heights[index] = type_.height(item.text, room * type_.size, bold=True)
        return self._together(heights, columns)

    def _together(self, heights: Sequence[float], columns: int) -> tuple[float, list[list[int]]]:
        """As `_packed`, with each head in the column of the item after it."""
        if columns == 1:
            return fsum(heights) + self._gap * (len(heights) - 1), [list(range(len(heights)))]
        groups: list[list[int]] = []
        for index in range(len(heights)):
            if groups and self._box.items[index - 1].head:
                groups[-1].append(index)
            else:
                groups.append([index])
        whole = [fsum(heights[index] for index in group) + self._gap * (len(group) - 1) for group in groups]
        height, runs = _packed(whole, columns, self._gap)
        return height, [[index for number in run for index in groups[number]] for run in runs]

    def _phone_height(self, phone: Phone, inner: float) -> float:
        type_ = self._type
        number = type_.mm(type_.page.phone) * PHONE_LEADING
        if self._beside(phone, inner):
            return number
        return number + type_.height(phone.label, inner)

    def _beside(self, phone: Phone, inner: float) -> bool:
        """Whether a phone stands on one line with whose it is: never beside a label of several lines."""
        if "\n" in phone.label:
            return False
        label = self._type.width(phone.label) + self._type.size * LABEL_GAP
        return label + self._type.number_width(phone.number) <= inner

    def placed(self, x: float, y: float, width: float, height: float) -> FootBox:
        type_ = self._type
        inner, left = type_.inner(width), type_.mm(type_.page.pad_x)
        spare = height - self.height(width)
        top = type_.head_height + type_.mm(type_.page.pad_y)
        entries: list[FootEntry] = []
        end = top
        if self._texts:
            columns = min(self._columns(inner), key=lambda count: (round(self._packed(inner, count)[0], 3), count))
            _, runs = self._packed(inner, columns)
            room = self._column(inner, columns)
            longest = max(map(len, runs))
            more = max(0.0, min(spare / (longest + len(self._box.phones)), type_.size * type_.page.spread))
            for number, run in enumerate(runs):
                at = top + more / 2
                for index in run:
                    tick, head = self._box.items[index].tick, self._box.items[index].head
                    block = type_.block(self._texts[index], room - self._tick, bold=head, tick=tick)
                    block = block.coloured("dark") if head else block
                    block = block.named(elements.entry(self._box.title, self._texts[index]))
                    indent = 0.0 if tick or head or not self._tick else self._tick
                    step = room + type_.size * type_.page.column_gap
                    entries.append(FootEntry(left + number * step + indent, at, block))
                    at += block.height + self._gap + more
                end = max(end, at)
        bottom = height - type_.mm(type_.page.pad_y)
        phones = [self._phone_height(phone, inner) for phone in self._box.phones]
        free = max(0.0, bottom - end - fsum(phones)) / max(1, len(phones))
        at = bottom - fsum(phones) - free * len(phones)
        for phone, high in zip(self._box.phones, phones, strict=True):
            placed = self._phone(phone, inner, free)
            deep = max(entry.y + entry.block.height for entry in placed)
            at += high + free
            entries += (entry._replace(y=at - deep + entry.y) for entry in placed)
        return FootBox(self._box.title, x, y, width, height, type_.head, type_.head_height, tuple(entries))

    def _phone(self, phone: Phone, inner: float, free: float) -> list[FootEntry]:
        """A phone with its label, from the left edge of the text; the number is larger where `free` mm are over."""
        beside = self._beside(phone, inner)
        label = self._type.block(phone.label, inner).named(elements.fact(HOTLINE, "notes"))
        gap = self._type.size * LABEL_GAP
        room = inner - label.width - gap if beside else inner
        usual = self._type.mm(self._type.page.phone) * PHONE_LEADING
        number = self._type.number(phone.number, room, usual + free).named(elements.fact(HOTLINE, "value"))
        x = self._type.mm(self._type.page.pad_x)
        if beside:
            down = (number.line_height - label.line_height) / 2 + (number.size - label.size) * 0.3
            return [FootEntry(x, down, label), FootEntry(x + label.width + gap, 0.0, number)]
        return [FootEntry(x, 0.0, label), FootEntry(x, label.height, number)]


class HelpShape:
    """帮办代办: window, name and phone, and the QR code at their right. The code has the whole height of the box, also
    beside the title; the phone stands beside it, or below it where the box is narrow."""

    def __init__(self, type_: FootType, help_: Help, qr_mm: float) -> None:
        self._type = type_
        self._help = help_
        self._side = qr_side(help_.url, qr_mm) if help_.url else 0.0
        self._caption = type_.setter.block(CAPTION, 1e6, type_.page.caption, type_.page.leading, fill="grey")
        # The quiet zone of a code is margin enough, on both sides.
        self._border = type_.mm(type_.page.border)
        code = max(self._side, self._caption.width + type_.mm(type_.page.pad_x)) + self._border
        self._code = code if help_.url else 0.0

    @property
    def _words(self) -> bool:
        return bool(self._help.name or self._help.phone or self._help.window)

    @cached_property
    def _title(self) -> float:
        return self._type.width(HELP if self._words else SCAN, self._type.page.head, True) + ROUNDING

    @cached_property
    def _names(self) -> float:
        """The width of the name and of the window, which may be broken."""
        type_, window = self._type, self._help.window
        name = type_.width(self._help.name, type_.page.name, True)
        return max(name, min(type_.width(window), type_.size * type_.page.box_least)) + ROUNDING if self._words else 0.0

    @cached_property
    def _phone(self) -> float:
        return self._type.number_width(self._help.phone) if self._help.phone else 0.0

    @cached_property
    def _both(self) -> float:
        """The width of window and name on one line; 0 where there are not both."""
        type_, help_ = self._type, self._help
        if not (help_.window and help_.name):
            return 0.0
        return type_.width(help_.window) + type_.size + type_.width(help_.name, type_.page.name, True) + ROUNDING

    @property
    def _frame(self) -> float:
        """The width of the box without words and code, where it has words."""
        return (1 if self._code else 2) * self._type.mm(self._type.page.pad_x)

    @cached_property
    def least(self) -> float:
        if not self._words:
            return max(self._title + 2 * self._type.mm(self._type.page.pad_x), self._code)
        beside = self._frame + max(self._names, self._title) + self._code
        return max(beside, 2 * self._type.mm(self._type.page.pad_x) + self._phone)

    @cached_property
    def natural(self) -> float:
        return max(self.least, self._frame + max(self._names, self._phone, self._title, self._both) + self._code)

    def _wide(self, width: float) -> bool:
        """Whether the phone stands beside the code."""
        return not self._code or self._room(width) >= self._phone

    def _room(self, width: float) -> float:
        """The width of the words beside the code."""
        return width - self._frame - self._code

    def _blocks(self, width: float) -> tuple[list[list[TextBlock]], TextBlock | None]:
        """The lines of blocks above the phone, and the phone."""
        type_, help_ = self._type, self._help
        room = self._room(width)
        window = type_.block(help_.window, room).named(elements.assistant("window"))
        name = type_.block(help_.name, room, type_.page.name, True).named(elements.assistant("name"))
        blocks = [block for block in (window, name) if block.lines]
        above = [blocks] if 0 < self._both <= room else [[block] for block in blocks]
        if not help_.phone:
            return above, None
        number = type_.number(help_.phone, room if self._wide(width) else type_.inner(width))
        return above, number.named(elements.assistant("phone"))

    def height(self, width: float) -> float:
        type_, help_ = self._type, self._help
        wide, room = self._wide(width), self._room(width)
        heights = [type_.height(help_.window, room), type_.height(help_.name, room, type_.page.name, True)]
        words = max(heights) if 0 < self._both <= room else fsum(heights)
        number = type_.number_height(help_.phone, room if wide else type_.inner(width)) if help_.phone else 0.0
        pad = type_.mm(type_.page.pad_y)
        above = type_.head_height + pad + words + (number if wide else 0.0)
        return max(above, self._code_height) + (0.0 if wide else number) + pad

    @property
    def _code_height(self) -> float:
        """The height of the code with its caption, from the top of the box; without words they are below the title."""
        if not self._code:
            return 0.0
        head = self._border if self._words else self._type.head_height
        return head + self._side + self._caption.height

    def placed(self, x: float, y: float, width: float, height: float) -> FootBox:
        type_ = self._type
        lines, phone = self._blocks(width)
        left, pad = type_.mm(type_.page.pad_x), type_.mm(type_.page.pad_y)
        top, end = type_.head_height + pad, height - pad
        wide = self._wide(width)
        heights = [max(block.height for block in line) for line in lines]
        if phone:
            free = end - top - fsum(heights) if wide else phone.height + max(0.0, height - self.height(width))
            room = self._room(width) if wide else type_.inner(width)
            phone = type_.number(self._help.phone, room, free).named(phone.element)
        beside = end - (phone.height if phone and not wide else 0.0)
        code = None
        if self._code:
            high = self._code_height
            at = high - self._side - self._caption.height + max(0.0, beside - high) / 2
            room = self._code - self._border
            across = width - self._code if self._words else (width - room) / 2
            code = FootCode(across, at, room, self._side, self._help.url, self._caption)
        deep = fsum(heights) + (phone.height if phone and wide else 0.0)
        count = len(lines) + (1 if phone and wide else 0)
        more = min(max(0.0, beside - top - deep) / (count + 1), type_.size * type_.page.spread)
        entries: list[FootEntry] = []
        at = top + (more if wide else more / 2)
        for line, high in zip(lines, heights, strict=True):
            across = left
            for block in line:
                entries.append(FootEntry(across, at + high - block.height, block))
                across += block.width + type_.size
            at += high + more
        if phone:
            entries.append(FootEntry(left, at if wide else end - phone.height, phone))
        title = HELP if self._words else SCAN
        head = width - self._code if self._words and self._code else width
        return FootBox(title, x, y, width, height, type_.head, type_.head_height, tuple(entries), code, head_width=head)


def _packed(heights: Sequence[float], columns: int, gap: float) -> tuple[float, list[list[int]]]:
    """Blocks in their order in at most so many columns of the least height: that height, and the blocks of each."""
    limit = max(*heights, (fsum(heights) + gap * (len(heights) - columns)) / columns)
    while True:
        runs: list[list[int]] = []
        used, beyond = 0.0, float("inf")
        for number, height in enumerate(heights):
            if runs and used + gap + height <= limit + 1e-6:
                used += gap + height
                runs[-1].append(number)
                continue
            if runs:
                beyond = min(beyond, used + gap + height)
            runs.append([number])
            used = height
        if len(runs) <= columns:
            return max(fsum(heights[i] for i in run) + gap * (len(run) - 1) for run in runs), runs
        limit = beyond
