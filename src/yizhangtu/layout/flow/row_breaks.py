"""A run of cards and a width in u → its rows, lowest together."""

from __future__ import annotations

from collections.abc import Sequence

from yizhangtu.layout.flow.row_grid import BAD, CardRow, RowGrid

UNEVEN = 0.5  # u of height that a row with one card more or fewer than the row before must save


def break_rows(grid: RowGrid, first: int, last: int, width: float, above: Sequence[float]) -> list[CardRow] | None:
    """The rows for the cards first … last-1 that are lowest together, nearly the same number of cards in each, or None
    where one card alone is too wide. `above` is the extra room over a row that starts with each card. Found by dynamic
    programming over the end of the last row and its number of cards."""
    style = grid.measure.style
    most = min(grid.widest_row(width), last - first)
    inf = float("inf")
    # best[i][k]: the cards first … i-1 are set and the last row holds k of them
    best: list[dict[int, tuple[float, int, CardRow | None]]] = [{} for _ in range(last - first + 1)]
    best[0][0] = (0.0, 0, None)
    for end in range(1, last - first + 1):
        bounds: list[tuple[float, int]] = []
        for count in range(1, min(most, end) + 1):
            start = end - count
            low = grid.low(first + start, first + end, width) if best[start] else None
            if low is not None:
                before = min(cost for cost, _, _ in best[start].values())
                bounds.append((before + low + style.row_gap + above[first + start], count))
        found: dict[int, tuple[float, int, CardRow | None]] = {}
        for bound, count in sorted(bounds):
            # a last row of other length may make up for its cost by being as long as the one after it, not for more
            if any(cost + UNEVEN * abs(count - other) < bound - 1e-6 for other, (cost, _, _) in found.items()):
                continue
            start = end - count
            row = grid.row(first + start, first + end, width)
            if row is None:
                continue
            here = row.height + style.row_gap + above[first + start] + BAD * row.bad
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
    end = last - first
    while end:
        _, previous, row = best[end][count]
        assert row is not None
        rows.append(row)
        end -= count
        count = previous
    return rows[::-1]


def least_height(grid: RowGrid, first: int, last: int, width: float, lifts: Sequence[float]) -> float:
    """What no rows of the cards first … last-1 are lower than, with the room `lifts` above a row that starts with each
    card."""
    most = min(grid.widest_row(width), last - first)
    inf = float("inf")
    least = [0.0] + [inf] * (last - first)
    for end in range(1, last - first + 1):
        for start in range(end - 1, max(0, end - most) - 1, -1):
            before = least[start] + lifts[start]
            if before < least[end]:
                low = grid.low(first + start, first + end, width)
                if low is None:
                    break
                least[end] = min(least[end], before + low)
    return least[-1]
