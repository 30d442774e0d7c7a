"""A graph → diagnostics of unreachable steps, of steps that never reach 办结, and of decisions with one outcome."""

from __future__ import annotations

from yizhangtu.check.walks import Adjacency, finishing, neighbours, reached
from yizhangtu.check.wording import called, place_of
from yizhangtu.model.diagnostics import Diagnostic, Span, make
from yizhangtu.model.graph import END, EdgeKind, Graph, Node
from yizhangtu.model.guide import GoTo, Step
from yizhangtu.model.words import nearest, shortened

_MOST_COMPARED = 50


def check_flow(graph: Graph) -> list[Diagnostic]:
    """All diagnostics of the flow."""
    return [*_unreached(graph), *_endless(graph), *_decisions(graph), *_phases(graph)]


def _unreached(graph: Graph) -> list[Diagnostic]:
    """One diagnostic for the first node of each unreachable part; the nodes that only it leads to are counted."""
    found = reached(graph)
    edges = neighbours(graph)
    known = _meant_elsewhere(graph)
    faults: list[Diagnostic] = []
    for node in graph.nodes:
        if node.index in found or node.index in known:
            continue
        behind = _behind(node.index, edges, found, known)
        known |= behind
        faults.append(_nobody_comes(node, len(behind) - 1, graph, edges, found))
    return faults


def _behind(start: int, edges: Adjacency, found: frozenset[int], known: set[int]) -> set[int]:
    """The unreached nodes that can be reached from `start`, itself included, without those in `known`."""
    behind, open_ends = {start}, [start]
    while open_ends:
        for edge in edges.out[open_ends.pop()]:
            target = edge.target
            if target != END and target not in found and target not in behind and target not in known:
                behind.add(target)
                open_ends.append(target)
    return behind


def _meant_elsewhere(graph: Graph) -> set[int]:
    """Nodes that a misspelt reference probably means: the reference is reported, and explains them."""
    names: dict[str, int] = {}
    for node in graph.nodes:
        names.setdefault((node.entry.name or "").strip(), node.index)
    wanted: list[str] = []
    for node in graph.nodes:
        goals = [node.entry.next, *(branch.target for branch in getattr(node.entry, "branches", ()))]
        wanted += [goal.name.strip() for goal in goals if isinstance(goal, GoTo) and goal.name.strip() not in names]
    close = (nearest(name, names) for name in wanted[:_MOST_COMPARED])
    return {names[name] for name in close if name is not None}


def _nobody_comes(node: Node, others: int, graph: Graph, edges: Adjacency, found: frozenset[int]) -> Diagnostic:
    """The diagnostic of an unreached node; Y208 where the step before it goes elsewhere."""
    more = f"（还有只能从它走到的 {others} 步）" if others else ""
    message = f"没有一条路走到{called(node.entry)}{more}"
    before = _sibling_before(node, graph)
    if before is not None and before.index in found:
        hint = f"检查{called(before.entry)}的去处；或者让别的“接着”“判断”走到这一步。"
        return make("Y208", place_of(node.entry), f"{message}：上一步走去了别处", hint)
    return make("Y204", place_of(node.entry), message, "让某个“接着”或“判断”走到这一步，或者删去它。")


def _sibling_before(node: Node, graph: Graph) -> Node | None:
    """The entry written before this one in the same list."""
    for other in reversed(graph.nodes[: node.index]):
        if other.index == node.parent:
            return None
        if other.parent == node.parent and other.member == node.member:
            return other
    return None


def _endless(graph: Graph) -> list[Diagnostic]:
    """One diagnostic for all reachable steps from which 办结 cannot be reached."""
    good, found = finishing(graph), reached(graph)
    trapped = [node for node in graph.nodes if node.index in found and node.index not in good]
    if not trapped:
        return []
    first = trapped[0].entry
    names = "、".join(f"“{node.entry.name}”" for node in trapped[:5] if node.entry.name)
    more = f" 等 {len(trapped)} 步" if len(trapped) > 5 else ""
    message = f"从{called(first)}起走不到办结" + (f"，会在{names}{more}里绕圈" if len(trapped) > 1 else "")
    place, written = _closing(graph, {node.index for node in trapped})
    closes = f"{written}把圈闭上了：" if written else ""
    ways = "给其中一步的“判断”加上通到“办结”或者圈外步骤的去处；每月、每年从头再来的，写“接着: {到: …, 循环: 每月}”。"
    hint = closes + ways
    return [make("Y205", place or place_of(first), message, hint)]


def _closing(graph: Graph, trapped: set[int]) -> tuple[Span | None, str]:
    """The place of the 接着 or outcome that closes a circle without a way out, and what it is called."""
    for edge in graph.edges:
        entry = graph.nodes[edge.source].entry
        if edge.source in trapped and edge.target <= edge.source:
            if edge.kind is EdgeKind.GOTO and isinstance(entry.next, GoTo):
                return entry.next.name.span, "这里的“接着”"
            if edge.label is not None:
                return edge.label.span, f"结果“{shortened(edge.label)}”"
    return None, ""


def _decisions(graph: Graph) -> list[Diagnostic]:
    faults: list[Diagnostic] = []
    for node in graph.nodes:
        if isinstance(node.entry, Step) and len(node.entry.branches) == 1:
            outcome = node.entry.branches[0].outcome
            message = f"{called(node.entry)}的判断只有“{outcome}”一种结果"
            faults.append(make("Y206", outcome.span, message, "补上别的结果；没有别的结果就删去“判断”。"))
    return faults


def _phases(graph: Graph) -> list[Diagnostic]:
    """Y209. Where several outcomes have steps of their own the phases of these name the rows of the choice."""
    faults: list[Diagnostic] = []
    inline = [edge.source for edge in graph.edges if edge.inline]
    choices = {source for source in inline if inline.count(source) > 1}
    for node in graph.nodes:
        phase = node.entry.phase
        if phase is not None and node.parent is not None and node.parent not in choices:
            message = f"{called(node.entry)}写在里层，它的“阶段”不起作用"
            faults.append(make("Y209", phase.span, message, "把“阶段”写到最外层的步骤上。"))
    return faults
