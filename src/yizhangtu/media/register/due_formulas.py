"""The promised day as a formula, in the guide's own unit; days of rest are on a sheet of their own.

The day on which something is taken in is not counted (民法典 201). Months and years end on the day of the same number,
or on the last of the month (民法典 202). Working days are counted with a list of all days of rest: China also works on
some Saturdays and Sundays, which WORKDAY alone does not know.
"""

from collections.abc import Sequence

from yizhangtu.content.reception import DuePeriod
from yizhangtu.export.formula_workbook import DATE, Column, FormSheet, Formula, Value

HOLIDAYS = "节假日"
WEEKS = 158  # of weekends that are listed: three years, and one week before
HOLIDAY_ROWS, WORKED_ROWS = 90, 40  # that can be filled in
NEVER = 1  # a day long ago, in place of a weekend that is worked
FIRST = 5  # the first row of the sheet below its head


def due_formula(periods: Sequence[DuePeriod], start: str, case: str, row: int) -> Formula | None:
    """The promised day in a row of the register: `start` and `case` are the columns of 受理日期 and 情形. None where it
    cannot be computed: then it is filled in."""
    common, *own = periods
    text = _day(common, f"{start}{row}")
    for one in reversed(own):
        text = f'IF({case}{row}="{_quoted(one.case)}",{_day(one, f"{start}{row}")},{text})'
    if not any(one.unit for one in periods):
        return None
    return Formula(f'IF({start}{row}="","",{text})', DATE)


def _quoted(text: str) -> str:
    """A text inside the quotes of a formula."""
    return text.replace('"', '""')


def _day(period: DuePeriod, start: str) -> str:
    number = period.number
    match period.unit:
        case "工作日":
            last = FIRST + 2 * WEEKS - 1
            return f"WORKDAY.INTL({start},{number},\"0000000\",'{HOLIDAYS}'!$B${FIRST}:$C${last})"
        case "日":
            return f"{start}+{number}"
        case "周":
            return f"{start}+{7 * number}"
        case "月":
            return f"EDATE({start},{number})"
        case "年":
            return f"EDATE({start},{12 * number})"
        case _:
            return '""'


def holiday_sheet(year: str) -> FormSheet:
    """The sheet of days of rest; `year`: the cell of the year of the register, empty at first."""
    columns = (
        Column("周末要上班的日子（调休）", 24, DATE, dated=True),
        Column("放假的日子", 18, DATE, dated=True),
        Column("不上班的周末（自动）", 22, DATE),
    )
    worked = f"$A${FIRST}:$A${FIRST + WORKED_ROWS - 1}"
    rows: list[Sequence[Value]] = []
    january = f"DATE({year},1,1)"
    for at in range(2 * WEEKS):
        week, day = divmod(at, 2)
        offset = 7 * week + day - 7
        weekend = f"{january}+MOD(6-WEEKDAY({january},2),7){offset:+d}"
        formula = f'IF({year}="",{NEVER},IF(COUNTIF({worked},{weekend})>0,{NEVER},{weekend}))'
        rows.append((None, None, Formula(formula, f'[<2]"";{DATE}')))
    above = (
        "节假日：按工作日算的承诺办结日要用",
        "照国务院办公厅每年的放假安排填：放假的日子一天写一行（周末不用写），调休上班的周末写在左边一列。",
        "第三列是自动的，不要改。填了第一个受理日期，才知道是哪一年。",
    )
    return FormSheet(HOLIDAYS, columns, rows, above)
