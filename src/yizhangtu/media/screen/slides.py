"""Texts and drawings of a guide → the slides of a screen (band, tabs, picture, foot), and slides of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum

from yizhangtu.content.facts import helper, titled_version
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.text_block import TextBlock, TextSetter
from yizhangtu.media.screen.detail_cards import CardsPlanner
from yizhangtu.media.screen.slide_band import SlideBand
from yizhangtu.media.screen.slide_text import GROWTH, TextSlides
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme
from yizhangtu.style.medium import Medium
from yizhangtu.style.page.furniture import Furniture
from yizhangtu.style.page.screen_style import ScreenStyle
from yizhangtu.text import Typesetter

SCAN = ("右上角扫码", "看办事指南")


def slide_name(number: int) -> str:
    """The label of part `number` (from 0) on connectors and on its tab."""
    return f"第{number + 1}屏"


@dataclass(frozen=True)
class SlideMaker:
    """Makes the slides of one guide on one screen."""

    typesetter: Typesetter
    style: ScreenStyle
    furniture: Furniture
    medium: Medium
    guide: Guide
    project: Project
    theme: Theme

    @property
    def type(self) -> TextSetter:
        return TextSetter(self.typesetter)

    @property
    def upright(self) -> bool:
        return self.medium.height_mm > self.medium.width_mm

    def mm(self, value: float) -> float:
        """A length of the style in mm on this screen."""
        return value * self.medium.scale

    @property
    def least(self) -> float:
        """The smallest text size of the furniture in mm."""
        return self.medium.floor_mm

    @cached_property
    def band(self) -> SlideBand:
        """The band, the same on all slides."""
        return SlideBand(self.type, self.style.band, self.medium, self.guide, self.project, self.theme)

    def area(self, tabs: bool) -> tuple[float, float, float, float]:
        """(x, y, width, height) of the picture in mm."""
        margin = self.mm(self.style.margin)
        top = self.band.height + self.mm(self.style.top)
        if tabs:
            top += self.mm(self.style.tabs.height + self.style.tabs.top)
        bottom = self.medium.height_mm - self.mm(self.style.foot.height) - self.mm(self.style.top) * 0.6
        return margin, top, self.medium.width_mm - 2 * margin, bottom - top

    def slide(self, picture: Drawing | None, alt: str, tabs: Sequence[str] = (), active: int = -1) -> PageCanvas:
        """Make a slide with a drawing; `tabs` are the parts of the guide, the active one filled."""
        canvas = self._canvas()
        x, y, width, _ = self.area(bool(tabs))
        if tabs:
            self._tabs(canvas, x, width, tabs, active)
        if picture:
            canvas.picture(x, y, picture, alt)
        return canvas

    def details(self) -> list[PageCanvas]:
        """Make slides of facts and boxes; where two of them are too few, slides of text in columns."""
        x, y, width, height = area = self.area(False)
        planner = CardsPlanner(
            self.typesetter, self.furniture, self.style.details, self.medium, self.guide, self.project, area
        )
        if found := planner.planned(GROWTH):
            slides = [self._canvas() for _ in found]
            for canvas, cards in zip(slides, found, strict=True):
                cards.paint(canvas)
            return slides
        gap = self.mm(self.style.details.column_gap)
        count = 1 if self.upright else 2
        each = (width - gap * (count - 1)) / count
        text = TextSlides(self.type, self.style.details, self.medium.scale, self.least, each, height, count)
        canvases: list[PageCanvas] = []
        for columns in text.slides(self.guide, self.project):
            canvas = self._canvas()
            for number, column in enumerate(columns):
                text.draw(canvas, column, x + number * (each + gap), y)
            canvases.append(canvas)
        return canvases

    def _canvas(self) -> PageCanvas:
        canvas = PageCanvas(self.typesetter, self.medium.width_mm, self.medium.height_mm, self.theme)
        canvas.rect(0, 0, canvas.width, canvas.height, 0.0, "paper")
        self.band.draw(canvas)
        self._foot(canvas)
        return canvas

    def _tabs(self, canvas: PageCanvas, x: float, width: float, tabs: Sequence[str], active: int) -> None:
        style = self.style.tabs
        gap, height = self.mm(style.gap), self.mm(style.height)
        y = self.band.height + self.mm(self.style.top)
        each = (width - gap * (len(tabs) - 1)) / len(tabs)
        texts = self._tab_texts(tabs, each - gap * 2)
        for number, name in enumerate(texts):
            left = x + number * (each + gap)
            solid = number == active
            stroke, line = ("dark", self.mm(0.4)) if self.theme.mono else ("", 0.0)
            canvas.rect(left, y, each, height, 0.0, "dark" if solid else "tint", stroke, line)
            name = name.coloured("white" if solid else "dark")
            canvas.block(left, y + (height - name.height) / 2, name, each, 0.5)

    def _tab_texts(self, names: Sequence[str], room: float) -> list[TextBlock]:
        """The texts of all tabs in one form that fits on one line: number and name, else the name, else the number."""
        whole = [f"{slide_name(number)} {name}" for number, name in enumerate(names)]
        numbers = [str(number) for number in range(1, len(names) + 1)]
        both = [f"{number} {name}" for number, name in zip(numbers, names, strict=True)]
        most = max(self.mm(self.style.tabs.text), self.least)
        for texts in (whole, both, names, numbers):
            widest = max(self.type.width(text, 1.0, True) for text in texts)
            size = min(most, room / widest * 0.995)
            if size >= self.least or texts is numbers:
                return [self.type.line(text, max(size, self.least), 1.1, True) for text in texts]
        raise AssertionError

    # The foot.

    def _foot(self, canvas: PageCanvas) -> None:
        style = self.style.foot
        height = self.mm(style.height)
        y = canvas.height - height
        canvas.rect(0, y, canvas.width, height, 0.0, "tint" if not self.theme.mono else "paper")
        canvas.rule(0, y, canvas.width, "dark", self.mm(style.rule))
        pad, size = self.mm(style.pad), max(self.mm(style.text), self.least)
        right = canvas.width - pad
        if self.band.code and not self.upright:
            words = [self.type.line(text, size, style.leading, True) for text in SCAN]
            wide = max(word.width for word in words)
            top = y + (height - fsum(word.height for word in words)) / 2
            for word in words:
                top += canvas.block(right - wide, top, word, wide, 1.0)
            right -= wide + pad
        lines: list[tuple[TextBlock, TextBlock]] = []
        for key, texts in self._foot_lines():
            head = self.type.line(f"{key}：", size, style.leading, True)
            bodies = (self.type.line(text, size, style.leading) for text in texts)
            fitting = next((body for body in bodies if body.width <= right - pad - head.width), None)
            if fitting:
                lines.append((head, fitting))
        lines = lines[:2]
        top = y + (height - fsum(head.height for head, _ in lines)) / 2
        for head, body in lines:
            canvas.block(pad, top, head)
            canvas.block(pad + head.width, top, body)
            top += head.height

    def _foot_lines(self) -> Iterator[tuple[str, list[str]]]:
        """(key, texts, the longest first): a text is never cut, and the slides of text have all of it."""
        names = [str(material.name) for material in self.guide.materials]
        if names:
            counts = range(len(names) - 1, 0, -1)
            shorter = [f"{'、'.join(names[:count])}等{len(names)}样" for count in counts]
            yield "要带", [f"{'、'.join(names)}（共{len(names)}样）", *shorter, f"{len(names)}样"]
        help_ = helper(self.guide, self.project)
        if help_:
            parts = [text for text in (help_.name, help_.phone, help_.window) if text]
            yield "代办员", [" ".join(parts[:count]) for count in range(len(parts), 0, -1)]
        title, parts = titled_version(self.guide, self.project)
        yield title, [" · ".join(parts[:count]) for count in range(len(parts), 0, -1)]
