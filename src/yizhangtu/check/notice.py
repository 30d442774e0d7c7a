"""A notice → diagnostics of what must not be printed of persons, and of a 公示期 that is too short (governance.md
section 12). Sums are compared where the data is read (read/notice/sums.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yizhangtu.model.diagnostics import Diagnostic, Text, make
from yizhangtu.model.guide import Guide
from yizhangtu.model.notice.notice import ColumnType, Mask, Notice, NoticeTable
from yizhangtu.model.words import shortened
from yizhangtu.read.guide.dates import day_number, iso_date
from yizhangtu.read.guide.deadline import parse_deadline
from yizhangtu.read.notice.personal import PHONE, personal_numbers
from yizhangtu.style.notice_words import NoticeWords

MOST = 20  # places of one kind that have a message of their own
YOUNG = 14  # years: data of children below are sensitive (个人信息保护法 28)
_YEARS = re.compile(r"(\d{1,3})\s*(?:周?岁)?")


def check_notice(guide: Guide, words: NoticeWords) -> list[Diagnostic]:
    """All diagnostics of one notice."""
    notice = guide.body
    if not isinstance(notice, Notice):
        return []
    found = [*_texts(guide), *_masks(notice), *_posted(notice)]
    for table in dict.fromkeys(one for one in (notice.table, notice.net_table) if one):
        found += [*_cells(table, _own_phones(notice)), *_sensitive(table, words)]
    return list(dict.fromkeys(found))


def _own_phones(notice: Notice) -> frozenset[str]:
    """The heads of columns whose phones the author prints on purpose: those of a roster."""
    return frozenset(
        str(column.label) for column in notice.columns if column.type is not ColumnType.ID and column.mask is Mask.WHOLE
    )


def _texts(guide: Guide) -> Iterator[Diagnostic]:
    """Numbers of persons in the texts of the definition, but for the phones that it gives on purpose."""
    notice = guide.body
    assert isinstance(notice, Notice)
    phones = {str(one.phone) for one in guide.oversight if one.phone}
    phones |= set(map(str, guide.phone)) | {str(text) for text in (guide.assistant or ()) if text}
    phones |= {str(notice.objections.phone)} if notice.objections.phone else set()
    tables = [table for table in (notice.table, notice.net_table) if table]
    cells = {id(cell) for table in tables for row in table.rows for cell in row.cells}
    for text in dict.fromkeys((guide.title, *guide.texts)):
        numbers = () if id(text) in cells or str(text) in phones else personal_numbers(text)
        if numbers:
            yield _number(numbers[0].kind, text, "这段文字里")
    if numbers := personal_numbers(guide.stem):
        yield _number(numbers[0].kind, Text("", guide.span), "文件名里")


def _cells(table: NoticeTable, own: frozenset[str]) -> Iterator[Diagnostic]:
    """Numbers of persons in heads and cells that are printed."""
    for head in table.heads:
        if numbers := personal_numbers(head):
            yield _number(numbers[0].kind, head, "列名里")
    count = 0
    for row in table.rows:
        for at, cell in enumerate(row.cells):
            if len(cell) < 11 or not (numbers := personal_numbers(cell)):
                continue
            if str(table.heads[at]) in own and all(one.kind == PHONE for one in numbers):
                continue
            count += 1
            if count <= MOST:
                yield _number(numbers[0].kind, cell, f"“{shortened(table.heads[at])}”里")
    if count > MOST:
        yield make("Y833", None, f"还有 {count - MOST} 格里有个人的号码，没有列出", "先改好列出的，再检查一次。")


def _number(kind: str, text: Text, where: str) -> Diagnostic:
    hint = "删去号码；整栏都是号码的，在“栏目”里写“脱敏: 不印”或者“脱敏: 末四”，或者不写这一栏。"
    return make("Y833", text.span, f"{where}有{kind}，不能印出来", hint)


def _masks(notice: Notice) -> Iterator[Diagnostic]:
    for column in notice.columns:
        if column.mask is Mask.ENDS:
            message = f"“{shortened(column.label)}”印前六位和后四位：知道生日的人能补全"
            yield make("Y836", column.name.span, message, "改成“脱敏: 末四”，或者“脱敏: 不印”。")


def _sensitive(table: NoticeTable, words: NoticeWords) -> Iterator[Diagnostic]:
    """Y834, once for each column."""
    persons = ColumnType.PERSON in table.types
    for at, head in enumerate(table.heads):
        cells = [row.cells[at] for row in table.rows]
        if any(word in head for word in words.age):
            young = [cell for cell in cells if (years := _YEARS.fullmatch(cell.strip())) and int(years[1]) < YOUNG]
            yield from _told(young, head, "有不满十四周岁的孩子")
        yield from _told([cell for cell in cells if _holds(cell, words.health)], head, "写到病情、残疾")
        if persons:
            yield from _told([cell for cell in cells if _holds(cell, words.minors)], head, "写到未成年人")


def _holds(cell: str, words: Sequence[str]) -> bool:
    return bool(cell) and any(word in cell for word in words)


def _told(cells: Sequence[Text], head: str, what: str) -> Iterator[Diagnostic]:
    if cells:
        more = f"，一共 {len(cells)} 格" if len(cells) > 1 else ""
        hint = "敏感个人信息，非公示不可的才印（个人信息保护法第二十八条）：不写这一栏，或者写“脱敏: 不印”。"
        yield make("Y834", cells[0].span, f"“{shortened(head)}”里{what}{more}", hint)


def _posted(notice: Notice) -> Iterator[Diagnostic]:
    """Y837: 至 before 自, or sooner than 不少于 allows. The day that begins a period is not counted (民法典 201)."""
    posted = notice.posted
    days: dict[str, int] = {}
    for name, text in (("自", posted.begin), ("至", posted.end)):
        if text is None or "×" in text:
            continue
        day = iso_date(text)
        if not day:
            yield make("Y837", text.span, f"公示期的“{name}”不是日期：{shortened(text)}", "写成 2026-11-05。")
        else:
            days[name] = day_number(day)
    if len(days) < 2 or posted.end is None:
        return
    length = days["至"] - days["自"]
    if length < 0:
        yield make("Y837", posted.end.span, "公示期的“至”在“自”以前", "改日期。")
        return
    least = parse_deadline(posted.at_least, True).amount if posted.at_least else None
    if least and least.unit in ("日", "周") and length < least.value * (7 if least.unit == "周" else 1):
        message = f"公示期只有 {length} 日，不到“不少于{posted.at_least}”"
        yield make("Y837", posted.end.span, message, "把“至”往后改；开始的那一天不算（民法典第二百零一条）。")
