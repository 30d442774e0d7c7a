"""受理登记簿.xlsx: a row for each application, the promised day, what is overdue, counts, files."""

from collections.abc import Sequence
from itertools import count

from openpyxl.utils import get_column_letter

from yizhangtu.content.reception import Reception
from yizhangtu.content.version_code import grouped
from yizhangtu.export.formula_workbook import DATE, Column, FormSheet, Formula, Value, form_workbook
from yizhangtu.media.documents import heading_of
from yizhangtu.media.kind import Subject
from yizhangtu.media.register.due_formulas import due_formula, holiday_sheet
from yizhangtu.read.project.archive_number import archive_parts
from yizhangtu.register.columns import (
    CASE,
    COLUMNS,
    LATE,
    LATE_DONE,
    OPEN,
    RESULTS,
    SATISFIED,
    SHEET,
    SIGNED,
    TIMELY,
)  # fmt: skip

ROWS = 300
SETTINGS, MONTHS, FILES = "设置", "按月统计", "归档文件目录"
RETENTION = ("Y", "D30", "D10")  # 永久, 30年, 10年: codes of DA/T 22-2015
YEAR = f"'{SETTINGS}'!$A$4"
RED, YELLOW = "F8CBAD", "FFF2CC"
FIRST_ROW = 5


class _Places:
    """The letters of the columns of the register."""

    def __init__(self, heads: Sequence[str]) -> None:
        self._letters: dict[str, str] = {head: get_column_letter(at) for head, at in zip(heads, count(1), strict=False)}

    def cell(self, head: str, row: int) -> str:
        return f"{self._letters[head]}{row}"

    def column(self, head: str) -> str:
        """A whole column as other sheets name it."""
        letter = self._letters[head]
        return f"'{SHEET}'!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + ROWS - 1}"

    def letter(self, head: str) -> str:
        return self._letters.get(head, "")


def register_book(subject: Subject, reception: Reception) -> bytes:
    """The workbook of a guide, for one village or in general terms."""
    heads = [head for head in COLUMNS if head != CASE or reception.cases]
    places = _Places(heads)
    sheets = [_register(subject, reception, heads, places), _settings(subject, places)]
    sheets += [_months(places), holiday_sheet(YEAR), _files(subject, places)]
    if reception.cases:
        rows = [(name,) for name in reception.cases]
        sheets.append(FormSheet(CASE, (Column(CASE, 40),), rows, ("情形：登记簿里从这里选，不要改",)))
    return form_workbook(sheets)


def _register(subject: Subject, reception: Reception, heads: Sequence[str], places: _Places) -> FormSheet:
    guide = subject.guide
    listed = f"'{CASE}'!$A$3:$A${2 + len(reception.cases)}"
    known = {
        "序号": Column("序号", 6, "0"),
        "受理日期": Column("受理日期", 12, DATE, dated=True),
        "村民小组": Column("村民小组", 10),
        "联系电话": Column("联系电话", 15),
        CASE: Column(CASE, 14, chosen_from=listed),
        "材料": Column("材料", 9, choices=("齐全", "缺"), note="；".join(reception.wanted)),
        "承诺办结日": Column("承诺办结日", 12, DATE, dated=True),
        "送交日期": Column("送交日期", 12, DATE, dated=True),
        "办结日期": Column("办结日期", 12, DATE, dated=True),
        "结果": Column("结果", 11, choices=RESULTS),
        "领取签字": Column("领取签字", 10, choices=SIGNED, note="在受理单或者纸的登记簿上签了字，这里选“已签”"),
        "满意": Column("满意", 10, choices=SATISFIED),
        "档号": Column("档号", 26),
        "是否超期": Column("是否超期", 10),
    }
    columns = tuple(known.get(head, Column(head, 14)) for head in heads)
    rows = [_row(subject, reception, heads, places, FIRST_ROW + at, at + 1) for at in range(ROWS)]
    promised = "；".join(reception.limits) or "没有写明"
    hint = "承诺办结日是算出来的；有不计入的日子，直接改那一格。" if _computed(reception) else ""
    above = (
        f"{guide.title}受理登记簿　{heading_of(subject)}",
        f"承诺：{promised}。{hint}",
        "有村民的姓名和电话：只给办事的人看，不外传，不上网。先填“设置”和“节假日”。",
    )
    late, soon = (f'${places.cell("是否超期", FIRST_ROW)}="{word}"' for word in (LATE, LATE_DONE))
    return FormSheet(SHEET, columns, rows, above, {late: RED, soon: YELLOW})


def _computed(reception: Reception) -> bool:
    return any(one.unit for one in reception.periods)


def _row(
    subject: Subject, reception: Reception, heads: Sequence[str], places: _Places, row: int, number: int
) -> tuple[Value, ...]:
    start, due, done = (places.cell(head, row) for head in ("受理日期", "承诺办结日", "办结日期"))
    state = f'IF({done}="",IF(TODAY()>{due},"{LATE}","{OPEN}"),IF({done}>{due},"{LATE_DONE}","{TIMELY}"))'
    values: dict[str, Value] = {
        "序号": number,
        "承诺办结日": due_formula(reception.periods, places.letter("受理日期"), places.letter(CASE), row),
        "是否超期": Formula(f'IF(OR({start}="",{due}=""),"",{state})'),
        "档号": _archive_formula(subject, places, row),
    }
    return tuple(values.get(head) for head in heads)


def _archive_formula(subject: Subject, places: _Places, row: int) -> Formula:
    """The number of the file, once it is closed and the period of retention is known."""
    done, number = places.cell("办结日期", row), places.cell("序号", row)
    variables = {
        "编码": f"'{SETTINGS}'!$B$4",
        "年": f"YEAR({done})",
        "期限": f"'{SETTINGS}'!$C$4",
        "件号": f'TEXT({number},"0000")',
        "村名": f"'{SETTINGS}'!$E$4",
        "编号": f"'{SETTINGS}'!$F$4",
    }
    parts = archive_parts(subject.project.archive_number)
    joined = "&".join(variables[text] if named else '"' + text.replace('"', '""') + '"' for text, named in parts)
    lacking = "".join(f',{variables[text]}=""' for text, named in parts if named and text in ("编码", "期限"))
    return Formula(f'IF(OR({done}=""{lacking}),"",{joined})')


def _settings(subject: Subject, places: _Places) -> FormSheet:
    """What the formulas need and the definition does not say."""
    guide, village = subject.guide, subject.village
    columns = (
        Column("年度（自动）", 14),
        Column("编码", 18),
        Column("保管期限", 12, choices=RETENTION, note="Y 永久，D30 三十年，D10 十年；照本地的归档范围选"),
        Column("责任者", 26),
        Column("村名", 14),
        Column("编号", 12),
        Column("核验码", 20),
    )
    dates = places.column("受理日期")
    code = str(village.code or "") if village else ""
    row: tuple[Value, ...] = (
        Formula(f'IF(COUNT({dates})=0,"",YEAR(MIN({dates})))'),
        code or None,
        None,
        heading_of(subject) or None,
        str(village.name) if village else None,
        str(guide.number or "") or None,
        grouped(guide.code) or None,
    )
    above = ("设置：编码、保管期限填了，才有档号", f"{guide.title} {guide.publication.version or ''}".strip())
    return FormSheet(SETTINGS, columns, [row], above)


def _months(places: _Places) -> FormSheet:
    """Counts by the month in which something was taken in; 办结 by the month in which it was closed."""
    taken, done, state, result, said = (
        places.column(head) for head in ("受理日期", "办结日期", "是否超期", "结果", "满意")
    )
    counted = (
        ("受理", taken, ""),
        ("办结", done, ""),
        *((word, taken, f',{state},"{word}"') for word in (TIMELY, LATE_DONE, OPEN, LATE)),
        *((word, taken, f',{result},"{word}"') for word in RESULTS[1:]),
        *((word, taken, f',{said},"{word}"') for word in SATISFIED),
    )
    rows: list[Sequence[Value]] = []
    first = 4
    for month in range(1, 13):
        begins, ends = f'">="&DATE({YEAR},{month},1)', f'"<"&DATE({YEAR},{month + 1},1)'
        counts = (
            Formula(f'IF({YEAR}="","",COUNTIFS({days},{begins},{days},{ends}{more}))') for _, days, more in counted
        )
        rows.append((f"{month}月", *counts))
    letters = (get_column_letter(at) for at in range(2, 2 + len(counted)))
    rows.append(("合计", *(Formula(f"SUM({letter}{first}:{letter}{first + 11})") for letter in letters)))
    columns = (Column("月", 8), *(Column(head, 10) for head, _, _ in counted))
    above = ("按月统计：不用填", "“办结”按办结的月份，别的按受理的月份。没有姓名，可以公开。")
    return FormSheet(MONTHS, columns, rows, above)


def _files(subject: Subject, places: _Places) -> FormSheet:
    """归档文件目录 of what is closed; no name of an applicant is in it."""
    columns = (
        Column("序号", 6), Column("档号", 28), Column("责任者", 26), Column("题名", 40), Column("日期", 12),
        Column("页数", 8, "0", whole=True), Column("备注", 16),
    )  # fmt: skip
    title = str(subject.guide.title).replace('"', '""')
    rows: list[Sequence[Value]] = []
    for at in range(ROWS):
        row = FIRST_ROW + at
        number, filed, done = (f"'{SHEET}'!{places.cell(head, row)}" for head in ("序号", "档号", "办结日期"))

        def shown(text: str, ended: str = done) -> Formula:
            return Formula(f'IF({ended}="","",{text})')

        named = shown(f'"{title}受理单（第"&TEXT({number},"000")&"号）"')
        closed = shown(f'TEXT({done},"yyyymmdd")')
        rows.append((shown(number), shown(filed), shown(f"'{SETTINGS}'!$D$4"), named, closed, None, None))
    above = ("归档文件目录：照登记簿自动列出，页数、备注自己填", "没有办结的空着。题名里没有申请人的姓名。")
    return FormSheet(FILES, columns, rows, above)
