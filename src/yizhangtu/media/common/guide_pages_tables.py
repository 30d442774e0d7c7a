"""Plan the pages of a guide with tables in the booklet: process, tables, and details (办理说明) on pages of their own
or below the rest."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import NamedTuple

from yizhangtu.content.chapters import Chapter
from yizhangtu.content.publication import status_line
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.layout.box import Wish
from yizhangtu.layout.flow.layouter import Layouter
from yizhangtu.layout.listing.listing import ListBody
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.picture import table_body
from yizhangtu.layout.table.fit import SHEETS_MOST, Body, parted
from yizhangtu.media.common.detail_rows import StepText
from yizhangtu.media.common.details import DetailsPlanner
from yizhangtu.media.common.details_below import plan_details_below
from yizhangtu.media.common.frame import PROCESS
from yizhangtu.media.common.guide_pages import BRIEF, CARDS, RULED, Rails, page_names, step_texts
from yizhangtu.media.common.guide_pages_plan import GuidePageFormat, TableArrangement, lower
from yizhangtu.media.common.page_format import Format
from yizhangtu.media.context import Context
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.model.page import bottom
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme

# The running title of a page, by kind.
TABLES = {"流程": "办事指南", "清单": "清单事项", "积分": "积分标准", "规范": "办事标准", "公示": "公示"}
# Shares of the height of a page for a process that is on it together with tables; the first that fits is taken.
SHARES = (0.25, 0.32, 0.4, 0.5, 0.6)
# (whether the process shares a page with tables, whether the details are below the rest): the first of those with the
# fewest pages is taken
ARRANGEMENTS = tuple(product((False, True), (False, True)))


class DescribedDrawing(NamedTuple):
    """A drawing on a page, its subject and its alternative text."""

    about: str
    drawing: Drawing
    alt: str


def tables_of(context: Context, guide: Guide, table_least: float) -> Body | None:
    """The tables of a guide. On narrow pages, a list is laid out as entries; it is a table from `table_least` u on."""
    if isinstance(guide.body, Listing):
        styles = context.styles
        narrow = styles.list_table._replace(table_least=table_least)
        return ListBody(context.measure, narrow, guide.body, styles.icons)
    return table_body(context.layout_tools, guide)


@dataclass(frozen=True)
class TableGuidePages:
    """The pages of a guide with tables, blank up to `total`. The tables are drawn on first access."""

    chapter: Chapter
    project: Project
    measure: Measure
    body: Body
    plan: TableArrangement
    total: int

    @cached_property
    def tables(self) -> tuple[Drawing, ...]:
        """The tables on their pages. On fewer, where larger letters happen to need fewer, only if nothing is placed
        below them or refers to the numbers of their pages."""
        plan = self.plan
        found = parted(self.measure, self.body, plan.boxes, plan.count)
        if found and len(found) < plan.count and (plan.joined or plan.names_pages or plan.details is None):
            found = parted(
                self.measure, self.body, lambda n: [box._replace(most=box.floor) for box in plan.boxes(n)], plan.count
            )
        assert found is not None  # the plan has fitted them into these boxes
        return found

    def paint(self, first: int, theme: Theme, alt: str) -> list[PageCanvas]:
        """Paint all pages, the first of them as page `first` of the booklet; `alt` is the alternative text of the
        process."""
        fmt, slot = self.plan.pages.format, self.chapter.slot
        canvases = self._pictures(first, theme, alt)
        details = self.plan.details.planned() if self.plan.details else None
        if details is None:
            canvas, y = canvases[-1]
            y += 2 * fmt.page.section.top
            guide, steps = self.chapter.guide, self.plan.steps
            plan_details_below(fmt, guide, self.project, steps, fmt.bottom - y).paint(canvas, y)
        found = [canvas for canvas, _ in canvases]
        for index in range(len(details.pages) if details else 0):
            assert details is not None
            found.append(details.paint(index, first + len(found), theme, slot))
        while len(found) < self.total:
            found.append(fmt.blank(first + len(found), theme, slot))
        return found

    def _parts(self, alt: str) -> list[list[DescribedDrawing]]:
        """The drawings of each page, from top to bottom."""
        guide = self.chapter.guide
        about = TABLES[guide.kind]
        process = [[DescribedDrawing(PROCESS[guide.kind], drawing, alt)] for drawing in self.plan.flow]
        tables = [[DescribedDrawing(about, drawing, f"{guide.title}：{about}")] for drawing in self.tables]
        one, two = (tables, process) if self.plan.tables_first else (process, tables)
        return [*one[:-1], one[-1] + two[0], *two[1:]] if self.plan.joined else one + two

    def _pictures(self, first: int, theme: Theme, alt: str) -> list[tuple[PageCanvas, float]]:
        """Paint the pages with process and tables; each with the y at which its content ends."""
        guide, pages = self.chapter.guide, self.plan.pages
        fmt = pages.format
        found: list[tuple[PageCanvas, float]] = []
        parts = self._parts(alt)
        for number, page in enumerate(parts):
            canvas = fmt.canvas(first + number, theme)
            title, chapter = pages.title(number, len(parts)), "" if number else str(guide.title)
            y = fmt.head(canvas, title, str(guide.number or ""), status_line(guide), chapter)
            for place, (about, drawing, words) in enumerate(page):
                if place:
                    y += fmt.page.section.top
                    y += fmt.section(canvas, y, about) if self.plan.tables_first else fmt.page.section.spread
                x = fmt.left(canvas.number)
                canvas.picture(x, y, drawing, words, linked=True)
                y += bottom(drawing.items)
            fmt.foot(canvas, page[0][0])
            fmt.tab(canvas, self.chapter.slot)
            found.append((canvas, y))
        return found


@dataclass
class TableGuidePlanner:
    """Plans the pages of one guide with tables; `first` is the page on which it begins. `layouter` lays out its
    process, where it has one: after the tables of a list, which a reader looks for first, else before them."""

    format: Format
    project: Project
    chapter: Chapter
    measure: Measure
    body: Body
    layouter: Layouter | None
    first: int

    def __post_init__(self) -> None:
        self.guide = self.chapter.guide
        self.pages = GuidePageFormat(self.format, self.guide)
        self.tables_first = self.guide.kind == "清单"
        self.step_texts = step_texts(self.layouter.lines[0]) if self.layouter else ()
        self.too_long = False  # whether the tables need more than SHEETS_MOST pages; set by `planned`
        self._heights_below: dict[Wish, float] = {}
        self._details: dict[Wish, DetailsPlanner] = {}
        self._processes: dict[tuple[object, ...], tuple[Drawing, ...] | None] = {}

    def planned(self) -> TableGuidePages | None:
        """The plan with the fewest pages. The texts of steps are with their names, unless a page is too low for a row
        that way. None where a single step or row does not fit on a page."""
        for looks in ((CARDS, RULED), (BRIEF,)) if self.layouter else ((CARDS,),):
            best: TableArrangement | None = None
            for wish, (joined, shared) in product(looks, ARRANGEMENTS if self.layouter else ARRANGEMENTS[:2]):
                found = self._arranged(wish, joined, shared)
                if found and (best is None or found.used < best.used):
                    best = found
            if best:
                return TableGuidePages(self.chapter, self.project, self.measure, self.body, best, best.used)
        return None

    def _arranged(self, wish: Wish, joined: bool, shared: bool) -> TableArrangement | None:
        steps = self._steps(wish)
        below = self._below(wish) if shared else 0.0
        if below > self.pages.box(1).height:
            return None
        flow = self._process(wish, joined, below if self.tables_first else 0.0, self.first)
        if flow is None:
            return None
        details = None if shared else self._details_plan(wish)
        plan = TableArrangement(self.pages, flow, self.tables_first, joined, steps, below, details)
        count = self._count(plan, whole=shared)
        if count and plan.names_pages:  # the page numbers are known now
            again = self._process(wish, joined, below, self.first + count)
            return replace(plan, flow=again, count=count) if again and len(again) == len(flow) else None
        return replace(plan, count=count) if count else None

    def _steps(self, wish: Wish) -> tuple[StepText, ...]:
        """The texts of steps that the process omits and the details contain."""
        return self.step_texts if wish == BRIEF else ()

    def _below(self, wish: Wish) -> float:
        """The height of the details below the rest, in mm."""
        if wish not in self._heights_below:
            details = plan_details_below(self.format, self.guide, self.project, self._steps(wish))
            self._heights_below[wish] = details.height + 2 * self.format.page.section.top
        return self._heights_below[wish]

    def _details_plan(self, wish: Wish) -> DetailsPlanner:
        if wish not in self._details:
            self._details[wish] = DetailsPlanner(self.format, self.guide, self.project, self._steps(wish))
        return self._details[wish]

    def _process(self, wish: Wish, joined: bool, below: float, first: int) -> tuple[Drawing, ...] | None:
        key = (wish, joined, below, first)
        if key not in self._processes:
            self._processes[key] = self._lay_out_process(wish, joined, below, first)
        return self._processes[key]

    def _lay_out_process(self, wish: Wish, joined: bool, below: float, first: int) -> tuple[Drawing, ...] | None:
        """The pages of the process, the first of them page `first`, with `below` mm free on the last; () for a guide
        without a process, None where it does not fit."""
        if self.layouter is None:
            return ()
        rails = Rails(self.layouter, page_names(first))
        page = min(self.pages.box(0), self.pages.box(1), key=lambda box: box.height)
        if not rails.possible(page, wish):
            return None
        if joined:
            attempts = (rails.on([lower(page, page.height * (1 - share))], wish) for share in SHARES)
            return next((flow for flow in attempts if flow), None)
        least = rails.least(page, wish)
        for count in range(least, 2 * least + 4):
            boxes = [page if self.tables_first else self.pages.box(number) for number in range(count)]
            flow = rails.on([*boxes[:-1], lower(boxes[-1], below)], wish)
            if flow:
                return flow
        return None

    def _count(self, plan: TableArrangement, whole: bool) -> int | None:
        """The fewest pages that hold the tables at the smallest text; `whole`: no page may be left without tables."""
        floor = self.pages.box(1).floor
        needed = self.body.needed(floor, self.format.width) / self.pages.box(1).height
        few, many = 0, min(SHEETS_MOST, int(needed * 3) + 12)
        found = self.body.sheets(floor, plan.boxes(many))
        if found is None:
            self.too_long = needed > SHEETS_MOST * 0.8
            return None
        while many - few > 1:
            middle = (few + many) // 2
            fewer = self.body.sheets(floor, plan.boxes(middle))
            if fewer is None:
                few = middle
            else:
                found, many = fewer, middle
        return None if whole and len(found) < many else many
