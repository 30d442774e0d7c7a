"""What is handed to the press → the pages with everything at its place; printed or not.

`Proof` stands in for the press: it notes every page and gives a blank PDF of the right size back, so that whatever is
done with the PDF afterwards is done as well. With a real press it notes and prints.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from yizhangtu.draw.shapes import placed
from yizhangtu.model import page as model
from yizhangtu.model.page import About, Group, Icon, Image, Label, Mark, Path, Tag

GAP = "\u2005"  # stands for the gap between Chinese and Western letters
PT = 72 / 25.4


@dataclass(frozen=True)
class Page:
    """A page: its marks at their places on it, in the order in which they are painted."""

    width: float
    height: float
    items: tuple[Mark, ...]

    @property
    def labels(self) -> list[Label]:
        return [item for item in self.items if isinstance(item, Label)]


class Proof:
    """Notes what is printed in `pages`; `real` prints it."""

    def __init__(self, real: Any = None) -> None:
        self.real = real
        self.pages: list[Page] = []

    def print(self, pages: Sequence[model.Page], about: About) -> bytes:
        """The PDF."""
        self.pages += (Page(page.width, page.height, tuple(marks(page.items))) for page in pages)
        if self.real is not None:
            data: bytes = self.real.print(pages, about)
            return data
        pdf = pikepdf.new()
        for page in pages:
            pdf.add_blank_page(page_size=(page.width * PT, page.height * PT))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def marks(items: Iterable[model.Item]) -> Iterator[Mark]:
    """All marks at their places; the watermark, through which the rest is read, is left out."""
    for item in items:
        if isinstance(item, Tag):
            yield from marks(item.items)
        elif isinstance(item, Group):
            if item.alpha == 1:
                yield from (gapped(moved(one, item.x, item.y)) for one in item.items)
        elif isinstance(item, Mark):
            yield gapped(item)


def gapped(item: Mark) -> Mark:
    """Text with what its blanks are printed as."""
    return item._replace(text=item.text.replace(" ", GAP)) if isinstance(item, Label) and item.gaps else item


def moved(item: Mark, x: float, y: float) -> Mark:
    """The same at another place."""
    if isinstance(item, Path):
        return item._replace(commands=placed(item.commands, 1.0, x, y))
    if isinstance(item, Label):
        return item._replace(x=item.x + x, y=item.y + y)
    if isinstance(item, Icon):
        return item._replace(x=item.x + x, y=item.y + y)
    assert isinstance(item, Image)
    return item._replace(x=item.x + x, y=item.y + y)
