"""A card at a width: how high it must be, and its drawing at any height from there on."""

from __future__ import annotations

from functools import cached_property
from math import fsum, inf

from yizhangtu.draw import elements
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.badges import card_badge
from yizhangtu.layout.card.border import arrivals
from yizhangtu.layout.card.looks import LOOKS, arrow_tab
from yizhangtu.layout.card.panels import Panels
from yizhangtu.layout.card.parts import Chips, Para, Part, remark_parts
from yizhangtu.layout.card.sidetrip import SideTrip, is_block, trip_height
from yizhangtu.layout.card.tab import Tab, tab_height
from yizhangtu.layout.measure import Measure
from yizhangtu.model.guide import Tone
from yizhangtu.model.line import Card, end_word


class Head:
    """Badge, caption and name; the pictogram stands right of a short name. `stacked` puts the name below the badge, for
    the head column of a block."""

    def __init__(self, measure: Measure, width: float, card: Card, stacked: bool = False) -> None:
        style = measure.style
        self.measure = measure
        self.width = width
        self.card = card
        self.stacked = stacked
        self._badge = card_badge(measure, card)
        self.slot = self._badge.width + style.badge_gap  # room that the badge takes from the name
        # room for 同时办 on the line of the badge
        self.caption = measure.width(card.caption, 1.0, True) + 0.6 if card.caption else 0.0
        self._room = width if stacked else width - self.slot - self.caption
        self.lines = measure.lines(card.title, self._room, style.title, True)  # layouts avoid more than one
        self._caption_below = stacked and bool(card.caption) and self.slot + self.caption > width
        self._title_height = self.lines * style.title * style.title_leading
        if stacked:
            below = style.body_leading if self._caption_below else 0.0
            self.height = style.badge + 0.25 + self._title_height + below
        else:
            high = self._badge.height - 0.6  # a ◆ may reach into the pad above and the gap below
            self.height = max(style.badge, high, self._title_height)

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
        cy = y + (style.badge / 2 if self.stacked else self.height / 2)
        self._badge.paint(canvas, x, cy)
        left, top = x + self.slot, cy - self._title_height / 2
        if self.stacked:
            left, top = x, y + style.badge + 0.25 + (style.body_leading if self._caption_below else 0.0)
        if card.caption:
            self._paint_caption(canvas, x, y, cy)
        with canvas.part("name"):
            canvas.text(left, top, self._room, card.title, style.title, style.title_leading, "ink", True, balanced=True)
        if pictogram and self.has_pictogram:
            side = style.pictogram
            canvas.icon(card.pictogram, x + self.width - side, cy - side / 2, side, pictogram_ink(card.pictogram))

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


class CardBox:
    """A card at `width` u. `level` 3 shows everything, 2 leaves out details and remarks, which stand elsewhere then.
    `flat` puts handler and deadline, and then the detail, on the line of the name where they fit: for wide cards that
    stand alone."""

    def __init__(self, measure: Measure, card: Card, width: float, level: int = 3, flat: bool = False) -> None:
        self.measure = measure
        self.card = card
        self.width = width
        self._level = level
        self._flat = flat
        self._block = is_block(card)
        self._inner = width - 2 * measure.style.pad
        self._exits = card.exits + ((start,) if (start := arrow_tab(measure.style, card)) else ())
        self._trips = () if self._block else card.panels
        self._tab_heights = self._heights_of_tabs()
        self._arrivals = arrivals(measure, card, width)
        beside = self._beside_cost() if self._block and width >= measure.style.composite_min else inf
        measured = vars(self).copy() if beside < inf else {}
        self._arrange(beside=False)
        if beside <= self.height:
            vars(self).update(measured)  # both ways set the same attributes

    def _beside_cost(self) -> float:
        """The height with the panels right of the head. White room below the head counts as height, by its share of
        the card."""
        self._arrange(beside=True)
        room = max(0.0, self.height - self._ends_height() - self._text - self._foot - 2 * self.measure.style.pad)
        white = room * self._head_width / self.width
        return self.height + white * self.measure.style.composite_white

    def _arrange(self, beside: bool) -> None:
        """Measure all parts, for a block with its panels beside or below the head."""
        measure, card = self.measure, self.card
        self._beside = beside
        self._head_width = self._head_column() if beside else self._inner
        self.head = self._head()
        self._chips_on_title = self._chips_fit_title()
        self._chips = Chips(measure, self._head_width, card)
        # where the detail starts on the line of the name
        self._detail_at = self._detail_place() if self._chips_on_title and self._level >= 3 else 0.0
        self._body = self._body_parts() if self._level >= 3 else []
        self._panels = self._panel_columns() if self._block else None
        shown = self._chips.height and not self._chips_on_title
        self._foot = 2 * measure.style.rule_gap + self._chips.height if shown else 0.0  # rule and chips
        self._text = self.head.height + fsum(gap + part.height for gap, part in self._body)
        self.height = self._least_height()

    def _head_column(self) -> float:
        """Width of the head where the panels stand right of it."""
        style = self.measure.style
        share = self.width * style.composite_head
        longest = self.measure.width(self.card.deadline, 1.0, True) + style.chip_icon + style.chip_icon_gap + 0.05
        return max(style.composite_head_min, min(share, style.composite_head_max, max(longest, share * 0.8)))

    def _head(self) -> Head:
        plain = Head(self.measure, self._head_width, self.card)
        stacked = self._beside or (bool(self._block or self.card.caption) and plain.lines > 1)
        return Head(self.measure, self._head_width, self.card, True) if stacked else plain

    def _chips_fit_title(self) -> bool:
        """Whether handler and deadline stand on the line of the name: on a wide card that stands alone, and on a block
        whose panels are below, if they fit."""
        wide = self._flat or (self._block and self.width >= self.measure.style.composite_min)
        if not wide or self._beside or self.head.stacked or self.head.lines != 1:
            return False
        name = self.measure.width(self.card.title, self.measure.style.title, True)
        name += self.head.slot + self.head.caption
        chips = self.measure.chips(self.card)
        return chips > 0 and name + chips + 1.0 <= self._inner

    def _detail_place(self) -> float:
        """Where the detail starts between name and handler; 0 where it has no room there."""
        if not self.card.detail or "\n" in self.card.detail:
            return 0.0
        name = self.measure.width(self.card.title, self.measure.style.title, True)
        start = self.head.slot + name + self.head.caption + 0.9
        end = start + self.measure.width(self.card.detail) + 0.9 + self.measure.chips(self.card)
        return start if end <= self._inner else 0.0

    def _body_parts(self) -> list[tuple[float, Part]]:
        """(gap above, part) below the head."""
        style = self.measure.style
        parts: list[tuple[float, Part]] = []
        if self.card.detail and not self._detail_at:
            parts.append((style.body_gap, Para(self.measure, self._head_width, self.card.detail)))
        for index, part in enumerate(remark_parts(self.measure, self.card, self._head_width)):
            parts.append((0.0 if index else style.small_gap, part))
        return parts

    def _panel_columns(self) -> Panels:
        style = self.measure.style
        gap = style.pad * 0.6
        width = self.width - style.pad - self._head_width - 2 * gap if self._beside else self.width - 2 * gap
        return Panels(self.measure, width, self.card.panels)

    def _heights_of_tabs(self) -> list[float]:
        """The heights of the side trip, of the exits, and last of the tab that the arrow starts at."""
        trips = [trip_height(self.measure, self.width, panel) for panel in self._trips]
        return trips + [tab_height(self.measure, self.width, exit_) for exit_ in self._exits]

    @cached_property
    def _tabs(self) -> list[Tab | SideTrip]:
        """The tabs themselves, made when they are painted."""
        trips = self._trips
        last = len(self._exits) + len(trips) - 1
        tabs: list[Tab | SideTrip] = [
            SideTrip(self.measure, self.width, panel, edge=i == last) for i, panel in enumerate(trips)
        ]
        return tabs + [
            Tab(self.measure, self.width, exit_, edge=i == last)
            for i, exit_ in enumerate(self._exits, start=len(trips))
        ]

    def _least_height(self) -> float:
        """The least height in u that holds everything."""
        style = self.measure.style
        inner = self._text + self._foot
        if self._panels:
            pad = style.pad * 0.6
            if self._beside:
                inner = max(inner, self._panels.height + 2 * pad - 2 * style.pad)
            else:
                inner += self._panels.height + pad
        return inner + 2 * style.pad + self._ends_height() - (style.pad * 0.35 if self._tab_heights else 0.0)

    def _ends_height(self) -> float:
        """The height of the entrances and of the tabs."""
        return fsum(self._tab_heights) + fsum(entry.height for entry in self._arrivals)

    def arrow_height(self, height: float) -> float:
        """How far below the top of the card, drawn `height` u high, an arrow to the right starts: at its tab, or in the
        middle."""
        start = arrow_tab(self.measure.style, self.card)
        return height - self._tab_heights[-1] / 2 if start else height / 2

    @property
    def bad(self) -> int:
        """Lines that the name takes beyond what looks well: legible, but to be avoided."""
        return max(0, self.head.lines - (2 if self._block else 1))

    def paint(self, canvas: Canvas, x: float, y: float, height: float) -> None:
        """Draw it `height` u high. Spare height goes above the dotted rule, for the pictogram."""
        with canvas.element(elements.step(self.card.node)):
            self._paint(canvas, x, y, height)

    def _paint(self, canvas: Canvas, x: float, y: float, height: float) -> None:
        style = self.measure.style
        card = self.card
        self._paint_ground(canvas, x, y, height)
        top = y
        for entrance in self._arrivals:
            entrance.paint(canvas, x, top)
            top += entrance.height
        bottom = y + height
        tabs = bottom - fsum(tab.height for tab in self._tabs)
        floor = tabs - style.pad * (0.65 if self._tabs else 1.0)
        panels = self._stretched_panels(floor - top - style.pad) if self._panels else 0.0
        below = bool(self._panels) and not self._beside
        gap = style.pad * 0.6
        head_floor = floor - panels - gap if below else floor
        if self._chips_on_title:
            head_floor = top + style.pad + self._text
        self._paint_text(canvas, x + style.pad, top + style.pad, head_floor)
        if self._panels:
            if self._beside:
                left = x + style.pad + self._head_width + gap
                self._panels.paint(canvas, left, top + (tabs - top - panels) / 2, panels)
            else:
                self._panels.paint(canvas, x + gap, head_floor + gap, panels)
        for tab in self._tabs:
            with canvas.part(f"outcome-{tab.outcome}" if isinstance(tab, Tab) else ""):
                tab.paint(canvas, x, tabs)
            tabs += tab.height
        border = style.border_mine if card.mine or self._block else style.border
        colour = "dark" if card.mine or self._block else "ink"
        canvas.rect(x, y, self.width, height, style.radius, "", colour, border)
        canvas.mark("mine" if card.mine else "staff")

    def _stretched_panels(self, room: float) -> float:
        """How high the panels are drawn where the card has `room` between its pads: they take the spare height that
        handler and deadline at the foot of the head do not, up to a share of their own height."""
        assert self._panels
        style = self.measure.style
        if self._beside:
            most = room + 2 * style.pad - 2 * style.pad * 0.6
        else:
            most = room - self._text - self._foot - style.pad * 0.6
        return max(self._panels.height, min(most, self._panels.height * style.panel_stretch))

    def _paint_ground(self, canvas: Canvas, x: float, y: float, height: float) -> None:
        style = self.measure.style
        if self._block:
            shift = style.stack_shift
            canvas.rect(x + shift, y + shift, self.width, height, style.radius, "paper", "dark", style.border)
        fill = "tint" if self.card.mine or self._block else "paper"
        canvas.rect(x, y, self.width, height, style.radius, fill)

    def _paint_text(self, canvas: Canvas, x: float, y: float, floor: float) -> None:
        style = self.measure.style
        chips = floor - (0.0 if self._chips_on_title else self._chips.height)
        rule = chips - style.rule_gap if self._foot else floor
        room = rule - y - self._text - style.rule_gap
        large = room >= style.pictogram_min and bool(self.card.pictogram)
        self.head.paint(canvas, x, y, pictogram=not large and not self._chips_on_title)
        if self._chips_on_title:
            middle = y + self.head.height / 2 - style.chip_line / 2
            Chips(self.measure, self._inner, self.card, right=True).paint(canvas, x, middle)
        if self._detail_at:
            width, leading = self._inner - self._detail_at, style.body_leading
            with canvas.part("detail"):
                top = y + (self.head.height - leading) / 2
                canvas.text(x + self._detail_at, top, width, self.card.detail, 1.0, leading)
        y += self.head.height
        for gap, part in self._body:
            y += gap
            part.paint(canvas, x, y)
            y += part.height
        if large:
            size = min(room * 0.86, style.pictogram_max, self._head_width * 0.5)
            left = x + self._head_width - size
            ink = pictogram_ink(self.card.pictogram)
            canvas.icon(self.card.pictogram, left, y + (rule - y - size) / 2 + 0.1, size, ink)
        if self._foot:
            canvas.line(((x, rule), (x + self._head_width, rule)), "hair", style.rule, (style.rule, style.rule * 3.4))
            self._chips.paint(canvas, x, chips)


SIGNS = {look.icon: look.ink for look in LOOKS.values()}  # a pictogram that is the sign of a tone has its colour
STOPS = {end_word(tone): LOOKS[tone].ink for tone in (Tone.GOOD, Tone.BAD)}  # 办结 and 到此 have colours of their own


def pictogram_ink(icon: str) -> str:
    """The colour of the pictogram of a step: a ✗ is never in the green of a theme."""
    return SIGNS.get(icon, "soft")


def paint_flag(canvas: Canvas, measure: Measure, text: str, x: float, y: float) -> float:
    """A flag above the top border: 开始, 办结, 到此, 一 村里审. Returns its right end."""
    style = measure.style
    width = measure.width(text, style.tag, True) + 2 * style.tag_pad
    canvas.rect(x, y - style.flag_rise, width, style.flag_rise, (0.3, 0.3, 0.0, 0.0), STOPS.get(text, "line"))
    canvas.centred(x + width / 2, y - style.flag_rise / 2, text, style.tag, "white")
    return x + width
