"""A guide and its graph → lines that explain how it was understood, for `check --explain`."""

from __future__ import annotations

from yizhangtu.check.explain_body import explain_body
from yizhangtu.check.path import counted_amount, is_excluded, longest_path
from yizhangtu.check.wording import amount_text, understood
from yizhangtu.flow.cards import handler_of, is_reader
from yizhangtu.model.deadline import Quantity
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide, Step


def explain(guide: Guide, graph: Graph) -> tuple[str, ...]:
    """Inherited values with their places, the rows of the body, each deadline as understood, and the longest path."""
    return (
        *_inherited(guide),
        *explain_body(guide),
        *_readers(guide, graph),
        *_deadlines(guide, graph),
        *_path(guide, graph),
    )


def _inherited(guide: Guide) -> list[str]:
    """The keys that the project file supplied, with their values."""
    hotline = [one for one in guide.oversight if one.by is None and one.how is None]
    given = [one for one in guide.oversight if one not in hotline or "监督电话" not in guide.inherited]
    oversight = [text for one in given for text in (one.by, one.how, one.phone) if text is not None]
    helper = guide.assistant
    values: dict[str, list[Text | None]] = {
        "监督管理": [text for text in oversight if text.span is not None and text.span.file != guide.file],
        "监督电话": [one.phone for one in hotline],
        "帮办代办": [helper.name, helper.phone, helper.window] if helper else [],
        "发布单位": [guide.publication.issuer],
    }
    lines: list[str] = []
    for key in guide.inherited:
        found = [text for text in values.get(key, []) if text is not None]
        place = next((text.span for text in found if text.span), None)
        where = f"{place.file}:{place.line}" if place else "辖区文件"
        lines.append(f"继承 {key}：{'，'.join(found)}（来自 {where}）")
    return lines or ["继承：没有"]


def _deadlines(guide: Guide, graph: Graph) -> list[str]:
    limit = guide.deadline
    lines = [
        f"{name}“{one.text}”：{understood(one)}"
        for name, one in (("承诺", limit.promised), ("法定", limit.statutory))
        if one is not None
    ]
    if limit.excluded is not None:
        names = [node.entry.name or "" for node in graph.nodes if is_excluded(guide, node.entry)]
        lines.append(f"不计入“{limit.excluded}”：" + ("、".join(names) if names else "没有对应的步骤"))
    for node in graph.nodes:
        if node.entry.within is not None:
            number = f"{node.entry.number} " if isinstance(node.entry, Step) else ""
            name = node.entry.name or "并行"
            lines.append(f"时限 {number}{name}“{node.entry.within.text}”：{understood(node.entry.within)}")
    return lines


def _path(guide: Guide, graph: Graph) -> list[str]:
    """The longest path, step by step, with the deadline of each step."""
    path = longest_path(guide, graph)
    if path is None:
        return []
    parts: list[str] = []
    for index in path.nodes:
        entry = graph.nodes[index].entry
        amount = counted_amount(entry.within)
        note = ""
        if is_excluded(guide, entry) and amount is not None:
            note = f"（{amount_text(amount)}，不计入）"
        elif amount is not None and amount.unit != path.unit:
            note = f"（{amount_text(amount)}，单位不同，不相加）"
        elif amount is not None:
            note = f"（{amount_text(amount)}）"
        parts.append(f"{(entry.name or '并行').strip()}{note}")
    total = amount_text(Quantity(path.total, path.unit)) if path.total else "没有可以相加的时限"
    return [f"最长的一条路：{' → '.join(parts)}", f"合计：{total}"]


def _readers(guide: Guide, graph: Graph) -> list[str]:
    """Who is the reader of the guide, and who is not."""
    handlers = dict.fromkeys(name for node in graph.nodes if (name := handler_of(node.entry, guide)))
    mine = [name for name in handlers if is_reader(name, guide)]
    others = [name for name in handlers if name not in mine]
    if not handlers:
        return []
    hint = "" if mine else "（辖区文件的“读者”里写上，就画成“您来办”）"
    return [f"看图的人（您来办）：{'、'.join(mine) or '没有'}{hint}"] + (
        [f"别的办理人：{'、'.join(others)}"] if others else []
    )
