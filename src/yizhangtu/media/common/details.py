"""A guide → its pages 办理说明: as few as hold it, in the largest letters that fit these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from yizhangtu.content.chapters import NONE, no_process, status_line
from yizhangtu.content.facts import Fact, basis_line, facts, list_boxes, version_line
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.media.common.detail_rows import Row, RowMaker, StepText
from yizhangtu.media.common.help_strip import HelpStrip, plan_help
from yizhangtu.media.common.page_format import NOTES, Format
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme

TITLE = "办理说明"
CONDITIONS = "申请条件"
MATERIALS = "要带的材料"
STEPS = "每一步怎么办"


@dataclass(frozen=True)
class Details:
    """Rows shared out over pages at text size `size`; the help strip stands at the foot of the last."""

    format: Format
    guide: Guide
    pages: tuple[tuple[Row, ...], ...]
    size: float
    help: HelpStrip | None
    title: str

    def paint(self, index: int, number: int, theme: Theme, slot: int) -> PageCanvas:
        """Page `index` (from 0) as page `number` of the booklet."""
        leaf = self.format.leaf(number, theme)
        y = self.format.head(leaf, self.title, str(self.guide.number or ""), status_line(self.guide))
        x = self.format.left(number)
        last = index == len(self.pages) - 1
        floor = self.format.bottom - (self.help.height if self.help and last else 0.0)
        rows = self.pages[index]
        style = self.format.page.section
        breaks = sum(1 for row in rows[1:] if row.lead)
        spare = floor - y - stacked(rows, style.top)
        y = paint_rows(leaf, x, y, rows, style.top + (min(style.spread, spare / breaks) if breaks else 0.0))
        self._fill(leaf, y, floor)
        if self.help and last:
            self.help.paint(leaf, x, floor)
        self.format.foot(leaf, TITLE)
        self.format.tab(leaf, slot)
        return leaf

    def _fill(self, leaf: PageCanvas, y: float, floor: float) -> None:
        """Room that is left is for the reader's own notes."""
        style = self.format.page
        if floor - y < style.notes.least:
            return
        y += style.section.top + style.section.spread
        y += self.format.section(leaf, y, NOTES)
        count = int((floor - y) / style.notes.pitch)
        for number in range(1, count + 1):
            line = y + number * style.notes.pitch
            leaf.rule(self.format.left(leaf.number), line, self.format.width, "hair", style.notes.rule)


class DetailsPlan:
    """How many pages everything that is said about a guide takes, and what stands on each. Sections `without` stand
    elsewhere."""

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
        """The fewest pages that hold everything, in the smallest letters."""
        rows, count = self._rows(self.format.page.text_least), 1
        while self._shared(rows, self.format.page.text_least, count) is None:
            count += 1
        return count

    def planned(self, pages: int = 1) -> Details:
        """The fewest pages (at least `pages`), in the largest letters that need no more of them."""
        style = self.format.page
        count = max(pages, self.fewest)
        size = style.text
        while (found := self._shared(self._rows(size), size, count)) is None:
            size = max(round(size - style.text_step, 3), style.text_least)
        rows = [row for page in found for row in page]
        even = evened(rows, self.height, self.last, style.section.top) if count == 2 else None
        return Details(self.format, self.guide, tuple(map(tuple, even or found)), size, self.help, self.title)

    def _rows(self, size: float) -> list[Row]:
        found = sections(RowMaker(self.format, size), self.guide, self.project, self.steps, self.help is None)
        return [row for name, part in found if name not in self.without for row in part]

    def _shared(self, rows: Sequence[Row], size: float, count: int) -> list[list[Row]] | None:
        maker, gap = RowMaker(self.format, size), self.format.page.section.top
        heights = [*[self.height] * (count - 1), self.last]
        return share_out(rows, heights, gap, lambda name: maker.head(f"{name}（续）"))


def section_rows(
    format_: Format, guide: Guide, project: Project, steps: Sequence[StepText], names: Sequence[str]
) -> tuple[Row, ...]:
    """The sections of these names, to stand below a flow that leaves room."""
    found = sections(RowMaker(format_, format_.page.text_under), guide, project, steps)
    return tuple(row for name, rows in found if name in names for row in rows)


def sections(
    maker: RowMaker,
    guide: Guide,
    project: Project,
    steps: Sequence[StepText],
    with_help: bool = False,
) -> list[tuple[str, list[Row]]]:
    """Everything that is said about a guide beside its flow, in the order a reader needs it. `with_help`: 帮办代办
    stands among the facts, because there is no strip for it."""
    known = [fact for fact in facts(guide, project) if fact.key not in maker.without]
    if guide.body is not None and no_process(guide):
        known.append(Fact("footprints", "操作流程", NONE))
    who = guide.assistant
    if with_help and who and (who.name or who.phone or who.window):
        words = [str(word) for word in (who.name, who.phone, who.window) if word]
        known.append(Fact("user", "帮办代办", words[0], tuple(words[1:])))
    found = [("", maker.facts(known))]
    boxes = {box.title: box for box in list_boxes(guide)}
    found += [(title, maker.listed(boxes[title])) for title in (CONDITIONS, MATERIALS) if title in boxes]
    found.append((STEPS, maker.steps(steps, STEPS)))
    found += [(title, maker.listed(boxes[title])) for title in ("监督管理", "要注意") if title in boxes]
    closing = [
        (title, text) for title, text in (("依据", basis_line(guide)), ("版本", version_line(guide, project))) if text
    ]
    small = [row for title, text in closing for row in maker.small(title, text)]
    if small:
        found.append(("依据", [Row(0.0, lambda leaf, x, y: None, "", True), *small]))
    return found


def paint_rows(leaf: PageCanvas, x: float, y: float, rows: Sequence[Row], gap: float) -> float:
    """Rows one below the other, sections `gap` apart; returns where they end."""
    for position, row in enumerate(rows):
        if position and row.lead:
            y += gap
        row.paint(leaf, x, y)
        y += row.height
    return y


def stacked(rows: Sequence[Row], gap: float) -> float:
    """Height of rows, sections `gap` apart."""
    return sum(row.height for row in rows) + gap * sum(1 for row in rows[1:] if row.lead)


def evened(rows: Sequence[Row], height: float, last: float, gap: float) -> list[list[Row]] | None:
    """Two pages as full as each other, parted between sections; None where the parts do not fit that way."""
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
    rows: Sequence[Row], heights: Sequence[float], gap: float, again: Callable[[str], Row]
) -> list[list[Row]] | None:
    """Rows on pages of these heights in mm, or None where they do not fit. A section that goes on over a page repeats
    its title; a title never stands last."""
    count = len(heights)
    pages: list[list[Row]] = [[]]
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
                head = again(row.section)
                pages[-1].append(head)
                used = head.height
        if used + need > room + 1e-6:
            return None
        pages[-1].append(row)
        used += need
    return pages + [[] for _ in range(count - len(pages))]
