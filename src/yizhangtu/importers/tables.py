"""A table with a head → rows of a draft: steps, or a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from yizhangtu.importers.draft import GuideDraft, RowDraft, SourcedText
from yizhangtu.importers.facts import add_fact, fact_line
from yizhangtu.importers.grids import HeadedColumn, TableReading, banner, filled
from yizhangtu.importers.text_parts import list_items, numbered
from yizhangtu.importers.words import HeaderWords
from yizhangtu.read.originals.original import SourceCell

_NUMBER_ONLY = re.compile(r"\d+(?:\.\d+)?")
_HEAD_UNIT = re.compile(r"[（(](个?工作日|个?自然日|日|天|小时|个?月|分|元|桌)[）)]")
_TICKS = frozenset("√✓✔☑■●○是Y1")
_TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计|填表人|审核人|制表|填报人")
_MARKED = re.compile(r"([■☑√✓✔□☐○])\s*([^■☑√✓✔□☐○]+)")
_TICKED = "■☑√✓✔"
MULTIPLE = {"办理主体", "办理", "依据", "监督", "责任部门", "村级职责", "材料"}


class TableReader:
    """Reads the rows of one table into a draft."""

    def __init__(self, table: TableReading, draft: GuideDraft, words: HeaderWords) -> None:
        self.table, self.draft, self.words = table, draft, words
        self.section: SourcedText | None = None
        self.phase = ""

    def read(self) -> None:
        """All rows: sections and notes among them, repeated heads left out."""
        draft = self.draft
        for row in self.table.heads:
            draft.use(row)
        draft.head = "｜".join(column.head.replace("\n", " ") for column in self.table.columns)
        for row in self.table.before:
            for cell in filled(row):
                read_note(draft, cell, self.words, title=True)
        heads = {tuple(cell.text for cell in row) for row in self.table.heads}
        for row in self.table.body:
            alone = banner(row)
            if tuple(cell.text for cell in row) in heads:
                draft.use(row)
            elif alone and not self._is_row(row, alone):
                self._alone(alone)
            elif self._is_total(row):
                continue  # stays unread, and is told as such
            else:
                self.row(row)

    def row(self, row: Sequence[SourceCell]) -> None:
        """One row of the table."""
        raise NotImplementedError

    def _is_row(self, row: Sequence[SourceCell], cell: SourceCell) -> bool:
        """Whether the only cell of a row is a matter by itself: it stands in the column of names, unmerged."""
        named = {column.at for column in self.table.columns if column.role in ("步骤", "事项")}
        covered = [at for at, one in enumerate(row) if one.id == cell.id]
        return len(covered) == 1 and covered[0] in named and fact_line(cell.text, self.words) is None

    def _is_total(self, row: Sequence[SourceCell]) -> bool:
        return any(_TOTAL.match(cell.text) for cell in filled(row))

    def _alone(self, cell: SourceCell) -> None:
        """A section, or a note below the table."""
        text = cell.text
        found = numbered(text)
        told = found.text if found else text
        if len(told) <= 14 and not re.search("[：:。，]", told):
            self.section = SourcedText(told, cell.place)
            self.draft.use([cell])
        elif not _TOTAL.match(text):  # who filled in the form is no part of the guide: it stays unread
            read_note(self.draft, cell, self.words)

    def values(self, row: Sequence[SourceCell], column: HeadedColumn) -> list[SourcedText]:
        """The values of a cell; numbers get the unit that the head of the column names."""
        cell = row[column.at]
        if not cell.text:
            return []
        self.draft.use([cell])
        unit = _HEAD_UNIT.search(column.head)
        if unit and _NUMBER_ONLY.fullmatch(cell.text) and column.role == "时限":
            counted = "个" if unit[1] in ("工作日", "自然日", "月") else ""
            return [SourcedText(f"{cell.text}{counted}{unit[1]}", cell.place, f"单位写在表头“{column.head}”里")]
        if column.role in MULTIPLE:
            signs = "；;" if column.role == "依据" else "、；;"
            return [SourcedText(one, cell.place) for one in list_items(cell.text, signs)]
        return [SourcedText(cell.text, cell.place)]


class StepTable(TableReader):
    """Steps: what stands in 备注 belongs to what is done."""

    def row(self, row: Sequence[SourceCell]) -> None:
        step = RowDraft(group=self.section)
        for column in self.table.columns:
            values = self.values(row, column)
            if column.role == "序号":
                continue
            if column.role in (None, "备注"):
                name = "" if column.role else f"{column.name}："
                values = [value._replace(text=f"{name}{value.text}") for value in values]
                step.add("内容", *values)
            elif column.role == "步骤":
                found = numbered(values[0].text) if values else None
                step.add("步骤", *(value._replace(text=found.text if found else value.text) for value in values))
            else:
                step.add(column.role, *values)
        if not step.values.get("步骤"):
            self._continued(step)
            return
        if self.section:
            step.add("阶段", self.section)
        phase = step.text("阶段")
        if phase and phase == self.phase:  # a phase is said where it begins
            del step.values["阶段"]
        self.phase = phase or self.phase
        self.draft.rows.append(step)

    def _continued(self, step: RowDraft) -> None:
        """A row without a name goes on with the step above."""
        if self.draft.rows:
            for key, values in step.values.items():
                known = {value.text for value in self.draft.rows[-1].values.get(key, ())}
                self.draft.rows[-1].add(key, *(value for value in values if value.text not in known))


class ListTable(TableReader):
    """A list: columns of the document's own are kept as custom columns, columns of ticks become one."""

    def read(self) -> None:
        draft = self.draft
        draft.kind = "清单"
        columns = [column for column in self.table.columns if column.role != "序号"]
        self.ticked = self._tick_groups(columns)
        for column in columns:
            name = column.role or (column.group if column.group in self.ticked else column.name)
            if name == "备注" or name in draft.columns:
                continue
            draft.columns.append(name)
            if column.role is None:
                draft.custom.append(name)
        super().read()

    def _tick_groups(self, columns: Iterable[HeadedColumn]) -> frozenset[str]:
        """The groups of columns whose cells are only ticked."""
        groups: dict[str, bool] = {}
        for column in columns:
            if column.role is None and column.group:
                texts = {row[column.at].text for row in self.table.body if banner(row) is None}
                groups[column.group] = groups.get(column.group, True) and texts - {""} <= _TICKS
        return frozenset(group for group, only in groups.items() if only)

    def row(self, row: Sequence[SourceCell]) -> None:
        item = RowDraft(group=self.section)
        for column in self.table.columns:
            values = self.values(row, column)
            if column.role == "序号" or not values:
                continue
            if column.group in self.ticked:
                item.add(column.group, SourcedText(column.name, values[0].place))
            elif column.role == "形式":
                self._channels(item, values[0])
            else:
                item.add(column.role or column.name, *values)
        if not item.values.get("事项"):
            if self.draft.rows and any(item.values):
                for key, values in item.values.items():
                    self.draft.rows[-1].add(key, *values)
            return
        if self.section and not item.values.get("类别"):
            item.add("类别", self.section)
            if "类别" not in self.draft.columns:
                self.draft.columns.insert(0, "类别")
        self.draft.rows.append(item)

    def _channels(self, item: RowDraft, value: SourcedText) -> None:
        """公开形式: ticked ones; those left blank are said in 备注."""
        marked = _MARKED.findall(value.text)
        if not marked:
            item.add("形式", *(SourcedText(one, value.place) for one in list_items(value.text, "、；;，, ")))
            return
        item.add("形式", *(SourcedText(name.strip(" 、；"), value.place) for sign, name in marked if sign in _TICKED))
        blank = "、".join(name.strip(" 、；") for sign, name in marked if sign not in _TICKED)
        if blank:
            item.add("备注", SourcedText(f"没有勾选：{blank}", value.place))


def read_note(draft: GuideDraft, cell: SourceCell, words: HeaderWords, title: bool = False) -> None:
    """A line beside a table: the title, a fact (咨询电话：…), or a note."""
    text = cell.text.strip()
    if line := fact_line(text, words):
        add_fact(draft, line[0], cell, line[1], words)
    elif title and not draft.title and len(text) <= 40 and not re.search("[：:。]", text):
        draft.use([cell])
        draft.add("名称", SourcedText("".join(text.split()), cell.place))
    elif title and re.fullmatch(r"[（(]?\d{4}年.*|单位[：:].*", text):
        return
    else:
        draft.use([cell])
        draft.add("备注", SourcedText(text, cell.place))
