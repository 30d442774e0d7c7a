"""Elements of a file + a notice → findings about its sums, which are added up again from what its rows must show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from yizhangtu.model.guide import Guide
from yizhangtu.model.notice.notice import Notice, NoticeRow, NoticeTable
from yizhangtu.verify.elements import Elements
from yizhangtu.verify.findings import COUNT, MISSING, Finding

_FIGURES = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_VALUES = dict(zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True))
_PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def sum_findings(elements: Elements, guide: Guide) -> Iterator[Finding]:
    """Each sum and sub-total in figures, and each sum in words."""
    notice = guide.body
    if not isinstance(notice, Notice) or notice.table is None:
        return
    table, place = notice.table, guide.title.span or guide.span
    for at, stated in enumerate(table.sums):
        if stated is None:
            continue
        total = _added(table.rows, table, at)
        head = str(table.heads[at])
        own = [one.text for one in elements.of(f"total.sum-{at + 1}")]
        if not own:
            yield MISSING, place, f"缺“{head}”的合计"
        for text in own:
            if _number(text) != total:
                yield COUNT, place, f"“{head}”的合计写的是 {text}，各行加起来是 {total}"
        for one in elements.of(f"total.words-{at + 1}"):
            if in_figures(one.text.rpartition("：")[2]) != total * table.units[at]:
                yield COUNT, place, f"“{head}”的大写“{one.text}”和合计 {total} 不一样"
        for number, section in enumerate(table.sections, 1):
            for one in elements.of(f"section-{number}.sum-{at + 1}"):
                if _number(one.text) != _added(section.rows, table, at):
                    yield COUNT, place, f"“{section.name}”里“{head}”的小计写的是 {one.text}"


def _added(rows: Sequence[NoticeRow], table: NoticeTable, at: int) -> Decimal:
    """The sum of a column as its cells are printed."""
    found = (_number(str(row.cells[at])) for row in rows if row.counted)
    return sum((value for value in found if value is not None), Decimal(0))


def _number(text: str) -> Decimal | None:
    """The last number of a text; None where it has none."""
    found = _FIGURES.findall(text.replace("−", "-"))
    try:
        return Decimal(found[-1].replace(",", "")) if found else None
    except InvalidOperation:
        return None


def in_figures(words: str) -> Decimal | None:
    """An amount in the capitals of cheques as a number: 壹仟肆佰零玖元伍角 is 1409.5. None for other words."""
    text = words.removeprefix("负").removesuffix("整")
    yuan, _, rest = text.rpartition("元")
    found = re.fullmatch(r"零?(?:(.)角)?零?(?:(.)分)?", rest)
    if found is None or any(sign and sign not in _VALUES for sign in found.groups()):
        return None
    whole = _whole(yuan) if yuan else 0
    if whole is None:
        return None
    jiao, fen = (_VALUES[sign] if sign else 0 for sign in found.groups())
    value = Decimal(whole) + Decimal(jiao) / 10 + Decimal(fen) / 100
    return -value if words.startswith("负") else value


def _whole(text: str) -> int | None:
    total = group = digit = 0
    for sign in text:
        if sign in _VALUES:
            digit = _VALUES[sign]
        elif sign in _PLACES:
            group, digit = group + digit * _PLACES[sign], 0
        elif sign == "万":
            total, group, digit = total + (group + digit) * 10_000, 0, 0
        elif sign == "亿":
            total, group, digit = (total + group + digit) * 100_000_000, 0, 0
        else:
            return None
    return total + group + digit
