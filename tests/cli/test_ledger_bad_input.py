"""What goes wrong with ledgers: each fault has its message and exit code, and what is right beside it is done."""

from __future__ import annotations

import errno
import io
import json
import os
import zipfile
import zlib
from pathlib import Path

import pytest
import segno
from PIL import Image

from helpers.ledger_project import PROJECT, photograph, write_project
from helpers.village_project import run
from yizhangtu.commands.ledger.reader import read_ledger
from yizhangtu.ledger.record import DEEPEST
from yizhangtu.system import clock


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    write_project(tmp_path)
    return tmp_path


WORDS = ("--guide", "A-07", "--village", "甲村", "--date", "2026-11-01")


def ledger_file(here: Path) -> Path:
    (found,) = (here / "flows/台账").glob("*.jsonl")
    return found


def test_the_same_photo_is_registered_once(here: Path) -> None:
    (here / "round").mkdir()
    photograph(here, "甲村", "round/1.jpg")
    (here / "round/2.jpg").write_bytes((here / "round/1.jpg").read_bytes())
    first = run("ledger", "add", "--photos", "round", "--yes")
    assert first.exit_code == 1 and "登记了 1 条" in first.stderr and "2.jpg：和 1.jpg 是同一张照片" in first.stderr
    again = run("ledger", "add", "--photos", "round", "--yes")
    assert again.exit_code == 1 and "登记了 0 条" in again.stderr and "1.jpg：登记过了（××镇." in again.stderr
    alone = run("ledger", "add", "--photo", "round/1.jpg")
    assert alone.exit_code == 1 and "错误[Y746] 照片“1.jpg”登记过了" in alone.stderr
    assert run("ledger", "add", "查看", "--photo", "round/1.jpg").exit_code == 0


def test_photos_that_cannot_be_read(here: Path) -> None:
    segno.make("https://elsewhere.example/").save("foreign.png", scale=6)
    size = (10_000, 10_000)
    header = b"IHDR" + b"".join(side.to_bytes(4, "big") for side in size) + bytes((8, 0, 0, 0, 0))
    chunks = [header, b"IDAT" + zlib.compress(bytes(100)), b"IEND"]
    parts = [(len(one) - 4).to_bytes(4, "big") + one + zlib.crc32(one).to_bytes(4, "big") for one in chunks]
    (here / "huge.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))
    (here / "a.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(20))
    Image.new("L", (300, 300), 255).save("empty.jpg")
    for name, message in (
        ("foreign.png", "照片里的二维码不是“一张图”的"), ("huge.png", "像素太多"), ("a.heic", "HEIC"),
        ("empty.jpg", "没有读到二维码"),
    ):  # fmt: skip
        result = run("verify", name)
        assert result.exit_code == 1 and message in result.stdout, result.stdout
    assert "像素太多" in run("ledger", "add", *WORDS, "--photo", "huge.png").stderr
    assert len(read_ledger(here / "flows/台账").records) == 2


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "磁盘满了"), (errno.EIO, "磁盘读写出错"), (errno.EROFS, "只读")]
)
def test_a_drive_that_cannot_be_written(here: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str) -> None:
    """A full disk, a stick that is pulled out, one that is read only: nothing is acknowledged, nothing is lost."""
    before = ledger_file(here).read_bytes()

    def fail(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        result = run("ledger", "add", *WORDS)
    assert result.exit_code == 2 and words in result.stderr and "登记了" not in result.stderr
    assert ledger_file(here).read_bytes().startswith(before)
    assert run("ledger", "check").exit_code == 0
    assert run("ledger", "add", *WORDS).exit_code == 0 and read_ledger(here / "flows/台账").faults == []


def test_a_stick_that_is_pulled_out_while_it_is_read(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "stick").mkdir()
    (here / "stick/甲村.abcde.jsonl").write_bytes(ledger_file(here).read_bytes())

    usual = Path.read_bytes

    def read(path: Path) -> bytes:
        if "stick" in path.parts:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return usual(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", read)
        result = run("ledger", "import", "stick/甲村.abcde.jsonl")
    assert result.exit_code == 2 and "U 盘插好，再来一次" in result.stderr
    assert "没有“gone”" in run("ledger", "import", "gone").stderr


def test_a_clock_in_1970(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its records are told of (Y743), and a day that the clock takes for the future is refused."""
    monkeypatch.setattr(clock, "today", lambda: "1970-01-01")
    monkeypatch.setattr(clock, "instant", lambda: "1970-01-01T00:00:00+00:00")
    early = run("ledger", "add", *WORDS)
    assert early.exit_code == 1 and "今天是 1970-01-01，看看时间对不对" in early.stderr
    assert run("ledger", "add", *WORDS[:4]).exit_code == 0
    monkeypatch.undo()
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(here / "home"))
    checked = run("ledger", "check")
    assert checked.exit_code == 0 and "警告[Y743]" in checked.stdout


def test_a_village_that_is_renamed_or_gone(here: Path) -> None:
    assert run("ledger", "add", *WORDS).exit_code == 0
    (here / "flows/辖区.yaml").write_text(PROJECT.replace("甲村", "丙村"), "utf-8")
    found = run("ledger", "check")
    assert found.exit_code == 1 and "没有“甲村”这个村（改了名、合并了，就登记更正）" in found.stdout
    place = json.loads(run("ledger", "list", "--kind", "张贴", "--format", "json").stdout)[0]
    name = f"{place['账']}:{place['号']}"
    assert run("ledger", "add", "更正", "--of", name, "--village", "丙村", "--note", "改名").exit_code == 0
    assert "没有“甲村”" not in run("ledger", "check").stdout


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", ""),
        (b"\0" * 4000, ""),
        (b'{"a":' * 5000 + b"\n", "Y741"),
        (b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1) + b"\n", "Y741"),
        (b"9" * 70_000 + b"\n", "Y741"),
    ],
)
def test_files_that_are_no_ledgers_stop_nobody(here: Path, data: bytes, code: str) -> None:
    (here / "flows/台账/别的.abcde.jsonl").write_bytes(data)
    checked = run("ledger", "check")
    assert "Traceback" not in checked.stderr and (code in checked.stdout if code else checked.exit_code == 0)
    assert run("ledger", "add", *WORDS).exit_code == 0


def zip_of(parts: dict[str, bytes], links: dict[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
        for name, target in (links or {}).items():
            link = zipfile.ZipInfo(name)
            link.external_attr = 0o120777 << 16
            made.writestr(link, target)
    return out.getvalue()


def test_hostile_archives(here: Path) -> None:
    line = ledger_file(here).read_bytes()
    before = sorted(path.relative_to(here).as_posix() for path in here.rglob("*"))
    for name, data, message in (
        ("bomb", zip_of({"甲村.abcde.jsonl": b"\0" * (70 << 20)}), "太大"),
        ("folders", zip_of({f"{number}/": b"" for number in range(10_000)}), "里没有台账"),
        ("links", zip_of({}, {"乙村.abcde.jsonl": "/etc/passwd"}), ""),
    ):
        (here / f"{name}.zip").write_bytes(data)
        result = run("ledger", "import", f"{name}.zip")
        assert "Traceback" not in result.stderr and message in result.stderr, (name, result.stderr)
        assert result.exit_code == (2 if message else 0)
    after = {path.relative_to(here).as_posix() for path in here.rglob("*")} - set(before)
    assert {name for name in after if not name.endswith(".zip")} <= {"flows/台账/乙村.abcde.jsonl"}
    assert not (here / "flows/台账/乙村.abcde.jsonl").is_symlink()
    assert b"root:" not in b"".join(path.read_bytes() for path in (here / "flows/台账").glob("*.jsonl"))
    assert ledger_file_of_town(here).read_bytes() == line


def ledger_file_of_town(here: Path) -> Path:
    (found,) = (here / "flows/台账").glob("××镇*.jsonl")
    return found


def test_links_in_a_folder_are_left_alone(here: Path) -> None:
    (here / "stick").mkdir()
    (here / "stick/甲村.abcde.jsonl").symlink_to("/etc/passwd")
    result = run("ledger", "import", "stick")
    assert result.exit_code == 2 and "里没有台账" in result.stderr
