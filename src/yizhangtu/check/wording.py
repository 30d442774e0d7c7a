"""Parts of the model → words for messages, and the place of a diagnostic."""

from __future__ import annotations

import re

from yizhangtu.model.deadline import Deadline, DeadlineKind, Quantity
from yizhangtu.model.diagnostics import Span, span_of
from yizhangtu.model.guide import Entry, Step
from yizhangtu.model.words import shortened
from yizhangtu.read.guide.deadline import leaves_number_open


def place_of(entry: Entry) -> Span:
    """The place of diagnostics of an entry: its name, or its first character."""
    named = span_of(entry.name) if entry.name else None
    return named or Span(entry.span.file, entry.span.line, entry.span.column, entry.span.line, entry.span.column + 1)


def called(entry: Entry, most: int = 30) -> str:
    """The name of an entry in messages."""
    name = shortened((entry.name or "").strip(), most)
    if name:
        return f"步骤“{name}”" if isinstance(entry, Step) else f"并行“{name}”"
    return "这一步" if isinstance(entry, Step) else "这一段并行"


def amount_text(amount: Quantity) -> str:
    """5个工作日, 20日."""
    measure = "个" if amount.unit in ("工作日", "月", "小时") else ""
    return f"{amount.value:g}{measure}{amount.unit}"


def unread_limit(text: str) -> str:
    """The hint for a deadline that is not understood, by what it looks like."""
    if re.search(r"[lIOo]\s*\d*\s*个?(?:工作日|日|天|周|月|小时)", text):
        return "数字里有字母：把 l、I 改成 1，O 改成 0。"
    if re.search(r"^\d+\s*[日天]\s*(?:之|以)?前", text):
        return "写成“每月10日前”；是某件事以前的几天，就写明是什么事，如“开会10日前”。"
    if leaves_number_open(text):
        return "写明几天，如“5个工作日”；定不下来就写“及时”或者“按规定”。会照样印出，但不能核对。"
    return "会照样印出，但不能核对。写成“5个工作日”“不少于5日”“每月10日前”“当场”这样就能核对。"


def yuan(value: float) -> str:
    """5万元, 2000元."""
    if value >= 1e8 and value % 1e6 == 0:
        return f"{value / 1e8:g}亿元"
    return f"{value / 1e4:g}万元" if value >= 1e4 and value % 100 == 0 else f"{value:.10g}元"


def understood(deadline: Deadline) -> str:
    """A deadline as it was parsed, in words."""
    event = f"“{deadline.event}”" if deadline.event else ""
    amount = amount_text(deadline.amount) if deadline.amount else ""
    words = {
        DeadlineKind.WITHIN: f"{event + '起' if event else ''}最长{amount}" if amount else f"在{event}",
        DeadlineKind.AT_LEAST: f"{event + '起' if event else ''}最短{amount}",
        DeadlineKind.BEFORE: f"{event or '事'}前{amount}",
        DeadlineKind.AFTER: f"{event or '事'}后{amount}",
        DeadlineKind.RECURRING: "定期重复",
        DeadlineKind.AT_ONCE: f"{event}当时就办",
        DeadlineKind.VAGUE: "没有写明多久",
        DeadlineKind.ANY_TIME: "随时",
        DeadlineKind.BY_RULE: "按规定或约定",
        DeadlineKind.NONE: "没有时限",
        DeadlineKind.UNKNOWN: "看不懂，不核对",
    }[deadline.kind]
    return words + (f"，可延长{amount_text(deadline.extension)}" if deadline.extension else "")
