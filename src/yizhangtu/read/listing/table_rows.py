"""Rows of a table → the rows of a list (format.md section 4), as if the definition had them.

A column has the name of a key of a row (事项, 办理主体, 时限 …), or of a column of the author's own, which 栏目 names.
A cell of several values has them on lines of their own, or with a semicolon between them.
"""

from __future__ import annotations

import re

from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import HEADS, PUBLISHED, Listing, ListRow, TableRowsWritten, columns_of
from yizhangtu.model.project import Project, Village
from yizhangtu.model.words import did_you_mean, shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.guide.listing import listing_of
from yizhangtu.read.guide.values import Values
from yizhangtu.read.guide.variables import substitute, unfilled, variables_of
from yizhangtu.read.notice.data_table import NOT_SHOWN, DataRow, DataTable, Wanted
from yizhangtu.read.schema.key import ValueShape
from yizhangtu.read.schema.kinds import ITEM
from yizhangtu.read.yaml.blanks import with_ruled_blanks
from yizhangtu.read.yaml.tree import Mapping, Pair, Scalar, Sequence, Tree

ITEM_COLUMN = "事项"
EVERY_VILLAGE = ("", "全部", "全镇", "各村", "所有村")  # in the column of villages: a row of all of them
NUMBERS = ("序号", "行号")  # columns that the list has by itself
LISTED = 6  # names in one message
_PARTS = re.compile(r"\s*[；;\n]\s*")
_PRINTED = {printed: name for name, printed in (*PUBLISHED.items(), *HEADS.items())}


def wanted_of(listing: Listing) -> Wanted:
    """The columns that the table must have: 事项, the author's own, and that of villages."""
    source = listing.source
    assert source is not None
    own = {str(name): name.span for name in listing.ordered if ITEM.find(name) is None}
    village = {source.village_column: source.span} if source.village_column else {}
    return Wanted({ITEM_COLUMN: source.span, **own, **village}, place=source.span, every=True)


class TableRows:
    """The rows of one table, for any village. `faults` are those of the table, `named` those of the definition."""

    def __init__(
        self, guide: Guide, listing: Listing, table: DataTable, project: Project, faults: Faults, named: Faults
    ) -> None:
        assert listing.source is not None
        self._guide, self._listing, self._source = guide, listing, listing.source
        self._table, self._project = table, project
        self._faults, self._named = faults, named
        own = {str(name) for name in listing.ordered}
        self._keys: dict[str, str] = {}  # the column of the table → the key of a row
        for head in table.heads:
            key = ITEM.find(_PRINTED.get(head, head))
            if key is not None and key.name not in self._keys.values() and key.shape is not ValueShape.OBJECT:
                self._keys[head] = key.name
            elif head in own:
                self._keys[head] = head

        self._rows = [row for row in table.rows if self._is_item(row)]

    def _is_item(self, row: DataRow) -> bool:
        """Whether a row has an item; reports one that has other cells only. One without any, as of totals, is none."""
        filled = [head for head in self._keys if row.cells[head].strip()]
        for cell in (row.cells[head] for head in filled):
            if NOT_SHOWN.fullmatch(cell.strip()):
                message = f"这一格的内容是“{shortened(cell)}”，不是真正的内容"
                self._faults.add("Y716", cell.span, message, "在 Excel 里看看这一格，改成要印的内容。")
        if any(self._keys[head] == ITEM_COLUMN for head in filled):
            return True
        if filled:
            place = row.cells[filled[0]].span
            self._faults.add(
                "Y115", place, f"第 {row.number} 行没有写“{ITEM_COLUMN}”", "写上是什么事，或者删去这一行。"
            )
        return False

    def listed(self, village: Village | None) -> Guide:
        """The guide with the rows of a village; None: with those that are of all villages."""
        self._report_left_out()
        variables = variables_of(self._project, village)
        rows = self._rows_of(village)
        values = Values(self._faults, self._project.risks)
        items = tuple(with_ruled_blanks(substitute(self._tree(row), variables, self._faults)) for row in rows)
        found = listing_of(items, self._listing.ordered, values)
        if found is None:
            return self._guide
        body = self._listing._replace(
            rows=found.rows, columns=columns_of(found.rows, found.ordered), table_rows=self._as_written(rows)
        )
        texts = tuple(text for text in values.recorded if text.strip())
        return self._guide._replace(body=body, texts=(*self._guide.texts, *texts))

    def _as_written(self, rows: list[DataRow]) -> TableRowsWritten:
        """The rows with the variables of villages left as they are. Their faults are those of the rows filled in."""
        values = Values(Faults(self._faults.file), self._project.risks)
        variables = unfilled(self._project)

        def written(some: list[DataRow]) -> tuple[ListRow, ...]:
            trees = (substitute(self._tree(row), variables, values.faults) for row in some)
            found = listing_of(tuple(map(with_ruled_blanks, trees)), self._listing.ordered, values)
            return found.rows if found else ()

        filled = {key for head, key in self._keys.items() if any(row.cells[head].strip() for row in self._rows)}
        general = [] if self._source.file_varies else [row for row in rows if self._is_of_all(row)]
        return TableRowsWritten(written(rows), written(general), frozenset(filled))

    def _is_of_all(self, row: DataRow) -> bool:
        """Whether a row is one of all villages."""
        column = self._source.village_column
        return not column or row.cells.get(column, "").strip() in EVERY_VILLAGE

    def _rows_of(self, village: Village | None) -> list[DataRow]:
        """The rows of a village with those of all, in the order of the table."""
        column = self._source.village_column
        if not column:
            return self._rows
        named = {str(name) for one in self._project.villages for name in (one.name, one.code) if name}
        own = {str(name) for name in (village.name, village.code) if name} if village else set()
        found: list[DataRow] = []
        unknown: dict[str, Span | None] = {}
        for row in self._rows:
            cell = row.cells.get(column, Text(""))
            name = cell.strip()
            if name in EVERY_VILLAGE or name in own:
                found.append(row)
            elif name not in named:
                unknown.setdefault(name, cell.span)
        for name, span in unknown.items():
            known = [str(one.name) for one in self._project.villages]
            hint = did_you_mean(name, known, f"辖区文件里有这些村：{'、'.join(known[:LISTED]) or '没有写村庄'}。")
            self._faults.add("Y823", span, f"没有“{shortened(name)}”这个村，这一行不印", hint)
        self._report_none(village, found, column)
        return found

    def _report_none(self, village: Village | None, found: list[DataRow], column: str) -> None:
        """A village without rows of its own, or rows of villages where none is chosen."""
        own = [row for row in found if not self._is_of_all(row)]
        if village is None and len(found) < len(self._rows):
            hint = "制作时加 --village 村名，或者 --village 全部。"
            message = f"有的行是各个村自己的，没有写是哪个村，只印各村都有的 {len(found)} 行"
            if not found:
                message = "每一行都是一个村自己的，没有写是哪个村，这次不做"
            self._named.add("Y824", self._source.span, message, hint)
        elif village is not None and not found:
            hint = f"在表格里加上“{column}”是“{village.name}”的行。"
            self._named.add("Y801", self._source.span, f"表格里没有{village.name}的行", hint)
        elif village is not None and not own:
            message = f"表格里没有{village.name}自己的行，只印各村都有的"
            self._named.add("Y823", self._source.span, message, f"要加，就写上“{column}”是“{village.name}”的行。")

    def _report_left_out(self) -> None:
        """Columns that are not printed."""
        known = (*self._keys, *NUMBERS, self._source.village_column)
        left = [head for head in self._table.heads if head not in known]
        if left:
            names = "、".join(f"“{shortened(name)}”" for name in left[:LISTED])
            more = f"等 {len(left)} 列" if len(left) > LISTED else ""
            place = self._faults.at(self._table.head_row, 1)
            hint = "要印的写进定义的“栏目”；不印的，可以不管。"
            self._faults.add("Y823", place, f"这些列没有印：{names}{more}", hint)

    def _tree(self, row: DataRow) -> Tree:
        """A row as the definition would have it."""
        pairs = [(key, row.cells[head]) for head, key in self._keys.items() if row.cells[head].strip()]
        place = next((cell.span for _, cell in pairs if cell.span), None) or self._faults.at(row.number, 1)
        return Mapping(tuple(Pair(_scalar(Text(key, place)), _value(key, cell)) for key, cell in pairs), place)


def _value(key: str, cell: Text) -> Tree:
    """A cell; a list where its key has one."""
    known = ITEM.find(key)
    if known is None or known.shape is not ValueShape.TEXTS:
        return _scalar(cell)
    parts = [_scalar(Text(part, cell.span)) for part in _PARTS.split(cell.strip()) if part]
    assert cell.span is not None
    return parts[0] if len(parts) == 1 else Sequence(tuple(parts), cell.span)


def _scalar(text: Text) -> Scalar:
    assert text.span is not None
    return Scalar(text, text.span, raw=str(text) if "{{" in text else "")
