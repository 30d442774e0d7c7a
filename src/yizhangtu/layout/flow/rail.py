"""Form `rail`: one column along a line with the numbers; level 1 has ruled rows instead of cards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.flow.border import paint_tags, tags
from yizhangtu.layout.flow.parts import Measure, badge_width, lean, paint_badge
from yizhangtu.layout.flow.rail_box import RailBox
from yizhangtu.layout.flow.rows import numeral
from yizhangtu.layout.flow.strip import BEFORE_END, paint_strip, strip_height, strip_reach
from yizhangtu.model.line import Card, Line, Shape

STEPS = 4  # of width in one u: cards are measured and drawn at one of them


@dataclass(frozen=True, slots=True)
class RailPlan:
    """Card heights in u at `unit` mm; `groups` are the runs of cards of one phase."""

    heights: tuple[float, ...]
    above: tuple[float, ...]
    height: float
    unit: float


class Rail:
    """Plans and paints a line of cards as one column."""

    def __init__(self, measure: Measure, line: Line, level: int) -> None:
        self.measure = lean(measure) if level == 1 else measure
        self.line = line
        self.level = level
        self.strip = any(line.phases)
        self._height = lru_cache(maxsize=None)(self._measure)
        self.plan = lru_cache(maxsize=None)(self._plan)  # sheets of equal width ask for the same sizes again

    def _measure(self, index: int, step: int) -> tuple[float, float]:
        """Height of a card, and from its top to the middle of its name."""
        box = RailBox(self.measure, self.line.cards[index], step / STEPS, self.level)
        return box.height, box.title_middle

    def left(self) -> float:
        """Where the cards start, in u."""
        style = self.measure.style
        strip = style.strip + style.strip_gap * 0.6 if self.strip else 0.1
        widest = max(badge_width(self.measure, c.badge, style.rail_badge, style.badge_text) for c in self.line.cards)
        return strip + max(style.rail_slot, widest + 1.0)

    def _plan(self, unit: float, width_mm: float) -> RailPlan | None:
        """Heights at `unit` mm per u, or None where the sheet is too narrow for a card."""
        style = self.measure.style
        width = width_mm / unit - self.left() - 0.3
        if width < style.card_min * 1.3:
            return None
        step = int(width * STEPS)
        heights: list[float] = []
        above: list[float] = []
        cards = self.line.cards
        for index, card in enumerate(cards):
            opens = index > 0 and card.phase != cards[index - 1].phase
            gap = style.rail_gap if self.level > 1 else 0.0
            lift = (gap if index else 0.0) + (0.75 if opens else 0.0)
            if self.level > 1 and (card.mine or card.watched):
                lift += 0.45
            if index == 0 and self.level > 1:
                lift += style.flag_height + 0.15
            height, middle = self._height(index, step)
            if index == 0 and self.level == 1:  # a ◆ is higher than a low row
                lift += max(0.0, self._reach(card) - middle)
            if index and cards[index - 1].linked and cards[index - 1].arrow_label:
                apart = heights[-1] - self._height(index - 1, step)[1] + lift + middle
                lift += self._label_room(index - 1, apart)
            if index and not cards[index - 1].linked:
                lift += 0.5
            heights.append(height)
            above.append(lift)
        for first, last in self._groups():
            if not self.strip:
                break
            total = sum(heights[first:last]) + sum(above[first + 1 : last])
            name = self.line.phases[cards[first].phase or 0]
            short = strip_height(self.measure, name) - total
            if short > 0:
                heights = [h + short / (last - first) if first <= i < last else h for i, h in enumerate(heights)]
        bottom = style.flag_height + 0.2 if self.level > 1 else self._below(step, heights[-1])
        return RailPlan(tuple(heights), tuple(above), sum(heights) + sum(above) + bottom, unit)

    def _below(self, step: int, height: float) -> float:
        """Room under the last row: what its number or the point of the strip need."""
        reach = self._reach(self.line.cards[-1]) + self._height(len(self.line.cards) - 1, step)[1] - height
        return max(0.2, reach, strip_reach(self.measure) if self.strip else 0.0)

    def _slim(self, label: str) -> bool:
        """Whether an outcome may stand on the rail beside a row: level 1, and no wider than the rail's slot."""
        style = self.measure.style
        width = self.measure.width(label, style.pill_text, True) + 2 * style.pill_inset
        return self.level == 1 and width <= style.rail_slot - 1.0

    def _reach(self, card: Card) -> float:
        """From the middle of a number to its upper or lower end."""
        return self._check(card) if card.shape is Shape.CHECK else self.measure.style.rail_badge / 2

    def _label_room(self, index: int, apart: float) -> float:
        """What the outcome below card `index` needs between two numbers that are `apart` already."""
        style = self.measure.style
        if not self._slim(self.line.cards[index].arrow_label):
            return style.row_gap_label + (0.5 if self.level == 1 else 0.0)
        needed = self._reach(self.line.cards[index]) + self._reach(self.line.cards[index + 1]) + style.pill + 0.35
        return max(0.0, needed - apart)

    def _groups(self) -> list[tuple[int, int]]:
        cards = self.line.cards
        starts = [i for i, c in enumerate(cards) if i == 0 or c.phase != cards[i - 1].phase]
        return list(zip(starts, [*starts[1:], len(cards)], strict=True))

    def paint(self, canvas: Canvas, plan: RailPlan, width_mm: float, height_mm: float) -> None:
        """Draw a plan; spare height goes to the cards and, a little, between them."""
        style = self.measure.style
        cards = self.line.cards
        spare = max(0.0, height_mm / plan.unit - plan.height)
        gaps = max(0, len(cards) - 1)
        gap_share = min(spare * 0.3 / gaps, style.stretch_gap * 0.5) if gaps and self.level > 1 else 0.0
        card_share = (spare - gap_share * gaps) / len(cards)
        left = self.left()
        width = int((width_mm / plan.unit - left - 0.3) * STEPS) / STEPS  # as it was measured
        y = 0.0
        boxes: list[tuple[float, float]] = []
        for index in range(len(cards)):
            y += plan.above[index] + (gap_share if index else 0.0)
            height = plan.heights[index] + card_share
            boxes.append((y, height))
            y += height
        strip = style.strip + style.strip_gap * 0.6 if self.strip else 0.1
        middle = strip + (left - strip) / 2 - 0.25
        if self.strip:
            for first, last in self._groups():
                name = self.line.phases[cards[first].phase or 0]
                top, end = boxes[first][0], boxes[last - 1][0] + boxes[last - 1][1]
                if name:
                    number, height = numeral(cards[first].phase or 0), end - top - BEFORE_END
                    paint_strip(canvas, self.measure, number, name, 0.0, top, height)
        anchors = self._anchors(boxes, width)
        self._line(canvas, boxes, anchors, middle, plan)
        for index, card in enumerate(cards):
            top, height = boxes[index]
            size = badge_width(self.measure, card.badge, style.rail_badge, style.badge_text)
            x = middle - (size / 2 if card.shape is not Shape.CHECK else self._check(card))
            paint_badge(
                canvas, self.measure, card.shape, card.badge, x, anchors[index], style.rail_badge, style.badge_text
            )
            RailBox(self.measure, card, width, self.level).paint(canvas, left, top, height)
            canvas.placed(card.node, left, top, width, height)
            if self.level > 1:
                paint_tags(canvas, self.measure, card, tags(self.measure, card, left, width, left + 0.6), top)

    def _check(self, card: Card) -> float:
        style = self.measure.style
        half = style.diamond * style.rail_badge / style.badge
        return max(half, self.measure.width(card.badge, style.badge_text, True) / 2 + 0.55)

    def _anchors(self, boxes: list[tuple[float, float]], width: float) -> list[float]:
        """Where each number stands: level with the name of its card."""
        found = []
        for card, (top, height) in zip(self.line.cards, boxes, strict=True):
            box = RailBox(self.measure, card, width, self.level)
            found.append(top + box.title_middle + max(0.0, height - box.height) / 2)
        return found

    def _line(
        self, canvas: Canvas, boxes: list[tuple[float, float]], anchors: list[float], x: float, plan: RailPlan
    ) -> None:
        """The rail between linked cards, 开始 above and 办结 below it, outcomes beside it."""
        style = self.measure.style
        cards = self.line.cards
        for index in range(len(cards) - 1):
            if not cards[index].linked:
                continue
            canvas.line(((x, anchors[index]), (x, anchors[index + 1])), "mid", style.rail_line)
            canvas.arrow(cards[index].node, cards[index + 1].node, ((x, anchors[index]), (x, anchors[index + 1])))
            label = cards[index].arrow_label
            if label:
                top = boxes[index][0] + boxes[index][1]
                cy = (top + boxes[index + 1][0]) / 2
                if self._slim(label):
                    upper = anchors[index] + self._reach(cards[index])
                    cy = (upper + anchors[index + 1] - self._reach(cards[index + 1])) / 2
                self._label(canvas, label, x, cy)
        canvas.mark("rail")
        if self.level == 1:  # the first number is the start, and an end elsewhere is written on its row
            return
        width = self.measure.width("开始", style.tag, True) + 2 * style.tag_pad
        top = boxes[0][0] - style.flag_height - 0.15
        if cards[0].starts:
            canvas.line(((x, top + 1), (x, anchors[0])), "mid", style.rail_line)
            canvas.rect(x - width / 2, top, width, style.flag_height, 0.35, "line")
            canvas.centred(x, top + style.flag_height / 2, "开始", style.tag, "white")
        end = boxes[-1][0] + boxes[-1][1]
        if cards[-1].ends:
            canvas.line(((x, anchors[-1]), (x, end + 0.3)), "mid", style.rail_line)
            canvas.rect(x - width / 2, end + 0.2, width, style.flag_height, 0.35, "line")
            canvas.centred(x, end + 0.2 + style.flag_height / 2, "办结", style.tag, "white")

    def _label(self, canvas: Canvas, text: str, x: float, cy: float) -> None:
        """The outcome on the rail, below its card."""
        style = self.measure.style
        width = self.measure.width(text, style.pill_text, True) + 2 * style.pill_inset
        x = max(x, width / 2 + (style.strip + 0.1 if self.strip else 0.0))  # a long one reaches over the cards' side
        canvas.rect(x - width / 2, cy - style.pill / 2, width, style.pill, style.pill / 2, "paper", "ok", style.border)
        canvas.centred(x, cy, text, style.pill_text, "ok")
