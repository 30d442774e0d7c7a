"""Lay out the details of a guide (办理说明) on the fewest pages, in the largest letters that fit."""

from collections.abc import Callable, Sequence
from functools import cached_property
from math import fsum
from typing import NamedTuple

from yizhangtu.content.facts import Fact, closing_texts, facts
from yizhangtu.content.lists import lists_after, lists_before
from yizhangtu.content.publication import status_line
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.media.common.detail_rows import DetailRow, RowMaker, StepText
from yizhangtu.media.common.help_strip import HelpStrip, plan_help
from yizhangtu.media.common.page_format import Format
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme
from yizhangtu.style.page.text_page import TextSection

TITLE = "办理说明"
CONDITIONS = "申请条件"
MATERIALS = "要带的材料"
STEPS = "每一步怎么办"


class Details(NamedTuple):
    """Rows distributed over pages at text size `size` (mm); the help strip is at the foot of the last page."""

    format: Format
    guide: Guide
    pages: tuple[tuple[DetailRow, ...], ...]
    size: float
    help: HelpStrip | None
    title: str

    def paint(self, index: int, number: int, theme: Theme, slot: int) -> PageCanvas:
        """Paint page `index` (from 0) as page `number` of the booklet."""
        canvas = self.format.canvas(number, theme)
        y = self.format.head(canvas, self.title, str(self.guide.number or ""), status_line(self.guide))
        x = self.format.left(number)
        last = index == len(self.pages) - 1
        floor = self.format.bottom - (self.help.height if self.help and last else 0.0)
        rows = self.pages[index]
        style = self.format.page.section
        paint_rows(canvas, x, y, rows, section_gap(style, rows, floor - y))
        if self.help and last:
            self.help.paint(canvas, x, floor)
        self.format.foot(canvas, TITLE)
        self.format.tab(canvas, slot)
        return canvas


class DetailsPlanner:
    """Plans the pages with the details of a guide. Sections whose names are in `without` are printed elsewhere."""

    def __init__(
        self, format_: Format, guide: Guide, project: Project, steps: Sequence[StepText], without: Sequence[str] = ()
    ) -> None:
        self.format = format_
        self.guide = guide
        self.project = project
        self.steps = steps
        self.without = without
        type_, head = format_.type, format_.page.head
        title = f"{guide.title}：{TITLE}"
        if len(type_.largest(title, format_.width - 22, head.text, head.least, head.leading).lines) > 2:
            title = TITLE
        self.title = title
        above = format_.head_height(title, str(guide.number or ""), status_line(guide))
        self.height = format_.bottom - format_.top - above
        self.help = plan_help(format_, guide, project, self.height / 2)
        self.last = self.height - (self.help.height if self.help else 0.0)

    @cached_property
    def fewest(self) -> int:
        """The fewest pages that hold all rows, in the smallest letters."""
        rows, count = self._rows(self.format.page.text_least), 1
        while self._shared(rows, self.format.page.text_least, count) is None:
            count += 1
        return count

    def planned(self, pages: int = 1) -> Details:
        """The fewest pages (at least `pages`), in the largest letters that need no more pages."""
        style = self.format.page
        count = max(pages, self.fewest)
        size = style.text
        while (found := self._shared(self._rows(size), size, count)) is None:
            size = max(round(size - style.text_step, 3), style.text_least)
        rows = [row for page in found for row in page]
        even = balanced(rows, self.height, self.last, style.section.top) if count == 2 else None
        return Details(self.format, self.guide, tuple(map(tuple, even or found)), size, self.help, self.title)

    def _rows(self, size: float) -> list[DetailRow]:
        found = sections(RowMaker(self.format, size), self.guide, self.project, self.steps, self.help is None)
        return [row for name, part in found if name not in self.without for row in part]

    def _shared(self, rows: Sequence[DetailRow], size: float, count: int) -> list[list[DetailRow]] | None:
        maker, gap = RowMaker(self.format, size), self.format.page.section.top
        heights = [*[self.height] * (count - 1), self.last]
        return share_out(rows, heights, gap, lambda name: maker.head(f"{name}（续）"))


def section_rows(
    format_: Format, guide: Guide, project: Project, steps: Sequence[StepText], names: Sequence[str]
) -> tuple[DetailRow, ...]:
    """The rows of the named sections, in the text size for rows below a flow."""
    found = sections(RowMaker(format_, format_.page.text_under), guide, project, steps)
    return tuple(row for name, rows in found if name in names for row in rows)


def sections(
    maker: RowMaker,
    guide: Guide,
    project: Project,
    steps: Sequence[StepText],
    with_help: bool = False,
) -> list[tuple[str, list[DetailRow]]]:
    """All details of a guide as (title, rows), in the order in which a reader needs them. `with_help`: 帮办代办 is one
    of the facts, because the page has no help strip."""
    known = [fact for fact in facts(guide, project) if fact.key not in maker.without]
    who = guide.assistant
    if with_help and who and (who.name or who.phone or who.window):
        words = [str(word) for word in (who.name, who.phone, who.window) if word]
        known.append(Fact("user", "帮办代办", words[0], tuple(words[1:])))
    found = [("", maker.facts(known))]
    found += [(box.title, maker.listed(box)) for box in lists_before(guide)]
    found.append((STEPS, maker.steps(steps, STEPS)))
    found += [(box.title, maker.listed(box)) for box in lists_after(guide)]
    small = [row for title, text in closing_texts(guide, project) for row in maker.small(title, text)]
    if small:
        found.append(("依据", [DetailRow(0.0, lambda canvas, x, y: None, "", True), *small]))
    return found


def paint_rows(canvas: PageCanvas, x: float, y: float, rows: Sequence[DetailRow], gap: float) -> float:
    """Paint rows one below the other, sections `gap` apart; return the y at which they end."""
    for position, row in enumerate(rows):
        if position and row.lead:
            y += gap
        row.paint(canvas, x, y)
        y += row.height
    return y


def section_gap(style: TextSection, rows: Sequence[DetailRow], height: float) -> float:
    """The gap between the sections of rows in `height` mm: the least one and a share of the height that remains."""
    breaks = sum(1 for row in rows[1:] if row.lead)
    spare = max(0.0, height - stacked(rows, style.top))
    return style.top + (min(style.spread, spare / breaks) if breaks else 0.0)


def stacked(rows: Sequence[DetailRow], gap: float) -> float:
    """Total height of rows, sections `gap` apart."""
    return fsum(row.height for row in rows) + gap * sum(1 for row in rows[1:] if row.lead)


def balanced(rows: Sequence[DetailRow], height: float, last: float, gap: float) -> list[list[DetailRow]] | None:
    """Split rows between sections into two pages that are about equally full; None where no split fits."""
    heads = [row.section for row in rows if row.lead]
    best: tuple[float, int] | None = None
    if any(name.endswith("（续）") for name in heads):
        return None
    for cut in [at for at, row in enumerate(rows) if at and row.lead]:
        one, two = stacked(rows[:cut], gap), stacked(rows[cut:], gap)
        if one <= height and two <= last:
            off = abs((height - one) - (last - two))
            if best is None or off < best[0]:
                best = (off, cut)
    return [list(rows[: best[1]]), list(rows[best[1] :])] if best else None


def share_out(
    rows: Sequence[DetailRow], heights: Sequence[float], gap: float, continued: Callable[[str], DetailRow]
) -> list[list[DetailRow]] | None:
    """Distribute rows over pages of these heights in mm; None where they do not fit. `continued` makes the title that a
    section repeats on its next page; a title is never the last row of a page."""
    count = len(heights)
    pages: list[list[DetailRow]] = [[]]
    used = 0.0
    for position, row in enumerate(rows):
        room = heights[len(pages) - 1]
        ahead = rows[position + 1].height if row.lead and position + 1 < len(rows) else 0.0
        need = row.height + (gap if row.lead and pages[-1] else 0.0)
        if pages[-1] and used + need + ahead > room + 1e-6:
            if len(pages) == count:
                return None
            pages.append([])
            used = 0.0
            need = row.height
            room = heights[len(pages) - 1]
            if row.section and not row.lead:
                head = continued(row.section)
                pages[-1].append(head)
                used = head.height
        if used + need > room + 1e-6:
            return None
        pages[-1].append(row)
        used += need
    return pages + [[] for _ in range(count - len(pages))]
