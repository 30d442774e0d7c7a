"""A list → diagnostics of rows that lack what its 所属清单 requires, and of what does not fit (format.md section 4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from yizhangtu.check.repeats import repeated, same
from yizhangtu.check.wording import unread_limit
from yizhangtu.library.blanks import is_blank
from yizhangtu.model.deadline import DeadlineKind
from yizhangtu.model.diagnostics import Diagnostic, Span, make, span_of
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import AFFAIRS, ROLES, STANDARD_COLUMNS, Listing, ListRow
from yizhangtu.model.words import nearest, shortened

MOST_NAMED = 6  # rows that one message names

# A key that every row of a list must have, the test for it, and an example.
_Need = tuple[str, Callable[[ListRow], bool], str]
_WHO: _Need = ("办理主体", lambda row: bool(row.who) or waits(row), "办理主体: 村委会")
_WHEN: _Need = ("时限", lambda row: row.when is not None or waits(row), "时限: 5个工作日")
_PUBLISHED: _Need = ("时限", lambda row: row.when is not None or waits(row), "时限: 每季度公开一次")
_CHANNELS: _Need = ("形式", lambda row: any(one.chosen for one in row.channels), "形式: [公开栏, 微信群]")
_NEEDS: dict[str, tuple[_Need, ...]] = {
    "主体责任": (_WHO,),
    "小微权力": (_WHO,),
    "准入事项": (
        ("责任部门", lambda row: row.department is not None, "责任部门: 县民政局"),
        ("村级职责", lambda row: bool(row.roles), "村级职责: 协调联络"),
    ),
    "三务公开": (("类别", lambda row: row.group is not None, "类别: 村务"), _PUBLISHED, _CHANNELS),
    "依法出具证明": (("依据", lambda row: bool(row.basis), "依据: 《…》第…条"),),
    "服务群众": (_WHEN,),
}


def check_listing(guide: Guide) -> list[Diagnostic]:
    """All diagnostics of the rows of one list. What rows lack is told once for each key, with the rows."""
    body = guide.body
    if not isinstance(body, Listing):
        return []
    kind = str(guide.list_name or "")
    faults = [*_missing(body, kind), *_not_understood(body), *_empty_columns(body)]
    if kind == "三务公开":
        faults += _affairs(body)
    if kind == "准入事项":
        faults += _roles(body)
    if kind == "服务群众":
        faults += [*_nobody_helps(guide, body), *_without_flow(body)]
    found = ((_cells(row), row.item) for row in body.rows)
    return [*faults, *repeated(found, "Y819", "“{}”写了两行，各栏都一样", "删去一行，或者写出区别。")]


def _cells(row: ListRow) -> tuple[str, ...]:
    """Everything that is written in a row: rows of one name may be different people or things."""
    limit, helper = row.within, row.assistant
    lists = (row.handlers, row.oversight, row.basis, row.roles, row.keywords)
    single = (row.group, row.item, limit and limit.text, row.flow, row.department, row.note)
    return (
        *(same(text) for text in single),
        *(same("\n".join(texts)) for texts in lists),
        *(same(text) for text in (helper or ())),
        *(f"{channel.chosen}{same(channel.name)}" for channel in row.channels),
        *(f"{name}：{same(text)}" for name, text in row.further),
    )


def named(row: ListRow) -> str:
    """The name of a row in messages."""
    return f"第 {row.number} 行“{shortened(row.item.strip(), 20)}”"


def waits(row: ListRow) -> bool:
    """Whether the guide of the row is missing, which is reported elsewhere and explains what else is missing."""
    return row.flow is not None and row.linked is None


def rows_named(rows: Sequence[ListRow]) -> str:
    """Rows in messages: one by its name, several by their numbers."""
    if len(rows) == 1:
        return named(rows[0])
    numbers = "、".join(str(row.number) for row in rows[:MOST_NAMED])
    return f"第 {numbers} {f'等 {len(rows)} 行' if len(rows) > MOST_NAMED else '行'}"


def _place(row: ListRow) -> Span:
    return row.item.span or row.span


def _missing(body: Listing, kind: str) -> list[Diagnostic]:
    """One diagnostic for every key that rows of this list should have, with the rows without it."""
    faults: list[Diagnostic] = []
    for name, there, example in _NEEDS.get(kind, ()):
        without = [row for row in body.rows if not there(row)]
        if not without:
            continue
        hint = f"{kind}清单的每一行要写“{name}”，如“{example}”；确实没有就不用改，照样制作。"
        if name == "形式" and any(row.channels for row in without):
            hint += "“形式”里用了的写 ■ 或者不加记号；□ 是没有用的。"
        faults.append(make("Y803", _place(without[0]), f"{rows_named(without)}没有写“{name}”", hint))
    return faults


def _nobody_helps(guide: Guide, body: Listing) -> list[Diagnostic]:
    """帮办代办: of each row, of the list, or of the project."""
    without = [row for row in body.rows if row.assistant is None]
    if guide.assistant is not None or not without:
        return []
    hint = "在清单上面或者辖区文件里写一次“帮办代办: {姓名: 张××, 电话: …}”，就不用每行写。"
    if len(without) == len(body.rows):
        return [make("Y803", guide.span, "服务群众清单没有写“帮办代办”", hint)]
    return [make("Y803", _place(without[0]), f"{rows_named(without)}没有写“帮办代办”", hint)]


def _affairs(body: Listing) -> list[Diagnostic]:
    """One diagnostic for all rows of other classes; one for every class that is nearly the name of another."""
    others = [row for row in body.rows if row.group is not None and row.group.strip() not in AFFAIRS]
    misspelt = [row for row in others if len((row.group or "").strip()) == 2 and nearest(row.group or "", AFFAIRS)]
    faults: list[Diagnostic] = []
    for row in misspelt:
        message = f"{named(row)}的类别“{(row.group or '').strip()}”不是党务、村务、财务，会照样印出"
        hint = f"是不是“{nearest(row.group or '', AFFAIRS)}”？确有别的类别就不用改。"
        faults.append(make("Y804", span_of(row.group), message, hint))
    rest = [row for row in others if row not in misspelt]
    if rest:
        classes = "、".join(
            f"“{shortened(str(name).strip(), 12)}”" for name in dict.fromkeys(row.group for row in rest)
        )
        message = f"{rows_named(rest)}的类别{shortened(classes, 60)}不是党务、村务、财务，会照样印出"
        faults.append(make("Y804", span_of(rest[0].group), message, f"一般写{'、'.join(AFFAIRS)}；确有别的就不用改。"))
    return faults


def _roles(body: Listing) -> list[Diagnostic]:
    faults: list[Diagnostic] = []
    for row in body.rows:
        for text in row.roles:
            other = [word for word in re.split(r"[、，,；;/\s]+", text.strip()) if word and word not in ROLES]
            if other:
                message = f"{named(row)}的村级职责“{shortened(other[0])}”不在规定的四种里"
                hint = f"一般写{'、'.join(ROLES)}；确有别的就不用改，会照样印出。"
                faults.append(make("Y805", text.span, message, hint))
    return faults


def _without_flow(body: Listing) -> list[Diagnostic]:
    """One warning for all rows without a guide. A table with columns of its own (a duty roster) lists no services."""
    without = [row for row in body.rows if row.flow is None]
    if not without or (len(without) == len(body.rows) and any(row.further for row in body.rows)):
        return []
    hint = "写上“流程: 定义文件的名字”，如“流程: 高龄津贴申领”。"
    return [make("Y806", _place(without[0]), f"{rows_named(without)}没有写“流程”，群众不知道照哪张图办", hint)]


def _not_understood(body: Listing) -> list[Diagnostic]:
    return [
        make("Y301", row.within.text.span, f"看不懂时限“{shortened(row.within.text)}”", unread_limit(row.within.text))
        for row in body.rows
        if row.within is not None and row.within.kind is DeadlineKind.UNKNOWN and not is_blank(row.within.text)
    ]


def _empty_columns(body: Listing) -> list[Diagnostic]:
    """Columns in 栏目 that are empty in all rows."""
    faults: list[Diagnostic] = []
    for name in body.ordered:
        if name in body.columns or not body.rows or name in body.table_rows.filled:
            continue
        close = None if name in STANDARD_COLUMNS else nearest(name, STANDARD_COLUMNS)
        hint = f"是不是“{close}”？" if close else f"在各行写上“{shortened(name)}: …”，或者从“栏目”里删去它。"
        message = f"栏目“{shortened(name)}”没有一行写了内容，不会印出"
        faults.append(make("Y118", name.span, message, hint))
    return faults
