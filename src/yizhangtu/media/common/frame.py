"""Measure the furniture of a poster: the places of band, facts, flow, foot and meta line, all in mm.

The box of the flow is known before the flow is laid out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from yizhangtu.content.facts import (
    Fact,
    ListBox,
    ListItem,
    basis_line,
    closing_texts,
    facts,
    helper,
    list_boxes,
    organisation,
)
from yizhangtu.draw.logo import logo_drawing
from yizhangtu.draw.text_block import TextBlock, TextSetter
from yizhangtu.media.common.foot import Foot, FootRoom, plan_foot
from yizhangtu.media.common.sheet_frame import FactCell, SheetFrame
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.style.medium import Medium
from yizhangtu.style.page.furniture import Furniture, FurnitureBand
from yizhangtu.text import Typesetter

PROCESS = {"流程": "操作流程", "清单": "操作流程", "积分": "怎么积分", "规范": "怎么办"}
RIBBONS = {"征求意见": "征求意见稿", "试行": "试行", "废止": "已废止"}  # 状态 → the text of the ribbon
META_MOST = 0.06
TITLE_MOST = 0.2


@dataclass(frozen=True)
class FramePlanner:
    """Plans the sheets of one guide on one medium. `bare`: facts and lists are on the sheets of text, not on those of
    the flow; `apart`: so is the foot, on the last of them."""

    typesetter: Typesetter
    page: Furniture
    medium: Medium
    guide: Guide
    project: Project
    bare: bool = field(default=False, kw_only=True)
    apart: bool = field(default=False, kw_only=True)

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
            self._sheets[key] = self._plan(*key)
        return self._sheets[key]

    @cached_property
    def _sheets(self) -> dict[tuple[int, int, int], SheetFrame]:
        return {}

    def _plan(self, number: int, count: int, total: int) -> SheetFrame:
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
        band_height = max(band_height, room + sum(s.height for s in series))
        cells, facts_height = self._facts(inner) if number == 1 else ((), 0.0)
        head = page.section
        section_title = self._section_title(number, count)
        section = self.setter.block(section_title or "一", inner, head.text, head.leading, True)
        first = medium.foot_first
        last = number == total > count if self.apart else number == (1 if first else count)
        foot = self.foot if last else None
        above = band_height + facts_height
        if foot and first:
            above += self.mm(page.foot.top) + foot.height
        marks = head.legend * head.legend_room if number <= count else 0.0
        room = max(section.height, self.mm(marks))
        section_top = above + self.mm(head.top) + (room - section.height) / 2
        flow_top = above + self.mm(head.top) + (room + self.mm(head.bottom) if section_title else 0.0)
        meta = self._meta(inner, number == count)
        meta_top = medium.height_mm - medium.empty_mm - self._bottom - sum(s.height for s in meta)
        end = meta_top - self.mm(page.meta.top)
        foot_top = above - foot.height if foot and first else end - (foot.height if foot else 0.0)
        if foot and not first:
            end = foot_top - self.mm(page.foot.top)
        return SheetFrame(
            medium.width_mm, medium.height_mm, margin, org, title, suffix, logo, words_x, band_height, series,
            series_width, cells,
            band_height, facts_height, section, section_title, section_top, flow_top, end - flow_top, foot,
            foot_top, meta, meta_top,
        )  # fmt: skip

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
        if not self.page.safe or str(self.guide.publication.status or "") not in RIBBONS:
            return 0.0
        return self.page.safe + self.mm(self.page.ribbon.height + 3)

    def _section_title(self, number: int, count: int) -> str:
        """The title above a flow, or above the process of a guide with tables on its first sheet. Sheets of text,
        beyond `count`, have their own."""
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
        texts += [(f"第{number}张 共{count}张", page.line, True)] if count > 1 else []
        width = max(self.setter.width(text, size, bold) for text, size, bold in texts)
        if count > 1:  # the same on every sheet, so that the title has the same line breaks
            width = max(width, self.setter.width("第88张 共88张", page.line, True))
        width = min(width, self.medium.width_mm * 0.4)
        settings = tuple(self.setter.block(t, width + 0.1 * size, size, page.leading, bold) for t, size, bold in texts)
        return settings, width + 2 * self.mm(page.pad_x)

    @cached_property
    def _chosen_facts(self) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
        """(facts in the strip, facts that do not fit): the longest, or the last, are removed until the strip is low
        enough."""
        inner = self.medium.width_mm - 2 * self.mm(self.page.margin)
        most = 0.0 if self.bare else self.medium.height_mm * self.page.facts.most
        shown, moved = list(facts(self.guide, self.project)), []
        while shown and self._strip(shown, inner)[1] > most:
            longest = max(shown, key=lambda fact: len(fact.value) + sum(map(len, fact.notes)))
            moved.append(shown.pop(-1 if self.page.facts.keep == "first" else shown.index(longest)))
        return tuple(shown), tuple(fact for fact in facts(self.guide, self.project) if fact in moved)

    def _facts(self, inner: float) -> tuple[tuple[FactCell, ...], float]:
        return self._strip(self._chosen_facts[0], inner)

    def _strip(self, found: Sequence[Fact], inner: float) -> tuple[tuple[FactCell, ...], float]:
        page = self.page.facts
        if not found:
            return (), 0.0
        landscape = self.medium.width_mm > self.medium.height_mm
        most = page.columns_landscape if landscape else page.columns_portrait
        rows = -(-len(found) // most)
        while rows < len(found) and not self._has_room(found, -(-len(found) // rows), inner):
            rows += 1
        each = -(-len(found) // rows)
        cells: list[FactCell] = []
        y = self.mm(page.top)
        for first in range(0, len(found), each):
            row = found[first : first + each]
            widths = self._shares(row, inner)
            x = self.mm(self.page.margin)
            height = 0.0
            for fact, width in zip(row, widths, strict=True):
                cell = self._cell(fact, x, y, width)
                height = max(height, cell.key.height + cell.value.height + sum(n.height for n in cell.notes))
                cells.append(cell)
                x += width
            y += height + self.mm(page.bottom)
        return tuple(cells), y

    def _has_room(self, found: Sequence[Fact], each: int, inner: float) -> bool:
        """Whether the least widths of `each` facts fit side by side in every row."""
        rows = (found[at : at + each] for at in range(0, len(found), each))
        return all(sum(map(self._least, row)) <= inner for row in rows)

    @cached_property
    def foot(self) -> Foot | None:
        """The foot of the poster, on whichever sheet."""
        return self._foot(self.medium.width_mm - 2 * self.mm(self.page.margin))

    def rest(self) -> tuple[ListBox, ...]:
        """The lists that do not fit on the sheets of the flow and go on sheets of text."""
        foot = self.foot
        boxes = [ListBox(f.key, tuple(ListItem(t) for t in (f.value, *f.notes))) for f in self._chosen_facts[1]]
        boxes += foot.rest if foot else ()
        if self._basis_moves:
            boxes.append(ListBox("依据", tuple(ListItem(str(text)) for text in self.guide.basis)))
        return tuple(boxes)

    @cached_property
    def _basis_moves(self) -> bool:
        page = self.page.meta
        inner = self.medium.width_mm - 2 * self.mm(self.page.margin)
        basis = self.setter.block("依据：" + basis_line(self.guide), inner, page.text, page.leading)
        return basis.height > self.medium.height_mm * META_MOST

    def _shares(self, row: Sequence[Fact], inner: float) -> list[float]:
        """Widths of the cells in mm: larger for longer texts, none below its least width."""
        page = self.page.facts
        lead = self._lead
        setter = self.setter
        even = inner / len(row)
        wishes = []
        for fact in row:
            value = setter.width(fact.value, page.value, True) * 1.01  # else rounding breaks the line
            notes = sum(setter.width(note, page.note) for note in fact.notes) / 2
            wishes.append(lead + min(max(value, notes, self.mm(20)), even * 2.2))
        spare = inner - sum(wishes)
        if spare >= 0:
            return [wish + spare / len(row) for wish in wishes]
        least = [self._least(fact) for fact in row]
        above = [max(0.0, wish - low) for wish, low in zip(wishes, least, strict=True)]
        room = max(0.0, inner - sum(min(w, low) for w, low in zip(wishes, least, strict=True)))
        total = sum(above) or 1.0
        return [min(w, low) + room * a / total for w, low, a in zip(wishes, least, above, strict=True)]

    @property
    def _lead(self) -> float:
        """Width of the icon and the gaps of a cell."""
        page = self.page.facts
        return self.mm(page.icon + page.icon_gap + page.pad)

    def _least(self, fact: Fact) -> float:
        """The least width of a cell: that of a value that must not be broken, such as a phone number, or of a few
        characters of another."""
        return self._lead + self._unbroken(fact)

    def _unbroken(self, fact: Fact) -> float:
        page = self.page.facts
        size = page.value * self.medium.scale
        if any(char.isdigit() for char in fact.value) and len(fact.value) <= 15 and fact.icon == "phone":
            return self.setter.width(fact.value, page.value, True) + size * 0.1
        return size * min(5.2, len(fact.value) + 0.1)

    def _cell(self, fact: Fact, x: float, y: float, width: float) -> FactCell:
        page = self.page.facts
        setter = self.setter
        room = width - self.mm(page.icon + page.icon_gap + page.pad)
        leading = page.leading
        key = setter.block(fact.key, room, page.key, leading, True)
        value = setter.block(fact.value, room, page.value, leading, True)
        if len(value.lines) > 2:
            value = setter.block(fact.value, room, page.note * 1.12, leading, True)
        text = "；".join(fact.notes)
        notes = (setter.block(text, room, page.note, leading),) if text else ()
        return FactCell(fact.icon, x, y, width, key, value, notes)

    def _meta(self, inner: float, last: bool) -> tuple[TextBlock, ...]:
        page = self.page.meta
        shown = [
            f"{key}：{text}"
            for key, text in closing_texts(self.guide, self.project)
            if key != "依据" or (last and not self._basis_moves)
        ]
        return tuple(self.setter.block(text, inner, page.text, page.leading) for text in shown)

    def _foot(self, inner: float) -> Foot | None:
        boxes = list_boxes(self.guide)
        most = 0.0 if self.bare else self.medium.height_mm * self.page.foot.most
        area = FootRoom(inner, most, self.medium.qr_mm)
        return plan_foot(self.setter, self.page.foot, boxes, helper(self.guide, self.project), area)
