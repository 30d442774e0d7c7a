"""The points of a guide → 意见汇总.xlsx: a row for each sheet returned, sums, and the numbers to copy into 征求."""

from collections.abc import Callable, Sequence

from openpyxl.utils import get_column_letter

from yizhangtu.content.consultation import Point, PointGroup
from yizhangtu.export.formula_workbook import DATE, Column, FormSheet, Formula, Value, form_workbook
from yizhangtu.model.guide import Guide

SHEETS, BY_POINT, ADOPTED, SUMS = "意见表", "逐条统计", "采纳情况", "征求"
AGREED, OPPOSED = "同意", "不同意"
OUTCOMES = ("采纳", "部分采纳", "不采纳")
ROWS = 200  # for sheets returned, where no number of copies is given
OPINIONS = 60  # rows for opinions
FIRST = 4  # the column of the first point: after number, day and household
DAY = "B"
YELLOW = "FFF2CC"


def opinions_book(guide: Guide, groups: Sequence[PointGroup], copies: int) -> bytes:
    """The workbook. `copies`: how many sheets are given out, 0 where that is not known."""
    points = [point for group in groups for point in group.points]
    returned = _returned(guide, points, copies)
    whole = get_column_letter(FIRST + len(points))
    said = get_column_letter(FIRST + len(points) + 1)
    last = returned.first + len(returned.rows) - 1

    def column(letter: str) -> str:
        return f"'{SHEETS}'!${letter}${returned.first}:${letter}${last}"

    sums: list[tuple[str, Value]] = [
        ("发出", copies or None),
        ("收回", Formula(f"COUNT({column(DAY)})")),
        ("同意", Formula(f'COUNTIF({column(whole)},"{AGREED}")')),
        ("不同意", Formula(f'COUNTIF({column(whole)},"{OPPOSED}")')),
        ("有建议", Formula(f'COUNTIF({column(said)},"?*")')),
        ("采纳", Formula("+".join(f"SUMIF('{ADOPTED}'!$D:$D,\"{word}\",'{ADOPTED}'!$C:$C)" for word in OUTCOMES[:2]))),
    ]
    copied = '&", '.join(f'{head}: "&B{at}' for at, (head, _) in enumerate(sums[1:], 5))
    issued = 'IF(B4="","","发出: "&B4&", ")'
    rows = [(head, value, "份" if head != "采纳" else "条") for head, value in sums]
    rows.append(("抄到定义里", Formula(f'"征求: {{"&{issued}&"{copied}&"}}"'), ""))
    above = (f"{guide.title}：征求意见的结果", "“发出”自己填；别的是算出来的。最后一行抄到定义的“发布”里。")
    return form_workbook(
        (
            returned,
            _by_point(points, column),
            _adopted(guide),
            FormSheet(SUMS, (Column("项目", 14), Column("数", 60), Column("单位", 8)), rows, above),
        )
    )


def _returned(guide: Guide, points: Sequence[Point], copies: int) -> FormSheet:
    """A row for each sheet: what it says to each point, to the whole, and what it suggests."""
    answers = (AGREED, OPPOSED)
    columns = (
        Column("编号", 8),
        Column("收回日期", 13, DATE, dated=True),
        Column("户（组）", 14, note="可以不填"),
        *(Column(f"第{one.number}条", 9, choices=answers, note=one.words) for one in points),
        Column("整个看", 9, choices=answers),
        Column("建议（第几条，怎样改）", 50),
    )
    blank = (None,) * (len(columns) - 1)
    rows = [(f"{number:03}" if copies else None, *blank) for number in range(1, (copies or ROWS) + 1)]
    above = (f"{guide.title}：收回的征求意见表", "收回一份写一行。空着的是没有填。姓名、电话不要写在这里。")
    first, end = len(above) + 2, get_column_letter(len(columns))
    undated = f'AND(${DAY}{first}="",COUNTA($C{first}:${end}{first})>0)'
    return FormSheet(SHEETS, columns, rows, above, {undated: YELLOW})


def _by_point(points: Sequence[Point], column: Callable[[str], str]) -> FormSheet:
    """For each point how many agree, how many do not, and how many say nothing."""
    rows: list[Sequence[Value]] = []
    above = ("逐条统计", "照“意见表”算出来的，不用填。")
    for at, point in enumerate(points):
        row, own = len(above) + 2 + at, column(get_column_letter(FIRST + at))
        agreed, opposed = (Formula(f'COUNTIF({own},"{word}")') for word in (AGREED, OPPOSED))
        silent = Formula(f"COUNT({column(DAY)})-C{row}-D{row}")
        share = Formula(f'IF(C{row}+D{row}=0,"",C{row}/(C{row}+D{row}))', "0.0%")
        rows.append((point.number, point.words, agreed, opposed, silent, share))
    heads = (Column("条", 6), Column("内容", 60), Column(AGREED, 9), Column(OPPOSED, 9), Column("没填", 9),
             Column("同意的占", 10))  # fmt: skip
    return FormSheet(BY_POINT, heads, rows, above)


def _adopted(guide: Guide) -> FormSheet:
    """What becomes of the opinions, to be published with the result."""
    columns = (
        Column("第几条", 9),
        Column("意见（意思一样的合成一条）", 50),
        Column("条数", 8, "0", whole=True),
        Column("采纳情况", 12, choices=OUTCOMES),
        Column("理由", 40),
    )
    above = (f"{guide.title}：意见采纳情况", "不写提意见的人。采纳的，改定义；不采纳的，写明理由。")
    return FormSheet(ADOPTED, columns, [(None,) * len(columns)] * OPINIONS, above)
