"""操作流程 ↔ rows: each step, outcome, block and route is a row; what belongs to it follows, one level deeper."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from yizhangtu.edit.data.definition_data import Data
from yizhangtu.edit.emit import Value
from yizhangtu.interchange.workbook.cells import cell_of, lines_of, plain_items, put, texts_of, value_of
from yizhangtu.interchange.workbook.sheets import (
    BLOCK,
    ENTRY_KIND,
    ENTRY_KINDS,
    GOES_TO,
    LEVEL,
    NUMBER,
    OUTCOME,
    ROUTE,
    STEP_WORD,
    STEPS,
    BookColumn,
    Leaf,
    Nested,
    layout_of,
    step_head,
    step_leaves,
)
from yizhangtu.read.schema.key import Key
from yizhangtu.read.schema.keys import TABLES
from yizhangtu.read.schema.steps import PARALLEL, STEP, TARGET

_MATERIALS = STEP.by_name["材料"]
_ORDER = (NUMBER, LEVEL, ENTRY_KIND)  # columns of every row
_NESTED = Nested(("材料",), _MATERIALS, TABLES["material"])


class StepRow(NamedTuple):
    """A row by the heads of its columns; `materials` are those that have more than a name, `key` is theirs."""

    cells: dict[str, str]
    materials: list[Value] | None = None
    key: Key = _MATERIALS


def step_columns() -> tuple[BookColumn, ...]:
    """The columns of the sheet."""
    first = (
        BookColumn(NUMBER, "这一行的序号，别的工作表用它指这一行；新加的行可以空着", 8),
        BookColumn(LEVEL, "第几层：1 是操作流程本身；结果、并行的各路比上面那一步深一层", 6),
        BookColumn(ENTRY_KIND, "步骤、结果（判断的）、并行（同时办）、一路（并行里连着的几步）", 8, ENTRY_KINDS),
        BookColumn(STEP_WORD, "步骤的名字，要短，不能重名；结果就写是什么结果", 24),
    )
    leaves = tuple(
        BookColumn(step_head(leaf), _note(leaf), 34 if leaf.key.name == "内容" else 14, leaf.key.choices)
        for leaf in step_leaves()
    )
    materials = BookColumn("材料", f"{_MATERIALS.doc}：一行一个；还要写份数等的，写在“{STEPS}·材料”表里", 20)
    return (*first, *leaves, materials)


def _note(leaf: Leaf) -> str:
    if step_head(leaf) == GOES_TO:
        return "结果通到哪里：下一步、办结、步骤名；步骤不按书写的顺序走时，接着去哪一步，或者办结"
    return f"{leaf.key.doc}{'；几个就一行一个' if leaf.listed else ''}"


def step_rows(entries: Sequence[Value]) -> list[StepRow]:
    """The rows of steps in the order written."""
    numbers = count(1)
    return list(_entries(entries, 1, numbers))


def _entries(entries: Sequence[Value], level: int, numbers: Iterator[int]) -> Iterator[StepRow]:
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        members, branches = entry.get("并行"), entry.get("判断")
        block = "并行" in entry
        yield _row(entry, BLOCK if block else STEP_WORD, level, str(next(numbers)))
        for member in members if isinstance(members, list) else []:
            inner = member if isinstance(member, list) else [member]
            deeper = level + 1
            if len(inner) != 1:
                yield StepRow({NUMBER: str(next(numbers)), LEVEL: str(deeper), ENTRY_KIND: ROUTE})
                deeper += 1
            yield from _entries(inner, deeper, numbers)
        for outcome, way in branches.items() if isinstance(branches, dict) else ():
            cells = {NUMBER: str(next(numbers)), LEVEL: str(level + 1), ENTRY_KIND: OUTCOME, STEP_WORD: outcome}
            if isinstance(way, dict):
                cells |= {leaf.label: text for leaf in layout_of(TARGET.id).leaves if (text := cell_of(way, leaf))}
                cells |= {GOES_TO: cells.pop("到")} if "到" in cells else {}
            yield StepRow(cells)
            yield from _entries(way if isinstance(way, list) else [], level + 2, numbers)


def _row(entry: Data, kind: str, level: int, number: str) -> StepRow:
    leaves = layout_of((PARALLEL if kind == BLOCK else STEP).id).leaves
    cells = {step_head(leaf): text for leaf in leaves if (text := cell_of(entry, leaf))}
    cells |= {NUMBER: number, LEVEL: str(level), ENTRY_KIND: kind}
    materials = entry.get("材料")
    texts = plain_items(materials, _NESTED)
    if texts is not None:
        return StepRow({**cells, "材料": lines_of(texts)})
    return StepRow(cells, materials if isinstance(materials, list) else None)


class StepFault(NamedTuple):
    """What is wrong with the row of this number from 0, and what to do."""

    row: int
    head: str
    message: str
    hint: str


class _Around(NamedTuple):
    """A row that others belong to: its kind, the list that takes what is inside, and the mapping of its outcomes."""

    kind: str
    entries: list[Value]
    data: Data


def entries_of(
    rows: Sequence[dict[str, str]], materials: dict[str, list[Value]]
) -> tuple[list[Value], list[StepFault]]:
    """The steps that rows say; `materials` are those of further rows by the number of the row they belong to."""
    top: list[Value] = []
    around = [_Around(ROUTE, top, {})]
    faults: list[StepFault] = []
    for at, row in enumerate(rows):
        level, kind = _level(row, len(around)), row.get(ENTRY_KIND, "").strip() or STEP_WORD
        if kind not in ENTRY_KINDS:
            faults.append(StepFault(at, ENTRY_KIND, f"“类”写了“{kind}”", f"写{'、'.join(ENTRY_KINDS)}。"))
            continue
        if level is None or not 1 <= level <= len(around):
            most = len(around)
            faults.append(StepFault(at, LEVEL, "“层”接不上", f"写 1 到 {most}：比上面那一行最多深一层。"))
            continue
        faults += _misplaced(at, row, kind)
        del around[level:]
        parent = around[-1]
        found = _placed(row, kind, parent, materials)
        if isinstance(found, str):
            faults.append(StepFault(at, ENTRY_KIND, found, "看一看“层”和“类”。"))
            continue
        around.append(found)
    return top, faults


def _misplaced(at: int, row: dict[str, str], kind: str) -> Iterator[StepFault]:
    """A fault for each text of a row in a column that its kind does not have."""
    table = {STEP_WORD: STEP, BLOCK: PARALLEL, OUTCOME: TARGET}.get(kind)
    own = {step_head(leaf) for leaf in layout_of(table.id).leaves} if table else set()
    own |= {STEP_WORD, GOES_TO} if kind == OUTCOME else {"材料"} if table else set()
    for head in (one.head for one in step_columns()[len(_ORDER) :]):
        if head not in own and row.get(head, "").strip():
            yield StepFault(at, head, f"“{kind}”没有“{head}”这一项", "写到它的步骤那一行，或者删去。")


def _level(row: dict[str, str], deepest: int) -> int | None:
    """The level of a row; without one, 1."""
    text = row.get(LEVEL, "").strip() or "1"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 and deepest else None


def _placed(row: dict[str, str], kind: str, parent: _Around, materials: dict[str, list[Value]]) -> _Around | str:
    """Put what a row says where it belongs; a message where nothing like it can stand there."""
    if kind == OUTCOME:
        return _outcome(row, parent)
    if kind == ROUTE:
        if parent.kind != BLOCK:
            return "“一路”要在“并行”里面，比它深一层"
        inner: list[Value] = []
        parent.entries.append(inner)
        return _Around(ROUTE, inner, {})
    if parent.kind == STEP_WORD:
        return "步骤里面只能是结果"
    entry = _entry(row, PARALLEL.id if kind == BLOCK else STEP.id, materials)
    members: list[Value] = []
    if kind == BLOCK:
        entry["并行"] = members
    if parent.kind == OUTCOME and not parent.entries:
        if parent.data[row_outcome := next(reversed(parent.data))]:
            return "结果写了“去处”，就不能再另列几步"
        parent.data[row_outcome] = parent.entries
    parent.entries.append([entry] if parent.kind == BLOCK else entry)
    return _Around(kind, members, entry)


def _outcome(row: dict[str, str], parent: _Around) -> _Around | str:
    if parent.kind != STEP_WORD:
        return "结果要在步骤里面，比它深一层"
    word = row.get(STEP_WORD, "")
    branches = parent.data.setdefault("判断", {})
    assert isinstance(branches, dict)
    if not word.strip() or word in branches:
        return f"结果“{word}”写了两次" if word.strip() else "没有写是什么结果"
    way: Data = {}
    for leaf in layout_of(TARGET.id).leaves:
        text = row.get(GOES_TO if leaf.label == "到" else leaf.label, "")
        if text.strip():
            put(way, leaf.path, text)
    branches[word] = way
    return _Around(OUTCOME, [], branches)


def _entry(row: dict[str, str], id: str, materials: dict[str, list[Value]]) -> Data:
    entry: Data = {}
    for leaf in layout_of(id).leaves:
        text = row.get(step_head(leaf), "")
        if text.strip():
            put(entry, leaf.path, value_of(text, leaf))
    items: list[Value] = [{"名称": text} for text in texts_of(row.get("材料", ""))]
    items += materials.pop(row.get(NUMBER, "").strip(), [])
    if items:
        entry["材料"] = items
    return entry
