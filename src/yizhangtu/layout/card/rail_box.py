"""A card of the rail at a width: how high it must be, and its drawing at any height from there on."""

from __future__ import annotations

from math import fsum

from yizhangtu.draw import elements
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.border import arrivals
from yizhangtu.layout.card.panels import Panels
from yizhangtu.layout.card.parts import Chips, Para, Part, remark_parts
from yizhangtu.layout.card.tab import Tab
from yizhangtu.layout.matrix.body import MatrixBody
from yizhangtu.layout.matrix.columns import beside_columns, is_choice
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Card


class RailBox:
    """A card of the rail at `width` u: name left, handler and deadline right or below, then all that belongs to it. It
    looks like one of `level`, 1 being a ruled row, and has the words of level `detail`."""

    def __init__(self, measure: Measure, card: Card, width: float, level: int, detail: int) -> None:
        style = measure.style
        self.measure = measure
        self.card = card
        self.width = width
        self.level = level
        self._detail = detail
        self._pad, self._pad_y = (style.pad, style.pad * 0.72) if level > 1 else (0.35, style.row_pad)
        self._inner = width - 2 * self._pad
        self._marks = (card.watched + card.mine) * 1.7 if level == 1 else 0.0  # they stand behind the name then
        self._caption = measure.width(card.caption, 1.0, True) + 0.6 if card.caption else 0.0
        chips, room = measure.chips(card) + 0.8, self._inner - self._caption - self._marks
        # whether handler and deadline stand on the line of the name
        self._beside = room > chips and measure.lines(card.title, room - chips, style.title, True) <= 1
        self._title_room = room - chips if self._beside else room
        self._title_lines = measure.lines(card.title, self._title_room, style.title, True)
        self._title_height = max(self._title_lines * style.title * style.title_leading, style.chip_line)
        self._below = self._parts()
        self._arrivals = arrivals(measure, card, width, level > 1)
        below = fsum(gap + part.height for gap, _, part in self._below)
        above = fsum(entry.height for entry in self._arrivals)
        self.height = self._title_height + below + 2 * self._pad_y + above  # the least height in u
        # from the top to the middle of the name: where the number stands
        self.title_middle = self._pad_y + above + self._title_height / 2

    def _parts(self) -> list[tuple[float, float, Part]]:
        """(gap, outdent, part) under the name."""
        measure, card = self.measure, self.card
        parts: list[tuple[float, float, Part]] = []
        if not self._beside and measure.chips(card):
            parts.append((0.0, 0.0, Chips(measure, self._inner, card)))
        if self._detail > 2:
            if card.detail:
                parts.append((0.05, 0.0, Para(measure, self._inner, card.detail)))
            parts += [(0.0, 0.0, part) for part in remark_parts(measure, card, self._inner)]
        wide = self._inner + self._pad
        exits = card.exits
        if self.level > 1 and is_choice(card):  # the rail itself shows the arrow
            body = MatrixBody(measure, wide, card._replace(arrow=None), self._detail < 3)
            parts.append((0.25, self._pad / 2, body))
            exits = beside_columns(card)
        elif card.panels:
            parts.append((0.25, self._pad / 2, Panels(measure, wide, card.panels, self._detail == 1)))
        return parts + [(0.25, self._pad / 2, Tab(measure, wide, exit_, True)) for exit_ in exits]

    def paint(self, canvas: Canvas, x: float, y: float, height: float) -> None:
        """Draw it `height` u high; half of the spare height goes above the text, half below."""
        with canvas.element(elements.step(self.card.node)):
            self._paint(canvas, x, y, height)

    def _paint(self, canvas: Canvas, x: float, y: float, height: float) -> None:
        style = self.measure.style
        card = self.card
        canvas.mark("mine" if card.mine else "staff")
        if self.level > 1:
            fill = "tint" if card.mine else "paper"
            canvas.rect(x, y, self.width, height, style.radius, fill)
        elif card.mine:
            canvas.rect(x, y + 0.08, self.width, height - 0.16, 0.25, "tint")
        top = y
        for entrance in self._arrivals:
            entrance.paint(canvas, x, top)
            top += entrance.height
        top += self._pad_y + max(0.0, height - self.height) / 2
        self._paint_title(canvas, x + self._pad, top)
        top += self._title_height
        for gap, outdent, part in self._below:
            top += gap
            with canvas.part(f"outcome-{part.outcome}" if isinstance(part, Tab) else ""):
                part.paint(canvas, x + self._pad - outdent, top)
            top += part.height
        if self.level > 1:
            colour, border = ("dark", style.border_mine) if card.mine or card.panels else ("ink", style.border)
            canvas.rect(x, y, self.width, height, style.radius, "", colour, border)
        else:
            canvas.line(((x, y + height), (x + self.width, y + height)), "hair", style.rule)

    def _paint_title(self, canvas: Canvas, x: float, y: float) -> None:
        style = self.measure.style
        card = self.card
        cy = y + self._title_height / 2
        top = cy - self._title_lines * style.title * style.title_leading / 2
        with canvas.part("name"):
            canvas.text(x, top, self._title_room, card.title, style.title, style.title_leading, "ink", True)
        lines = self.measure.typesetter.lines(card.title, round(self._title_room / style.title, 4), True)
        end = x + max((line.width for line in lines), default=0.0) * style.title + 0.5
        if card.caption:
            leading = style.body_leading
            canvas.text(end, cy - leading / 2, self._caption, card.caption, 1.0, leading, "dark", True)
            end += self._caption
        if self.level == 1 and card.mine:
            canvas.icon("hand-pointing", end, cy - 0.7, 1.4, "dark")
            canvas.mark("mine_inner")
            end += 1.7
        if self.level == 1 and card.watched:
            canvas.icon("eye", end, cy - 0.7, 1.4, "watch")
            canvas.mark("watched")
        if self._beside:
            Chips(self.measure, self._inner, card, right=True).paint(canvas, x, cy - style.chip_line / 2)
