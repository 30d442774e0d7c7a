"""Form `rows`: the line broken into justified rows that all read left → right, with phase bands or flags."""

from collections.abc import Sequence
from functools import partial
from math import fsum
from typing import NamedTuple

from yizhangtu.draw import elements
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.card.border import paint_tags, tags
from yizhangtu.layout.card.card import CardBox, paint_flag
from yizhangtu.layout.card.looks import arrow_tone
from yizhangtu.layout.flow.arrows import Arrows
from yizhangtu.layout.flow.row_breaks import RowBounds, break_rows
from yizhangtu.layout.flow.row_grid import CardRow, RowGrid
from yizhangtu.layout.flow.runs import phase_runs
from yizhangtu.layout.flow.strip import Strip
from yizhangtu.layout.matrix.matrix_box import MatrixBox
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Line, end_word
from yizhangtu.model.words import numeral

Area = tuple[float, float, float, float]  # x, y, width, height in u


class RowPlan(NamedTuple):
    """Rows with the room above each, in u, at `unit` mm."""

    rows: tuple[CardRow, ...]
    above: tuple[float, ...]  # over each row: gap, turn, label, flags
    height: float
    unit: float

    @property
    def bad(self) -> int:
        """Cards whose name takes two lines."""
        return sum(row.bad for row in self.rows)


def flag_texts(line: Line, bands: bool) -> list[tuple[str, ...]]:
    """The flags over each card: its phase (where there are no bands), 开始, 办结 or 到此."""
    found: list[tuple[str, ...]] = []
    previous: int | None = None
    for card in line.cards:
        texts: list[str] = []
        if card.phase is not None and card.phase != previous and not bands and line.phases[card.phase]:
            texts.append(f"{numeral(card.phase + 1)} {line.phases[card.phase]}")
        elif card.starts:
            texts.append("开始")
        if card.end is not None:
            texts.append(end_word(card.end))
        previous = card.phase
        found.append(tuple(texts))
    return found


def border_widths(measure: Measure, line: Line, flags: list[tuple[str, ...]]) -> list[float]:
    """The width that flags and marks of each card need on its top border, the marks as icons alone."""
    style = measure.style
    small = 1.25 + 1.3 * style.tag_pad + 0.25
    widths: list[float] = []
    for card, texts in zip(line.cards, flags, strict=True):
        flagged = fsum(measure.width(text, style.tag, True) + 2 * style.tag_pad + 0.1 for text in texts)
        widths.append(flagged + small * (card.mine + card.watched) + 1.3 if texts else 0.0)
    return widths


class CardRows:
    """Plans and paints one line of cards as rows. `bands` puts each phase on a ground of its own with a strip."""

    def __init__(self, measure: Measure, line: Line, grid: RowGrid, bands: bool) -> None:
        self.measure = measure
        self.line = line
        self.grid = grid
        self.bands = bands
        self.flags = flag_texts(line, bands)
        self._rise = [self._rise_of(i) for i in range(len(line.cards))]
        self._turns = [self._turn_room(i) for i in range(len(line.cards))]
        self._runs = phase_runs(line) if bands else [(0, len(line.cards))]  # cards that share rows with no others
        self._plans: dict[tuple[float, float], RowPlan | None] = {}
        self._bounded: tuple[tuple[float, float], list[RowBounds]] = (0.0, 0.0), []

    def _rise_of(self, index: int) -> float:
        """How far a card's flag or tags stand above its border."""
        card, style = self.line.cards[index], self.measure.style
        if self.flags[index]:
            return style.flag_rise
        return style.tag_height / 2 if card.mine or card.watched else 0.0

    def left(self) -> float:
        """Where the cards start, in u."""
        style = self.measure.style
        return style.strip + style.strip_gap if self.bands else 0.1

    def right(self) -> float:
        """Room right of the cards."""
        if self.bands:
            return self.measure.style.band_pad * 0.8
        return 0.1 + max(map(self.grid.shift, range(len(self.line.cards))))

    def _turn_room(self, index: int) -> float:
        """What the outcome on a turn into this card needs between the rows."""
        return self.measure.style.row_gap_label if index and self.grid.pill(index - 1, False) else 0.0

    def plan(self, unit: float, width_mm: float) -> RowPlan | None:
        """Rows at `unit` mm per u in `width_mm`, or None where it is too narrow for a card. Plans are kept, for sheets
        of equal width ask for the same sizes."""
        key = unit, width_mm
        if key not in self._plans:
            self._plans[key] = self._plan(unit, width_mm)
        return self._plans[key]

    def least_height(self, unit: float, width_mm: float) -> float:
        """What no plan at `unit` mm is lower than, in u; it is known much sooner than the plan."""
        if known := self._plans.get((unit, width_mm)):
            return known.height
        return self._bottom + fsum(run.before[-1] for run in self._bounds(unit, width_mm))

    def _bounds(self, unit: float, width_mm: float) -> list[RowBounds]:
        """The bounds of each run; those of the last sizes asked for are kept, for a plan follows."""
        key = unit, width_mm
        if key != self._bounded[0]:
            width = width_mm / unit - self.left() - self.right()
            bounds = [
                RowBounds(self.grid, first, last, width, partial(self._lift, start=first)) for first, last in self._runs
            ]
            self._bounded = key, bounds
        return self._bounded[1]

    @property
    def _bottom(self) -> float:
        """Room below the last row."""
        style = self.measure.style
        return style.band_pad + style.strip_point if self.bands else 0.35

    def _lift(self, first: int, last: int, start: int) -> float:
        """Room above a row of the cards first … last, of a run that begins with the card `start`."""
        style, rise = self.measure.style, max(self._rise[first : last + 1])
        opens = self.bands and first == start
        if not first:
            return rise + (style.band_pad if opens else 0.1)
        if opens:
            return rise + style.row_gap + style.row_gap_band + style.band_pad + self._turns[first]
        return max(style.row_gap, rise + style.row_gap_flag) + self._turns[first]

    def _plan(self, unit: float, width_mm: float) -> RowPlan | None:
        rows: list[CardRow] = []
        above: list[float] = []
        for run in self._bounds(unit, width_mm):
            found = break_rows(run, self._turns)
            if found is None:
                return None
            rows += found
            above += [self._lift(row.first, row.last - 1, run.first) for row in found]
        height = fsum(row.height for row in rows) + fsum(above) + self._bottom
        return RowPlan(tuple(rows), tuple(above), height, unit)

    def paint(self, canvas: Canvas, plan: RowPlan, width_mm: float, height_mm: float) -> None:
        """Draw a plan. Spare height goes first to the gaps, then to the cards."""
        style = self.measure.style
        width = width_mm / plan.unit - self.left() - self.right()
        spare = max(0.0, height_mm / plan.unit - plan.height)
        count = len(plan.rows)
        gap_share = min(spare * 0.42 / max(1, count - 1), style.stretch_gap) if count > 1 else 0.0
        card_share = (spare - gap_share * max(0, count - 1)) / count
        boxes: list[Area] = []
        drawn: list[CardBox | MatrixBox] = []
        tops: list[tuple[float, float]] = []
        y = 0.0
        for number, row in enumerate(plan.rows):
            y += plan.above[number] + (gap_share if number else 0.0)
            x = self.left()
            height = row.height + card_share
            row_width = fsum(row.widths) + fsum(self.grid.gap(i) for i in range(row.first, row.last - 1))
            scale = max(0.0, width - row_width)
            for offset, card_width in enumerate(row.widths):
                index = row.first + offset
                room = card_width + scale / len(row.widths)
                drawn.append(self.grid.box_within(index, room, height))
                boxes.append((x, y, drawn[-1].width, height))
                x += room + (self.grid.gap(index) if index + 1 < row.last else 0.0)
            tops.append((y, y + height))
            y += height
        if self.bands:
            self._paint_bands(canvas, plan, tops, width_mm / plan.unit)
        self._paint_cards(canvas, plan, boxes, drawn)

    def _paint_bands(self, canvas: Canvas, plan: RowPlan, tops: list[tuple[float, float]], width: float) -> None:
        style = self.measure.style
        for first, last in self._runs:
            rows = [n for n, row in enumerate(plan.rows) if first <= row.first < last]
            card = self.line.cards[first]
            rise = max(self._rise[plan.rows[rows[0]].first : plan.rows[rows[0]].last])
            y = tops[rows[0]][0] - rise - style.band_pad
            bottom = tops[rows[-1]][1] + style.band_pad
            canvas.rect(0.05, y, width - 0.1, bottom - y, style.radius, "wash", "soft", style.panel_border)
            if card.phase is not None:
                name = self.line.phases[card.phase]
                Strip(self.measure, card.phase, name).paint(canvas, y, bottom - y)

    def _paint_cards(
        self, canvas: Canvas, plan: RowPlan, boxes: Sequence[Area], drawn: Sequence[CardBox | MatrixBox]
    ) -> None:
        """Cards in order, each with its flag and tags, then the arrow that leads on."""
        cards = self.line.cards
        row_of = {i: n for n, row in enumerate(plan.rows) for i in range(row.first, row.last)}
        for index, (x, y, w, h) in enumerate(boxes):
            card = cards[index]
            flag_end = x + 0.6
            with canvas.element(elements.step(card.node, "flag")):
                for text in self.flags[index]:
                    flag_end = paint_flag(canvas, self.measure, text, flag_end - 0.1, y) + 0.2
            marks = tags(self.measure, card, x, w, flag_end)
            if index and cards[index - 1].linked and row_of[index] != row_of[index - 1]:
                free = min((tag.left for tag in marks), default=x + w - 0.6)
                out = self.grid.way_out(index - 1, drawn[index - 1])
                self._turn(canvas, index, boxes, out, (flag_end, free))
            box = drawn[index]
            box.paint(canvas, x, y, h)
            canvas.placed(card.node, x, y, w, h)
            paint_tags(canvas, self.measure, card, marks, y)
            if card.linked and index + 1 < len(cards) and row_of[index + 1] == row_of[index]:
                start = (x + w + self.grid.shift(index), y + box.arrow_height(h))
                label = self.grid.pill(index)
                with canvas.element(elements.outcome(card.node, card.arrow_outcome)):
                    points = Arrows(canvas, self.measure).right(start, boxes[index + 1][0], label, arrow_tone(card))
                canvas.arrow(card.node, cards[index + 1].node, points)

    def _turn(self, canvas: Canvas, index: int, boxes: Sequence[Area], out: float, free: tuple[float, float]) -> None:
        """The arrow from the end of a row, `out` u right of the left end of its last card, to the start of the next
        row, into the `free` part of the top border."""
        before, card = self.line.cards[index - 1 : index + 1]
        x, y, _, h = boxes[index - 1]
        tx, ty, tw, _ = boxes[index]
        left, right = free
        goal = (left + right) / 2 if right - left > 1.4 else right - 0.7
        goal = min(max(goal, tx + 0.9), tx + tw - 0.9)
        start = x + out
        bottom = y + h + self.grid.shift(index - 1)
        arrows = Arrows(canvas, self.measure)
        label, tone = self.grid.pill(index - 1, False), arrow_tone(before)
        with canvas.element(elements.outcome(before.node, before.arrow_outcome)):
            if abs(goal - start) < 1.2:
                points = arrows.down(((goal + start) / 2, bottom), ty, label, tone)
            else:
                points = arrows.turn((start, bottom), (goal, ty), label, self._rise[index], tone)
        canvas.arrow(before.node, card.node, points)
