"""The rows of a table → those that name the same person twice."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from yizhangtu.model.notice.notice import ColumnType
from yizhangtu.read.faults import Faults
from yizhangtu.read.notice.data_table import DataTable
from yizhangtu.read.notice.masking import type_of
from yizhangtu.style.notice_words import NoticeWords

MASKED = "×*＊Xx某"  # a name that is masked already may be anybody's


def report_twice(table: DataTable, persons: Sequence[str], words: NoticeWords, faults: Faults) -> None:
    """Y839 where a name stands twice with the same number of an identity card, or, where the data has none, with equal
    cells beside it. `persons` are the columns of names. Names and numbers are not quoted."""
    numbers = [head for head in table.heads if type_of(head, words) is ColumnType.ID]
    others = [head for head in table.heads if type_of(head, words) in (ColumnType.ADDRESS, ColumnType.TEXT)]
    for person in persons[:1]:
        seen: dict[tuple[str, ...], int] = {}
        for row in table.rows:
            name = _plain(row.cells.get(person, ""))
            if not name or any(sign in name for sign in MASKED):
                continue
            own = [_plain(row.cells.get(head, "")) for head in numbers]
            beside = [_plain(row.cells.get(head, "")) for head in others if head != person]
            key = (name, *(own if any(own) else beside))
            first = seen.setdefault(key, row.number)
            if first != row.number:
                message = f"第 {row.number} 行和第 {first} 行像是同一个人"
                hint = "重复的删去一行；是两个人，写上各自的组别或者地址。"
                faults.add("Y839", row.cells[person].span, message, hint)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
