"""The index of a ledger answers as the files do, whatever happens to them."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from yizhangtu.commands.ledger.index import open_index
from yizhangtu.commands.ledger.reader import read_ledger
from yizhangtu.coverage.walls import walls
from yizhangtu.ledger.chain import in_force
from yizhangtu.ledger.record import FIRST, Record, line_of, record_of

VILLAGES, GUIDES, PLACES = ("甲村", "乙村", "丙村"), ("采购", "低保"), ("", "公开栏", "大厅")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    return tmp_path / "home"


class Town:
    """A ledger that is written on at random."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.last: dict[str, Record] = {}
        self.places: list[str] = []
        folder.mkdir()

    def write(self, account: str, count: int) -> None:
        """Append records to the file of an account."""
        path = self.folder / f"{account}.jsonl"
        with open(path, "ab") as stream:
            for _ in range(count):
                before = self.last.get(account)
                number, digest = (before.number + 1, before.digest) if before else (1, FIRST)
                kind, values = self.record()
                line = line_of(Record(account, number, digest, self.moment(), kind, values))
                self.last[account] = record_of(line)
                self.places.append(self.last[account].place)
                stream.write(line)

    def moment(self) -> str:
        return f"2026-11-{self.chance.randint(10, 28)}T08:00:00+08:00"

    def record(self) -> tuple[str, dict[str, object]]:
        choose = self.chance.choice
        day = f"2026-{choose(('09', '10', '11'))}-{self.chance.randint(1, 28):02}"
        if self.places and self.chance.random() < 0.12:
            right = choose(({"村": choose(VILLAGES)}, {"日期": day}, {"图": choose(GUIDES), "地点": choose(PLACES)}))
            return "更正", {"原": choose(self.places), "应为": right}
        kind = choose(("张贴", "张贴", "查看", "撤下", "版本"))
        values: dict[str, object] = {"村": choose(VILLAGES), "图": choose(GUIDES), "码": choose("AB"), "日期": day}
        return kind, {**values, "地点": choose(PLACES), "核实": choose(("照片", "自报"))}


def agrees(folder: Path) -> bool:
    """Compare all answers; whether there is an index."""
    ledger = read_ledger(folder)
    records = in_force(ledger.records)
    index = open_index(folder)
    if index is None:
        return False
    assert index.walls() == walls(records)
    assert index.heads == tuple(chain.head for chain in ledger.chains)
    for village in VILLAGES:
        expected = [one for one in records if one.record.text("村") == village]
        assert [one for one in index.of_villages([village]) if one.record.text("村") == village] == expected
    assert index.of_kinds(["版本"]) == [one for one in ledger.records if one.kind == "版本"]
    return True


@pytest.mark.parametrize("seed", range(12))
def test_answers_are_those_of_the_files(tmp_path: Path, seed: int) -> None:
    town = Town(tmp_path / "台账", seed)
    accounts = ["镇.aaaaa", "甲村.bbbbb", "乙村.ccccc"]
    for account in accounts:
        town.write(account, town.chance.randint(1, 12))
    assert agrees(town.folder)
    for _ in range(12):
        town.write(town.chance.choice(accounts), town.chance.randint(1, 3))
        assert agrees(town.folder)
    gone = town.folder / "乙村.ccccc.jsonl"
    data = gone.read_bytes()
    gone.unlink()
    assert agrees(town.folder)
    gone.write_bytes(data + b"half a line")
    assert agrees(town.folder)


def test_damage_forks_and_foreign_files(tmp_path: Path) -> None:
    town = Town(tmp_path / "台账", 1)
    town.write("镇.aaaaa", 20)
    path = town.folder / "镇.aaaaa.jsonl"
    assert agrees(town.folder)
    data = path.read_bytes()
    path.write_bytes(data.replace("公开栏".encode(), "公开拦".encode(), 1))
    assert agrees(town.folder)
    path.write_bytes(data)
    shutil.copy(path, town.folder / "抄来的.jsonl")
    assert not agrees(town.folder)
    (town.folder / "抄来的.jsonl").rename(town.folder / "镇.aaaaa.分叉1.jsonl")
    assert not agrees(town.folder)
    (town.folder / "镇.aaaaa.分叉1.jsonl").unlink()
    assert agrees(town.folder)


def test_a_database_that_is_damaged_or_of_another_version_is_made_anew(tmp_path: Path, home: Path) -> None:
    town = Town(tmp_path / "台账", 2)
    town.write("镇.aaaaa", 20)
    assert agrees(town.folder)
    (store,) = (home / ".cache" / "yizhangtu" / "ledgers").iterdir()
    assert store.stat().st_mode & 0o077 == 0
    store.write_bytes(b"no database at all" * 100)
    assert not agrees(town.folder) and not store.exists()
    assert agrees(town.folder)
