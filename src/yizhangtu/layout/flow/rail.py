"""Form `rail`: one column along a line with the numbers. Ruled rows take less room than cards; level 1 is ruled always,
form `ruled` at any level. The phases are strips beside the line; with `ruled` and `headed` they are bars above their
first cards, for a strip is cut where a long picture is."""

from math import fsum
from typing import NamedTuple

from yizhangtu.draw import elements
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.badges import pill_width, rail_badge
from yizhangtu.layout.card.border import paint_tags, tags
from yizhangtu.layout.card.looks import LOOKS, arrow_tone
from yizhangtu.layout.card.rail_box import RailBox
from yizhangtu.layout.flow.arrows import Arrows, rail_pill_width
from yizhangtu.layout.flow.runs import phase_runs
from yizhangtu.layout.flow.strip import BEFORE_END, PhaseHead, Strip, strip_reach
from yizhangtu.layout.matrix.columns import is_choice
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Card, Line, end_word

STEPS = 4  # of width in one u: cards are measured and drawn at one of them


class RailPlan(NamedTuple):
    """Card heights in u at `unit` mm."""

    heights: tuple[float, ...]
    above: tuple[float, ...]  # room over each card
    height: float
    unit: float


class Rail:
    """Plans and paints a line of cards as one column."""

    def __init__(self, measure: Measure, line: Line, level: int, ruled: bool = False, headed: bool = False) -> None:
        self.detail, level = level, 1 if ruled else level  # the words of a card, and its look
        if level == 1:  # ruled rows have lower tabs
            style = measure.style
            title = style.row_title if ruled else style.title
            low = style._replace(tab_badge=style.row_tab_badge, tab_pad=style.row_tab_pad, title=title)
            measure = Measure(low, measure.typesetter)
        self.measure = measure
        self.line = line._replace(cards=tuple(map(_told, line.cards))) if level > 1 else line
        self.level = level
        self._heads = any(line.phases) and (ruled or headed)
        self.strip = any(line.phases) and not self._heads
        self._runs = phase_runs(line)
        self._sizes: dict[tuple[int, int], tuple[float, float]] = {}
        self._plans: dict[tuple[float, float], RailPlan | None] = {}

    def _size(self, index: int, step: int) -> tuple[float, float]:
        """Height of a card, and from its top to the middle of its name."""
        found = self._sizes.get((index, step))
        if found is None:
            box = RailBox(self.measure, self.line.cards[index], step / STEPS, self.level, self.detail)
            found = self._sizes[index, step] = (box.height, box.title_middle)
        return found

    def left(self) -> float:
        """Where the cards start, in u."""
        style = self.measure.style
        badges = (pill_width(self.measure, c.badge, style.rail_badge, style.badge_text) for c in self.line.cards)
        return self._strip_right() + max(style.rail_slot, max(badges) + 1.0)

    def _strip_right(self) -> float:
        """Where the strips of the phases end."""
        style = self.measure.style
        return style.strip + style.strip_gap * 0.6 if self.strip else 0.1

    def plan(self, unit: float, width_mm: float) -> RailPlan | None:
        """Heights at `unit` mm per u, or None where the sheet is too narrow for a card. Plans are kept, for sheets of
        equal width ask for the same sizes."""
        key = unit, width_mm
        if key not in self._plans:
            self._plans[key] = self._plan(unit, width_mm)
        return self._plans[key]

    def _plan(self, unit: float, width_mm: float) -> RailPlan | None:
        style = self.measure.style
        width = width_mm / unit - self.left() - 0.3
        if width < style.card_min * 1.3:
            return None
        step = int(width * STEPS)
        heights = [self._size(index, step)[0] for index in range(len(self.line.cards))]
        above = [self._room_above(index, step) for index in range(len(heights))]
        for first, last in self._runs if self.strip else ():
            total = fsum(heights[first:last]) + fsum(above[first + 1 : last])
            short = Strip(self.measure, 0, self._phase(first)).least - total
            if short > 0:
                heights[first:last] = [height + short / (last - first) for height in heights[first:last]]
        bottom = self._below(step, heights[-1])
        if self.line.cards[-1].ends:
            bottom = max(bottom, style.flag_height + 0.2)
        return RailPlan(tuple(heights), tuple(above), fsum(heights) + fsum(above) + bottom, unit)

    def _phase(self, index: int) -> str:
        """The name of the phase of a card."""
        return self.line.phases[self.line.cards[index].phase or 0]

    def _room_above(self, index: int, step: int) -> float:
        """The room over a card: gap, change of phase, marks, 开始, the outcome of the card before."""
        style, cards = self.measure.style, self.line.cards
        card = cards[index]
        before = cards[index - 1] if index else None
        _, middle = self._size(index, step)
        gap = style.rail_gap if self.level > 1 else 0.0
        head = self._head_space(index, step)
        if before is None:
            return head or self._over(index, step)
        lift = gap + (0.75 if card.phase != before.phase else 0.0)
        lift += head or (self._over(index, step) if self.level > 1 else 0.0)
        if before.linked and before.arrow_label:
            high, middle_before = self._size(index - 1, step)
            lift += self._label_room(index - 1, step, high - middle_before + lift + middle)
        elif before.ends:
            lift += style.flag_height + 0.35
        return lift if before.linked else lift + 0.5

    def _head(self, index: int, step: int) -> PhaseHead | None:
        """The bar of the phase that begins with a card."""
        starts = self._heads and any(first == index for first, _ in self._runs)
        if not starts or not self._phase(index):
            return None
        width = self.left() + step / STEPS
        return PhaseHead(self.measure, self.line.cards[index].phase or 0, self._phase(index), width)

    def _head_space(self, index: int, step: int) -> float:
        """The height of such a bar with the gaps round it and what stands over the card below it; 0 for none."""
        head = self._head(index, step)
        gap = self.measure.style.phase_gap
        return head.height + 2 * gap + self._over(index, step) if head else 0.0

    def _over(self, index: int, step: int) -> float:
        """What reaches above a card: 开始 and its marks; of a ruled row its number, for a ◆ is higher than a low
        row."""
        card, style = self.line.cards[index], self.measure.style
        if self.level == 1:
            return max(0.0, self._reach(card) - self._size(index, step)[1])
        return (0.45 if card.mine or card.watched else 0.0) + (0.0 if index else style.flag_height + 0.15)

    def _below(self, step: int, height: float) -> float:
        """Room under the last card: what its number or the point of the strip need."""
        reach = self._reach(self.line.cards[-1]) + self._size(len(self.line.cards) - 1, step)[1] - height
        return max(0.2, reach, strip_reach(self.measure) if self.strip else 0.0)

    def _slim(self, index: int, step: int) -> bool:
        """Whether the outcome below card `index` may stand on the rail beside a row: level 1, no bar in between, and no
        wider than the rail's slot."""
        if self.level > 1 or self._head(index + 1, step):
            return False
        return rail_pill_width(self.measure, self.line.cards[index].arrow_label) <= self.measure.style.rail_slot - 1.0

    def _label_span(self, width: float) -> tuple[float, float]:
        """How far outcomes on the rail may reach beside cards `width` u wide."""
        return (self.measure.style.strip + 0.1 if self.strip else 0.0), self.left() + width

    def _reach(self, card: Card) -> float:
        """From the middle of a number to its upper or lower end."""
        return rail_badge(self.measure, card).height / 2

    def _label_room(self, index: int, step: int, apart: float) -> float:
        """What the outcome below card `index` needs between two numbers that are `apart` already."""
        style, label = self.measure.style, self.line.cards[index].arrow_label
        if not self._slim(index, step):
            left, right = self._label_span(step / STEPS)
            lines = self.measure.lines(label, right - left - 2 * style.pill_inset, style.pill_text, True)
            return style.row_gap_label + (0.5 if self.level == 1 else 0.0) + (lines - 1) * style.pill_leading
        needed = self._reach(self.line.cards[index]) + self._reach(self.line.cards[index + 1]) + style.pill + 0.35
        return max(0.0, needed - apart)

    def paint(self, canvas: Canvas, plan: RailPlan, width_mm: float, height_mm: float) -> None:
        """Draw a plan; spare height goes to the cards and, a little, between them. A card alone is not drawn more than
        twice as high as it must be: it would look like an empty sheet."""
        style = self.measure.style
        cards = self.line.cards
        spare = max(0.0, height_mm / plan.unit - plan.height)
        gaps = max(0, len(cards) - 1)
        gap_share = min(spare * 0.3 / gaps, style.stretch_gap * 0.5) if gaps and self.level > 1 else 0.0
        card_share = (spare - gap_share * gaps) / len(cards) if gaps else min(spare, plan.heights[0])
        left = self.left()
        width = int((width_mm / plan.unit - left - 0.3) * STEPS) / STEPS  # as it was measured
        y = 0.0
        boxes: list[tuple[float, float]] = []
        for index in range(len(cards)):
            y += plan.above[index] + (gap_share if index else 0.0)
            height = plan.heights[index] + card_share
            boxes.append((y, height))
            y += height
        strip = self._strip_right()
        middle = strip + (left - strip) / 2 - 0.25
        for first, last in self._runs if self.strip else ():
            if name := self._phase(first):
                top, end = boxes[first][0], fsum(boxes[last - 1])
                Strip(self.measure, cards[first].phase or 0, name).paint(canvas, top, end - top - BEFORE_END)
        anchors = self._anchors(boxes, width)
        step = int(width * STEPS)
        self._line(canvas, boxes, anchors, middle, step)
        for index, (top, _) in enumerate(boxes):
            if head := self._head(index, step):
                head.paint(canvas, top - style.phase_gap - self._over(index, step) - head.height)
        for index, card in enumerate(cards):
            top, height = boxes[index]
            badge = rail_badge(self.measure, card)
            with canvas.element(elements.step(card.node)):
                badge.paint(canvas, middle - badge.width / 2, anchors[index])
            RailBox(self.measure, card, width, self.level, self.detail).paint(canvas, left, top, height)
            canvas.placed(card.node, left, top, width, height)
            if self.level > 1:
                paint_tags(canvas, self.measure, card, tags(self.measure, card, left, width, left + 0.6), top)

    def _anchors(self, boxes: list[tuple[float, float]], width: float) -> list[float]:
        """Where each number stands: level with the name of its card."""
        found = []
        for card, (top, height) in zip(self.line.cards, boxes, strict=True):
            box = RailBox(self.measure, card, width, self.level, self.detail)
            found.append(top + box.title_middle + max(0.0, height - box.height) / 2)
        return found

    def _line(
        self, canvas: Canvas, boxes: list[tuple[float, float]], anchors: list[float], x: float, step: int
    ) -> None:
        """The rail between linked cards, 开始 above the first, 办结 or 到此 below each that ends, and outcomes between
        them."""
        style = self.measure.style
        cards = self.line.cards
        for index in range(len(cards) - 1):
            if not cards[index].linked:
                continue
            with canvas.element(elements.ARROW):
                canvas.line(((x, anchors[index]), (x, anchors[index + 1])), "mid", style.rail_line)
            canvas.arrow(cards[index].node, cards[index + 1].node, ((x, anchors[index]), (x, anchors[index + 1])))
            label = cards[index].arrow_label
            if label:
                top = boxes[index][0] + boxes[index][1]
                cy = (top + boxes[index + 1][0] - self._head_space(index + 1, step)) / 2
                if self._slim(index, step):
                    upper = anchors[index] + self._reach(cards[index])
                    cy = (upper + anchors[index + 1] - self._reach(cards[index + 1])) / 2
                left, right = self._label_span(step / STEPS)
                with canvas.element(elements.outcome(cards[index].node, cards[index].arrow_outcome)):
                    Arrows(canvas, self.measure).rail_pill(label, x, cy, left, right, arrow_tone(cards[index]))
        canvas.mark("rail")
        if cards[0].starts and self.level > 1:  # on ruled rows the first number is the start
            top = boxes[0][0] - style.flag_height - 0.15
            with canvas.element(elements.step(cards[0].node, "flag")):
                canvas.line(((x, top + 1), (x, anchors[0])), "mid", style.rail_line)
                self._stop(canvas, x, top, "开始", "line")
        for index, card in enumerate(cards):
            if card.end is not None:
                below = boxes[index][0] + boxes[index][1] + 0.2
                with canvas.element(elements.step(card.node, "flag")):
                    canvas.line(((x, anchors[index]), (x, below + 0.1)), "mid", style.rail_line)
                    self._stop(canvas, x, below, end_word(card.end), LOOKS[card.end].ink)

    def _stop(self, canvas: Canvas, x: float, y: float, text: str, fill: str) -> None:
        """开始, 办结 or 到此 on the rail, from y down."""
        style = self.measure.style
        width = self.measure.width(text, style.tag, True) + 2 * style.tag_pad
        canvas.rect(x - width / 2, y, width, style.flag_height, 0.35, fill)
        canvas.centred(x, y + style.flag_height / 2, text, style.tag, "white")


def _told(card: Card) -> Card:
    """A card without words on its arrow where its matrix says where all its columns lead."""
    return card._replace(arrow=None) if card.arrow and not card.arrow.label and is_choice(card) else card
