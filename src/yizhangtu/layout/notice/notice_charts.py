"""The sums of a notice as pictures: bars of income and spending, and lines of the periods before. Every mark has its
number; the two series differ by more than colour."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from yizhangtu.content.notice import plain_head, sum_figures
from yizhangtu.draw.canvas import Canvas
from yizhangtu.layout.measure import Measure
from yizhangtu.layout.table.piece import Piece
from yizhangtu.model.notice.notice import NoticeTable
from yizhangtu.style.tables.notice_style import NoticeStyle

Place = Callable[[int, Decimal], tuple[float, float]]  # period and amount → point
LEAST = 3  # periods: fewer are no line


class NoticeCharts(NamedTuple):
    """The pictures below a table, `width` u wide."""

    measure: Measure
    style: NoticeStyle
    table: NoticeTable
    width: float

    def pieces(self) -> Iterator[Piece]:
        """The bars, then the lines where there are enough periods."""
        table = self.table
        if table.income < 0 or table.expense < 0:
            return
        sums = [table.sums[table.income] or Decimal(0), table.sums[table.expense] or Decimal(0)]
        if min(sums) >= 0 and max(sums) > 0:
            yield self._bars(sums)
        if sum(one is not None for one in table.history) >= LEAST:
            yield self._lines()

    @property
    def _names(self) -> tuple[str, str]:
        heads = self.table.heads
        return plain_head(heads[self.table.income]), plain_head(heads[self.table.expense])

    def _figures(self, series: int, value: Decimal) -> str:
        return sum_figures(self.table, (self.table.income, self.table.expense)[series], value)

    def _bars(self, sums: Sequence[Decimal]) -> Piece:
        """A bar for income and one for spending, in one scale, each with its sum at its end."""
        look, leading, pad = self.style.chart, self.style.leading, self.style.head.pad
        names = self._names
        texts = [self._figures(series, value) for series, value in enumerate(sums)]
        left = max(self.measure.width(name, 1.0, True) for name in names) + 2 * pad
        right = max(self.measure.width(text, 1.0, True) for text in texts) + 2 * pad
        room = max(1.0, self.width - left - right)

        def draw(canvas: Canvas, x: float, y: float, _: float) -> None:
            for series, (name, text, value) in enumerate(zip(names, texts, sums, strict=True)):
                top = y + look.gap + series * look.bar_row
                line = top + (look.bar_row - leading) / 2
                wide = room * float(value / max(sums))
                bar = top + (look.bar_row - look.bar) / 2
                self._bar(canvas, series, x + left, bar, wide)
                with canvas.element(f"chart-{series + 1}"):
                    canvas.text(x + pad, line, left, name, 1.0, leading, "dark", True)
                    canvas.text(x + left + wide + pad / 2, line, right, text, 1.0, leading, "ink", True)

        return Piece(2 * look.bar_row + 2 * look.gap, draw)

    def _bar(self, canvas: Canvas, series: int, x: float, y: float, wide: float) -> None:
        """Income is filled, spending is a frame."""
        look = self.style.chart
        if series == 0:
            canvas.rect(x, y, wide, look.bar, 0.0, "mid")
        else:
            canvas.rect(x, y, wide, look.bar, 0.0, "tint", "dark", look.line / 2)

    def _lines(self) -> Piece:
        """Income and spending of all periods that are known; a period without data is a gap."""
        look, leading, pad = self.style.chart, self.style.leading, self.style.head.pad
        history = self.table.history
        known = [one for one in history if one is not None]
        most = max(max(one.income, one.expense) for one in known) or Decimal(1)
        least = min(Decimal(0), *(min(one.income, one.expense) for one in known))
        numbers = [self._figures(series, value) for one in known for series, value in enumerate(one[1:])]
        half = max(self.measure.width(text, 1.0) for text in numbers) / 2 + 0.1
        step = (self.width - 2 * half) / max(1, len(history) - 1)
        every = step >= 2 * half + 0.4
        top = look.gap + leading + 1.4 * leading  # below the legend and the upper numbers

        def draw(canvas: Canvas, x: float, y: float, _: float) -> None:
            self._legend(canvas, x + pad, y + look.gap)
            base = y + top + look.height
            canvas.line(((x, base), (x + self.width, base)), "hair", self.style.row.rule)

            def place(at: int, value: Decimal) -> tuple[float, float]:
                return x + half + at * step, base - look.height * float((value - least) / (most - least))

            for series in (0, 1):
                run: list[tuple[float, float]] = []
                for at, one in enumerate([*history, None]):
                    if one is not None:
                        run.append(place(at, one.expense if series else one.income))
                    elif run:
                        self._line(canvas, series, run)
                        run = []
            for at, one in enumerate(history):
                if one is None:
                    continue
                cx = x + half + at * step  # a tick joins axis and name: a long picture is not cut between them
                canvas.line(((cx, base), (cx, base + 1.6 * leading)), "hair", self.style.row.rule)
                if every or at in (0, len(history) - 1):
                    self._numbers(canvas, at, place)
                self._label(canvas, cx, base, one.label, step, at)

        return Piece(top + look.height + 3.0 * leading + look.gap, draw, gap=look.gap)

    def _line(self, canvas: Canvas, series: int, run: Sequence[tuple[float, float]]) -> None:
        """Income: a whole line with dots; spending: a broken line with squares that are open."""
        look = self.style.chart
        if len(run) > 1:
            canvas.line(run, "mid" if series == 0 else "dark", look.line, () if series == 0 else look.dash)
        for cx, cy in run:
            self._mark(canvas, series, cx, cy)

    def _mark(self, canvas: Canvas, series: int, cx: float, cy: float) -> None:
        look = self.style.chart
        r = look.mark / 2
        if series == 0:
            canvas.circle(cx, cy, r, "mid")
        else:
            canvas.rect(cx - r, cy - r, 2 * r, 2 * r, 0.0, "paper", "dark", look.line)

    def _numbers(self, canvas: Canvas, at: int, place: Place) -> None:
        """The numbers of a period: the higher one above its mark, the lower one below."""
        one = self.table.history[at]
        assert one is not None
        leading = self.style.leading
        upper = 0 if one.income >= one.expense else 1
        for series, value in enumerate(one[1:]):
            cx, cy = place(at, value)
            text = self._figures(series, value)
            top = cy - self.style.chart.mark - leading if series == upper else cy + self.style.chart.mark * 0.8
            with canvas.element(f"chart-{series + 1}"):
                wide = self.measure.width(text, 1.0)
                canvas.rect(cx - wide / 2, top + 0.15, wide, leading - 0.3, 0.0, "paper")  # no line crosses a number
                canvas.text(cx - wide / 2, top, wide + 0.1, text, 1.0, leading)

    def _label(self, canvas: Canvas, cx: float, base: float, label: str, step: float, at: int) -> None:
        """The name of a period below the axis; of narrow ones each second."""
        wide = self.measure.width(label, 1.0)
        if wide + 0.4 > step and (len(self.table.history) - 1 - at) % 2:
            return
        top = base + self.style.leading * 1.5
        canvas.text(cx - wide / 2, top, wide + 0.1, label, 1.0, self.style.leading, "grey")

    def _legend(self, canvas: Canvas, x: float, y: float) -> None:
        leading, look = self.style.leading, self.style.chart
        for series, name in enumerate(self._names):
            middle = y + leading / 2
            ends = ((x, middle), (x + 2.4, middle))
            canvas.line(ends, "mid" if series == 0 else "dark", look.line, () if series == 0 else look.dash)
            self._mark(canvas, series, x + 1.2, middle)
            wide = self.measure.width(name, 1.0)
            canvas.text(x + 2.8, y, wide + 0.1, name, 1.0, leading)
            x += 2.8 + wide + 1.2
