"""The boxes at the foot of a poster: materials, oversight with its phones, the assistant with the QR code."""

from typing import NamedTuple

from yizhangtu.content.boxes import ListBox, ListItem
from yizhangtu.content.facts import Help
from yizhangtu.draw.text_block import TextBlock

MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
HELP = "帮办代办"
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


class FootBox(NamedTuple):
    """A box in the foot; x and y in mm from the top left corner of the foot. `head` is the size of its title."""

    title: str
    x: float
    y: float
    width: float
    height: float
    head: float
    head_height: float
    entries: tuple[FootEntry, ...]
    code: FootCode | None = None


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
    """What a foot says: lists, and 帮办代办 with the address for the QR code."""

    boxes: tuple[ListBox, ...]
    help: Help | None


class FootRoom(NamedTuple):
    """The room for a foot in mm: its width, its greatest height, and the side of its QR code."""

    width: float
    most: float
    qr_mm: float
