"""A guide → the band of a slide: title, place and issuer, status, the first facts and the QR code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum

from yizhangtu.content.facts import Fact, code_address, facts, organisation
from yizhangtu.content.publication import status_of
from yizhangtu.draw import elements
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.qr import qr_side
from yizhangtu.draw.text_block import TextBlock, TextSetter
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme
from yizhangtu.style.medium import Medium
from yizhangtu.style.page.screen_style import ScreenBand

BELOW_CODE = ("扫码看", "办事指南")
Cell = tuple[TextBlock, TextBlock]  # key and value


@dataclass(frozen=True)
class SlideBand:
    """The band of all slides of one guide. On an upright screen the facts are in two columns below the title, on other
    screens in a row after it."""

    type: TextSetter
    style: ScreenBand
    medium: Medium
    guide: Guide
    project: Project
    theme: Theme

    @property
    def upright(self) -> bool:
        return self.medium.height_mm > self.medium.width_mm

    @property
    def least(self) -> float:
        """The smallest text size in mm."""
        return self.medium.floor_mm

    @property
    def url(self) -> str:
        return code_address(self.guide, self.project)

    def mm(self, value: float) -> float:
        return value * self.medium.scale

    @cached_property
    def code(self) -> float:
        """The side of the QR code in mm with its quiet zone; 0 without a code."""
        return qr_side(self.url, self.mm(self.style.qr)) if self.url else 0.0

    @cached_property
    def height(self) -> float:
        words = self.title.height + fsum(block.height for block in self.above) + self.mm(2)
        height = max(self.mm(self.style.height), words)
        if self.upright:
            caption = fsum(block.height for block in self._caption)
            return float(max(height + self._grid_height, self.code + caption + self.mm(3)))
        return float(max(height, self.code + self.mm(3)))

    # Content.

    @cached_property
    def _caption(self) -> tuple[TextBlock, ...]:
        if not self.url:
            return ()
        return tuple(self.type.line(text, self.least, 1.2, True, "on_band") for text in BELOW_CODE)

    @cached_property
    def _right(self) -> float:
        """The right edge of the space for text in mm."""
        edge = self.medium.width_mm - self.mm(4)
        return edge - self.code - self.mm(self.style.gap) if self.code else edge

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The facts shown. A row holds as many as leave the title two lines; the details slide holds all."""
        found = list(facts(self.guide, self.project))[: self.style.facts]
        if self.upright:
            return tuple(self._cell(fact, self._half - self.mm(4)) for fact in found)
        cells = [self._cell(fact) for fact in found]
        while cells:
            room = self._right - self._row_width(cells) - self.mm(self.style.pad + self.style.gap)
            if room >= self.medium.width_mm * 0.3 and len(self._largest(room).lines) <= 2:
                break
            cells.pop()
        return tuple(cells)

    @property
    def _half(self) -> float:
        return (self._right - self.mm(self.style.pad)) / 2

    def _cell(self, fact: Fact, room: float = 1e6) -> Cell:
        key = self.type.line(fact.key, max(self.mm(self.style.key), self.least), 1.3, False, "on_band")
        size = max(self.mm(self.style.value), self.least)
        value = self.type.block(" ".join(fact.value.split()), room, size, 1.3, True, "on_band")
        return key.named(elements.fact(fact.key, "key")), value.named(elements.fact(fact.key, "value"))

    def _row_width(self, cells: Sequence[Cell]) -> float:
        return fsum(max(key.width, value.width) + 2 * self.mm(self.style.gap) for key, value in cells)

    @cached_property
    def _rows(self) -> list[tuple[Cell, ...]]:
        return [self.cells[at : at + 2] for at in range(0, len(self.cells), 2)]

    @cached_property
    def _grid_height(self) -> float:
        return fsum(_tallest(row) + self.mm(1.5) for row in self._rows) + self.mm(2)

    @cached_property
    def _room(self) -> float:
        """The width available for the title in mm."""
        row = self._row_width(self.cells) + self.mm(self.style.gap) if self.cells and not self.upright else 0.0
        return self._right - row - self.mm(self.style.pad)

    @cached_property
    def above(self) -> tuple[TextBlock, ...]:
        """The line above the title, if one fits."""
        return self._above(self._room)

    def _above(self, room: float) -> tuple[TextBlock, ...]:
        text = organisation(self.guide, self.project)
        size = max(self.mm(self.style.key), self.least)
        line = self.type.line(text, size, 1.25, False, "on_band")
        pill = self._pill
        wide = line.width + (pill.width + 2 * pill.size if pill else 0.0)
        if pill and wide > room:
            return (pill,)
        return (line,) if text and wide <= room else ()

    @cached_property
    def _pill(self) -> TextBlock | None:
        """The status: 征求意见稿, 试行, 已废止."""
        status = status_of(self.guide)
        size = max(self.mm(self.style.key), self.least)
        return self.type.line(status, size, 1.25, True, "white") if status else None

    @cached_property
    def title(self) -> TextBlock:
        return self._largest(self._room)

    def _largest(self, room: float) -> TextBlock:
        """The title as large as the usual height of the band allows; at the smallest size, as high as needed."""
        above = fsum(block.height for block in self._above(room))
        size, least = self.mm(self.style.title), max(self.mm(self.style.title_least), self.least)
        most = self.mm(self.style.height - 2) - above
        while True:
            block = self.type.block(str(self.guide.title), room, size, 1.16, True, "on_band", balanced=True)
            if block.height <= most or size <= least:
                return block
            size = max(least, round(size - self.mm(0.3), 3))

    # Drawing.

    def draw(self, canvas: PageCanvas) -> None:
        """Paint the band at the top of a slide."""
        canvas.rect(0, 0, canvas.width, self.height, 0.0, "band")
        if self.theme.mono:
            canvas.rule(0, self.height, canvas.width, "ink", self.mm(0.8))
        pad = self.mm(self.style.pad)
        if self.code:
            x = canvas.width - self.mm(4) - self.code
            y = self.mm(1.5) if self.upright else (self.height - self.code) / 2
            canvas.qr(x, y, self.code, self.url)
            y += self.code
            for block in self._caption if self.upright else ():
                y += canvas.block(x, y, block, self.code, 0.5)
        words = self.height - self._grid_height if self.upright else self.height
        self._words(canvas, pad, words)
        if self.upright:
            self._grid(canvas, pad, words - self.mm(1))
        else:
            self._row(canvas, self._right - self._row_width(self.cells))

    def _words(self, canvas: PageCanvas, x: float, height: float) -> None:
        y = (height - self.title.height - fsum(block.height for block in self.above)) / 2
        for block in self.above:
            right = x
            if block is not self._pill:
                canvas.block(x, y, block)
                right += block.width + block.size * 0.6
            if self._pill:
                self._status(canvas, right, y, self._pill)
            y += block.height
        canvas.block(x, y, self.title)
        suffix = self.type.line("一张图", self.title.size * self.style.suffix, 1.16, True, "on_band")
        gap = self.title.size * 0.25
        room = self.title.width + gap + suffix.width <= self._room and suffix.size >= self.least
        if len(self.title.lines) == 1 and room and "一张图" not in str(self.guide.title):
            canvas.block(x + self.title.width + gap, y + (self.title.height - suffix.height) * 0.72, suffix)

    def _status(self, canvas: PageCanvas, x: float, y: float, pill: TextBlock) -> None:
        pad = pill.size * 0.4
        canvas.rect(x, y, pill.width + 2 * pad, pill.height, pill.size * 0.2, "fail")
        canvas.block(x + pad, y, pill)

    def _row(self, canvas: PageCanvas, x: float) -> None:
        gap = self.mm(self.style.gap)
        for key, value in self.cells:
            total = key.height + value.height
            y = (self.height - total) / 2
            canvas.rect(x, y, self.mm(self.style.rule), total, 0.0, "on_band")
            canvas.block(x + gap, y, key)
            canvas.block(x + gap, y + key.height, value)
            x += max(key.width, value.width) + 2 * gap

    def _grid(self, canvas: PageCanvas, x: float, y: float) -> None:
        for row in self._rows:
            for number, (key, value) in enumerate(row):
                canvas.block(x + number * self._half, y, key)
                canvas.block(x + number * self._half, y + key.height, value)
            y += _tallest(row) + self.mm(1.5)


def _tallest(row: Sequence[Cell]) -> float:
    return max(key.height + value.height for key, value in row)
