"""Panels of sheets that are folded twice → where each stands on which side, with its band, its foot and the folds.

A letter fold: the sheet lies with its inside up; the right third is folded to the middle, then the left third upon it.
The right third, which comes to lie inside, is the narrower one. The panels are numbered as they are read: cover (1),
unfolded the three of the inside (2, 3, 4), turned over the one that was folded in (5) and the back of the whole (6).
What does not fit goes on over further sheets, folded alike and laid into the first: 7–12, 13–18.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.media.common.detail_rows import Row
from yizhangtu.media.common.details import paint_rows, stacked
from yizhangtu.media.common.page_format import NOTES, TextFormat
from yizhangtu.model.theme import Theme
from yizhangtu.style.medium import Medium
from yizhangtu.style.page.leaflet_style import LeafletStyle
from yizhangtu.text import Typesetter

COVER, FLAP, BACK = 1, 5, 6
INSIDE = (2, 3, 4)
OUTER_SIDE = (FLAP, BACK, COVER)  # as they stand on the sheet, from left to right
SIDES = (OUTER_SIDE, INSIDE)
EACH = 6  # panels of a sheet


def body_of(sheets: int) -> tuple[int, ...]:
    """The panels that process, tables and rows fill, in order; of a sole sheet, the back takes their end."""
    return tuple(number for number in range(COVER + 1, EACH * sheets + 1) if number != BACK)


def place_of(number: int) -> tuple[int, int]:
    """(sheet from 0, side: 0 the outside, 1 the inside) of a panel."""
    sheet, at = divmod(number - 1, EACH)
    return sheet, int(at + 1 in INSIDE)


def panel_name(number: int) -> str:
    """What arrows and feet call a panel."""
    return f"第{number}面"


@dataclass(frozen=True)
class Panels:
    """All panels have a text area of the same width, in the middle of each; leaves are as wide as the narrowest
    panel."""

    page: LeafletStyle
    medium: Medium
    typesetter: Typesetter

    @cached_property
    def format(self) -> TextFormat:
        """The format of one panel."""
        return TextFormat(self.page, self.medium._replace(width_mm=min(self.widths)), self.typesetter)

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """Of the panels on the outside, from left to right, as parts of the sheet."""
        found = [float(width) for width in self.page.panels]
        return tuple(width * self.medium.width_mm / sum(found) for width in found)

    def spans(self, side: int) -> tuple[tuple[float, float], ...]:
        """(left edge, width) of the panels of a side (0 the outside, 1 the inside), from left to right."""
        widths = self.widths[::-1] if side else self.widths
        edges = [0.0, *accumulate(widths)]
        return tuple((round(edge, 3), width) for edge, width in zip(edges, widths, strict=False))

    @property
    def top(self) -> float:
        """Where the content of a panel begins, below its band."""
        return float(self.page.top + self.page.band.height + self.page.band.gap)

    @property
    def height(self) -> float:
        """Of the content of a panel."""
        return self.format.bottom - self.top

    @property
    def left(self) -> float:
        """Of the content, from the left edge of a leaf."""
        return self.format.left(1)

    def span(self, number: int) -> tuple[float, float]:
        """(left edge, width) of a panel."""
        sheet, side = place_of(number)
        return self.spans(side)[SIDES[side].index(number - EACH * sheet)]

    def leaf(self, number: int, theme: Theme) -> PageCanvas:
        """An empty panel at its place on its side."""
        edge, width = self.span(number)
        leaf = self.format.leaf(number, theme)
        leaf.offset = round(edge + (width - leaf.width) / 2, 3)
        return leaf

    def sheet(self, side: int, theme: Theme) -> PageCanvas:
        """A whole side, with ticks at both ends of each fold."""
        leaf = PageCanvas(self.typesetter, self.medium.width_mm, self.medium.height_mm, theme, side + 1)
        fold = self.page.fold
        for edge, _ in self.spans(side)[1:]:
            for start in (0.0, leaf.height - fold.length):
                leaf.line(((edge, start), (edge, start + fold.length)), "grey", fold.width)
        return leaf

    def band(self, leaf: PageCanvas, text: str, aside: str = "") -> None:
        """The title of a panel, and what stands at its right where there is room for it."""
        style, fmt = self.page.band, self.format
        y, height = self.page.top, style.height
        fmt.solid(leaf, (self.left, y, fmt.width, height), style.radius)
        title = fmt.type.line(text, style.text, 1.3, True, "on_band")
        leaf.block(self.left + style.pad, y + (height - title.height) / 2, title)
        small = fmt.type.line(aside, style.aside, 1.3, True, "on_band")
        if aside and title.width + small.width + 3 * style.pad <= fmt.width:
            x = self.left + fmt.width - style.pad - small.width
            leaf.block(x, y + (height - small.height) / 2, small)

    def foot(self, leaf: PageCanvas, title: str) -> None:
        """The name of the panel; on further sheets what they are about, too, if it fits on the line."""
        style, type_ = self.page.foot, self.format.type
        name = panel_name(leaf.number)
        text = type_.line(f"{name} · {title}", style.text, 1.3, False, "grey")
        if leaf.number <= EACH or text.width > self.format.width:
            text = type_.line(name, style.text, 1.3, False, "grey")
        leaf.block(self.left, leaf.height - style.y - text.height / 2, text, self.format.width, 0.5)

    def rows(self, leaf: PageCanvas, rows: Sequence[Row], y: float, floor: float) -> None:
        """Rows from y down, their sections apart as far as there is room; what is left is for notes. A panel without
        rows is all notes, and its band says so."""
        style = self.page.section
        breaks = sum(1 for row in rows[1:] if row.lead)
        spare = floor - y - stacked(rows, style.top)
        gap = style.top + (min(style.spread, spare / breaks) if breaks else 0.0)
        end = paint_rows(leaf, self.left, y, rows, gap)
        notes = self.page.notes
        if floor - end < notes.least:
            return
        if rows:
            end += style.top + style.spread
            end += self.format.section(leaf, end, NOTES)
        for number in range(1, int((floor - end) / notes.pitch) + 1):
            leaf.rule(self.left, end + number * notes.pitch, self.format.width, "hair", notes.rule)
