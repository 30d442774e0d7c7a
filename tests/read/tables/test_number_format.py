"""Values with their number formats, as a Chinese spreadsheet program shows them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.read.tables.number_format import Shown, shown

DAY = datetime(2026, 3, 5, 14, 7, 9)


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (7, "General", "7"), (7.0, "", "7"), (0.1 + 0.2, "General", "0.3"), (-2.5, "@", "-2.5"),
        (7, "000000", "000007"), (0.85, "0%", "85%"), (0.8567, "0.00%", "85.67%"), (-0.5, "0%", "-50%"),
        (1234.5, "#,##0.00", "1,234.50"), (1234567, "#,##0", "1,234,567"), (0.5, "#,##0", "1"), (0, "#,##0", "0"),
        (1234.5, "¥#,##0.00", "¥1,234.50"), (1234.5, '"¥"#,##0.00', "¥1,234.50"), (3, '0"户"', "3户"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"), (-12, "#,##0.00_);[Red]\\(#,##0.00\\)", "(12.00)"),
        (12, "0.0#", "12.0"), (12.34, "0.0#", "12.34"), (2.675, "0.00", "2.68"), (1.005, "0.00", "1.01"),
        (-3, "0", "-3"), (0, '0;-0;"无"', "无"), (5, "#", "5"), (0.25, ".00", ".25"), (5000, '0"元"', "5000元"),
        (DAY, "yyyy-mm-dd", "2026-03-05"), (DAY, "mm-dd-yy", "2026/3/5"), (DAY, 'yyyy"年"m"月"d"日"', "2026年3月5日"),
        (DAY, 'm"月"d"日"', "3月5日"), (DAY, "yyyy年mm月", "2026年03月"), (DAY, "yy/m/d h:mm", "26/3/5 14:07"),
        (DAY, "h:mm:ss", "14:07:09"), (DAY, '上午/下午h"时"mm"分"', "下午2时07分"), (DAY, "h:mm AM/PM", "2:07 PM"),
        (DAY, "[$-804]yyyy/m/d;@", "2026/3/5"),
        (time(8, 30), "hh:mm", "08:30"), (date(2026, 1, 2), "General", "2026-01-02"),
        (timedelta(hours=36, minutes=5), "[h]:mm", "36:05"), (timedelta(minutes=90), "[mm]", "90"),
    ],
)  # fmt: skip
def test_as_it_is_shown(value: object, form: str, expected: str) -> None:
    assert shown(value, form) == Shown(expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (0.5, "# ?/?", "0.5"), (5, "[>3]0;0.0", "5"), (5, "0.00E+00", "5"), (1500000, "0,", "1500000"),
        (DAY, "mmm d", "2026-03-05 14:07:09"), (DAY, "dddd", "2026-03-05 14:07:09"),
        (5, "0 0", "5"), (5, "乱七八糟", "5"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_plain_and_uncertain(value: object, form: str, expected: str) -> None:
    assert shown(value, form) == Shown(expected, False)  # type: ignore[arg-type]


@given(st.decimals(-(10**9), 10**9, places=4))
def test_two_places_are_rounded_as_in_a_spreadsheet(number: Decimal) -> None:
    expected = abs(number).quantize(Decimal("0.01"), ROUND_HALF_UP)
    found = shown(float(number), "#,##0.00").text
    assert Decimal(found.replace(",", "")) in (expected, -expected)


@given(st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.integers(), st.datetimes()), st.text(max_size=30))
def test_any_format_gives_some_text(value: float | datetime, form: str) -> None:
    assert isinstance(shown(value, form).text, str)
