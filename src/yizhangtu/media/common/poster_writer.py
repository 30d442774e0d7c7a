"""Compose the pages of a poster from sheets with their drawings, and the metadata of its document."""

from collections.abc import Iterator, Sequence
from math import fsum
from typing import NamedTuple

from yizhangtu.content.alternative import shared, words_of
from yizhangtu.content.facts import published
from yizhangtu.content.publication import status_line
from yizhangtu.draw.logo import LOGO
from yizhangtu.draw.page_canvas import RISE, PageCanvas
from yizhangtu.draw.qr import qr_drawing
from yizhangtu.draw.shapes import polygon
from yizhangtu.draw.text_block import TextBlock, TextSetter, spaced
from yizhangtu.media.common.foot import TICK, FootBox
from yizhangtu.media.common.sheet_frame import SheetFrame
from yizhangtu.media.common.text_sheets import PlacedList
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.guide import Guide
from yizhangtu.model.page import About, Group, Label, Page, Tag
from yizhangtu.model.theme import Theme
from yizhangtu.style.medium import Medium
from yizhangtu.style.page.furniture import Furniture
from yizhangtu.text import Run, TextLine

WATERMARKS = {"征求意见": "征求意见稿", "废止": "已废止"}


class PosterSheet(NamedTuple):
    """The frame of a sheet with its drawings (each with its distance from the top of the flow's box in mm), or with
    texts instead. `section_title` replaces that of the frame."""

    sheet: SheetFrame
    pictures: tuple[tuple[float, Drawing], ...]
    legend: Drawing | None
    texts: tuple[PlacedList, ...] = ()
    section_title: str = ""


def about(guide: Guide, alt: str) -> About:
    """The metadata of the poster of a guide; `alt` is the alternative text of the whole poster."""
    summary = " ".join(alt.split())[:300]
    return About(str(guide.title), str(guide.publication.issuer or ""), summary, published(guide))


class PosterWriter(NamedTuple):
    """Composes the pages of posters of one medium and theme."""

    page: Furniture
    medium: Medium
    theme: Theme
    setter: TextSetter

    def mm(self, value: float) -> float:
        """A length of the furniture on this medium."""
        return round(value * self.medium.scale, 3)

    def pages(self, guide: Guide, printed: Sequence[PosterSheet], alt: str) -> list[Page]:
        """A page for each sheet; `alt` is the alternative text of the pictures, a line for each step and row."""
        alts = iter(shared(alt, [drawing for one in printed for _, drawing in one.pictures]))
        return [self._page(guide, one, alts) for one in printed]

    def _page(self, guide: Guide, one: PosterSheet, alts: Iterator[str]) -> Page:
        sheet, foot = one.sheet, one.sheet.foot
        at = PageCanvas(self.setter.typesetter, sheet.width, sheet.height, self.theme)
        self._band(at, guide, sheet)
        if sheet.cells:
            self._facts(at, sheet)
        if title := one.section_title or sheet.section_title:
            self._section(at, sheet, title)
        if one.legend:
            top = sheet.section_top + (sheet.section.height - one.legend.height) / 2
            alt = "图例：" + words_of(one.legend).replace("\n", "，")
            at.figure(sheet.width - sheet.margin - one.legend.width, top, one.legend, alt)
        for y, drawing in one.pictures:
            alt = next(alts)
            if drawing.items:  # the last sheet may have a foot only
                at.figure(sheet.margin, sheet.flow_top + y, drawing, alt)
        for text in one.texts:
            y = text.y + at.paragraph(text.x, text.y, text.head.coloured("dark"), "H3")
            self._entries(at, text.x, y, text.items, 0.0)
        for box in foot.boxes if foot else ():
            self._box(at, sheet, box)
        y = sheet.meta_top
        for block in sheet.meta:
            y += at.paragraph(sheet.margin, y, block.coloured("grey"))
        if self.medium.empty_mm:
            height, edge = self.medium.empty_mm, self._edge(self.page.mono.band)
            self._ground(at, sheet.height - height, height, "band")
            self._edge_line(at, sheet.height - height, edge)
        self._watermark(at, guide, sheet)
        return at.page()

    def _edge(self, mono: float) -> float:
        """Width of the line at the edge of a ground in a theme of black alone; else 0."""
        return mono if self.theme.mono else 0.0

    @staticmethod
    def _ground(at: PageCanvas, y: float, height: float, fill: str) -> None:
        """Paint a ground over the whole width."""
        at.rect(0.0, y, at.width, height, 0.0, fill)

    @staticmethod
    def _edge_line(at: PageCanvas, y: float, edge: float, ink: str = "ink") -> None:
        """Paint a line of `edge` mm over the whole width; none if 0."""
        if edge:
            at.rect(0.0, y, at.width, edge, 0.0, ink)

    def _band(self, at: PageCanvas, guide: Guide, sheet: SheetFrame) -> None:
        band, style = self.page.band, self.page.series
        edge = self._edge(self.page.mono.band)
        self._ground(at, 0.0, sheet.band_height, "band")
        self._edge_line(at, sheet.band_height - edge, edge)
        ribbon, ribbon_top = self._ribbon(guide)
        above = ribbon_top + ribbon.line_height if ribbon else 0.0
        y = (sheet.band_height + above - sheet.title.height) / 2 if sheet.slim else self.mm(band.top)
        if sheet.logo:
            high = sheet.org.height + sheet.title.height
            at.figure(sheet.margin, round(y + (high - sheet.logo.height) / 2, 3), sheet.logo, LOGO)
        if not sheet.slim:
            y += at.paragraph(sheet.words_x, y, sheet.org.coloured("on_band"))
        at.title(sheet.words_x, y, sheet.title.coloured("on_band"), sheet.suffix)
        border, pad_x, pad_y = map(self.mm, (style.border, style.pad_x, style.pad_y))
        inner = sheet.series_width - 2 * pad_x
        height = fsum(block.height for block in sheet.series) + 2 * pad_y
        top = max(self.mm(5.5), (sheet.band_height - height) / 2)
        if sheet.slim:
            top = (sheet.band_height + above - height) / 2
        elif ribbon and self.page.safe:  # the box is below the ribbon
            top = max(top, ribbon_top + ribbon.line_height + self.mm(1))
        x = sheet.width - sheet.margin - sheet.series_width - 2 * border
        inset, radius = border / 2, max(0.0, style.radius - border / 2)
        wide, high = sheet.series_width + border, height + border
        at.rect(x + inset, top + inset, wide, high, radius, "", "on_band", border)
        y = top + border + pad_y
        for block in sheet.series:
            y += at.paragraph(x + border + pad_x, y, block.coloured("on_band"), centred_in=inner)
        if ribbon:
            width = at.advance(spaced(ribbon.lines[0]), ribbon.size, True) + 2 * sheet.margin
            at.rect(sheet.width - width, 0.0, width, ribbon_top + ribbon.line_height, 0.0, "fail")
            at.paragraph(sheet.width - width + sheet.margin, ribbon_top, ribbon.coloured("white"))

    def _ribbon(self, guide: Guide) -> tuple[TextBlock | None, float]:
        """The text of the ribbon in the corner (征求意见稿, 试行, 已废止), and its distance from the top edge."""
        text = status_line(guide)
        if not text:
            return None, 0.0
        style, safe = self.page.ribbon, self.page.safe
        block = self.setter.block(text, 999, style.text, style.height / style.text, True)
        top = round(max(0.0, safe - (block.line_height - block.size) / 2), 3) if safe else 0.0
        return block, top

    def _facts(self, at: PageCanvas, sheet: SheetFrame) -> None:
        style = self.page.facts
        lead, side = self.mm(style.icon + style.icon_gap), self.mm(style.icon)
        ground = "paper" if self.theme.mono else "tint"
        rule = self.mm(style.rule)
        self._ground(at, sheet.facts_top, sheet.facts_height, ground)
        self._edge_line(at, sheet.facts_top + sheet.facts_height - rule, rule, "dark")
        for cell in sheet.cells:
            at.icon(cell.icon, cell.x, sheet.facts_top + cell.y, side, "dark")
        for cell in sheet.cells:
            x, y = cell.x + lead, sheet.facts_top + cell.y
            y += at.paragraph(x, y, cell.key.coloured("dark"))
            y += at.paragraph(x, y, cell.value)
            for note in cell.notes:
                y += at.paragraph(x, y, note)

    def _section(self, at: PageCanvas, sheet: SheetFrame, title: str) -> None:
        style, section = self.page.section, sheet.section
        bar = self.mm(style.bar)
        at.rect(sheet.margin, sheet.section_top, bar, section.line_height, 0.0, "dark")
        x = sheet.margin + bar + self.mm(style.bar_gap)
        at.paragraph(x, sheet.section_top, self._head(title, section.size, section.line_height, "dark"), "H2")

    def _head(self, text: str, size: float, line_height: float, fill: str) -> TextBlock:
        """A heading on one line, whatever its length."""
        line = TextLine((Run(0.0, text),), self.setter.typesetter.width(text, True))
        return TextBlock((line,), size, line_height / size, True, fill)

    def _entries(self, at: PageCanvas, x: float, y: float, blocks: Sequence[TextBlock], gap: float) -> None:
        """Paint paragraphs one below the other, with a box before those to tick."""
        texts: list[tuple[float, float, TextBlock]] = []
        for block in blocks:
            if block.tick:
                self._tick(at, block, x, y)
            texts.append((x + (block.size * TICK if block.tick else 0.0), y, block))
            y += block.height + gap
        for left, top, block in texts:
            at.paragraph(left, top, block)

    def _box(self, at: PageCanvas, sheet: SheetFrame, box: FootBox) -> None:
        """Paint a box of the foot: its frame with the head, its paragraphs, its code."""
        style = self.page.foot
        x, y = sheet.margin + box.x, sheet.foot_top + box.y
        border, pad, head = self.mm(style.border), self.mm(style.pad_x), box.head_height
        inset = border / 2
        at.rect(x + inset, y + inset, box.width - border, box.height - border, 0.0, "paper", "dark", border)
        edge = self._edge(self.page.mono.head)
        bar = min(box.head_width, box.width - border) - border
        at.rect(x + border, y + border, bar, head - border, 0.0, "band")
        if edge:
            at.rect(x + border, y + head, bar, edge, 0.0, "ink")
        for entry in box.entries:
            if entry.block.tick:
                self._tick(at, entry.block, x + entry.x, y + entry.y)
        for rule in box.rules:
            at.rule(x + rule.x, y + rule.y, rule.width, "hair", self.mm(self.page.facts.rule))
        at.paragraph(x + pad, y, self._head(box.title, box.head, head, "on_band"), "H3")
        for entry in box.entries:
            indent = entry.block.size * TICK if entry.block.tick else 0.0
            at.paragraph(x + entry.x + indent, y + entry.y, entry.block)
        for code in (*((box.code,) if box.code else ()), *box.codes):
            drawing = qr_drawing(code.url, code.side)
            left = x + code.x + (code.width - drawing.width) / 2
            at.figure(left, y + code.y, drawing, f"二维码：{code.url}")
            at.paragraph(x + code.x, y + code.y + code.side, code.caption.coloured("grey"), centred_in=code.width)

    def _watermark(self, at: PageCanvas, guide: Guide, sheet: SheetFrame) -> None:
        """Repeat 征求意见稿 or 已废止 along the margins, where there is no text; 试行 is on the ribbon only. A print
        shop keeps the edge of the margins free: where too little is left, the ribbon alone says it."""
        mark = WATERMARKS.get(str(guide.publication.status or ""), "")
        style, safe = self.page.watermark, self.page.safe
        size = round(style.size * (sheet.margin - safe), 2)
        if not mark or size < self.setter.least:
            return
        top, end = sheet.facts_top + sheet.facts_height, sheet.meta_top
        length = at.advance(mark, size, True)
        count = max(1, int((end - top) / (length + style.gap * size)))
        label = Label(round(-length / 2, 3), round(RISE * size, 3), mark, size, "black", True, True)
        middle = (sheet.margin + safe) / 2
        for number in range(count):
            y = round(top + (end - top) * (number + 0.5) / count, 3)
            for x, angle in ((middle, -90.0), (sheet.width - middle, 90.0)):
                at.items.append(Tag("P", (Group((label,), round(x, 3), y, angle, style.alpha),)))

    @staticmethod
    def _tick(at: PageCanvas, block: TextBlock, x: float, top: float) -> None:
        """Paint the box to tick before the first line of an entry."""
        side = block.size * 0.72
        y = top + (block.line_height - side) / 2
        at.path(polygon(((x, y), (x + side, y), (x + side, y + side), (x, y + side))), "", "ink", 0.3)
