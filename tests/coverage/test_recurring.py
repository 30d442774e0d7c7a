"""Deadlines that return → days of a month."""

from __future__ import annotations

import pytest

from yizhangtu.coverage.recurring import days_in


@pytest.mark.parametrize(
    ("text", "month", "days"),
    [
        ("每季度首月10日前", "2026-10", ["2026-10-10"]),
        ("每季度首月10日前", "2026-12", []),
        ("每季度末月公开", "2026-12", ["2026-12-31"]),
        ("每季度公布一次", "2026-11", []),
        ("每月22日前", "2026-02", ["2026-02-22"]),
        ("每月31日前", "2026-02", ["2026-02-28"]),
        ("每月十五日前", "2026-12", ["2026-12-15"]),
        ("每月公开", "2024-02", ["2024-02-29"]),
        ("每两个月公开一次", "2026-12", ["2026-12-31"]),
        ("每两个月公开一次", "2026-11", []),
        ("每半年公开一次", "2026-06", ["2026-06-30"]),
        ("每年1月底前", "2026-01", ["2026-01-31"]),
        ("每年12月20日前", "2026-12", ["2026-12-20"]),
        ("每年12月20日前", "2026-11", []),
        ("每年公开", "2026-12", ["2026-12-31"]),
    ],
)
def test_days(text: str, month: str, days: list[str]) -> None:
    assert days_in(text, month) == tuple(days)


@pytest.mark.parametrize("text", ["随时", "及时公开", "事后10天内", "当场", "看情况", ""])
def test_what_has_no_day(text: str) -> None:
    assert days_in(text, "2026-12") is None
