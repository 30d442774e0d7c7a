"""The file of records beside the results: written, read, damaged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from helpers.cases import share
from helpers.village_project import WARNED, FakePress, enter, fake_press, make_project, run
from yizhangtu.build.cache import records
from yizhangtu.build.cache.records import FileRecord, Records, RequestRecord, ResultRecord
from yizhangtu.model.diagnostics import make, whole


def test_what_is_written_is_read(tmp_path: Path) -> None:
    fault = make("Y203", whole("甲.yaml"), "不对", "改")
    file = FileRecord("甲.pdf", "d", 3, 4)
    request = RequestRecord(("甲.pdf",), "s", "m", ("/font",), (("flows", "村庄.csv"),), (fault,), ("坏",), ("手册",))
    known = Records({"甲\udcff.pdf": ResultRecord("k", (file,), (fault,))}, {"p": {"甲": 3}}, {"r": request})
    records.write_records(tmp_path, known)
    assert records.read_records(tmp_path) == known


def test_the_last_requests_are_kept() -> None:
    known = Records()
    for number in range(records.MOST_REQUESTS + 3):
        assert known.keep(str(number), RequestRecord(("a",)))
    assert not known.keep("5", RequestRecord(("a",)))
    assert known.keep("5", RequestRecord(("b",)))
    assert list(known.requests)[-1] == "5" and len(known.requests) == records.MOST_REQUESTS


def changed(value: Any) -> Iterator[Any]:
    """The value with one part of it dropped or replaced, wherever in it."""
    others: list[Any] = [None, -1, 1e999, "\ud800", "../x", "a\0b", [], {}, [[]]]
    if isinstance(value, dict):
        for key in value:
            yield {name: one for name, one in value.items() if name != key}
            yield from ({**value, key: one} for one in changed(value[key]))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield value[:at] + value[at + 1 :]
            yield from ([*value[:at], other, *value[at + 1 :]] for other in changed(one))
    yield from others


class TestDamage:
    """Records that are damaged count as absent."""

    @pytest.fixture
    def press(self, monkeypatch: pytest.MonkeyPatch) -> FakePress:
        return fake_press(monkeypatch)

    @pytest.fixture
    def path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, press: FakePress) -> Path:
        """The file of records of a build, one of whose guides has a warning."""
        here = enter(tmp_path, monkeypatch)
        make_project(here, {"甲.yaml": WARNED.format(title="甲"), "乙.yaml": "乙"})
        assert run("build", "-m", "poster-a3").exit_code == 0
        assert press.taken() == ["poster-a3/乙.pdf", "poster-a3/甲.pdf"]
        return here / "output" / records.NAME

    @pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b'{"format": 1}', b"\xff", b"[" * 100_000])
    def test_other_bytes(self, path: Path, press: FakePress, data: bytes) -> None:
        path.write_bytes(data)
        result = run("build", "-m", "poster-a3")
        assert result.exit_code == 0 and result.stderr.count("提示[Y720]") == 1
        assert len(press.taken()) == 2
        assert "Y720" not in run("build", "-m", "poster-a3").stderr and press.taken() == []

    def test_every_byte(self, path: Path) -> None:
        data = path.read_bytes()
        for at in range(0, len(data), 7):
            path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
            assert records.read_records(path.parent) == Records() and records.read_records(path.parent).damaged
            path.write_bytes(data[:at])
            assert records.read_records(path.parent).damaged

    def test_every_field_also_with_the_right_hash(self, path: Path, press: FakePress) -> None:
        """Whoever can write into the folder can write the hash, too: then a build is right, or makes more."""
        known = json.loads(path.read_bytes())["content"]
        others = list(changed(deepcopy(known)))
        assert len(others) > 500
        for other in share(others, 0, 7):
            content = json.dumps(other).encode()
            path.write_bytes(b'{"digest":"%s","content":%s}' % (sha256(content).hexdigest().encode(), content))
            result = run("build", "-m", "poster-a3", "--dry-run")
            assert result.exit_code in (0, 1) and "程序出错" not in result.stderr, (content, result.stderr)
