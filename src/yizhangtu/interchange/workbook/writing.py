"""Data of definitions → the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from yizhangtu.edit.data.definition_data import Data
from yizhangtu.edit.emit import Value
from yizhangtu.interchange.workbook.cells import at_path, cell_of, lines_of, plain_items, value_cell
from yizhangtu.interchange.workbook.sheets import (
    ABOUT,
    BASIC,
    FILE,
    GROUP,
    ITEM_HEAD,
    LEVEL,
    NOTE,
    NUMBER,
    ORIGINAL,
    PARENT,
    STEPS,
    VALUE,
    BookColumn,
    BookSheet,
    Leaf,
    Nested,
    grouped,
    layout_of,
    sheet_title,
)
from yizhangtu.interchange.workbook.steps import step_columns, step_rows
from yizhangtu.read.schema.key import Key, KeyTable
from yizhangtu.read.schema.keys import TABLES

LONGEST_CELL = 32_000  # characters; a spreadsheet program has 32,767
_WIDE, _NARROW = 34.0, 14.0


class BookGuide(NamedTuple):
    """A definition: its name (the path of its file without suffix), its table of keys, its data and its text."""

    name: str
    table: KeyTable
    data: Data
    text: str = ""


class _Sheet:
    """Rows by the heads of their columns, in the making."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.columns: dict[str, BookColumn] = {}
        self.rows: list[dict[str, str]] = []
        self.choices: list[tuple[int, str, tuple[str, ...]]] = []
        self.indents: list[int] = []

    def column(self, head: str, note: str = "", width: float = _NARROW, choices: tuple[str, ...] = ()) -> None:
        self.columns.setdefault(head, BookColumn(head, note, width, choices))

    def built(self, noted: bool, hidden: bool = False) -> BookSheet:
        """The sheet; columns that have no text in any row of several definitions stay."""
        heads = list(self.columns)
        at = {head: number for number, head in enumerate(heads)}
        rows = tuple(tuple(row.get(head, "") for head in heads) for row in self.rows)
        choices = tuple((row, at[head], words) for row, head, words in self.choices)
        return BookSheet(
            self.title, tuple(self.columns.values()), rows, choices, tuple(self.indents), hidden, noted
        )  # fmt: skip


def book_of(guides: Sequence[BookGuide], several: bool) -> tuple[BookSheet, ...]:
    """The sheets. A book of `several` definitions names that of each row; a book of one shows all that could be
    written, too."""
    book = _Book(several)
    for guide in guides:
        book.add(guide)
    return book.sheets([guide for guide in guides if guide.text])


class _Book:
    def __init__(self, several: bool) -> None:
        self._several = several
        self._sheets: dict[str, _Sheet] = {}
        self._file = ""
        basic = self._sheet(BASIC)
        for head, width in ((ITEM_HEAD, 22.0), (VALUE, 60.0), (NOTE, 60.0)):
            basic.column(head, "", width)

    def _sheet(self, title: str) -> _Sheet:
        if title not in self._sheets:
            self._sheets[title] = _Sheet(title)
            if self._several:
                self._sheets[title].column(FILE, "哪一份定义：定义文件的名字", 20)
        return self._sheets[title]

    def _row(self, sheet: _Sheet, cells: dict[str, str]) -> None:
        sheet.rows.append({FILE: self._file, **cells} if self._several else cells)

    def add(self, guide: BookGuide) -> None:
        """The rows of one definition."""
        self._file = guide.name
        layout = layout_of(guide.table.id)
        self._basic(guide, layout.leaves)
        if guide.table.find("操作流程") and (isinstance(guide.data.get("操作流程"), list) or not self._several):
            self._steps(guide.data)
        for label in layout.free:
            self._free(label, at_path(guide.data, label.split("·")))
        for nested in layout.nested:
            value = at_path(guide.data, nested.path)
            if isinstance(value, list) or not self._several:
                items = value if isinstance(value, list) else []
                self._list(sheet_title(guide.table, nested.label), nested, items, guide.data)

    def _basic(self, guide: BookGuide, leaves: Iterable[Leaf]) -> None:
        sheet = self._sheet(BASIC)
        if not self._several:
            self._row(sheet, {ITEM_HEAD: FILE, VALUE: guide.name, NOTE: "定义文件的名字；导入时写到这个文件"})
        for leaf in leaves:
            text = cell_of(guide.data, leaf)
            if not text and self._several:
                continue
            if leaf.key.choices:
                sheet.choices.append((len(sheet.rows), VALUE, leaf.key.choices))
            self._row(sheet, {ITEM_HEAD: leaf.label, VALUE: text, NOTE: _explanation(leaf.key, leaf.listed)})

    def _steps(self, data: Data) -> None:
        sheet = self._sheet(STEPS)
        for column in step_columns():
            sheet.columns.setdefault(column.head, column)
        value = data.get("操作流程")
        for row in step_rows(value if isinstance(value, list) else []):
            self._row(sheet, row.cells)
            sheet.indents.append(int(row.cells[LEVEL]) - 1)
            if row.materials is not None:
                nested = Nested((STEPS, "材料"), row.key, TABLES["material"])
                self._list(nested.label, nested, row.materials, data, row.cells[NUMBER])

    def _free(self, label: str, value: Value) -> None:
        """A mapping with keys of one's own, or rows of data."""
        rows = value if isinstance(value, list) else []
        if isinstance(value, dict) and label != "数据":
            rows = [{"名称": name, "值": one} for name, one in value.items()]
        if not rows:
            return
        sheet = self._sheet(label)
        for row in rows:
            cells = {key: value_cell(one) for key, one in row.items()} if isinstance(row, dict) else {}
            for head in cells:
                sheet.column(head)
            self._row(sheet, cells)

    def _list(self, title: str, nested: Nested, items: Sequence[Value], guide: Data, parent: str = "") -> None:
        """A row for each item; `parent` is the number of the row that the list belongs to."""
        if grouped(nested.table):
            self._groups(title, nested, items)
            return
        sheet = self._sheet(title)
        layout = layout_of(nested.table.id)
        if parent:
            sheet.column(PARENT, f"属于“{title.rpartition('·')[0]}”里序号是几的那一行", 10)
        if layout.nested:
            sheet.column(NUMBER, "这一行的序号，别的工作表用它指这一行", 8)
        self._columns(sheet, layout.leaves)
        for inner in layout.nested:
            if inner.table.alone:
                sheet.column(
                    inner.label, f"{inner.key.doc}：一行一个；还要写份数等的，写在“{title}·{inner.label}”表里", _WIDE
                )
        for number, item in enumerate(items, 1):
            data = item if isinstance(item, dict) else {}
            cells = self._cells(sheet, data, nested.table)
            cells |= {PARENT: parent} if parent else {}
            cells |= {NUMBER: str(number)} if layout.nested else {}
            for inner in layout.nested:
                value = at_path(data, inner.path)
                texts = plain_items(value, inner)
                if texts is not None:
                    cells[inner.label] = lines_of(texts)
                elif isinstance(value, list):
                    label = f"{title}·{inner.label}"
                    self._list(label, inner, value, guide, str(number))
            self._row(sheet, cells)

    def _groups(self, title: str, nested: Nested, items: Sequence[Value]) -> None:
        """Groups and their items in one sheet: what the group says stands in the first row of it."""
        sheet = self._sheet(title)
        sheet.column(GROUP, "第几组；空着就和上一行同一组", 6)
        (inner,) = layout_of(nested.table.id).nested
        taken = {leaf.label for leaf in layout_of(inner.table.id).leaves}
        own = layout_of(nested.table.id).leaves
        heads = {leaf: group_head(leaf, taken) for leaf in own}
        for leaf, head in heads.items():
            sheet.column(head, f"{leaf.key.doc}；写在这一组的第一行", 16)
        self._columns(sheet, layout_of(inner.table.id).leaves)
        for number, group in enumerate(items, 1):
            data = group if isinstance(group, dict) else {}
            rows = at_path(data, inner.path)
            first = {head: cell_of(data, leaf) for leaf, head in heads.items()}
            for row in rows if isinstance(rows, list) else [{}]:
                cells = self._cells(sheet, row, inner.table) if isinstance(row, dict) else {}
                self._row(sheet, {GROUP: str(number), **first, **cells})
                first = {}

    def _columns(self, sheet: _Sheet, leaves: Iterable[Leaf]) -> None:
        for leaf in leaves:
            width = _WIDE if leaf.listed or leaf.key.required else _NARROW
            sheet.column(leaf.label, _explanation(leaf.key, leaf.listed), width, leaf.key.choices)

    def _cells(self, sheet: _Sheet, data: Data, table: KeyTable) -> dict[str, str]:
        """The cells of the leaves of a mapping, and of its own columns."""
        cells = {leaf.label: text for leaf in layout_of(table.id).leaves if (text := cell_of(data, leaf))}
        if table.free or table.named:
            for name, value in data.items():
                if table.find(name) is None:
                    sheet.column(name, "自己加的栏目")
                    cells[name] = value_cell(value)
        return cells

    def sheets(self, originals: Sequence[BookGuide]) -> tuple[BookSheet, ...]:
        """All sheets: those with rows first, then those to be filled, the explanation, and the hidden originals."""
        made = [sheet.built(noted=sheet.title != BASIC) for sheet in self._sheets.values()]
        made.sort(key=lambda sheet: (sheet.title not in (BASIC, STEPS), not sheet.rows))
        return (*made, _about(self._several), *([_originals(originals)] if originals else []))


def group_head(leaf: Leaf, taken: set[str]) -> str:
    """The head of a column that says something of a whole group."""
    return f"{leaf.label}（整组）" if leaf.label in taken else leaf.label


def _explanation(key: Key, listed: bool) -> str:
    """What a column is for."""
    example = f"。如：{key.example}" if key.example and not key.example.startswith(("[", "{")) else ""
    choices = f"。可以写：{'、'.join(key.choices)}" if key.choices else ""
    lines = "；几个就一行一个（Alt+Enter 换行）" if listed else ""
    return f"{'必填。' if key.required else ''}{key.doc}{lines}{choices or example}"


def _about(several: bool) -> BookSheet:
    """What a clerk has to know."""
    lines = [
        "这个工作簿是一张图的定义。改好后运行：yizhangtu import 这个文件.xlsx，就写回定义；定义里的注释不动。",
        "“基本情况”一行一项；别的工作表一行一条。表头下面以“说明：”开头的一行讲每一栏写什么，读的时候跳过。",
        "空着的格子就是没有。一格里有几个，一行一个（Alt+Enter 换行）；同一个还没有说完，换行以后先空一个全角空格。",
        "“步骤”按书写的顺序走。“层”是第几层：判断的结果、并行的各路比那一步深一层，结果里另办的几步再深一层。",
        "“类”写步骤、结果、并行，或者一路（并行里几步连着办的）。结果的“去处”写下一步、办结，或者步骤名。",
        "用不着的工作表可以不管。隐藏的“原文”是导出时的定义，写回时用它认出改了什么，不要改它；删去也可以。",
    ]
    if several:
        lines.insert(1, "“定义”一栏写这一行属于哪一份；新的名字就是新的定义。")
    return BookSheet(ABOUT, (BookColumn("怎样填", "", 100),), tuple((line,) for line in lines), noted=False)


def _originals(guides: Sequence[BookGuide]) -> BookSheet:
    """The texts of the definitions, in pieces that fit into cells."""
    rows = [
        (guide.name, guide.text[at : at + LONGEST_CELL])
        for guide in guides
        for at in range(0, len(guide.text), LONGEST_CELL)
    ]
    columns = (BookColumn(FILE), BookColumn(VALUE))
    return BookSheet(ORIGINAL, columns, tuple(rows), hidden=True, noted=False)


def too_long(sheets: Iterable[BookSheet]) -> str:
    """The first cell that no spreadsheet can hold; empty where there is none."""
    for sheet in sheets:
        for row in sheet.rows:
            for column, text in zip(sheet.columns, row, strict=True):
                if len(text) > LONGEST_CELL:
                    return f"表“{sheet.title}”的“{column.head}”"
    return ""
