"""The length of a poster's side and the places of its ink → the cuts across it that divide the least ink."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, fsum
from typing import NamedTuple

STEP = 0.5  # mm between the candidate places
EASE = 0.02  # cost of a cut close to a letter; a cut through it costs 1
BROKEN = 20.0  # cost of a letter that no sheet shows completely
EVEN = 0.0005  # cost of a mm of difference from even pieces
FAR = float("inf")
Need = tuple[float, float]  # mm beyond a cut, weight


class InkSpan(NamedTuple):
    """Ink between two places on a side, in mm; `weight` is the cost of cutting it (a letter is 1). A `word` is several
    letters, which may stand on two sheets where it cannot be avoided."""

    low: float
    high: float
    weight: float = 1.0
    word: bool = False


@dataclass(frozen=True, slots=True)
class TiledSide:
    """What a sheet of paper shows of one side of the poster: at most `room` mm, of which `overlap` are also on the next
    sheet, and at least `least`. Cuts keep `clear` mm from ink where possible, preferably `ease`."""

    length: float
    room: float
    overlap: float
    least: float
    clear: float
    ease: float

    @property
    def count(self) -> int:
        """The number of sheets needed."""
        return max(1, ceil((self.length - self.overlap) / (self.room - self.overlap) - 1e-9))


@dataclass(frozen=True, slots=True)
class Cuts:
    """`edges` of the pieces, with both ends of the side; `flaps`: by how much each sheet extends beyond its piece. In
    mm."""

    edges: tuple[float, ...]
    flaps: tuple[float, ...]

    @property
    def count(self) -> int:
        return len(self.flaps)

    def piece(self, index: int) -> tuple[float, float]:
        """The begin and end of a piece in the assembled poster."""
        return self.edges[index], self.edges[index + 1]

    def shown(self, index: int) -> tuple[float, float]:
        """The range on the sheet of a piece: the piece, and the flap on which the next one is glued."""
        return self.edges[index], self.edges[index + 1] + self.flaps[index]

    def whole(self, low: float, high: float) -> bool:
        """Whether a single sheet shows the whole range."""
        return any(self.shown(i)[0] <= low and high <= self.shown(i)[1] for i in range(self.count))

    def through(self, low: float, high: float) -> bool:
        """Whether a cut divides the range."""
        return any(low < edge < high for edge in self.edges[1:-1])


def cut(side: TiledSide, spans: Sequence[InkSpan]) -> tuple[Cuts, float]:
    """The best cuts for the fewest sheets, and their cost.

    Every piece must fit on its sheet with its flap. Within that limit the cuts move to where they divide least, by
    dynamic programming over their places from the first to the last.
    """
    count = side.count
    if count == 1:
        return Cuts((0.0, side.length), (0.0,)), 0.0
    costs = _costs(side, spans)
    needs = _needs(side, spans)
    most = int((side.room - side.overlap) / STEP)  # of a piece, in steps
    least = int(side.least / STEP)
    total = int(side.length / STEP)
    before = _Places(0, [0.0])
    steps: list[tuple[int, list[int]]] = []  # per cut: its first place, the best place before each
    for number in range(1, count):
        left = count - number  # pieces still to come; the last one has no flap, so it may fill its sheet
        first = max(before.first + least, ceil((side.length - side.room) / STEP - 1e-9) - (left - 1) * most)
        last = min(before.last + most, total - least * left)
        even = side.length * number / count
        found = [
            _best_before(side, before, at, (at - most, at - least), needs.get(at, [])) for at in range(first, last + 1)
        ]
        sums = [best + costs[at] + EVEN * abs(at * STEP - even) for at, (best, _) in enumerate(found, first)]
        before = _Places(first, sums)
        steps.append((first, [start for _, start in found]))
    cost = min(before.costs)
    at, places = before.first + before.costs.index(cost), []
    for first, origin in reversed(steps):
        places.append(at)
        at = origin[at - first]
    edges = (0.0, *(place * STEP for place in reversed(places)), side.length)
    return Cuts(edges, _flaps(side, edges, needs)), cost


@dataclass(frozen=True, slots=True)
class _Places:
    """The least cost of all cuts up to each place, from the first place on."""

    first: int
    costs: list[float]

    @property
    def last(self) -> int:
        return self.first + len(self.costs) - 1

    def best(self, low: int, high: int) -> tuple[float, int]:
        """The least cost between two places, and its place."""
        part = self.costs[max(0, low - self.first) : max(0, high + 1 - self.first)]
        cost = min(part, default=FAR)
        return cost, max(low, self.first) + part.index(cost) if part else low


def _best_before(
    side: TiledSide, before: _Places, at: int, within: tuple[int, int], needs: Sequence[Need]
) -> tuple[float, int]:
    """The best place `within` two limits for the cut before the one at `at`, and its cost."""
    low, high = within
    # Before `safe`, the piece is so long that its sheet has no space for a complete large letter.
    safe = max([low, *(ceil(at - (side.room - need) / STEP - 1e-9) for need, _ in needs)])
    best, start = before.best(safe, high)
    for place in range(max(low, before.first), min(safe - 1, high, before.last) + 1):
        spare = side.room - (at - place) * STEP
        cost = before.costs[place - before.first] + fsum(BROKEN * weight for need, weight in needs if need > spare)
        if cost < best:
            best, start = cost, place
    return best, start


def _needs(side: TiledSide, spans: Sequence[InkSpan]) -> dict[int, list[Need]]:
    """For each place of a cut: how far a divided letter extends beyond it, if that is more than the overlap."""
    found: dict[int, list[Need]] = {}
    for span in spans:
        if span.word:
            continue
        first, last = int(span.low / STEP) + 1, ceil((span.high - side.overlap) / STEP) - 1
        for at in range(first, last + 1):
            found.setdefault(at, []).append((span.high - at * STEP, span.weight))
    return found


def _flaps(side: TiledSide, edges: Sequence[float], needs: Mapping[int, Sequence[Need]]) -> tuple[float, ...]:
    """The overlap; more where a large letter needs it and the sheet has space."""
    flaps: list[float] = []
    for start, end in pairwise(edges[:-1]):
        spare = side.room - (end - start)
        wanted = [need for need, _ in needs.get(round(end / STEP), ()) if need <= spare]
        flap = max([side.overlap, *(ceil((need + side.clear) / STEP) * STEP for need in wanted)])
        flaps.append(min(flap, spare))
    return (*flaps, 0.0)


def _costs(side: TiledSide, spans: Sequence[InkSpan]) -> list[float]:
    """The cost of a cut at each place, independent of the other cuts."""
    size = int(side.length / STEP) + 2
    change = [0.0] * (size + 1)
    for span in spans:
        for reach, weight in ((side.clear, span.weight), (side.ease, span.weight * EASE)):
            first = max(0, ceil((span.low - reach) / STEP))
            last = min(size - 1, int((span.high + reach) / STEP))
            if first <= last:
                change[first] += weight
                change[last + 1] -= weight
    costs: list[float] = []
    now = 0.0
    for one in change[:-1]:
        now += one
        costs.append(max(0.0, now))
    return costs
