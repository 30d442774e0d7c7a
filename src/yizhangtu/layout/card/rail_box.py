"""A card of the rail at a width: how high it must be, and its drawing at any height from there on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.border import Arrival, taken
from yizhangtu.layout.card.panels import Panels
from yizhangtu.layout.card.parts import Chips, Para, Part, remark_parts
from yizhangtu.layout.card.tab import Tab
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Card


@dataclass(eq=False)
class RailBox:
    """A card of the rail at `width` u: name left, handler and deadline right or below, then all that belongs to it."""

    measure: Measure
    card: Card
    width: float
    level: int

    @cached_property
    def _pad(self) -> float:
        return self.measure.style.pad if self.level > 1 else 0.35

    @cached_property
    def _inner(self) -> float:
        return self.width - 2 * self._pad

    @cached_property
    def _chips(self) -> Chips:
        return Chips(self.measure, self._inner, self.card, right=True)

    @cached_property
    def _marks(self) -> float:
        """Room of the marks: at level 1 they stand behind the name."""
        return (self.card.watched + self.card.mine) * 1.7 if self.level == 1 else 0.0

    @cached_property
    def _caption(self) -> float:
        return self.measure.width(self.card.caption, 1.0, True) + 0.6 if self.card.caption else 0.0

    @cached_property
    def _beside(self) -> bool:
        """Whether handler and deadline stand on the line of the name."""
        title = self.measure.width(self.card.title, self.measure.style.title, True) + self._caption + self._marks
        return title + 0.8 + self._chips.natural <= self._inner

    @cached_property
    def _title_room(self) -> float:
        used = self._chips.natural + 0.8 if self._beside else 0.0
        return self._inner - used - self._caption - self._marks

    @cached_property
    def _title_height(self) -> float:
        style = self.measure.style
        count = self.measure.lines(self.card.title, self._title_room, style.title, True)
        return max(count * style.title * style.title_leading, style.chip_line)

    @cached_property
    def _below(self) -> list[tuple[float, float, Part]]:
        """(gap, outdent, part) under the name."""
        parts: list[tuple[float, float, Part]] = []
        if not self._beside and self._chips.height:
            parts.append((0.0, 0.0, Chips(self.measure, self._inner, self.card)))
        if self.level > 2:
            if self.card.detail:
                parts.append((0.05, 0.0, Para(self.measure, self._inner, self.card.detail)))
            parts += [(0.0, 0.0, part) for part in remark_parts(self.measure, self.card, self._inner)]
        wide = self._inner + self._pad
        if self.card.panels:
            parts.append((0.25, self._pad / 2, Panels(self.measure, wide, self.card.panels, self.level == 1)))
        for exit_ in self.card.exits:
            parts.append((0.25, self._pad / 2, Tab(self.measure, wide, exit_, True)))
        return parts

    @cached_property
    def _arrivals(self) -> list[Arrival]:
        marks = taken(self.measure, self.card, self.width) if self.level > 1 else 0.0
        entrances = enumerate(self.card.entrances)
        return [Arrival(self.measure, self.width, e, edge=not i, marks=0.0 if i else marks) for i, e in entrances]

    @cached_property
    def height(self) -> float:
        """Least height in u."""
        pad = self._pad_y
        below = sum(gap + part.height for gap, _, part in self._below)
        return self._title_height + below + 2 * pad + sum(entry.height for entry in self._arrivals)

    @property
    def _pad_y(self) -> float:
        style = self.measure.style
        return style.pad * 0.72 if self.level > 1 else style.row_pad

    @property
    def title_middle(self) -> float:
        """From the top to the middle of the name: where the number stands."""
        return self._pad_y + sum(entry.height for entry in self._arrivals) + self._title_height / 2

    def paint(self, canvas: Canvas, x: float, y: float, height: float) -> None:
        """Draw it `height` u high; half of the spare height goes above the text, half below."""
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
        count = self.measure.lines(card.title, self._title_room, style.title, True)
        top = cy - count * style.title * style.title_leading / 2
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
            self._chips.paint(canvas, x, cy - style.chip_line / 2)
