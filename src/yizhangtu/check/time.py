"""A guide and its graph → diagnostics of contradicting and missing deadlines (format.md section 3)."""

from __future__ import annotations

from yizhangtu.check.path import LongestPath, counted_amount, is_excluded, longest_path
from yizhangtu.check.wording import amount_text, place_of, unread_limit
from yizhangtu.flow.cards import is_reader
from yizhangtu.library.blanks import is_blank
from yizhangtu.model.deadline import DeadlineKind, Quantity, TimeLimit
from yizhangtu.model.diagnostics import Diagnostic, Related, make
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Entry, Guide, Parallel, Step


def check_time(guide: Guide, graph: Graph) -> list[Diagnostic]:
    """All diagnostics of deadlines."""
    path = longest_path(guide, graph)
    return [
        *_not_understood(guide, graph),
        *(fault for limit in _limits(guide) for fault in _promise(limit)),
        *_notices(graph),
        *_sum(guide, graph, path),
        *_without(guide, graph, path),
    ]


def _not_understood(guide: Guide, graph: Graph) -> list[Diagnostic]:
    """Deadlines that could not be parsed."""
    own = (one for limit in _limits(guide) for one in (limit.promised, limit.statutory))
    limits = [*own, *(node.entry.within for node in graph.nodes)]
    return [
        make("Y301", limit.text.span, f"看不懂时限“{limit.text[:30]}”", unread_limit(limit.text))
        for limit in limits
        if limit is not None and limit.kind is DeadlineKind.UNKNOWN and not is_blank(limit.text)
    ]


def _limits(guide: Guide) -> tuple[TimeLimit, ...]:
    """时间要求 of the guide and of each 情形."""
    return (guide.deadline, *(case.deadline for case in guide.provisions.cases))


def _promise(limit: TimeLimit) -> list[Diagnostic]:
    """承诺 that is longer than 法定."""
    promised, statutory = limit.promised, limit.statutory
    if promised is None or statutory is None or promised.amount is None or statutory.amount is None:
        return []
    if promised.amount.unit != statutory.amount.unit or promised.amount.value <= statutory.amount.value:
        return []
    message = f"承诺的{amount_text(promised.amount)}比法定的{amount_text(statutory.amount)}长"
    related = (Related(statutory.text.span, "法定时限写在这里"),) if statutory.text.span else ()
    return [make("Y302", promised.text.span, message, "承诺不能超过法定时限，请改短。", related)]


def _notices(graph: Graph) -> list[Diagnostic]:
    """Public notices and announcements with a maximum instead of a minimum."""
    faults: list[Diagnostic] = []
    for node in graph.nodes:
        entry, within = node.entry, node.entry.within
        if not isinstance(entry, Step) or within is None or within.amount is None:
            continue
        if entry.notice is False and entry.announcement is False:
            continue
        if within.kind is DeadlineKind.WITHIN and within.is_maximum and not within.event:
            hint = f"写成“不少于{amount_text(within.amount)}”。"
            message = f"{'公布' if entry.notice is False else '公示'}期“{within.text}”写成了最长期限"
            faults.append(make("Y304", within.text.span, message, hint))
    return faults


def _sum(guide: Guide, graph: Graph, path: LongestPath | None) -> list[Diagnostic]:
    """The sum of the deadlines on the longest path that exceeds 承诺."""
    promised = guide.deadline.promised
    if path is None or promised is None or promised.amount is None or promised.kind is DeadlineKind.AT_LEAST:
        return []
    if promised.amount.unit != path.unit or path.total <= promised.amount.value:
        return []
    total = amount_text(Quantity(path.total, path.unit))
    message = f"最长的一条路各步时限加起来是{total}，超过了承诺的{amount_text(promised.amount)}"
    hint = "改承诺或者各步的时限；有的时间不算在内，就写“不计入”。用 check --explain 可以看这条路。"
    return [make("Y303", promised.text.span, message, hint)]


def _without(guide: Guide, graph: Graph, path: LongestPath | None) -> list[Diagnostic]:
    """One warning for all steps on the longest path without a deadline, except those done by readers of the guide.
    Where the guide itself has no length of time (随时, 按月), there is nothing that they are missing from."""
    limits = (guide.deadline.promised, guide.deadline.statutory)
    if path is None or not any(counted_amount(limit) for limit in limits):
        return []
    missing: list[Entry] = []
    for index in path.nodes:
        entry = graph.nodes[index].entry
        if entry.within is None and not _needs_none(guide, graph, index, entry):
            missing.append(entry)
    if not missing:
        return []
    names = "、".join(f"“{(entry.name or '').strip()[:20]}”" for entry in missing[:6])
    more = f"等 {len(missing)} 步" if len(missing) > 6 else f"共 {len(missing)} 步" if len(missing) > 1 else ""
    message = f"最长的一条路上，步骤{names}{more}没有写时限"
    return [make("Y305", place_of(missing[0]), message, "给它们写上“时限”，如“时限: 5个工作日”“时限: 当场”。")]


def _needs_none(guide: Guide, graph: Graph, index: int, entry: Entry) -> bool:
    if isinstance(entry, Parallel) or is_excluded(guide, entry):
        return True
    if entry.unlimited or not entry.name.strip():
        return True
    by = entry.by or (guide.handlers[0] if guide.handlers else "")
    if is_reader(by.strip(), guide):
        return True
    parent = graph.nodes[index].parent
    while parent is not None:  # the deadline of a 并行 block covers its members
        around = graph.nodes[parent]
        if isinstance(around.entry, Parallel) and around.entry.within is not None:
            return True
        parent = around.parent
    return False
