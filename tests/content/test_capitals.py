"""Amounts of money in the capitals of cheques, read again by the other direction."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.content.capitals import BEYOND, capitals
from yizhangtu.verify.notice.sums import in_figures


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("38868.50", "叁万捌仟捌佰陆拾捌元伍角"),
        ("10000", "壹万元整"),
        ("10010000", "壹仟零壹万元整"),
        ("100000001", "壹亿零壹元整"),
        ("1000000000000", "壹万亿元整"),
        ("100020003000.00", "壹仟亿贰仟万叁仟元整"),
        ("-12.30", "负壹拾贰元叁角"),
    ],
)
def test_amounts_as_the_rules_of_cheques_write_them(value: str, words: str) -> None:
    assert capitals(Decimal(value)) == words


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_every_amount_reads_back_as_itself(fen: int) -> None:
    value = Decimal(fen) / 100
    words = capitals(value)
    assert in_figures(words) == value
    assert "零零" not in words and "零元" not in words.removeprefix("零元整")


@pytest.mark.parametrize("value", [Decimal("0.001"), BEYOND])
def test_what_has_no_words_is_refused(value: Decimal) -> None:
    with pytest.raises(ValueError, match="no amount of money"):
        capitals(value)
