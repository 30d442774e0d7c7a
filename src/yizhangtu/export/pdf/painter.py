"""A drawing → operators of the page's content stream, as an image that WeasyPrint places like any other.

Text goes in as glyph numbers of the project's own font, so no line is shaped a second time. This uses parts of
WeasyPrint that are not public; where they are not as expected, the page takes the drawing as plain SVG instead, and a
test holds the two pictures against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import uharfbuzz as hb

from yizhangtu.export.pdf.images import Pictures
from yizhangtu.export.pdf.missing_glyphs import Unprinted
from yizhangtu.model.drawing import Drawing, Item, Label, Path, Picture, Symbol
from yizhangtu.model.inks import channels, plain_black
from yizhangtu.model.style import Theme

PX = 96 / 25.4  # CSS pixels in a mm
ICON_BOX = 256
_COMMAND = re.compile(r"([MLCZ])([^MLCZ]*)")
_OPERATOR = {"M": "m", "L": "l", "C": "c"}
_NUMBER = re.compile(r"-?\d+\.?\d*")
_COLOUR = {3: ("rg", "RG"), 4: ("k", "K")}  # of so many channels: to fill, to stroke


class Glyphs:
    """Glyph numbers and widths of the project's two fonts."""

    def __init__(self, faces: Sequence[hb.Face]) -> None:
        self._fonts = tuple(hb.Font(face) for face in faces)
        self.find = lru_cache(maxsize=None)(self._find)

    def _find(self, char: str, bold: bool) -> tuple[int, int]:
        """(glyph number, advance in thousandths of an em)."""
        font = self._fonts[bold]
        glyph = int(font.get_nominal_glyph(ord(char)) or 0)
        return glyph, round(font.get_glyph_h_advance(glyph) * 1000 / font.face.upem)


@lru_cache(maxsize=512)
def operators(d: str) -> str:
    """SVG path data of absolute M, L, C and Z → PDF path operators."""
    parts: list[str] = []
    for command, numbers in _COMMAND.findall(d):
        parts.append("h" if command == "Z" else f"{numbers.strip()} {_OPERATOR[command]}")
    return "\n".join(parts)


@lru_cache(maxsize=256)
def paint(colour: str, stroke: bool = False) -> str:
    """The operator that sets a colour of the screen or of the press."""
    parts = channels(colour)
    return f"{' '.join(f'{part:.4g}' for part in parts)} {_COLOUR[len(parts)][stroke]}"


def area(d: str) -> float:
    """Of the box round one closed shape, in the unit of the path; 0 for several, such as the modules of a code."""
    if d.count("M") > 1:
        return 0.0
    numbers = [float(number) for number in _NUMBER.findall(d)]
    xs, ys = numbers[::2], numbers[1::2]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


class Ink:
    """Draws items with one theme, set of icons and pair of fonts; a sheet and what stands on it share it."""

    def __init__(
        self, theme: Theme, icons: Mapping[str, str], glyphs: Glyphs, pictures: Pictures, fonts: Any, stream: Any
    ) -> None:
        self._pictures = pictures
        self._stream = stream
        self._theme = theme
        self._icons = icons
        self._glyphs = glyphs
        self._fonts = fonts(stream)  # WeasyPrint's font objects of this document, regular and bold

    def draw(self, items: Iterable[Item], state: State, gap: int | None = None) -> None:
        """Write the operators of items; `gap`: the width of a blank in thousandths of an em, if not the font's."""
        for item in items:
            if isinstance(item, Label):
                self._label(state, item, gap)
            elif isinstance(item, Symbol):
                state.fill(self._theme.colour(item.fill))
                side = item.size_mm / ICON_BOX
                path = operators(self._icons[item.name])
                state.out.append(f"q\n{side:.6g} 0 0 {side:.6g} {item.x:g} {item.y:g} cm\n{path}\nf\nQ")
            elif isinstance(item, Picture):
                name = self._pictures.name(self._stream, item.digest, self._theme)
                placed = f"{item.width_mm:g} 0 0 {-item.height_mm:g} {item.x:g} {item.y + item.height_mm:g} cm"
                state.out.append(f"q\n{placed}\n/{name} Do\nQ")
            else:
                self._path(state, item)

    def _path(self, state: State, item: Path) -> None:
        if item.fill:
            state.fill(self._ground(item))
        if item.stroke:
            state.stroke(self._theme.colour(item.stroke), item.stroke_mm, item.dash_mm)
        paint = "B" if item.fill and item.stroke else "f" if item.fill else "S" if item.stroke else "n"
        state.out.append(f"{operators.__wrapped__(item.d)}\n{paint}")

    def _ground(self, item: Path) -> str:
        """The colour of a shape; on the press all inks where it is large and dark."""
        colour = self._theme.colour(item.fill)
        flood = self._theme.flood
        return flood[0] if flood and plain_black(colour) and area(item.d) >= flood[1] else colour

    def _label(self, state: State, item: Label, gap: int | None) -> None:
        font = self._fonts[item.bold]
        codes: list[str] = []
        for char in item.text:
            glyph, width = self._glyphs.find(char, item.bold)
            if not glyph:  # what an author wrote was looked up before; this is the project's own word
                raise Unprinted(char)
            if glyph not in font.widths:
                font.widths[glyph] = width
                font.to_unicode.setdefault(glyph, char)
            codes.append(f"{glyph:04x}" if gap is None or char != " " else f"{glyph:04x}> {width - gap} <")
        shown = f"<{''.join(codes)}> Tj" if gap is None else f"[<{''.join(codes)}>] TJ"
        state.fill(self._theme.lettering(item.fill))
        state.out.append(f"BT\n/{font.hash} {item.size_mm:g} Tf\n1 0 0 -1 {item.x:g} {item.y:g} Tm\n{shown}\nET")


class DrawnImage:
    """What WeasyPrint asks of an image: its size, and to be drawn."""

    def __init__(
        self, drawing: Drawing, theme: Theme, icons: Mapping[str, str], glyphs: Glyphs, fonts: Any, pictures: Pictures
    ) -> None:
        self._drawing = drawing
        self._ink = theme, icons, glyphs, pictures, fonts  # fonts: stream → WeasyPrint's two objects of this document

    def get_intrinsic_size(self, _resolution: Any, _font_size: Any) -> tuple[float, float, float]:
        """Width, height in CSS pixels, and their ratio."""
        width, height = self._drawing.width * PX, self._drawing.height * PX
        return width, height, width / height

    def draw(self, stream: Any, width: float, _height: float, _style: Any = None) -> None:
        """Write the drawing at `width` CSS pixels into the content stream."""
        scale = width / self._drawing.width
        stream.push_state()
        state = State([f"{scale:.6g} 0 0 {scale:.6g} 0 0 cm"])
        Ink(*self._ink, stream).draw(self._drawing.items, state)
        stream.stream.append("\n".join(state.out).encode())
        stream.pop_state()


class State:
    """Writes colours and lines only where they change."""

    def __init__(self, out: list[str]) -> None:
        self.out = out
        self._fill = self._stroke = ""
        self._width = -1.0
        self._dash: tuple[float, ...] = ()
        out.append("1 j")

    def fill(self, colour: str) -> None:
        """Colour of what is filled, text included."""
        if colour != self._fill:
            self._fill = colour
            self.out.append(paint(colour))

    def stroke(self, colour: str, width: float, dash: tuple[float, ...]) -> None:
        """Colour, width and dashes of lines, in mm."""
        if colour != self._stroke:
            self._stroke = colour
            self.out.append(paint(colour, True))
        if width != self._width:
            self._width = width
            self.out.append(f"{width:g} w")
        if dash != self._dash:
            self._dash = dash
            self.out.append(f"[{' '.join(f'{d:g}' for d in dash)}] 0 d")


def has_hooks() -> bool:
    """Whether this WeasyPrint has the parts that a drawn image needs."""
    try:
        from weasyprint.css.properties import INITIAL_VALUES
        from weasyprint.pdf.stream import Stream
        from weasyprint.text.line_break import split_first_line
    except ImportError:
        return False
    return hasattr(Stream, "add_font") and callable(split_first_line) and "font_family" in INITIAL_VALUES
