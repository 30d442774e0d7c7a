"""The trees of 事项 and 栏目 → the rows and columns of a list (format.md section 4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yizhangtu.model.diagnostics import Related, Text
from yizhangtu.model.listing import STANDARD_COLUMNS, Channel, Listing, ListRow, ListSource, columns_of
from yizhangtu.model.words import shortened
from yizhangtu.read.guide.fields import Fields, is_empty, read_fields, start_of
from yizhangtu.read.guide.values import NO, YES, Values
from yizhangtu.read.project.project import TABLE_SUFFIXES
from yizhangtu.read.schema.kinds import ITEM, LIST_KEYS
from yizhangtu.read.tables.table_name import OTHER_TABLES, is_table_name
from yizhangtu.read.yaml.tree import Mapping, Pair, Scalar, Tree

MOST_ROWS = 3000
OFF = "□☐"
ON = "■☑√✓✔▣"

VILLAGE_COLUMN = "村名"
_TABLE = re.compile(rf"(?:{'|'.join(map(re.escape, (*TABLE_SUFFIXES, *OTHER_TABLES)))})$", re.IGNORECASE)
_VARIABLE = re.compile(r"\{\{([^{}\n]*)\}\}")
_EVERYWHERE = ("乡镇", "县区", "town", "county")  # variables that are the same in every village
_MARK = re.compile(f"[{OFF}{ON}]")


def read_listing(fields: Fields, values: Values) -> Listing | None:
    """The list, without rows where they stand in a table; None with a diagnostic where there are too many rows."""
    ordered = _columns(fields, values)
    items, column = fields.get("事项"), values.plain(fields, "按村")
    by_village = "" if column is None or column.strip().lower() in NO else column.strip()
    if isinstance(items, Scalar) and _TABLE.search(items.text.strip()):
        name = Text(items.text.strip().replace("\\", "/"), items.span)
        column_name = VILLAGE_COLUMN if by_village.lower() in YES else by_village
        source = ListSource(str(name), name.span, column_name)
        return Listing((), ordered=ordered, source=source) if is_table_name(name, values.faults) else None
    if by_village and column is not None:
        hint = "把各行写进表格，“事项”写表格的文件名；或者删去“按村”。"
        values.faults.add("Y823", column.span, "“按村”只用在表格里的行", hint)
    return listing_of(values.items(items, "事项"), ordered, values)


def listing_of(items: Sequence[Tree], ordered: tuple[Text, ...], values: Values) -> Listing | None:
    """The list of some items; None with a diagnostic where there are too many."""
    own = {str(name): name for name in ordered if ITEM.find(name) is None}
    if len(items) > MOST_ROWS:
        message = f"这张清单有 {len(items)} 行，最多 {MOST_ROWS} 行"
        values.faults.add("Y802", start_of(items[MOST_ROWS].span), message, "请分成几张清单。")
        return None
    found: list[ListRow] = []
    for item in items:
        row = _row(item, len(found) + 1, own, values)
        if row is not None:
            found.append(row)
    rows = tuple(found)
    columns = columns_of(rows, ordered)
    for name, text in own.items():
        if name in columns:
            values.record(text)
    return Listing(rows, columns, ordered)


def file_varies(document: Mapping) -> bool:
    """Whether the name of the table in 事项 holds values of a village. The document is as written."""
    key = LIST_KEYS[0]
    for pair in document.pairs:
        if pair.key.text.strip() in key.names and isinstance(pair.value, Scalar):
            names = _VARIABLE.findall(pair.value.text)
            return any(name.strip() not in _EVERYWHERE for name in names)
    return False


def _columns(fields: Fields, values: Values) -> tuple[Text, ...]:
    """栏目: standard columns by the Chinese names of their keys, and custom columns."""
    found: dict[str, Text] = {}
    for text in values.plain_texts(fields, "栏目"):
        key = ITEM.find(text.strip())
        name = Text(text.strip() if key is None else key.name, text.span)
        first = found.setdefault(name, name)
        if first is not name:
            related = (Related(first.span, "第一次写在这里"),) if first.span else ()
            values.faults.add("Y819", name.span, f"栏目“{shortened(name)}”写了两次", "删去一处。", related)
    return tuple(name for name in found.values() if name in STANDARD_COLUMNS or ITEM.find(name) is None)


def _row(tree: Tree, number: int, own: dict[str, Text], values: Values) -> ListRow | None:
    """One row; a text alone is its 事项."""
    if isinstance(tree, Scalar):
        return ListRow(number, values.record(tree.text), start_of(tree.span))
    if not isinstance(tree, Mapping):
        values.mapping(tree, "“事项”的每一项", ITEM)
        return None
    further, rest = _further(tree, own, values)
    inner = read_fields(tree._replace(pairs=rest), ITEM, values.faults)
    item = values.text(inner, "事项")
    if item is None:
        return None
    return ListRow(
        number=number,
        item=item,
        span=start_of(tree.span),
        group=values.text(inner, "类别"),
        handlers=values.texts(inner, "办理主体"),
        within=values.deadline(inner, "时限"),
        oversight=values.texts(inner, "监督"),
        basis=values.texts(inner, "依据"),
        channels=tuple(channel for text in values.plain_texts(inner, "形式") for channel in _channels(text, values)),
        flow=values.plain(inner, "流程") or values.plain(inner, "公示"),
        department=values.joined(inner, "责任部门"),
        roles=values.texts(inner, "村级职责"),
        keywords=values.plain_texts(inner, "关键词"),
        assistant=values.assistant(inner),
        note=values.text(inner, "备注"),
        further=further,
    )


def _further(
    tree: Mapping, own: dict[str, Text], values: Values
) -> tuple[tuple[tuple[str, Text], ...], tuple[Pair, ...]]:
    """The cells of a row in custom columns, and the pairs of its other keys."""
    found: dict[str, Pair] = {}
    rest: list[Pair] = []
    for pair in tree.pairs:
        name = pair.key.text.strip()
        if name not in own:
            rest.append(pair)
        elif name in found:
            related = (Related(found[name].key.span, "第一次写在这里"),)
            message = f"“{shortened(name)}”写了两次"
            values.faults.add("Y114", pair.key.span, message, "删去一处，或者把两处合并。", related)
        else:
            found[name] = pair
    cells: list[tuple[str, Text]] = []
    for name, pair in found.items():
        if is_empty(pair.value):
            if not (isinstance(pair.value, Scalar) and pair.value.quoted):  # "" is a cell left blank on purpose
                hint = '补上内容，或者删去这一行；本来就空着，写 ""。'
                values.faults.add("Y118", pair.key.span, f"“{shortened(name)}”没有填写", hint)
            continue
        cell = values.joined({name: pair.value}, name)
        if cell is not None:
            cells.append((name, cell))
    return tuple(cells), tuple(rest)


def _channels(text: Text, values: Values) -> list[Channel]:
    """The channels of a text, with marks before their names (□便民服务站 ■公开栏) or after them (公开栏√ 微信群□)."""
    marks, names = _MARK.findall(text), [part.strip() for part in _MARK.split(text)]
    if not marks:
        return [Channel(values.record(text))]
    lead, last = names[0], names[-1]
    if not lead:  # marks are before the names
        found = [(name, mark in ON) for name, mark in zip(names[1:], marks, strict=True)]
    else:  # a name after the last mark has no mark
        found = [*((name, mark in ON) for name, mark in zip(names, marks, strict=False)), (last, True)]
    return [Channel(values.record(Text(name, text.span)), chosen) for name, chosen in found if name]
