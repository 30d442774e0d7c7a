"""A drawing → an SVG element: colours from the theme, icons from the set, text as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from yizhangtu.draw.part import FIGURE, Composed
from yizhangtu.export.pdf.images import address, mode_for
from yizhangtu.model.drawing import Drawing, Item, Label, Path, Picture, Symbol
from yizhangtu.model.style import Theme
from yizhangtu.text.tokens import GAP

ICON_BOX = 256  # side of the icons' own square
BLANK = 0.224  # em, a blank of the font


def svg(drawing: Drawing, theme: Theme, icons: Mapping[str, str]) -> str:
    """An `<svg>` of the drawing's own size in mm. Every string is escaped; colours are the theme's."""
    return "".join((_head(drawing.width, drawing.height), *_items(drawing.items, theme, icons), "</svg>"))


def sheet_svg(sheet: Composed, theme: Theme, icons: Mapping[str, str]) -> str:
    """A whole sheet as an `<svg>`."""
    parts = [_head(sheet.width, sheet.height)]
    for part in sheet.parts:
        turned = f" rotate({part.angle:g})" if part.angle else ""
        parts.append(f'<g transform="translate({part.x:g} {part.y:g}){turned}" opacity="{part.alpha:g}">')
        parts += [*_items(part.items, theme, icons, part.kind != FIGURE), "</g>"]
    return "".join((*parts, "</svg>"))


def _head(width: float, height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" height="{height:g}mm" '
        f'viewBox="0 0 {width:g} {height:g}" font-family="YZT">'
    )


def _items(items: Sequence[Item], theme: Theme, icons: Mapping[str, str], gaps: bool = False) -> Iterator[str]:
    """The elements of items; with `gaps`, a blank is as wide as the typesetter reckons, not as in the font."""
    for item in items:
        if isinstance(item, Label):
            weight = ' font-weight="700"' if item.bold else ""
            moved = _moved(item) if gaps and " " in item.text else ""
            yield (
                f'<text x="{item.x:g}" y="{item.y:g}" font-size="{item.size_mm:g}"{weight}{moved} '
                f'fill="{theme.lettering(item.fill)}">{escape(item.text)}</text>'
            )
        elif isinstance(item, Symbol):
            scale = item.size_mm / ICON_BOX
            yield (
                f'<path transform="translate({item.x:g} {item.y:g}) scale({scale:.6g})" '
                f'fill="{theme.colour(item.fill)}" d="{icons[item.name]}"/>'
            )
        elif isinstance(item, Picture):
            yield (
                f'<image href="{address(item.digest, mode_for(theme))}" x="{item.x:g}" y="{item.y:g}" '
                f'width="{item.width_mm:g}" height="{item.height_mm:g}" preserveAspectRatio="none"/>'
            )
        else:
            yield _path(item, theme)


def _moved(item: Label) -> str:
    """How far each letter moves: those behind a blank come nearer."""
    step = f"{(GAP - BLANK) * item.size_mm:g}"
    return ' dx="{}"'.format(" ".join(step if before == " " else "0" for before in ("", *item.text[:-1])))


def _path(item: Path, theme: Theme) -> str:
    fill = theme.colour(item.fill) if item.fill else "none"
    stroke = ""
    if item.stroke:
        stroke = f' stroke="{theme.colour(item.stroke)}" stroke-width="{item.stroke_mm:g}" stroke-linejoin="round"'
        if item.dash_mm:
            stroke += f' stroke-dasharray="{" ".join(f"{d:g}" for d in item.dash_mm)}" stroke-linecap="butt"'
    return f'<path d="{item.d}" fill="{fill}"{stroke}/>'
