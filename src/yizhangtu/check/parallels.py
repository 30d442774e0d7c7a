"""A graph → diagnostics of 并行 blocks with one member, of members that never join, and of jumps into a member."""

from __future__ import annotations

from yizhangtu.check.walks import neighbours
from yizhangtu.check.wording import called, place_of
from yizhangtu.model.diagnostics import Diagnostic, Span, make
from yizhangtu.model.graph import END, Graph, Node
from yizhangtu.model.guide import Entry, Go, GoTo, Parallel, Step

_Around = list[tuple[tuple[int, int], ...]]  # for every node the blocks around it, each with the member

_MOST_JUMPS = 50  # reported; finding the place of each takes time


def check_parallels(graph: Graph) -> list[Diagnostic]:
    """All diagnostics of 并行 blocks."""
    inside = _inside_parallel(graph)
    return [*_single(graph), *_never_joining(graph, inside), *_jumps(graph, inside)]


def _single(graph: Graph) -> list[Diagnostic]:
    faults: list[Diagnostic] = []
    for node in graph.nodes:
        if isinstance(node.entry, Parallel) and len(node.entry.members) == 1:
            message = f"{called(node.entry)}只有一路"
            faults.append(make("Y211", place_of(node.entry), message, "补上同时办的另一路，或者去掉“并行”。"))
    return faults


def _jumps(graph: Graph, inside: _Around) -> list[Diagnostic]:
    """Jumps into one member, which leave out the other members."""
    faults: list[Diagnostic] = []
    for edge in graph.edges:
        if edge.target == END or not inside[edge.target]:
            continue
        left = dict(inside[edge.source])
        if any(edge.source != block and left.get(block) != member for block, member in inside[edge.target]):
            entry, into = graph.nodes[edge.source].entry, graph.nodes[edge.target].entry
            message = f"{called(entry)}跳进了并行里的{called(into)}，其他各路就没有人办"
            hint = "改成走到并行的前一步，或者给并行起个名字（步骤: …）后走到它。"
            if len(faults) >= _MOST_JUMPS:
                break
            faults.append(make("Y212", _reference(entry, into) or place_of(entry), message, hint))
    return faults


def _reference(entry: Entry, into: Entry) -> Span | None:
    """The place where an entry names another."""
    goals = [entry.next, *(branch.target for branch in entry.branches)] if isinstance(entry, Step) else [entry.next]
    wanted = (into.name or "").strip()
    return next((goal.name.span for goal in goals if isinstance(goal, GoTo) and goal.name.strip() == wanted), None)


def _inside_parallel(graph: Graph) -> _Around:
    """For every node the blocks around it, outermost first, each with the member that it belongs to."""
    around: _Around = []
    for node in graph.nodes:
        if node.parent is None:
            around.append(())
        elif isinstance(graph.nodes[node.parent].entry, Parallel):
            around.append((*around[node.parent], (node.parent, node.member)))
        else:
            around.append(around[node.parent])
    return around


def _never_joining(graph: Graph, inside: _Around) -> list[Diagnostic]:
    """Members that never lead to the entry after the block."""
    meeting = _meeting_points(graph)
    first: dict[tuple[int, int], Node] = {}
    joined: set[tuple[int, int]] = set()
    dead: set[tuple[int, int]] = set()
    ways = neighbours(graph)
    for node in graph.nodes:
        for key in inside[node.index]:
            first.setdefault(key, node)
            if not ways.out[node.index]:
                dead.add(key)  # an unknown reference, already reported
            if any(edge.target == meeting.get(key[0]) for edge in ways.out[node.index]):
                joined.add(key)
    faults: list[Diagnostic] = []
    for key, node in first.items():
        if key not in joined | dead:
            block = graph.nodes[key[0]].entry
            message = f"{called(block)}里从{called(node.entry)}起的一路没有汇合"
            hint = "去掉这一路的“接着”，让它走到并行后面的步骤；或者把它移到并行外面。"
            faults.append(make("Y207", place_of(node.entry), message, hint))
    return faults


def _meeting_points(graph: Graph) -> dict[int, int | None]:
    """For every block the node after it, which waits for all members (None: unknown, END: 办结)."""
    after: dict[int, int] = {}
    last: dict[tuple[int | None, int], int] = {}
    for node in graph.nodes:
        key = (node.parent, node.member)
        if key in last:
            after[last[key]] = node.index
        last[key] = node.index
    names: dict[str, int] = {}
    for node in graph.nodes:
        names.setdefault((node.entry.name or "").strip(), node.index)
    found: dict[int, int | None] = {}
    behind: dict[int, int | None] = {}  # for every node, where the flow continues
    for node in graph.nodes:
        goal = node.entry.next
        if goal is Go.END:
            behind[node.index] = END
        elif isinstance(goal, GoTo):
            behind[node.index] = names.get(goal.name.strip())
        elif node.index in after:
            behind[node.index] = after[node.index]
        else:
            behind[node.index] = END if node.parent is None else behind[node.parent]
        if isinstance(node.entry, Parallel):
            found[node.index] = behind[node.index]
    return found
