"""Form `lanes`: one column per handler, for the staff who pass a matter on; dot's ranks are the rows.

Only neighbours in the line are joined by arrows. Each gap between two rows has at most one arrow, so that none can
cross; every other edge is a tab on its card, as in `rows`.
"""

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from yizhangtu.draw import elements
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.border import paint_tags, tags
from yizhangtu.layout.card.card import CardBox, paint_flag
from yizhangtu.layout.card.looks import arrow_pill, arrow_tone
from yizhangtu.layout.card.sidetrip import is_block
from yizhangtu.layout.flow.arrows import Arrows
from yizhangtu.layout.flow.rows import Area, border_widths, flag_texts
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Card, Line


def lane_names(line: Line) -> tuple[str, ...]:
    """The handlers in the order of their first step; steps without a handler share one lane."""
    return tuple(dict.fromkeys(card.handler for card in line.cards))


def lane_numbers(line: Line) -> list[int]:
    """The lane of each card."""
    names = lane_names(line)
    return [names.index(card.handler) for card in line.cards]


class LanePlan(NamedTuple):
    """Row heights and the room above each row, in u at `unit` mm."""

    head: float
    heights: tuple[float, ...]
    above: tuple[float, ...]
    height: float
    unit: float


class Lanes:
    """Plans and paints a line of cards in lanes; `rows` is the row of each card (dot's rank)."""

    def __init__(self, measure: Measure, line: Line, rows: Sequence[int], level: int) -> None:
        self.measure = measure
        self.line = line
        self.names = lane_names(line)
        self.lanes = lane_numbers(line)
        self.rows = list(rows)
        self.level = level
        self.flags = flag_texts(line, False)
        self._plain: list[Card] = [card._replace(handler="") for card in line.cards]

    def _head_text(self, lane: int, width: float) -> float:
        style = self.measure.style
        room = width - 2 * style.lane_pad - 1.6
        return self.measure.lines(self.names[lane] or "其他", room, 1.1, True) * 1.1 * style.title_leading

    def plan(self, unit: float, width_mm: float) -> LanePlan | None:
        """Heights at `unit` mm per u, or None where a lane is too narrow for a card."""
        style = self.measure.style
        lane = (width_mm / unit - 0.2) / len(self.names)
        width = lane - 2 * style.lane_pad
        if width < max(style.card_min, *border_widths(self.measure, self.line, self.flags)):
            return None
        count = max(self.rows) + 1
        heights = [0.0] * count
        above = [style.row_gap] * count
        for index, card in enumerate(self._plain):
            row = self.rows[index]
            heights[row] = max(heights[row], CardBox(self.measure, card, width, self.level).height)
            rise = style.flag_rise if self.flags[index] else 0.75 if card.mine or card.watched else 0.0
            before = self.line.cards[index - 1] if index else None
            label = style.row_gap_label + 0.3 if before and arrow_pill(style, before) else 0.0
            above[row] = max(above[row], max(style.row_gap, rise + style.row_gap_flag) + label)
        head_height = max(style.lane_head, max(self._head_text(i, lane) for i in range(len(self.names))) + 0.7)
        total = head_height + fsum(heights) + fsum(above) + 0.9
        return LanePlan(head_height, tuple(heights), tuple(above), total, unit)

    def paint(self, canvas: Canvas, plan: LanePlan, width_mm: float, height_mm: float) -> None:
        """Draw a plan. Spare height goes to the gaps and the cards."""
        style = self.measure.style
        total = height_mm / plan.unit
        spare = max(0.0, total - plan.height)
        count = len(plan.heights)
        gap = min(spare * 0.45 / count, style.stretch_gap * 2)
        more = (spare - gap * count) / count
        lane = (width_mm / plan.unit - 0.2) / len(self.names)
        self._paint_ground(canvas, plan, lane, total)
        tops: list[float] = []
        y = plan.head
        for row in range(count):
            y += plan.above[row] + gap
            tops.append(y)
            y += plan.heights[row] + more
        width = lane - 2 * style.lane_pad
        boxes = [
            (0.1 + self.lanes[i] * lane + style.lane_pad, tops[self.rows[i]], width, plan.heights[self.rows[i]] + more)
            for i in range(len(self._plain))
        ]
        for index, card in enumerate(self._plain):
            self._paint_card(canvas, index, card, boxes)

    def _paint_ground(self, canvas: Canvas, plan: LanePlan, lane: float, total: float) -> None:
        style = self.measure.style
        width = lane * len(self.names)
        for number, name in enumerate(self.names):
            x = 0.1 + number * lane
            canvas.rect(x, 0.1, lane, total - 0.2, 0, "wash" if number % 2 == 0 else "paper")
            canvas.rect(x, 0.1, lane - 0.08, plan.head, 0, "dark")
            icon = next((c.handler_icon for c in self.line.cards if c.handler == name and c.handler_icon), "")
            room = lane - 2 * style.lane_pad - 1.6
            text = self._head_text(number, lane)
            lines = self.measure.typesetter.lines(name or "其他", round(room / 1.1, 4), True, True)
            used = max(line.width for line in lines) * 1.1
            left = x + (lane - used - 1.6) / 2
            canvas.icon(icon, left, 0.1 + plan.head / 2 - 0.65, 1.3, "white")
            top = 0.1 + (plan.head - text) / 2
            for row, line in enumerate(lines):
                down = top + row * 1.1 * style.title_leading
                with canvas.element(f"lane-{number}"):
                    canvas.text_line(left + 1.6, down, line, 1.1, style.title_leading, "white", True)
            if number:
                canvas.line(((x, plan.head), (x, total - 0.1)), "hair", style.rule)
        canvas.rect(0.1, 0.1, width, total - 0.2, 0.3, "", "dark", style.border)

    def _paint_card(self, canvas: Canvas, index: int, card: Card, boxes: Sequence[Area]) -> None:
        x, y, w, h = boxes[index]
        flag_end = x + 0.5
        with canvas.element(elements.step(card.node, "flag")):
            for text in self.flags[index]:
                flag_end = paint_flag(canvas, self.measure, text, flag_end - 0.1, y) + 0.2
        marks = tags(self.measure, card, x, w, flag_end)
        if index and self.line.cards[index - 1].linked:
            free = min((tag.left for tag in marks), default=x + w - 0.6)
            before = self.line.cards[index - 1]
            with canvas.element(elements.outcome(before.node, before.arrow_outcome)):
                self._paint_arrow(canvas, index, boxes, (flag_end, free))
        CardBox(self.measure, card, w, self.level).paint(canvas, x, y, h)
        canvas.placed(card.node, x, y, w, h)
        paint_tags(canvas, self.measure, card, marks, y)

    def _paint_arrow(self, canvas: Canvas, index: int, boxes: Sequence[Area], free: tuple[float, float]) -> None:
        """The arrow from the card before, into the `free` part of the top border where it comes from above."""
        style, arrows = self.measure.style, Arrows(canvas, self.measure)
        before, card = self.line.cards[index - 1 : index + 1]
        label, tone = arrow_pill(style, before), arrow_tone(before)
        x1, y1, w1, h1 = boxes[index - 1]
        x2, y2, w2, _ = boxes[index]
        shift = style.stack_shift if is_block(before) else 0.0
        if self.rows[index] == self.rows[index - 1]:
            y = y1 + CardBox(self.measure, self._plain[index - 1], w1, self.level).arrow_height(h1)
            arrows.right((x1 + w1 + shift, y), x2, "", tone)
            if label:
                arrows.pill(label, x1 + w1, y - 1.3, tone)
            canvas.arrow(before.node, card.node, ((x1 + w1, y), (x2, y)))
            return
        left, right = free
        goal = (left + right) / 2 if right - left > 1.4 else x2 + w2 - 0.9
        bottom = y1 + h1 + shift
        start = goal if self.lanes[index] == self.lanes[index - 1] else x1 + w1 / 2
        if abs(goal - start) < 0.01:
            points = arrows.down((start, bottom), y2, label, tone)
        else:
            rise = style.flag_rise if self.flags[index] else 0.75
            points = arrows.turn((start, bottom), (goal, y2), label, rise, tone)
        canvas.arrow(before.node, card.node, points)
