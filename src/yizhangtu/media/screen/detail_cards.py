"""A guide → one or two slides of facts and boxes: everything that the pictures leave out."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from yizhangtu.content.facts import Fact, Help, closing_texts, helper, short_facts
from yizhangtu.content.lists import foot_boxes
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.text_block import TextBlock, TextSetter
from yizhangtu.media.common.facts_strip import FactCell, FactsStrip
from yizhangtu.media.common.foot import TICK, Foot, FootBox, FootRoom, FootWords
from yizhangtu.media.common.foot_plan import enlarged, plan_foot
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.style.medium import Medium
from yizhangtu.style.page.furniture import Furniture
from yizhangtu.style.page.screen_style import ScreenDetails
from yizhangtu.text import Typesetter

TICK_SIDE = 0.72  # em, of a box to tick
LARGER = 1.25  # by which the text of the boxes may be larger than that of the facts, where there is room


class DetailCards(NamedTuple):
    """A strip of facts, the boxes below it, and lines of small print; lengths in mm. `x`, `y` and `width` are those of
    the area, `scale` that of the lengths of the furniture."""

    page: Furniture
    x: float
    y: float
    width: float
    scale: float
    cells: tuple[FactCell, ...]
    strip: float  # the height of the strip
    foot: Foot | None
    foot_top: float
    closing: tuple[TextBlock, ...]
    closing_top: float

    def paint(self, canvas: PageCanvas) -> None:
        """Paint everything on a slide."""
        mono = canvas.theme.mono
        canvas.rect(
            self.x, self.y, self.width, self.strip, 1.5, "paper" if mono else "tint", "ink" if mono else "", 0.3
        )
        lead = (self.page.facts.icon + self.page.facts.icon_gap) * self.scale
        for cell in self.cells:
            y = self.y + cell.y
            canvas.icon(cell.icon, cell.x, y, self.page.facts.icon * self.scale, "dark")
            for block in (cell.key.coloured("dark"), cell.value, *cell.notes):
                y += canvas.block(cell.x + lead, y, block)
        for box in self.foot.boxes if self.foot else ():
            self._box(canvas, box)
        y = self.closing_top
        for block in self.closing:
            y += canvas.block(self.x, y, block.coloured("grey"))

    def _box(self, canvas: PageCanvas, box: FootBox) -> None:
        style, x, y = self.page.foot, self.x + box.x, self.foot_top + box.y
        border = style.border * self.scale
        inset = border / 2
        canvas.rect(x + inset, y + inset, box.width - border, box.height - border, 0.0, "paper", "dark", border)
        canvas.rect(x + border, y + border, box.width - 2 * border, box.head_height - border, 0.0, "band")
        if canvas.theme.mono:
            canvas.rule(
                x + border, y + box.head_height, box.width - 2 * border, "ink", self.page.mono.head * self.scale
            )
        head = TextSetter(canvas.typesetter).line(box.title, box.head, 1.3, True, "on_band")
        canvas.block(x + style.pad_x * self.scale, y + (box.head_height - head.height) / 2, head)
        for rule in box.rules:
            canvas.rule(x + rule.x, y + rule.y, rule.width, "hair", self.page.facts.rule * self.scale)
        for entry in box.entries:
            left, top, block = x + entry.x, y + entry.y, entry.block
            if block.tick:
                side = block.size * TICK_SIDE
                canvas.rect(left, top + (block.line_height - side) / 2, side, side, 0.0, "paper", "ink", 0.3)
                left += block.size * TICK
            canvas.block(left, top, block)


class CardsPlanner(NamedTuple):
    """Plans the slide in an area (x, y, width and height in mm)."""

    typesetter: Typesetter
    page: Furniture
    style: ScreenDetails
    medium: Medium
    guide: Guide
    project: Project
    area: tuple[float, float, float, float]

    def planned(self, growths: Sequence[float]) -> list[DetailCards]:
        """One slide with the largest of the growths of its text that fits, else two; none where these are too few."""
        found = helper(self.guide, self.project)
        help_ = Help(found.name, found.phone, found.window, "") if found and (found.name or found.phone) else None
        words = FootWords(foot_boxes(self.guide, self.project), help_)
        facts = short_facts(self.guide, self.project)
        first = [(growth, self._at(growth, facts, words)) for growth in growths]
        for _, one in first:
            if one and not (one.foot and one.foot.rest):
                return [one]
        for growth, one in first:
            rest = one.foot.rest if one and one.foot else ()
            two = self._at(growth, (), FootWords(rest, None))
            if one and two and not (two.foot and two.foot.rest):
                return [one._replace(closing=()), two]
        return []

    def _at(self, growth: float, facts: Sequence[Fact], words: FootWords) -> DetailCards | None:
        """A slide with facts and boxes; the foot has the lists that do not fit in its `rest`. None where the facts do
        not fit."""
        page, (x, y, width, height) = self.page, self.area
        size = self.medium.floor_mm * growth
        scale = size / page.facts.key  # no text of the strip is smaller than that of its keys
        setter = TextSetter(self.typesetter, scale, self.medium.floor_mm, step=0.25, slack=0.0)
        columns = page.facts.columns_portrait if height > width else page.facts.columns_landscape
        pad = page.facts.pad * scale
        strip = FactsStrip(setter, page.facts, x + pad, width - 2 * pad, columns)
        cells, high = strip.placed(facts)
        lines = self._closing(width)
        below = fsum(block.height for block in lines)
        gap = self.style.gap * self.medium.scale
        room = height - high - below - (gap if cells else 0.0) - (gap if lines else 0.0)
        if room <= 0:
            return None
        area = FootRoom(width, room, 0.0)
        foot = plan_foot(setter, page.foot, words, area, size)
        if foot and not foot.rest:
            higher = foot._replace(height=min(room, foot.height * LARGER))
            foot = enlarged(setter, page.foot, words, area, higher, size * LARGER)
        top = y + high + (gap if cells else 0.0)
        return DetailCards(page, x, y, width, scale, cells, high, foot, top, lines, y + height - below)

    def _closing(self, width: float) -> tuple[TextBlock, ...]:
        """Series and number, 依据, 版本."""
        guide = self.guide
        number = f"编号 {guide.number}" if guide.number else ""
        series = " · ".join(text for text in (str(guide.picture), str(guide.list_name or ""), number) if text)
        texts = [f"三张图之{series}", *(f"{key}：{text}" for key, text in closing_texts(guide, self.project))]
        setter = TextSetter(self.typesetter)
        return tuple(setter.block(text, width, self.medium.floor_mm, self.style.leading) for text in texts)
