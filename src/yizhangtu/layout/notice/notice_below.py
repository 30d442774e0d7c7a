"""What stands below the table of a notice: how to object, lines to sign on, the place of the seal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum
from typing import NamedTuple

from yizhangtu.content.notice import SEAL, WayStep
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.columns import widths
from yizhangtu.layout.table.piece import Piece
from yizhangtu.style.tables.notice_style import NoticeStyle


class NoticeBelow(NamedTuple):
    """The parts below a table, `width` u wide."""

    measure: Measure
    style: NoticeStyle
    way: tuple[WayStep, ...]
    signed_by: tuple[str, ...]
    width: float

    def pieces(self) -> Iterator[Piece]:
        """The strip, then the signatures."""
        if self.way:
            yield self._way()
        if self.signed_by:
            yield self._signatures()

    def _rows(self) -> list[tuple[Sequence[WayStep], list[float]]]:
        """The steps that stand side by side, and the widths of their boxes: wider ones for longer texts."""
        look = self.style.way
        least = {
            step: self.measure.width(step.name, look.title, True) + look.number + 3 * look.pad for step in self.way
        }
        for count in (len(self.way), 2, 1):
            rows = [self.way[at : at + count] for at in range(0, len(self.way), count)]
            found = [self._boxes(row, [least[step] for step in row]) for row in rows]
            whole = [one for one in found if one is not None]
            if len(whole) == len(rows):
                return list(zip(rows, whole, strict=True))
        return [((step,), [self.width]) for step in self.way]

    def _boxes(self, row: Sequence[WayStep], least: Sequence[float]) -> list[float] | None:
        look = self.style.way
        room = self.width - (len(row) - 1) * look.arrow
        details = [self.measure.width(step.detail, look.text) + 2 * look.pad + 0.1 for step in row]
        naturals = [[one, detail] for one, detail in zip(least, details, strict=True)]
        return widths(naturals, least, [max(pair) for pair in naturals], room)

    def _way(self) -> Piece:
        """看榜 → 提出 → 核实答复 → 更正重贴: numbered boxes with arrows between them."""
        look, leading = self.style.way, self.style.leading
        rows = self._rows()

        def high(step: WayStep, wide: float) -> float:
            room = wide - 2 * look.pad
            detail = self._detail(step, room)
            below = self.measure.lines(detail, room, look.text) * look.text * leading if detail else 0.0
            return max(look.number, look.title * leading) + below + 2 * look.pad

        heights = [max(map(high, steps, wides)) for steps, wides in rows]
        gaps = look.arrow * 0.6

        def draw(canvas: Canvas, x: float, y: float, _: float) -> None:
            number = 0
            for (steps, wides), tall in zip(rows, heights, strict=True):
                left = x
                for at, (step, wide) in enumerate(zip(steps, wides, strict=True)):
                    number += 1
                    if at:
                        self._arrow(canvas, left - look.arrow, y + tall / 2)
                    canvas.rect(left, y, wide, tall, look.radius, "wash", "dark", look.border)
                    with canvas.element(f"objection-{number}"):
                        self._step(canvas, left + look.pad, y + look.pad, wide - 2 * look.pad, number, step)
                    left += wide + look.arrow
                y += tall + gaps

        return Piece(fsum(heights) + gaps * (len(rows) - 1), draw, gap=look.gap)

    def _step(self, canvas: Canvas, x: float, y: float, room: float, number: int, step: WayStep) -> None:
        look, leading = self.style.way, self.style.leading
        line = max(look.number, look.title * leading)
        with canvas.part("number"):
            canvas.circle(x + look.number / 2, y + line / 2, look.number / 2, "paper", "dark", look.border)
            canvas.centred(x + look.number / 2, y + line / 2, str(number), look.text, "dark")
        left = x + look.number + look.pad
        with canvas.part("name"):
            canvas.text(left, y + (line - look.title * leading) / 2, room, step.name, look.title, leading, "dark", True)
        if detail := self._detail(step, room):
            with canvas.part("detail"):
                canvas.text(x, y + line, room, detail, look.text, leading, balanced=True)

    def _detail(self, step: WayStep, room: float) -> str:
        """What a step says besides its name, with its parts on lines of their own where that takes no more lines."""
        parted = step.detail.replace("，", "，\n")
        counts = [self.measure.lines(text, room, self.style.way.text) for text in (parted, step.detail)]
        return parted if counts[0] <= counts[1] else step.detail

    def _arrow(self, canvas: Canvas, x: float, y: float) -> None:
        """An arrow to the right in the gap between two boxes, from x on."""
        look = self.style.way
        length, half = look.arrow, look.arrow * 0.24
        canvas.line(((x + 0.15, y), (x + length - 0.5, y)), "line", look.border * 1.4)
        tip = x + length - 0.12
        canvas.polygon(((tip, y), (tip - 2 * half, y - half), (tip - 2 * half, y + half)), "line")

    def _signatures(self) -> Piece:
        """A line for each who signs, and the square of the seal at the right end."""
        look, leading = self.style.signature, self.style.leading
        room = self.width - look.seal - look.gap
        needed = (self.measure.width(f"{name}：", look.text) + look.least * 0.6 for name in self.signed_by)
        least = max(look.least, *needed)
        count = max(1, min(len(self.signed_by), int((room + look.gap) / (least + look.gap))))
        wide = (room - (count - 1) * look.gap) / count
        rows: list[Sequence[str]] = [self.signed_by[at : at + count] for at in range(0, len(self.signed_by), count)]
        height = max(len(rows) * look.height, look.seal * 0.62)

        def draw(canvas: Canvas, x: float, y: float, tall: float) -> None:
            top = y + (tall - len(rows) * look.height) / 2
            with canvas.element("signatures"):
                for row in rows:
                    for at, name in enumerate(row):
                        left, base = x + at * (wide + look.gap), top + look.height * 0.82
                        text = f"{name}："
                        canvas.text(left, base - look.text * leading * 0.85, wide, text, look.text, leading)
                        begin = left + self.measure.width(text, look.text)
                        canvas.line(((begin, base + 0.2), (left + wide, base + 0.2)), "ink", look.line)
                    top += look.height
            right = x + self.width - look.seal
            canvas.rect(right, y, look.seal, tall, 0.3, "", "hair", look.line, (0.4, 0.3))
            with canvas.element("seal"):
                canvas.text(right, y + (tall - leading) / 2, look.seal, SEAL, 1.0, leading, "grey", align=0.5)

        return Piece(height, draw, gap=self.style.way.gap, grow=look.height)
