"""A notice and its data → what is printed on walls and in networks: masked, grouped, sorted, on boards, summed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.notice.notice import (
    NUMERIC,
    Balance,
    ColumnType,
    Mask,
    MaskCount,
    Notice,
    NoticeBoard,
    NoticeRow,
    NoticeSection,
    NoticeTable,
)
from yizhangtu.read.faults import Faults
from yizhangtu.read.notice.amounts import parse_amount
from yizhangtu.read.notice.columns import ReadColumn, read_columns
from yizhangtu.read.notice.data_table import DataTable, Wanted
from yizhangtu.read.notice.masking import mask_for, masked, type_of
from yizhangtu.read.notice.sums import balance_names, balances, report_stated
from yizhangtu.read.notice.superiors import NONE, depths, superiors
from yizhangtu.read.notice.twice import report_twice
from yizhangtu.style.notice_words import NoticeWords

REST = Text("其余")  # the rows of a notice with boards that are on none
PERSONAL = (
    ColumnType.PERSON, ColumnType.ID, ColumnType.PHONE, ColumnType.ACCOUNT, ColumnType.ADDRESS, ColumnType.HEALTH,
)  # fmt: skip


def wanted_of(notice: Notice) -> Wanted:
    """The columns that a notice looks for in its data."""
    names: dict[str, Span | None] = {str(column.name): column.name.span for column in notice.columns}
    spans = dict(notice.spans)
    for key, name in (
        ("分组", notice.group_by),
        ("排序", notice.sort_by.lstrip("-+")),
        ("上级", notice.superior),
    ):
        if name:
            names.setdefault(name, spans.get(key))
    source = notice.source
    assert source is not None
    return Wanted(names, source.sheet, source.head, source.span)


def composed(notice: Notice, table: DataTable, words: NoticeWords, faults: Faults, named: Faults) -> Notice:
    """The notice with what is printed of its data. `faults` are those of the data, `named` those of the definition."""
    columns = read_columns(notice.columns, table, words, faults)
    if not columns or not table.rows:
        return notice
    above: tuple[int, ...] = ()
    if notice.superior:
        lead = columns[0]
        columns = [one._replace(type=lead.type) if one.column.name == notice.superior else one for one in columns]
        above = superiors(table, str(lead.column.name), notice.superior, faults)
    composer = _Composer(notice, table, columns, words, above)
    report_stated(table, composer.sums, columns, faults)
    persons = [str(one.column.name) for one in columns if one.type is ColumnType.PERSON]
    if len(persons) == 1 and any(one.type in NUMERIC for one in columns):  # in a roster people stand several times
        report_twice(table, persons, words, faults)
    equations = balances(notice, table, columns, composer.counted, named)
    return notice._replace(
        table=composer.table(False, equations),
        net_table=composer.table(True, equations),
        counts=composer.counts(),
    )


class _Composer:
    """Order, sections and masks of one table."""

    def __init__(
        self,
        notice: Notice,
        table: DataTable,
        columns: Sequence[ReadColumn],
        words: NoticeWords,
        above: tuple[int, ...] = (),
    ) -> None:
        self._notice, self._table, self._columns, self._words, self._above = notice, table, columns, words, above
        held = balance_names(notice, table)
        self.counted = [not (held & {cell.strip() for cell in row.cells.values()}) for row in table.rows]
        self.sums = tuple(self._sum(column, range(len(table.rows))) for column in columns)
        self._by = notice.sort_by.lstrip("-+")
        self._keys = self._sort_keys()
        self._ranks = self._ranking()
        self._boards = self._on_boards()
        self._blamed = {at for board, rows in self._boards if self._blames(board) for at in rows}
        self._board_masks = {at: board.mask for board, rows in self._boards if board.mask for at in rows}

    def _sum(self, column: ReadColumn, rows: Sequence[int]) -> Decimal | None:
        """The sum of a column over rows; None where it has none."""
        if not column.total:
            return None
        return sum((column.amounts[at] or Decimal(0) for at in rows if self.counted[at]), Decimal(0))

    # The order of the rows.

    def _sort_keys(self) -> list[Decimal | None]:
        """For each row the number that it is sorted by."""
        if not self._by:
            return []
        found = (parse_amount(row.cells.get(self._by, "")) for row in self._table.rows)
        return [amount and amount.value for amount in found]

    def _sorted(self, rows: Sequence[int]) -> list[int]:
        if not self._by:
            return list(rows)
        falling = self._notice.sort_by.startswith("-")
        if all(self._keys[at] is None for at in rows):
            cells = {at: self._table.rows[at].cells.get(self._by, "") for at in rows}
            return sorted(rows, key=lambda at: cells[at], reverse=falling)
        numbered = [at for at in rows if self._keys[at] is not None]
        numbered.sort(key=lambda at: self._keys[at] or Decimal(0), reverse=falling)
        return [*numbered, *(at for at in rows if self._keys[at] is None)]

    def _ranking(self) -> dict[int, str]:
        """The rank of each row: equal numbers have the same, the next one is as many lower (1, 2, 2, 4)."""
        if not self._notice.sort_by.startswith("-"):
            return {}
        known = [(at, key) for at, key in enumerate(self._keys) if key is not None and self.counted[at]]
        return {at: str(1 + sum(other > key for _, other in known)) for at, key in known} if len(known) <= 3000 else {}

    # Boards and groups.

    def _blames(self, board: NoticeBoard) -> bool:
        return any(word in board.name for word in self._words.blame)

    def _on_boards(self) -> list[tuple[NoticeBoard, list[int]]]:
        """The rows of each board; none is on two of them."""
        everyone = [at for at in self._sorted(range(len(self._table.rows))) if self.counted[at]]
        taken: set[int] = set()
        found = []
        for board in self._notice.boards:
            rows = [at for at in self._taken(board, everyone) if at not in taken]
            taken.update(rows)
            found.append((board, rows))
        return found

    def _taken(self, board: NoticeBoard, everyone: Sequence[int]) -> list[int]:
        take = board.take
        if take is None:
            group = self._notice.group_by
            return [at for at in everyone if self._table.rows[at].cells.get(group, "").strip() == board.name.strip()]
        known = [at for at in everyone if self._keys and self._keys[at] is not None]
        if take.how in "前后":
            return self._first(known if take.how == "前" else known[::-1], int(take.number), take.how == "后")
        compare = {"≥": "__ge__", "≤": "__le__", ">": "__gt__", "<": "__lt__"}[take.how]
        return [at for at in known if getattr(self._keys[at], compare)(take.number)]

    def _first(self, rows: Sequence[int], number: int, turned: bool) -> list[int]:
        """The first rows, and those that are equal to the last of them."""
        number = min(number, len(rows))
        while 0 < number < len(rows) and self._keys[rows[number]] == self._keys[rows[number - 1]]:
            number += 1
        return list(rows[:number])[:: -1 if turned else 1]

    def _sections(self) -> list[tuple[Text, str, list[int]]]:
        """(name, tone, rows) of each section."""
        tones = {True: "blame", False: "honour"}
        found = [(board.name, tones[self._blames(board)], rows) for board, rows in self._boards if rows]
        taken = {at for _, _, rows in found for at in rows}
        rest = [at for at in range(len(self._table.rows)) if at not in taken]
        if not self._notice.group_by and self._above:
            depth = depths(self._above)
            levels = {level: [at for at in rest if depth[at] == level] for level in sorted(set(depth))}
            return [*found, *((Text(""), "", self._sorted(rows)) for rows in levels.values() if rows)]
        if not self._notice.group_by:
            name = REST if found else Text("")
            return [*found, (name, "", self._sorted(rest))] if rest else found
        groups: dict[str, list[int]] = {}
        names: dict[str, Text] = {}
        for at in rest:
            cell = self._table.rows[at].cells.get(self._notice.group_by, Text(""))
            names.setdefault(cell.strip(), cell)
            groups.setdefault(cell.strip(), []).append(at)
        return [*found, *((names[name], "", self._sorted(rows)) for name, rows in groups.items())]

    # What is printed.

    def table(self, net: bool, equations: tuple[Balance, ...]) -> NoticeTable:
        """What is printed on a wall, or in a network."""
        masks = [self._mask(column, net) for column in self._columns]
        names = [str(column.column.name) for column in self._columns]
        shown = [
            at
            for at, mask in enumerate(masks)
            if mask is not Mask.NONE and names[at] != self._notice.group_by and self._says_something(self._columns[at])
        ]
        columns = [self._columns[at] for at in shown]
        sections: list[NoticeSection] = []
        numbers: dict[int, int] = {NONE: 0}  # of the printed rows, by their index
        number = 0
        for name, tone, rows in self._sections():
            found = []
            for at in rows:
                number += 1
                numbers[at] = number
                cells = tuple(self._cell(self._columns[one], at, masks[one], net) for one in shown)
                amounts = tuple(column.amounts[at] for column in columns)
                found.append(NoticeRow(number, cells, amounts, self._ranks.get(at, ""), self.counted[at]))
            sums = tuple(self._sum(column, rows) for column in columns) if not tone and self._notice.group_by else ()
            sections.append(NoticeSection(self._heading(name, tone, net), tuple(found), tone, sums))
        if sum(bool(section.sums) for section in sections) < 2:  # the sum of the only group is that of all
            sections = [section._replace(sums=()) for section in sections]
        return NoticeTable(
            tuple(column.head for column in columns),
            tuple(column.type for column in columns),
            tuple(column.places for column in columns),
            tuple(column.unit for column in columns),
            tuple(sections),
            tuple(self.sums[at] for at in shown),
            equations,
            bool(self._ranks),
            next((at for at, column in enumerate(columns) if str(column.column.name) == self._by), -1),
            self._flow(columns, self._words.income),
            self._flow(columns, self._words.expense),
            superiors=tuple(numbers[self._above[at]] for at in numbers if at != NONE) if self._above else (),
        )  # fmt: skip

    @staticmethod
    def _flow(columns: Sequence[ReadColumn], words: Sequence[str]) -> int:
        """The index of the only column of money with a sum that has one of these words in its head."""
        found = [
            at
            for at, column in enumerate(columns)
            if column.type is ColumnType.MONEY and column.total and any(word in column.head for word in words)
        ]
        return found[0] if len(found) == 1 else -1

    @staticmethod
    def _says_something(column: ReadColumn) -> bool:
        """Whether a column has a cell that is not empty, or a sum."""
        return column.total or any(text.strip() for text in column.texts)

    def _heading(self, name: Text, tone: str, net: bool) -> Text:
        """The name of a section; of a group, masked as a cell of its column is."""
        if tone or not self._notice.group_by or name is REST:
            return name
        column = next((one for one in self._notice.columns if str(one.name) == self._notice.group_by), None)
        type_ = column.type if column and column.type else type_of(self._notice.group_by, self._words)
        mask = column.mask if column and column.mask else mask_for(type_, net)
        return Text(masked(name, mask, self._words.surnames), name.span)

    def _mask(self, column: ReadColumn, net: bool) -> Mask:
        return column.column.mask or mask_for(column.type, net)

    def _cell(self, column: ReadColumn, at: int, mask: Mask, net: bool) -> Text:
        cell = column.texts[at]
        if column.type is ColumnType.PERSON:
            mask = self._board_masks.get(at) or (Mask.SURNAME if at in self._blamed else mask)
            if net and column.column.mask is None and mask is Mask.WHOLE:
                mask = mask_for(column.type, net)
        if mask is Mask.WHOLE or column.type in NUMERIC:
            return cell
        return Text(masked(cell, mask, self._words.surnames), cell.span)

    def counts(self) -> tuple[MaskCount, ...]:
        """How many filled cells of persons' data are printed in which way on a wall."""
        found: Counter[tuple[ColumnType, Mask]] = Counter()
        for column in self._columns:
            if column.type in PERSONAL:
                mask = self._mask(column, False)
                for at, cell in enumerate(column.texts):
                    blamed = at in self._blamed and column.type is ColumnType.PERSON
                    found[column.type, Mask.SURNAME if blamed else mask] += bool(cell.strip())
        named = {str(column.name) for column in self._notice.columns}
        for head in self._table.heads:
            if head not in named and (type_ := type_of(head, self._words)) in PERSONAL:
                found[type_, Mask.NONE] += sum(
                    bool(row.cells[head].strip()) for row in self._table.rows if head in row.cells
                )
        return tuple(MaskCount(type_, mask, count) for (type_, mask), count in found.items() if count)


def texts_of_table(table: NoticeTable) -> list[Text]:
    """Everything that is printed of a table, for checks of characters and of completeness."""
    found = [*table.heads, *(section.name for section in table.sections)]
    found += [cell for row in table.rows for cell in row.cells]
    return [text for text in found if text.strip()]
