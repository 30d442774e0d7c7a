"""Titled lists of a guide, as they stand in boxes and sections."""

from typing import NamedTuple

from yizhangtu.model.provisions import Rate


class ListItem(NamedTuple):
    """One entry of a list box; `marks` are step numbers before it, `tick` puts a □ there. A `head` is the name of the
    entries after it. `rate` is the amount that the text says, for a table. `element` is the name of the element that
    the rest of a text belongs to."""

    text: str
    marks: tuple[str, ...] = ()
    tick: bool = False
    head: bool = False
    rate: Rate | None = None
    element: str = ""


class Phone(NamedTuple):
    """A number to call, printed large: 监督电话（镇纪委） 0000-1234567."""

    label: str
    number: str


class AddressCode(NamedTuple):
    """An internet address that a QR code may hold, and what stands below the code."""

    caption: str
    url: str


class ListBox(NamedTuple):
    """A titled list: 要带的材料, 监督管理 …; its phones are printed large below the items, its `codes` in a
    box of their own where they fit. The items have the addresses too."""

    title: str
    items: tuple[ListItem, ...]
    phones: tuple[Phone, ...] = ()
    codes: tuple[AddressCode, ...] = ()

    def in_words(self) -> "ListBox":
        """The list with its phones as items, for a page of text."""
        return ListBox(self.title, (*self.items, *(ListItem(f"{one.label}：{one.number}") for one in self.phones)))
