"""A table and 栏目 → the columns that are printed: their types, their amounts, and the amounts that cannot be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from yizhangtu.model.diagnostics import Text
from yizhangtu.model.notice.notice import NUMERIC, ColumnType, NoticeColumn
from yizhangtu.model.words import shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.notice.amounts import LARGEST, NOTHING, ParsedAmount, decimals, figures, parse_amount
from yizhangtu.read.notice.data_table import NOT_SHOWN, DataTable
from yizhangtu.read.notice.masking import type_of
from yizhangtu.read.notice.personal import personal_numbers, without_numbers
from yizhangtu.style.notice_words import NoticeWords

MYRIAD = 10_000
UNSURE = 0.5  # of the filled cells of a column that only its head calls one of numbers: with fewer numbers it is text
_TIMES = {"万元": MYRIAD, "万": MYRIAD, "亿元": MYRIAD * MYRIAD, "元": 1}


class ReadColumn(NamedTuple):
    """A column as it was read: its head, its type, and for each row its amount (None for no number) and its printed
    text. `unit` is 10000 where amounts are in 万元, `places` how many decimals they have."""

    column: NoticeColumn
    head: Text
    type: ColumnType
    amounts: tuple[Decimal | None, ...]
    texts: tuple[Text, ...]
    unit: int = 1
    places: int = 0
    total: bool = False


def read_columns(
    columns: Sequence[NoticeColumn], table: DataTable, words: NoticeWords, faults: Faults
) -> list[ReadColumn]:
    """All columns of 栏目 that the table has, with a diagnostic for each cell that is not what it must be."""
    found = [_Reader(column, table, words, faults).column() for column in columns if str(column.name) in table.heads]
    places = max([0, *(column.places for column in found if column.type is ColumnType.MONEY)])
    return [_in_figures(column, max(2, places) if places else 0) for column in found]


def _in_figures(column: ReadColumn, places: int) -> ReadColumn:
    """A column of money with as many decimals as all of them."""
    if column.type is not ColumnType.MONEY:
        return column
    texts = tuple(
        cell if value is None else Text(figures(value, places), cell.span)
        for cell, value in zip(column.texts, column.amounts, strict=True)
    )
    return column._replace(texts=texts, places=places)


class _Reader:
    """Reads one column."""

    def __init__(self, column: NoticeColumn, table: DataTable, words: NoticeWords, faults: Faults) -> None:
        self._column, self._table, self._words, self._faults = column, table, words, faults
        name = str(column.name)
        self._cells = [row.cells.get(name, Text("")) for row in table.rows]
        self._amounts = [None if cell.strip() in NOTHING else parse_amount(cell) for cell in self._cells]
        self._unvalued = {row for row, head in table.unvalued if head == name}
        self._unit = MYRIAD if "万元" in f"{column.label}{name}" else 1

    def column(self) -> ReadColumn:
        """The column with what is wrong in it reported."""
        type_ = self._type()
        broken = [self._broken(at) for at in range(len(self._cells))]
        total = self._column.total
        total = type_ is ColumnType.MONEY if total is None else total
        if type_ not in NUMERIC:
            texts = tuple(self._cells)
            return ReadColumn(self._column, self._column.label, type_, (None,) * len(texts), texts)
        values = [None if broken[at] else self._value(at, type_) for at in range(len(self._cells))]
        places = max([0, *(decimals(value) for value in values if value is not None)])
        if type_ is not ColumnType.MONEY:
            texts = tuple(Text(unicodedata.normalize("NFKC", cell), cell.span) for cell in self._cells)
            return ReadColumn(self._column, self._column.label, type_, tuple(values), texts, 1, places, total)
        texts = tuple(self._cells)
        return ReadColumn(self._column, self._head(), type_, tuple(values), texts, self._unit, places, total)

    def _type(self) -> ColumnType:
        """The type that is written; else that of the head, unless the cells are no numbers."""
        if self._column.type:
            return self._column.type
        found = type_of(f"{self._column.label}{self._column.name}", self._words)
        if found in NUMERIC and not self._column.total:
            filled = [at for at, cell in enumerate(map(str.strip, self._cells)) if not _says_nothing(cell)]
            if sum(self._amounts[at] is not None for at in filled) < UNSURE * len(filled):
                return ColumnType.TEXT
        if found is ColumnType.TEXT and all(self._is_plain_number(at) for at in range(len(self._cells))):
            return ColumnType.NUMBER if any(self._amounts) else found
        return found

    def _is_plain_number(self, at: int) -> bool:
        """Whether a cell is a number without a unit, or empty."""
        amount = self._amounts[at]
        return self._cells[at].strip() in NOTHING or (amount is not None and not amount.unit)

    def _head(self) -> Text:
        """The head of a column of money, with its unit."""
        label = self._column.label
        return label if "元" in label else Text(f"{label}（{'万元' if self._unit > 1 else '元'}）", label.span)

    def _broken(self, at: int) -> bool:
        """Whether a cell shows no content, with a diagnostic."""
        cell = self._cells[at]
        number = self._table.rows[at].number
        if not cell.strip() and number in self._unvalued:
            message = f"“{shortened(self._column.name)}”的公式没有算出来的结果"
            hint = "用 Excel 或 WPS 打开，保存一次，公式就有结果了；或者复制，选择性粘贴成“数值”。"
        elif NOT_SHOWN.fullmatch(cell.strip()):
            shown = shortened(without_numbers(cell.strip()))
            message = f"“{shortened(self._column.name)}”写的是“{shown}”，不是真正的内容"
            hint = "在 Excel 里看看这一格。是号码的：Excel 已经丢了后几位，先把整列设为“文本”，照原件重新填写。"
        else:
            return False
        self._faults.add("Y838", cell.span, message, hint)
        return True

    def _value(self, at: int, type_: ColumnType) -> Decimal | None:
        """The amount of a cell in the unit of its column."""
        cell, amount = self._cells[at], self._amounts[at]
        if cell.strip() in NOTHING or personal_numbers(cell):  # a person's number is reported elsewhere
            return None
        name = shortened(self._column.name)
        if amount is None:
            shown = shortened(without_numbers(cell.strip()))
            hint = "只写一个数，如 1234.50；确实不是数的栏，在“栏目”里写“类型: 文字”。"
            self._faults.add("Y838", cell.span, f"“{name}”写的是“{shown}”，不是一个数", hint)
            return None
        value = amount.value
        if type_ is ColumnType.MONEY:
            value = self._money(cell, amount)
            if value < 0 and any(word in name for word in self._words.income):
                message = f"“{name}”写的是负数 {figures(value, decimals(value))}"
                self._faults.add("Y838", cell.span, message, "收入不写负数：退款、冲账写在支出里，或者在“备注”里说明。")
        return value

    def _money(self, cell: Text, amount: ParsedAmount) -> Decimal:
        name = shortened(self._column.name)
        unit = _TIMES.get(amount.unit, self._unit)
        yuan = amount.value * unit
        if abs(yuan) >= LARGEST:
            message = f"“{name}”的数太大了，不像金额"
            self._faults.add("Y838", cell.span, message, "看看是不是把卡号、证件号填到了这一栏。")
        elif decimals(yuan) > 2:
            message = f"“{name}”写的是 {shortened(without_numbers(cell.strip()))}，比分还小"
            self._faults.add("Y838", cell.span, message, "金额最多写到分：两位小数。")
        return yuan / self._unit


def _says_nothing(cell: str) -> bool:
    """Whether a cell is no sign of what its column holds: empty, or #N/A and the like."""
    return cell in NOTHING or NOT_SHOWN.fullmatch(cell) is not None
