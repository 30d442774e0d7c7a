"""A drawing → an SVG element: colours from the theme, icons from the set, text as text."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from yizhangtu.model.drawing import Drawing, Label, Path, Symbol
from yizhangtu.model.style import Theme

ICON_BOX = 256  # side of the icons' own square


def svg(drawing: Drawing, theme: Theme, icons: Mapping[str, str], alt: str = "") -> str:
    """An inline `<svg>` of the drawing's own size in mm. Every string is escaped; colours are the theme's."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{drawing.width:g}mm" height="{drawing.height:g}mm" '
        f'viewBox="0 0 {drawing.width:g} {drawing.height:g}" font-family="YZT">'
    ]
    if alt:
        parts.append(f"<title>{escape(alt)}</title>")
    for item in drawing.items:
        if isinstance(item, Label):
            weight = ' font-weight="700"' if item.bold else ""
            parts.append(
                f'<text x="{item.x:g}" y="{item.y:g}" font-size="{item.size_mm:g}"{weight} '
                f'fill="{theme.lettering(item.fill)}">{escape(item.text)}</text>'
            )
        elif isinstance(item, Symbol):
            scale = item.size_mm / ICON_BOX
            parts.append(
                f'<path transform="translate({item.x:g} {item.y:g}) scale({scale:.6g})" '
                f'fill="{theme.colour(item.fill)}" d="{icons[item.name]}"/>'
            )
        else:
            parts.append(_path(item, theme))
    parts.append("</svg>")
    return "".join(parts)


def _path(item: Path, theme: Theme) -> str:
    fill = theme.colour(item.fill) if item.fill else "none"
    stroke = ""
    if item.stroke:
        stroke = f' stroke="{theme.colour(item.stroke)}" stroke-width="{item.stroke_mm:g}" stroke-linejoin="round"'
        if item.dash_mm:
            stroke += f' stroke-dasharray="{" ".join(f"{d:g}" for d in item.dash_mm)}" stroke-linecap="butt"'
    return f'<path d="{item.d}" fill="{fill}"{stroke}/>'
