"""The format of text pages: mirrored margins, head, running foot, thumb tab, and lines for notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yizhangtu.draw.elements import PAGE, RUNNING, TITLE
from yizhangtu.draw.page_canvas import Heading, PageCanvas
from yizhangtu.draw.shapes import Radius
from yizhangtu.draw.text_block import TextBlock, TextSetter
from yizhangtu.layout.box import Box
from yizhangtu.model.theme import Theme
from yizhangtu.style.medium import Medium
from yizhangtu.style.page.booklet_style import BookletStyle
from yizhangtu.style.page.text_page import TextPage
from yizhangtu.text import Typesetter

BESIDE = 0.4  # of the width, at most, for the text beside a title
NOTES = "我的记录"
PlacedBox = tuple[float, float, float, float]  # x, y, width and height in mm


@dataclass(frozen=True)
class TextFormat:
    """The format of a page of running text: its text area and the elements common to all media."""

    page: TextPage
    medium: Medium
    typesetter: Typesetter

    @property
    def type(self) -> TextSetter:
        return TextSetter(self.typesetter)

    @property
    def width(self) -> float:
        """Width of the text area."""
        return self.medium.width_mm - self.page.inner - self.page.outer

    @property
    def top(self) -> float:
        return self.page.top

    @property
    def bottom(self) -> float:
        """Lower edge of the text area."""
        return self.medium.height_mm - self.page.bottom

    def left(self, number: int) -> float:
        """Left edge of the text area of page `number`: the inner margin is at the fold."""
        return self.page.inner if number % 2 else self.page.outer

    def box(self, height: float) -> Box:
        """A box as wide as the text area, `height` mm high. Its floor is one of the text sizes that `fit` searches."""
        floor = 4 * self.width / int(4 * self.width / self.medium.floor_mm)
        return Box(self.width, height, floor, self.medium.target_mm, max(self.page.flow_most, floor))

    def canvas(self, number: int, theme: Theme) -> PageCanvas:
        """The canvas of an empty page."""
        return PageCanvas(self.typesetter, self.medium.width_mm, self.medium.height_mm, theme, number)

    def solid(self, canvas: PageCanvas, box: PlacedBox, radius: Radius = 0.0) -> None:
        """Paint a filled box; in a theme of black alone, a white box with a black border."""
        x, y, width, height = box
        border = 0.5 if canvas.theme.mono else 0.0
        canvas.rect(x, y, width, height, radius, "band", "ink" if border else "", border)

    def section(self, canvas: PageCanvas, y: float, text: str) -> float:
        """Paint the title of a section at y; return its height."""
        style = self.page.section
        block = self.type.line(text, style.text, style.leading, True, "dark")
        return canvas.block(self.left(canvas.number), y, block) + style.bottom


@dataclass(frozen=True)
class Format(TextFormat):
    """The format of a page of the booklet; each of `groups` has a thumb tab."""

    page: BookletStyle
    groups: tuple[str, ...] = ()

    def head_height(self, title: str, aside: str = "", status: str = "") -> float:
        """Distance in mm from the top of the text area to the content."""
        head = self.page.head
        block, below = self._title(title, aside), self._below(aside)
        height = block.height + (below.height if below else 0.0) + head.rule_gap + head.rule + head.gap
        return height + (self.page.status.height + self.page.status.gap if status else 0.0)

    def head(self, canvas: PageCanvas, title: str, aside: str = "", status: str = "", chapter: str = "") -> float:
        """Paint title, `aside` at its right, rule and status; return the y at which the content begins. With a
        `chapter`, its name in the bookmarks, the title is a heading of the document."""
        head = self.page.head
        block = self._title(title, aside)
        left = self.left(canvas.number)
        if chapter:
            canvas.heading = Heading(left, self.top, block.coloured("dark"), chapter)
        else:
            canvas.block(left, self.top, block.coloured("dark").named(TITLE))
        y = self.top + block.height
        if below := self._below(aside):
            y += canvas.block(left, y, below)
        elif aside:
            text = self.type.line(aside, head.number, 1.3, True, "grey")
            canvas.block(left, y - text.height - 0.3, text, self.width, 1.0)
        y += head.rule_gap
        canvas.rule(left, y + head.rule / 2, self.width, "dark", head.rule)
        y += head.rule + head.gap
        if status:
            y += self._status(canvas, left, y, status)
        return y

    def _room(self, aside: str) -> float:
        beside = aside and self._below(aside) is None
        return self.width - (self.type.width(aside, self.page.head.number, True) + 4 if beside else 0.0)

    def _below(self, aside: str) -> TextBlock | None:
        """The text beside a title, as a block below it where it is too wide; else None."""
        size = self.page.head.number
        if self.type.width(aside, size, True) <= self.width * BESIDE:
            return None
        return self.type.block(aside, self.width, size, 1.3, True, "grey")

    def _title(self, title: str, aside: str) -> TextBlock:
        head = self.page.head
        return self.type.largest(title, self._room(aside), head.text, head.least, head.leading)

    def short_title(self, title: str, part: str, aside: str) -> str:
        """The title, cut to one line where it takes more than two lines."""
        if len(self._title(title + part, aside).lines) <= 2:
            return title
        least = self.page.head.least
        return self.type.cut(title, self._room(aside) - self.type.width(part, least, True) - 2, least, True)

    def _status(self, canvas: PageCanvas, left: float, y: float, text: str) -> float:
        """Paint the strip with the status of a guide that is not in force; return its height."""
        style = self.page.status
        canvas.rect(left, y, self.width, style.height, 1.0, "failtint", "fail", style.border, (1.6, 1.0))
        block = self.type.line(self.type.cut(text, self.width - 4, style.text, True), style.text, 1.3, True, "fail")
        canvas.block(left, y + (style.height - block.height) / 2, block, self.width, 0.5)
        return style.height + style.gap

    def foot(self, canvas: PageCanvas, running: str) -> None:
        """Paint the page number at the outer edge and the running title beside it."""
        style = self.page.foot
        left = self.left(canvas.number)
        number = self.type.line(str(canvas.number), style.number, 1.3, True, "dark")
        text = self.type.line(self.type.cut(running, self.width - 2 * style.gap, style.text), style.text, 1.3)
        y = self.medium.height_mm - style.y
        align = 0.0 if canvas.is_left else 1.0
        canvas.block(left, y - number.height / 2, number.named(PAGE), self.width, align)
        inset = style.gap if canvas.is_left else -style.gap
        canvas.block(left + inset, y - text.height / 2, text.coloured("grey").named(RUNNING), self.width, align)

    def tab(self, canvas: PageCanvas, slot: int) -> None:
        """Paint the thumb tab of a group at the outer edge, at the height of the group."""
        style = self.page.tab
        name = self.groups[slot]
        room = self.medium.height_mm - style.top - 20
        pitch = min(style.height + style.gap, room / len(self.groups))
        height = pitch - style.gap
        size = max(2.9, min(style.text, (height - 1.6) / (len(name) * style.leading)))
        y = style.top + slot * pitch
        x = 0.0 if canvas.is_left else canvas.width - style.width
        radius = (0.0, 1.2, 1.2, 0.0) if canvas.is_left else (1.2, 0.0, 0.0, 1.2)
        box = (x, y, style.width, height)
        self.solid(canvas, box, radius)
        self._upright(canvas, box, name, size, style.leading)

    def _upright(self, canvas: PageCanvas, box: PlacedBox, text: str, size: float, leading: float) -> None:
        """Paint characters one below the other, centred in a box."""
        x, y, width, height = box
        top = y + (height - len(text) * size * leading) / 2
        for number, char in enumerate(text):
            block = self.type.line(char, size, leading, True, "on_band").named(RUNNING)
            canvas.block(x, top + number * size * leading, block, width, 0.5)

    def notes(self, number: int, theme: Theme) -> PageCanvas:
        """A whole page with lines to write on."""
        style, canvas = self.page.notes, self.canvas(number, theme)
        y = self.head(canvas, NOTES) - 2
        for line in range(1, int((self.bottom - y) / style.pitch) + 1):
            canvas.rule(self.left(number), y + line * style.pitch, self.width, "hair", style.rule)
        self.foot(canvas, NOTES)
        return canvas

    def blank(self, number: int, theme: Theme, slot: int | None = None) -> PageCanvas:
        """An empty page with its number, and the thumb tab of a group."""
        canvas = self.canvas(number, theme)
        self.foot(canvas, "")
        if slot is not None:
            self.tab(canvas, slot)
        return canvas


def part_names(count: int) -> Sequence[str]:
    """The suffix of the title on each of `count` pages: （上）（下）, （1/4）…"""
    if count == 1:
        return ("",)
    if count <= 3:
        return ("（上）", "（下）") if count == 2 else ("（上）", "（中）", "（下）")
    return tuple(f"（{number}/{count}）" for number in range(1, count + 1))
