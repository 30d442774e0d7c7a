"""The lines of a page → which step each leaves, on which outcome, and where it ends."""

from __future__ import annotations

from typing import NamedTuple

from helpers.finger.definition import END
from helpers.finger.layout import PageLayout, is_strip, is_tab, targets
from helpers.finger.marks import Arrow, Box, Point, Said

NEAR = 0.7  # u: how far from a step its lines may begin and end
BESIDE = 4.0  # u: how far beside a line its text may be
BELOW = 5.0  # u: how far below the last step of a column its line may begin


class Line(NamedTuple):
    """A line from a step on an outcome (0 without) to a step, a number on a strip, or the end; None leads nowhere."""

    source: int
    outcome: int
    target: int | str | None


def lines_of(layout: PageLayout) -> list[Line]:
    """The lines between steps."""
    return _Lines(layout).read()


class _Lines:
    """The lines of one page."""

    def __init__(self, layout: PageLayout) -> None:
        self.layout = layout
        self.drawn = layout.drawn
        self.unit = layout.drawn.unit

    def read(self) -> list[Line]:
        """All lines that leave a step; the short ones between the steps of a column are no more than their order."""
        leaving: dict[int, list[tuple[Arrow, int | str | None]]] = {}
        for arrow in self.drawn.arrows:
            begin, end = arrow.points[0], arrow.points[-1]
            source, target = self._source(begin), self._target(end)
            strip = self._strip(begin)
            if strip and isinstance(target, int) and target in (END, *self.layout.nodes(strip)):
                continue  # from 三条路都到 ⑧ down to step 8
            if source is not None and not (target is None and source in self.layout.inner):
                leaving.setdefault(source, []).append((arrow, target))
        return [
            Line(source, outcome, target)
            for source, arrows in leaving.items()
            for (_, target), outcomes in zip(arrows, self._outcomes(source, [a for a, _ in arrows]), strict=True)
            for outcome in outcomes
        ]

    def _source(self, point: Point) -> int | None:
        """Where a line begins: at a step, or below the last step of a column."""
        layout, step = self.layout, self._step(point, begins=True)
        lowest: tuple[float, int] | None = None
        for column in layout.columns:
            if column.head.left <= point[0] <= column.head.right:
                for node, box in [(column.node, column.head), *((row, self._cell(row)) for row in column.rows)]:
                    top = box.top if node == column.node else layout.place[node][1]
                    reached = top <= point[1] <= box.bottom + BELOW * self.unit
                    if reached and (lowest is None or top > lowest[0]):
                        lowest = top, node
        if lowest is None:
            return step
        elsewhere = step is not None and step not in layout.inner and layout.place[step][1] > lowest[0]
        return step if elsewhere else lowest[1]

    def _cell(self, row: int) -> Box:
        found = self.layout.cell(self.layout.place[row])
        assert found is not None
        return found

    def _target(self, point: Point) -> int | str | None:
        """Where a line ends: at a number on a strip, or at a step."""
        return self._strip(point) or self._step(point, begins=False)

    def _strip(self, point: Point) -> str:
        """The number on a strip at a point."""
        for (node, outcome), said in self.drawn.said.items():
            own = not outcome and node in self.layout.place and node not in self.layout.inner
            frame = self.layout.frame(node) if own else None
            if frame and frame.holds(point, NEAR * self.unit):
                continue  # a tab on the step's own card
            if any(is_strip(said, box) and box.holds(point, NEAR * self.unit) for box in said.shapes):
                return targets(said)[0]
        return ""

    def _step(self, point: Point, begins: bool) -> int | None:
        """The step at an end of a line, which may begin at a tab too."""
        layout, near = self.layout, list[tuple[float, float, int]]()
        for node in layout.place:
            badge, frame = layout.badge(node), None if node in layout.inner else layout.frame(node)
            near += [(badge.distance(point), badge.area, node)] if badge else []
            near += [(frame.edge(point), frame.area, node)] if frame else []
        tabs = [(node, box) for (node, _), said in self.drawn.said.items() for box in said.shapes]
        for node, box in tabs if begins else [(END, box) for box in self.drawn.ends]:
            near.append((box.distance(point), box.area, node))
        distance, _, node = min(near, default=(1e9, 0.0, 0))
        return node if distance <= NEAR * self.unit else None

    def _outcomes(self, source: int, arrows: list[Arrow]) -> list[list[int]]:
        """The outcomes on each line that leaves a step; where none is on it, the tab at which it begins."""
        heads = {group.outcome for group in self.layout.groups.get(source, ())}
        own = {
            outcome: said
            for (node, outcome), said in self.drawn.said.items()
            if node == source and outcome and outcome not in heads
        }
        found: list[list[int]] = [[] for _ in arrows]
        pairs = sorted(
            (self._apart(said, arrow), outcome, index)
            for outcome, said in own.items()
            if said.label and not is_tab(said)
            for index, arrow in enumerate(arrows)
        )
        placed: set[int] = set()
        for apart, outcome, index in pairs:  # the nearest first, one to a line
            if apart <= BESIDE * self.unit and outcome not in placed and not found[index]:
                found[index].append(outcome)
                placed.add(outcome)
        for arrow, outcomes in zip(arrows, found, strict=True):
            if not outcomes:
                tabs = [outcome for outcome, said in own.items() if self._begins_at(arrow, said)]
                outcomes += tabs[-1:] or [0]
        return found

    def _begins_at(self, arrow: Arrow, said: Said) -> bool:
        return any(box.holds(arrow.points[0], 0.2 * self.unit) for box in said.shapes)

    def _apart(self, said: Said, arrow: Arrow) -> float:
        """From the text of an outcome to a line."""
        if self._begins_at(arrow, said):
            return 0.0
        boxes = [box for box in said.shapes if box.holds(said.label[0].box.middle)] or [said.place]
        return min(arrow.distance_to(box) for box in boxes)
