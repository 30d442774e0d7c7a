"""A line and a box → the form with the best score at or above the floor, by measuring every candidate."""

from collections.abc import Sequence
from math import inf, log2
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.box import Box, Wish
from yizhangtu.layout.flow.lanes import Lanes
from yizhangtu.layout.flow.rail import Rail
from yizhangtu.layout.flow.row_grid import CardSizes, RowGrid
from yizhangtu.layout.flow.rows import CardRows, RowPlan, border_widths, flag_texts
from yizhangtu.layout.flow.runs import phase_runs
from yizhangtu.layout.flow.search import (
    FINE,
    FIRST,
    PRECISION,
    ROUNDING,
    Form,
    FormPlan,
    expected,
    fitting,
    largest,
    least_height,
)
from yizhangtu.layout.matrix.columns import is_choice
from yizhangtu.layout.measure import Measure
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.line import Line

RIVAL = 0.8  # of the best text so far: what a form must reach to be measured further
MATRIX, MATRIX_STEP = 2.0, 0.3  # points for choices drawn as matrices, and for each step in them
MATRIX_STEPS = 8  # that count, at most
MATRIX_LESS = 0.18  # of the target size: a matrix has text that is at most so much smaller than without it, 1 mm on A3
SMALL, SHORT = 1.5, 0.1  # points that text costs which is smaller than the target by this share


class Rival(NamedTuple):
    """A form that a line may have, and what it shows."""

    name: str
    form: Form
    bands: bool = False
    rail: bool = False
    matrix: bool = False


class Candidate(NamedTuple):
    """A form with its largest text for a box."""

    name: str
    form: Form
    plan: FormPlan
    score: float
    matrix: bool = False


def score(line: Line, plan: FormPlan, box: Box, rival: Rival) -> float:
    """How good a plan is (weights: design judgement): large text first, then phases shown as bands, full cards."""
    points = promise(line, plan.unit, box, rival)
    if isinstance(plan, RowPlan):
        points -= 0.4 * (len(plan.rows) - 1) + 1.2 * plan.bad
    return points - 8 * max(0.0, 0.75 - plan.height * plan.unit / box.height)  # stretched cards look empty


def promise(line: Line, unit: float, box: Box, rival: Rival) -> float:
    """The highest score that a form can have with text of `unit` mm: it grows with the text."""
    points = 10 * log2(min(unit, box.target) / box.floor)
    points += 3 * log2(min(max(unit / box.target, 1.0), 2.0))
    short = min(1.0, max(0.0, 1.0 - unit / box.target) / SHORT)
    points -= SMALL * short
    count = len(line.cards)
    if rival.matrix:
        steps = sum(len(card.nodes) - 1 for card in line.cards if is_choice(card))
        own = MATRIX + MATRIX_STEP * min(steps, MATRIX_STEPS)
        points += own * (1.0 - short / 2)  # large text is worth more
    if rival.bands and len(phase_runs(line)) > 1:  # one phase alone needs no ground of its own
        points += 2.5 if count >= 9 else 1.0
    points += 20 * _text_share(line, unit, box)
    if rival.rail:
        points -= 6 * max(0.0, box.width / box.height - 0.75)  # a column on a broad sheet is mostly white
        points += 2.5 if any(line.phases) and count >= 9 else 0.0
    return points


def needed(line: Line, box: Box, rival: Rival, bar: float) -> float | None:
    """The text in mm below which a form cannot score more than `bar`; None where no text it may have is enough."""
    low, high = box.floor, box.most
    if promise(line, high, box, rival) <= bar:
        return None
    while high - low > low * PRECISION / 4:
        middle = (low + high) / 2
        if promise(line, middle, box, rival) <= bar:
            low = middle
        else:
            high = middle
    return low


def _text_share(line: Line, unit: float, box: Box) -> float:
    letters = sum(
        len(card.title) * 2 + len(card.detail) + len(card.handler) + len(card.deadline) for card in line.cards
    )
    return min(1.0, letters * unit * unit / (box.width * box.height))


class FlowForms:
    """The forms that the lines of one guide may have. They are kept while the guide is laid out: what a form has
    measured for a box serves for the next box of the same width, and all forms share the sizes of equal cards."""

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        self._sizes: CardSizes = {}
        self._known: dict[tuple[Line, Wish, tuple[int, ...]], list[Rival]] = {}

    def of(self, line: Line, wish: Wish, ranks: Sequence[int] = ()) -> list[Rival]:
        """Every form that a line may have. `ranks` are dot's, for lanes."""
        key = (line, wish, tuple(ranks))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._rivals(line, wish, ranks)
        return found

    def _rivals(self, line: Line, wish: Wish, ranks: Sequence[int]) -> list[Rival]:
        measure = self.measure
        if wish.form == "lanes":
            return [Rival("lanes", Lanes(measure, line, ranks, wish.level))]
        found: list[Rival] = []
        if wish.form in (None, "rows"):
            choices = any(map(is_choice, line.cards))
            for bands in (True, False) if any(line.phases) else (False,):
                borders = border_widths(measure, line, flag_texts(line, bands))
                for matrix in (True, False) if choices else (False,):
                    grid = RowGrid(measure, line.cards, wish, borders, self._sizes, matrix)
                    found.append(Rival("rows", CardRows(measure, line, grid, bands), bands, matrix=matrix))
        if wish.form in (None, "rail"):
            found.append(Rival("rail", Rail(measure, line, wish.level), rail=True))
        if wish.form in ("ruled", "headed"):
            ruled = wish.form == "ruled"
            found.append(Rival("rail", Rail(measure, line, wish.level, ruled, headed=not ruled), rail=True))
        return found

    def choose(
        self, line: Line, box: Box, wish: Wish, ranks: Sequence[int] = (), bar: float | None = None
    ) -> Candidate | None:
        """The best form of a line in a box, or None where none reaches the floor, or scores more than `bar`."""
        best: Candidate | None = None
        allowed = MATRIX_LESS * box.target
        for rival in self.of(line, wish, ranks):
            least = best.plan.unit * RIVAL if best else 0.0
            if best and rival.matrix and not best.matrix:
                least = max(least, best.plan.unit - allowed)
            # without a matrix, text so large wins whatever the points of the matrix are
            outweighs = best.plan.unit + allowed if best and best.matrix and not rival.matrix else inf
            if bar is not None:
                enough = needed(line, box, rival, bar)
                if enough is None and outweighs >= box.most:
                    continue
                least = max(least, min(outweighs, inf if enough is None else enough))
            plan = largest(rival.form, box, least, 0.0 if best else FIRST * expected(line.cards, box))
            if plan is None:
                continue
            points = score(line, plan, box, rival)
            if bar is None or points > bar + 1e-9 or plan.unit > outweighs:
                best, bar = Candidate(rival.name, rival.form, plan, points, rival.matrix), points
        if best is None:
            return None
        finer = largest(best.form, box, best.plan.unit, precision=FINE)
        return best._replace(plan=finer or best.plan)

    def reaches(self, line: Line, box: Box, wish: Wish) -> bool:
        """Whether any form of a line reaches the target in a box."""
        return any(fitting(rival.form, box.target, box) is not None for rival in reversed(self.of(line, wish)))

    def fits(self, line: Line, box: Box, wish: Wish, ranks: Sequence[int] = ()) -> bool:
        """Whether any form of a line reaches the floor in a box."""
        return any(fitting(rival.form, box.floor, box) is not None for rival in self.of(line, wish, ranks))

    def may_fit(self, line: Line, box: Box, wish: Wish, ranks: Sequence[int] = ()) -> bool:
        """Whether no bound of the heights forbids that a form of a line reaches the floor in a box."""
        return any(
            not isinstance(rival.form, CardRows) or least_height(rival.form, box.floor, box) <= box.height + ROUNDING
            for rival in self.of(line, wish, ranks)
        )


def draw(measure: Measure, candidate: Candidate, box: Box) -> Drawing:
    """The drawing of a chosen form, exactly as large as the box."""
    canvas = Canvas(measure.typesetter, candidate.plan.unit)
    candidate.form.paint(canvas, candidate.plan, box.width, box.height)
    return canvas.drawing(candidate.name, box.width, box.height)
