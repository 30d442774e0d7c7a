"""Periods as users write them."""

from __future__ import annotations

import pytest

from yizhangtu.read.notice.period import earlier, kind_named, parse_period


@pytest.mark.parametrize(
    ("kind", "text", "code", "label"),
    [
        ("月", "2026-10", "2026-10", "2026年10月"),
        ("月", "2026年3月", "2026-03", "2026年3月"),
        ("季", "2026-Q4", "2026-Q4", "2026年第四季度"),
        ("季", "2026年第三季度", "2026-Q3", "2026年第三季度"),
        ("半年", "2026-H2", "2026-H2", "2026年下半年"),
        ("半年", "2026年上半年", "2026-H1", "2026年上半年"),
        ("年", "2026", "2026", "2026年"),
        ("批", "第一批", "第一批", "第一批"),
    ],
)
def test_a_period_has_a_code_and_a_label(kind: str, text: str, code: str, label: str) -> None:
    found = parse_period(text, kind)
    assert found is not None and (found.code, found.label) == (code, label)


@pytest.mark.parametrize(
    ("kind", "text"),
    [("月", "2026-13"), ("月", "2026-00"), ("月", "2026-Q4"), ("季", "2026-Q5"), ("季", "2026-10"), ("年", "26"),
     ("批", "../外面"), ("批", " ")],
)  # fmt: skip
def test_a_period_that_there_is_not(kind: str, text: str) -> None:
    assert parse_period(text, kind) is None


@pytest.mark.parametrize(
    ("kind", "text", "steps", "code"),
    [("月", "2026-02", 3, "2025-11"), ("季", "2026-Q1", 1, "2025-Q4"), ("半年", "2026-H2", 2, "2025-H2"),
     ("年", "2026", 1, "2025")],
)  # fmt: skip
def test_earlier_periods(kind: str, text: str, steps: int, code: str) -> None:
    found = parse_period(text, kind)
    assert found is not None
    before = earlier(found, steps)
    assert before is not None and before.code == code


def test_the_kind_of_a_text() -> None:
    assert [kind_named(text) for text in ("2026-10", "2026-Q4", "2026-H1", "2026", "第一批")] == [
        "月", "季", "半年", "年", "",
    ]  # fmt: skip
