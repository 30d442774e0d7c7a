"""Measure the furniture of a poster: the places of band, facts, flow, foot and meta line, all in mm.

The box of the flow is known before the flow is laid out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import fsum

from yizhangtu.content.boxes import ListBox, ListItem
from yizhangtu.content.facts import Fact, basis_line, basis_texts, closing_texts, helper, organisation, short_facts
from yizhangtu.content.lists import foot_boxes
from yizhangtu.content.publication import status_of
from yizhangtu.draw import elements
from yizhangtu.draw.logo import logo_drawing
from yizhangtu.draw.text_block import TextBlock, TextSetter
from yizhangtu.media.common.facts_strip import FactCell, FactsStrip
from yizhangtu.media.common.foot import Foot, FootRoom, FootWords
from yizhangtu.media.common.foot_plan import enlarged, plan_foot, with_codes
from yizhangtu.media.common.sheet_frame import SheetFrame
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.style.medium import Medium
from yizhangtu.style.page.furniture import Furniture, FurnitureBand
from yizhangtu.text import Typesetter

PROCESS = {"流程": "操作流程", "清单": "操作流程", "积分": "怎么积分", "规范": "怎么办", "公示": "操作流程"}
META_MOST = 0.06
TITLE_MOST = 0.2
MORE = "办事信息"  # the box of facts that the strip has no room for
FOOT_OF_TARGET = 0.9  # the text of a foot where that of the picture is not known, of the target size


@dataclass(frozen=True)
class FramePlanner:
    """Plans the sheets of one guide on one medium. `bare`: facts and lists are on the sheets of text, not on those of
    the flow; `apart`: so is the foot, on the last of them. Of the foot, `text` is the size of its text in mm and
    `share` its greatest height as a share of the sheet (0 for the usual ones); `fitted` is a foot whose height is kept,
    with the largest text for it."""

    typesetter: Typesetter
    page: Furniture
    medium: Medium
    guide: Guide
    project: Project
    bare: bool = field(default=False, kw_only=True)
    apart: bool = field(default=False, kw_only=True)
    text: float = field(default=0.0, kw_only=True)
    share: float = field(default=0.0, kw_only=True)
    fitted: tuple[Foot, float] | None = field(default=None, kw_only=True)

    @property
    def setter(self) -> TextSetter:
        least = self.medium.floor_mm * self.medium.furniture
        return TextSetter(self.typesetter, self.medium.scale, least, step=0.25, slack=0.0)

    def mm(self, value: float) -> float:
        """A length of the furniture on this medium."""
        return round(value * self.medium.scale, 3)

    def sheet(self, number: int, count: int, total: int | None = None) -> SheetFrame:
        """Sheet `number` (from 1) of `count` with a flow: the first has the facts, the last has the foot. `total`
        includes the sheets of text after them."""
        key = (number, count, total or count)
        if key not in self._sheets:
            self._sheets[key] = self._with_its_foot(key)
        return self._sheets[key]

    @cached_property
    def _sheets(self) -> dict[tuple[int, int, int], SheetFrame]:
        return {}

    def without_foot(self, number: int, count: int, total: int | None = None) -> SheetFrame:
        """The same sheet with the foot's space left to the picture."""
        key = (number, count, total or count)
        if key not in self._footless:
            self._footless[key] = self._plan(*key)
        return self._footless[key]

    @cached_property
    def _footless(self) -> dict[tuple[int, int, int], SheetFrame]:
        return {}

    def _with_its_foot(self, key: tuple[int, int, int]) -> SheetFrame:
        number, count, total = key
        sheet = self.without_foot(*key)
        first = self.medium.foot_first
        last = number == total > count if self.apart else number == (1 if first else count)
        foot = self.foot if last else None
        if foot is None:
            return sheet
        gap = self.mm(self.page.foot.top)
        height = sheet.flow_height - foot.height - gap
        if not first:
            return sheet._replace(foot=foot, foot_top=sheet.flow_top + height + gap, flow_height=height)
        down = foot.height + gap
        return sheet._replace(
            foot=foot, foot_top=sheet.facts_top + sheet.facts_height + gap, flow_height=height,
            section_top=sheet.section_top + down, flow_top=sheet.flow_top + down,
        )  # fmt: skip

    def _plan(self, number: int, count: int, total: int) -> SheetFrame:
        if number > 1 and self.page.following == "title":
            return self._following(number, count, total)
        page = self.page
        medium = self.medium
        margin = self.mm(page.margin)
        inner = medium.width_mm - 2 * margin
        series, series_width = self._series(number, total)
        band = page.band
        room = inner - series_width - self.mm(6)
        logo = self._logo(self.mm(band.logo * band.title))
        room -= logo.width + self.mm(band.logo_gap) if logo else 0.0
        org = self.setter.block(organisation(self.guide, self.project), room, band.org, band.org_leading)
        title, suffix = self._title(room, band)
        if logo and logo.height > title.height:  # the logo is never higher than the title
            logo = self._logo(title.height)
        words_x = margin + (logo.width + self.mm(band.logo_gap) if logo else 0.0)
        band_height = self.mm(band.top + band.gap + band.bottom) + org.height + title.height
        room = max(self.mm(8), self._below_ribbon) + 2 * self.mm(page.series.pad_y)
        band_height = max(band_height, room + fsum(s.height for s in series))
        cells, facts_height = self._first_strip if number == 1 else ((), 0.0)
        head = page.section
        section_title = self._section_title(number, count)
        section = self.setter.block(section_title or "一", inner, head.text, head.leading, True)
        above = band_height + facts_height
        marks = head.legend * head.legend_room if number <= count else 0.0
        room = max(section.height, self.mm(marks))
        section_top = above + self.mm(head.top) + (room - section.height) / 2
        flow_top = above + self.mm(head.top) + (room + self.mm(head.bottom) if section_title else 0.0)
        meta, meta_top, end = self._closing(inner, number, count)
        return SheetFrame(
            medium.width_mm, medium.height_mm, margin, org, title, suffix, logo, words_x, band_height, series,
            series_width, cells,
            band_height, facts_height, section, section_title, section_top, flow_top, end - flow_top, None,
            0.0, meta, meta_top,
        )  # fmt: skip

    def _following(self, number: int, count: int, total: int) -> SheetFrame:
        """A sheet after the first with no more than its title and number."""
        page, medium, margin = self.page, self.medium, self.mm(self.page.margin)
        inner = medium.width_mm - 2 * margin
        head, line = page.section, page.series
        of = self.setter.block(sheet_number(number, total), inner, line.line, line.leading, True)
        width = self.setter.width(sheet_number(88, 88), line.line, True) + 2 * self.mm(line.pad_x)
        title = self.setter.block(str(self.guide.title), inner - width - self.mm(6), head.text, head.leading, True)
        padding = self.mm(page.band.top / 2 + page.band.bottom)
        band_height = max(title.height, of.height + 2 * self.mm(line.pad_y + line.border)) + padding
        if status_of(self.guide):
            band_height += max(self.mm(page.ribbon.height), self._below_ribbon)
        section_title = self._section_title(number, count) if number > count or self.guide.body else ""
        section = self.setter.block(section_title or "一", inner, head.text, head.leading, True)
        section_top = band_height + self.mm(head.top)
        flow_top = section_top + (section.height + self.mm(head.bottom) if section_title else 0.0)
        meta, meta_top, end = self._closing(inner, number, count)
        nothing = title._replace(lines=())
        return SheetFrame(
            medium.width_mm, medium.height_mm, margin, nothing, title, 0.0, None, margin, band_height, (of,), width,
            (), band_height, 0.0, section, section_title, section_top, flow_top, end - flow_top, None, 0.0, meta,
            meta_top, slim=True,
        )  # fmt: skip

    def _closing(self, inner: float, number: int, count: int) -> tuple[tuple[TextBlock, ...], float, float]:
        """The lines of 依据 and 版本, the y where they begin, and that where the content above them ends."""
        meta = self._meta(inner, number == count) if self.page.following == "all" or number == count else ()
        top = self.medium.height_mm - self.medium.empty_mm - self._bottom - fsum(s.height for s in meta)
        return meta, top, top - (self.mm(self.page.meta.top) if meta else 0.0)

    def _logo(self, height: float) -> Drawing | None:
        """标志 of the project, `height` mm high with its ground; lower where it is wide."""
        logo = self.project.logo
        return None if logo is None else logo_drawing(logo, height, height * self.page.band.logo_wide)

    @property
    def _bottom(self) -> float:
        """Margin below the last line; for a print shop, at least the safe zone."""
        return max(self.mm(self.page.meta.bottom), self.page.safe - self.medium.empty_mm)

    @property
    def _below_ribbon(self) -> float:
        """Height above and below the box in the band where the ribbon keeps the safe distance from the edge."""
        if not self.page.safe or not status_of(self.guide):
            return 0.0
        return self.page.safe + self.mm(self.page.ribbon.height + 3)

    def _section_title(self, number: int, count: int) -> str:
        """The title above a flow, or above the process of a guide with tables on its first sheet. Sheets of text,
        beyond `count`, have their own."""
        if self.guide.body is None and not self.guide.steps:
            return ""
        if self.guide.body is None or number > count:
            return PROCESS["流程"]
        return PROCESS[self.guide.kind] if number == 1 and self.guide.steps else ""

    def _title(self, room: float, band: FurnitureBand) -> tuple[TextBlock, float]:
        """The title as large as it fits, and the size of 一张图 after it; 0 where its last line has no room for
        that."""
        setter = self.setter
        text = str(self.guide.title)
        title = setter.largest(text, room, band.title, band.title_least, band.title_leading)
        size = band.title_least
        while title.height > self.medium.height_mm * TITLE_MOST and size * self.medium.scale > self.medium.floor_mm:
            size *= 0.92
            title = setter.block(text, room, size, band.title_leading, True, balanced=True)
        suffix = max(title.size * band.suffix, setter.least)
        used = title.lines[-1].width * title.size if title.lines else 0.0
        fits = used + title.size * 0.3 + 3 * suffix <= room and "一张图" not in text
        return title, suffix if fits else 0.0

    def _series(self, number: int, count: int) -> tuple[tuple[TextBlock, ...], float]:
        """The lines 三张图之 / 清单制 / 编号, and the width of their box."""
        page = self.page.series
        guide = self.guide
        last = " · ".join(t for t in (str(guide.list_name or ""), f"编号 {guide.number}" if guide.number else "") if t)
        texts = [("三张图之", page.line, False), (str(guide.picture), page.name, True)]
        texts += [(last, page.line, False)] if last else []
        texts += [(sheet_number(number, count), page.line, True)] if count > 1 else []
        width = max(self.setter.width(text, size, bold) for text, size, bold in texts)
        if count > 1:  # the same on every sheet, so that the title has the same line breaks
            width = max(width, self.setter.width(sheet_number(88, 88), page.line, True))
        width = min(width, self.medium.width_mm * 0.4)
        settings = tuple(self.setter.block(t, width + 0.1 * size, size, page.leading, bold) for t, size, bold in texts)
        return settings, width + 2 * self.mm(page.pad_x)

    @cached_property
    def _chosen_facts(self) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
        """(facts in the strip, facts that do not fit): the longest, or the last, are removed until the strip is low
        enough."""
        most = 0.0 if self.bare else self.medium.height_mm * self.page.facts.most
        shown, moved = list(short_facts(self.guide, self.project)), []
        while shown and self._strip(shown)[1] > most:
            longest = max(shown, key=lambda fact: len(fact.value) + sum(map(len, fact.notes)))
            moved.append(shown.pop(-1 if self.page.facts.keep == "first" else shown.index(longest)))
        return tuple(shown), tuple(fact for fact in short_facts(self.guide, self.project) if fact in moved)

    @cached_property
    def _first_strip(self) -> tuple[tuple[FactCell, ...], float]:
        """The cells and the height of the strip on the first sheet."""
        return self._strip(self._chosen_facts[0])

    def _strip(self, found: Sequence[Fact]) -> tuple[tuple[FactCell, ...], float]:
        """The cells of facts and the height of their strip."""
        landscape = self.medium.width_mm > self.medium.height_mm
        page, margin = self.page.facts, self.mm(self.page.margin)
        most = page.columns_landscape if landscape else page.columns_portrait
        return FactsStrip(self.setter, page, margin, self.medium.width_mm - 2 * margin, most).placed(found)

    @cached_property
    def foot(self) -> Foot | None:
        """The foot of the poster, on whichever sheet."""
        if self.fitted is None:
            return self._least_foot
        foot, most = self.fitted
        return enlarged(self.setter, self.page.foot, self.foot_words, self.foot_room, foot, most)

    def with_foot(
        self, text: float = 0.0, fitted: tuple[Foot, float] | None = None, share: float = 0.0
    ) -> FramePlanner:
        """The same furniture with another foot. What does not depend on the foot is measured once."""
        other = replace(self, text=text or self.text, fitted=fitted, share=share or self.share)
        for name in ("_chosen_facts", "_first_strip", "_footless", "foot_words"):
            other.__dict__[name] = getattr(self, name)
        return other

    @property
    def _least_foot(self) -> Foot | None:
        """The foot at its size; smaller where that keeps a list from a sheet of text."""
        least, _ = self.foot_sizes
        size = self.foot_size
        while True:
            foot = plan_foot(self.setter, self.page.foot, self.foot_words, self.foot_room, size)
            if foot is None or not foot.rest or size <= least or self.bare:
                return foot
            size = max(least, size * 0.92)

    @cached_property
    def foot_words(self) -> FootWords:
        """What the foot says; first the facts that the strip has no room for."""
        facts = tuple(ListItem(f"{one.key}：{'；'.join((one.value, *one.notes))}") for one in self._chosen_facts[1])
        boxes = foot_boxes(self.guide, self.project)
        more = (ListBox(MORE, facts),) if facts and not self.bare else ()
        words = FootWords((*boxes[:1], *more, *boxes[1:]), helper(self.guide, self.project))
        return with_codes(self.setter, self.page.foot, words, self.foot_room, self.foot_sizes[0])

    @property
    def foot_room(self) -> FootRoom:
        """The room for the foot."""
        most = 0.0 if self.bare else self.medium.height_mm * (self.share or self.page.foot.most)
        return FootRoom(self.medium.width_mm - 2 * self.mm(self.page.margin), most, self.medium.qr_mm)

    @property
    def foot_size(self) -> float:
        """The size of the text in the foot in mm, never outside of its limits."""
        least, most = self.foot_sizes
        return max(least, min(most, self.text or self.medium.target_mm * FOOT_OF_TARGET))

    @property
    def foot_sizes(self) -> tuple[float, float]:
        """The smallest and the largest text of a foot in mm."""
        page, medium = self.page.foot, self.medium
        least = max(medium.floor_mm * page.least, self.setter.least)
        return least, max(least, page.text * medium.scale)

    def rest(self) -> tuple[ListBox, ...]:
        """The lists that do not fit on the sheets of the flow and go on sheets of text."""
        foot = self.foot
        facts = self._chosen_facts[1] if self.bare else ()
        boxes = [ListBox(MORE, tuple(map(_fact_line, facts)))] if facts else []
        boxes += foot.rest if foot else ()
        if self._basis_moves:
            boxes.append(ListBox("依据", tuple(map(ListItem, basis_texts(self.guide)))))
        return tuple(boxes)

    @cached_property
    def _basis_moves(self) -> bool:
        page = self.page.meta
        inner = self.medium.width_mm - 2 * self.mm(self.page.margin)
        basis = self.setter.block("依据：" + basis_line(self.guide), inner, page.text, page.leading)
        return basis.height > self.medium.height_mm * META_MOST

    def _meta(self, inner: float, last: bool) -> tuple[TextBlock, ...]:
        page = self.page.meta
        return tuple(
            self.setter.block(f"{key}：{text}", inner, page.text, page.leading).named(elements.closing(key))
            for key, text in closing_texts(self.guide, self.project)
            if key != "依据" or (last and not self._basis_moves)
        )


def _fact_line(fact: Fact) -> ListItem:
    """收费：不收费；工本费另收."""
    return ListItem(f"{fact.key}：{'；'.join((fact.value, *fact.notes))}")


def sheet_number(number: int, total: int) -> str:
    """The number of a sheet as it is printed: 第2张 共4张."""
    return f"第{number}张 共{total}张"
