"""提倡, 禁止 and 奖惩 at one width → pieces; and the heads of sections."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.conduct.conduct_flow import paired
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.marks import band
from yizhangtu.layout.table.piece import MergedCell, Piece, total
from yizhangtu.model.conduct import Conduct
from yizhangtu.style.icons import IconSet
from yizhangtu.style.tables.conduct_style import ConductStyle

CONTINUED = "（续）"
BOTH, FOR, AGAINST = "提倡什么、反对什么", "提倡什么", "反对什么"
ENCOURAGED, FORBIDDEN, CONSEQUENCES = "提倡", "反对和禁止", "奖惩"
MARK = 0.17  # of its size: the thickness of a check or x
MARKS = {
    "check": (((0.1, 0.55), (0.38, 0.82), (0.92, 0.2)),),
    "x": (((0.16, 0.16), (0.84, 0.84)), ((0.16, 0.84), (0.84, 0.16))),
}
SIDES = ((ENCOURAGED, "check", "dark"), (FORBIDDEN, "x", "line"))


def section(measure: Measure, style: ConductStyle, text: str, width: float) -> Piece:
    """The head of a section, with a bar at its left."""
    look = style.section
    left = look.bar + look.bar_gap
    leading = look.height / look.text
    height = measure.lines(text, width - left, look.text, True) * look.height

    def draw(canvas: Canvas, x: float, y: float, _: float) -> None:
        canvas.rect(x, y, look.bar, height, 0.0, "dark")
        canvas.text(x + left, y, width - left, text, look.text, leading, "dark", True)

    return Piece(height + look.below, draw, keep=True)


def mark(canvas: Canvas, name: str, x: float, y: float, size: float, fill: str) -> None:
    """A plain check or x in the square at (x, y)."""
    for stroke in MARKS[name]:
        canvas.line(tuple((x + across * size, y + down * size) for across, down in stroke), fill, MARK * size)


class ConductSide(NamedTuple):
    """提倡 or 反对和禁止."""

    texts: Sequence[str]
    name: str
    sign: str
    fill: str


class Lists(NamedTuple):
    """The lists of one guide."""

    measure: Measure
    style: ConductStyle
    conduct: Conduct
    icons: IconSet

    @property
    def title(self) -> str:
        """The title of the section of the two lists."""
        if self.conduct.encouraged and self.conduct.forbidden:
            return BOTH
        return FOR if self.conduct.encouraged else AGAINST

    def sides(self) -> list[ConductSide]:
        """The lists that are not empty."""
        texts = (self.conduct.encouraged, self.conduct.forbidden)
        return [ConductSide(own, *side) for own, side in zip(texts, SIDES, strict=True) if own]

    def side(self, number: int, width: float, gap: float = 0.0) -> tuple[Piece, ...]:
        """One of the lists, `width` u wide: its head, then its rows."""
        side = self.sides()[number]
        again = (self._head(side.name + CONTINUED, side, width, 0.0),)
        rows = [self._row(text, side, width, again) for text in side.texts]
        kept = [replace(row, keep=paired(at, len(rows))) for at, row in enumerate(rows)]
        return (self._head(side.name, side, width, gap), *kept)

    def _head(self, name: str, side: ConductSide, width: float, gap: float) -> Piece:
        look = self.style.listing
        size, fill = look.head_icon, side.fill
        left = look.pad_x + size + look.head_gap

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            if fill == "dark":
                band(canvas, x, y, width, tall, 0.0)
            else:
                canvas.rect(x, y, width, tall, 0.0, fill)
            ink = "on_band" if fill == "dark" else "white"
            mark(canvas, side.sign, x + look.pad_x, y + (tall - size) / 2, size, ink)
            leading = tall / look.head
            canvas.text(x + left, y, width - left, name, look.head, leading, ink, True)

        return Piece(look.head_height, draw, keep=True, gap=gap)

    def _row(self, text: str, side: ConductSide, width: float, heads: tuple[Piece, ...]) -> Piece:
        look, icon = self.style.listing, self.icons.for_standard(text)
        left = look.icon + look.icon_gap + look.pad_x / 2
        room = width - left
        height = self.measure.lines(text, room, look.text) * look.text * look.leading

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            draw_icon = canvas.icon if icon else partial(mark, canvas)
            draw_icon(icon or side.sign, x + look.pad_x / 2, y + (tall - look.icon) / 2, look.icon, side.fill)
            canvas.text(x + left, y + (tall - height) / 2, room, text, look.text, look.leading)
            below = y + tall - look.rule / 2
            canvas.line(((x, below), (x + width, below)), "hair", look.rule)

        return Piece(height + 2 * look.pad_y, draw, heads, grow=look.grow)

    def consequences(self, width: float, label: bool) -> tuple[Piece, ...]:
        """奖惩: cells side by side; with `label` its head is at their left."""
        texts = self.conduct.consequences
        look = self.style.consequence
        left = look.label if label else 0.0
        most = max(1, int((width - left + look.gutter) / (look.least + look.gutter)))
        rows = [
            self._grid(texts, left, width, count, label) for count in range(min(most, look.most, len(texts)), 0, -1)
        ]
        return min(rows, key=lambda pieces: round(total(pieces), 2))

    def _grid(self, texts: Sequence[str], left: float, width: float, count: int, label: bool) -> tuple[Piece, ...]:
        look = self.style.consequence
        each = (width - left + look.gutter) / count
        begun = [texts[at : at + count] for at in range(0, len(texts), count)]
        span = (self._label(),) if label else ()
        return tuple(self._cells(row, left, each, span, row is begun[-1]) for row in begun)

    def _label(self) -> MergedCell:
        """奖惩 at the left of its cells."""
        look = self.style.section

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            canvas.rect(x, y, look.bar, tall, 0.0, "dark")
            leading = look.height / look.text
            left = look.bar + look.bar_gap
            top = y + (tall - look.height) / 2
            canvas.text(x + left, top, 99.0, CONSEQUENCES, look.text, leading, "dark", True)

        return MergedCell(draw, title=True)

    def _cells(
        self, texts: Sequence[str], left: float, each: float, spans: tuple[MergedCell, ...], last: bool
    ) -> Piece:
        look = self.style.consequence
        pictured = any(map(self.icons.for_standard, texts))
        inset = look.pad_x + (look.icon + look.icon_gap if pictured else 0.0)
        width = each - look.gutter
        room = width - inset - look.pad_x
        heights = [self.measure.lines(text, room, look.text) * look.text * look.leading for text in texts]
        height = max(*heights, look.icon if pictured else 0.0) + 2 * look.pad_y
        gutter = 0.0 if last else look.gutter
        inner = look.border / 2

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            tall -= gutter
            for at, (text, high) in enumerate(zip(texts, heights, strict=True)):
                cx = x + left + at * each
                canvas.rect(cx + inner, y + inner, width - 2 * inner, tall - 2 * inner, 0.0, "wash", "mid", 2 * inner)
                if icon := self.icons.for_standard(text):
                    canvas.icon(icon, cx + look.pad_x, y + (tall - look.icon) / 2, look.icon, "dark")
                top = y + (tall - high) / 2
                canvas.text(cx + inset, top, room, text, look.text, look.leading)

        return Piece(height + gutter, draw, grow=look.grow, spans=spans)
