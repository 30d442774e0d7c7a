"""The cells of a table and the width for its columns → the width of each column, so that rows are low."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

POWER = 3  # how much more a long cell counts than a short one


def widths(
    naturals: Sequence[Sequence[float]], least: Sequence[float], most: Sequence[float], room: float
) -> list[float] | None:
    """Widths with the sum `room`; None if not even the least ones fit.

    `naturals` are, per column, the widths of its cells on one line (the width of a merged cell is divided among its
    rows), `most` is the largest of them. A row is as high as its highest cell, roughly n/w lines for a cell n wide in a
    column w wide. Minimising the sum of (n/w)**p over all cells under a fixed sum of widths gives w ∝ (Σ
    n**p)**(1/(p+1)). A column is never wider than its widest cell while another one can grow, and never narrower than
    its least width.
    """
    if fsum(least) > room:
        return None
    most = [max(high, low) for high, low in zip(most, least, strict=True)]
    if fsum(most) <= room:
        return _distributed(most, room)
    wishes = [fsum(n**POWER for n in cells) ** (1 / (POWER + 1)) or 0.01 for cells in naturals]
    found = list(least)
    free = set(range(len(least)))
    while free:
        left = room - fsum(found[i] for i in range(len(found)) if i not in free)
        scale = left / fsum(wishes[i] for i in free)
        over = [i for i in free if wishes[i] * scale > most[i]]
        under = [i for i in free if wishes[i] * scale < least[i]]
        if not over and not under:
            for i in free:
                found[i] = wishes[i] * scale
            break
        excess = fsum(wishes[i] * scale - most[i] for i in over)
        lack = fsum(least[i] - wishes[i] * scale for i in under)
        for i in over if excess >= lack else under:
            found[i] = most[i] if excess >= lack else least[i]
            free.discard(i)
    return _distributed(found, room)


def _distributed(found: Sequence[float], room: float) -> list[float]:
    """The widths with the remaining space added in proportion."""
    total = fsum(found)
    return [width + (room - total) * width / total for width in found] if total else list(found)
