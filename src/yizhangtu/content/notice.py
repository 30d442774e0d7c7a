"""A notice → its short texts: how long it hangs, its sums in figures and in words, the way of an objection."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from yizhangtu.content.capitals import BEYOND, capitals
from yizhangtu.model.guide import Guide
from yizhangtu.model.notice.notice import ColumnType, Notice, NoticeTable, Posted
from yizhangtu.read.notice.amounts import decimals, figures

BLANK = "____年__月__日"  # to be filled in by hand
TOTAL, SUBTOTAL, FORWARD, ONWARD = "合计", "小计", "承前页", "过次页"
SEAL, RANK = "盖章处", "名次"


class WayStep(NamedTuple):
    """A step of the way of an objection: its name, and what it says besides."""

    name: str
    detail: str = ""


class InWords(NamedTuple):
    """The sum of a column of money in words; `column` counts from 1."""

    column: int
    label: str
    words: str


def posted_texts(notice: Notice) -> tuple[str, str]:
    """公示期 as a headline, and what is noted below it: 2026-11-05起，至2026-11-12, 不少于7日."""
    posted = notice.posted
    if posted.text:
        return (f"{posted.text}", f"{BLANK}起，至{BLANK}") if notice.per else (str(posted.text), "")
    if posted == Posted() and not notice.per:
        return "", ""
    days = f"{posted.begin or BLANK}起，至{posted.end or BLANK}"
    least = str(posted.at_least or "")
    return days, f"不少于{least}" if least and not least.startswith("不少于") else least


def sum_figures(table: NoticeTable, at: int, value: Decimal) -> str:
    """The sum of a column in figures."""
    return figures(value, table.places[at], table.types[at] is ColumnType.MONEY)


def sums_in_words(table: NoticeTable) -> tuple[InWords, ...]:
    """The sums of the columns of money in the capitals of cheques."""
    money = [at for at, value in enumerate(table.sums) if value is not None and table.types[at] is ColumnType.MONEY]
    found = []
    for at in money:
        value = (table.sums[at] or Decimal(0)) * table.units[at]
        if decimals(value) <= 2 and abs(value) < BEYOND:
            label = f"{plain_head(table.heads[at])}合计（大写）" if len(money) > 1 else "合计（大写）"
            found.append(InWords(at + 1, label, capitals(value)))
    return tuple(found)


def plain_head(head: str) -> str:
    """A head without its unit: 金额（元） is 金额."""
    return head.partition("（")[0].partition("(")[0]


def balance_texts(table: NoticeTable) -> tuple[str, ...]:
    """Each equation with its amounts: 上期结余 1,200.00 + 收入 300.00 - 支出 100.00 = 本期结余 1,400.00."""
    found = []
    for balance in table.balances:
        places = max([0, *(decimals(amount) for _, _, amount in balance.parts)])
        places = max(2, places) if places else 0
        parts = (f"{sign.replace('-', '−')} {name} {figures(amount, places)}" for sign, name, amount in balance.parts)
        found.append(" ".join(parts).strip())
    return tuple(found)


def objection_way(guide: Guide) -> tuple[WayStep, ...]:
    """看榜 → 提出 → 核实答复 → 更正重贴, where the guide has no process of its own, or says whom to turn to."""
    notice = guide.body
    if not isinstance(notice, Notice) or (not notice.per and not any(notice.objections)):
        return ()
    told = notice.objections
    if (guide.steps or guide.no_steps is not None) and not any(told):
        return ()
    watch = next((one for one in guide.oversight if one.by), None)
    phones = [str(one.phone) for one in guide.oversight if one.phone]
    to = str(told.to or (watch.by if watch else "") or "")
    phone = str(told.phone or (watch.phone if watch and watch.phone else "") or (phones[0] if phones else ""))
    whom = "，".join(part for part in (f"向{to}" if to else "", f"电话 {phone}" if phone else "") if part)
    return (
        WayStep("看榜"),
        WayStep("提出", "；".join(part for part in (whom, str(told.within or "")) if part)),
        WayStep("核实答复", str(told.answer or "")),
        WayStep("更正重贴"),
    )
