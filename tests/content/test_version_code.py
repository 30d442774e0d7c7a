"""Codes of versions: how they are made, printed and typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.content.version_code import (
    LENGTH,
    SIGNS,
    CodeSlip,
    grouped,
    looks_like_code,
    read_code,
    version_code,
)

CODE = version_code("ab" * 32, {"村名": "甲村"})


def test_a_code_depends_on_definition_and_village_only() -> None:
    assert CODE == version_code("ab" * 32, {"村名": "甲村"}) == "QGCAJ3NVA2T0"
    others = [version_code("ab" * 32, {}), version_code("ab" * 32, {"村名": "乙村"}), version_code("ac" * 32, {})]
    assert len({CODE, *others}) == 4


def test_the_order_of_columns_does_not_count() -> None:
    one, other = {"村名": "甲村", "编码": "1"}, {"编码": "1", "村名": "甲村"}
    assert version_code("00" * 32, one) == version_code("00" * 32, other)


@given(st.binary(min_size=32, max_size=32).map(bytes.hex))
def test_every_code_is_read_back(digest: str) -> None:
    code = version_code(digest, {})
    assert len(code) == LENGTH and set(code) <= set(SIGNS)
    typed = grouped(code).lower().replace("0", "o").replace("1", "l")
    assert read_code(typed) == read_code(f" {grouped(code)} ") == read_code(grouped(code).replace("-", "－")) == code
    assert looks_like_code(grouped(code))


@given(st.binary(min_size=32, max_size=32).map(bytes.hex), st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_every_single_wrong_character_is_seen(digest: str, at: int, sign: str) -> None:
    code = version_code(digest, {})
    wrong = code[:at] + sign + code[at + 1 :]
    if wrong != code:
        with pytest.raises(CodeSlip):
            read_code(wrong)


def test_neighbours_exchanged_are_seen_in_most_places() -> None:
    codes = [version_code(f"{number:064x}", {}) for number in range(300)]
    seen = total = 0
    for code in codes:
        for at in range(LENGTH - 1):
            wrong = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
            if wrong == code:
                continue
            total += 1
            try:
                read_code(wrong)
            except CodeSlip:
                seen += 1
    assert seen / total > 0.97


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "这里有 0 个"),
        ("7K3Q", "这里有 4 个"),
        (CODE + "0", "这里有 13 个"),
        ("U" + CODE[1:], "没有“U”"),
        ("村" + CODE[1:], "没有“村”"),
        ("\x1b[31m" + CODE, "没有"),
    ],
)
def test_slips_are_explained(typed: str, message: str) -> None:
    with pytest.raises(CodeSlip, match=message):
        read_code(typed)


def test_full_width_characters_are_read() -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in CODE)
    assert read_code(wide) == CODE
