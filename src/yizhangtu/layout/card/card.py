"""A card at a width: how high it must be, and its drawing at any height from there on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.badges import Badge, card_badge
from yizhangtu.layout.card.border import Arrival, taken
from yizhangtu.layout.card.panels import Panels
from yizhangtu.layout.card.parts import Chips, Para, Part, remark_parts
from yizhangtu.layout.card.sidetrip import SideTrip, is_side_trip
from yizhangtu.layout.card.tab import Tab
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Card, Panel


@dataclass(eq=False)
class Head:
    """Badge, caption and name; the pictogram stands right of a short name."""

    measure: Measure
    width: float
    card: Card
    stacked: bool = False  # the name below the badge: the head column of a block

    @cached_property
    def _badge(self) -> Badge:
        return card_badge(self.measure, self.card)

    @cached_property
    def slot(self) -> float:
        """Room that the badge takes from the name."""
        return self._badge.width + self.measure.style.badge_gap

    @property
    def _room(self) -> float:
        return self.width if self.stacked else self.width - self.slot - self.caption

    @property
    def caption(self) -> float:
        """Room for 同时办 on the line of the badge."""
        return self.measure.width(self.card.caption, 1.0, True) + 0.6 if self.card.caption else 0.0

    @cached_property
    def lines(self) -> int:
        """Lines of the name. Layouts avoid more than one."""
        return self.measure.lines(self.card.title, self._room, self.measure.style.title, True)

    @property
    def height(self) -> float:
        style = self.measure.style
        title = self.lines * style.title * style.title_leading
        if not self.stacked:
            high = self._badge.height - 0.6  # a ◆ may reach into the pad above and the gap below
            return max(style.badge, high, title)
        return style.badge + 0.25 + title + (style.body_leading if self._caption_below else 0.0)

    @property
    def _caption_below(self) -> bool:
        """Whether 同时办 has no room right of the number."""
        return self.stacked and bool(self.card.caption) and self.slot + self.caption > self.width

    @property
    def has_pictogram(self) -> bool:
        """Whether it fits right of the name."""
        if self.stacked or self.lines != 1 or not self.card.pictogram:
            return False
        title = self.measure.width(self.card.title, self.measure.style.title, True)
        return title + self.measure.style.pictogram + 0.35 <= self._room

    def paint(self, canvas: Canvas, x: float, y: float, pictogram: bool = False) -> None:
        style = self.measure.style
        card = self.card
        title = self.lines * style.title * style.title_leading
        cy = y + (style.badge / 2 if self.stacked else self.height / 2)
        self._badge.paint(canvas, x, cy)
        left, top, room = x + self.slot, cy - title / 2, self._room
        if self.stacked:
            left, top = x, y + style.badge + 0.25 + (style.body_leading if self._caption_below else 0.0)
        if card.caption:
            self._paint_caption(canvas, x, y, cy)
        canvas.text(left, top, room, card.title, style.title, style.title_leading, "ink", True, balanced=True)
        if pictogram and self.has_pictogram:
            side = style.pictogram
            canvas.icon(card.pictogram, x + self.width - side, cy - side / 2, side, "soft")

    def _paint_caption(self, canvas: Canvas, x: float, y: float, cy: float) -> None:
        """同时办 right of the name, or of the number where the name stands below it, or on a line of its own."""
        style, leading = self.measure.style, self.measure.style.body_leading
        left, middle = x + self.slot, cy
        if self._caption_below:
            left, middle = x, y + style.badge + 0.1 + leading / 2
        elif not self.stacked:
            name = self.measure.typesetter.lines(self.card.title, round(self._room / style.title, 4), True, True)
            left += max((line.width for line in name), default=0.0) * style.title + 0.6
        width = self.measure.width(self.card.caption, 1.0, True) + 0.1
        canvas.text(left, middle - leading / 2, width, self.card.caption, 1.0, leading, "dark", True)


@dataclass(eq=False)
class CardBox:
    """A card at `width` u. `level` 3 shows everything, 2 leaves out details and remarks, which stand elsewhere then."""

    measure: Measure
    card: Card
    width: float
    level: int = 3
    flat: bool = False  # handler and deadline on the line of the name where they fit: for wide cards that stand alone

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        """The panels that make it a block; a side trip is a tab instead."""
        return () if is_side_trip(self.card) else self.card.panels

    @cached_property
    def _beside_name(self) -> bool:
        """Whether handler and deadline stand on the line of the name."""
        if not self.flat or self.panels or self.head.lines != 1:
            return False
        name = self.measure.width(self.card.title, self.measure.style.title, True)
        name += self.head.slot + self.head.caption
        natural = self.measure.chips(self.card)
        return natural > 0 and name + natural + 1.0 <= self._inner

    @cached_property
    def _inner(self) -> float:
        return self.width - 2 * self.measure.style.pad

    @cached_property
    def _beside(self) -> bool:
        """Whether the panels stand right of the head."""
        return bool(self.panels) and self.width >= self.measure.style.composite_min

    @cached_property
    def _head_width(self) -> float:
        style = self.measure.style
        if not self._beside:
            return self._inner
        share = self.width * style.composite_head
        longest = self.measure.width(self.card.deadline, 1.0, True) + style.chip_icon + style.chip_icon_gap + 0.05
        return max(style.composite_head_min, min(share, style.composite_head_max, max(longest, share * 0.8)))

    @cached_property
    def head(self) -> Head:
        plain = Head(self.measure, self._head_width, self.card)
        stacked = (bool(self.panels) and self._beside) or (bool(self.panels or self.card.caption) and plain.lines > 1)
        return Head(self.measure, self._head_width, self.card, True) if stacked else plain

    @cached_property
    def _body(self) -> list[tuple[float, Part]]:
        style = self.measure.style
        if self.level < 3:
            return []
        parts: list[tuple[float, Part]] = []
        if self.card.detail:
            parts.append((style.body_gap, Para(self.measure, self._head_width, self.card.detail)))
        for index, part in enumerate(remark_parts(self.measure, self.card, self._head_width)):
            parts.append((0.0 if index else style.small_gap, part))
        return parts

    @cached_property
    def _chips(self) -> Chips:
        return Chips(self.measure, self._head_width, self.card)

    @cached_property
    def _panels(self) -> Panels | None:
        if not self.panels:
            return None
        style = self.measure.style
        gap = style.pad * 0.6
        width = self.width - style.pad - self._head_width - 2 * gap if self._beside else self.width - 2 * gap
        return Panels(self.measure, width, self.panels)

    @cached_property
    def _tabs(self) -> list[Tab | SideTrip]:
        trips = [panel for panel in self.card.panels if not self.panels]
        last = len(self.card.exits) + len(trips) - 1
        tabs: list[Tab | SideTrip] = [
            SideTrip(self.measure, self.width, panel, edge=i == last) for i, panel in enumerate(trips)
        ]
        return tabs + [
            Tab(self.measure, self.width, e, edge=i == last) for i, e in enumerate(self.card.exits, start=len(trips))
        ]

    @cached_property
    def _arrivals(self) -> list[Arrival]:
        marks = taken(self.measure, self.card, self.width) if self.card.entrances else 0.0
        return [
            Arrival(self.measure, self.width, e, edge=not i, marks=0.0 if i else marks)
            for i, e in enumerate(self.card.entrances)
        ]

    @cached_property
    def _foot(self) -> float:
        """Rule and chips."""
        style = self.measure.style
        return 2 * style.rule_gap + self._chips.height if self._chips.height and not self._beside_name else 0.0

    @cached_property
    def _text(self) -> float:
        return self.head.height + sum(gap + part.height for gap, part in self._body)

    @cached_property
    def height(self) -> float:
        """The least height in u that holds everything."""
        style = self.measure.style
        inner = self._text + self._foot
        if self._panels:
            pad = style.pad * 0.6
            if self._beside:
                inner = max(inner, self._panels.height + 2 * pad - 2 * style.pad)
            else:
                inner += self._panels.height + style.small_gap
        ends = sum(tab.height for tab in self._tabs) + sum(entry.height for entry in self._arrivals)
        return inner + 2 * style.pad + ends - (style.pad * 0.35 if self._tabs else 0.0)

    @property
    def bad(self) -> int:
        """Lines that the name takes beyond what looks well: legible, but to be avoided."""
        return max(0, self.head.lines - (2 if self.panels else 1))

    def paint(self, canvas: Canvas, x: float, y: float, height: float) -> None:
        """Draw it `height` u high. Spare height goes above the dotted rule, for the pictogram."""
        style = self.measure.style
        card = self.card
        self._paint_ground(canvas, x, y, height)
        top = y
        for entrance in self._arrivals:
            entrance.paint(canvas, x, top)
            top += entrance.height
        bottom = y + height
        tabs = bottom - sum(tab.height for tab in self._tabs)
        floor = tabs - style.pad * (0.65 if self._tabs else 1.0)
        head_floor = floor
        if self._panels and not self._beside:
            head_floor -= self._panels.height + style.small_gap
        self._paint_text(canvas, x + style.pad, top + style.pad, head_floor)
        if self._panels:
            gap = style.pad * 0.6
            if self._beside:
                left = x + style.pad + self._head_width + gap
                spare = tabs - top - self._panels.height
                self._panels.paint(canvas, left, top + spare / 2)
            else:
                self._panels.paint(canvas, x + gap, floor - self._panels.height)
        for tab in self._tabs:
            tab.paint(canvas, x, tabs)
            tabs += tab.height
        border = style.border_mine if card.mine or self.panels else style.border
        colour = "dark" if card.mine or self.panels else "ink"
        canvas.rect(x, y, self.width, height, style.radius, "", colour, border)
        canvas.mark("mine" if card.mine else "staff")

    def _paint_ground(self, canvas: Canvas, x: float, y: float, height: float) -> None:
        style = self.measure.style
        if self.panels:
            shift = style.stack_shift
            canvas.rect(x + shift, y + shift, self.width, height, style.radius, "paper", "dark", style.border)
        fill = "tint" if self.card.mine or self.panels else "paper"
        canvas.rect(x, y, self.width, height, style.radius, fill)

    def _paint_text(self, canvas: Canvas, x: float, y: float, floor: float) -> None:
        style = self.measure.style
        chips = floor - (0.0 if self._beside_name else self._chips.height)
        rule = chips - style.rule_gap if self._foot else floor
        room = rule - y - self._text - style.rule_gap
        large = room >= style.pictogram_min and bool(self.card.pictogram)
        self.head.paint(canvas, x, y, pictogram=not large and not self._beside_name)
        if self._beside_name:
            middle = y + self.head.height / 2 - style.chip_line / 2
            Chips(self.measure, self._inner, self.card, right=True).paint(canvas, x, middle)
        y += self.head.height
        for gap, part in self._body:
            y += gap
            part.paint(canvas, x, y)
            y += part.height
        if large:
            size = min(room * 0.86, style.pictogram_max, self._head_width * 0.5)
            left = x + self._head_width - size
            canvas.icon(self.card.pictogram, left, y + (rule - y - size) / 2 + 0.1, size, "soft")
        if self._foot:
            canvas.line(((x, rule), (x + self._head_width, rule)), "hair", style.rule, (style.rule, style.rule * 3.4))
            self._chips.paint(canvas, x, chips)


def paint_flag(canvas: Canvas, measure: Measure, text: str, x: float, y: float) -> float:
    """A flag above the top border: 开始, 办结, 一 村里审. Returns its right end."""
    style = measure.style
    width = measure.width(text, style.tag, True) + 2 * style.tag_pad
    canvas.rect(x, y - style.flag_rise, width, style.flag_rise, (0.3, 0.3, 0.0, 0.0), "line")
    canvas.centred(x + width / 2, y - style.flag_rise / 2, text, style.tag, "white")
    return x + width
