"""Texts and cards → their sizes in u, the unit in which layouts are measured (1 u is the em of running text)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable
from functools import cached_property
from math import fsum

from yizhangtu.model.line import Card
from yizhangtu.style.flow_style import FlowStyle
from yizhangtu.text import Typesetter

CHIPS_MOST = 2000  # cached widths of handler and deadline, at most
STEPS_MOST = 4000  # things whose heights are cached, at most


class StepHeights:
    """The heights of something that never becomes higher where it becomes wider. Between two widths at which it is
    equally high it is measured no more, so that a few measurements serve for all widths."""

    def __init__(self) -> None:
        self._widths: list[float] = []  # in order
        self._heights: list[float] = []  # at these widths

    def at(self, width: float, measured: Callable[[], float]) -> float:
        """The height at a width; `measured` finds it where it is not known."""
        widths, heights = self._widths, self._heights
        at = bisect_left(widths, width)
        if at < len(widths) and (widths[at] == width or (at and heights[at - 1] == heights[at])):
            return heights[at]
        height = measured()
        widths.insert(at, width)
        heights.insert(at, height)
        return height


class Measure:
    """The lengths of a style and the widths of texts. Made once per context."""

    def __init__(self, style: FlowStyle, typesetter: Typesetter) -> None:
        self.style = style
        self.typesetter = typesetter
        self._chips: dict[tuple[str, str], float] = {}  # by handler and deadline, cleared when full
        self._steps: dict[Hashable, StepHeights] = {}  # cleared when full

    def lines(self, text: str, width: float, size: float = 1.0, bold: bool = False) -> int:
        """The number of lines of `text` in `width` u at `size` u."""
        return self.typesetter.count(text, round(width / size, 4), bold) if text else 0

    def width(self, text: str, size: float = 1.0, bold: bool = False) -> float:
        """The width of `text` on one line in u."""
        return self.typesetter.width(text, bold) * size

    def chips(self, card: Card) -> float:
        """The width of a card's handler and deadline on one line in u; 0 without both."""
        key = card.handler, card.deadline
        found = self._chips.get(key)
        if found is None:
            if len(self._chips) >= CHIPS_MOST:
                self._chips.clear()
            style = self.style
            widths = [self.width(text, 1.0, bold) for text, bold in ((key[0], False), (key[1], True)) if text]
            inset = style.chip_icon + style.chip_icon_gap
            found = fsum(widths) + len(widths) * inset + style.chip_gap * max(0, len(widths) - 1)
            self._chips[key] = found
        return found

    @cached_property
    def in_cells(self) -> Measure:
        """The measure of steps in a matrix: their names are larger than in panels."""
        own = self.style._replace(panel_title=self.style.matrix.title, panel_badge=self.style.matrix.badge)
        return Measure(own, self.typesetter)

    def heights(self, key: Hashable) -> StepHeights:
        """The known heights of what `key` names; it holds all that they depend on but the width."""
        found = self._steps.get(key)
        if found is None:
            if len(self._steps) >= STEPS_MOST:
                self._steps.clear()
            found = self._steps[key] = StepHeights()
        return found
