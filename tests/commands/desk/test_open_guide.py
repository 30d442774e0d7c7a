"""One file, an editor, and somebody else who writes into the file: nothing is lost, nothing is overwritten silently."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from yizhangtu.commands.desk.open_guide import OpenGuide, open_guide
from yizhangtu.system.desk.files import Stored

TEXT = "名称: 甲\n办理主体: 村委会\n时间要求: 3日\n监督管理: 村监委会\n收费: 不收费\n"
NAME = "甲.yaml"


@pytest.fixture
def guide(tmp_path: Path) -> OpenGuide:
    (tmp_path / NAME).write_text(TEXT, "utf-8")
    found = open_guide(tmp_path, NAME)
    assert found is not None
    return found


def on_disk(guide: OpenGuide) -> str:
    return (guide.folder / guide.name).read_text("utf-8")


def write(guide: OpenGuide, old: str, new: str) -> None:
    guide.shared.replace(guide.shared.text.replace(old, new), "editor")


def save(guide: OpenGuide) -> Stored:
    data = guide.data
    outcome = guide.store(data)
    guide.stored(data, outcome)
    return outcome


def test_a_change_is_saved(guide: OpenGuide) -> None:
    write(guide, "3日", "5日")
    assert guide.changed
    assert save(guide) == Stored()
    assert not guide.changed and on_disk(guide) == TEXT.replace("3日", "5日")


def test_a_file_that_others_write_is_taken_over(guide: OpenGuide) -> None:
    (guide.folder / NAME).write_text(TEXT.replace("甲", "乙"), "utf-8")
    state, updates = guide.reread()
    assert state.saved and len(updates) == 1 and guide.shared.text.startswith("名称: 乙")


def test_changes_of_different_lines_are_merged(guide: OpenGuide) -> None:
    write(guide, "不收费", "收费5元")
    (guide.folder / NAME).write_text(TEXT.replace("甲", "乙"), "utf-8")
    assert save(guide).found is not None
    assert guide.shared.text == TEXT.replace("甲", "乙").replace("不收费", "收费5元") and guide.other is None
    assert save(guide) == Stored() and on_disk(guide) == guide.shared.text


@pytest.mark.parametrize("mine", [True, False])
def test_of_two_changes_of_one_line_somebody_chooses_and_the_other_is_kept(guide: OpenGuide, mine: bool) -> None:
    write(guide, "3日", "5日")
    theirs = TEXT.replace("3日", "9日")
    (guide.folder / NAME).write_text(theirs, "utf-8")
    save(guide)
    assert on_disk(guide) == theirs and guide.other is not None
    _, _, beside = guide.choose(mine)
    save(guide)
    ours = TEXT.replace("3日", "5日")
    assert on_disk(guide) == (ours if mine else theirs) == guide.shared.text
    assert (guide.folder / beside).read_text("utf-8") == (theirs if mine else ours)


def test_a_file_that_is_deleted_while_it_is_open_is_written_again(guide: OpenGuide) -> None:
    write(guide, "3日", "5日")
    (guide.folder / NAME).unlink()
    assert save(guide) == Stored() and "5日" in on_disk(guide)


def test_a_full_disk_leaves_the_file_and_the_text(guide: OpenGuide, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    write(guide, "3日", "5日")
    monkeypatch.setattr(os, "fsync", full)
    assert "磁盘满了" in save(guide).problem
    assert on_disk(guide) == TEXT and guide.changed
    assert sorted(one.name for one in guide.folder.iterdir()) == [NAME]


def test_a_link_is_read_and_never_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "外"
    outside.mkdir()
    (outside / "密.yaml").write_text("密码: 1", "utf-8")
    flows = tmp_path / "flows"
    flows.mkdir()
    (flows / NAME).write_text(TEXT, "utf-8")
    (flows / "出.yaml").symlink_to(outside / "密.yaml")
    (flows / "内.yaml").symlink_to(flows / NAME)
    out, inside = open_guide(flows, "出.yaml"), open_guide(flows, "内.yaml")
    assert out is not None and out.read_only and out.shared.text == ""
    assert inside is not None and inside.read_only and inside.shared.text == TEXT


@pytest.mark.parametrize("name", ["../甲.yaml", "甲", "", ".", "..", "甲.yaml/", "辖区.yaml", "/etc/passwd"])
def test_only_names_of_the_folder_are_opened(guide: OpenGuide, name: str) -> None:
    assert open_guide(guide.folder, name) is None
