"""The boxes at the foot of a poster: materials, oversight with its phones, the assistant with the QR code."""

from math import inf
from typing import NamedTuple

from yizhangtu.content.boxes import AddressCode, ListBox, ListItem
from yizhangtu.content.facts import Help
from yizhangtu.draw.text_block import TextBlock, TextSetter
from yizhangtu.style.page.furniture import FurnitureFoot

MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
HELP = "帮办代办"
PHONE_LEADING = 1.16  # of numbers, which have no descenders
ROUNDING = 0.3  # mm, so that a text fits a box that was measured for it
TICK = 1.35  # em, the width of a box to tick before its text

Columns = tuple[tuple[int, ...], ...]  # from the left, the numbers of the boxes in each
Bands = tuple[Columns, ...]  # from the top


def circled(badge: str) -> str:
    """The circled digit of a step number, ③ for 3; for numbers above 50 and ranges, the number in brackets."""
    if badge.isdigit() and 1 <= int(badge) <= len(MARKS):
        return MARKS[int(badge) - 1]
    return f"（{badge}）"


def item_text(item: ListItem) -> str:
    """The text of an item after the circled numbers of its steps."""
    marks = "".join(circled(mark) for mark in item.marks)
    return f"{marks} {item.text}" if marks else item.text


class FootEntry(NamedTuple):
    """A paragraph in a box; lengths in mm from the top left corner of the box."""

    x: float
    y: float
    block: TextBlock


class FootCode(NamedTuple):
    """The QR code in a box with its caption, centred in `width` mm."""

    x: float
    y: float
    width: float
    side: float
    url: str
    caption: TextBlock


class FootRule(NamedTuple):
    """A hairline `width` mm long; x and y in mm from the top left corner of the box."""

    x: float
    y: float
    width: float


class FootBox(NamedTuple):
    """A box in the foot; x and y in mm from the top left corner of the foot. `head` is the size of its title, whose bar
    is `head_width` mm wide, or as wide as the box."""

    title: str
    x: float
    y: float
    width: float
    height: float
    head: float
    head_height: float
    entries: tuple[FootEntry, ...]
    code: FootCode | None = None
    codes: tuple[FootCode, ...] = ()  # of the addresses in its list
    rules: tuple[FootRule, ...] = ()  # between the rows of a table
    head_width: float = inf


class Foot(NamedTuple):
    """The boxes of a foot with their text size in mm; `rest` are the lists that do not fit and go on sheets of text."""

    height: float
    size: float
    bands: Bands
    boxes: tuple[FootBox, ...]
    rest: tuple[ListBox, ...] = ()

    @property
    def help(self) -> FootBox | None:
        """The box with the QR code, or of the assistant."""
        return next((box for box in self.boxes if box.code or box.title == HELP), None)


class FootWords(NamedTuple):
    """What a foot says: lists, 帮办代办 with the address for the QR code, and the codes of addresses in the lists."""

    boxes: tuple[ListBox, ...]
    help: Help | None
    codes: tuple[AddressCode, ...] = ()


class FootRoom(NamedTuple):
    """The room for a foot in mm: its width, its greatest height, and the side of its QR code."""

    width: float
    most: float
    qr_mm: float


class FootType(NamedTuple):
    """The letters of a foot whose text is `size` mm high."""

    setter: TextSetter
    page: FurnitureFoot
    size: float

    def mm(self, value: float) -> float:
        """A length of the style on this medium."""
        return value * self.setter.scale

    def block(self, text: str, width: float, factor: float = 1.0, bold: bool = False, tick: bool = False) -> TextBlock:
        """A paragraph whose letters are `factor` times the text."""
        return self.setter.block(text, width, self._styled(self.size * factor), self.page.leading, bold, tick=tick)

    def height(self, text: str, width: float, factor: float = 1.0, bold: bool = False) -> float:
        """The height of such a paragraph; its lines are only counted."""
        return self._height(text, width, self._styled(self.size * factor), self.page.leading, bold)

    def _height(self, text: str, width: float, size: float, leading: float, bold: bool) -> float:
        size = self.setter.size(size)
        return round(size * leading, 4) * self.setter.line_count(text, width, size, bold)

    def width(self, text: str, factor: float = 1.0, bold: bool = False) -> float:
        """The width of a text on one line in mm."""
        return self.setter.width(text, self._styled(self.size * factor), bold)

    def _styled(self, size: float) -> float:
        """A size in mm as the style gives it, before scaling."""
        return size / self.setter.scale

    @property
    def head(self) -> float:
        return self.size * self.page.head

    @property
    def head_height(self) -> float:
        return self.size * self.page.head_height

    @property
    def frame(self) -> float:
        """The height of a box without its content."""
        return self.head_height + 2 * self.mm(self.page.pad_y)

    def inner(self, width: float) -> float:
        """The width of the text in a box."""
        return width - 2 * self.mm(self.page.pad_x)

    def number(self, text: str, width: float, height: float = 0.0) -> TextBlock:
        """A phone number, smaller only where one line is too narrow for it, and larger where `height` mm are free."""
        return self.setter.block(text, width, self._number_size(text, width, height), PHONE_LEADING, True, "dark")

    def number_height(self, text: str, width: float) -> float:
        """The height of a phone number at its usual size."""
        return self._height(text, width, self._number_size(text, width), PHONE_LEADING, True)

    def _number_size(self, text: str, width: float, height: float = 0.0) -> float:
        usual = self.page.phone
        size = max(usual, min(usual * self.page.phone_grow, self._styled(height / PHONE_LEADING)))
        while size * self.setter.scale > self.size and self.setter.width(text, size, True) > width - ROUNDING:
            size *= 0.97
        return size

    def number_width(self, text: str) -> float:
        """The width of a phone number at its full size."""
        return self.setter.width(text, self.page.phone, True) + ROUNDING
