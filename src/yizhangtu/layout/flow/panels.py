"""Blocks inside blocks: the members of a 并行 and the outcomes that have steps of their own, to any depth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.flow.border import Arrival
from yizhangtu.layout.flow.parts import (
    Chips,
    Measure,
    Para,
    Part,
    badge_height,
    paint_badge,
    paint_pointer,
    pointer_width,
    slot_width,
)
from yizhangtu.layout.flow.tab import Tab
from yizhangtu.model.line import Card, Exit, Panel, Way

ROLE_FILL = {"oversight": "watch", "notice": "dark", "vote": "dark", "material": "dark", "phase": "dark"}


def remark_parts(measure: Measure, card: Card, width: float) -> list[Part]:
    """The further lines of a step: what to bring, the vote, the notice, who watches."""
    return [
        Para(measure, width, remark.text, "ink", False, remark.icon, ROLE_FILL.get(remark.role, "dark"))
        for remark in card.remarks
    ]


@dataclass(eq=False)
class RowTitle:
    """Badge and name of a step inside a panel, with who and when on the right where they fit."""

    measure: Measure
    width: float
    card: Card
    chips: bool
    lead: str = ""  # the outcome of a panel of one step, before its number
    pointer: Exit | None = None  # an exit without words, at the right end

    @cached_property
    def _pointer(self) -> float:
        return pointer_width(self.measure, self.pointer) + 0.3 if self.pointer else 0.0

    @cached_property
    def _lead(self) -> float:
        style = self.measure.style
        return self.measure.width(self.lead, style.tag, True) + 2 * style.tag_pad + 0.6 if self.lead else 0.0

    @cached_property
    def _slot(self) -> float:
        return self._lead + row_slot(self.measure, self.card)

    @cached_property
    def _text(self) -> str:
        return f"{self.card.title} {self.card.caption}" if self.card.caption else self.card.title

    @property
    def height(self) -> float:
        style = self.measure.style
        room = self.width - self._slot - self._pointer
        room -= self.measure.natural(self.card) + 0.4 if self.chips else 0
        count = self.measure.lines(self._text, room, style.panel_title, True)
        badge = badge_height(self.measure, self.card.shape, self.card.badge, style.panel_badge, style.panel_badge_text)
        return max(badge + 0.1, count * style.panel_title * style.title_leading)

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        style = self.measure.style
        height = self.height
        cy = y + height / 2
        card = self.card
        if self.lead:
            high = style.tag * style.tab_leading + 0.12
            canvas.rect(x, cy - high / 2, self._lead - 0.6, high, 0.3, "tint")
            canvas.centred(x + (self._lead - 0.6) / 2, cy, self.lead, style.tag, "dark")
        left = x + self._lead
        paint_badge(canvas, self.measure, card.shape, card.badge, left, cy, style.panel_badge, style.panel_badge_text)
        at = left + slot_width(self.measure, card, style.panel_badge, style.panel_badge_text) + 0.35
        if card.mine:
            canvas.icon("hand-pointing", at, cy - style.tab_icon / 2, style.tab_icon, "dark")
            canvas.mark("mine_inner")
            at += style.tab_icon + 0.2
        if card.watched:
            canvas.icon("eye", at, cy - style.tab_icon / 2, style.tab_icon, "watch")
            canvas.mark("watched")
        room = self.width - self._slot - self._pointer
        if self.pointer:
            ink = "fail" if self.pointer.way is Way.BACK else "dark"
            canvas.mark("back" if ink == "fail" else "on")
            paint_pointer(canvas, self.measure, self.pointer, x + self.width, cy, ink)
        if self.chips:
            natural = self.measure.natural(card)
            room -= natural + 0.4
        count = self.measure.lines(self._text, room, style.panel_title, True)
        top = cy - count * style.panel_title * style.title_leading / 2
        canvas.text(x + self._slot, top, room, self._text, style.panel_title, style.title_leading, "ink", True)
        if self.chips:
            Chips(self.measure, natural + 0.01, card).paint(
                canvas, x + self.width - self._pointer - natural, cy - style.chip_line / 2
            )


def row_slot(measure: Measure, card: Card) -> float:
    """Room that number and marks take before the name of a step in a panel."""
    return measure.slot(card, _row_slot)


def _row_slot(measure: Measure, card: Card) -> float:
    style = measure.style
    slot = slot_width(measure, card, style.panel_badge, style.panel_badge_text) + 0.35
    return slot + (card.mine + card.watched) * (style.tab_icon + 0.2)


@dataclass(eq=False)
class GuideError:
    """Who, when and a short detail on one line."""

    measure: Measure
    width: float
    card: Card

    @property
    def height(self) -> float:
        return self.measure.style.chip_line

    @cached_property
    def _chips(self) -> Chips:
        return Chips(self.measure, 999.0, self.card)

    @property
    def fits(self) -> bool:
        """Whether all of it stands on one line."""
        if "\n" in self.card.detail:
            return False
        detail = self.measure.width(self.card.detail)
        return self._chips.natural + self.measure.style.chip_gap + detail + 0.1 <= self.width

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        style = self.measure.style
        self._chips.paint(canvas, x, y)
        left = x + self._chips.natural + style.chip_gap
        top = y + (style.chip_line - style.body_leading) / 2
        canvas.text(left, top, self.width, self.card.detail, 1.0, style.body_leading)


def _told(measure: Measure, card: Card, width: float, beside: bool, lean: bool) -> list[Part]:
    """Who, when and detail below the name (`beside`: who and when are up there already), in the fewest lines."""
    detail = "" if lean else card.detail
    if beside:
        return [Para(measure, width, detail)] if detail else []
    chips = Chips(measure, width, card)
    told = GuideError(measure, width, card)
    if chips.height and detail and told.fits:
        return [told]
    apart: list[Part] = ([chips] if chips.height else []) + ([Para(measure, width, detail)] if detail else [])
    if chips.height and detail:
        when = f"（{card.deadline}）" if card.deadline and card.handler else card.deadline
        joined = Para(measure, width, f"{card.handler}{when}：{detail}", icon=card.handler_icon)
        if joined.height < sum(part.height for part in apart) - 0.5:
            return [joined]
    return apart


def row_parts(
    measure: Measure, card: Card, width: float, lean: bool = False, lead: str = ""
) -> list[tuple[float, float, Part]]:
    """A step inside a panel as (gap above, indent, part); `lean` without details and remarks (they are elsewhere),
    `lead` the outcome to stand before its number."""
    style = measure.style
    slot = row_slot(measure, card) + (measure.width(lead, style.tag, True) + 2 * style.tag_pad + 0.6 if lead else 0.0)
    natural = measure.natural(card)
    free = width - slot - measure.width(card.title, style.panel_title, True) - 0.5
    pointer = next((e for e in card.exits if e.plain and e.way is not Way.NEXT), None)
    if pointer and pointer_width(measure, pointer) + 0.3 > free:
        pointer = None
    if pointer:
        free -= pointer_width(measure, pointer) + 0.3
    beside = 0 < natural <= free
    title = RowTitle(measure, width, card, beside, lead, pointer)
    parts: list[tuple[float, float, Part]] = [(0.0, 0.0, Arrival(measure, width, e)) for e in card.entrances]
    parts.append((style.small_gap if parts else 0.0, 0.0, title))
    parts += [(0.0, 0.0, part) for part in _told(measure, card, width, beside, lean)]
    if not lean:
        parts += [(0.0, 0.0, part) for part in remark_parts(measure, card, width)]
    for panel in card.panels:
        inner = width - style.panel_indent
        parts.append((style.panel_gap, style.panel_indent, PanelBox(measure, inner, panel, lean)))
    parts += [(style.small_gap, 0.0, Tab(measure, width, exit_, True)) for exit_ in card.exits if exit_ is not pointer]
    return parts


@dataclass(eq=False)
class Condition:
    """The outcome of a panel, dark on a tint: 5万元以下."""

    measure: Measure
    width: float
    text: str

    @property
    def height(self) -> float:
        style = self.measure.style
        count = self.measure.lines(self.text, self.width - 2 * style.tag_pad, style.tag, True)
        return count * style.tag * style.tab_leading + 0.12

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        style = self.measure.style
        room = self.width - 2 * style.tag_pad
        lines = canvas.typesetter.lines(self.text, round(room / style.tag, 4), True)
        width = max(line.width for line in lines) * style.tag + 2 * style.tag_pad
        canvas.rect(x, y, min(width, self.width), self.height, 0.3, "tint")
        canvas.text(x + style.tag_pad, y + 0.06, room, self.text, style.tag, style.tab_leading, "dark", True)


@dataclass(eq=False)
class PanelBox:
    """One member or outcome: its condition, then its steps in order, joined by a thin line."""

    measure: Measure
    width: float
    panel: Panel
    lean: bool = False

    @cached_property
    def parts(self) -> list[tuple[float, float, Part]]:
        """(gap above, indent, part) from top to bottom."""
        style = self.measure.style
        inner = self.width - 2 * style.panel_pad
        found: list[tuple[float, float, Part]] = []
        text = self.panel.condition
        if self.panel.note:
            text = f"{text}：{self.panel.note}" if text else self.panel.note
        lead = text if text and self._leads(text, inner) else ""
        if text and not lead:
            found.append((0.0, 0.0, Condition(self.measure, inner, text)))
        for card in self.panel.rows:
            rows = row_parts(self.measure, card, inner, self.lean, lead)
            if found:
                rows[0] = (style.panel_gap, *rows[0][1:])
            found += rows
        return found

    def _leads(self, text: str, inner: float) -> bool:
        """Whether the outcome of a panel of one step stands on the line of its name."""
        style = self.measure.style
        if len(self.panel.rows) != 1 or self.panel.rows[0].entrances:
            return False
        card = self.panel.rows[0]
        used = self.measure.width(text, style.tag, True) + 2 * style.tag_pad + 0.6 + row_slot(self.measure, card)
        name = f"{card.title} {card.caption}" if card.caption else card.title
        return used + self.measure.width(name, style.panel_title, True) + 0.05 <= inner

    @cached_property
    def height(self) -> float:
        pad = self.measure.style.panel_pad
        return sum(gap + part.height for gap, _, part in self.parts) + 2 * pad * 0.85

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        style = self.measure.style
        canvas.rect(x, y, self.width, self.height, style.panel_radius, "paper", "soft", style.panel_border)
        top = y + style.panel_pad * 0.85
        for gap, indent, part in self.parts:
            top += gap
            part.paint(canvas, x + style.panel_pad + indent, top)
            top += part.height


def columns_of(measure: Measure, width: float, count: int) -> list[int]:
    """The numbers of columns in which `count` panels may stand side by side in `width` u."""
    most = max(1, int((width + measure.style.panel_gap) / (measure.style.column_min + measure.style.panel_gap)))
    return list(range(1, min(most, count) + 1))


@dataclass(eq=False)
class Panels:
    """All panels of a block, in as many columns as make them lowest; each column is filled from top to bottom."""

    measure: Measure
    width: float
    panels: tuple[Panel, ...]
    lean: bool = False

    @cached_property
    def columns(self) -> list[list[PanelBox]]:
        best: tuple[float, list[list[PanelBox]]] | None = None
        gap = self.measure.style.panel_gap
        for count in columns_of(self.measure, self.width, len(self.panels)):
            each = (self.width - gap * (count - 1)) / count
            boxes = [PanelBox(self.measure, each, panel, self.lean) for panel in self.panels]
            deal = _deal(boxes, count, gap)
            height = max(_stacked(column, gap) for column in deal)
            if best is None or height < best[0] - 0.3:
                best = (height, deal)
        return best[1] if best else []

    @cached_property
    def height(self) -> float:
        return max((_stacked(column, self.measure.style.panel_gap) for column in self.columns), default=0.0)

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        gap = self.measure.style.panel_gap
        for column in self.columns:
            top = y
            for box in column:
                box.paint(canvas, x, top)
                top += box.height + gap
            x += column[0].width + gap


def _stacked(boxes: list[PanelBox], gap: float) -> float:
    return sum(box.height for box in boxes) + gap * (len(boxes) - 1)


def _deal(boxes: list[PanelBox], count: int, gap: float) -> list[list[PanelBox]]:
    """Keep the order written, column after column, and make the tallest column as low as it can be."""
    if count == 1:
        return [boxes]
    if count >= len(boxes):
        return [[box] for box in boxes]
    low, high = max(b.height for b in boxes), _stacked(boxes, gap)
    while high - low > 0.2:
        limit = (low + high) / 2
        if len(_fill(boxes, limit, gap)) <= count:
            high = limit
        else:
            low = limit
    return _fill(boxes, high + 1e-6, gap)


def _fill(boxes: list[PanelBox], limit: float, gap: float) -> list[list[PanelBox]]:
    columns: list[list[PanelBox]] = [[]]
    used = 0.0
    for box in boxes:
        if columns[-1] and used + gap + box.height > limit:
            columns.append([])
            used = 0.0
        used += box.height + (gap if columns[-1] else 0.0)
        columns[-1].append(box)
    return columns
