"""The body of a guide of kind 公示 (governance.md section 12): what its definition says, and the tables made by it."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from yizhangtu.model.diagnostics import Span, Text

PERIODS = ("月", "季", "半年", "年", "批")


class ColumnType(StrEnum):
    """What the cells of a column are: decides how they are masked, aligned and summed."""

    PERSON = "人名"
    ID = "证件号"
    PHONE = "电话"
    ACCOUNT = "卡号"
    ADDRESS = "地址"
    HEALTH = "健康"
    MONEY = "金额"
    NUMBER = "数"
    POINTS = "分"
    DATE = "日期"
    TEXT = "文字"


NUMERIC = (ColumnType.MONEY, ColumnType.NUMBER, ColumnType.POINTS)


class Mask(StrEnum):
    """脱敏: how much of a cell is printed."""

    WHOLE = "原样"
    SURNAME = "姓"
    GROUP = "小组"
    LAST4 = "末四"
    ENDS = "前六后四"
    NONE = "不印"


class NoticeColumn(NamedTuple):
    """One of 栏目. `name` is the column of the data, `label` its printed head. `type` and `mask` are None where they
    are not written: then the head decides the type, type and medium the mask. `total`: whether it is summed;
    None where that is not written: money is."""

    name: Text
    label: Text
    type: ColumnType | None = None
    mask: Mask | None = None
    total: bool | None = None


class Take(NamedTuple):
    """取 of a board: the first or last rows, or those at or beyond a number of the column that the rows are sorted by.
    `how` is one of 前, 后, ≥, ≤, >, <."""

    how: str
    number: Decimal


class NoticeBoard(NamedTuple):
    """One of 榜. Without 取 it has the rows whose 分组 is its name."""

    name: Text
    take: Take | None = None
    mask: Mask | None = None


class Posted(NamedTuple):
    """公示期: a text, or the days from which and to which it hangs, and how long it must hang at least."""

    text: Text | None = None
    begin: Text | None = None
    end: Text | None = None
    at_least: Text | None = None


class Objections(NamedTuple):
    """异议: to whom, by which phone, within what time, and until when there is an answer."""

    to: Text | None = None
    phone: Text | None = None
    within: Text | None = None
    answer: Text | None = None


class DataSource(NamedTuple):
    """数据: a file beside the project file, with its sheet and the row of its column names; or rows in the definition,
    each as (column, cell). `needs_village`: the name of the file holds values of a village."""

    file: str = ""
    sheet: str = ""
    head: int = 0
    rows: tuple[tuple[tuple[str, Text], ...], ...] = ()
    span: Span | None = None
    needs_village: bool = False


class NoticeRow(NamedTuple):
    """A printed row: its number from 1, its cells, and the amounts of those that are numbers. `rank` is its place in
    the order of 排序 ("" for none)."""

    number: int
    cells: tuple[Text, ...]
    amounts: tuple[Decimal | None, ...]
    rank: str = ""
    counted: bool = True  # False: a balance within the table, which is part of no sum


class NoticeSection(NamedTuple):
    """Rows under one heading: a group with its sub-totals, a board, or all rows. `tone` is honour or blame for a board,
    "" for others; `sums` are None where there are no sub-totals."""

    name: Text
    rows: tuple[NoticeRow, ...]
    tone: str = ""
    sums: tuple[Decimal | None, ...] = ()


class Balance(NamedTuple):
    """One equation of 核对 as it is printed: (sign, name, amount) of each part, the last one after the equals sign."""

    parts: tuple[tuple[str, str, Decimal], ...]


class PeriodSums(NamedTuple):
    """Income and spending of a period, for a line; `label` is short: 10月."""

    label: str
    income: Decimal
    expense: Decimal


class NoticeTable(NamedTuple):
    """What is printed of the data on walls, or in networks. `heads` and `types` are those of the columns; `places` how
    many decimals their amounts have; `sums` the totals of columns that have one; `units` 10000 where the amounts of a
    column are in 万元, else 1. `ranked_by`, `income` and `expense` are indices of columns, -1 for none; `history` the
    periods up to this one, None for one without data. `superiors`: for each row the number of the row above it, 0 for
    none; () where they form no tree."""

    heads: tuple[Text, ...]
    types: tuple[ColumnType, ...]
    places: tuple[int, ...]
    units: tuple[int, ...]
    sections: tuple[NoticeSection, ...]
    sums: tuple[Decimal | None, ...]
    balances: tuple[Balance, ...] = ()
    ranked: bool = False
    ranked_by: int = -1
    income: int = -1
    expense: int = -1
    history: tuple[PeriodSums | None, ...] = ()
    superiors: tuple[int, ...] = ()

    @property
    def rows(self) -> tuple[NoticeRow, ...]:
        """All rows in the order printed."""
        return tuple(row for section in self.sections for row in section.rows)


class MaskCount(NamedTuple):
    """How many cells of a type were printed whole, masked, or left out."""

    type: ColumnType
    mask: Mask
    cells: int


class Notice(NamedTuple):
    """公示. `table` is what is printed on a wall, None where there is no data (yet): then there is no sheet.
    `net_table` is what a medium of a network shows instead. `period` is the period as it is printed,
    `period_code` as it stands in names of files."""

    columns: tuple[NoticeColumn, ...] = ()
    source: DataSource | None = None
    per: str = ""  # 期
    group_by: str = ""
    sort_by: str = ""
    checks: tuple[str, ...] = ()
    balances: tuple[tuple[str, str], ...] = ()
    boards: tuple[NoticeBoard, ...] = ()
    posted: Posted = Posted()
    objections: Objections = Objections()
    signed_by: tuple[Text, ...] = ()
    period: str = ""
    period_code: str = ""
    village: str = ""
    table: NoticeTable | None = None
    net_table: NoticeTable | None = None
    counts: tuple[MaskCount, ...] = ()
    levels: bool = False  # 层级: the groups are levels of an organisation
    superior: str = ""  # 上级: the column that names the row above each row
    spans: tuple[tuple[str, Span], ...] = ()  # of keys, for messages
