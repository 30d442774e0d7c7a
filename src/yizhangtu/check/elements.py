"""A guide → diagnostics of missing elements: 办理主体, 操作流程, 时间要求, 监督管理.

In a list the rows may have elements of their own: an element that every row has is not required above, and a row that
names a 流程 has its 操作流程 there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from yizhangtu.check.listing import named, waits
from yizhangtu.model.deadline import TimeLimit
from yizhangtu.model.diagnostics import Diagnostic, Text, make
from yizhangtu.model.guide import Guide, Step, is_none
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.model.notice.notice import Notice

_EXAMPLES = {
    "办理主体": "办理主体: 村民委员会",
    "操作流程": "操作流程: 下面每一步写一个“- 步骤: …”",
    "时间要求": "时间要求: 20个工作日",
    "监督管理": "监督管理: 村务监督委员会全程监督",
}

# What a notice that is hung again each period must have; one without periods needs none.
_OF_NOTICES = frozenset({"办理主体", "监督管理"})

# The reader has already reported why nothing was read from these where they are not empty.
_JUDGED_BY_READER = frozenset({"办理主体", "操作流程"})

# The key of the element in a row of a list, and whether the row has it. A row whose guide is missing counts as having
# it, as the missing guide is reported elsewhere.
_OF_ROWS: dict[str, tuple[str, Callable[[ListRow], bool]]] = {
    "办理主体": ("办理主体", lambda row: bool(row.who) or waits(row)),
    "操作流程": ("流程", lambda row: row.flow is not None),
    "时间要求": ("时限", lambda row: row.when is not None or waits(row)),
    "监督管理": ("监督", lambda row: bool(row.watch) or waits(row)),
}


def check_elements(guide: Guide) -> list[Diagnostic]:
    """Errors for missing elements, warnings for elements that are 无."""
    faults: list[Diagnostic] = []
    rows = guide.body.rows if isinstance(guide.body, Listing) else ()
    for name, texts in _written(guide).items():
        if isinstance(guide.body, Notice) and not (guide.body.per and name in _OF_NOTICES):
            continue
        if not texts and not (name in _JUDGED_BY_READER and name in guide.written):
            key, there = _OF_ROWS[name]
            without = [row for row in rows if not there(row)]
            if not rows or without:
                hint = f"补上“{_EXAMPLES[name]}”；确实没有就写“{name}: 无”。{_or_in_rows(rows, without, key)}"
                faults.append(make("Y130", guide.span, f"缺少四要素里的“{name}”", hint))
        for text in texts:
            if len(texts) == 1 and is_none(text):
                message = f"“{name}”写的是“无”，会照样印出"
                faults.append(make("Y131", text.span, message, "请确认确实没有；有就补上。"))
    return faults


def _or_in_rows(rows: tuple[ListRow, ...], without: list[ListRow], key: str) -> str:
    """The hint that a list may have the element in all of its rows."""
    if not rows:
        return ""
    missing = named(without[0]) + (f"等 {len(without)} 行" if len(without) > 1 else "")
    return f"也可以每一行都写“{key}”，" + (f"{missing}还没有写。" if len(without) < len(rows) else "就不用写在上面。")


def _written(guide: Guide) -> dict[str, tuple[Text, ...]]:
    """The texts of each element; a step without a name has an empty text."""
    limit = guide.deadline
    cases = guide.provisions.cases
    limits = [limit, *(case.deadline for case in cases if all(one.deadline != TimeLimit() for one in cases))]
    deadlines = (one.text for limit in limits for one in (limit.promised, limit.statutory) if one is not None)
    names = (entry.name if isinstance(entry, Step) else Text("并行") for entry in guide.steps)
    return {
        "办理主体": _some(guide.handlers),
        "操作流程": _some((guide.no_steps, *names), keep_empty=True),
        "时间要求": _some((*deadlines, *((limit.note,) if limit.note else ()))),
        "监督管理": _some(text for one in guide.oversight for text in (one.by, one.how, one.phone)),
    }


def _some(texts: Iterable[Text | None], keep_empty: bool = False) -> tuple[Text, ...]:
    return tuple(text for text in texts if text is not None and (keep_empty or text.strip()))
