"""Bytes of a village table (.csv, .xlsx) → the villages: one for each row below that of the column names.

A place in a table is row and column as a spreadsheet counts them.
"""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from yizhangtu.model.diagnostics import Related, Span, Text
from yizhangtu.model.project import Village
from yizhangtu.model.words import nearest, shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.guide.villages import Register
from yizhangtu.read.result import ReadVillages
from yizhangtu.read.schema.key import Key
from yizhangtu.read.schema.project_keys import VILLAGE
from yizhangtu.read.tables.csv_table import rows_of_csv
from yizhangtu.read.tables.table import MOST_COLUMNS, Row
from yizhangtu.read.tables.village_sheet import rows_of_sheets
from yizhangtu.read.tables.workbook import sheets_of_workbook
from yizhangtu.read.yaml.characters import refuse_in_cell, without_selectors
from yizhangtu.read.yaml.scan import LONGEST, too_long

NAME, CODE = "村名", "编码"
LONGEST_NAME = 200  # characters of a column's name that is looked at closely
LOOKED_THROUGH = 10  # rows in which the column names are looked for, below a title
MOST_LEFT_OUT = 5  # rows that are no villages, each with a message of its own

_NOT_SHOWN = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|#{3,}|[+-]?\d(?:\.\d+)?E\+\d+", re.IGNORECASE
)
_ODD = re.compile("[#+\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # of the signs that can be printed
_NO_VILLAGE = re.compile(
    r"[（(【]?(?:[合总小共累]计|总数|(?:填表|制表|填报|审核|审批|负责|经办|联系)人|填表单位|(?:填表|制表|填报|更新)?日期|注|备注|说明"
    r"|填[表写]说明|必填|选填|示例|样例|例如?|列名|序号|以下空白)(?:[）)】]|[：:].*)?|[（(].*(?:必填|选填|填写|\d+位).*[）)]"
)
_COLUMN_NAME = re.compile(
    r".{0,8}(?:名|名称|编码|编号|序号|号码|电话|户数|人数|人口|面积|地址|单位|职务|时间|日期|备注|金额|合计|数)"
)
_LINE_END = re.compile("\r\n?")
_BLANK_IN_CHINESE = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])|\s*[\r\n]+\s*")


def read_villages(data: bytes, file: str) -> ReadVillages:
    """The villages of a table, as if the project file listed them, and the diagnostics."""
    faults = Faults(file)
    collecting = gc.isenabled()
    gc.disable()  # the search for cycles takes half of the time for a large table, and there are none
    try:
        return ReadVillages(_villages(data, faults), faults.sorted())
    finally:
        if collecting:
            gc.enable()


def _villages(data: bytes, faults: Faults) -> tuple[Village, ...]:
    is_workbook = faults.file.lower().endswith(".xlsx")
    rows: list[Row] | None = []
    if is_workbook and data:
        sheets = sheets_of_workbook(data, faults)
        rows = None if sheets is None else rows_of_sheets(sheets, _is_head, faults)
    elif data.strip(b"\xef\xbb\xbf \t\r\n,;"):
        rows = rows_of_csv(data, _is_head, faults)
    if rows:
        return _Reader(rows[0], faults).villages(rows[1:]) if _sound_head(rows, faults) else ()
    if rows is not None and not len(faults):
        faults.add("Y103", None, "村庄表是空的", "第一行写列名（村名、编码等），从第二行起一行一个村。")
    return ()


def _column(cell: str) -> str:
    """The name of a column: without blanks and line breaks that are only layout (村　名)."""
    written = cell.strip()
    if len(written) <= LONGEST_NAME:  # bounds the time of the search
        written = _BLANK_IN_CHINESE.sub("", written)
    key = VILLAGE.find(written)
    return written if key is None else key.name


def _is_head(cells: Sequence[str]) -> bool:
    """Whether a row has the column names."""
    return any(_column(cell) == NAME for cell in cells)


def _sound_head(rows: Sequence[Row], faults: Faults) -> bool:
    """Whether the first row has the column names; reports where it has not."""
    first = rows[0]
    if len(first.cells) > MOST_COLUMNS and any(map(str.strip, first.cells[MOST_COLUMNS:])):
        faults.add(
            "Y710", faults.at(first.number, MOST_COLUMNS + 1), f"村庄表超过了 {MOST_COLUMNS} 列", "只留要用的列。"
        )
        return False
    if _is_head(first.cells):
        return True
    lower = next((row for row in rows[1:LOOKED_THROUGH] if _is_head(row.cells)), None)
    written = [_column(cell) for cell in first.cells]
    names = [name for name in written if name]
    close = next((name for name in names if name in VILLAGE.by_name[NAME].wrong), None) or nearest(NAME, names)
    span = faults.at(first.number, 1)
    if lower is not None:
        hint = f"列名在第 {lower.number} 行：删去它上面的行，让列名成为第一行。"
    elif len(names) == 1 and re.search("[，；、|]", names[0]):
        hint = "列和列之间要用英文逗号“,”。"
    elif close:
        span = faults.at(first.number, written.index(close) + 1)
        hint = f"是不是“{shortened(close)}”？把这个列名改成“{NAME}”。"
    else:
        hint = f"第一行写列名，其中一列叫“{NAME}”；从第二行起一行一个村。"
    faults.add("Y115", span, f"村庄表的第一行没有“{NAME}”这一列", hint)
    return False


class _Reader:
    """Reads the rows below one row of column names."""

    def __init__(self, head: Row, faults: Faults) -> None:
        self._faults = faults
        self._head = head.number
        self._columns: dict[str, int] = {}  # name of a column → its index
        self._nameless: set[int] = set()  # indexes of columns without a name
        self._width = max(index for index, cell in enumerate(head.cells) if cell.strip()) + 1
        self._short: Counter[int] = Counter()  # rows with too few cells, by number
        written: dict[str, str] = {}
        for index, cell in enumerate(head.cells[: self._width]):
            cell = self._clean(cell, head.number, index)
            name = _column(cell)
            if not name:
                self._nameless.add(index)
            elif name in self._columns:
                self._twice(cell, written[name], index, self._columns[name])
            else:
                self._columns[name], written[name] = index, cell
        for key in VILLAGE.keys:
            self._missing(key)

    def _at(self, row: int, index: int) -> Span:
        return self._faults.at(row, index + 1)

    def _twice(self, written: str, before: str, index: int, first: int) -> None:
        message = f"“{shortened(written)}”这一列写了两次"
        if written != before:
            message = f"“{shortened(written)}”和“{shortened(before)}”是同一列，只能写一次"
        related = (Related(self._at(self._head, first), "第一次写在这里"),)
        self._faults.add("Y114", self._at(self._head, index), message, "删去一列，或者换一个列名。", related)

    def _missing(self, key: Key) -> None:
        """Report a custom column that is probably meant as this key."""
        meant = next((name for name in self._columns if name in key.wrong), None)
        if key.name not in self._columns and meant:
            message = f"列名“{meant}”照样可以用；定义里写 {{{{{key.name}}}}} 的地方不会用到它"
            hint = f"如果它就是{key.doc}，把列名改成“{key.name}”。"
            self._faults.add("Y712", self._at(self._head, self._columns[meant]), message, hint)

    def villages(self, rows: Sequence[Row]) -> tuple[Village, ...]:
        """The village of every row."""
        register = Register(self._faults)
        for row in self._of_villages(rows):
            village = self._village(row)
            if village is not None:
                register.add(village)
        if self._short:
            first, count = min(self._short), self._short.total()
            message = f"第 {first} 行的格子比列名少" + (f"，这样的有 {count} 行" if count > 1 else "")
            hint = "缺的格子算作空白。手写的 CSV，请看看是不是漏了逗号。"
            self._faults.add("Y714", self._at(first, 0), message, hint)
        if not rows:
            hint = "从第二行起一行一个村。"
            self._faults.add("Y711", self._at(self._head, 0), "村庄表里只有列名，没有村庄", hint)
        return register.villages

    def _of_villages(self, rows: Sequence[Row]) -> list[Row]:
        """The rows without those that tell something else: column names again, totals, notes, instructions."""
        place = self._columns.get(NAME, 0)
        found: list[Row] = []
        left_out: list[Row] = []
        for row in rows:
            name = "".join(row.cells[place].split()) if place < len(row.cells) else ""
            if _NO_VILLAGE.fullmatch(name) or (name and _column(row.cells[place]) == NAME):
                left_out.append(row)
            else:
                found.append(row)
        for row in left_out[:MOST_LEFT_OUT]:
            message = f"第 {row.number} 行的“{shortened(row.cells[place].strip())}”不像村名，没有当作村"
            self._faults.add("Y724", self._at(row.number, place), message, "删去这一行；真是村名，就写成“××村”。")
        if len(left_out) > MOST_LEFT_OUT:
            message = f"还有 {len(left_out) - MOST_LEFT_OUT} 行不像村名，没有当作村"
            self._faults.add("Y724", self._at(left_out[MOST_LEFT_OUT].number, place), message, "删去这些行。")
        return self._before_another_table(found)

    def _before_another_table(self, rows: list[Row]) -> list[Row]:
        """The rows above an empty one that column names of another table follow; reports those."""
        for at, (before, row) in enumerate(pairwise(rows), 1):
            filled = [cell.strip() for cell in row.cells if cell.strip()]
            if row.number > before.number + 1 and len(filled) > 1 and all(map(_COLUMN_NAME.fullmatch, filled)):
                message = (
                    f"第 {row.number} 行像是另一张表的列名（{'、'.join(map(shortened, filled[:3]))}），从这一行起没有读"
                )
                hint = "把那张表移到别的工作表；真是村庄，就删去上面的空行。"
                self._faults.add("Y728", self._at(row.number, self._columns.get(NAME, 0)), message, hint)
                return rows[:at]
        return rows

    def _village(self, row: Row) -> Village | None:
        cells = row.cells
        count = len(cells)
        if self._nameless or count > self._width:
            self._look_for_nameless(row)
        if count < self._width:
            self._short[row.number] += 1
        values = [
            (name, self._clean(cells[index], row.number, index) if index < count else "")
            for name, index in self._columns.items()
        ]
        found = dict(values)
        name, code = found[NAME], found.get(CODE)
        place = self._columns[NAME]
        if not name:
            hint = f"写上{VILLAGE.by_name[NAME].doc}，或者删去这一行。合并的单元格要先拆开。"
            self._faults.add("Y115", self._at(row.number, place), f"第 {row.number} 行没有写{NAME}", hint)
            return None
        return Village(
            Text(name, self._at(row.number, place)),
            Text(code, self._at(row.number, self._columns[CODE])) if code else None,
            tuple(values),
        )

    def _look_for_nameless(self, row: Row) -> None:
        """Report cells of columns without a name."""
        for index in range(self._width, len(row.cells)):
            if row.cells[index].strip():
                message = f"第 {row.number} 行的格子比列名多"
                hint = "给这一列写上列名；CSV 里的文字有逗号时，整格两头各写一个英文双引号。"
                self._faults.add("Y713", self._at(row.number, index), message, hint)
                break
        for index in [one for one in self._nameless if one < len(row.cells) and row.cells[one].strip()]:
            self._nameless.discard(index)
            message = f"第 {index + 1} 列没有列名，第 {row.number} 行却写了内容"
            self._faults.add("Y713", self._at(self._head, index), message, "在第一行给这一列写上列名，或者删去这一列。")

    def _clean(self, cell: str, row: int, index: int) -> str:
        """The text of a cell without blanks around it; reports what cannot be meant."""
        text = cell.strip()
        if len(text) <= LONGEST and text.isprintable() and not _ODD.search(text):
            return text  # the common case, tested first: there may be a million cells
        text = without_selectors(_LINE_END.sub("\n", text), self._at(row, index), self._faults)
        text = refuse_in_cell(text, self._at(row, index), self._faults)
        if len(text) > LONGEST:
            too_long(self._faults, self._at(row, index), len(text))
        if _NOT_SHOWN.fullmatch(text):
            message = f"这一格的内容是“{shortened(text)}”，不是真正的内容"
            hint = "在 Excel 里看看这一格。是号码或编码的：先把整列设为“文本”，重新填写，再保存。"
            self._faults.add("Y716", self._at(row, index), message, hint)
        return text
