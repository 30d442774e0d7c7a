"""A choice as a matrix at a width: line above, heads, cells, common refusals and where the columns lead.

Where the columns have no room side by side they stand in several tiers, on a narrow page one below the other.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from math import fsum

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.matrix.arrange import matrix_of
from yizhangtu.layout.matrix.columns import ChoiceColumn, columns_of
from yizhangtu.layout.matrix.ends import EndBox
from yizhangtu.layout.matrix.head import shades
from yizhangtu.layout.matrix.tier import ColumnTier, least_width
from yizhangtu.layout.measure import Measure
from yizhangtu.model.line import Card

LEADING = 1.25  # of the line above


class MatrixBody:
    """The columns of a choice at `width` u, in as few tiers as have room."""

    def __init__(self, measure: Measure, width: float, card: Card, brief: bool = False) -> None:
        self.measure = measure
        self.width = width
        columns = columns_of(card)
        colours = shades(measure, columns, card.by_amount)
        per_tier = _columns_beside(measure, columns, width)
        whole = matrix_of(columns)
        ends = whole.ends
        # in several tiers an outcome of a last step stands above the end of its own tier
        apart = per_tier < len(columns) and any(cell.onward for cell in whole.cells)
        # where all lead to the same place, one strip below says so
        self._common = ends[0] if len(ends) == 1 and ends[0].exit and not apart else None
        self._lead = _lead_words(measure, card, columns, per_tier > 1)
        self._lead_lines = measure.lines(self._lead, width - 2, measure.style.matrix.lead, True)
        self._tiers: list[ColumnTier] = []
        for at in range(0, len(columns), per_tier):
            part = slice(at, at + per_tier)
            self._tiers.append(ColumnTier(measure, width, columns[part], colours[part], brief, self._common is None))
        self.most_lines = max(tier.heads.most_lines for tier in self._tiers)
        style = measure.style.matrix
        self._lead_height = self._lead_lines * style.lead * LEADING + 0.35
        self.count = len(columns)
        gaps = style.gap * 1.5 * (len(self._tiers) - 1)
        words = style.meet.format(style.counts[self.count - 2])
        self._meet = EndBox(measure, width, self._common.exit, words) if self._common and self._common.exit else None
        self._meet_at = self._place_between(self._meet) if self._meet else None
        # room for the arrows above the common strip; without a strip they stand beside its words
        self._down = 0.0 if self._meet_at is not None else style.down if len(self._tiers) == 1 else 0.35
        end = self._meet.height + self._down if self._meet else 0.0
        self.height = self._lead_height + fsum(tier.height for tier in self._tiers) + gaps + end

    def way_out(self, node: int) -> float:
        """Where the arrow to the step `node` below starts, from the left."""
        last = self._tiers[-1]
        if self._common:
            return self._meet_at if self._meet_at is not None else self.width / 2
        return next(
            (last.middle(end) for end in last.matrix.ends if end.exit and end.exit.target == node), self.width / 2
        )

    def _place_between(self, meet: EndBox) -> float | None:
        """The middle of 四条路都到 ⑩ where it fits between two of the arrows down, None where it needs a strip."""
        if len(self._tiers) > 1:
            return None
        middles = self._tiers[0].plain_arrows()
        found = [(one + other) / 2 for one, other in itertools.pairwise(middles) if other - one >= meet.natural + 2.0]
        return min(found, key=lambda middle: abs(middle - self.width / 2), default=None)

    def paint(self, canvas: Canvas, x: float, y: float, height: float | None = None) -> None:
        """Draw it in `height` u; spare height goes to the cells and then to the arrows, up to a limit: what is left
        stays below."""
        style = self.measure.style.matrix
        spare = max(0.0, (height or self.height) - self.height)
        self._paint_lead(canvas, x, y)
        y += self._lead_height
        arrows = sum(tier.bands - 1 for tier in self._tiers)
        cells = fsum(tier.cells_height for tier in self._tiers)
        scale = min(1.0 + spare / cells, style.stretch)
        down = min((spare - cells * (scale - 1.0)) / arrows, style.stretch_down) if arrows else 0.0
        for number, tier in enumerate(self._tiers):
            y += style.gap * 1.5 if number else 0.0
            y += tier.paint(canvas, x, y, scale, down)
        if self._common and self._meet:
            if len(self._tiers) == 1:
                self._tiers[0].paint_arrows(canvas, x, y + (self._down or self._meet.height - 0.2))
            shift = self._meet_at - self.width / 2 if self._meet_at is not None else 0.0
            with canvas.element(self._common.element):
                self._meet.paint(canvas, x + shift, y + self._down, framed=self._meet_at is None)

    def _paint_lead(self, canvas: Canvas, x: float, y: float) -> None:
        style = self.measure.style.matrix
        size, side = style.lead, 1.2
        canvas.text(x, y, self.width - side - 0.3, self._lead, size, LEADING, "dark", True, align=0.5)
        text = min(self.measure.width(self._lead, size, True), self.width - side - 0.6)
        left = x + (self.width - side - 0.3 + text) / 2 + 0.3
        middle = y + (self._lead_lines - 0.5) * size * LEADING
        canvas.icon("arrow-down", left, middle - side / 2, side, "dark")


def _lead_words(measure: Measure, card: Card, columns: Sequence[ChoiceColumn], beside: bool) -> str:
    """The line above the columns."""
    style = measure.style.matrix
    begin = style.otherwise
    if card.by_amount:
        begin = style.amount
    else:
        for lead in style.leads:
            if all(column.condition.endswith(lead.ends) for column in columns):
                begin = lead.words
                break
    return (style.columns if beside else style.sections).format(begin)


def _columns_beside(measure: Measure, columns: tuple[ChoiceColumn, ...], width: float) -> int:
    """The number of columns in a tier: the fewest tiers, and in each about the same number."""
    style = measure.style.matrix
    named = any(matrix_of(columns).names)
    least = max(least_width(measure, column) for column in columns)
    room = width - (style.row_name + style.gap if named else 0.0)
    most = max(1, min(len(columns), int((room + style.gap) / (least + style.gap))))
    tiers = -(-len(columns) // most)
    return -(-len(columns) // tiers)
