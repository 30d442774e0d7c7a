"""A large board with several guides → the places of its panels, and the band above them. A single panel takes the whole
board: its own band is the only one, and a line below it says which board it is."""

from math import fsum
from typing import NamedTuple

from yizhangtu.content.chapters import place_name
from yizhangtu.draw.page_canvas import Heading, PageCanvas
from yizhangtu.draw.qr import qr_side
from yizhangtu.draw.text_block import TextBlock, TextSetter
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme
from yizhangtu.style.medium import Medium
from yizhangtu.style.page.board_style import BoardStyle
from yizhangtu.text import Typesetter

TITLE = "办事公开栏"
HOTLINE = "监督电话"
CAPTION = "扫码看办事指南"


class BoardFormat(NamedTuple):
    """The measures of a board; `page` is the block `board` of styles/page.yaml."""

    page: BoardStyle
    medium: Medium
    typesetter: Typesetter

    @property
    def columns(self) -> int:
        """The number of panels of a full board."""
        return int(self.page.columns)

    def top(self, columns: int) -> float:
        """The upper edge of the panels in mm."""
        return float(self.page.margin if columns == 1 else self.page.band.height + self.page.gap)

    def panel(self, columns: int) -> Medium:
        """The medium of a poster that is one of `columns` panels side by side."""
        height = self.medium.height_mm - self.top(columns) - self.page.margin - self.medium.empty_mm
        room = self.medium.width_mm - 2 * self.page.margin - (columns - 1) * self.page.gap
        width = min(room / columns, height * self.page.wide)
        return self.medium._replace(kind="poster", width_mm=round(width, 3), height_mm=round(height, 3))

    def places(self, columns: int, count: int) -> list[float]:
        """The left edges in mm of `count` panels of that width, centred on the board."""
        width, gap = self.panel(columns).width_mm, self.page.gap
        start = (self.medium.width_mm - count * width - (count - 1) * gap) / 2
        return [round(start + number * (width + gap), 3) for number in range(count)]

    def canvas(self, number: int, theme: Theme) -> PageCanvas:
        """An empty board; `number` counts from 1."""
        return PageCanvas(self.typesetter, self.medium.width_mm, self.medium.height_mm, theme, number)

    def paint(self, canvas: PageCanvas, total: int, project: Project, columns: int, count: int) -> PageCanvas:
        """Paint the band of one of `total` boards, or the line of one with a single panel, and a border around each of
        `count` panels."""
        style, type_, theme = self.page.band, TextSetter(self.typesetter), canvas.theme
        panel, top = self.panel(columns), self.top(columns)
        for x in self.places(columns, count):
            canvas.rect(x, top, panel.width_mm, panel.height_mm, 0.0, "", "hair", style.rule / 2)
        if columns == 1:
            self._line(canvas, type_, total, project)
            return canvas
        canvas.rect(0, 0, canvas.width, style.height, 0.0, "band")
        if theme.mono:
            canvas.rule(0, style.height, canvas.width, "ink", style.rule)
        right = self._contact(canvas, type_, project)
        self._title(canvas, type_, total, project, right)
        return canvas

    def _contact(self, canvas: PageCanvas, type_: TextSetter, project: Project) -> float:
        """Paint phone and QR code at the right; return their left edge in mm."""
        style, right = self.page.band, self.medium.width_mm - self.page.margin
        if project.url:
            side = min(qr_side(str(project.url), self.medium.qr_mm), style.height - 2 * style.pad)
            canvas.qr(right - side, (style.height - side) / 2, side, str(project.url))
            caption = [type_.line(text, style.caption, 1.3, False, "on_band") for text in (CAPTION[:2], CAPTION[2:])]
            right -= side + style.gap / 2
            y = (style.height - fsum(block.height for block in caption)) / 2
            wide = max(block.width for block in caption)
            for block in caption:
                y += canvas.block(right - wide, y, block, wide, 1.0)
            right -= wide + style.gap
        if project.hotline:
            phone = type_.line(str(project.hotline), style.phone, 1.2, True, "on_band")
            key = type_.line(HOTLINE, style.key, 1.3, True, "on_band")
            wide = max(phone.width, key.width)
            if wide < canvas.width / 3:
                y = (style.height - phone.height - key.height) / 2
                canvas.block(right - wide, y, key)
                canvas.block(right - wide, y + key.height, phone)
                right -= wide + style.gap
        return right

    def _line(self, canvas: PageCanvas, type_: TextSetter, total: int, project: Project) -> None:
        """Paint title, number and place in the margin below a single panel."""
        style, number = self.page.band, canvas.number
        parts = (
            TITLE,
            f"第{number}板 共{total}板" if total > 1 else "",
            place_name(project),
            str(project.issuer or ""),
        )
        text = " · ".join(part for part in parts if part)
        block = type_.largest(text, canvas.width - 2 * self.page.margin, style.caption, style.caption / 2, 1.25, False)
        y = canvas.height - self.page.margin + (self.page.margin - block.height) / 2
        canvas.heading = Heading(self.page.margin, y, block._replace(fill="ink"), part(number, total))

    def _title(self, canvas: PageCanvas, type_: TextSetter, total: int, project: Project, right: float) -> None:
        """Paint the title, the number of the board and the place on one line; the place and issuer wrap where they are
        long."""
        style, x, number = self.page.band, self.page.margin, canvas.number
        middle = style.height / 2
        title = type_.line(TITLE, style.title, 1.2, True, "on_band")
        canvas.heading = Heading(x, middle - title.height / 2, title, part(number, total))
        x += title.width + style.gap
        words = type_.line(f"第{number}板 共{total}板", style.part, 1.3, True, "on_band") if total > 1 else None
        whose = " · ".join(text for text in (place_name(project), str(project.issuer or "")) if text)
        if words:
            canvas.block(x, middle - words.height, words)
        org = self._org(type_, whose, right - x - style.gap)
        canvas.block(x, middle if words else middle - org.height / 2, org)

    def _org(self, type_: TextSetter, text: str, room: float) -> TextBlock:
        style = self.page.band
        block = type_.largest(text, room, style.org, style.caption, 1.25, False)
        return block._replace(fill="on_band")


def part(number: int, total: int) -> str:
    """The name of a board in the bookmarks."""
    return f"第{number}板" if total > 1 else TITLE
