"""The nodes of a guide → the node of each name, with diagnostics of equal and unknown names."""

from __future__ import annotations

from yizhangtu.model.diagnostics import Diagnostic, Related, Text, make
from yizhangtu.model.graph import Node
from yizhangtu.model.words import nearest, shortened

_RESERVED = frozenset({"下一步", "办结", "next", "end"})
_MOST_COMPARED = 50  # unknown names for which a hint is looked up: looking takes long in a file full of mistakes


class Names:
    """Name → index of its node, the first one where several have the name. `faults` grows as names are looked up."""

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        self.faults: list[Diagnostic] = []
        self._index: dict[str, int] = {}
        self._hints = 0
        for node in nodes:
            self._take(node, nodes)

    def _take(self, node: Node, nodes: tuple[Node, ...]) -> None:
        written = node.entry.name
        if written is None or not written.strip():
            return
        name = written.strip()
        if name in self._index:
            first = nodes[self._index[name]].entry.name
            place = getattr(first, "span", None)
            related = (Related(place, "第一次写在这里"),) if place else ()
            message = f"步骤“{shortened(name)}”重名"
            hint = "把其中一个改名，如在后面加上办理人或“（二）”。"
            self.faults.append(make("Y201", written.span, message, hint, related))
            return
        self._index[name] = node.index
        if name in _RESERVED:
            message = f"步骤名“{name}”和固定用词相同，写在去处里不会指这一步"
            hint = "换一个名字，如“办结归档”。"
            self.faults.append(make("Y210", written.span, message, hint))

    def find(self, wanted: Text, node: Node, again: bool = False) -> int | None:
        """The node that a reference in `node` names; None, with a diagnostic, where there is none, or where the node
        names itself and may not do so (`again`)."""
        name = wanted.strip()
        found = self._index.get(name)
        own = (node.entry.name or "").strip()
        who = f"步骤“{shortened(own)}”" if own else "这里"
        if found is None:
            self._hints += 1
            close = nearest(name, self._index) if self._hints <= _MOST_COMPARED else None
            hint = f"是不是“{shortened(close)}”？" if close else "写本图里的步骤名，或者“下一步”“办结”。"
            self.faults.append(make("Y203", wanted.span, f"{who}引用了不存在的步骤“{shortened(name)}”", hint))
        elif found == node.index and not again:
            hint = "改成别的步骤；每月、每年从头再来的写“循环”，结果不好要再来一次的写在“判断”里。"
            self.faults.append(make("Y202", wanted.span, f"{who}的去处是它自己", hint))
            return None
        return found
