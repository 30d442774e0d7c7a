"""Bytes → text → bytes: what is not edited stays as it was, whatever its line ends."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.commands.desk.encoding import decoded, encoded


@given(st.lists(st.sampled_from(["甲: 乙", "", "# 注", "\n", "\r\n", "\r"]), max_size=12), st.booleans())
def test_a_text_that_is_not_edited_gives_the_same_bytes(parts: list[str], mark: bool) -> None:
    data = codecs.BOM_UTF8 * mark + "".join(parts).encode()
    one = decoded(data)
    assert "\r" not in one.text and encoded(one.text, one) == data


def test_a_new_line_ends_as_most_lines_do() -> None:
    one = decoded("甲\r\n乙\r\n丙\n".encode())
    assert encoded("甲\n新\n乙\n丙\n", one) == "甲\r\n新\r\n乙\r\n丙\n".encode()


@pytest.mark.parametrize("data", ["名称: 甲".encode("gb18030"), "名称: 甲".encode("utf-16"), b"a\0b"])
def test_what_is_not_utf_8_is_shown_and_not_edited(data: bytes) -> None:
    assert not decoded(data).editable


def test_a_character_that_no_file_can_hold_does_not_stop_saving() -> None:
    one = decoded("甲".encode())
    assert encoded("甲\ud800", one) == "甲?".encode()
