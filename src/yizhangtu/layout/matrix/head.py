"""The condition of a column in large letters, on one line or two: 2000(含)–5万元(不含), what is in brackets small."""

import re
from collections.abc import Sequence
from math import fsum

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.looks import LOOKS
from yizhangtu.layout.matrix.columns import ChoiceColumn
from yizhangtu.layout.measure import Measure
from yizhangtu.model.guide import Tone

Segment = tuple[str, bool]  # a piece of a line, and whether it is small
_BRACKETS = re.compile(r"([（(][^（）()]{1,6}[)）])")
_BREAKS = (re.compile(r"(?<=[\d元万)）])(?=[–—~～至-])"), re.compile(r"(?<=[元)）])(?=以[上下内])"))
_PIECES = re.compile("|".join(place.pattern for place in _BREAKS))
SMALL = 1.0  # u: what stands in brackets
SIGN = 1.8  # u: room for the sign of good or bad news


class Heads:
    """The heads of neighbouring columns: one size of text, one height. `shades` are the grounds of the columns with
    the colour of their letters."""

    def __init__(
        self,
        measure: Measure,
        columns: Sequence[ChoiceColumn],
        widths: Sequence[float],
        shades: Sequence[tuple[str, str]],
    ) -> None:
        style = measure.style.matrix
        self.measure = measure
        self.columns = columns
        self.widths = widths
        self.shades = shades
        self._signs = [LOOKS[one.tone].icon if one.tone is not Tone.NEUTRAL else "" for one in columns]
        signs = [SIGN if sign else 0.0 for sign in self._signs]
        rooms = [width - 2 * style.head_pad - sign for width, sign in zip(widths, signs, strict=True)]
        for head in style.head:
            self.size = head.text
            found = [
                condition_lines(measure, column.condition, room, head.text)
                for column, room in zip(columns, rooms, strict=True)
            ]
            if max(map(len, found)) <= head.lines:
                break
        self._lines = found
        self._notes = [measure.lines(column.note, room) for column, room in zip(columns, rooms, strict=True)]
        self.most_lines = max(map(len, found))
        self._leading = self.size * style.head_leading
        self.height = 2 * style.head_pad + max(map(self._high, range(len(columns))))

    def _high(self, index: int) -> float:
        """The height of the text of one head."""
        return len(self._lines[index]) * self._leading + self._notes[index] * self.measure.style.body_leading

    def paint(self, canvas: Canvas, index: int, x: float, y: float) -> None:
        """Draw one head with its top left corner at (x, y)."""
        style, column, width = self.measure.style, self.columns[index], self.widths[index]
        ground = self.shades[index][0]
        with canvas.element(column.element):
            canvas.rect(x, y, width, self.height, style.panel_radius, ground, "dark", style.panel_border)
            self._paint_text(canvas, index, x, y + (self.height - self._high(index)) / 2)

    def _paint_text(self, canvas: Canvas, index: int, x: float, top: float) -> None:
        """The condition and its note, centred, from `top` down."""
        style, column, width = self.measure.style, self.columns[index], self.widths[index]
        ink = self.shades[index][1]
        sign = self._signs[index]
        shift = SIGN if sign else 0.0
        if sign:
            first = _width(self.measure, self._lines[index][0], self.size)
            left = x + (width - first - shift) / 2
            canvas.icon(sign, left, top + (self._leading - SIGN + 0.3) / 2, SIGN - 0.3, ink)
        for line in self._lines[index]:
            self._paint_line(canvas, line, x + (width + shift) / 2, top, ink)
            top += self._leading
        if column.note:
            room, left = width - 2 * style.matrix.head_pad, x + style.matrix.head_pad
            with canvas.part("note"):
                canvas.text(left, top, room, column.note, 1.0, style.body_leading, ink, align=0.5)

    def _paint_line(self, canvas: Canvas, line: Sequence[Segment], middle: float, top: float, ink: str) -> None:
        """One line, centred; small pieces share its baseline."""
        x = middle - _width(self.measure, line, self.size) / 2
        for text, small in line:
            size = SMALL if small else self.size
            drop = (self.size - size) * 0.5  # baselines level: the line boxes differ in height
            with canvas.part("label"):
                for one in canvas.typesetter.lines(text, 1e9, True):
                    canvas.text_line(x, top + drop, one, size, self._leading / size, ink, True)
            x += self.measure.width(text, size, True)


def condition_lines(measure: Measure, text: str, room: float, size: float) -> list[list[Segment]]:
    """The lines of a condition: on one if there is room, else broken before the sign of a range or before
    以上, or at both, else between words."""
    whole = _segments(text)
    if _width(measure, whole, size) <= room:
        return [whole]
    for place in _BREAKS:
        parts = [_segments(part) for part in place.split(text, maxsplit=1)]
        if len(parts) == 2 and all(_width(measure, part, size) <= room for part in parts):
            return parts
    pieces = _PIECES.split(text)
    if len(pieces) > 2 and all(_width(measure, _segments(piece), size) <= room for piece in pieces):
        joined = [pieces[0]]
        for piece in pieces[1:]:
            longer = joined[-1] + piece
            if _width(measure, _segments(longer), size) <= room:
                joined[-1] = longer
            else:
                joined.append(piece)
        return [_segments(line) for line in joined]
    lines = measure.typesetter.lines(text, round(room / size, 4), True, True)
    return [[(line.text, False)] for line in lines]


def _segments(text: str) -> list[Segment]:
    """The pieces of a text; those in brackets are small, unless nothing else is there."""
    pieces = [piece for piece in _BRACKETS.split(text) if piece]
    if len(pieces) < 2:
        return [(text, False)]
    return [(piece, bool(_BRACKETS.fullmatch(piece))) for piece in pieces]


def _width(measure: Measure, line: Sequence[Segment], size: float) -> float:
    return fsum(measure.width(text, SMALL if small else size, True) for text, small in line)


def shades(measure: Measure, columns: Sequence[ChoiceColumn], by_amount: bool) -> list[tuple[str, str]]:
    """The grounds of the heads with the colour of their letters: a ladder from light to dark for amounts, the colours
    of good and bad news where there are any, else all alike."""
    style, count = measure.style.matrix, len(columns)
    if not by_amount:
        inks = [LOOKS[column.tone].ink if column.tone is not Tone.NEUTRAL else "" for column in columns]
        return [(ink, "white") if ink else (style.plain.ground, style.plain.ink) for ink in inks]
    ladder = style.ladder
    if count <= len(ladder):
        chosen = ladder[len(ladder) - count :]
    else:
        chosen = tuple(ladder[index * len(ladder) // count] for index in range(count))
    return [(one.ground, one.ink) for one in chosen]
