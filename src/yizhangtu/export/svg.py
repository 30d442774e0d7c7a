"""A page → an SVG document: colours from the theme, icons from the set, text as text."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from yizhangtu.draw.elements import scoped
from yizhangtu.export.icon_paths import IconPaths
from yizhangtu.export.pdf.images import address, mode_for
from yizhangtu.export.pdf.missing_glyphs import FAMILY
from yizhangtu.model.page import Bookmark, Command, Group, Icon, Image, Item, Label, Link, Mark, Page, Path, Tag
from yizhangtu.model.theme import Theme
from yizhangtu.style.icons import VIEW_BOX
from yizhangtu.text.tokens import GAP

BLANK = 0.224  # em, a blank of the font
Addresses = Callable[[str, str], str]  # digest and mode of a picture → its URL


def page_svg(page: Page, icons: IconPaths, addresses: Addresses = address, named: bool = False) -> str:
    """An `<svg>` of the page's own size in mm. Every string is escaped. `named`: what belongs to an element
    (`draw.elements`) has its full name in `data-element`."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{page.width:g}mm" height="{page.height:g}mm" '
        f'viewBox="0 0 {page.width:g} {page.height:g}" font-family="{FAMILY}">'
    )
    return "".join((head, *_Writer(icons, addresses, named).items(page.items, page.theme, ""), "</svg>"))


def with_fonts(svg: str, regular: bytes, bold: bytes) -> str:
    """The document with the fonts inside, so that any program shows it as it was measured."""
    faces = "".join(
        f"@font-face{{font-family:{FAMILY};font-weight:{weight};"
        f"src:url(data:font/otf;base64,{base64.b64encode(font).decode()})}}"
        for weight, font in ((400, regular), (700, bold))
    )
    head, _, rest = svg.partition(">")
    return f"{head}><style>{faces}</style>{rest}"


class _Writer(NamedTuple):
    icons: IconPaths
    addresses: Addresses
    named: bool

    def items(self, items: Sequence[Item], theme: Theme, scope: str) -> Iterator[str]:
        """The elements of items, the lower layers first."""
        for item in sorted(items, key=lambda item: getattr(item, "layer", 0)):
            match item:
                case Tag():
                    yield from self.items(item.items, theme, scoped(scope, item.name))
                case Group():
                    turned = f" rotate({item.angle:g})" if item.angle else ""
                    yield f'<g transform="translate({item.x:g} {item.y:g}){turned}" opacity="{item.alpha:g}">'
                    yield from self.items(item.items, item.theme or theme, scope)
                    yield "</g>"
                case Label() | Icon() | Image() | Path():
                    yield self.mark(item, theme, scope)
                case Link() | Bookmark():
                    pass

    def mark(self, item: Mark, theme: Theme, scope: str) -> str:
        """The element of a mark."""
        name = f' data-element="{escape(scoped(scope, item.element))}"' if self.named and item.element else ""
        match item:
            case Label():
                weight = ' font-weight="700"' if item.bold else ""
                moved = _moved(item) if item.gaps and " " in item.text else ""
                return (
                    f'<text x="{item.x:g}" y="{item.y:g}" font-size="{item.size_mm:g}"{weight}{moved} '
                    f'fill="{theme.lettering(item.fill)}"{name}>{escape(item.text)}</text>'
                )
            case Icon():
                scale = item.size_mm / VIEW_BOX
                return (
                    f'<path transform="translate({item.x:g} {item.y:g}) scale({scale:.6g})" '
                    f'fill="{theme.colour(item.fill)}"{name} d="{_data(self.icons[item.name])}"/>'
                )
            case Image():
                return (
                    f'<image href="{escape(self.addresses(item.digest, mode_for(theme)))}" x="{item.x:g}" '
                    f'y="{item.y:g}" width="{item.width_mm:g}" height="{item.height_mm:g}" '
                    f'preserveAspectRatio="none"{name}/>'
                )
            case Path():
                return _path(item, theme, name)


def _moved(item: Label) -> str:
    """The shift of each letter: letters after a blank move closer."""
    step = f"{(GAP - BLANK) * item.size_mm:g}"
    return ' dx="{}"'.format(" ".join(step if before == " " else "0" for before in ("", *item.text[:-1])))


def _data(commands: Sequence[Command]) -> str:
    """SVG path data."""
    return "".join(op + " ".join(f"{number:.10g}" for number in numbers) for op, numbers in commands)


def _path(item: Path, theme: Theme, name: str) -> str:
    fill = theme.colour(item.fill) if item.fill else "none"
    stroke = ""
    if item.stroke:
        stroke = f' stroke="{theme.colour(item.stroke)}" stroke-width="{item.stroke_mm:g}" stroke-linejoin="round"'
        if item.dash_mm:
            stroke += f' stroke-dasharray="{" ".join(f"{d:g}" for d in item.dash_mm)}" stroke-linecap="butt"'
    return f'<path d="{_data(item.commands)}" fill="{fill}"{stroke}{name}/>'
