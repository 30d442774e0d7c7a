"""The index of a ledger answers as the files do, whatever happens to them."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from yizhangtu.commands.ledger.index import open_index
from yizhangtu.commands.ledger.reader import read_ledger
from yizhangtu.coverage.walls import walls
from yizhangtu.ledger.chain import Chain, in_force, read_chain
from yizhangtu.ledger.record import FIRST, Record, line_of, record_of

VILLAGES, GUIDES, PLACES = ("甲村", "乙村", "丙村"), ("采购", "低保"), ("", "公开栏", "大厅")
TOWN = "镇.aaaaa"
ACCOUNTS = (TOWN, "甲村.bbbbb", "乙村.ccccc")


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
                kind, values = self.record(corrects=account == TOWN)
                line = line_of(Record(account, number, digest, self.moment(), kind, values))
                self.last[account] = record_of(line)
                self.places.append(self.last[account].place)
                stream.write(line)

    def moment(self) -> str:
        return f"2026-11-{self.chance.randint(10, 28)}T08:00:00+08:00"

    def record(self, corrects: bool) -> tuple[str, dict[str, object]]:
        """A record; only the town corrects, so that files without a correction have records that are corrected."""
        choose = self.chance.choice
        day = f"2026-{choose(('09', '10', '11'))}-{self.chance.randint(1, 28):02}"
        if corrects and self.places and self.chance.random() < 0.4:
            right = choose(({"村": choose(VILLAGES)}, {"日期": day}, {"图": choose(GUIDES), "地点": choose(PLACES)}))
            return "更正", {"原": choose(self.places[-5:]), "应为": right}
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
    assert all(index.has(one.record.place) for one in records) and not index.has("x:1")
    assert index.of_kinds(["版本"]) == [one for one in ledger.records if one.kind == "版本"]
    return True


@pytest.mark.parametrize("seed", range(12))
def test_answers_are_those_of_the_files(tmp_path: Path, seed: int) -> None:
    """Files are written on, taken away, brought back, cut off, and changed in the middle while they grow."""
    town = Town(tmp_path / "台账", seed)
    for account in ACCOUNTS:
        town.write(account, town.chance.randint(1, 12))
    assert agrees(town.folder)
    away: dict[Path, bytes] = {}
    for _ in range(30):
        account = town.chance.choice(ACCOUNTS)
        path = town.folder / f"{account}.jsonl"
        match town.chance.choice(("write", "write", "take", "cut", "lines", "twice", "change")):
            case _ if path in away:
                path.write_bytes(away.pop(path))
            case "write":
                town.write(account, town.chance.randint(1, 3))
            case "take":
                away[path] = path.read_bytes()
                path.unlink()
            case "cut":
                away[path] = path.read_bytes()
                path.write_bytes(away[path][: town.chance.randint(1, len(away[path]))])
            case "lines":
                away[path] = path.read_bytes()
                lines = away[path].splitlines(keepends=True)
                path.write_bytes(b"".join(lines[: town.chance.randint(1, len(lines))]))
            case "twice":
                path.write_bytes(path.read_bytes() + path.read_bytes().splitlines(keepends=True)[-1])
            case "change":
                path.write_bytes(path.read_bytes().replace("大厅".encode(), "大斤".encode(), 1))
                town.write(account, 1)
        assert agrees(town.folder) or not list(town.folder.iterdir())


class Corrections:
    """A posting of 甲村 in the village's file and the town's corrections of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.last: dict[str, Record] = {}
        folder.mkdir()

    def append(self, account: str, kind: str, values: dict[str, object]) -> Path:
        before = self.last.get(account)
        number, digest = (before.number + 1, before.digest) if before else (1, FIRST)
        line = line_of(Record(account, number, digest, f"2026-11-28T08:00:{number:02}+08:00", kind, values))
        self.last[account] = record_of(line)
        path = self.folder / f"{account}.jsonl"
        path.write_bytes((path.read_bytes() if path.exists() else b"") + line)
        return path

    def post(self) -> Path:
        values = {"村": "甲村", "图": "采购", "码": "A", "日期": "2026-11-01", "地点": "", "核实": "自报"}
        return self.append(ACCOUNTS[1], "张贴", values)

    def correct(self, number: int, village: str) -> Path:
        return self.append(TOWN, "更正", {"原": f"{ACCOUNTS[1]}:{number}", "应为": {"村": village}})

    def hung(self) -> list[str]:
        """The villages where something hangs, by an index that agrees with the files."""
        assert agrees(self.folder)
        index = open_index(self.folder)
        assert index is not None
        return [village for village, _ in index.walls()]


def test_a_record_that_was_corrected_goes_with_its_file(tmp_path: Path) -> None:
    town = Corrections(tmp_path / "台账")
    path = town.post()
    town.correct(1, "乙村")
    assert town.hung() == ["乙村"]
    path.unlink()
    assert town.hung() == []


def test_a_record_that_is_corrected_again_leaves_the_wall_of_the_first_correction(tmp_path: Path) -> None:
    town = Corrections(tmp_path / "台账")
    town.post()
    assert town.hung() == ["甲村"]
    town.correct(1, "乙村")
    assert town.hung() == ["乙村"]
    town.correct(1, "丙村")
    assert town.hung() == ["丙村"]


def test_a_correction_may_come_before_its_record(tmp_path: Path) -> None:
    town = Corrections(tmp_path / "台账")
    town.post()
    town.correct(2, "乙村")
    assert town.hung() == ["甲村"]
    town.post()
    assert sorted(town.hung()) == ["乙村", "甲村"]


def test_of_a_file_that_has_grown_only_the_new_lines_are_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town(tmp_path / "台账", 3)
    town.write(TOWN, 30)
    assert agrees(town.folder)
    town.write(TOWN, 2)
    parsed: list[bytes] = []

    def read(name: str, data: bytes) -> Chain:
        parsed.append(data)
        return read_chain(name, data)

    monkeypatch.setattr("yizhangtu.commands.ledger.index.read_chain", read)
    assert open_index(town.folder) is not None
    assert [data.count(b"\n") for data in parsed] == [2]


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
