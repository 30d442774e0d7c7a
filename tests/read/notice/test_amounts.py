"""Amounts as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.read.notice.amounts import decimals, figures, in_yuan, parse_amount


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234.5", "1234.5"),
        ("1,234.50元", "1234.50"),
        ("￥1,234.50", "1234.50"),
        ("¥ 20000", "20000"),
        ("１２３４．５０", "1234.50"),
        ("1，234", "1234"),
        ("-268.00", "-268.00"),
        ("（50.00）", "-50.00"),
        ("1.2万元", "12000.0"),
        ("3万", "30000"),
        ("人民币100元整", "100"),
        ("+5", "5"),
    ],
)
def test_an_amount_is_its_number_in_yuan(text: str, value: str) -> None:
    found = parse_amount(text)
    assert found is not None and in_yuan(found) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "—", "700元/具", "12,34", "1.2.3", "#N/A", "1.2E+17", "五百元", "(5", "10-03", "3人"]
)
def test_other_texts_are_no_amounts(text: str) -> None:
    assert parse_amount(text) is None


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=2), st.booleans())
def test_figures_are_read_back(value: Decimal, grouped: bool) -> None:
    found = parse_amount(figures(value, 2, grouped))
    assert found is not None and found.value == value and decimals(found.value) <= 2
