"""A guide and boxes in mm → drawings: fold, let dot order, choose a form, split where one sheet is not legible."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from yizhangtu.flow.fold import fold
from yizhangtu.layout.flow.choose import Box, Candidate, Wish, candidates, choose, draw, fits, largest
from yizhangtu.layout.flow.full import WIDTHS, Full, cards_of, full_source
from yizhangtu.layout.flow.lanes import lane_numbers
from yizhangtu.layout.flow.order import Answer, ordered, ranks, source
from yizhangtu.layout.flow.parts import Measure
from yizhangtu.layout.flow.split import sheet_name, split
from yizhangtu.model.diagnostics import Diagnostic, make
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.errors import GuideError
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.icons import IconSet
from yizhangtu.model.line import Card, Line

BLOCKS = (12, 6, 0)  # steps of the largest block that stays one card, in the order they are tried
SHEETS_MOST = 24
EVEN = 1.2  # text on one sheet is at most so much larger than on the others
WHOLE = 0.9  # of its height on one sheet: what a line takes at least on several
BETTER = 1.0  # points that a line with fewer blocks must win by
Boxes = Callable[[int], Sequence[Box]]  # number of sheets → the flow box of each
Dot = Callable[[Sequence[str]], Sequence[Answer | None]]  # DOT sources → dot's answers


@dataclass(frozen=True)
class Flow:
    """The drawings of a guide's flow, one a sheet; `as_wished` is False where the form asked for is illegible."""

    drawings: tuple[Drawing, ...]
    candidates: tuple[Candidate, ...]
    as_wished: bool = True


def folded(measure: Measure, guide: Guide, graph: Graph, icons: IconSet) -> tuple[Sequence[Line], Sequence[str]]:
    """The line of a guide with ever smaller blocks closed, only the variants that differ; and their DOT."""
    found: list[Line] = []
    for most in BLOCKS:
        line = fold(guide, graph, icons, most)
        if not found or len(line.cards) != len(found[-1].cards):
            found.append(line)
    return found, [source(measure, line) for line in found]


def ask_ahead(measure: Measure, guides: Sequence[tuple[Guide, Graph]], icons: IconSet, dot: Dot) -> None:
    """Fold guides that are about to be laid out, and let one process of dot order them all: starting it takes longer
    than its work. `dot` has to keep its answers."""
    measure.folded.clear()
    for guide, graph in guides:
        measure.folded[id(guide)] = (guide, *folded(measure, guide, graph, icons))
    dot([text for _, _, sources in measure.folded.values() for text in sources])


@dataclass(frozen=True)
class Layouter:
    """Lays out one guide's flow."""

    measure: Measure
    guide: Guide
    graph: Graph
    icons: IconSet
    dot: Dot

    @cached_property
    def lines(self) -> list[Line]:
        """The line of the guide with ever smaller blocks closed, in dot's order; only the variants that differ."""
        guide, found, sources = self.measure.folded.pop(id(self.guide), (None, (), ()))
        if guide is not self.guide:
            found, sources = folded(self.measure, self.guide, self.graph, self.icons)
        answers = self.dot(sources)
        return [ordered(line, self._order(answer)) for line, answer in zip(found, answers, strict=True)]

    def _order(self, answer: Answer | None) -> Answer:
        """dot's answer. Where it gave none, nothing is made: order is never guessed, and next time there may be one."""
        if answer is None:
            raise GuideError(unordered(self.guide))
        return answer

    def flow(self, boxes: Boxes, wish: Wish) -> Flow | None:
        """The drawings on as few sheets as keep the text at the floor, or None where one card alone is too much for a
        sheet. A form that cannot be legible as wished gives way to one that is."""
        found = self.single(boxes(1)[0], wish) or self._parted(boxes, wish)
        if found or wish.form is None:
            return found
        free = replace(wish, form=None, columns=None)
        plain = self.single(boxes(1)[0], free) or self._parted(boxes, free)
        return replace(plain, as_wished=False) if plain else None

    def single(self, box: Box, wish: Wish) -> Flow | None:
        """The best drawing on one sheet, or None where none is legible."""
        if wish.form == "graph":
            return self._whole(box)
        best: Candidate | None = None
        for line in self.lines:
            bar = best.score + BETTER if best else None
            best = choose(self.measure, line, box, wish, self._ranks(line, wish), bar) or best
            if best and best.plan.unit >= box.target * 0.9:
                break
        return Flow((draw(self.measure, best, box),), (best,)) if best else None

    def _whole(self, box: Box) -> Flow | None:
        """dot's own drawing, if it is legible on one sheet."""
        cards = cards_of(fold(self.guide, self.graph, self.icons, 0))
        answers = self.dot([full_source(self.measure, cards, self.graph, width) for width in WIDTHS])
        best: Candidate | None = None
        for width, answer in zip(WIDTHS, answers, strict=True):
            whole = self._order(answer)
            if not all("pos" in edge for edge in whole.get("edges", ())):
                continue  # it has lost an edge, as dot does at times
            form = Full(self.measure, cards, self.graph, whole, width)
            plan = largest(form, box)
            if plan and (best is None or plan.unit > best.plan.unit):
                best = Candidate("graph", form, plan, 0.0)
        return Flow((draw(self.measure, best, box),), (best,)) if best else None

    def _least_height(self, line: Line, box: Box, wish: Wish) -> float:
        """About how high a line is at least on one endless sheet as wide as a box, in mm."""
        if wish.form == "lanes":
            return 0.0
        plans = [rival.form.plan(box.floor, box.width) for rival in candidates(self.measure, line, wish)]
        return WHOLE * min((plan.height * box.floor for plan in plans if plan), default=0.0)

    def _ranks(self, line: Line, wish: Wish) -> list[int] | None:
        if wish.form != "lanes":
            return None
        answer = self.dot([source(self.measure, line, lane_numbers(line))])[0]
        return ranks(line, self._order(answer))

    def _parted(self, boxes: Boxes, wish: Wish) -> Flow | None:
        """The drawings on the fewest sheets, from two on."""
        if wish.form == "graph":
            return None
        heights = [self._least_height(line, boxes(2)[0], wish) for line in self.lines]
        for count in range(2, SHEETS_MOST + 1):
            held = sum(box.height for box in boxes(count))
            for line in (line for line, height in zip(self.lines, heights, strict=True) if height <= held):
                flow = self.on_sheets(line, boxes(count), wish)
                if flow:
                    return flow
        return None

    def on_sheets(
        self, line: Line, boxes: Sequence[Box], wish: Wish, name: Callable[[int], str] = sheet_name
    ) -> Flow | None:
        """A line on exactly as many sheets as there are boxes, or None where it does not fit at the floor."""
        pieces = split(line, [box.width * box.height for box in boxes], load, name)
        if pieces is None:
            return None
        ranked = [self._ranks(piece, wish) for piece in pieces]
        jobs = list(zip(pieces, boxes, ranked, strict=True))
        if not all(fits(self.measure, piece, box, wish, rank) for piece, box, rank in jobs):
            return None
        chosen = [choose(self.measure, piece, box, wish, rank) for piece, box, rank in jobs]
        least = min(c.plan.unit for c in chosen if c)
        drawings: list[Drawing] = []
        kept: list[Candidate] = []
        for (piece, box, rank), first in zip(jobs, chosen, strict=True):
            even = replace(box, most=min(box.most, least * EVEN))
            candidate = (
                first if first and first.plan.unit <= even.most else choose(self.measure, piece, even, wish, rank)
            )
            if candidate is None:
                return None
            drawings.append(draw(self.measure, candidate, box))
            kept.append(candidate)
        return Flow(tuple(drawings), tuple(kept))


def unordered(guide: Guide) -> Diagnostic:
    """Y609: dot failed on this guide's graph, and on it alone."""
    message = f"“{guide.title}”没有做：Graphviz 的 dot 程序排不了它的步骤（它中止了、没有回答，或者回答不全）"
    hint = "再运行一次；还是这样，就升级 Graphviz，或者把这份定义发给维护者。其余各图照常制作。"
    return make("Y609", guide.title.span or guide.span, message, hint)


def load(card: Card) -> float:
    """How much room a card takes, roughly: for sharing cards out over sheets."""
    words = len(card.detail) + sum(len(remark.text) for remark in card.remarks)
    tabs = 0.28 * (len(card.exits) + len(card.entrances))
    rows = sum(0.75 * load(row) for panel in card.panels for row in panel.rows)
    return 0.7 + words / 60 + tabs + rows
