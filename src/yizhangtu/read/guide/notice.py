"""The trees of 数据, 栏目, 公示期 … → a notice without its data (governance.md section 12)."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from yizhangtu.model.diagnostics import Related, Text
from yizhangtu.model.guide import Guide
from yizhangtu.model.notice.notice import (
    PERIODS,
    ColumnType,
    DataSource,
    Mask,
    Notice,
    NoticeBoard,
    NoticeColumn,
    Objections,
    Posted,
    Take,
)
from yizhangtu.model.project import Village
from yizhangtu.model.words import shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.guide.fields import Fields, is_empty, start_of
from yizhangtu.read.guide.values import NO, Values
from yizhangtu.read.guide.variables import Variables, substitute
from yizhangtu.read.notice.period import Period, parse_period
from yizhangtu.read.schema.key import KeyTable
from yizhangtu.read.schema.keys import GUIDES
from yizhangtu.read.schema.notice_keys import BOARD, DATA, NOTICE_COLUMN, OBJECTIONS, POSTED
from yizhangtu.read.tables.table_name import is_table_name
from yizhangtu.read.yaml.tree import Mapping, Pair, Scalar, Sequence, Tree

KEY, PERIOD = "数据", "期"
EVERYWHERE = frozenset({PERIOD, "乡镇", "县区"})  # variables that are the same in every village
UNKNOWN = "××"
_TAKE = re.compile(
    r"(前|后|>=|<=|≥|≤|>|<|高于|低于|不低于|不少于)\s*(\d+(?:\.\d+)?)\s*(?:名|户|行|分|元)?|(\d+(?:\.\d+)?)\s*(?:分|元)?以上"
)
_HOW = {">=": "≥", "<=": "≤", "高于": ">", "低于": "<", "不低于": "≥", "不少于": "≥"}
_SPANS = ("数据", "期", "栏目", "分组", "排序", "核对", "结余", "榜", "公示期", "异议")


class Occasion(NamedTuple):
    """What a notice is made for: the document with the variables in 数据 filled in, the period and the village;
    `of_village`, `of_period`: values of a village, and the period, stand in 数据."""

    document: Mapping
    period: Period | None
    village: Village | None
    of_village: bool
    of_period: bool

    def complete(self, guide: Guide) -> Guide:
        """The guide with period and village in its notice."""
        notice = guide.body
        if not isinstance(notice, Notice):
            return guide
        source = notice.source and notice.source._replace(needs_village=self.of_village and self.village is None)
        period, village = self.period if notice.per or self.of_period else None, self.village
        code, label = (period.code, period.label) if period else ("", "")
        name = str(village.name) if village else ""
        return guide._replace(body=notice._replace(source=source, period=label, period_code=code, village=name))


def occasion_of(
    document: Mapping, variables: Variables, village: Village | None, wanted: str, faults: Faults
) -> Occasion:
    """Fill in the variables of 数据, where 期 is as in names of files (2026-10); elsewhere it is printed (2026年10月).
    `wanted` is the period as the user writes it, "" for none."""
    period = parse_period(wanted, _per(document)) if wanted else None
    code = {PERIOD: period.code if period else UNKNOWN}
    own = Variables({**variables.values, **code}, variables.open_ended, variables.village)
    key = GUIDES["公示"].by_name[KEY]
    names = (key.name, key.english)
    pairs = tuple(
        Pair(pair.key, substitute(pair.value, own, faults)) if pair.key.text.strip() in names else pair
        for pair in document.pairs
    )
    variables.used |= own.used - {PERIOD}
    variables.values = {**variables.values, PERIOD: period.label if period else UNKNOWN}
    return Occasion(Mapping(pairs, document.span), period, village, bool(own.used - EVERYWHERE), PERIOD in own.used)


def _per(document: Mapping) -> str:
    """期 of a document that is not read yet; a batch where it is not written, which may have any name."""
    key = GUIDES["公示"].by_name["期"]
    for pair in document.pairs:
        if pair.key.text.strip() in (key.name, key.english) and isinstance(pair.value, Scalar):
            word = pair.value.text.strip()
            if word in key.choices_english:
                return key.choices[key.choices_english.index(word)]
            return word if word in key.choices else PERIODS[-1]
    return PERIODS[-1]


def read_notice(fields: Fields, values: Values) -> Notice | None:
    """The notice; None with a diagnostic where there is no 数据 or no 栏目."""
    source = _source(fields, values)
    columns = _columns(fields, values)
    posted = _posted(fields, values)
    above = values.plain(fields, "上级")
    superior = Text(above.strip(), above.span) if above else Text("")
    notice = Notice(
        columns=_with_superior(columns, superior),
        source=source,
        per=str(values.choice(fields, GUIDES["公示"], "期") or ""),
        group_by=str(values.plain(fields, "分组") or "").strip(),
        sort_by=unicodedata.normalize("NFKC", str(values.plain(fields, "排序") or "").strip()),
        checks=tuple(map(str, values.plain_texts(fields, "核对"))),
        balances=_balances(fields, values),
        boards=_boards(fields, values),
        posted=posted,
        objections=_objections(fields, values),
        signed_by=values.texts(fields, "签字"),
        superior=str(superior),
        levels=bool(superior) or str(values.plain(fields, "层级") or "否").strip().lower() not in NO,
        spans=tuple((name, start_of(fields[name].span)) for name in _SPANS if name in fields),
    )
    return notice if source and columns else None


def _source(fields: Fields, values: Values) -> DataSource | None:
    tree = fields.get(KEY)
    if tree is None:
        return None
    if isinstance(tree, Sequence):
        return DataSource(rows=_rows(tree, values), span=start_of(tree.span))
    name: Text | None
    if isinstance(tree, Scalar):
        name, sheet, head = tree.text, None, None
    else:
        inner = values.mapping(tree, f"“{KEY}”", DATA) or {}
        name, sheet = values.plain(inner, "文件"), values.plain(inner, "工作表")
        head = values.number(inner, DATA, "表头行")
        if name is None:
            return None
    name = Text(name.strip().replace("\\", "/"), name.span)
    if not is_table_name(name, values.faults):
        return None
    return DataSource(str(name), str(sheet or "").strip(), head or 0, span=name.span)


def _rows(tree: Sequence, values: Values) -> tuple[tuple[tuple[str, Text], ...], ...]:
    """数据 as a list: each item is a row."""
    found = []
    for item in tree.items:
        if not isinstance(item, Mapping):
            message = f"“{KEY}”的每一项要写成“键: 值”的形式"
            values.faults.add("Y116", start_of(item.span), message, "写成“- 姓名: 张××”。")
            continue
        cells: dict[str, Text] = {}
        for pair in item.pairs:
            name = pair.key.text.strip()
            if name in cells:
                values.faults.add("Y114", pair.key.span, f"“{shortened(name)}”写了两次", "删去一处。")
            text = None if is_empty(pair.value) else values.plain({name: pair.value}, name)
            cells.setdefault(name, text or Text("", pair.key.span))
        found.append(tuple(cells.items()))
    return tuple(found)


def _columns(fields: Fields, values: Values) -> tuple[NoticeColumn, ...]:
    found: dict[str, NoticeColumn] = {}
    for item in values.items(fields.get("栏目"), "栏目"):
        column = _column(item, values)
        if column is None:
            continue
        first = found.setdefault(str(column.name), column)
        if first is not column:
            related = (Related(first.name.span, "第一次写在这里"),) if first.name.span else ()
            message = f"栏目“{shortened(column.name)}”写了两次"
            values.faults.add("Y819", column.name.span, message, "删去一处。", related)
    return tuple(found.values())


def _with_superior(columns: tuple[NoticeColumn, ...], superior: Text) -> tuple[NoticeColumn, ...]:
    """The columns with that of 上级, which is printed as the first one is: it holds the same names."""
    if not superior or not columns:
        return columns
    lead = columns[0]
    own = next((one for one in columns if one.name == superior), NoticeColumn(superior, superior))
    found = own._replace(type=own.type or lead.type, mask=own.mask or lead.mask)
    return (*(one for one in columns if one.name != superior), found)


def _column(item: Tree, values: Values) -> NoticeColumn | None:
    if isinstance(item, Scalar):
        name = Text(item.text.strip(), item.text.span)
        return NoticeColumn(name, name)
    inner = values.mapping(item, "“栏目”的每一项", NOTICE_COLUMN)
    written = values.plain(inner, "栏") if inner else None
    if inner is None or written is None:
        return None
    name = Text(written.strip(), written.span)
    type_, mask = values.choice(inner, NOTICE_COLUMN, "类型"), _mask(inner, values, NOTICE_COLUMN)
    total = values.choice(inner, NOTICE_COLUMN, "合计")
    kind = ColumnType(type_) if type_ else None
    return NoticeColumn(name, values.plain(inner, "印作") or name, kind, mask, None if total is None else total == "是")


def _mask(inner: Fields, values: Values, table: KeyTable) -> Mask | None:
    word = values.choice(inner, table, "脱敏")
    return Mask(word) if word else None


def _balances(fields: Fields, values: Values) -> tuple[tuple[str, str], ...]:
    tree = fields.get("结余")
    if not isinstance(tree, Mapping):
        if tree is not None:
            values.faults.add("Y116", start_of(tree.span), "“结余”要写成“键: 值”的形式", "写成“上期结余: 1200.00”。")
        return ()
    pairs = ((pair.key.text.strip(), values.plain({"结余": pair.value}, "结余")) for pair in tree.pairs)
    return tuple((name, str(text)) for name, text in pairs if text is not None)


def _boards(fields: Fields, values: Values) -> tuple[NoticeBoard, ...]:
    found = []
    for inner, _ in values.rows(fields, "榜", BOARD):
        name, written = values.plain(inner, "名称"), values.plain(inner, "取")
        take = None if written is None else parse_take(written)
        if written is not None and take is None:
            values.faults.add("Y117", written.span, f"“取”不能写“{shortened(written)}”", "可以写：前10、后5、≥90。")
        if name is not None:
            found.append(NoticeBoard(name, take, _mask(inner, values, BOARD)))
    return tuple(found)


def parse_take(text: str) -> Take | None:
    """取 of a board: 前10, 后5, ≥90, 90分以上."""
    match = _TAKE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    if match[3]:
        return Take("≥", Decimal(match[3]))
    return Take(_HOW.get(match[1], match[1]), Decimal(match[2]))


def _posted(fields: Fields, values: Values) -> Posted:
    tree = fields.get("公示期")
    if tree is None:
        return Posted()
    if isinstance(tree, Scalar):
        return Posted(text=values.record(tree.text))
    inner = values.mapping(tree, "“公示期”", POSTED) or {}
    return Posted(None, values.text(inner, "自"), values.text(inner, "至"), values.text(inner, "不少于"))


def _objections(fields: Fields, values: Values) -> Objections:
    tree = fields.get("异议")
    inner = None if tree is None else values.mapping(tree, "“异议”", OBJECTIONS)
    if not inner:
        return Objections()
    return Objections(*(values.text(inner, name) for name in ("向谁", "电话", "期限", "答复")))
