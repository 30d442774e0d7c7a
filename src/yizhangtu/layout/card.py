"""A card at a width: how high it must be, and its drawing at any height from there on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from yizhangtu.layout.canvas import Canvas
from yizhangtu.layout.panels import Panels, remark_parts
from yizhangtu.layout.parts import Arrival, Chips, Kit, Para, Part, Tab, paint_badge, slot_width
from yizhangtu.model.line import Card
from yizhangtu.text import TextLine


@dataclass(frozen=True)
class Head:
    """Badge, caption and name; the pictogram stands right of a short name."""

    kit: Kit
    width: float
    card: Card
    stacked: bool = False  # the name below the badge: the head column of a block

    @cached_property
    def _slot(self) -> float:
        style = self.kit.style
        return slot_width(self.kit, self.card, style.badge, style.badge_text) + style.badge_gap

    @property
    def _room(self) -> float:
        return self.width if self.stacked else self.width - self._slot - self._caption

    @property
    def _caption(self) -> float:
        """Room for 同时办 on the line of the badge."""
        return self.kit.width(self.card.caption, 1.0, True) + 0.6 if self.card.caption else 0.0

    @cached_property
    def lines(self) -> int:
        """Lines of the name; more than one is allowed, but a layout avoids it."""
        return self.kit.lines(self.card.title, self._room, self.kit.style.title, True)

    @property
    def height(self) -> float:
        style = self.kit.style
        title = self.lines * style.title * style.title_leading
        return style.badge + 0.25 + title if self.stacked else max(style.badge, title)

    @property
    def has_pictogram(self) -> bool:
        """Whether it fits right of the name."""
        if self.stacked or self.lines != 1 or not self.card.pictogram:
            return False
        title = self.kit.width(self.card.title, self.kit.style.title, True)
        return title + self.kit.style.pictogram + 0.35 <= self._room

    def paint(self, canvas: Canvas, x: float, y: float, pictogram: bool = False) -> None:
        style = self.kit.style
        card = self.card
        title = self.lines * style.title * style.title_leading
        cy = y + (style.badge / 2 if self.stacked else self.height / 2)
        slot = slot_width(self.kit, card, style.badge, style.badge_text)
        paint_badge(canvas, self.kit, card.shape, card.badge, x, cy, style.badge, style.badge_text)
        left, top, room = x + self._slot, cy - title / 2, self._room
        if self.stacked:
            left, top = x, y + style.badge + 0.25
            room = self.width
        if card.caption:
            end = x + slot + style.badge_gap
            if not self.stacked:
                used = max((ln.width for ln in self._title(room)), default=0.0) * style.title
                end = left + used + 0.6
            width = self.kit.width(card.caption, 1.0, True) + 0.1
            canvas.text(end, cy - style.body_leading / 2, width, card.caption, 1.0, style.body_leading, "dark", True)
        canvas.text(left, top, room, card.title, style.title, style.title_leading, "ink", True, balanced=True)
        if pictogram and self.has_pictogram:
            canvas.icon(card.pictogram, x + self.width - style.pictogram, cy - style.pictogram / 2, style.pictogram, "soft")

    def _title(self, room: float) -> tuple[TextLine, ...]:
        return self.kit.typesetter.lines(self.card.title, round(room / self.kit.style.title, 4), True, True)


@dataclass(frozen=True)
class CardBox:
    """A card at `width` u. `level` 3 shows everything, 2 leaves out details and remarks (they are elsewhere then)."""

    kit: Kit
    card: Card
    width: float
    level: int = 3

    @cached_property
    def _inner(self) -> float:
        return self.width - 2 * self.kit.style.pad

    @cached_property
    def _beside(self) -> bool:
        """Whether the panels stand right of the head."""
        return bool(self.card.panels) and self.width >= self.kit.style.composite_min

    @cached_property
    def _head_width(self) -> float:
        style = self.kit.style
        if not self._beside:
            return self._inner
        share = self.width * style.composite_head
        longest = self.kit.width(self.card.deadline, 1.0, True) + style.chip_icon + style.chip_icon_gap + 0.05
        return max(style.composite_head_min, min(share, style.composite_head_max, max(longest, share * 0.8)))

    @cached_property
    def head(self) -> Head:
        return Head(self.kit, self._head_width, self.card, bool(self.card.panels) and self._beside)

    @cached_property
    def _body(self) -> list[tuple[float, Part]]:
        style = self.kit.style
        if self.level < 3:
            return []
        parts: list[tuple[float, Part]] = []
        if self.card.detail:
            parts.append((style.body_gap, Para(self.kit, self._head_width, self.card.detail)))
        for index, part in enumerate(remark_parts(self.kit, self.card, self._head_width)):
            parts.append((0.0 if index else style.small_gap, part))
        return parts

    @cached_property
    def _chips(self) -> Chips:
        return Chips(self.kit, self._head_width, self.card)

    @cached_property
    def _panels(self) -> Panels | None:
        if not self.card.panels:
            return None
        style = self.kit.style
        gap = style.pad * 0.6
        width = self.width - style.pad - self._head_width - 2 * gap if self._beside else self.width - 2 * gap
        return Panels(self.kit, width, self.card.panels)

    @cached_property
    def _tabs(self) -> list[Tab]:
        last = len(self.card.exits) - 1
        return [Tab(self.kit, self.width, e, edge=i == last) for i, e in enumerate(self.card.exits)]

    @cached_property
    def _arrivals(self) -> list[Arrival]:
        return [Arrival(self.kit, self.width, e, edge=not i) for i, e in enumerate(self.card.entrances)]

    @cached_property
    def _foot(self) -> float:
        """Rule and chips."""
        style = self.kit.style
        return 2 * style.rule_gap + self._chips.height if self._chips.height else 0.0

    @cached_property
    def _text(self) -> float:
        return self.head.height + sum(gap + part.height for gap, part in self._body)

    @cached_property
    def height(self) -> float:
        """The least height in u that holds everything."""
        style = self.kit.style
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
        return max(0, self.head.lines - (2 if self.card.panels else 1))

    def paint(self, canvas: Canvas, x: float, y: float, height: float) -> None:
        """Draw it `height` u high: what is spare goes above the dotted rule, for the pictogram."""
        style = self.kit.style
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
        border = style.border_mine if card.mine or card.panels else style.border
        colour = "dark" if card.mine or card.panels else "ink"
        canvas.rect(x, y, self.width, height, style.radius, "", colour, border)
        self._marks(canvas)

    def _paint_ground(self, canvas: Canvas, x: float, y: float, height: float) -> None:
        style = self.kit.style
        if self.card.panels:
            shift = style.stack_shift
            canvas.rect(x + shift, y + shift, self.width, height, style.radius, "paper", "dark", style.border)
        fill = "tint" if self.card.mine or self.card.panels else "paper"
        canvas.rect(x, y, self.width, height, style.radius, fill)

    def _paint_text(self, canvas: Canvas, x: float, y: float, floor: float) -> None:
        style = self.kit.style
        chips = floor - self._chips.height
        rule = chips - style.rule_gap if self._foot else floor
        room = rule - y - self._text - style.rule_gap
        large = room >= style.pictogram_min and bool(self.card.pictogram)
        self.head.paint(canvas, x, y, pictogram=not large)
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

    def _marks(self, canvas: Canvas) -> None:
        canvas.mark("mine" if self.card.mine else "staff")


def paint_tags(canvas: Canvas, kit: Kit, card: Card, x: float, y: float, width: float) -> tuple[float, float]:
    """您来办 and 监督点 on the top border, right; returns the free interval of the border left of them."""
    style = kit.style
    right = x + width - 0.6
    height = style.tag_height
    top = y - height / 2
    if card.mine:
        w = kit.width("您来办", style.tag, True) + 2 * style.tag_pad
        canvas.rect(right - w, top, w, height, 0.35, "dark", "paper", 0.12)
        canvas.centred(right - w / 2, y, "您来办", style.tag, "white")
        right -= w + 0.25
    if card.watched:
        canvas.mark("watched")
        text = kit.width("监督点", style.tag, True)
        w = text + 2 * style.tag_pad + 1.25
        whole = right - w >= x + 2.2
        if not whole:
            w = 1.25 + 1.3 * style.tag_pad
        canvas.rect(right - w, top, w, height, height / 2, "paper", "watch", style.border)
        canvas.icon("eye", right - w + style.tag_pad * 0.65 + 0.05, y - 0.6, 1.2, "watch")
        if whole:
            canvas.centred(right - style.tag_pad - text / 2, y, "监督点", style.tag, "watch")
        right -= w + 0.25
    return x + 0.6, right


def paint_flag(canvas: Canvas, kit: Kit, text: str, x: float, y: float) -> float:
    """A flag above the top border: 开始, 办结, 一 村里审. Returns its right end."""
    style = kit.style
    width = kit.width(text, style.tag, True) + 2 * style.tag_pad
    canvas.rect(x, y - style.flag_rise, width, style.flag_rise, (0.3, 0.3, 0.0, 0.0), "line")
    canvas.centred(x + width / 2, y - style.flag_rise / 2, text, style.tag, "white")
    return x + width
