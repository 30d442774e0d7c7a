"""A sheet in its parts → operators of the page's content stream, each part marked with what it is to a reader."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, radians, sin
from typing import Any

from yizhangtu.draw.part import FIGURE, Composed, Part
from yizhangtu.export.pdf.images import Pictures
from yizhangtu.export.pdf.painter import PX, Glyphs, Ink, State
from yizhangtu.export.pdf.tagging import Mark
from yizhangtu.model.style import Theme
from yizhangtu.text.tokens import GAP

BLANK = round(GAP * 1000)  # in text of the sheet a blank is the gap that the typesetter reckons with


class DrawnSheet:
    """What WeasyPrint asks of an image: its size, and to be drawn."""

    def __init__(
        self, sheet: Composed, theme: Theme, icons: Mapping[str, str], glyphs: Glyphs, fonts: Any, pictures: Pictures
    ) -> None:
        self._sheet = sheet
        self._ink = theme, icons, glyphs, pictures, fonts  # fonts: stream → WeasyPrint's two objects of this document

    def get_intrinsic_size(self, _resolution: Any, _font_size: Any) -> tuple[float, float, float]:
        """Width, height in CSS pixels, and their ratio."""
        width, height = self._sheet.width * PX, self._sheet.height * PX
        return width, height, width / height

    def draw(self, stream: Any, width: float, _height: float, _style: Any = None) -> None:
        """Write the sheet at `width` CSS pixels into the content stream."""
        scale = width / self._sheet.width
        ink = Ink(*self._ink, stream)
        tagged = stream._tags is not None
        stream.push_state()
        stream.stream.append(f"{scale:.6g} 0 0 {scale:.6g} 0 0 cm".encode())
        state = State([])
        for part in self._sheet.parts:
            if tagged:
                stream.stream += _begin(part)
            state = self._part(stream, ink, part, state)
            stream.stream.append("\n".join(state.out).encode())
            state.out.clear()
            if tagged:
                stream.stream.append(b"EMC")
        stream.pop_state()

    def _part(self, stream: Any, ink: Ink, part: Part, state: State) -> State:
        """Its operators, and the state after them: what is moved has one of its own."""
        gap = None if part.kind == FIGURE else BLANK
        if not (part.x or part.y or part.angle):
            ink.draw(part.items, state, gap)
            return state
        stream.push_state()
        if part.alpha < 1:
            stream.set_alpha(part.alpha)
        own = State([_placed(part)])
        ink.draw(part.items, own, gap)
        stream.stream.append("\n".join(own.out).encode())
        stream.pop_state()
        return state


def _begin(part: Part) -> list[Any]:
    """The beginning of marked content; what says nothing is an artifact."""
    if not part.kind:
        return ["/Artifact", b"BMC"]
    return ["/Figure" if part.kind == FIGURE else "/Span", Mark(part), b"BDC"]


def _placed(part: Part) -> str:
    c, s = cos(radians(part.angle)), sin(radians(part.angle))
    return f"{c:.6g} {s:.6g} {-s:.6g} {c:.6g} {part.x:g} {part.y:g} cm"
