"""Plan the pages of a guide with a flow in the booklet: flow left, details right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple

from yizhangtu.content.chapters import Chapter, status_line
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.layout.box import Box, Wish
from yizhangtu.layout.flow.choose import draw
from yizhangtu.layout.flow.layouter import Layouter
from yizhangtu.layout.flow.rail import Rail
from yizhangtu.media.common.detail_rows import DetailRow, StepText
from yizhangtu.media.common.details import (
    CONDITIONS,
    MATERIALS,
    STEPS,
    Details,
    DetailsPlanner,
    paint_rows,
    section_rows,
    stacked,
)
from yizhangtu.media.common.page_format import Format, part_names
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.guide import Guide
from yizhangtu.model.line import Card, Line
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme

PAGES_MOST = 600  # of one guide; 500 steps take fewer
# (level of detail of the flow, sections that may be moved below it; the first that fits is taken)
MOVES = ((3, ((), (MATERIALS,), (CONDITIONS, MATERIALS))), (1, ((), (STEPS,), (MATERIALS, STEPS))))


@dataclass(frozen=True)
class GuidePages:
    """The pages of a guide: its flow with sections `below` it, its details, pages for notes; `total` is even."""

    format: Format
    chapter: Chapter
    flow: tuple[Drawing, ...]
    details: Details
    below: tuple[DetailRow, ...]
    total: int

    def paint(self, first: int, theme: Theme, alt: str) -> list[PageCanvas]:
        """Paint all pages, the first of them as page `first` of the booklet; `alt` is the alternative text of the
        flow."""
        fmt, guide = self.format, self.chapter.guide
        gap = fmt.page.section.top
        canvases: list[PageCanvas] = []
        for drawing, title in zip(self.flow, titles(fmt, guide, len(self.flow)), strict=True):
            canvas = fmt.canvas(first + len(canvases), theme)
            chapter = "" if canvases else str(guide.title)
            y = fmt.head(canvas, title, str(guide.number or ""), status_line(guide), chapter)
            canvas.picture(fmt.left(canvas.number), y, drawing, alt)
            paint_rows(canvas, fmt.left(canvas.number), y + drawing.height + 2 * gap, self.below, gap)
            fmt.foot(canvas, "操作流程")
            fmt.tab(canvas, self.chapter.slot)
            canvases.append(canvas)
        for index in range(len(self.details.pages)):
            canvases.append(self.details.paint(index, first + len(canvases), theme, self.chapter.slot))
        while len(canvases) < self.total:
            canvases.append(fmt.notes(first + len(canvases), theme, slot=self.chapter.slot))
        return canvases


class Rails(NamedTuple):
    """Lays out the flow of one guide as rails on pages; `name` is the name of a page (from 0) in arrows."""

    layouter: Layouter
    name: Callable[[int], str]

    def possible(self, box: Box) -> bool:
        """Whether each single card is legible in a box."""
        smallest = self.layouter.lines[-1]
        cards = (Line((card,), smallest.phases, ()) for card in smallest.cards)
        return all(self.layouter.forms.choose(line, box, Wish("rail", None, 1)) is not None for line in cards)

    def least(self, box: Box, level: int) -> int:
        """A lower bound of the pages of the flow at the smallest text: height of all cards / height of a page."""
        plans = [Rail(self.layouter.measure, line, level).plan(box.floor, box.width) for line in self.layouter.lines]
        heights = [plan.height * box.floor for plan in plans if plan]
        return max(1, ceil(min(heights) / box.height - 0.15)) if heights else 1

    def on(self, boxes: Sequence[Box], level: int) -> tuple[Drawing, ...] | None:
        """The flow on exactly one page for each box, or None where it does not fit at the smallest text."""
        wish, measure, lines = Wish("rail", None, level), self.layouter.measure, self.layouter.lines
        if len(boxes) == 1:
            found = [self.layouter.forms.choose(line, boxes[0], wish) for line in lines]
            best = max((one for one in found if one), key=lambda one: one.plan.unit, default=None)
            return (draw(measure, best, boxes[0]),) if best else None
        for line in lines:
            flow = self.layouter.on_sheets(line, boxes, wish, self.name)
            if flow:
                return flow.drawings
        return None


def page_names(first: int) -> Callable[[int], str]:
    """The names of the pages of a guide in arrows, by their number from 0; `first` is the first of them."""
    return lambda number: f"第{first + number}页"


@dataclass
class GuidePlanner:
    """Plans the pages of one guide; `first` is the page on which it begins."""

    format: Format
    project: Project
    chapter: Chapter
    layouter: Layouter
    first: int
    _known: dict[tuple[object, ...], DetailsPlanner] = field(default_factory=dict)
    _fewest: dict[int, int] = field(default_factory=dict)  # pages of the flow, by level of detail

    def __post_init__(self) -> None:
        self.guide = self.chapter.guide
        self.rails = Rails(self.layouter, page_names(self.first))
        self.texts = step_texts(self.layouter.lines[0])

    def planned(self) -> GuidePages | None:
        """The plan with the fewest pages. Among these, texts of steps on their cards (level 3) are preferred to texts
        in a table (level 1), and fewer pages of flow to larger letters. On two pages, sections that do not fit on the
        right page may be below the flow. None where a single card does not fit on a page."""
        if not self.rails.possible(self._box(titles(self.format, self.guide, 2)[0], ())):
            return None
        for total in range(2, PAGES_MOST + 1, 2):
            for level, moves in MOVES:
                for names in moves if total == 2 else moves[:1]:
                    found = self._within(total, level, names)
                    if found:
                        return found
        return None

    def _within(self, total: int, level: int, names: tuple[str, ...]) -> GuidePages | None:
        """A plan of `total` pages with the flow at `level` and the sections `names` below it."""
        steps = () if level > 1 else self.texts
        rows = section_rows(self.format, self.guide, self.project, steps, names) if names else ()
        if names and not rows:
            return None
        details = self._details(level, steps, names)
        for count in range(self._least(level), total - details.fewest + 1):
            flow = self._flow(count, level, rows)
            if flow:
                return GuidePages(self.format, self.chapter, flow, details.planned(total - count), rows, total)
        return None

    def _details(self, level: int, steps: Sequence[StepText], names: tuple[str, ...]) -> DetailsPlanner:
        key = (level, names)
        if key not in self._known:
            self._known[key] = DetailsPlanner(self.format, self.guide, self.project, steps, names)
        return self._known[key]

    def _least(self, level: int) -> int:
        if level not in self._fewest:
            fmt = self.format
            page = self._box(str(self.guide.title), ())
            self._fewest[level] = self.rails.least(page._replace(height=fmt.bottom - fmt.top), level)
        return self._fewest[level]

    def _flow(self, count: int, level: int, below: Sequence[DetailRow]) -> tuple[Drawing, ...] | None:
        """The flow on exactly `count` pages, or None where it does not fit at the smallest text."""
        return self.rails.on([self._box(title, below) for title in titles(self.format, self.guide, count)], level)

    def _box(self, title: str, below: Sequence[DetailRow]) -> Box:
        fmt = self.format
        head = fmt.head_height(title, str(self.guide.number or ""), status_line(self.guide))
        gap = fmt.page.section.top
        under = stacked(below, gap) + 2 * gap if below else 0.0
        height = max(1.0, fmt.bottom - fmt.top - head - under)
        return Box(fmt.width, height, fmt.medium.floor_mm, fmt.medium.target_mm, fmt.page.flow_most)


def titles(format_: Format, guide: Guide, count: int) -> list[str]:
    """The titles of the pages of a flow; a title of many lines is shortened from the second page on."""
    parts = part_names(count)
    short = format_.short_title(str(guide.title), parts[-1], str(guide.number or ""))
    return [f"{short if number else guide.title}{part}" for number, part in enumerate(parts)]


def step_texts(line: Line) -> tuple[StepText, ...]:
    """The texts that a flow of level 1 omits, by step in the order of their numbers."""
    found: list[Card] = []
    stack = list(line.cards)
    while stack:
        card = stack.pop()
        found.append(card)
        stack += [row for panel in card.panels for row in panel.rows]
    found.sort(key=lambda card: card.node)
    return tuple(
        StepText(card.badge, card.title, tuple(text for text in (card.detail, *(r.text for r in card.remarks)) if text))
        for card in found
    )
