"""Plan the panels of a leaflet: process and tables first, the rows of details on the panels that remain."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from yizhangtu.layout.box import Box
from yizhangtu.layout.flow.layouter import Layouter
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.fit import Body, parted
from yizhangtu.media.common.detail_rows import DetailRow
from yizhangtu.media.common.details import sections, share_out, stacked
from yizhangtu.media.common.guide_pages import Rails, step_texts
from yizhangtu.media.leaflet.leaflet_back import back_rows, closing, maker
from yizhangtu.media.leaflet.leaflet_panels import LeafletPanels, body_of, panel_name
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.guide import Guide
from yizhangtu.model.page import bottom
from yizhangtu.model.project import Project

LEVELS = (3, 1)  # of detail of the process; the rows contain what the lower level omits
CLOSING = "依据"


class PanelDrawing(NamedTuple):
    """A drawing `y` mm below the top of the content of a panel."""

    y: float
    drawing: Drawing
    is_table: bool


class DrawnPanels(NamedTuple):
    """The panels with drawings, in order."""

    panels: tuple[tuple[PanelDrawing, ...], ...]

    @property
    def letters(self) -> float:
        """The size of the smallest text in mm."""
        return min((one.drawing.min_text_mm for panel in self.panels for one in panel), default=99.0)


class LeafletPlan(NamedTuple):
    """The content of all panels: `rest` are rows on the panels after `drawn`, `back` those on the back, at text size
    `size` (mm); `closing` is at the foot of the back. On several sheets, all rows are in `rest`."""

    drawn: DrawnPanels
    rest: tuple[tuple[DetailRow, ...], ...]
    back: tuple[DetailRow, ...]
    closing: tuple[DetailRow, ...]
    size: float
    sheets: int = 1


@dataclass(frozen=True)
class LeafletPlanner:
    """Plans one guide's leaflet. `layouter` lays out its process, `body` its tables, where it has them."""

    panels: LeafletPanels
    guide: Guide
    project: Project
    measure: Measure
    layouter: Layouter | None
    body: Body | None

    def planned(self) -> LeafletPlan | None:
        """The plan with the fewest sheets, then with all texts of the steps on their cards if possible, then with the
        largest letters; None where the guide does not fit."""
        style = self.panels.page
        levels = LEVELS if self.layouter else LEVELS[:1]
        for sheets, level in product(range(1, style.sheets + 1), levels):
            best: tuple[float, LeafletPlan] | None = None
            for drawn in self._drawn_panels(level, len(body_of(sheets))):
                plan = self._with_rows(drawn, level, sheets)
                if plan is None:
                    continue
                points = self._worth(plan)
                if best is None or points > best[0] + 1e-6:
                    best = (points, plan)
            if best:
                return best[1]
        return None

    def _worth(self, plan: LeafletPlan) -> float:
        """The score of a plan, in mm of text size. Empty panels of a single sheet count against it; on several sheets,
        panels with drawings do, so that drawings are not split over all of them."""
        style, letters = self.panels.page, plan.drawn.letters
        if plan.sheets == 1:
            empty = sum(1 for rows in plan.rest if not rows)
            return min(letters, style.easy) + plan.size - style.empty * empty
        used = len(plan.drawn.panels)
        return min(letters, self.panels.medium.target_mm) + plan.size - style.further * used

    def _drawn_panels(self, level: int, most: int) -> Iterator[DrawnPanels]:
        """All ways to place process and tables on at most `most` panels, the fewest panels first."""
        if self.layouter is None or self.body is None:
            for count in range(1, most + 1):
                if self.body is not None:
                    found = self._tables([self.panels.box] * count)
                else:
                    found = self._flow([self.panels.box] * count, level, 0)
                if found:
                    yield DrawnPanels(tuple((PanelDrawing(0.0, drawing, self.body is not None),) for drawing in found))
            return
        for count in range(1, most + 1):
            yield from self._joined(count, level)
        for count in range(2, most + 1):
            for own in range(1, count):
                yield from self._apart(own, count - own, level)

    @property
    def _tables_first(self) -> bool:
        return self.guide.kind == "清单"

    def _apart(self, own: int, tables: int, level: int) -> Iterator[DrawnPanels]:
        """The process on `own` panels, the tables on `tables` others."""
        flow = self._flow([self.panels.box] * own, level, tables if self._tables_first else 0)
        table = self._tables([self.panels.box] * tables) if flow else None
        if flow and table:
            one = [(PanelDrawing(0.0, drawing, False),) for drawing in flow]
            two = [(PanelDrawing(0.0, drawing, True),) for drawing in table]
            yield DrawnPanels(tuple(two + one if self._tables_first else one + two))

    def _joined(self, count: int, level: int) -> Iterator[DrawnPanels]:
        """The process on a panel together with the end or the beginning of the tables."""
        gap = self.panels.page.section.top + self.panels.page.section.spread
        box = self.panels.box
        for share in self.panels.page.share:
            flow = self._flow([box._replace(height=box.height * share)], level, 0)
            if flow is None:
                continue
            boxes = [box] * count
            shared = count - 1 if self._tables_first else 0
            boxes[shared] = box._replace(height=box.height - flow[0].height - gap)
            table = self._tables(boxes)
            if table is None or len(table) < count:
                continue
            found: list[tuple[PanelDrawing, ...]] = [(PanelDrawing(0.0, drawing, True),) for drawing in table]
            if self._tables_first:
                below = bottom(table[shared].items) + gap
                found[shared] = (PanelDrawing(0.0, table[shared], True), PanelDrawing(below, flow[0], False))
            else:
                below = flow[0].height + gap
                found[shared] = (PanelDrawing(0.0, flow[0], False), PanelDrawing(below, table[0], True))
            yield DrawnPanels(tuple(found))
            return

    def _flow(self, boxes: Sequence[Box], level: int, before: int) -> tuple[Drawing, ...] | None:
        """The process on exactly one panel for each box, after `before` other panels; None where it does not fit."""
        assert self.layouter is not None
        names = body_of(self.panels.page.sheets)
        return Rails(self.layouter, lambda number: panel_name(names[before + number])).on(boxes, level)

    def _tables(self, boxes: Sequence[Box]) -> tuple[Drawing, ...] | None:
        """The tables on at most one panel for each box; None where they do not fit."""
        assert self.body is not None
        if self.body.sheets(boxes[0].floor, boxes) is None:
            return None
        count = len(boxes)
        found = parted(self.measure, self.body, lambda n: [*boxes, *[boxes[-1]] * n][:n], count)
        return found if found and len(found) <= count else None

    def _with_rows(self, drawn: DrawnPanels, level: int, sheets: int) -> LeafletPlan | None:
        """The plan with the rows of details on the panels after `drawn`, in the largest letters that fit."""
        style = self.panels.page
        size = style.text
        while True:
            found = self._rows(drawn, level, size, sheets)
            smaller = round(size - style.text_step, 3)
            if found or smaller < style.text_least:
                return found
            size = smaller

    def _rows(self, drawn: DrawnPanels, level: int, size: float, sheets: int) -> LeafletPlan | None:
        panels, gap = self.panels, self.panels.page.section.top
        make = maker(panels, size)
        steps = step_texts(self.layouter.lines[0]) if level == 1 and self.layouter else ()
        found = sections(make, self.guide, self.project, steps)
        end = closing([row for name, rows in found if name == CLOSING for row in rows])
        fixed = [*back_rows(panels, self.guide, self.project), *end]
        rows = [row for name, part in found if name != CLOSING for row in part]
        if stacked(fixed, gap) > panels.height * panels.page.back.most:  # 依据 may continue on several panels
            fixed = fixed[: len(fixed) - len(end)]
            rows += end
        free = len(body_of(sheets)) - len(drawn.panels)
        room = panels.height - stacked(fixed, gap) - 2 * gap
        if room < 0:
            return None

        def shared(count: int, height: float, last: float) -> list[list[DetailRow]] | None:
            return share_out(rows, [*[height] * (count - 1), last], gap, lambda name: make.head(f"{name}（续）"))

        parts = self._evenly_filled(shared, free, sheets > 1)
        if parts:
            parts = [*parts, []]
        elif sheets == 1:
            parts = shared(free + 1, panels.height, room)
        if parts is None:
            return None
        return LeafletPlan(drawn, tuple(map(tuple, parts[:-1])), tuple(parts[-1]), tuple(fixed), size, sheets)

    def _evenly_filled(
        self, shared: Callable[[int, float, float], list[list[DetailRow]] | None], free: int, few: bool
    ) -> list[list[DetailRow]] | None:
        """The rows on `free` panels, about equally full; `few`: on the fewest of them, so that whole panels remain for
        notes or larger drawings."""
        whole = self.panels.height
        for count in range(1, free + 1) if few else (free,):
            best = shared(count, whole, whole) if count else None
            if best is None:
                continue
            low, high = 0.0, whole
            while high - low > 2.0:
                middle = (low + high) / 2
                found = shared(count, middle, middle)
                low, high = (low, middle) if found else (middle, high)
                best = found or best
            return [*best, *([] for _ in range(free - count))]
        return None
