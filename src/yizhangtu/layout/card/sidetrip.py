"""One outcome with a single step of its own → a tab on its card; a block would take more room."""

from __future__ import annotations

from math import fsum

from yizhangtu.draw import elements
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.badges import DIGITS, Pointer, StepTarget
from yizhangtu.layout.card.looks import LOOKS, rule_of
from yizhangtu.layout.card.parts import Chips, Para, Part, remark_parts
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Card, Panel

MARK_GAP = 0.2  # u: left of a mark


def is_side_trip(card: Card) -> bool:
    """Whether a card's only block is one outcome with one plain step."""
    if card.caption or len(card.panels) != 1 or len(card.panels[0].rows) != 1:
        return False
    row = card.panels[0].rows[0]
    return not row.panels and not row.entrances and len(row.exits) <= 1


def is_block(card: Card) -> bool:
    """Whether a card holds panels, and so has the second border of a block."""
    return bool(card.panels) and not is_side_trip(card)


class SideTrip:
    """`有异议：核查异议`, handler, deadline, detail, remarks; ⑰ on the right, and where the step leads.
    `edge`: it is the lowest of its card and follows the card's round corners."""

    def __init__(self, measure: Measure, width: float, panel: Panel, edge: bool = False) -> None:
        style = measure.style
        row = panel.rows[0]
        self.measure = measure
        self.width = width
        self.edge = edge
        self._badge = row.badge
        self._exit = row.exits[0] if row.exits else None
        self._badge_width = StepTarget(measure, row.badge).width
        self._whole = width - 2 * style.tab_inset - style.tab_icon - 0.35 - 0.3
        self._marks = [("hand-pointing", "mine_inner", "dark")] if row.mine else []
        self._marks += [("eye", "watched", "watch")] if row.watched else []
        self._room = self._whole - self._badge_width - len(self._marks) * (style.tab_icon + MARK_GAP)
        self._tone = panel.tone
        self._ink = LOOKS[panel.tone].ink
        self._own = elements.step(row.node)
        self._outcome = elements.outcome(panel.node, panel.outcome)
        self._condition, self._title_lines = self._titled(panel, row)
        self._name = row.title
        self._title_height = max(self._title_lines * style.tab_leading, style.tab_badge)
        chips = measure.chips(row)
        pointer = Pointer(measure, self._exit).width + 0.3 if self._exit else 0.0
        # an exit without words stands on the line of handler and deadline where there is room
        self._pointed = bool(self._exit and self._exit.plain) and pointer <= self._whole - chips
        self._parts = self._parts_of(row)
        self._pointer_line = max(style.body_leading, style.tab_badge + 0.15)  # clear of the number above it
        self._exit_room = self._whole - pointer
        self._exit_lines = 0
        self._exit_height = 0.0
        if self._pointed:
            self._exit_height = max(0.0, self._pointer_line - style.chip_line) if chips else style.tab_badge
        elif self._exit:
            self._exit_lines = measure.lines(self._exit.words, self._exit_room, 1.0, True)
            self._exit_height = max(self._exit_lines * style.tab_leading, style.tab_badge) + 0.1
        below = fsum(part.height for part in self._parts)
        self.height = self._title_height + below + self._exit_height + 2 * style.tab_pad

    def _titled(self, panel: Panel, row: Card) -> tuple[tuple[tuple[str, str], ...], int]:
        """The outcome before the name of the step, as (text, name of its element), and the lines of both."""
        note = f"（{panel.note}）" if panel.note else ""
        label, said = f"{self._outcome}.label", f"{self._outcome}.note"
        joined = f"{panel.condition}{note}：{row.title}"
        count = self.measure.lines(joined, self._room, 1.0, True)
        if count <= 1:
            return ((panel.condition, label), (note, said), ("：", self._outcome)), count
        apart = f"{panel.condition}{note}：\n{row.title}"
        lines = self.measure.lines(apart, self._room, 1.0, True)
        return ((panel.condition, label), (note, said), ("：\n", self._outcome)), lines

    def _parts_of(self, row: Card) -> list[Part]:
        """Below the title: handler and deadline, the detail, remarks."""
        chips = Chips(self.measure, self._whole, row)
        lines: list[Part] = [chips] if chips.height else []
        room = self._whole if lines and not self._pointed else self._room  # clear of the numbers at the right
        if row.detail:
            lines.append(Para(self.measure, room, row.detail))
        return lines + remark_parts(self.measure, row, room)

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it with its top left corner at (x, y)."""
        style, ink = self.measure.style, self._ink
        look = LOOKS[self._tone]
        canvas.mark(look.mark)
        round_ = style.radius if self.edge else 0.0
        canvas.rect(x, y, self.width, self.height, (0, 0, round_, round_), look.ground)
        canvas.line(((x, y), (x + self.width, y)), ink, style.tab_rule, rule_of(style, self._tone))
        top = y + style.tab_pad
        cy = top + self._title_height / 2
        left = x + style.tab_inset + style.tab_icon + 0.35
        right = x + self.width - style.tab_inset
        canvas.icon(look.icon, x + style.tab_inset, cy - style.tab_icon / 2, style.tab_icon, ink)
        title = cy - self._title_lines * style.tab_leading / 2
        with canvas.element(""):
            name = (self._name, f"{self._own}.name")
            canvas.parts(left, title, self._room, (*self._condition, name), 1.0, style.tab_leading, ink, True)
        with canvas.element(self._own):
            self._paint_step(canvas, left, right, cy, top)

    def _paint_step(self, canvas: Canvas, left: float, right: float, cy: float, top: float) -> None:
        """The step's number, and below the title what belongs to it."""
        style, ink = self.measure.style, self._ink
        size, wide = style.tab_badge, self._badge_width
        canvas.rect(right - wide, cy - size / 2, wide, size, size / 2, ink)
        with canvas.part("number"):
            canvas.centred(right - wide / 2, cy, self._badge, DIGITS, "white")
        at = right - wide
        for icon, mark, fill in reversed(self._marks):
            at -= style.tab_icon + MARK_GAP
            canvas.icon(icon, at, cy - style.tab_icon / 2, style.tab_icon, fill)
            canvas.mark(mark)
        top += self._title_height
        if self._exit and self._pointed:
            with canvas.part(f"outcome-{self._exit.outcome}"):
                Pointer(self.measure, self._exit).paint(canvas, right, top + self._pointer_line / 2, ink)
            if self._parts:
                top += max(0.0, self._pointer_line - style.chip_line) / 2
        for part in self._parts:
            part.paint(canvas, left, top)
            top += part.height
        if self._exit and not self._pointed:
            cy = top + self._exit_height / 2
            y = cy - self._exit_lines * style.tab_leading / 2
            with canvas.part(f"outcome-{self._exit.outcome}"):
                canvas.parts(left, y, self._exit_room, self._exit.parts, 1.0, style.tab_leading, ink, True)
                Pointer(self.measure, self._exit).paint(canvas, right, cy, ink)


def trip_height(measure: Measure, width: float, panel: Panel) -> float:
    """The height of such a tab; it never becomes higher where it becomes wider."""
    return measure.heights((panel, "trip")).at(width, lambda: SideTrip(measure, width, panel).height)
