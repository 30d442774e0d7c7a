"""The promised day: formulas against a count day by day."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.cases import cases
from helpers.formulas import Book, day_of, serial
from yizhangtu.content.reception import DuePeriod
from yizhangtu.export.formula_workbook import Column, FormSheet, Formula, form_workbook
from yizhangtu.media.register.due_formulas import FIRST, HOLIDAYS, due_formula, holiday_sheet

YEAR = "'年'!$A$2"


def due_book(periods: tuple[DuePeriod, ...]) -> bytes:
    """A workbook of one row: 受理日期 in A2, 情形 in B2, the promised day in C2; the year beside it."""
    formula = due_formula(periods, "A", "B", 2)
    assert formula is not None
    row = (None, None, formula)
    sheet = FormSheet("页", (Column("受理日期"), Column("情形"), Column("承诺办结日")), [row])
    year = FormSheet("年", (Column("年"),), [(Formula("IF('页'!A2=\"\",\"\",YEAR('页'!A2))"),)])
    return form_workbook((sheet, year, holiday_sheet(YEAR)))


@pytest.fixture(scope="module")
def workdays() -> dict[int, Book]:
    return {number: Book(due_book((DuePeriod("", "", number, "工作日"),))) for number in (1, 5, 20, 60)}


def counted(start: datetime.date, number: int, free: set[datetime.date], worked: set[datetime.date]) -> datetime.date:
    """Working days, one by one; the first day is not counted."""
    day = start
    while number:
        day += datetime.timedelta(1)
        rest = day in free or (day.weekday() > 4 and day not in worked)
        number -= not rest
    return day


STARTS = st.dates(datetime.date(2026, 1, 1), datetime.date(2028, 12, 31))


@settings(max_examples=cases(8, 25))
@given(start=STARTS, number=st.sampled_from([1, 5, 20, 60]), data=st.data())
def test_working_days_with_holidays_and_worked_weekends(
    workdays: dict[int, Book], start: datetime.date, number: int, data: st.DataObject
) -> None:
    days = [start + datetime.timedelta(at) for at in range(-3, 130)]
    weekends = [day for day in days if day.weekday() > 4]
    free = data.draw(st.sets(st.sampled_from([day for day in days if day.weekday() < 5]), max_size=9))
    worked = data.draw(st.sets(st.sampled_from(weekends), max_size=5))
    book = workdays[number]
    book.fill("页", "A2", serial(start))
    for letter, chosen in (("A", worked), ("B", free)):
        cells = [*map(serial, sorted(chosen)), *(None,) * 9][:9]
        for row, cell in enumerate(cells, FIRST):
            book.fill(HOLIDAYS, f"{letter}{row}", cell)
    assert day_of(book.value("页", "C2")) == counted(start, number, free, worked)


@pytest.mark.parametrize(
    ("number", "unit", "start", "due"),
    [
        (0, "日", "2026-09-24", "2026-09-24"),
        (15, "日", "2026-12-20", "2027-01-04"),
        (2, "周", "2028-02-20", "2028-03-05"),
        (1, "月", "2027-01-31", "2027-02-28"),
        (6, "月", "2027-08-31", "2028-02-29"),
        (1, "年", "2028-02-29", "2029-02-28"),
    ],
)
def test_other_units_are_never_converted(number: int, unit: str, start: str, due: str) -> None:
    book = Book(due_book((DuePeriod("", "", number, unit),)))
    assert book.day("页", "C2") == ""
    book.fill("页", "A2", serial(start))
    assert book.day("页", "C2") == due


def test_each_case_has_its_own_time_and_what_cannot_be_computed_is_left_to_people() -> None:
    periods = (DuePeriod("", "20日", 20, "日"), DuePeriod('新"建', "", 3, "日"), DuePeriod("翻建", "30分钟"))
    book = Book(due_book(periods))
    book.fill("页", "A2", serial("2026-01-01"))
    found = {}
    for case in (None, '新"建', "翻建", "别的"):
        book.fill("页", "B2", case)
        found[case] = book.day("页", "C2")
    assert found == {None: "2026-01-21", '新"建': "2026-01-04", "翻建": "", "别的": "2026-01-21"}
    assert due_formula((DuePeriod("", "30分钟"),), "A", "B", 2) is None
