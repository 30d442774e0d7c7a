"""Numbers of persons in texts: found in every spelling, and no others."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.read.notice.personal import CARD, ID, PHONE, is_luhn, personal_numbers, without_numbers

# Numbers that are nobody's: of a region that there is not, and a bank that there is not.
ID18, ID15, MOBILE = "990101199001010019", "990101900101001", "19900000000"


def id18(seed: int) -> str:
    """A made-up number of 18 signs with its check digit."""
    source = random.Random(seed)
    head = f"99{source.randrange(10_000):04}{source.randrange(1930, 2026)}{source.randrange(1, 13):02}"
    head += f"{source.randrange(1, 29):02}{source.randrange(1000):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return head + "10X98765432"[sum(int(d) * w for d, w in zip(head, weights, strict=True)) % 11]


def card(seed: int, length: int) -> str:
    """A made-up number of a card with its check digit."""
    source = random.Random(seed)
    head = "62" + "".join(str(source.randrange(10)) for _ in range(length - 3))
    return next(head + last for last in "0123456789" if is_luhn(head + last))


def wide(text: str) -> str:
    """The same in full-width signs."""
    return "".join(chr(ord(char) + 0xFEE0) if char.isalnum() else char for char in text)


@given(
    st.integers(0, 10**6),
    st.sampled_from(["id", "phone", "card"]),
    st.sampled_from(["", " ", "-", "　", " - "]),
    st.booleans(),
    st.sampled_from(["", "身份证", "备注：", "见"]),
    st.sampled_from(["", "，已核对", "号"]),
)
def test_a_planted_number_is_found(seed: int, kind: str, between: str, full: bool, before: str, after: str) -> None:
    number, step, name = {
        "id": (id18(seed), 6, ID),
        "phone": (f"13{seed:09}", 4, PHONE),
        "card": (card(seed, 16 + seed % 4), 4, CARD),
    }[kind]
    written = between.join(number[at : at + step] for at in range(0, len(number), step))
    text = before + (wide(written) if full else written) + after
    found = personal_numbers(text)
    assert [one.kind for one in found] == [name]
    place = text[found[0].start : found[0].end]
    assert place.startswith(written[0]) or full
    assert "".join(char for char in without_numbers(text) if char.isdigit()) == ""


def test_a_number_of_fifteen_digits_has_a_date() -> None:
    assert [one.kind for one in personal_numbers(f"旧证{ID15}")] == [ID]
    assert personal_numbers("123456789999999") == ()


@pytest.mark.parametrize("prefix", ["86", "+86 ", "0086-", ""])
def test_a_phone_with_the_code_of_the_country(prefix: str) -> None:
    assert [one.kind for one in personal_numbers(f"电话{prefix}{MOBILE}")] == [PHONE]


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-01 至 2026-10-31",
        "0550-1234567、0550-7654321",
        "341181100201",
        "1,234,567,890.12",
        "第2026-000123号",
        "编号 20261001000012",
        "2026年10月1日8:30–12:00，14:30–18:00",
        ID18[:-1] + "0",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    assert personal_numbers(text) == ()


def test_two_numbers_in_one_text() -> None:
    found = personal_numbers(f"张××{id18(1)}李××{id18(2)}，{MOBILE}")
    assert [one.kind for one in found] == [ID, ID, PHONE]


def test_the_rest_of_a_message_stays_as_it_is() -> None:
    assert without_numbers(f"是不是“项目{wide(ID18)}”？有这些列：①项目") == "是不是“项目××××××”？有这些列：①项目"
