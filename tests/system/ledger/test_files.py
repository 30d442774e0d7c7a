"""Appending to a ledger: by many writers at once, after half a line, on another computer."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.cases import cases
from helpers.ledger_writers import at_once, killed
from yizhangtu.commands.ledger.reader import read_ledger
from yizhangtu.commands.ledger.writer import write_records
from yizhangtu.system.ledger import files as ledger_files


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_writers_at_once_leave_no_gap(tmp_path: Path) -> None:
    writers, each = cases(4, 8), cases(12, 50)
    assert at_once(tmp_path / "台账", writers, each) == list(range(1, writers * each + 2))


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    times = cases(4, 200)
    assert killed(tmp_path / "台账", times) >= times


def test_half_a_line_is_moved_aside(tmp_path: Path) -> None:
    write_records(tmp_path / "t", "甲", [("查看", {"村": "甲村"})])
    (path,) = (tmp_path / "t").glob("*.jsonl")
    whole = path.read_bytes()
    path.write_bytes(whole + b"0123 {half")
    assert [code.code for _, code in read_ledger(tmp_path / "t").faults] == ["Y742"]
    write_records(tmp_path / "t", "甲", [("查看", {"村": "乙村"})])
    assert read_ledger(tmp_path / "t").faults == [] and path.read_bytes().startswith(whole)
    (kept,) = (tmp_path / "t" / "损坏").iterdir()
    assert kept.read_bytes() == b"0123 {half"


def test_another_computer_and_a_copied_project_begin_files_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "t"
    write_records(folder, "甲", [("查看", {})])
    write_records(folder, "甲", [("查看", {})])
    assert len(list(folder.glob("*.jsonl"))) == 1
    monkeypatch.setenv("HOME", str(tmp_path / "other"))
    write_records(folder, "甲", [("查看", {})])
    assert len(list(folder.glob("*.jsonl"))) == 2 and read_ledger(folder).faults == []


def test_a_file_with_a_damaged_end_is_not_written_on(tmp_path: Path) -> None:
    write_records(tmp_path, "甲", [("查看", {})])
    (path,) = tmp_path.glob("*.jsonl")
    damaged = path.read_bytes()[:-3] + b"?}\n"
    path.write_bytes(damaged)
    write_records(tmp_path, "甲", [("查看", {})])
    assert path.read_bytes() == damaged and len(list(tmp_path.glob("*.jsonl"))) == 2


def test_names_in_the_home_that_lead_elsewhere_are_not_used(tmp_path: Path, home: Path) -> None:
    ledger_files.remember(tmp_path, "../../evil")
    assert ledger_files.own_account(tmp_path) is None
    (home / ".local/share/yizhangtu/ledgers.json").write_text("[", "utf-8")
    write_records(tmp_path, "a/b", [("查看", {})])
    assert [one.name.startswith("a_b.") for one in tmp_path.glob("*.jsonl")] == [True]
