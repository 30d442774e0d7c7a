"""Plan the pages of a guide with a flow in the booklet: the flow, then the details."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple

from yizhangtu.content.chapters import Chapter
from yizhangtu.content.publication import status_line
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.layout.box import Box, Wish
from yizhangtu.layout.flow.choose import draw
from yizhangtu.layout.flow.layouter import Layouter
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
from yizhangtu.media.common.details_below import DetailsBelow, plan_details_below
from yizhangtu.media.common.page_format import Format, part_names
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.guide import Guide
from yizhangtu.model.line import Card, Line
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme

CARDS, RULED, BRIEF = Wish("rail"), Wish("ruled"), Wish("rail", level=1)  # BRIEF has no texts of steps
# Sections of the details that may stand below the flow, where that saves a page; the first that fits are taken. ALL of
# them leave no page for details.
ALL = None
BELOW: tuple[tuple[str, ...] | None, ...] = ((), (MATERIALS,), (CONDITIONS, MATERIALS), ALL)
FACING = ((), (STEPS,), (MATERIALS, STEPS))  # the same where the texts of steps are in a table on the facing page


@dataclass(frozen=True)
class GuidePages:
    """The pages of a guide: its flow, `below` it further rows on its last page, then the pages of its details, if any;
    blank pages up to `total`."""

    format: Format
    chapter: Chapter
    flow: tuple[Drawing, ...]
    below: tuple[DetailRow, ...] | DetailsBelow
    details: Details | None
    total: int

    def paint(self, first: int, theme: Theme, alt: str) -> list[PageCanvas]:
        """Paint all pages, the first of them as page `first` of the booklet; `alt` is the alternative text of the
        flow."""
        fmt, guide = self.format, self.chapter.guide
        canvases: list[PageCanvas] = []
        for drawing, title in zip(self.flow, titles(fmt, guide, len(self.flow)), strict=True):
            canvas = fmt.canvas(first + len(canvases), theme)
            chapter = "" if canvases else str(guide.title)
            y = fmt.head(canvas, title, str(guide.number or ""), status_line(guide), chapter)
            canvas.picture(fmt.left(canvas.number), y, drawing, alt)
            if len(canvases) == len(self.flow) - 1:
                self._paint_below(canvas, y + drawing.height + 2 * fmt.page.section.top)
            fmt.foot(canvas, "操作流程")
            fmt.tab(canvas, self.chapter.slot)
            canvases.append(canvas)
        for index in range(len(self.details.pages) if self.details else 0):
            assert self.details is not None
            canvases.append(self.details.paint(index, first + len(canvases), theme, self.chapter.slot))
        while len(canvases) < self.total:
            canvases.append(fmt.blank(first + len(canvases), theme, self.chapter.slot))
        return canvases

    def _paint_below(self, canvas: PageCanvas, y: float) -> None:
        if isinstance(self.below, DetailsBelow):
            self.below.paint(canvas, y)
        else:
            paint_rows(canvas, self.format.left(canvas.number), y, self.below, self.format.page.section.top)


class Rails(NamedTuple):
    """Lays out the flow of one guide as rails on pages; `name` is the name of a page (from 0) in arrows."""

    layouter: Layouter
    name: Callable[[int], str]

    def possible(self, box: Box, wish: Wish) -> bool:
        """Whether each single card is legible in a box."""
        return self._all_fit(self.layouter.lines[-1], box, wish)

    def _all_fit(self, line: Line, box: Box, wish: Wish) -> bool:
        """Whether each single card of a line is legible in a box."""
        cards = (Line((card,), line.phases, ()) for card in line.cards)
        return all(self.layouter.forms.choose(one, box, wish) is not None for one in cards)

    def least(self, box: Box, wish: Wish) -> int:
        """A lower bound of the pages of the flow at the smallest text: height of all cards / height of a page."""
        rivals = [rival for line in self.layouter.lines for rival in self.layouter.forms.of(line, wish)]
        plans = [rival.form.plan(box.floor, box.width) for rival in rivals]
        heights = [plan.height * box.floor for plan in plans if plan]
        return max(1, ceil(min(heights) / box.height - 0.15)) if heights else 1

    def on(self, boxes: Sequence[Box], wish: Wish) -> tuple[Drawing, ...] | None:
        """The flow on exactly one page for each box, or None where it does not fit at the smallest text."""
        measure, lines = self.layouter.measure, self.layouter.lines
        kept = [line for line in lines if line.trips]
        if len(boxes) == 1:
            found = [self.layouter.forms.choose(line, boxes[0], wish) for line in kept]
            best = max((one for one in found if one), key=lambda one: one.plan.unit, default=None)
            if best:
                return (draw(measure, best, boxes[0]),)
        for line in lines:
            if not line.trips and self._all_fit(kept[-1], boxes[0], wish):
                return None  # side trips are laid open only where nothing else is legible
            flow = self.layouter.on_sheets(line, boxes, wish, self.name)
            if flow:
                return flow.drawings
        return None


def page_names(first: int) -> Callable[[int], str]:
    """The names of the pages of a guide in arrows, by their number from 0; `first` is the first of them."""
    return lambda number: f"第{first + number}页"


class _Rest(NamedTuple):
    """The details beside a flow: `below` its last page, `height` mm with their distance, and those on further pages."""

    below: tuple[DetailRow, ...] | DetailsBelow
    height: float
    planner: DetailsPlanner | None

    @property
    def pages(self) -> int:
        """The fewest pages for the details that are not below the flow."""
        return self.planner.fewest if self.planner else 0


@dataclass
class GuidePlanner:
    """Plans the pages of one guide; `first` is the page on which it begins."""

    format: Format
    project: Project
    chapter: Chapter
    layouter: Layouter
    first: int
    _known: dict[tuple[Wish, tuple[str, ...] | None], _Rest | None] = field(default_factory=dict)
    _leasts: dict[Wish, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.guide = self.chapter.guide
        self.rails = Rails(self.layouter, page_names(self.first))

    def planned(self) -> GuidePages | None:
        """The plan with the fewest pages, from two on: cards, or ruled rows where these take fewer pages. The texts of
        steps are with their names; only where that needs more than the two facing pages of a spread, or a page is too
        low for a row, they are in a table. None where a single step does not fit on a page."""
        page = self._box(titles(self.format, self.guide, 2)[0], 0.0)
        looks = [wish for wish in (CARDS, RULED) if self.rails.possible(page, wish)]
        looks = looks or [wish for wish in (BRIEF,) if self.rails.possible(page, wish)]
        for total in range(2, self._most(looks) + 1):
            for wish in looks:
                if found := self._of(total, wish):
                    return found
            if total == 2 and self.first % 2 == 0 and (found := self._of(total, BRIEF, FACING)):
                return found
        return None

    def _most(self, looks: Sequence[Wish]) -> int:
        """An upper bound of the pages; 0 where nothing is possible."""
        pages = [rest.pages for wish in looks if (rest := self._rest(wish, ()))]
        return len(self.layouter.lines[-1].cards) + max(pages) + 1 if pages else 0

    def _of(self, total: int, wish: Wish, options: Sequence[tuple[str, ...] | None] = BELOW) -> GuidePages | None:
        """A plan of `total` pages; None where the flow does not fit."""
        for names in options:
            rest = self._rest(wish, names)
            count = total - rest.pages if rest else 0
            if rest is None or count < 1 or count < self._least(wish):
                continue
            flow = self._flow(count, wish, rest.height)
            if flow:
                details = rest.planner.planned(rest.pages) if rest.planner else None
                below = rest.below
                if isinstance(below, DetailsBelow):
                    below = self._all_below(wish, rest.height - 2 * self.format.page.section.top)
                return GuidePages(self.format, self.chapter, flow, below, details, total)
        return None

    def _rest(self, wish: Wish, names: tuple[str, ...] | None) -> _Rest | None:
        """The details with the sections `names` below the flow; None where the guide has none of these sections."""
        key = (wish, names)
        if key not in self._known:
            self._known[key] = self._planned_rest(wish, names)
        return self._known[key]

    def _planned_rest(self, wish: Wish, names: tuple[str, ...] | None) -> _Rest | None:
        fmt, gap, steps = self.format, self.format.page.section.top, self._steps(wish)
        if names is ALL:
            whole = self._all_below(wish)
            return _Rest(whole, whole.height + 2 * gap, None)
        rows = section_rows(fmt, self.guide, self.project, steps, names) if names else ()
        if names and not rows:
            return None
        planner = DetailsPlanner(fmt, self.guide, self.project, steps, names)
        return _Rest(rows, stacked(rows, gap) + 2 * gap if rows else 0.0, planner)

    def _all_below(self, wish: Wish, room: float = 0.0) -> DetailsBelow:
        return plan_details_below(self.format, self.guide, self.project, self._steps(wish), room)

    def _steps(self, wish: Wish) -> Sequence[StepText]:
        """The texts of steps that a flow omits."""
        return step_texts(self.layouter.lines[0]) if wish == BRIEF else ()

    def _least(self, wish: Wish) -> int:
        """A lower bound of the pages of the flow."""
        if wish not in self._leasts:
            fmt = self.format
            page = self._box(str(self.guide.title), 0.0)._replace(height=fmt.bottom - fmt.top)
            self._leasts[wish] = self.rails.least(page, wish)
        return self._leasts[wish]

    def _flow(self, count: int, wish: Wish, below: float) -> tuple[Drawing, ...] | None:
        """The flow on exactly `count` pages with `below` mm free on the last, or None where it does not fit at the
        smallest text."""
        names = titles(self.format, self.guide, count)
        heights = [*[0.0] * (count - 1), below]
        return self.rails.on([self._box(*one) for one in zip(names, heights, strict=True)], wish)

    def _box(self, title: str, below: float) -> Box:
        fmt = self.format
        head = fmt.head_height(title, str(self.guide.number or ""), status_line(self.guide))
        height = max(1.0, fmt.bottom - fmt.top - head - below)
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
    return tuple(map(_step_text, found))


def _step_text(card: Card) -> StepText:
    texts = [(card.detail, "detail"), *((remark.text, remark.role) for remark in card.remarks)]
    shown = [(text, part) for text, part in texts if text]
    parts = tuple(part for _, part in shown)
    return StepText(card.badge, card.title, tuple(text for text, _ in shown), parts, card.node)
