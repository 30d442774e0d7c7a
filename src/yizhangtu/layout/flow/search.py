"""A form and a box → the plan with the largest text, found with few trials."""

from collections.abc import Sequence
from math import fsum, inf, log, pow, sqrt
from typing import Any, Protocol

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.box import Box
from yizhangtu.layout.flow.rows import CardRows
from yizhangtu.model.line import Card

PRECISION = 0.03  # of the text size: where the search for the largest text of a form stops
FINE = 0.01  # of the text size: where that of the chosen form stops
EXPECTED = 0.069  # text in mm from the root of mm² for each unit of load, the median of real guides
FIRST = 0.92  # of the expected text: what is tried first, for the first form has more to show than others
EMPTY = 1e-6  # how full a box counts at least: powers of nothing are not defined
GROWTH = 1.5  # the power of the text size with which the height of a flow grows, about
ROUNDING = 1e-6  # mm
TRIALS = 2  # with the same outcome, before the range is halved


class FormPlan(Protocol):
    """What a form's `plan` returns."""

    @property
    def height(self) -> float: ...

    @property
    def unit(self) -> float: ...


class Form(Protocol):
    """A way to lay out a line: `plan` at a text size, `paint` what its own `plan` returned."""

    def plan(self, unit: float, width_mm: float) -> FormPlan | None: ...

    def paint(self, canvas: Canvas, plan: Any, width_mm: float, height_mm: float) -> None: ...


def load(card: Card) -> float:
    """The approximate area of a card, for distributing cards on sheets."""
    words = len(card.detail) + sum(len(remark.text) for remark in card.remarks)
    tabs = 0.28 * (len(card.exits) + len(card.entrances))
    rows = fsum(0.75 * load(row) for panel in card.panels for row in panel.rows)
    return 0.7 + words / 60 + tabs + rows


def expected(cards: Sequence[Card], box: Box) -> float:
    """About how large the text of cards will be in a box, in mm: most guides are within a tenth of it."""
    return EXPECTED * sqrt(box.width * box.height / max(1.0, fsum(map(load, cards))))


def least_height(form: Form, unit: float, box: Box) -> float:
    """What the height of a form with text of `unit` mm is not less than in a box of any height, in mm."""
    if isinstance(form, CardRows):
        return form.least_height(unit, box.width) * unit
    plan = form.plan(unit, box.width)
    return plan.height * unit if plan else inf


def fitting(form: Form, unit: float, box: Box) -> FormPlan | None:
    """The plan with text of `unit` mm; None where it does not fit the box."""
    return _filling(form, unit, box)[0]


def _filling(form: Form, unit: float, box: Box) -> tuple[FormPlan | None, float]:
    """The plan with text of `unit` mm if it fits the box, and its height as a share of that of the box. Where it does
    not fit, the share may be less than it would be, and is infinite if a card is wider than the box."""
    if isinstance(form, CardRows):
        least = least_height(form, unit, box)
        if least > box.height + ROUNDING:
            return None, least / box.height
    plan = form.plan(unit, box.width)
    if plan is None:
        return None, inf
    share = plan.height * unit / box.height
    return (plan if share * box.height <= box.height + ROUNDING else None), share


class _Range:
    """The text sizes between the largest that is known to fit and the smallest that is known not to."""

    def __init__(self, floor: float, most: float, precision: float) -> None:
        self.floor = floor
        self.most = most
        self._step = 1 + precision
        self.low, self.share = 0.0, 0.0  # the largest text that fits, and how full the box is then
        self.high, self.over = inf, inf  # the smallest text that does not fit, and how full the box would be
        self._streak = 0  # trials in a row with the same outcome: positive if all of them fitted, else negative

    def add(self, unit: float, share: float, fits: bool) -> None:
        """Note a trial."""
        share = max(share, EMPTY)
        if fits:
            self.low, self.share = unit, share
            self._streak = max(self._streak, 0) + 1
        else:
            self.high, self.over = unit, share
            self._streak = min(self._streak, 0) - 1

    @property
    def closed(self) -> bool:
        """Whether the largest text is known; or that none fits."""
        if self.low:
            return min(self.high, self.most) <= self.low * self._step
        return self.high <= self.floor

    def next(self) -> float:
        """What is tried next."""
        if not self.low:
            guess = self.high * pow(self.over, -1 / GROWTH) if self._streak > -TRIALS else 0.0
            return guess if guess > self.floor * self._step else self.floor
        least = self.low * self._step
        if self.high == inf:
            return min(max(self.low * pow(self.share, -1 / GROWTH), least), self.most)
        middle, most = sqrt(self.low * self.high), self.high / self._step
        if self.over == inf or abs(self._streak) >= TRIALS or least > most:
            return middle
        guess = self.low * pow(self.high / self.low, -log(self.share) / log(self.over / self.share))
        return min(max(guess, least), most)


def largest(
    form: Form, box: Box, at_least: float | None = None, start: float = 0.0, precision: float = PRECISION
) -> FormPlan | None:
    """The plan with the largest text in [floor, most] that fits the box, or None. Also None where text of `at_least` mm
    does not fit: the form cannot beat the best one so far. The search begins with text of `start` mm, for a good guess
    saves trials."""
    sizes = _Range(max(box.floor, at_least or 0.0), box.most, precision)
    best: FormPlan | None = None
    unit = max(sizes.floor, min(start, sizes.most))
    while not sizes.closed:
        plan, share = _filling(form, unit, box)
        sizes.add(unit, share, plan is not None)
        best = plan or best
        unit = sizes.next()
    return best
