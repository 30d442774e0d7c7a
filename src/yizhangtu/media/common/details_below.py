"""Lay out the details of a guide (办理说明) below its last table, where that saves a page."""

from collections.abc import Sequence
from typing import NamedTuple

from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.media.common.detail_rows import DetailRow, RowMaker, StepText
from yizhangtu.media.common.details import TITLE, paint_rows, section_gap, sections, stacked
from yizhangtu.media.common.help_strip import HelpStrip, plan_help
from yizhangtu.media.common.page_format import Format
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project


class DetailsBelow(NamedTuple):
    """Rows and the help strip; `height` is that of both, in mm."""

    format: Format
    rows: tuple[DetailRow, ...]
    help: HelpStrip | None
    height: float

    def paint(self, canvas: PageCanvas, y: float) -> None:
        """Paint the rows from y down, the strip at the foot of the text area."""
        x = self.format.left(canvas.number)
        style = self.format.page.section
        floor = self.format.bottom - (self.help.height if self.help else 0.0)
        paint_rows(canvas, x, y, self.rows, section_gap(style, self.rows, floor - y))
        if self.help:
            self.help.paint(canvas, x, floor)


def plan_details_below(
    format_: Format, guide: Guide, project: Project, steps: Sequence[StepText], room: float = 0.0
) -> DetailsBelow:
    """Plan the details in the largest letters that fit into `room` mm, in the smallest where none fit."""
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
            return DetailsBelow(format_, rows, strip, height)
        size = smaller
