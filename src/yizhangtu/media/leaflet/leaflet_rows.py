"""Distribute the rows of details over the panels of a leaflet that are left: the papers to bring on the flap."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from yizhangtu.media.common.detail_rows import DetailRow
from yizhangtu.media.common.details import CONDITIONS, MATERIALS, share_out, stacked

NamedRows = tuple[str, list[DetailRow]]  # a section and its rows
Panels = list[list[DetailRow]]


class RowPanels(NamedTuple):
    """Panels `height` mm high, on which sections are `gap` apart; `continued` makes the title that a section repeats on
    its next panel."""

    height: float
    gap: float
    continued: Callable[[str], DetailRow]

    def shared(self, sections: Sequence[NamedRows], free: int, back: float) -> Panels | None:
        """The rows of `free` panels and of `back` mm on the back, which is used only where they do not fit on these.
        None where they do not fit at all."""
        rows = [row for _, own in sections for row in own]
        found = self._with_flap(sections, free) or self._even(rows, free)
        if found:
            return [*found, []]
        return share_out(rows, [*[self.height] * free, back], self.gap, self.continued)

    def _with_flap(self, sections: Sequence[NamedRows], free: int) -> Panels | None:
        """Conditions and papers on the last of several panels, which is the flap, with as many of the last sections as
        fill it about as much as the others."""
        papers = [row for name, own in sections if name in (CONDITIONS, MATERIALS) for row in own]
        others = [own for name, own in sections if name not in (CONDITIONS, MATERIALS)]
        if free < 2 or not papers:
            return None
        best: tuple[float, Panels] | None = None
        for count in range(1, len(others) + 1):
            flap = papers + [row for own in others[count:] for row in own]
            before = self._even([row for own in others[:count] for row in own], free - 1)
            high = stacked(flap, self.gap)
            if before is None or high > self.height:
                continue
            off = max(stacked(rows, self.gap) for rows in [*before, flap]) - min(high, stacked(before[-1], self.gap))
            if best is None or off < best[0]:
                best = (off, [*before, flap])
        return best[1] if best else None

    def _even(self, rows: Sequence[DetailRow], count: int) -> Panels | None:
        """Rows on `count` panels that are about equally full; None where they do not fit."""
        best = share_out(rows, [self.height] * count, self.gap, self.continued) if count else None
        if best is None:
            return None
        low, high = 0.0, self.height
        while high - low > 2.0:
            middle = (low + high) / 2
            found = share_out(rows, [middle] * count, self.gap, self.continued)
            low, high = (low, middle) if found else (middle, high)
            best = found or best
        return best
