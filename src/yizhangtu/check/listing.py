"""A list → diagnostics of rows that lack what its 所属清单 requires, and of what does not fit (format.md section 4)."""

from __future__ import annotations

import re
from collections.abc import Callable

from yizhangtu.check.repeats import repeated, same
from yizhangtu.model.deadline import DeadlineKind
from yizhangtu.model.diagnostics import Diagnostic, make
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
    "准入事项": (
        ("责任部门", lambda row: row.department is not None, "责任部门: 县民政局"),
        ("村级职责", lambda row: bool(row.roles), "村级职责: 协调联络"),
    ),
    "三务公开": (("类别", lambda row: row.group is not None, "类别: 村务"), _PUBLISHED, _CHANNELS),
    "服务群众": (_WHEN,),
}


def check_listing(guide: Guide) -> list[Diagnostic]:
    """All diagnostics of the rows of one list."""
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
    found = (((same(row.group), same(row.item)), row.item) for row in body.rows)
    hint = "删去一行，或者在事项里写出区别。"
    return [*faults, *repeated(found, "Y819", "同一类里“{}”写了两次", hint)]


def named(row: ListRow) -> str:
    """The name of a row in messages."""
    return f"第 {row.number} 行“{shortened(row.item.strip(), 20)}”"


def waits(row: ListRow) -> bool:
    """Whether the guide of the row is missing, which is reported elsewhere and explains what else is missing."""
    return row.flow is not None and row.linked is None


def _missing(body: Listing, kind: str) -> list[Diagnostic]:
    """One diagnostic for every row that lacks something."""
    faults: list[Diagnostic] = []
    for row in body.rows:
        missing = [(name, example) for name, there, example in _NEEDS.get(kind, ()) if not there(row)]
        if not missing:
            continue
        names = "".join(f"“{name}”" for name, _ in missing)
        hint = f"{kind}的每一行都要写：{'；'.join(example for _, example in missing)}。"
        if row.channels and any(name == "形式" for name, _ in missing):
            hint += "“形式”里用了的写 ■ 或者不加记号；□ 是没有用的。"
        faults.append(make("Y803", row.item.span or row.span, f"{named(row)}缺少{names}", hint))
    return faults


def _nobody_helps(guide: Guide, body: Listing) -> list[Diagnostic]:
    """帮办代办: of each row, of the list, or of the project."""
    without = [row for row in body.rows if row.assistant is None]
    if guide.assistant is not None or not without:
        return []
    hint = "在清单上面或者辖区文件里写一次“帮办代办: {姓名: 张××, 电话: …}”，就不用每行写。"
    if len(without) == len(body.rows):
        return [make("Y803", guide.span, "服务群众清单缺少“帮办代办”", hint)]
    return [make("Y803", row.item.span or row.span, f"{named(row)}缺少“帮办代办”", hint) for row in without]


def _affairs(body: Listing) -> list[Diagnostic]:
    faults: list[Diagnostic] = []
    for row in body.rows:
        if row.group is not None and row.group.strip() not in AFFAIRS:
            close = nearest(row.group, AFFAIRS)
            hint = f"写{'、'.join(AFFAIRS)}。" if close is None else f"是不是“{close}”？"
            message = f"{named(row)}的类别“{shortened(row.group.strip())}”不是党务、村务、财务"
            faults.append(make("Y804", row.group.span, message, hint))
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
    """One warning for all rows without a guide."""
    without = [row for row in body.rows if row.flow is None]
    if not without:
        return []
    names = "、".join(str(row.number) for row in without[:MOST_NAMED])
    more = f"等 {len(without)} 行" if len(without) > MOST_NAMED else "行"
    message = f"第 {names} {more}没有写“流程”，群众不知道照哪张图办"
    hint = "写上“流程: 定义文件的名字”，如“流程: 高龄津贴申领”。"
    return [make("Y806", without[0].item.span or without[0].span, message, hint)]


def _not_understood(body: Listing) -> list[Diagnostic]:
    hint = "会照样印出，但不能核对。写成“5个工作日”“每季度公开一次”“随时公开”这样就能核对。"
    return [
        make("Y301", row.within.text.span, f"看不懂时限“{shortened(row.within.text)}”", hint)
        for row in body.rows
        if row.within is not None and row.within.kind is DeadlineKind.UNKNOWN
    ]


def _empty_columns(body: Listing) -> list[Diagnostic]:
    """Columns in 栏目 that are empty in all rows."""
    faults: list[Diagnostic] = []
    for name in body.ordered:
        if name in body.columns or not body.rows:
            continue
        close = None if name in STANDARD_COLUMNS else nearest(name, STANDARD_COLUMNS)
        hint = f"是不是“{close}”？" if close else f"在各行写上“{shortened(name)}: …”，或者从“栏目”里删去它。"
        message = f"栏目“{shortened(name)}”没有一行写了内容，不会印出"
        faults.append(make("Y118", name.span, message, hint))
    return faults
