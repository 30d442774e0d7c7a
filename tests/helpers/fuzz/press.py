"""What is handed to the press → the pages with everything at its place; printed or not.

`Proof` stands in for the press: it notes every page and gives a blank PDF of the right size back, so that whatever is
done with the PDF afterwards is done as well. With a real press it notes and prints.
"""

from __future__ import annotations

import html as markup
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from yizhangtu.draw.part import FIGURE, Composed
from yizhangtu.model.drawing import Drawing, Item, Label, Path, Symbol

GAP = "\u2005"  # stands for the gap between Chinese and Western letters
PT = 72 / 25.4
_SIZE = re.compile(r"size: ([\d.]+)mm ([\d.]+)mm")
_SHEET = re.compile(r'<img src="(yzt:sheet-\d+)"')
_IMAGE = re.compile(r'<img src="([^"]+)" alt="[^"]*" style="left:([-\d.]+)mm;top:([-\d.]+)mm')
_HEAD = re.compile(
    r'<h1 data-label="[^"]*" style="left:([-\d.]+)mm;top:([-\d.]+)mm;width:[-\d.]+mm;color:[^;]*;'
    r'font-size:([\d.]+)mm;line-height:([\d.]+)mm">(.*?)</h1>',
    re.DOTALL,
)
_NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")


@dataclass(frozen=True)
class Page:
    """A page: its items at their places on it, in the order in which they are painted; and the pictures of a flow or
    of tables on it, each as it was laid out."""

    width: float
    height: float
    items: tuple[Item, ...]
    pictures: tuple[Drawing, ...] = ()

    @property
    def labels(self) -> list[Label]:
        return [item for item in self.items if isinstance(item, Label)]


class Proof:
    """Notes what is printed in `pages`; `real` prints it."""

    paints = True

    def __init__(self, real: Any = None) -> None:
        self.real = real
        self.pages: list[Page] = []

    def print(self, html: str, css: str, drawings: Mapping[str, Any] = {}, bookmarks: Sequence[Any] = ()) -> bytes:
        """The PDF."""
        size = _SIZE.search(css)
        assert size
        width, height = float(size[1]), float(size[2])
        pages = pages_of(html, drawings, width, height)
        self.pages += pages
        if self.real is not None:
            data: bytes = self.real.print(html, css, drawings, bookmarks)
            return data
        pdf = pikepdf.new()
        for _ in pages:
            pdf.add_blank_page(page_size=(width * PT, height * PT))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def pages_of(html: str, drawings: Mapping[str, Any], width: float, height: float) -> list[Page]:
    """The pages of a document of a poster, or of one of leaves."""
    sheets = _SHEET.findall(html)
    if sheets:
        return [_sheet(drawings[url][0]) for url in sheets]
    return [_leaves(part, drawings, width, height) for part in html.split('<section class="page"')[1:]]


def _sheet(sheet: Composed) -> Page:
    """A sheet; the watermark, through which the rest is read, is left out."""
    items: list[Item] = []
    for part in sheet.parts:
        if part.alpha == 1:
            own = part.items if part.kind == FIGURE else map(gapped, part.items)
            items += (moved(item, part.x, part.y) for item in own)
    figures = (part for part in sheet.parts if part.kind == FIGURE)
    return Page(sheet.width, sheet.height, tuple(items), tuple(Drawing(p.width, p.height, p.items) for p in figures))


def _leaves(part: str, drawings: Mapping[str, Any], width: float, height: float) -> Page:
    items: list[Item] = []
    for x, y, size, leading, text in _HEAD.findall(part):
        for number, line in enumerate(text.split("<br>")):
            base = float(y) + (number + 0.5) * float(leading) + 0.38 * float(size)
            items.append(Label(float(x), base, markup.unescape(line), float(size), bold=True))
    pictures: list[Drawing] = []
    for url, x, y in _IMAGE.findall(part):
        drawing = drawings[markup.unescape(url)][0]
        items += (moved(item, float(x), float(y)) for item in drawing.items)
        if ":picture-" in url:
            pictures.append(drawing)
    return Page(width, height, tuple(items), tuple(pictures))


def gapped(item: Item) -> Item:
    """Text of a sheet, with what its blanks are printed as."""
    return replace(item, text=item.text.replace(" ", GAP)) if isinstance(item, Label) else item


def moved(item: Item, x: float, y: float) -> Item:
    """The same at another place."""
    if not (x or y):
        return item
    if isinstance(item, Label):
        return replace(item, x=item.x + x, y=item.y + y)
    if isinstance(item, Symbol):
        return replace(item, x=item.x + x, y=item.y + y)
    shifts = (x, y)
    count = -1

    def shifted(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"{float(found.group()) + shifts[count % 2]:.4f}"

    return Path(_NUMBER.sub(shifted, item.d), item.fill, item.stroke, item.stroke_mm, item.dash_mm)
