"""Place the panels of sheets that are folded twice on their sides, with bands, feet and folds.

A letter fold: with the inside up, the right third is folded to the middle, then the left third over it. The right
third, which is inside afterwards, is narrower. The panels are numbered in reading order: cover (1), the three of the
inside (2, 3, 4), the flap that was folded in (5), the back (6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import fsum

from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.layout.box import Box
from yizhangtu.media.common.detail_rows import DetailRow
from yizhangtu.media.common.details import paint_rows, section_gap
from yizhangtu.media.common.page_format import TextFormat
from yizhangtu.model.theme import Theme
from yizhangtu.style.medium import Medium
from yizhangtu.style.page.leaflet_style import LeafletStyle
from yizhangtu.text import Typesetter

COVER, FLAP, BACK = 1, 5, 6
INSIDE = (2, 3, 4)
OUTER_SIDE = (FLAP, BACK, COVER)  # as they stand on the sheet, from left to right
SIDES = (OUTER_SIDE, INSIDE)
BODY = (*INSIDE, FLAP)  # the panels for process, tables and rows, in order; the last rows are on the back


def side_of(number: int) -> int:
    """The side of a panel: 0 the outside, 1 the inside."""
    return int(number in INSIDE)


def panel_name(number: int) -> str:
    """The name of a panel in arrows and feet."""
    return f"第{number}面"


@dataclass(frozen=True)
class LeafletPanels:
    """The geometry of the panels of a leaflet. All have a text area of the same width, centred in the panel; canvases
    are as wide as the narrowest panel."""

    page: LeafletStyle
    medium: Medium
    typesetter: Typesetter

    @cached_property
    def format(self) -> TextFormat:
        """The format of one panel."""
        return TextFormat(self.page, self.medium._replace(width_mm=min(self.widths)), self.typesetter)

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """Widths of the panels of the outside in mm, from left to right."""
        found = self.page.panels
        return tuple(width * self.medium.width_mm / fsum(found) for width in found)

    def spans(self, side: int) -> tuple[tuple[float, float], ...]:
        """(left edge, width) of the panels of a side (0 the outside, 1 the inside), from left to right."""
        widths = self.widths[::-1] if side else self.widths
        edges = [0.0, *accumulate(widths)]
        return tuple((round(edge, 3), width) for edge, width in zip(edges, widths, strict=False))

    @property
    def top(self) -> float:
        """The y at which the content of a panel begins, below its band."""
        return self.page.top + self.page.band.height + self.page.band.gap

    @property
    def height(self) -> float:
        """Height of the content of a panel."""
        return self.format.bottom - self.top

    @property
    def box(self) -> Box:
        """The box for a drawing that fills a panel."""
        return self.format.box(self.height)

    @property
    def left(self) -> float:
        """Left edge of the content on a canvas."""
        return self.format.left(1)

    def span(self, number: int) -> tuple[float, float]:
        """(left edge, width) of a panel."""
        side = side_of(number)
        return self.spans(side)[SIDES[side].index(number)]

    def canvas(self, number: int, theme: Theme) -> PageCanvas:
        """The canvas of an empty panel at its place on its side."""
        edge, width = self.span(number)
        canvas = self.format.canvas(number, theme)
        canvas.offset = round(edge + (width - canvas.width) / 2, 3)
        return canvas

    def sheet(self, side: int, theme: Theme) -> PageCanvas:
        """The canvas of a whole side, with ticks at both ends of each fold."""
        canvas = PageCanvas(self.typesetter, self.medium.width_mm, self.medium.height_mm, theme, side + 1)
        fold = self.page.fold
        for edge, _ in self.spans(side)[1:]:
            for start in (0.0, canvas.height - fold.length):
                canvas.line(((edge, start), (edge, start + fold.length)), "grey", fold.width)
        return canvas

    def band(self, canvas: PageCanvas, text: str, aside: str = "") -> None:
        """Paint the title of a panel, and `aside` at its right where it fits."""
        style, fmt = self.page.band, self.format
        y, height = self.page.top, style.height
        fmt.solid(canvas, (self.left, y, fmt.width, height), style.radius)
        title = fmt.type.line(text, style.text, 1.3, True, "on_band")
        canvas.block(self.left + style.pad, y + (height - title.height) / 2, title)
        small = fmt.type.line(aside, style.aside, 1.3, True, "on_band")
        if aside and title.width + small.width + 3 * style.pad <= fmt.width:
            x = self.left + fmt.width - style.pad - small.width
            canvas.block(x, y + (height - small.height) / 2, small)

    def foot(self, canvas: PageCanvas) -> None:
        """Paint the name of the panel."""
        style, type_ = self.page.foot, self.format.type
        text = type_.line(panel_name(canvas.number), style.text, 1.3, False, "grey")
        canvas.block(self.left, canvas.height - style.y - text.height / 2, text, self.format.width, 0.5)

    def rows(self, canvas: PageCanvas, rows: Sequence[DetailRow], y: float, floor: float) -> None:
        """Paint rows from y down, with wider gaps between sections where there is room."""
        paint_rows(canvas, self.left, y, rows, section_gap(self.page.section, rows, floor - y))
