"""A run of cards and a width in u → its rows, lowest together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from math import inf

from yizhangtu.layout.flow.row_grid import BAD, CardRow, RowGrid

UNEVEN = 0.5  # u of height that a row with one card more or fewer than the row before must save


class RowBounds:
    """What rows of the cards first … last-1 are not lower than in `width` u. `lift` is the room above a row of the
    cards first … last, or the least room where no more than its first card is known. Cards are counted from the start
    of the run."""

    def __init__(
        self, grid: RowGrid, first: int, last: int, width: float, lift: Callable[[int, int], float] = lambda _, __: 0.0
    ) -> None:
        self.grid = grid
        self.first = first
        self.count = last - first
        self.width = width
        self.most = min(grid.widest_row(width), self.count)  # cards in a row
        self._lift = lift
        self._rows: dict[tuple[int, int], tuple[float, float] | None] = {}

    def row(self, start: int, end: int) -> tuple[float, float] | None:
        """The least height of a row, without and with the room above it; None where its cards are too narrow."""
        key = start, end
        if key not in self._rows:
            first = self.first
            low = self.grid.low(first + start, first + end, self.width)
            self._rows[key] = None if low is None else (low, low + self._lift(first + start, first + end - 1))
        return self._rows[key]

    @cached_property
    def before(self) -> list[float]:
        """The least height of all rows before each card, and of all rows last."""
        least = [0.0] + [inf] * self.count
        lifts = [self._lift(card, card) for card in range(self.first, self.first + self.count)]
        for end in range(1, self.count + 1):
            for start in range(end - 1, max(0, end - self.most) - 1, -1):
                if least[start] + lifts[start] < least[end]:
                    low = self.row(start, end)
                    if low is None:
                        break
                    least[end] = min(least[end], least[start] + low[1])
        return least


def break_rows(bounds: RowBounds, above: Sequence[float]) -> list[CardRow] | None:
    """The rows for a run of cards that are lowest together, nearly the same number of cards in each; None where one
    card alone is too wide. `above` is the extra room over a row that starts with each card of the line. Found by
    dynamic programming over the end of the last row and its number of cards."""
    grid, first, count_all = bounds.grid, bounds.first, bounds.count
    gap = grid.measure.style.row_gap
    # best[i][k]: the first i cards are set and the last row holds k of them
    best: list[dict[int, tuple[float, int, CardRow | None]]] = [{} for _ in range(count_all + 1)]
    best[0][0] = (0.0, 0, None)
    for end in range(1, count_all + 1):
        costs: list[tuple[float, int]] = []
        for count in range(1, min(bounds.most, end) + 1):
            start = end - count
            low = bounds.row(start, end) if best[start] else None
            if low is not None:
                before = min(cost for cost, _, _ in best[start].values())
                costs.append((before + low[0] + gap + above[first + start], count))
        found: dict[int, tuple[float, int, CardRow | None]] = {}
        for bound, count in sorted(costs):
            # a last row of other length may make up for its cost by being as long as the one after it, not for more
            if any(cost + UNEVEN * abs(count - other) < bound - 1e-6 for other, (cost, _, _) in found.items()):
                continue
            start = end - count
            row = grid.row(first + start, first + end, bounds.width)
            if row is None:
                continue
            here = row.height + gap + above[first + start] + BAD * row.bad
            cheapest, previous = inf, 0
            for before_count, (cost, _, _) in best[start].items():
                uneven = UNEVEN * abs(before_count - count) if before_count else 0.0
                if cost + uneven < cheapest:
                    cheapest, previous = cost + uneven, before_count
            found[count] = (cheapest + here, previous, row)
        best[end] = dict(sorted(found.items(), key=lambda item: item[0]))
    if not best[-1]:
        return None
    count = min(best[-1], key=lambda k: best[-1][k][0])
    rows: list[CardRow] = []
    end = count_all
    while end:
        _, previous, row = best[end][count]
        assert row is not None
        rows.append(row)
        end -= count
        count = previous
    return rows[::-1]
