"""A guide and boxes in mm → drawings: fold the graph, order it with dot, choose a form, and split it if one sheet is
illegible."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum

from yizhangtu.flow.fold import fold, folded
from yizhangtu.flow.tone import edge_news
from yizhangtu.layout.box import Box, Boxes, Wish
from yizhangtu.layout.flow.choose import Candidate, FlowForms, draw
from yizhangtu.layout.flow.full import WIDTHS, Full, cards_of, full_source
from yizhangtu.layout.flow.lanes import lane_numbers
from yizhangtu.layout.flow.order import ordered, ranks, source
from yizhangtu.layout.flow.search import expected, largest, least_height, load
from yizhangtu.layout.flow.split import packed, sheet_name, split
from yizhangtu.layout.layout_cache import flow_key
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.tools import Answer, LayoutTools
from yizhangtu.model.diagnostics import Diagnostic, make
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.errors import GuideError
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.line import Line

BLOCKS = (12, 6, 0)  # steps of the largest block that stays one card, tried in this order
SHEETS_MOST = 24
EVEN = 1.2  # text on one sheet is at most so much larger than on the others
UNSURE = 1.4  # the text is never so many times as large as expected
SPLIT = 1.1  # times that which one sheet must reach: the text expected below which a flow is likely split
SEVERAL = 0.84  # of the text that is expected on the area of two sheets, that which is reached, for cards stay whole
WHOLE = 0.9  # of its height on one sheet: the least height of a line on several
CROWDED = 1.2  # of the floor: below this text is rather set on two sheets than on one, if it then reaches the target
CROWDED_EACH = 1.15  # of the floor: below this text on several sheets is rather set on one more
FILLED = (0.9, 1.0)  # of the heights of sheets, what ruled rows fill at most, in the order tried
BETTER = 1.0  # points that a line with fewer blocks must win by


@dataclass(frozen=True)
class Flow:
    """The forms chosen for a guide's flow, one per sheet with its box; `as_wished` is False if the requested form is
    illegible."""

    measure: Measure
    sheets: tuple[tuple[Candidate, Box], ...]
    as_wished: bool = True

    @property
    def text_mm(self) -> float:
        """The smallest text in mm."""
        return min(round(candidate.plan.unit, 3) for candidate, _ in self.sheets)

    @cached_property
    def drawings(self) -> tuple[Drawing, ...]:
        """Their drawings, made when they are asked for: many a flow is only compared with another."""
        return tuple(draw(self.measure, candidate, box) for candidate, box in self.sheets)


def _folded(tools: LayoutTools, guide: Guide, graph: Graph) -> list[Line]:
    """The line of a guide with ever smaller blocks closed, last with side trips laid open too; only the variants that
    differ."""
    return list(folded(guide, graph, tools.styles, (*((most, True) for most in BLOCKS), (0, False))))


def order_ahead(tools: LayoutTools, guides: Sequence[tuple[Guide, Graph]]) -> None:
    """Order the cards of several guides in one process of dot, whose start takes longer than its work. A guide that dot
    fails on is left out; its own layout reports that."""
    folded = {flow_key(*one): one for one in guides}
    lines = {key: _folded(tools, *one) for key, one in folded.items() if tools.cache.lines(key) is None}
    answers = iter(tools.dot([source(tools.measure, line) for found in lines.values() for line in found]))
    for key, found in lines.items():
        own = [next(answers) for _ in found]
        if None not in own:
            tools.cache.keep_lines(key, [ordered(*pair) for pair in zip(found, filter(None, own), strict=True)])


class Layouter:
    """Lays out one guide's flow."""

    def __init__(self, tools: LayoutTools, guide: Guide, graph: Graph) -> None:
        self.tools = tools
        self.measure = tools.measure
        self.guide = guide
        self.graph = graph
        self.forms = FlowForms(tools.measure)

    @cached_property
    def lines(self) -> Sequence[Line]:
        """The line of the guide with ever smaller blocks closed, in dot's order; only the variants that differ.

        Raises GuideError (Y609) where dot gives no answer: the order of cards is never guessed.
        """
        key = flow_key(self.guide, self.graph)
        known = self.tools.cache.lines(key)
        if known is None:
            lines = _folded(self.tools, self.guide, self.graph)
            answers = self._answers([source(self.measure, line) for line in lines])
            known = [ordered(line, answer) for line, answer in zip(lines, answers, strict=True)]
            self.tools.cache.keep_lines(key, known)
        return known

    def _answers(self, sources: Sequence[str]) -> list[Answer]:
        """dot's answers. Where one is missing nothing is kept, and the next run may have it."""
        answers = self.tools.dot(sources)
        found = [answer for answer in answers if answer is not None]
        if len(found) < len(answers):
            raise GuideError(unordered(self.guide))
        return found

    def flow(self, boxes: Boxes, wish: Wish) -> Flow | None:
        """The drawings on as few sheets as keep the text at the floor, or None where one card alone is too much for a
        sheet. Where the text would be hardly larger than that, one sheet more is made if the wish allows it and the
        text then reaches the target, or is at least larger where there are several sheets anyway. A form that cannot be
        legible as wished gives way to one that is."""
        found = self.single(boxes(1)[0], wish) or self._parted(boxes, wish)
        if found and wish.sheets > 1:
            return self._larger(found, boxes, wish)
        if found or wish.form is None:
            return found
        free = wish._replace(form=None, columns=None)
        plain = self.single(boxes(1)[0], free) or self._parted(boxes, free)
        return replace(plain, as_wished=False) if plain else None

    def single(self, box: Box, wish: Wish) -> Flow | None:
        """The best drawing on one sheet, or None where none is legible."""
        if wish.form == "graph":
            return self._whole(box)
        best: Candidate | None = None
        for line in self.lines:
            if best and not line.trips:
                break  # side trips are laid open only where nothing else is legible
            if expected(line.cards, box) * UNSURE < box.floor:
                continue
            bar = best.score + BETTER if best else None
            best = self.forms.choose(line, box, wish, self._ranks(line, wish), bar) or best
            if best and best.plan.unit >= box.target * 0.9:
                break
        return Flow(self.measure, ((best, box),)) if best else None

    def expected(self, box: Box) -> float:
        """About how large the text will be on one sheet, in mm: most guides are within a tenth of it."""
        return expected(self.lines[0].cards, box)

    def likely(self, boxes: Boxes, wish: Wish) -> float:
        """About how large the text will be on one sheet or on two, in mm; 0 where these are not enough."""
        first = boxes(1)[0]
        alone = self.expected(first)
        if alone >= SPLIT * first.floor * (CROWDED if wish.sheets > 1 else 1.0):
            return alone
        area = fsum(box.width * box.height for box in boxes(2))
        several = SEVERAL * self.expected(first._replace(height=area / first.width))
        return several if several >= CROWDED_EACH * first.floor else 0.0

    def reaches(self, box: Box) -> bool:
        """Whether the text reaches the target on one sheet."""
        return any(self.forms.reaches(line, box, Wish()) for line in self.lines)

    def _whole(self, box: Box) -> Flow | None:
        """dot's own drawing, if it is legible on one sheet."""
        cards = cards_of(fold(self.guide, self.graph, self.tools.styles, 0, trips=False))
        news = edge_news(self.graph, self.tools.styles.tones)
        answers = self._answers([full_source(self.measure, cards, self.graph, news, width) for width in WIDTHS])
        best: Candidate | None = None
        for width, whole in zip(WIDTHS, answers, strict=True):
            if not all("pos" in edge for edge in whole.get("edges", ())):
                continue  # dot has lost an edge, as happens at times
            form = Full(self.measure, cards, self.graph, news, whole, width)
            plan = largest(form, box)
            if plan and (best is None or plan.unit > best.plan.unit):
                best = Candidate("graph", form, plan, 0.0)
        return Flow(self.measure, ((best, box),)) if best else None

    def _least_height(self, line: Line, box: Box, wish: Wish) -> float:
        """About how high a line is at least on one endless sheet as wide as a box, in mm."""
        if wish.form == "lanes":
            return 0.0
        return WHOLE * min(least_height(rival.form, box.floor, box) for rival in self.forms.of(line, wish))

    def _ranks(self, line: Line, wish: Wish) -> Sequence[int]:
        """dot's ranks of the cards where they are to stand in lanes."""
        if wish.form != "lanes":
            return ()
        return ranks(line, self._answers([source(self.measure, line, lane_numbers(line))])[0])

    def _parted(self, boxes: Boxes, wish: Wish) -> Flow | None:
        """The drawings on the fewest sheets, from two on; in text of the target size where the wish allows it, which is
        tried first because most flows reach it."""
        if wish.form == "graph":
            return None
        larger = wish.sheets > 1 and wish.form != "lanes"
        heights = [self._least_height(line, boxes(2)[0], wish) for line in self.lines]
        for trips in (True, False):
            lines = [pair for pair in zip(self.lines, heights, strict=True) if pair[0].trips is trips]
            for count in range(2, SHEETS_MOST + 1) if lines else ():
                own = boxes(count)
                room = fsum(box.height for box in own)
                fitting = [line for line, height in lines if height <= room]
                large = self._at_least(own[0].target, own, wish) if fitting and trips and larger else None
                flow = large or next(filter(None, (self.on_sheets(line, own, wish) for line in fitting)), None)
                if flow:
                    return flow
        return None

    def _larger(self, found: Flow, boxes: Boxes, wish: Wish) -> Flow:
        """The drawings with larger text on one sheet more, where the text is hardly larger than the floor."""
        box, count = boxes(1)[0], len(found.sheets)
        if wish.form in ("graph", "lanes"):
            return found
        least, enough = (CROWDED, box.target) if count == 1 else (CROWDED_EACH, CROWDED_EACH * box.floor)
        if found.text_mm >= least * box.floor:
            return found
        return self._at_least(enough, boxes(count + 1), wish) or found

    def _at_least(self, text: float, boxes: Sequence[Box], wish: Wish) -> Flow | None:
        """The drawings on exactly these sheets with text of so many mm or more; no side trip is laid open for it."""
        raised = [box._replace(floor=text) for box in boxes]
        found = (self.on_sheets(line, raised, wish) for line in self.lines if line.trips)
        return next((flow for flow in found if flow), None)

    def on_sheets(
        self, line: Line, boxes: Sequence[Box], wish: Wish, name: Callable[[int], str] | None = None
    ) -> Flow | None:
        """A line on exactly as many sheets as there are boxes; None if it does not fit at the floor. `name` is the name
        of a sheet on connectors."""
        named = name or (lambda number: sheet_name(wish.before + number))
        pieces = split(line, [box.width * box.height for box in boxes], load, named)
        flow = self._drawn_on(pieces, boxes, wish) if pieces else None
        if flow or wish.form != "ruled":
            return flow
        tight = self._packed(line, boxes, wish, named)
        return self._drawn_on(tight, boxes, wish) if tight else None

    def _packed(self, line: Line, boxes: Sequence[Box], wish: Wish, name: Callable[[int], str]) -> list[Line] | None:
        """A line of ruled rows on sheets that are filled alike, cut wherever the fewest sheets need it."""
        for share in FILLED:
            low = [box._replace(height=box.height * share) for box in boxes]
            found = packed(line, len(boxes), lambda piece, at: self.forms.fits(piece, low[at], wish), name)  # noqa: B023
            if found:
                return found
        return None

    def _drawn_on(self, pieces: Sequence[Line], boxes: Sequence[Box], wish: Wish) -> Flow | None:
        """The pieces of a line in their boxes, in text of about the same size; None if one does not fit."""
        jobs = [(piece, box, wish, self._ranks(piece, wish)) for piece, box in zip(pieces, boxes, strict=True)]
        if not all(self.forms.may_fit(*job) for job in jobs):
            return None
        chosen: list[Candidate] = []
        for job in jobs:
            found = self.forms.choose(*job)
            if found is None:
                return None
            chosen.append(found)
        least = min(one.plan.unit for one in chosen)
        sheets: list[tuple[Candidate, Box]] = []
        for (piece, box, _, rank), first in zip(jobs, chosen, strict=True):
            even = box._replace(most=min(box.most, least * EVEN))
            candidate = first if first.plan.unit <= even.most else self.forms.choose(piece, even, wish, rank)
            if candidate is None:
                return None
            sheets.append((candidate, box))
        return Flow(self.measure, tuple(sheets))


def unordered(guide: Guide) -> Diagnostic:
    """Y609: dot failed on this guide's graph."""
    message = f"“{guide.title}”没有做：Graphviz 的 dot 程序排不了它的步骤（它中止了、没有回答，或者回答不全）"
    hint = "再运行一次；还是这样，就升级 Graphviz，或者把这份定义发给维护者。其余各图照常制作。"
    return make("Y609", guide.title.span or guide.span, message, hint)
