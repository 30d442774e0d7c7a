"""Which sheets and columns a table of keys has in a workbook.

基本情况 has a row for each key with a text; every list of mappings has a sheet, every item of it a row. A mapping
inside a mapping gives columns of its own (表决·到会). The items of a list inside an item stand in the cell, a line
each, where they are texts, else in a sheet of their own that names the row they belong to.
"""

from functools import cache
from typing import NamedTuple

from yizhangtu.edit.paths import LISTS
from yizhangtu.read.schema.key import Key, KeyTable, ValueShape
from yizhangtu.read.schema.keys import GUIDE, GUIDES, TABLES
from yizhangtu.read.schema.kinds import AWARDS
from yizhangtu.read.schema.steps import PARALLEL, STEP, TARGET

BASIC, STEPS, ABOUT, ORIGINAL = "基本情况", "步骤", "说明", "原文"
FILE, NUMBER, ITEM_HEAD, VALUE, NOTE, PARENT, GROUP = "定义", "序号", "项目", "内容", "说明", "所属序号", "组"
LEVEL, ENTRY_KIND, GOES_TO, ROUND = "层", "类", "去处", "循环"
DOT = "·"
NOTE_MARK = "说明："  # the row below the heads begins with it, and is not read
CONTINUED = "\u3000"  # a line of a cell that goes on with the item above begins with it
STEP_WORD, OUTCOME, BLOCK, ROUTE = "步骤", "结果", "并行", "一路"
ENTRY_KINDS = (STEP_WORD, OUTCOME, BLOCK, ROUTE)


class Leaf(NamedTuple):
    """A key whose value is a text or texts, by the way to it through mappings. `listed`: texts, a line each; `single`:
    the key of the mapping that a text in place of it stands for is the last of the way."""

    path: tuple[str, ...]
    key: Key
    listed: bool

    @property
    def label(self) -> str:
        """The head of its column or row."""
        return DOT.join(self.path)


class Nested(NamedTuple):
    """A list of mappings inside of a mapping: its way, its key, and the table of its items."""

    path: tuple[str, ...]
    key: Key
    table: KeyTable

    @property
    def label(self) -> str:
        """The name of its sheet or column."""
        return DOT.join(self.path)


class Layout(NamedTuple):
    """What a table of keys becomes."""

    leaves: tuple[Leaf, ...]
    nested: tuple[Nested, ...]
    free: tuple[str, ...] = ()  # ways to mappings with keys of one's own

    def leaf(self, label: str) -> Leaf | None:
        """The leaf with this label."""
        return next((one for one in self.leaves if one.label == label), None)


_LISTED = (ValueShape.TEXTS,)
_OBJECTS = (ValueShape.OBJECT, ValueShape.OBJECT_OR_TEXT, ValueShape.DATA)
_MAY_BE_TEXT = (ValueShape.STEPS, ValueShape.ROWS_OR_FILE)


@cache
def layout_of(id: str) -> Layout:
    """The leaves and nested lists of a table of keys, by its id."""
    leaves: list[Leaf] = []
    nested: list[Nested] = []
    free: list[str] = []
    _walk(TABLES[id], (), leaves, nested, free)
    return Layout(tuple(leaves), tuple(nested), tuple(free))


def _walk(table: KeyTable, way: tuple[str, ...], leaves: list[Leaf], nested: list[Nested], free: list[str]) -> None:
    for key in table.keys:
        path = (*way, key.name)
        if key.shape in _OBJECTS:
            inner = TABLES[key.of]
            if key.shape is ValueShape.OBJECT_OR_TEXT and not inner.alone:
                leaves.append(Leaf(path, key, False))
            if inner.free:
                free.append(DOT.join(path))
            else:
                _walk(inner, path, leaves, nested, free)
            if key.shape is ValueShape.DATA:
                free.append(DOT.join(path))
        elif key.shape in LISTS and key.shape not in _LISTED:
            if key.shape in _MAY_BE_TEXT or key.of == "item":
                leaves.append(Leaf(path, key, False))
            if key.of:
                nested.append(Nested(path, key, TABLES[key.of]))
        elif key.shape is not ValueShape.BRANCHES:
            leaves.append(Leaf(path, key, key.shape in _LISTED))


def sheet_title(table: KeyTable, nested_label: str) -> str:
    """The title of the sheet of a list of a guide. Kinds whose list has other columns than that of all guides have a
    sheet of their own: 规范·标准."""
    kind = next((kind for kind, one in GUIDES.items() if one is table), "")
    common, own = GUIDE.find(nested_label), table.find(nested_label)
    taken = {"步骤", BASIC, ABOUT, ORIGINAL}
    differs = kind not in ("", "流程") and common is not None and own is not None and common.of != own.of
    return f"{kind}{DOT}{nested_label}" if differs or nested_label in taken else nested_label


def grouped(table: KeyTable) -> bool:
    """Whether the items of the table are groups, shown with their own items in one sheet."""
    return table is AWARDS


@cache
def step_leaves() -> tuple[Leaf, ...]:
    """The columns of steps, blocks and outcomes beside those of their order and name."""
    found = {leaf.label: leaf for id in (STEP.id, PARALLEL.id) for leaf in layout_of(id).leaves}
    del found["步骤"]
    found |= {leaf.label: leaf for leaf in layout_of(TARGET.id).leaves if leaf.label != "到"}
    return tuple(leaf for leaf in found.values())


def step_head(leaf: Leaf) -> str:
    """The head of a column of steps: 接着 is where it goes on."""
    return {f"接着{DOT}到": GOES_TO, f"接着{DOT}循环": ROUND}.get(leaf.label, leaf.label)


class BookColumn(NamedTuple):
    """A column: its head, what it is for, its width in characters, the words to choose from."""

    head: str
    note: str = ""
    width: float = 18
    choices: tuple[str, ...] = ()


class BookSheet(NamedTuple):
    """A sheet of texts. `choices` are those of single cells, by row and column from 0; `indents` of the names of steps
    by row; a `hidden` sheet is not for people."""

    title: str
    columns: tuple[BookColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    choices: tuple[tuple[int, int, tuple[str, ...]], ...] = ()
    indents: tuple[int, ...] = ()
    hidden: bool = False
    noted: bool = True  # the notes of the columns stand in a row below the heads
