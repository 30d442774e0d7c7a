"""The body of a guide of kind 清单: its rows (format.md section 4), and the guides that they name."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from yizhangtu.model.deadline import Deadline
from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.guide import HANDLER, Assistant

ROLES = ("协调联络", "组织动员", "宣传教育", "诉求反映")  # 村级职责 of an 准入事项
AFFAIRS = ("党务", "村务", "财务")  # 类别 of 三务公开
STANDARD_COLUMNS = ("事项", "办理主体", "责任部门", "村级职责", "时限", "监督", "帮办代办", "依据", "形式", "备注")
PUBLISHED = {
    "事项": "公开内容",
    "办理主体": "公开主体",
    "时限": "公开时限",
    "形式": "公开形式",
}  # column heads of 三务公开
COMMON_LEAST = 3  # rows: what all of at least so many have in common is stated once
HEADS = {"时限": "办理时限", "监督": "谁监督"}  # column heads that differ from the name of the column


class Channel(NamedTuple):
    """One of 形式: 公开栏. `chosen` is False where it is marked as not used (□公开栏)."""

    name: Text
    chosen: bool = True


class LinkedGuide(NamedTuple):
    """What a row takes from the guide named in its 流程. `page` is that of the booklet, if there is one."""

    stem: str
    title: str
    number: str = ""
    handlers: tuple[Text, ...] = ()
    within: Deadline | None = None  # 承诺 of its 时间要求, else 法定
    oversight: tuple[Text, ...] = ()  # 监督人, else 方式
    page: int | None = None


class ListRow(NamedTuple):
    """One 事项. `number` counts from 1 in the order written. `who`, `when` and `watch` are printed:
    the row's own values, or else those of its guide (`linked`)."""

    number: int
    item: Text
    span: Span
    group: Text | None = None
    handlers: tuple[Text, ...] = ()
    within: Deadline | None = None
    oversight: tuple[Text, ...] = ()
    basis: tuple[Text, ...] = ()
    channels: tuple[Channel, ...] = ()
    flow: Text | None = None
    department: Text | None = None
    roles: tuple[Text, ...] = ()
    keywords: tuple[Text, ...] = ()
    assistant: Assistant | None = None
    note: Text | None = None
    further: tuple[tuple[str, Text], ...] = ()  # custom columns, by name
    linked: LinkedGuide | None = None

    @property
    def who(self) -> tuple[Text, ...]:
        return self.handlers or (self.linked.handlers if self.linked else ())

    @property
    def when(self) -> Deadline | None:
        return self.within or (self.linked.within if self.linked else None)

    @property
    def watch(self) -> tuple[Text, ...]:
        return self.oversight or (self.linked.oversight if self.linked else ())

    def cell(self, column: str) -> str:
        """The text of a column (one of STANDARD_COLUMNS or a custom one), "" where there is none."""
        match column:
            case "事项":
                return str(self.item)
            case "办理主体":
                return "、".join(self.who)
            case "责任部门":
                return str(self.department or "")
            case "村级职责":
                return "、".join(self.roles)
            case "时限":
                return str(self.when.text) if self.when else ""
            case "监督":
                return "、".join(self.watch)
            case "帮办代办":
                who = self.assistant
                return " ".join(str(part) for part in (who.name, who.phone, who.window) if part) if who else ""
            case "依据":
                return "；".join(self.basis)
            case "形式":
                if all(channel.chosen for channel in self.channels):
                    return "、".join(channel.name for channel in self.channels)
                return " ".join(f"{'■' if channel.chosen else '□'}{channel.name}" for channel in self.channels)
            case "备注":
                return str(self.note or "")
            case _:
                return next((str(text) for name, text in self.further if name == column), "")


class ListSource(NamedTuple):
    """事项: a table beside the project file. `village_column` is the column that says of which village a row is, ""
    where they are of all; `file_varies`: the name of the file holds values of a village; `needs_village`: it does, and
    none is chosen."""

    file: str
    span: Span | None = None
    village_column: str = ""
    file_varies: bool = False
    needs_village: bool = False

    @property
    def by_village(self) -> bool:
        """Whether a village can have rows of its own."""
        return self.file_varies or bool(self.village_column)


class TableRowsWritten(NamedTuple):
    """The rows of a table with the variables of villages as written: `own` those of the chosen village, in general
    terms those of all villages alike, which are `general`. `filled`: the columns that are not empty in every row."""

    own: tuple[ListRow, ...] = ()
    general: tuple[ListRow, ...] = ()
    filled: frozenset[str] = frozenset()


class Listing(NamedTuple):
    """清单. `columns` are the columns that are not empty, in the order of the page; `published`: its 所属清单 is
    三务公开; `handler_label` is the head of 办理主体. `source` is the table that the rows come from: then `rows` are
    those of the chosen village, and `table_rows` the same and more with the variables as written."""

    rows: tuple[ListRow, ...]
    columns: tuple[str, ...] = ("事项",)
    ordered: tuple[Text, ...] = ()  # 栏目, standard columns by their Chinese names
    published: bool = False
    handler_label: str = HANDLER
    source: ListSource | None = None
    table_rows: TableRowsWritten = TableRowsWritten()

    def head(self, column: str) -> str:
        """The head of a column."""
        if self.published:
            return PUBLISHED.get(column, column)
        if column == HANDLER:
            return self.handler_label
        return HEADS.get(column, column)

    @property
    def waits(self) -> bool:
        """Whether there is no sheet (yet): a table has the rows, and it was not read or has none of this village."""
        return self.source is not None and not self.rows

    @property
    def common(self) -> tuple[str, ...]:
        """Standard columns with the same text in all rows, which is stated once. A column of the author's own is
        stated in every row: money, numbers, marks belong to the person in whose row they are."""
        if len(self.rows) < COMMON_LEAST:
            return ()
        names = [name for name in self.columns if name in STANDARD_COLUMNS and name != "事项"]
        return tuple(name for name in names if self._is_common(name))

    def _is_common(self, name: str) -> bool:
        if name == "形式" and not all(channel.chosen for row in self.rows for channel in row.channels):
            return False
        return len({row.cell(name) for row in self.rows}) == 1 and bool(self.rows[0].cell(name))

    @property
    def varying(self) -> tuple[str, ...]:
        """The columns besides 事项 that are stated in every row."""
        common = self.common
        return tuple(name for name in self.columns if name != "事项" and name not in common)

    @property
    def channels(self) -> tuple[str, ...]:
        """All different 形式, in the order of their first rows."""
        return tuple(dict.fromkeys(str(channel.name) for row in self.rows for channel in row.channels))

    @property
    def groups(self) -> tuple[tuple[str, tuple[ListRow, ...]], ...]:
        """Consecutive rows with equal 类别 ("" where there is none)."""
        found: list[tuple[str, list[ListRow]]] = []
        for row in self.rows:
            name = str(row.group or "")
            if not found or found[-1][0] != name:
                found.append((name, []))
            found[-1][1].append(row)
        return tuple((name, tuple(rows)) for name, rows in found)


def columns_of(rows: Sequence[ListRow], ordered: Iterable[str]) -> tuple[str, ...]:
    """The columns that are not empty, in the order of 栏目; 事项 comes first where 栏目 does not name it."""
    wanted = dict.fromkeys(map(str, ordered))
    lead = () if "事项" in wanted else ("事项",)
    named = (column for column in (*wanted, *STANDARD_COLUMNS) if any(row.cell(column) for row in rows))
    return tuple(dict.fromkeys((*lead, *named))) or ("事项",)
