"""The changes of a definition: every state comes back, whatever happened to the lines."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhangtu.commands.desk.history import (
    DISK,
    NEW,
    OPENED,
    RESTORED,
    History,
    HistoryChange,
    changes,
    digest_of,
    entries,
    history,
    text_at,
)

NAME = "证明.yaml"
ONE, TWO, THREE = "名称: 甲\n时限: 当场\n", "名称: 甲\n时限: 2日\n", "名称: 乙\n时限: 2日\n"


def change(before: str, after: str, user: str = "张××", minute: int = 0, how: str = "") -> HistoryChange:
    return HistoryChange(f"2026-11-28T16:{minute:02}:00+08:00", user, how, before, after)


def file_of(folder: Path) -> Path:
    return folder / "改动记录" / f"{NAME}.jsonl"


def test_each_change_has_its_author_and_its_state(tmp_path: Path) -> None:
    writer = History(tmp_path, NAME)
    writer.append([change(ONE, TWO), change(TWO, THREE, "李××", 1)])
    writer.append([change(THREE, ONE, "李××", 2, RESTORED)])
    found = entries(file_of(tmp_path).read_bytes())
    assert [(one.user, one.how, one.after) for one in found] == [
        ("", OPENED, ONE), ("张××", "", TWO), ("李××", "", THREE), ("李××", RESTORED, ONE),
    ]  # fmt: skip
    assert text_at(tmp_path, NAME, 1, digest_of(TWO)) == TWO
    assert text_at(tmp_path, NAME, 1, digest_of(ONE)) is None and text_at(tmp_path, NAME, 9, digest_of(ONE)) is None


def test_a_line_holds_what_was_replaced_only(tmp_path: Path) -> None:
    before = ONE * 1000
    History(tmp_path, NAME).append([change(before, before + "备注: 无\n")])
    last = json.loads(file_of(tmp_path).read_bytes().splitlines()[-1])
    assert last["text"] == "备注: 无\n" and last["start"] == last["end"] == len(before)


def test_changes_of_one_person_are_one_entry_until_a_pause(tmp_path: Path) -> None:
    writer = History(tmp_path, NAME)
    writer.append([change(ONE, TWO, minute=0), change(TWO, THREE, minute=9), change(THREE, ONE, minute=30)])
    assert [(one.at[14:16], one.until[14:16], one.after) for one in entries(file_of(tmp_path).read_bytes())[1:]] == [
        ("00", "09", THREE), ("30", "30", ONE),
    ]  # fmt: skip


def test_the_list_shows_the_lines_that_differ_the_newest_entry_first(tmp_path: Path) -> None:
    History(tmp_path, NAME).append([change(ONE, TWO), change(TWO, THREE, "李××")])
    newest, older, first = history(tmp_path, NAME, 10).entries
    assert newest["lines"] == [("-", 1, "名称: 甲"), ("+", 1, "名称: 乙")] and newest["user"] == "李××"
    assert older["lines"] == [("-", 2, "时限: 当场"), ("+", 2, "时限: 2日")] and first["lines"] == []
    assert [one["number"] for one in history(tmp_path, NAME, 1).entries] == [2]


def test_a_new_file_begins_with_who_made_it(tmp_path: Path) -> None:
    History(tmp_path, NAME).append([change("", ONE, how=NEW)])
    assert [(one.user, one.how, one.after) for one in entries(file_of(tmp_path).read_bytes())] == [("张××", NEW, ONE)]


def test_what_was_changed_while_no_desk_was_open_is_a_state_of_its_own(tmp_path: Path) -> None:
    History(tmp_path, NAME).append([change(ONE, TWO)])
    History(tmp_path, NAME).append([change(THREE, ONE, minute=40)])
    found = entries(file_of(tmp_path).read_bytes())
    assert [(one.how, one.after) for one in found] == [(OPENED, ONE), ("", TWO), (DISK, THREE), ("", ONE)]


def test_two_desks_write_into_one_file(tmp_path: Path) -> None:
    one, other = History(tmp_path, NAME), History(tmp_path, NAME)
    one.append([change(ONE, TWO, "甲", 1)])
    other.append([change(TWO, THREE, "乙", 2)])
    one.append([change(TWO, THREE, "", 2, DISK), change(THREE, ONE, "甲", 3)])
    assert [user for user in (one.user for one in entries(file_of(tmp_path).read_bytes())) if user] == [
        "甲",
        "乙",
        "甲",
    ]


@pytest.mark.parametrize("cut", [1, 5, 40])
def test_a_line_that_was_cut_off_costs_no_other(tmp_path: Path, cut: int) -> None:
    History(tmp_path, NAME).append([change(ONE, TWO)])
    file = file_of(tmp_path)
    file.write_bytes(file.read_bytes()[:-cut])
    History(tmp_path, NAME).append([change(TWO, THREE, minute=30)])
    assert entries(file.read_bytes())[-1].after == THREE and entries(file.read_bytes())[0].after == ONE


@pytest.mark.parametrize("line", [b"{}", b"[]", b"1", b"\xff", b'{"at":1,"user":"","how":"","text":1,"from":"x"}'])
def test_lines_that_are_none_are_passed_over(line: bytes) -> None:
    assert [one for one in changes(line + b"\n") if one.after not in ("1",)] == []


def test_a_folder_that_is_a_link_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "外").mkdir()
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "改动记录").symlink_to(tmp_path / "外")
    assert "链接" in History(tmp_path / "flows", NAME).append([change(ONE, TWO)])
    assert list((tmp_path / "外").iterdir()) == []


@given(st.lists(st.text(max_size=30), min_size=2, max_size=8))
def test_any_texts_come_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("history")
    writer = History(folder, NAME)
    for minute, (before, after) in enumerate(pairwise(texts)):
        writer.append([change(before, after, f"{minute}")])
    real = [text for at, text in enumerate(texts) if at and text != texts[at - 1]]
    data = file_of(folder).read_bytes() if real else b""
    assert [one.after for one in entries(data) if one.user] == [
        text.encode("utf-8", "replace").decode() for text in real
    ]
