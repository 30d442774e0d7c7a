"""Plan the panels of a leaflet: process and tables first, the rows of details on the panels that remain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

from yizhangtu.layout.box import Box, Wish
from yizhangtu.layout.flow.layouter import Layouter
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.fit import Body, parted
from yizhangtu.media.common.detail_rows import DetailRow
from yizhangtu.media.common.details import sections, stacked
from yizhangtu.media.common.guide_pages import BRIEF, CARDS, RULED, Rails, step_texts
from yizhangtu.media.leaflet.leaflet_back import back_rows, closing, maker
from yizhangtu.media.leaflet.leaflet_panels import BODY, LeafletPanels, panel_name
from yizhangtu.media.leaflet.leaflet_rows import RowPanels
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.guide import Guide
from yizhangtu.model.page import bottom
from yizhangtu.model.project import Project

LOOKS = (CARDS, RULED, BRIEF)  # of the process; the rows contain what the last omits
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
    `size` (mm); `closing` is at the foot of the back."""

    drawn: DrawnPanels
    rest: tuple[tuple[DetailRow, ...], ...]
    back: tuple[DetailRow, ...]
    closing: tuple[DetailRow, ...]
    size: float


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
        """The plan with all texts of the steps on their cards if possible, then with the best score; None where the
        guide does not fit on a sheet."""
        for wish in LOOKS if self.layouter else LOOKS[:1]:
            plans = (self._with_rows(drawn, wish) for drawn in self._drawn_panels(wish, len(BODY)))
            best = max((plan for plan in plans if plan), key=self._worth, default=None)
            if best:
                return best
        return None

    def _worth(self, plan: LeafletPlan) -> float:
        """The score of a plan, in mm of text size; empty room on the panels of rows counts against it, and drawings on
        the flap do."""
        style, gap = self.panels.page, self.panels.page.section.top
        empty = fsum(1 - stacked(rows, gap) / self.panels.height for rows in plan.rest)
        against = style.empty * empty + (0.0 if plan.rest else style.flap)
        return min(plan.drawn.letters, style.easy) + plan.size - against

    def _drawn_panels(self, wish: Wish, most: int) -> Iterator[DrawnPanels]:
        """All ways to place process and tables on at most `most` panels, the fewest panels first."""
        if self.layouter is None or self.body is None:
            for count in range(1, most + 1):
                if self.body is not None:
                    found = self._tables([self.panels.box] * count)
                else:
                    found = self._flow([self.panels.box] * count, wish, 0)
                if found:
                    yield DrawnPanels(tuple((PanelDrawing(0.0, drawing, self.body is not None),) for drawing in found))
            return
        for count in range(1, most + 1):
            yield from self._joined(count, wish)
        for count in range(2, most + 1):
            for own in range(1, count):
                yield from self._apart(own, count - own, wish)

    @property
    def _tables_first(self) -> bool:
        return self.guide.kind == "清单"

    def _apart(self, own: int, tables: int, wish: Wish) -> Iterator[DrawnPanels]:
        """The process on `own` panels, the tables on `tables` others."""
        flow = self._flow([self.panels.box] * own, wish, tables if self._tables_first else 0)
        table = self._tables([self.panels.box] * tables) if flow else None
        if flow and table:
            one = [(PanelDrawing(0.0, drawing, False),) for drawing in flow]
            two = [(PanelDrawing(0.0, drawing, True),) for drawing in table]
            yield DrawnPanels(tuple(two + one if self._tables_first else one + two))

    def _joined(self, count: int, wish: Wish) -> Iterator[DrawnPanels]:
        """The process on a panel together with the end or the beginning of the tables."""
        gap = self.panels.page.section.top + self.panels.page.section.spread
        box = self.panels.box
        for share in self.panels.page.share:
            flow = self._flow([box._replace(height=box.height * share)], wish, 0)
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

    def _flow(self, boxes: Sequence[Box], wish: Wish, before: int) -> tuple[Drawing, ...] | None:
        """The process on exactly one panel for each box, after `before` other panels; None where it does not fit."""
        assert self.layouter is not None
        return Rails(self.layouter, lambda number: panel_name(BODY[before + number])).on(boxes, wish)

    def _tables(self, boxes: Sequence[Box]) -> tuple[Drawing, ...] | None:
        """The tables on at most one panel for each box; None where they do not fit."""
        assert self.body is not None
        if self.body.sheets(boxes[0].floor, boxes) is None:
            return None
        count = len(boxes)
        found = parted(self.measure, self.body, lambda n: [*boxes, *[boxes[-1]] * n][:n], count)
        return found if found and len(found) <= count else None

    def _with_rows(self, drawn: DrawnPanels, wish: Wish) -> LeafletPlan | None:
        """The plan with the rows of details on the panels after `drawn`, in the largest letters that fit."""
        style = self.panels.page
        size = style.text
        while True:
            found = self._rows(drawn, wish, size)
            smaller = round(size - style.text_step, 3)
            if found or smaller < style.text_least:
                return found
            size = smaller

    def _rows(self, drawn: DrawnPanels, wish: Wish, size: float) -> LeafletPlan | None:
        panels, gap = self.panels, self.panels.page.section.top
        make = maker(panels, size)
        steps = step_texts(self.layouter.lines[0]) if wish == BRIEF and self.layouter else ()
        found = sections(make, self.guide, self.project, steps)
        end = closing([row for name, rows in found if name == CLOSING for row in rows])
        parts = [(name, rows) for name, rows in found if name != CLOSING and rows]
        fixed = [*back_rows(panels, self.guide, self.project), *end]
        if stacked(fixed, gap) > panels.height * panels.page.back.most:  # 依据 may continue on several panels
            fixed = fixed[: len(fixed) - len(end)]
            parts.append((CLOSING, end))
        free, room = len(BODY) - len(drawn.panels), panels.height - stacked(fixed, gap) - 2 * gap
        if room < 0:
            return None
        rest = RowPanels(panels.height, gap, lambda name: make.head(f"{name}（续）")).shared(parts, free, room)
        if rest is None:
            return None
        return LeafletPlan(drawn, tuple(map(tuple, rest[:-1])), tuple(rest[-1]), tuple(fixed), size)
