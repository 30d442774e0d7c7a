"""A guide and its graph → the longest path in one unit of time.

Units are never converted: deadlines in other units are not added, which `check --explain` shows. They only decide
between paths that are equally long in the unit that is added.
"""

import re
from collections import Counter
from typing import NamedTuple

from yizhangtu.check.walks import forward_edges
from yizhangtu.model.deadline import Deadline, DeadlineKind, Quantity
from yizhangtu.model.graph import END, Graph
from yizhangtu.model.guide import Entry, Guide, Parallel, Step

COUNTED = frozenset({DeadlineKind.WITHIN, DeadlineKind.AT_LEAST, DeadlineKind.AFTER})

_FILLERS = re.compile(r"(?:所需|需要|不计入|不计算|不计|不含|除外|时间|时限|期限|期间|期|等|的|在内|环节|以及|内)+")
_SEPARATORS = re.compile(r"[、，,；;。\s（）()]|以及|和|及|与|或")


class LongestPath(NamedTuple):
    """Node indices in the order of the path, and the sum of their deadlines in `unit`."""

    nodes: tuple[int, ...]
    unit: str
    total: float


def longest_path(guide: Guide, graph: Graph, unit: str | None = None) -> LongestPath | None:
    """The path with the greatest sum in `unit` (by default `main_unit`); of equals the one with the greatest sums in
    the other units, the most frequent first, then the one with most steps."""
    if not graph.nodes:
        return None
    unit = unit or main_unit(guide, graph)
    units = (unit, *(other for other in _units(graph) if other != unit))
    weights = list(zip(*(_weights(guide, graph, one) for one in units), strict=True))
    order, edges = forward_edges(graph)
    out: dict[int, list[int]] = {}
    for edge in edges:
        out.setdefault(edge.source, []).append(edge.target)
    best: dict[int, tuple[float, ...]] = {0: (*weights[0], 1)}
    nothing = (0.0,) * len(units)
    came_from: dict[int, int] = {}
    for node in order:
        if node not in best:
            continue
        here = best[node]
        for target in out.get(node, []):
            added = (*(nothing if target == END else weights[target]), 1)
            cost = tuple(round(one + more, 6) for one, more in zip(here, added, strict=True))
            if target not in best or cost > best[target]:
                best[target] = cost
                came_from[target] = node
    # Where 办结 cannot be reached, which is reported elsewhere: the longest path.
    last = came_from[END] if END in best else max(best, key=lambda node: (best[node], -node))
    path = [last]
    while path[-1] in came_from and path[-1] != 0:
        path.append(came_from[path[-1]])
    return LongestPath(tuple(reversed(path)), unit, best[last][0])


def main_unit(guide: Guide, graph: Graph) -> str:
    """The unit of 承诺 or 法定 where a step has it, or else the most frequent unit of the steps."""
    used = _units(graph)
    limits = [limit for limit in (guide.deadline.promised, guide.deadline.statutory) if limit is not None]
    wanted = [limit.amount.unit for limit in limits if limit.amount is not None]
    return next((unit for unit in wanted if unit in used), next(iter((*used, *wanted)), ""))


def _units(graph: Graph) -> tuple[str, ...]:
    """The units of the steps, the most frequent first."""
    used = Counter(amount.unit for node in graph.nodes if (amount := counted_amount(node.entry.within)))
    return tuple(unit for unit, _ in used.most_common())


def counted_amount(deadline: Deadline | None) -> Quantity | None:
    """The time that a deadline adds; a time before an event or a recurring one adds nothing."""
    return deadline.amount if deadline is not None and deadline.kind in COUNTED else None


def _weights(guide: Guide, graph: Graph, unit: str) -> list[float]:
    """The time that every node adds. The members of a 并行 block with a deadline add nothing."""
    covered: set[int] = set()
    weights: list[float] = []
    for node in graph.nodes:
        inside = node.parent is not None and node.parent in covered
        amount = counted_amount(node.entry.within)
        counts = amount is not None and amount.unit == unit and not is_excluded(guide, node.entry)
        weights.append(amount.value if amount is not None and counts and not inside else 0.0)
        if inside or (isinstance(node.entry, Parallel) and node.entry.within is not None):
            covered.add(node.index)
    return weights


def is_excluded(guide: Guide, entry: Entry) -> bool:
    """Whether 不计入 has the name of the step or a part of it, or 公示 for a notice, 公布 for an announcement."""
    excluded = guide.deadline.excluded
    if excluded is None:
        return False
    if isinstance(entry, Step) and entry.notice is not False and re.search("公示|公告|张榜", excluded):
        return True
    if isinstance(entry, Step) and entry.announcement is not False and "公布" in excluded:
        return True
    name = (entry.name or "").strip()
    if len(name) >= 2 and name in excluded:
        return True
    words = (_FILLERS.sub("", word) for word in _SEPARATORS.split(excluded))
    return any(len(word) >= 2 and word in name for word in words)
