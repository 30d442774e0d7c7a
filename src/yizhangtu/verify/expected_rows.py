"""A guide → the cells of its tables: rows of a list, items of points, standards of conduct, each with its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from yizhangtu.model.conduct import Conduct
from yizhangtu.model.diagnostics import Span
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.model.notice.notice import Notice, NoticeTable
from yizhangtu.model.points import Points
from yizhangtu.verify.expected_texts import ExpectedText, expected_text
from yizhangtu.verify.letters import folded

CHANNEL = "形式"  # may be ticks in columns, which are no letters
UNSTATED = (CHANNEL, "公开形式")


class ExpectedCell(NamedTuple):
    """A cell: the column in the name of its element, its texts, and a regular expression for what else it may have."""

    column: str
    texts: tuple[ExpectedText, ...]
    what: str
    extra: str = ""


class ExpectedRow(NamedTuple):
    """A row: its number in the names of its elements, its cells, and how messages call it."""

    number: int
    cells: tuple[ExpectedCell, ...]
    label: str
    span: Span | None


def expected_rows(guide: Guide) -> tuple[ExpectedRow, ...]:
    """All rows in the order written."""
    match guide.body:
        case Listing() as listing:
            return tuple(_row(listing, one) for one in listing.rows)
        case Points() as points:
            return tuple(_awards(points))
        case Conduct() as conduct:
            return tuple(_standards(conduct))
        case Notice(table=NoticeTable() as table):
            return tuple(_notice_rows(table))
    return ()


def expected_goods(guide: Guide) -> tuple[ExpectedRow, ...]:
    """兑换 and 等级 of points; their elements are `good-N` and `tier-N`."""
    if not isinstance(guide.body, Points):
        return ()
    return tuple(_goods(guide.body))


def _row(listing: Listing, one: ListRow) -> ExpectedRow:
    span = one.item.span or one.span
    cells = [ExpectedCell("number", (ExpectedText(str(one.number), str(one.number), span, "编号"),), "编号")]
    for number, column in enumerate(listing.columns, 1):
        texts = tuple(_texts(one, column))
        unused = [folded(channel.name) for channel in one.channels if not channel.chosen] if column == CHANNEL else []
        if texts:
            head = listing.head(column)
            extra = "|".join([f"{re.escape(head)}：", "[、；。（）■□]", *map(re.escape, unused)])
            cells.append(ExpectedCell(f"column-{number}", texts, head, extra))
    if one.linked:
        shown = [text for text in (one.linked.number, f"{one.linked.page}页" if one.linked.page else "") if text]
        texts = tuple(expected_text(text, one.flow, "看图") for text in shown)
        cells.append(ExpectedCell("guide", texts, "看图", "有图"))
    return ExpectedRow(one.number, tuple(cells), f"第{one.number}项“{one.item}”", span)


def _notice_rows(table: NoticeTable) -> Iterator[ExpectedRow]:
    """Every row of a notice with every cell that is not empty."""
    for row in table.rows:
        cells = [
            ExpectedCell(f"column-{at}", (expected_text(str(cell), cell, str(head)),), str(head))
            for at, (head, cell) in enumerate(zip(table.heads, row.cells, strict=True), 1)
            if folded(cell)
        ]
        if row.rank:
            cells.append(ExpectedCell("rank", (expected_text(row.rank, None, "名次"),), "名次", "名次"))
        if cells:
            yield ExpectedRow(row.number, tuple(cells), f"第{row.number}行", row.cells[0].span)


def _texts(one: ListRow, column: str) -> Iterator[ExpectedText]:
    """The texts of a cell, each with its place."""
    values: tuple[object, ...]
    match column:
        case "事项":
            values = (one.item,)
        case "办理主体":
            values = one.who
        case "责任部门":
            values = (one.department,)
        case "村级职责":
            values = one.roles
        case "时限":
            values = (one.when.text,) if one.when else ()
        case "监督":
            values = one.watch
        case "帮办代办":
            who = one.assistant
            values = (who.name, who.phone, who.window) if who else ()
        case "依据":
            values = one.basis
        case "形式":
            values = tuple(channel.name for channel in one.channels if channel.chosen)
        case "备注":
            values = (one.note,)
        case _:
            values = tuple(text for name, text in one.further if name == column)
    return (expected_text(str(value).rstrip("；;。"), value, column) for value in values if value)


def _awards(points: Points) -> Iterator[ExpectedRow]:
    """加分, then 扣分."""
    number = 0
    for group in (*points.rewards, *points.penalties):
        for one in group.awards:
            number += 1
            cells = [ExpectedCell("item", (expected_text(str(one.item), one.item, "内容"),), "内容")]
            if one.score:
                shown = f"{one.score.shown}{one.score.unit}"
                cells.append(ExpectedCell("points", (expected_text(shown, one.score.text, "分值"),), "分值"))
            texts = [expected_text(str(text), text, "备注") for text in (one.cap, one.evidence, one.note) if text]
            if texts:
                cap = f"|{re.escape(folded(group.cap))}" if group.cap else ""
                cells.append(ExpectedCell("remarks", tuple(texts), "备注", f"上限：|认定：|[；。，]{cap}"))
            yield ExpectedRow(number, tuple(cells), f"“{one.item}”", one.item.span)


def _goods(points: Points) -> Iterator[ExpectedRow]:
    for number, one in enumerate(points.exchange, 1):
        cells = [ExpectedCell("name", (expected_text(str(one.good), one.good, "物品"),), "物品")]
        if one.points:
            cells.append(ExpectedCell("points", (expected_text(str(one.points), one.points, "分值"),), "分值", "分"))
        if one.note:
            cells.append(ExpectedCell("note", (expected_text(str(one.note), one.note, "备注"),), "备注"))
        yield ExpectedRow(number, tuple(cells), f"“{one.good}”", one.good.span)


def _standards(conduct: Conduct) -> Iterator[ExpectedRow]:
    """One row for each standard."""
    for number, one in enumerate(conduct.standards, 1):
        limits = [
            expected_text(f"{limit.before}{limit.number}{limit.after}", limit.text, "标准") for _, limit in one.says
        ]
        limits += [expected_text(str(one.note), one.note, "说明")] if one.note else []
        cells = (
            ExpectedCell("item", (expected_text(str(one.item), one.item, "项目"),), "项目"),
            ExpectedCell("limit", tuple(limits), "标准", "[城乡，]"),
        )
        where = f"{one.occasion}，" if one.occasion else ""
        yield ExpectedRow(number, cells if limits else cells[:1], f"“{where}{one.item}”", one.item.span)
