"""The sheets of a workbook → data of definitions, and what could not be placed.

Nothing is passed over: a row, column or sheet with texts that belong nowhere is a diagnostic with its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from yizhangtu.edit.data.definition_data import Data
from yizhangtu.edit.emit import Value
from yizhangtu.interchange.workbook.cells import at_path, put, texts_of, value_of
from yizhangtu.interchange.workbook.rows import CODE, BookRow, report, rows_of
from yizhangtu.interchange.workbook.sheets import (
    ABOUT,
    BASIC,
    DOT,
    FILE,
    GROUP,
    ITEM_HEAD,
    NOTE,
    NUMBER,
    ORIGINAL,
    PARENT,
    STEP_WORD,
    STEPS,
    VALUE,
    Nested,
    grouped,
    layout_of,
    sheet_title,
)
from yizhangtu.interchange.workbook.steps import entries_of, step_columns
from yizhangtu.interchange.workbook.writing import group_head
from yizhangtu.model.words import shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.project.project import FILE_NAMES
from yizhangtu.read.schema.key import KeyTable
from yizhangtu.read.schema.keys import GUIDE, GUIDES, KINDS, KINDS_ENGLISH, TABLES
from yizhangtu.read.schema.project_keys import PROJECT
from yizhangtu.read.tables.table import Sheet

_PROJECT_NAMES = tuple(name.rpartition(".")[0] for name in FILE_NAMES)


class ReadGuide(NamedTuple):
    """A definition of a workbook: its name, its table of keys, its data, and its text when it was exported; empty where
    the workbook no longer has it."""

    name: str
    table: KeyTable
    data: Data
    original: str


def is_definition_book(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook is one that `export` wrote."""
    basic = next((sheet for sheet in sheets if sheet.title == BASIC and sheet.rows), None)
    heads = [cell.strip() for cell in basic.rows[0].cells] if basic else []
    return [head for head in heads if head][-3:] == [ITEM_HEAD, VALUE, NOTE]


def read_book(sheets: Sequence[Sheet], stem: str, faults: Faults) -> tuple[ReadGuide, ...]:
    """The definitions of a workbook. `stem` names the only one where the workbook does not say it."""
    by_title = {sheet.title: rows_of(sheet, faults) for sheet in sheets if sheet.title != ABOUT}
    originals = _originals(by_title.pop(ORIGINAL, []))
    several = any(FILE in row.columns for rows in by_title.values() for row in rows)
    names: dict[str, dict[str, list[BookRow]]] = {}
    only = _only_name(by_title.get(BASIC, []), stem)
    for title, rows in by_title.items():
        for row in rows:
            name = row.cells.get(FILE, "").strip() if several else only
            if not name:
                report(faults, row, FILE, "没有写是哪一份定义", "在“定义”一栏写上名字。")
                continue
            names.setdefault(name, {}).setdefault(title, []).append(row)
    found = []
    for name, own in names.items():
        table, data = _Reader(faults).guide(name, own)
        found.append(ReadGuide(name, table, data, originals.get(name, "")))
    return tuple(found)


def _originals(rows: Sequence[BookRow]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        name = row.cells.get(FILE, "")
        found[name] = found.get(name, "") + row.cells.get(VALUE, "")
    return found


def _only_name(rows: Sequence[BookRow], stem: str) -> str:
    named = next((row for row in rows if row.cells.get(ITEM_HEAD, "").strip() == FILE), None)
    return (named.cells.get(VALUE, "").strip() if named else "") or stem


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

    def guide(self, name: str, sheets: dict[str, list[BookRow]]) -> tuple[KeyTable, Data]:
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
                report(self._faults, row, "", f"“{name}”里没有地方放这张表的内容", "看一看工作表的名字和“类型”。")
        return table, data

    def _basic(self, rows: Sequence[BookRow], table: KeyTable) -> Data:
        data: Data = {}
        layout = layout_of(table.id)
        for row in rows:
            label, text = row.cells.get(ITEM_HEAD, "").strip(), row.cells.get(VALUE, "")
            if not text.strip() or label == FILE:
                continue
            leaf = layout.leaf(label)
            if leaf is None:
                report(self._faults, row, ITEM_HEAD, f"没有“{shortened(label)}”这一项", "照表里原来的项目写。")
            elif at_path(data, leaf.path) is not None:
                report(self._faults, row, VALUE, f"“{label}”写了两次", "只写一处。")
            elif not any(leaf.label.startswith(f"{other}{DOT}") for other in data if isinstance(data[other], str)):
                put(data, leaf.path, value_of(text, leaf))
            else:
                report(self._faults, row, VALUE, f"“{leaf.path[0]}”已经写了文字，不能再写“{label}”", "只写一处。")
        return data

    def _steps(self, sheets: dict[str, list[BookRow]], data: Data) -> None:
        rows = sheets.pop(STEPS)
        title = f"{STEPS}{DOT}材料"
        nested = Nested((title,), TABLES["step"].by_name["材料"], TABLES["material"])
        materials = self._by_parent(sheets.pop(title, []), title, nested, sheets)
        known = {column.head for column in step_columns()} | {FILE}
        filled = [row for row in rows if any(text.strip() for head, text in row.cells.items() if head != FILE)]
        self._unknown(filled, known)
        entries, found = entries_of([row.cells for row in filled], materials)
        for fault in found:
            report(self._faults, filled[fault.row], fault.head, fault.message, fault.hint)
        self._unclaimed(materials, title)
        if entries and "操作流程" in data:
            report(self._faults, filled[0], STEP_WORD, "“操作流程”已经在“基本情况”里写了", "只写一处。")
        elif entries:
            data["操作流程"] = entries

    def _items(
        self, rows: Sequence[BookRow], title: str, nested: Nested, sheets: dict[str, list[BookRow]]
    ) -> list[Value]:
        """The items that rows say, with those of the sheets that belong to them."""
        return [item for _, item in self._numbered(rows, title, nested, sheets)]

    def _by_parent(
        self, rows: Sequence[BookRow], title: str, nested: Nested, sheets: dict[str, list[BookRow]]
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
        self, rows: Sequence[BookRow], title: str, nested: Nested, sheets: dict[str, list[BookRow]]
    ) -> list[tuple[BookRow, Value]]:  # fmt: skip
        table, layout = nested.table, layout_of(nested.table.id)
        inner = {one: self._inner(title, one, sheets) for one in layout.nested}
        own = {FILE, PARENT, NUMBER} if layout.nested else {FILE, PARENT}
        known = own | {leaf.label for leaf in layout.leaves} | {one.label for one in layout.nested}
        free = table.free or bool(table.named)
        if not free:
            self._unknown(rows, known)
        found: list[tuple[BookRow, Value]] = []
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

    def _inner(self, title: str, nested: Nested, sheets: dict[str, list[BookRow]]) -> dict[str, list[Value]]:
        label = f"{title}{DOT}{nested.label}"
        return self._by_parent(sheets.pop(label, []), label, nested, sheets)

    def _item(self, row: BookRow, table: KeyTable) -> Data:
        item: Data = {}
        for leaf in layout_of(table.id).leaves:
            text = row.cells.get(leaf.label, "")
            if text.strip():
                put(item, leaf.path, value_of(text, leaf))
        return item

    def _groups(self, rows: Sequence[BookRow], nested: Nested) -> list[Value]:
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
                    report(self._faults, row, key, f"同一组的“{key}”写得不一样", "另起一组，就写上新的组号。")
            if item:
                items = group.setdefault(inner.label, [])
                assert isinstance(items, list)
                items.append(item)
        return [*found]

    def _free(self, title: str, rows: Sequence[BookRow], data: Data) -> None:
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
        self._unknown(rows, {FILE, "名称", "值"})
        for row in rows:
            name, text = row.cells.get("名称", "").strip(), row.cells.get("值", "")
            if not text.strip():
                continue
            if name and at_path(data, [*path, name]) is None:
                put(data, [*path, name], [*texts_of(text)])
            else:
                message = f"“{shortened(name)}”写了两次" if name else f"“{shortened(text)}”没有写名称"
                report(self._faults, row, "名称", message, "一个名称写一行。")

    def _unknown(self, rows: Sequence[BookRow], known: set[str]) -> None:
        """Report the columns with texts that the sheet does not have."""
        reported: set[str] = set()
        for row in rows:
            for head, text in row.cells.items():
                if head not in known and text.strip() and head not in reported:
                    reported.add(head)
                    report(self._faults, row, head, f"没有“{shortened(head)}”这一栏", "照表里原来的表头写，或者删去。")
