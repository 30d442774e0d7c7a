"""The marks of a list: band, block of a 类别, station, tick, and the chip with a page reference."""

from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.piece import MergedCell
from yizhangtu.model.listing import LinkedGuide
from yizhangtu.style.tables.listing_style import ListingGroup, ListingStyle

BORDER = 0.13  # of a band that is printed white
GROUP_MOST = 9.0  # u: a higher 类别 is set in smaller text
NUMBER_GAP = 0.4  # em, between 编号 and the chip
LINK_MARGIN = 0.25  # em: the margin of a link around its text


def band(canvas: Canvas, x: float, y: float, width: float, height: float, radius: float) -> None:
    """A filled band; on paper without colour it is white with a border."""
    inset = BORDER / 2
    canvas.rect(x + inset, y + inset, width - BORDER, height - BORDER, radius, "band", "dark", BORDER)


def group_block(measure: Measure, style: ListingStyle, name: str, icon: str, width: float) -> MergedCell:
    """The block of a 类别 beside its rows."""
    group = style.group
    room = width - 2 * group.pad
    leading = group.leading
    size = _group_size(measure, group, name, room)
    lines = measure.lines(name, room, size, True)
    least = lines * size * leading + 2 * group.pad

    def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
        band(canvas, x, y, width, tall, group.radius)
        column = len(name) * size * leading
        upright = 2 < len(name) <= 6 and name.isalpha() and column + 2 * group.pad + 1.2 <= tall
        height = column if upright else lines * size * leading
        spare = tall - height - 2 * group.pad
        side = group.icon if icon and spare >= group.icon + 0.8 else 0.0
        top = y + (tall - height - (side + 0.35 if side else 0.0)) / 2
        if side:
            canvas.icon(icon, x + (width - side) / 2, top, side, "on_band")
            top += side + 0.35
        if upright:
            for number, char in enumerate(name):
                middle = top + (number + 0.5) * size * leading
                canvas.centred(x + width / 2, middle, char, size, "on_band")
        else:
            canvas.text(x + group.pad, top, room, name, size, leading, "on_band", True, True, 0.5)

    return MergedCell(draw, least if name else 0.0, title=True) if name else MergedCell(lambda canvas, x, y, tall: None)


def _group_size(measure: Measure, group: ListingGroup, name: str, room: float) -> float:
    """The largest text in which no line of a 类别 is a single character: 遗体/火化费, not 遗/体火/化费."""
    for size in (group.text, group.middle):
        lines = measure.typesetter.lines(name, round(room / size, 4), True, True)
        if all(len(line.text) > 1 for line in lines) and len(lines) * size * group.leading <= GROUP_MOST:
            return float(size)
    return float(group.text if len(name) == 1 else group.least)


class Station(NamedTuple):
    """The number of a row. No line joins it to the next: the rows of a list have no order."""

    style: ListingStyle
    number: str

    def paint(self, canvas: Canvas, x: float, cy: float) -> None:
        """Draw the number in its circle, centred on cy, in the column of numbers from x on."""
        rail = self.style.rail
        cx = x + rail.width / 2
        r = rail.circle / 2
        half = max(r, 0.28 * len(self.number) * rail.text + 0.3)
        canvas.rect(cx - half, cy - r, 2 * half, 2 * r, r, "paper", "dark", rail.border)
        with canvas.part("number"):
            canvas.centred(cx, cy, self.number, rail.text, "dark")


def tick(canvas: Canvas, style: ListingStyle, cx: float, cy: float, chosen: bool) -> None:
    """A tick on a ground of its own; nothing where it is not chosen."""
    mark = style.tick
    half = mark.side / 2
    if chosen:
        band(canvas, cx - half, cy - half, 2 * half, 2 * half, mark.radius)
        points = ((cx - half * 0.58, cy + half * 0.02), (cx - half * 0.15, cy + half * 0.48))
        canvas.line((*points, (cx + half * 0.62, cy - half * 0.5)), "on_band", mark.line)


class GuidePointer(NamedTuple):
    """编号 of a guide and, in an outlined chip, its page with a link; without a page the number is in the chip."""

    measure: Measure
    style: ListingStyle
    linked: LinkedGuide

    @property
    def _texts(self) -> tuple[str, str]:
        """(编号, page) as printed; a guide that is in no booklet has no page."""
        page = f"{self.linked.page}页" if self.linked.page else ""
        return self.linked.number, page or ("" if self.linked.number else "有图")

    @property
    def width(self) -> float:
        """The width in u."""
        number, page = self._texts
        chip = self.measure.width(page or number, 1.0, True) + 2 * self.style.chip.pad + 0.1
        return chip + (self.measure.width(number, 1.0) + NUMBER_GAP if page and number else 0.0)

    def paint(self, canvas: Canvas, x: float, cy: float) -> None:
        """Draw it from x on, centred on cy."""
        mark, leading = self.style.chip, self.style.leading
        number, page = self._texts
        if page and number:
            canvas.text(x, cy - leading / 2, 99, number, 1.0, leading, "grey")
            x += self.measure.width(number, 1.0) + NUMBER_GAP
        text = page or number
        wide, height = self.measure.width(text, 1.0, True), mark.height
        canvas.rect(x, cy - height / 2, wide + 2 * mark.pad, height, mark.radius, "paper", "dark", mark.border)
        canvas.text(x + mark.pad, cy - leading / 2, 99, text, 1.0, leading, "dark", True)
        if self.linked.page:
            left, top = x + mark.pad - LINK_MARGIN, cy - 0.5 - LINK_MARGIN
            canvas.link(left, top, wide + 2 * LINK_MARGIN, 1 + 2 * LINK_MARGIN, self.linked.page)
