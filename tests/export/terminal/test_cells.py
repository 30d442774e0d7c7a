"""Cells: width, safety and breaking of anyone's text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.export.terminal.cells import clean, clusters, width, wrap
from yizhangtu.text.tokens import NO_END, NO_START, Words


@pytest.mark.parametrize(
    ("text", "narrow", "most"),
    [
        ("村民", 4, 4),
        ("A-07", 4, 4),
        ("（）【】〔〕《》", 16, 16),
        ("“三资”", 6, 8),
        ("5–7天", 5, 6),
        ("e\u0301", 1, 1),
        ("👩\u200d🌾", 4, 4),
        ("☎\ufe0f", 2, 2),
        ("✈\ufe0f", 2, 2),
        ("𠮷", 2, 2),
        ("", 0, 0),
    ],
)
def test_width(text: str, narrow: int, most: int) -> None:
    assert width(text, 1) == narrow
    assert width(text) == most


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("\x9b2J\x07\x00\x7f", "\\x9b2J\\x07\\x00\\x7f"),
        ("甲\u202e乙\u200b丙\ufeff", "甲乙丙"),
        ("一\r\n二\u2028三\v四\r五", "一\n二\n三\n四\n五"),
        ("\ud800", "\\ud800"),
        ("a\tb", "a b"),
    ],
)
def test_clean(text: str, safe: str) -> None:
    assert clean(text) == safe


@given(st.text())
def test_clean_leaves_nothing_that_a_terminal_obeys(text: str) -> None:
    safe = clean(text)
    assert all(char == "\n" or char.isprintable() or ord(char) > 0x9F for char in safe)
    safe.encode("utf-8")
    assert clean(safe) == safe


@given(st.text())
def test_clusters_lose_nothing(text: str) -> None:
    assert "".join(clusters(text)) == text


def fold(text: str) -> str:
    return "".join(text.split())


@given(st.text(), st.integers(8, 60))
def test_wrap_fits_and_loses_nothing(text: str, limit: int) -> None:
    lines = wrap(text, limit)
    assert all(width(line) <= limit for line in lines)
    assert fold("".join(lines)) == fold(clean(text))
    assert all(line == line.strip() and line for line in lines)


@given(st.text(alphabet="村民提出申请，。（）“”《》、5年a日", max_size=60), st.integers(24, 60))
def test_wrap_keeps_marks_off_the_edges(text: str, limit: int) -> None:
    lines = wrap(text, limit)
    for left, right in itertools.pairwise(lines):
        crowded = all(char in NO_START | NO_END for char in left[-8:])
        assert crowded or right[0] not in NO_START or left[-1] in NO_END


def test_wrap_by_hand() -> None:
    assert wrap("接到申请后，10个工作日内答复。", 12) == ("接到申请后，", "10个工作日内", "答复。")
    assert wrap("一二三四五六七", 12) == ("一二三四五", "六七")  # nothing stands alone
    assert wrap("https://example.com/abcdef", 10) == ("https://ex", "ample.com/", "abcdef")
    assert wrap("甲\n\n乙", 20) == ("甲", "乙")
    assert wrap("", 20) == ()
    assert wrap("送交村民代表会议", 12, Words(("村民代表会议",))) == ("送交", "村民代表会议")


def test_an_accent_stays_with_its_letter() -> None:
    assert "".join(wrap("e\u0301" * 30, 8)) == "e\u0301" * 30
    assert not any(line.startswith("\u0301") for line in wrap("e\u0301" * 30, 8))
