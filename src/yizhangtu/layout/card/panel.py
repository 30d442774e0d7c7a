"""A member of a 并行, or an outcome with steps of its own, at a width: its steps one below the other, to any depth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import fsum
from typing import NamedTuple

from yizhangtu.draw import elements
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.badges import Pointer, panel_badge
from yizhangtu.layout.card.border import Arrival, ShortArrival
from yizhangtu.layout.card.looks import LOOKS
from yizhangtu.layout.card.parts import Chips, Para, Part, remark_parts
from yizhangtu.layout.card.tab import Tab
from yizhangtu.layout.measure import Measure
from yizhangtu.model.guide import Tone
from yizhangtu.model.line import Card, Panel, Way

MARK_GAP, POINTER_GAP, LEAD_GAP = 0.2, 0.3, 0.6  # u: right of a mark, left of a pointer, right of an outcome


def panel_head(panel: Panel) -> str:
    """The outcome of a panel with its note."""
    return "".join(text for text, _ in panel.parts)


def sign_width(measure: Measure, panel: Panel) -> float:
    """Room for the sign of good or bad news before an outcome."""
    return 0.0 if panel.tone is Tone.NEUTRAL else measure.style.tab_icon + MARK_GAP


def lead_width(measure: Measure, panel: Panel) -> float:
    """Room that an outcome takes before the number of its only step; 0 for none."""
    style, lead = measure.style, panel_head(panel)
    return (
        measure.width(lead, style.tag, True) + sign_width(measure, panel) + 2 * style.tag_pad + LEAD_GAP
        if lead
        else 0.0
    )


def paint_sign(canvas: Canvas, measure: Measure, panel: Panel, x: float, cy: float) -> tuple[float, str]:
    """Draw the sign of good or bad news at (x, cy), and return where the outcome begins right of it, and its ink."""
    if panel.tone is Tone.NEUTRAL:
        return x, "dark"
    size, look = measure.style.tab_icon, LOOKS[panel.tone]
    canvas.icon(look.icon, x, cy - size / 2, size, look.ink)
    canvas.mark(look.mark)
    return x + sign_width(measure, panel), look.ink


def ground_of(panel: Panel) -> str:
    """The ground of an outcome: that of good or bad news, else a tint."""
    return "tint" if panel.tone is Tone.NEUTRAL else LOOKS[panel.tone].ground


def row_name(card: Card) -> str:
    """The name of a step inside a panel, with its caption."""
    return f"{card.title} {card.caption}" if card.caption else card.title


def row_slot(measure: Measure, card: Card) -> float:
    """Room that number and marks take before the name of a step inside a panel."""
    marks = (card.mine + card.watched) * (measure.style.tab_icon + MARK_GAP)
    return panel_badge(measure, card).width + 0.35 + marks


class RowTitle:
    """Badge and name of a step inside a panel; on the right an exit and an entrance without words, and handler and
    deadline, where there is room. `lead` is the outcome of a panel of one step, before its number."""

    def __init__(self, measure: Measure, width: float, card: Card, lead: Panel | None) -> None:
        style = measure.style
        self.measure = measure
        self.width = width
        self.card = card
        self.lead = lead
        self._lead = lead_width(measure, lead) if lead else 0.0
        self._badge = panel_badge(measure, card)
        slot = row_slot(measure, card)
        free = width - (slot + self._lead) - measure.width(row_name(card), style.panel_title, True) - 0.5
        self.exit = next((e for e in card.exits if e.plain and e.way is not Way.NEXT), None)
        self._right = Pointer(measure, self.exit).width + POINTER_GAP if self.exit else 0.0
        if self._right > free:
            self.exit, self._right = None, 0.0
        self.entrance = card.entrances[0] if len(card.entrances) == 1 and not card.entrances[0].label else None
        self._exit_right = self._right
        if self.entrance:
            room = ShortArrival(measure, self.entrance).width + POINTER_GAP
            if self._right + room > free:
                self.entrance = None
            else:
                self._right += room
        self.chips = 0 < measure.chips(card) <= free - self._right
        self._slot = self._lead + slot
        self._room = width - self._slot - self._right - (measure.chips(card) + 0.4 if self.chips else 0.0)
        lines = measure.lines(row_name(card), self._room, style.panel_title, True)
        self._name_height = lines * style.panel_title * style.title_leading
        self.height = max(self._badge.height + 0.1, self._name_height)

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        style = self.measure.style
        cy = y + self.height / 2
        card = self.card
        if self.lead:
            high = style.tag * style.tab_leading + 0.12
            top = cy - style.tag * style.tab_leading / 2
            with canvas.element(elements.outcome(self.lead.node, self.lead.outcome)):
                room = self._lead - LEAD_GAP
                canvas.rect(x, cy - high / 2, room, high, 0.3, ground_of(self.lead))
                at, ink = paint_sign(canvas, self.measure, self.lead, x + style.tag_pad, cy)
                canvas.parts(at, top, room, self.lead.parts, style.tag, style.tab_leading, ink, True)
        left = x + self._lead
        self._badge.paint(canvas, left, cy)
        at = left + self._badge.width + 0.35
        if card.mine:
            canvas.icon("hand-pointing", at, cy - style.tab_icon / 2, style.tab_icon, "dark")
            canvas.mark("mine_inner")
            at += style.tab_icon + MARK_GAP
        if card.watched:
            canvas.icon("eye", at, cy - style.tab_icon / 2, style.tab_icon, "watch")
            canvas.mark("watched")
        if self.exit:
            with canvas.part(f"outcome-{self.exit.outcome}"):
                Pointer(self.measure, self.exit).paint(canvas, x + self.width, cy, LOOKS[self.exit.tone].ink)
        if self.entrance:
            ShortArrival(self.measure, self.entrance).paint(canvas, x + self.width - self._exit_right, cy)
        top = cy - self._name_height / 2
        name = row_name(card)
        parts = [(card.title, "name"), (name[len(card.title) :], "caption")]
        room, size = self._room, style.panel_title
        canvas.parts(x + self._slot, top, room, parts, size, style.title_leading, "ink", True)
        if self.chips:
            chips = Chips(self.measure, self.measure.chips(card) + 0.01, card)
            chips.paint(canvas, x + self.width - self._right - chips.natural, cy - style.chip_line / 2)


class DetailLine:
    """Handler, deadline and a short detail on one line."""

    def __init__(self, measure: Measure, width: float, card: Card) -> None:
        self.measure = measure
        self.width = width
        self.card = card
        self.height = measure.style.chip_line

    @property
    def fits(self) -> bool:
        """Whether one line has room for all of it."""
        if "\n" in self.card.detail:
            return False
        chips, detail = self.measure.chips(self.card), self.measure.width(self.card.detail)
        return chips + self.measure.style.chip_gap + detail + 0.1 <= self.width

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        style = self.measure.style
        chips = Chips(self.measure, self.width, self.card)
        chips.paint(canvas, x, y)
        left = x + chips.natural + style.chip_gap
        top = y + (style.chip_line - style.body_leading) / 2
        with canvas.part("detail"):
            canvas.text(left, top, self.width, self.card.detail, 1.0, style.body_leading)


class HandlerLine(Para):
    """Handler and detail as one paragraph. Its first line is as high as a line of handler and deadline, so that the
    step never becomes higher where it is wide enough for other ways to set them."""

    def __init__(self, measure: Measure, width: float, text: Sequence[tuple[str, str]], icon: str) -> None:
        super().__init__(measure, width, text, icon=icon)
        self._above = (measure.style.chip_line - measure.style.body_leading) / 2
        self.height += 2 * self._above

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        super().paint(canvas, x, y + self._above)


def _below_name(measure: Measure, card: Card, width: float, chips_above: bool, brief: bool) -> list[Part]:
    """Handler, deadline and detail below the name, in the fewest lines. With `chips_above` handler and deadline stand
    beside the name; `brief` leaves out the detail."""
    detail = "" if brief else card.detail
    if chips_above:
        return [Para(measure, width, detail)] if detail else []
    chips = Chips(measure, width, card)
    line = DetailLine(measure, width, card)
    if chips.height and detail and line.fits:
        return [line]
    apart: list[Part] = ([chips] if chips.height else []) + ([Para(measure, width, detail)] if detail else [])
    if card.handler and detail:
        # handler and detail on one line; the deadline is never running text
        words = ((card.handler, "handler"), ("：", ""), (detail, "detail"))
        joined: list[Part] = [HandlerLine(measure, width, words, icon=card.handler_icon)]
        if card.deadline:
            joined.append(Chips(measure, width, card._replace(handler="")))
        if fsum(part.height for part in joined) < fsum(part.height for part in apart) - 1e-6:
            return joined
    return apart


class PlacedPart(NamedTuple):
    """A part of a panel with the gap above it, its indent, and the name of the element that it belongs to."""

    gap: float
    indent: float
    part: Part
    element: str


def row_parts(
    measure: Measure, card: Card, width: float, brief: bool = False, lead: Panel | None = None
) -> list[PlacedPart]:
    """A step inside a panel, from top to bottom. `brief` leaves out details and remarks, which stand elsewhere then;
    `lead` is the panel whose outcome stands before its number."""
    style = measure.style
    own = elements.step(card.node)
    title = RowTitle(measure, width, card, lead)
    entrances = [entrance for entrance in card.entrances if entrance is not title.entrance]
    parts = [PlacedPart(0.0, 0.0, Arrival(measure, width, entrance), own) for entrance in entrances]
    parts.append(PlacedPart(style.small_gap if parts else 0.0, 0.0, title, own))
    below = _below_name(measure, card, width, title.chips, brief)
    if not brief:
        below += remark_parts(measure, card, width)
    parts += [PlacedPart(0.0, 0.0, part, own) for part in below]
    for panel in card.panels:
        inner = width - style.panel_indent
        parts.append(PlacedPart(style.panel_gap, style.panel_indent, PanelBox(measure, inner, panel, brief), own))
    tabs = [exit_ for exit_ in card.exits if exit_ is not title.exit]
    return parts + [
        PlacedPart(style.small_gap, 0.0, Tab(measure, width, exit_, True), elements.outcome(card.node, exit_.outcome))
        for exit_ in tabs
    ]


class Condition:
    """The outcome of a panel, dark on a tint: 5万元以下; or in the look of good or bad news."""

    def __init__(self, measure: Measure, width: float, panel: Panel) -> None:
        self.measure = measure
        self.style = measure.style
        self.width = width
        self.panel = panel
        self._text = text = panel_head(panel)
        self._room = width - 2 * self.style.tag_pad - sign_width(measure, panel)
        count = measure.lines(text, self._room, self.style.tag, True)
        self.height = count * self.style.tag * self.style.tab_leading + 0.12

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        style, room = self.style, self._room
        lines = canvas.typesetter.lines(self._text, round(room / style.tag, 4), True)
        width = max(line.width for line in lines) * style.tag + 2 * style.tag_pad + sign_width(self.measure, self.panel)
        canvas.rect(x, y, min(width, self.width), self.height, 0.3, ground_of(self.panel))
        first = y + 0.06 + style.tag * style.tab_leading / 2
        left, ink = paint_sign(canvas, self.measure, self.panel, x + style.tag_pad, first)
        canvas.parts(left, y + 0.06, room, self.panel.parts, style.tag, style.tab_leading, ink, True)


def row_height(measure: Measure, card: Card, width: float, brief: bool = False, lead: Panel | None = None) -> float:
    """The height of the parts of a step inside a panel with the gaps between them; see `row_parts`."""

    def measured() -> float:
        return fsum(one.gap + one.part.height for one in row_parts(measure, card, width, brief, lead))

    return measure.heights((card, brief, lead and lead_width(measure, lead))).at(width, measured)


class PanelBox:
    """One member or outcome: its condition, then its steps one below the other. Its parts are made when it is
    painted."""

    def __init__(self, measure: Measure, width: float, panel: Panel, brief: bool = False) -> None:
        self.measure = measure
        self.width = width
        self.panel = panel
        self._brief = brief
        self._inner = width - 2 * measure.style.panel_pad
        head = panel_head(panel)
        self._lead = False
        self._condition = Condition(measure, self._inner, panel) if head else None
        below = self._rows_height(None) + (self._condition.height + measure.style.panel_gap if self._condition else 0.0)
        if head and self._may_lead():
            beside = self._rows_height(panel)
            self._lead = beside <= below
            below = min(beside, below)
        gaps = measure.style.panel_gap * (len(panel.rows) - 1)
        self.height = below + gaps + 2 * measure.style.panel_pad * 0.85

    def _rows_height(self, lead: Panel | None) -> float:
        return fsum(row_height(self.measure, card, self._inner, self._brief, lead) for card in self.panel.rows)

    def _may_lead(self) -> bool:
        """Whether the outcome of a panel of one step has room on the line of its name. It stands there if the panel is
        then no higher."""
        if len(self.panel.rows) != 1 or self.panel.rows[0].entrances:
            return False
        card = self.panel.rows[0]
        used = lead_width(self.measure, self.panel) + row_slot(self.measure, card)
        return used + self.measure.width(row_name(card), self.measure.style.panel_title, True) + 0.05 <= self._inner

    @cached_property
    def _parts(self) -> list[PlacedPart]:
        """Its parts from top to bottom."""
        panel, found = self.panel, list[PlacedPart]()
        if self._condition and not self._lead:
            found.append(PlacedPart(0.0, 0.0, self._condition, elements.outcome(panel.node, panel.outcome)))
        for card in panel.rows:
            rows = row_parts(self.measure, card, self._inner, self._brief, panel if self._lead else None)
            if found:
                rows[0] = rows[0]._replace(gap=self.measure.style.panel_gap)
            found += rows
        return found

    def paint(self, canvas: Canvas, x: float, y: float, height: float | None = None) -> None:
        """Draw it `height` u high; spare height stays empty below."""
        style = self.measure.style
        canvas.rect(x, y, self.width, height or self.height, style.panel_radius, "paper", "soft", style.panel_border)
        top = y + style.panel_pad * 0.85
        for gap, indent, part, element in self._parts:
            top += gap
            with canvas.element(element):
                part.paint(canvas, x + style.panel_pad + indent, top)
            top += part.height


def panel_height(measure: Measure, width: float, panel: Panel, brief: bool = False) -> float:
    """The height of such a panel; it never becomes higher where it becomes wider."""
    return measure.heights((panel, brief)).at(width, lambda: PanelBox(measure, width, panel, brief).height)
