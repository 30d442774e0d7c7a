"""A page → the operators of its content stream, and its structure elements; WeasyPrint places it like any image.

Text is written as glyph numbers of the project's font, so that no line is shaped a second time: a poster after the
first takes a ninth of its time as SVG.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import cos, radians, sin
from typing import NamedTuple

import uharfbuzz as hb

from yizhangtu.draw import elements
from yizhangtu.draw.elements import scoped
from yizhangtu.export.icon_paths import IconPaths
from yizhangtu.export.pdf.arrangement import arranged
from yizhangtu.export.pdf.content_stream import ContentStream, DocumentFont
from yizhangtu.export.pdf.element import SPAN, Element, MarkedContent
from yizhangtu.export.pdf.images import Pictures
from yizhangtu.export.pdf.missing_glyphs import MissingGlyphs
from yizhangtu.model.page import (
    ARTIFACT,
    CONTENTS,
    ENTRIES,
    FIGURE,
    TABLE,
    Bookmark,
    Command,
    Group,
    Icon,
    Image,
    Item,
    Label,
    Link,
    Mark,
    Page,
    Path,
    Tag,
)
from yizhangtu.model.theme import Theme, channels, plain_black
from yizhangtu.model.units import PX_PER_MM
from yizhangtu.style.icons import VIEW_BOX
from yizhangtu.text.tokens import GAP

_OPERATORS = {"M": "%.10g %.10g m", "L": "%.10g %.10g l", "C": "%.10g %.10g %.10g %.10g %.10g %.10g c", "Z": "h"}
_COLOUR = {3: ("rg", "RG"), 4: ("k", "K")}  # number of channels → operators for fill and stroke
_GAP = round(GAP * 1000)
ARRANGED = (TABLE, CONTENTS, ENTRIES)
NO_TEXTS = (elements.PAGE, elements.RUNNING, elements.BLANK)  # letters that are no part of the text


class Glyphs:
    """Glyph numbers and widths of the project's two fonts."""

    def __init__(self, faces: Sequence[hb.Face]) -> None:
        self._fonts = tuple(hb.Font(face) for face in faces)
        self._known: dict[tuple[str, bool], tuple[int, int]] = {}

    def find(self, char: str, bold: bool) -> tuple[int, int]:
        """(glyph number, advance in thousandths of an em)."""
        known = self._known.get((char, bold))
        if known is None:
            font = self._fonts[bold]
            glyph = int(font.get_nominal_glyph(ord(char)) or 0)
            advance = round(font.get_glyph_h_advance(glyph) * 1000 / font.face.upem)
            known = self._known[(char, bold)] = (glyph, advance)
        return known


def operators(commands: Sequence[Command]) -> str:
    """The PDF operators of a path."""
    return "\n".join([_OPERATORS[op] % numbers for op, numbers in commands])


@lru_cache(maxsize=256)
def paint(colour: str, stroke: bool = False) -> str:
    """The operator that sets an RGB or CMYK colour."""
    parts = channels(colour)
    return f"{' '.join(f'{part:.4g}' for part in parts)} {_COLOUR[len(parts)][stroke]}"


def area(commands: Sequence[Command]) -> float:
    """The area in mm² of the box around one closed shape; 0 for several, such as the modules of a code."""
    if sum(op == "M" for op, _ in commands) > 1:
        return 0.0
    xs = [x for _, numbers in commands for x in numbers[::2]]
    ys = [y for _, numbers in commands for y in numbers[1::2]]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


class PagePainter(NamedTuple):
    """What all pages of a document share. `fonts`: stream → the two fonts of the document, regular and bold."""

    icons: IconPaths
    glyphs: Glyphs
    pictures: Pictures
    fonts: Callable[[ContentStream], tuple[DocumentFont, DocumentFont]]
    tagged: bool


class PaintedPage:
    """The interface of an image of WeasyPrint: its size and its drawing. `elements` is set by `draw`."""

    def __init__(self, page: Page, painter: PagePainter) -> None:
        self.page = page
        self.elements: tuple[Element, ...] = ()
        self._painter = painter

    def get_intrinsic_size(self, _resolution: object, _font_size: object) -> tuple[float, float, float]:
        """Width, height in CSS pixels, and their ratio."""
        width, height = self.page.width * PX_PER_MM, self.page.height * PX_PER_MM
        return width, height, width / height

    def draw(self, stream: ContentStream, width: float, _height: float, _style: object = None) -> None:
        """Write the page at `width` CSS pixels into the content stream."""
        scale = width / self.page.width
        stream.push_state()
        stream.stream.append(f"{scale:.6g} 0 0 {scale:.6g} 0 0 cm".encode())
        content = _Content(stream, self._painter)
        self.elements = content.items(self.page.items, _State(self.page.theme))
        stream.pop_state()


class _Sequence:
    """The marked content of one tag. `open` is the full name of the element that marks are painted into, None between
    two; `parts` are its pieces in the order painted. Without a `role` nothing is marked; with `sorts_out`, marks
    without a name that are no text are artifacts."""

    def __init__(self, role: str, scope: str = "", sorts_out: bool = False) -> None:
        self.role = role
        self.scope = scope
        self.sorts_out = sorts_out
        self.open: str | None = None
        self.parts: list[MarkedContent] = []


class _Content:
    """Writes items into a content stream and numbers its marked content."""

    def __init__(self, stream: ContentStream, painter: PagePainter) -> None:
        self._stream = stream
        self._painter = painter
        self._numbers = 0
        self._sequence = _Sequence("")  # of marked content that marks are painted into

    def items(self, items: Sequence[Item], state: "_State", scope: str = "") -> "tuple[Element, ...]":
        """Paint items, the lower layers first; their elements in reading order. `scope` is the full name of the tag
        around them."""
        found: list[Element | None] = [None] * len(items)
        for at in sorted(range(len(items)), key=lambda at: getattr(items[at], "layer", 0)):
            item = items[at]
            if isinstance(item, Tag):
                found[at] = self._tag(item, state, scope)
            elif isinstance(item, Link):
                found[at] = Element(item)
            elif not isinstance(item, Bookmark):
                self._artifact((item,), state)
        return tuple(element for element in found if element)

    def _tag(self, tag: Tag, state: "_State", scope: str) -> "Element | None":
        """Paint a tag: either it contains other tags or it is marked content."""
        name = scoped(scope, tag.name)
        if any(isinstance(item, Tag) for item in tag.items):
            return Element(tag, name if tag.name else "", self.items(tag.items, state, name))
        role = tag.role if tag.role in (FIGURE, ARTIFACT) else SPAN
        self._sequence = _Sequence(role, name, tag.role in ARRANGED)
        self._marks(tag.items, state)
        self._end(state)
        parts = self._sequence.parts
        self._sequence = _Sequence("")
        if not parts:
            return None
        links = [item for item in tag.items if isinstance(item, Link)]
        if tag.role in ARRANGED:
            return arranged(tag, name, parts, links)
        numbers: dict[str, list[int]] = {}
        for part in parts:
            numbers.setdefault(part.name, []).append(part.number)
        own = numbers.pop(name, [])
        kids = (Element(Tag(SPAN, ()), part, tuple(found)) for part, found in numbers.items())
        return Element(tag, name if tag.name else "", (*kids, *own))

    def _artifact(self, items: Sequence[Item], state: "_State") -> None:
        """Paint what is no part of the text."""
        out = self._stream.stream
        if self._painter.tagged:
            out.append(b"/Artifact BMC")
        self._marks(items, state)
        state.flush(out)
        if self._painter.tagged:
            out.append(b"EMC")

    def _begin(self, mark: Mark, state: "_State") -> None:
        """Begin marked content of the element of a mark, and end that of another."""
        sequence = self._sequence
        name = scoped(sequence.scope, mark.element)
        if not sequence.role:
            return
        role = sequence.role if name == sequence.scope or sequence.role == ARTIFACT else SPAN
        text = mark.text if isinstance(mark, Label) else ""
        if mark.element in NO_TEXTS or (sequence.sorts_out and not (mark.element or text)):
            role = ARTIFACT
        key = f"{ARTIFACT}/{name}" if role == ARTIFACT else name
        if key == sequence.open:
            if role != ARTIFACT and text and sequence.parts:
                sequence.parts[-1].text.append(text)
            return
        self._end(state)
        sequence.open = key
        properties: list[str] = []
        if self._painter.tagged and role != ARTIFACT:
            properties.append(f"/MCID {self._numbers}")
            sequence.parts.append(MarkedContent(name, self._numbers, [text]))
            self._numbers += 1
        if name:
            properties.append(f"/ID ({name})")
        begun = f"<<{' '.join(properties)}>> BDC" if properties else "BMC"
        self._stream.stream.append(f"/{role} {begun}".encode())

    def _end(self, state: "_State") -> None:
        """End the marked content that has begun, if any."""
        state.flush(self._stream.stream)
        if self._sequence.open is not None:
            self._stream.stream.append(b"EMC")
            self._sequence.open = None

    def _group(self, group: Group, state: "_State") -> None:
        """Paint marks in their own graphics state."""
        self._end(state)
        theme = group.theme or state.theme
        if not (group.x or group.y or group.angle or group.alpha < 1) and theme is state.theme:
            self._marks(group.items, state)
            return
        self._stream.push_state()
        if group.alpha < 1:
            self._stream.set_alpha(group.alpha)
        c, s = round(cos(radians(group.angle)), 6), round(sin(radians(group.angle)), 6)  # PDF has no exponents
        own = _State(theme, f"{c:g} {s:g} {-s:g} {c:g} {group.x:g} {group.y:g} cm")
        self._marks(group.items, own)
        self._end(own)
        self._stream.pop_state()

    def _marks(self, items: Sequence[Item], state: "_State") -> None:
        for item in items:
            if not isinstance(item, (Group, Tag, Link, Bookmark)):
                self._begin(item, state)
            match item:
                case Path():
                    self._path(item, state)
                case Label():
                    self._label(item, state)
                case Icon():
                    state.fill(state.theme.colour(item.fill))
                    side = item.size_mm / VIEW_BOX
                    path = operators(self._painter.icons[item.name])
                    state.out.append(f"q\n{side:.6g} 0 0 {side:.6g} {item.x:g} {item.y:g} cm\n{path}\nf\nQ")
                case Image():
                    name = self._painter.pictures.name(self._stream, item.digest, state.theme)
                    placed = f"{item.width_mm:g} 0 0 {-item.height_mm:g} {item.x:g} {item.y + item.height_mm:g} cm"
                    state.out.append(f"q\n{placed}\n/{name} Do\nQ")
                case Group():
                    self._group(item, state)

    def _path(self, item: Path, state: "_State") -> None:
        if item.fill:
            state.fill(_ground(item, state.theme))
        if item.stroke:
            state.stroke(state.theme.colour(item.stroke), item.stroke_mm, item.dash_mm)
        operator = "B" if item.fill and item.stroke else "f" if item.fill else "S" if item.stroke else "n"
        state.out.append(f"{operators(item.commands)}\n{operator}")

    def _label(self, item: Label, state: "_State") -> None:
        font = self._painter.fonts(self._stream)[item.bold]
        codes: list[str] = []
        for char in item.text:
            glyph, width = self._painter.glyphs.find(char, item.bold)
            if not glyph:  # texts of authors were checked before; this one is of the program
                raise MissingGlyphs(char)
            if glyph not in font.widths:
                font.widths[glyph] = width
                font.to_unicode.setdefault(glyph, char)
            codes.append(f"{glyph:04x}> {width - _GAP} <" if item.gaps and char == " " else f"{glyph:04x}")
        shown = f"[<{''.join(codes)}>] TJ" if item.gaps else f"<{''.join(codes)}> Tj"
        state.fill(state.theme.lettering(item.fill))
        state.out.append(f"BT\n/{font.hash} {item.size_mm:g} Tf\n1 0 0 -1 {item.x:g} {item.y:g} Tm\n{shown}\nET")


def _ground(item: Path, theme: Theme) -> str:
    """The fill colour of a shape; in print, large and dark shapes use all inks."""
    colour = theme.colour(item.fill)
    flood = theme.flood
    return flood[0] if flood and plain_black(colour) and area(item.commands) >= flood[1] else colour


class _State:
    """A graphics state: colours and lines are written only where they change."""

    def __init__(self, theme: Theme, *begin: str) -> None:
        self.theme = theme
        self.out = [*begin, "1 j", "[] 0 d"]  # the state around it may have dashes
        self._fill = self._stroke = ""
        self._width = -1.0
        self._dash: tuple[float, ...] = ()

    def flush(self, stream: list[bytes]) -> None:
        """Move what has been written into a content stream."""
        if self.out:
            stream.append("\n".join(self.out).encode())
            self.out.clear()

    def fill(self, colour: str) -> None:
        """Set the colour of fills and text."""
        if colour != self._fill:
            self._fill = colour
            self.out.append(paint(colour))

    def stroke(self, colour: str, width: float, dash: tuple[float, ...]) -> None:
        """Set colour, width and dashes of lines, in mm."""
        if colour != self._stroke:
            self._stroke = colour
            self.out.append(paint(colour, True))
        if width != self._width:
            self._width = width
            self.out.append(f"{width:g} w")
        if dash != self._dash:
            self._dash = dash
            self.out.append(f"[{' '.join(f'{d:g}' for d in dash)}] 0 d")
