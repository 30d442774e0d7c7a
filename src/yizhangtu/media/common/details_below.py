"""A guide with tables → its 办理说明 below the last of them, where that saves a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.media.common.detail_rows import Row, RowMaker, StepText
from yizhangtu.media.common.details import TITLE, paint_rows, sections, stacked
from yizhangtu.media.common.help_strip import HelpStrip, plan_help
from yizhangtu.media.common.page_format import Format
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project


@dataclass(frozen=True)
class Under:
    """Rows and the help strip, `height` mm high together."""

    format: Format
    rows: tuple[Row, ...]
    help: HelpStrip | None
    height: float

    def paint(self, leaf: PageCanvas, y: float) -> None:
        """The rows from y down, the strip at the foot of the text area."""
        x = self.format.left(leaf.number)
        style = self.format.page.section
        floor = self.format.bottom - (self.help.height if self.help else 0.0)
        breaks = sum(1 for row in self.rows[1:] if row.lead)
        spare = max(0.0, self.format.bottom - y - self.height)
        gap = style.top + (min(style.spread, spare / breaks) if breaks else 0.0)
        paint_rows(leaf, x, y, self.rows, gap)
        if self.help:
            self.help.paint(leaf, x, floor)


def plan_under(format_: Format, guide: Guide, project: Project, steps: Sequence[StepText], room: float = 0.0) -> Under:
    """All that is said beside the tables, in the largest letters that `room` mm hold, the smallest where none do."""
    style = format_.page
    strip = plan_help(format_, guide, project, (format_.bottom - format_.top) / 2)
    size = style.text
    while True:
        maker = RowMaker(format_, size)
        found = sections(maker, guide, project, steps, strip is None)
        rows = (maker.head(TITLE), *(row for _, part in found for row in part))
        height = stacked(rows, style.section.top) + (strip.height if strip else 0.0)
        smaller = round(size - style.text_step, 3)
        if height <= room or smaller < style.text_least:
            return Under(format_, rows, strip, height)
        size = smaller
