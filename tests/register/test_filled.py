"""Rows of a filled register → counts and rows to be mended."""

from __future__ import annotations

import pytest

from yizhangtu.read.tables.table import Row
from yizhangtu.register.filled import RegisterCheck, check_register, is_head

HEAD = ("序号", "受理日期", "申请人", "承诺办结日", "办结日期", "领取签字")
GOOD = ("1", "2026-09-01", "张××", "2026-09-20", "2026-09-15", "已签")


def check(*rows: tuple[str, ...]) -> RegisterCheck:
    return check_register(HEAD, [Row(at, row) for at, row in enumerate(rows, 5)], "2026-10-01")


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (("1", "2026-09-01", "张××", "2026-09-20", "", ""), "超期未办"),
        (("1", "2026-09-01", "张××", "2026-09-20", "2026-09-21", "已签"), "超期办结"),
        (("1", "2026-09-01", "张××", "2026-09-20", "2026-09-20", ""), "办结了没有领取签字"),
        (("1", "", "张××", "", "", ""), "没有受理日期"),
        (("1", "2026-02-30", "张××", "2026-09-20", "2026-09-20", "已签"), "日期看不懂"),
        (("1", "九月一日", "张××", "2026-10-20", "", ""), "日期看不懂"),
        (("1", "2026-09-10", "张××", "2026-09-20", "2026-09-09", "已签"), "办结早于受理"),
        (("1", "2026-09-10", "张××", "", "", ""), "承诺办结日没有算出来"),
        (("甲", "2026-09-01", "张××", "2026-09-20", "2026-09-15", "已签"), "序号不是数"),
        (("1e9", "2026-09-01", "张××", "2026-09-20", "2026-09-15", "已签"), "序号不是数"),
    ],
)
def test_what_is_wrong_with_a_row(row: tuple[str, ...], what: str) -> None:
    found = check(row)
    assert [(one.what, one.rows) for one in found.findings] == [(what, (5,))] and not found.sound


def test_a_good_register_with_one_that_is_open_in_time() -> None:
    found = check(GOOD, ("2", "2026/9/30", "李××", "2026年10月8日", "", ""), ("3", "", "", "", "", ""))
    assert (found.taken, found.closed, found.open, found.sound) == (2, 1, 1, True)


@pytest.mark.parametrize(
    ("numbers", "gaps", "twice"),
    [
        ("1 2 3", (), ""),
        ("2 5", (1, 3, 4), ""),
        ("2026003 2026001", (2026002,), ""),
        ("1001 1003", (1002,), ""),
        ("1 1 2", (), "序号写了两次（1）"),
        ("1 999999", (), ""),
    ],
)
def test_numbers_that_are_left_out_or_written_twice(numbers: str, gaps: tuple[int, ...], twice: str) -> None:
    found = check(*((number, *GOOD[1:]) for number in numbers.split()))
    assert found.gaps == gaps and [one.what for one in found.findings] == ([twice] if twice else [])


def test_a_head_is_known_by_its_columns() -> None:
    assert is_head((" 序号", *HEAD[1:])) and not is_head(HEAD[:-1]) and not is_head(())
