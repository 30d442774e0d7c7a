"""Structure elements of a page under construction, and the pieces of marked content that they consist of."""

from collections.abc import Sequence
from typing import NamedTuple

from yizhangtu.model.page import Link, Tag

SPAN = "Span"  # role of a part of a text or figure


class MarkedContent(NamedTuple):
    """A piece of marked content: the full name of its element, its number on the page, and its runs of text."""

    name: str
    number: int
    text: list[str]


class Element(NamedTuple):
    """A structure element of a page: its tag or link, its full name, and in reading order the elements within it and
    the numbers of its own marked content. `cell` are attributes of a cell of a table (ISO 32000-1, 14.8.5.7); `text`
    stands for content that is elsewhere on the page."""

    item: Tag | Link
    name: str = ""
    kids: "tuple[Element | int, ...]" = ()
    cell: tuple[tuple[str, int | str], ...] = ()
    text: str = ""


class Fragment(NamedTuple):
    """A part as an element: its name without scope ("" for none), the element and its text."""

    name: str
    element: Element
    text: str


def made(role: str, kids: "Sequence[Element | int]" = (), **cell: int | str) -> Element:
    """An element without a name; `cell` are its attributes in a table."""
    return Element(Tag(role, ()), "", tuple(kids), tuple(sorted(cell.items())))


def fragments(parts: Sequence[MarkedContent], scope: str) -> list[Fragment]:
    """The parts of a tag with this full name, in the order painted; neighbours of one name are one fragment."""
    prefix = f"{scope}/" if scope else ""
    found: list[Fragment] = []
    for part in parts:
        name, text = part.name.removeprefix(prefix) if part.name != scope else "", "".join(part.text)
        if name and found and found[-1].name == name:
            last = found[-1]
            joined = last.element._replace(kids=(*last.element.kids, part.number))
            found[-1] = last._replace(element=joined, text=last.text + text)
        else:
            found.append(Fragment(name, Element(Tag(SPAN, ()), part.name if name else "", (part.number,)), text))
    return found
