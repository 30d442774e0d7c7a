"""Sums of a table: the total that it states itself, and the equations of 核对. Decimal arithmetic, exact to the last
digit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from yizhangtu.model.diagnostics import Span
from yizhangtu.model.notice.notice import Balance, Notice
from yizhangtu.model.words import nearest, shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.notice.amounts import decimals, figures, in_yuan, parse_amount
from yizhangtu.read.notice.columns import ReadColumn
from yizhangtu.read.notice.data_table import DataRow, DataTable

_PART = re.compile(r"([+\-=]?)([^+\-=]+)")


def names_of(equation: str) -> list[tuple[str, str]]:
    """(sign, name) of each part of an equation: `上期结余 + 收入 - 支出 = 本期结余`."""
    plain = unicodedata.normalize("NFKC", equation).replace("−", "-").replace("–", "-")
    return [(sign, name.strip()) for sign, name in _PART.findall(plain) if name.strip()]


def balance_names(notice: Notice, table: DataTable) -> set[str]:
    """The names in 核对 that are no column of the data and no entry of 结余: the label of a row, which is then part of
    no sum."""
    given = {name for name, _ in notice.balances}
    found = {name for equation in notice.checks for _, name in names_of(equation)}
    return {name for name in found if name not in given and name not in table.heads}


def report_stated(
    table: DataTable, sums: Sequence[Decimal | None], columns: Sequence[ReadColumn], faults: Faults
) -> None:
    """Y835 where the total row of the data differs from the sum of its column."""
    if table.stated is None:
        return
    for total, column in zip(sums, columns, strict=True):
        cell = table.stated.cells.get(str(column.column.name))
        amount = parse_amount(cell) if cell and cell.strip() else None
        if total is None or amount is None:
            continue
        stated = in_yuan(amount) / column.unit if amount.unit else amount.value
        if stated != total:
            places = max(decimals(stated), decimals(total), column.places)
            message = (
                f"“{shortened(column.column.name)}”的合计写的是 {figures(stated, places)}，"
                f"加起来是 {figures(total, places)}，差 {figures(abs(stated - total), places)}"
            )
            hint = "改合计，或者改写错的那一行；有的行没有算进去，也会不一样。"
            faults.add("Y835", cell.span if cell else None, message, hint)


def balances(
    notice: Notice, table: DataTable, columns: Sequence[ReadColumn], counted: Sequence[bool], named: Faults
) -> tuple[Balance, ...]:
    """The equations of 核对 with their amounts; Y835 for one that does not hold."""
    spans = dict(notice.spans)
    known = _Amounts(notice, table, columns, counted)
    found: list[Balance] = []
    for equation in notice.checks:
        parts = names_of(equation)
        if [sign for sign, _ in parts].count("=") != 1 or len(parts) < 2:
            hint = "写成：上期结余 + 本期收入 - 本期支出 = 本期结余。"
            named.add("Y117", spans.get("核对"), f"“核对”看不懂：{shortened(equation)}", hint)
            continue
        amounts = [known.amount(name, spans.get("核对"), named) for _, name in parts]
        if any(amount is None for amount in amounts):
            continue
        pairs = zip(parts, amounts, strict=True)
        whole = [(sign, name, amount) for (sign, name), amount in pairs if amount is not None]
        _report_unequal(whole, spans.get("核对"), named)
        found.append(Balance(tuple(whole)))
    return tuple(found)


def _report_unequal(parts: Sequence[tuple[str, str, Decimal]], span: Span | None, named: Faults) -> None:
    at = next(number for number, (sign, _, _) in enumerate(parts) if sign == "=")
    left, right = _side(parts[:at]), _side([("", *parts[at][1:]), *parts[at + 1 :]])
    if left != right:
        places = max(decimals(left), decimals(right))
        written = " ".join(f"{sign} {name}".strip() for sign, name, _ in parts)
        message = (
            f"“{shortened(written, 60)}”不相等：左边是 {figures(left, places)}，右边是 {figures(right, places)}，"
            f"差 {figures(abs(left - right), places)}"
        )
        named.add("Y835", span, message, "改数据里写错的数，或者改“结余”“核对”。")


def _side(parts: Sequence[tuple[str, str, Decimal]]) -> Decimal:
    return sum((-amount if sign == "-" else amount for sign, _, amount in parts), Decimal(0))


class _Amounts:
    """What the names in equations stand for, in yuan where they are money."""

    def __init__(
        self, notice: Notice, table: DataTable, columns: Sequence[ReadColumn], counted: Sequence[bool]
    ) -> None:
        self._given = dict(notice.balances)
        self._table = table
        self._columns = {str(column.column.name): column for column in columns}
        self._counted = counted

    def amount(self, name: str, span: Span | None, named: Faults) -> Decimal | None:
        """The amount of a name; None with a diagnostic."""
        written = self._given.get(name, name)
        fixed = parse_amount(written)
        if name in self._given and fixed is not None:
            return in_yuan(fixed)
        if written in self._table.heads:
            return self._of_column(written)
        row = next((one for one in self._table.rows if written in {cell.strip() for cell in one.cells.values()}), None)
        amount = self._of_row(row) if row else None
        if amount is None:
            close = nearest(name, [*self._table.heads, *self._given])
            hint = (f"是不是“{close}”？" if close else "") + f"写栏目的名字，或者在“结余”里写“{name}: 金额”。"
            where = "这一行要有一个金额，而且只有一个" if row else "不是栏目，数据里也没有这一行"
            named.add("Y832", span, f"“核对”里的“{shortened(name)}”{where}", hint)
        return amount

    def _of_column(self, name: str) -> Decimal:
        column = self._columns.get(name)
        if column is not None and any(amount is not None for amount in column.amounts):
            kept = zip(column.amounts, self._counted, strict=True)
            return sum((amount or Decimal(0) for amount, counts in kept if counts), Decimal(0)) * column.unit
        amounts = [parse_amount(row.cells.get(name, "")) for row in self._table.rows]
        pairs = zip(amounts, self._counted, strict=True)
        return sum((in_yuan(one) for one, counts in pairs if one and counts), Decimal(0))

    def _of_row(self, row: DataRow) -> Decimal | None:
        """The only amount of a row in a column of money."""
        place = self._table.rows.index(row)
        found = [
            amount * column.unit for column in self._columns.values()
            if (amount := column.amounts[place]) is not None
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None
