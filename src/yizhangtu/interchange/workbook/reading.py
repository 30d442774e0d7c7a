"""The sheets of a workbook → data of definitions, and what could not be placed.

Nothing is passed over: a row, column or sheet with texts that belong nowhere is a diagnostic with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from yizhangtu.edit.data.definition_data import Data
from yizhangtu.edit.emit import Value
from yizhangtu.interchange.workbook.cells import put, texts_of, value_of
from yizhangtu.interchange.workbook.sheets import (
    ABOUT,
    BASIC,
    DOT,
    FILE,
    GROUP,
    ITEM_HEAD,
    NOTE,
    NOTE_MARK,
    NUMBER,
    ORIGINAL,
    PARENT,
    STEP_WORD,
    STEPS,
    VALUE,
    BookSheet,
    Nested,
    grouped,
    layout_of,
    sheet_title,
)
from yizhangtu.interchange.workbook.steps import entries_of, step_columns
from yizhangtu.interchange.workbook.writing import group_head
from yizhangtu.model.words import shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.originals.sheets import column_name
from yizhangtu.read.project.project import FILE_NAMES
from yizhangtu.read.schema.key import KeyTable
from yizhangtu.read.schema.keys import GUIDE, GUIDES, KINDS, KINDS_ENGLISH, TABLES
from yizhangtu.read.schema.project_keys import PROJECT
from yizhangtu.read.tables.table import Sheet

CODE = "Y774"
_PROJECT_NAMES = tuple(name.rpartition(".")[0] for name in FILE_NAMES)


class ReadGuide(NamedTuple):
    """A definition of a workbook: its name, its table of keys, its data, and its text when it was exported; empty where
    the workbook no longer has it."""

    name: str
    table: KeyTable
    data: Data
    original: str


class _Row(NamedTuple):
    sheet: str
    number: int
    cells: dict[str, str]
    columns: dict[str, int]

    def place(self, head: str) -> str:
        """Where a cell is, as people find it."""
        return f"表“{self.sheet}”{column_name(self.columns.get(head, 1))}{self.number}"


def is_definition_book(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook is one that `export` wrote."""
    basic = next((sheet for sheet in sheets if sheet.title == BASIC and sheet.rows), None)
    heads = [cell.strip() for cell in basic.rows[0].cells] if basic else []
    return [head for head in heads if head][-3:] == [ITEM_HEAD, VALUE, NOTE]


def read_book(sheets: Sequence[Sheet], stem: str, faults: Faults) -> tuple[ReadGuide, ...]:
    """The definitions of a workbook. `stem` names the only one where the workbook does not say it."""
    by_title = {sheet.title: _rows(sheet, faults) for sheet in sheets if sheet.title != ABOUT}
    originals = _originals(by_title.pop(ORIGINAL, []))
    several = any(FILE in row.columns for rows in by_title.values() for row in rows)
    names: dict[str, dict[str, list[_Row]]] = {}
    only = _only_name(by_title.get(BASIC, []), stem)
    for title, rows in by_title.items():
        for row in rows:
            name = row.cells.get(FILE, "").strip() if several else only
            if not name:
                _report(faults, row, FILE, "没有写是哪一份定义", "在“定义”一栏写上名字。")
                continue
            names.setdefault(name, {}).setdefault(title, []).append(row)
    found = []
    for name, own in names.items():
        table, data = _Reader(faults).guide(name, own)
        found.append(ReadGuide(name, table, data, originals.get(name, "")))
    return tuple(found)


def sheets_read(sheets: Iterable[BookSheet]) -> list[Sheet]:
    """Sheets as they will be read back from the file."""
    from yizhangtu.read.tables.table import Row

    made = []
    for sheet in sheets:
        rows = [[column.head for column in sheet.columns], *map(list, sheet.rows)]
        made.append(Sheet(sheet.title, not sheet.hidden, [Row(n, row) for n, row in enumerate(rows, 1) if any(row)]))
    return made


def _rows(sheet: Sheet, faults: Faults) -> list[_Row]:
    """The rows of a sheet by the heads of their columns."""
    if not sheet.rows:
        return []
    heads = [cell.strip() for cell in sheet.rows[0].cells]
    columns = {head: number for number, head in enumerate(heads, 1) if head}
    found = []
    for row in sheet.rows[1:]:
        if next((cell for cell in row.cells if cell.strip()), "").startswith(NOTE_MARK) and row.number == 2:
            continue
        cells = {}
        for number, text in enumerate(row.cells, 1):
            head = heads[number - 1] if number <= len(heads) else ""
            if head:
                cells[head] = text
            elif text.strip():
                made = _Row(sheet.title, row.number, {}, {"": number})
                _report(faults, made, "", f"“{shortened(text)}”上面没有表头", "写上这一栏的表头，或者删去。")
        found.append(_Row(sheet.title, row.number, cells, columns))
    unvalued = set(sheet.unvalued)
    for place in sorted(unvalued):
        made = _Row(sheet.title, place[0], {}, {"": place[1]})
        _report(faults, made, "", "公式没有结果", "用 Excel 打开、保存一次，或者直接写上文字。")
    return found


def _originals(rows: Sequence[_Row]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        name = row.cells.get(FILE, "")
        found[name] = found.get(name, "") + row.cells.get(VALUE, "")
    return found


def _only_name(rows: Sequence[_Row], stem: str) -> str:
    named = next((row for row in rows if row.cells.get(ITEM_HEAD, "").strip() == FILE), None)
    return (named.cells.get(VALUE, "").strip() if named else "") or stem


def _report(faults: Faults, row: _Row, head: str, message: str, hint: str) -> None:
    faults.add(CODE, None, f"{row.place(head)}：{message}", hint)


def table_for(name: str, kind: str) -> KeyTable:
    """The keys of a definition with this name and 类型."""
    if name.rpartition("/")[2] in _PROJECT_NAMES:
        return PROJECT
    word = KINDS[KINDS_ENGLISH.index(kind)] if kind in KINDS_ENGLISH else kind
    return GUIDES.get(word, GUIDE)


class _Reader:
    """Reads the rows of one definition."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults

    def guide(self, name: str, sheets: dict[str, list[_Row]]) -> tuple[KeyTable, Data]:
        """The table of keys and the data."""
        basic = sheets.pop(BASIC, [])
        kinds = (row.cells.get(VALUE, "").strip() for row in basic if row.cells.get(ITEM_HEAD, "").strip() == "类型")
        table = table_for(name, next(kinds, ""))
        data = self._basic(basic, table)
        layout = layout_of(table.id)
        lists = {sheet_title(table, one.label): one for one in layout.nested}
        if table is not PROJECT and STEPS in sheets:
            self._steps(sheets, data)
        for title in [title for title in sheets if title in lists]:
            nested = lists[title]
            rows = sheets.pop(title)
            items = self._groups(rows, nested) if grouped(nested.table) else self._items(rows, title, nested, sheets)
            if items:
                put(data, nested.path, items)
        for title in [title for title in sheets if title in layout.free]:
            self._free(title, sheets.pop(title), data)
        for rows in sheets.values():
            for row in rows[:1]:
                _report(self._faults, row, "", f"“{name}”里没有地方放这张表的内容", "看一看工作表的名字和“类型”。")
        return table, data

    def _basic(self, rows: Sequence[_Row], table: KeyTable) -> Data:
        data: Data = {}
        layout = layout_of(table.id)
        for row in rows:
            label, text = row.cells.get(ITEM_HEAD, "").strip(), row.cells.get(VALUE, "")
            if not text.strip() or label == FILE:
                continue
            leaf = layout.leaf(label)
            if leaf is None:
                _report(self._faults, row, ITEM_HEAD, f"没有“{shortened(label)}”这一项", "照表里原来的项目写。")
            elif not any(leaf.label.startswith(f"{other}{DOT}") for other in data if isinstance(data[other], str)):
                put(data, leaf.path, value_of(text, leaf))
            else:
                _report(self._faults, row, VALUE, f"“{leaf.path[0]}”已经写了文字，不能再写“{label}”", "只写一处。")
        return data

    def _steps(self, sheets: dict[str, list[_Row]], data: Data) -> None:
        rows = sheets.pop(STEPS)
        title = f"{STEPS}{DOT}材料"
        nested = Nested((title,), TABLES["step"].by_name["材料"], TABLES["material"])
        materials = self._by_parent(sheets.pop(title, []), title, nested, sheets)
        known = {column.head for column in step_columns()} | {FILE}
        filled = [row for row in rows if any(text.strip() for head, text in row.cells.items() if head != FILE)]
        self._unknown(filled, known)
        entries, found = entries_of([row.cells for row in filled], materials)
        for fault in found:
            _report(self._faults, filled[fault.row], fault.head, fault.message, fault.hint)
        self._unclaimed(materials, title)
        if entries and "操作流程" in data:
            _report(self._faults, filled[0], STEP_WORD, "“操作流程”已经在“基本情况”里写了", "只写一处。")
        elif entries:
            data["操作流程"] = entries

    def _items(self, rows: Sequence[_Row], title: str, nested: Nested, sheets: dict[str, list[_Row]]) -> list[Value]:
        """The items that rows say, with those of the sheets that belong to them."""
        return [item for _, item in self._numbered(rows, title, nested, sheets)]

    def _by_parent(
        self, rows: Sequence[_Row], title: str, nested: Nested, sheets: dict[str, list[_Row]]
    ) -> dict[str, list[Value]]:  # fmt: skip
        found: dict[str, list[Value]] = {}
        for row, item in self._numbered(rows, title, nested, sheets):
            found.setdefault(row.cells.get(PARENT, "").strip(), []).append(item)
        return found

    def _unclaimed(self, items: dict[str, list[Value]], title: str) -> None:
        for number in items:
            message = f"表“{title}”：没有序号是“{shortened(number)}”的行"
            self._faults.add(CODE, None, message, "在“所属序号”一栏写上它属于哪一行的序号。")

    def _numbered(
        self, rows: Sequence[_Row], title: str, nested: Nested, sheets: dict[str, list[_Row]]
    ) -> list[tuple[_Row, Value]]:  # fmt: skip
        table, layout = nested.table, layout_of(nested.table.id)
        inner = {one: self._inner(title, one, sheets) for one in layout.nested}
        own = {FILE, PARENT, NUMBER} if layout.nested else {FILE, PARENT}
        known = own | {leaf.label for leaf in layout.leaves} | {one.label for one in layout.nested}
        free = table.free or bool(table.named)
        if not free:
            self._unknown(rows, known)
        found: list[tuple[_Row, Value]] = []
        for row in rows:
            item = self._item(row, table)
            for head, text in row.cells.items() if free else ():
                if head not in known and text.strip():
                    item[head] = [*texts_of(text)]
            for one, items in inner.items():
                listed: list[Value] = [{one.table.alone: text} for text in texts_of(row.cells.get(one.label, ""))]
                listed += items.pop(row.cells.get(NUMBER, "").strip(), [])
                if listed:
                    put(item, one.path, listed)
            if item:
                found.append((row, item))
        for one, items in inner.items():
            self._unclaimed(items, f"{title}{DOT}{one.label}")
        return found

    def _inner(self, title: str, nested: Nested, sheets: dict[str, list[_Row]]) -> dict[str, list[Value]]:
        label = f"{title}{DOT}{nested.label}"
        return self._by_parent(sheets.pop(label, []), label, nested, sheets)

    def _item(self, row: _Row, table: KeyTable) -> Data:
        item: Data = {}
        for leaf in layout_of(table.id).leaves:
            text = row.cells.get(leaf.label, "")
            if text.strip():
                put(item, leaf.path, value_of(text, leaf))
        return item

    def _groups(self, rows: Sequence[_Row], nested: Nested) -> list[Value]:
        (inner,) = layout_of(nested.table.id).nested
        taken = {leaf.label for leaf in layout_of(inner.table.id).leaves}
        heads = {group_head(leaf, taken): leaf for leaf in layout_of(nested.table.id).leaves}
        self._unknown(rows, {FILE, GROUP} | taken | set(heads))
        found: list[Data] = []
        last = ""
        for row in rows:
            number = row.cells.get(GROUP, "").strip() or last
            item = self._item(row, inner.table)
            own: Data = {}
            for head, leaf in heads.items():
                if row.cells.get(head, "").strip():
                    put(own, leaf.path, row.cells[head])
            if not (item or own):
                continue
            if not found or number != last:
                found.append({})
            last = number
            group = found[-1]
            for key, value in own.items():
                if group.setdefault(key, value) != value:
                    _report(self._faults, row, key, f"同一组的“{key}”写得不一样", "另起一组，就写上新的组号。")
            if item:
                items = group.setdefault(inner.label, [])
                assert isinstance(items, list)
                items.append(item)
        return [*found]

    def _free(self, title: str, rows: Sequence[_Row], data: Data) -> None:
        path = title.split(DOT)
        if title == "数据":
            items: list[Value] = []
            for row in rows:
                cells = {head: text for head, text in row.cells.items() if text.strip() and head != FILE}
                if cells:
                    items.append(dict(cells))
            if items:
                put(data, path, items)
            return
        for row in rows:
            name = row.cells.get("名称", "").strip()
            if name and row.cells.get("值", "").strip():
                put(data, [*path, name], [*texts_of(row.cells["值"])])

    def _unknown(self, rows: Sequence[_Row], known: set[str]) -> None:
        """Report the columns with texts that the sheet does not have."""
        told: set[str] = set()
        for row in rows:
            for head, text in row.cells.items():
                if head not in known and text.strip() and head not in told:
                    told.add(head)
                    _report(self._faults, row, head, f"没有“{shortened(head)}”这一栏", "照表里原来的表头写，或者删去。")
