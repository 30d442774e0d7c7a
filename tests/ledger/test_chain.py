"""Lines, chains and unions of a ledger: damage is named, costs no other record, and is mended by another copy."""

from __future__ import annotations

import itertools
import random

import pytest

from helpers.cases import cases
from yizhangtu.ledger.chain import as_written, in_force, moments_back, read_chain, records_of
from yizhangtu.ledger.record import FIRST, LARGEST, BadLine, Record, line_of, record_of
from yizhangtu.ledger.union import merged

NAME = "甲村.3f9k2.jsonl"


def ledger(count: int, account: str = "甲村.3f9k2", start: bytes = b"", salt: str = "") -> bytes:
    """So many records behind those of `start`."""
    data, last = start, record_of(start.splitlines()[-1]) if start else None
    for _ in range(count):
        number, before = (last.number + 1, last.digest) if last else (1, FIRST)
        moment = f"2026-11-28T16:{number % 60:02}:05+08:00"
        line = line_of(Record(account, number, before, moment, "张贴", {"村": f"甲村{salt}", "媒介": "poster-a3"}))
        data, last = data + line, record_of(line)
    return data


def test_a_line_is_the_hash_of_its_json() -> None:
    (line,) = ledger(1).splitlines()
    assert line[64:65] == b" " and line[65:].startswith('{"账":"甲村.3f9k2","号":1'.encode())
    record = record_of(line)
    assert (record.number, record.kind, record.text("村"), record.place) == (1, "张贴", "甲村", "甲村.3f9k2:1")
    assert line_of(record) == line + b"\n"


def test_every_flipped_byte_is_named_with_its_line() -> None:
    data = ledger(50)
    ends = list(itertools.accumulate(len(line) for line in data.splitlines(keepends=True)))
    for at in range(0, len(data), cases(7, 1)):  # every seventh: all lines, all their parts
        line = next(number for number, end in enumerate(ends, 1) if at < end)
        wrong = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        chain = read_chain(NAME, wrong)
        assert chain.faults or chain.half, at
        assert min([fault.line for fault in chain.faults] or [50]) == line, at
        assert len(chain.records) >= 48


def test_a_file_cut_off_keeps_every_whole_record() -> None:
    data = ledger(50)
    start = len(b"".join(data.splitlines(keepends=True)[:47]))
    for at in range(start, len(data)):
        chain = read_chain(NAME, data[:at])
        assert len(chain.records) == data[:at].count(b"\n") and not chain.faults
        assert chain.half == data[:at].rpartition(b"\n")[2]


def test_lines_exchanged_and_removed() -> None:
    lines = ledger(6).splitlines(keepends=True)
    swapped = b"".join([*lines[:2], lines[3], lines[2], *lines[4:]])
    assert next(one.line for one in read_chain(NAME, swapped).faults if one.code == "Y744") == 3
    assert [one.line for one in read_chain(NAME, b"".join([*lines[:2], *lines[3:]])).faults] == [3]
    assert read_chain(NAME, b"".join(lines).replace(b"\n", b"\r\n")).faults == ()


def test_a_clock_that_ran_back() -> None:
    first = ledger(1)
    last = record_of(first)
    line = line_of(last._replace(number=2, before=last.digest, moment="1970-01-01T00:00:00+00:00"))
    assert [one.code for one in read_chain(NAME, first + line).faults] == ["Y743"]
    assert not moments_back("2026-11-28T16:00:00+08:00", "2026-11-28T08:00:01+00:00")


def test_records_of_computers_with_other_zones_and_clocks() -> None:
    """By UTC; in one account by number, though its clock was set back before the third."""
    moments = {
        ("甲", 1): "2026-11-28T23:00:00+08:00", ("甲", 2): "2026-11-29T01:00:00+08:00",
        ("甲", 3): "2025-01-01T00:00:00+08:00", ("甲", 4): "2026-11-29T03:00:00+08:00",
        ("乙", 1): "2026-11-28T16:00:00+00:00", ("丙", 1): "2026-11-28T10:30:00-08:00",
    }  # fmt: skip
    records = [Record(account, number, "", moment, "张贴", {}) for (account, number), moment in moments.items()]
    expected = ["甲:1", "乙:1", "甲:2", "甲:3", "丙:1", "甲:4"]
    for seed in range(20):
        shuffled = random.Random(seed).sample(records, len(records))
        assert [one.place for one in as_written(shuffled)] == expected


@pytest.mark.parametrize(
    "data",
    [b"{}", b"", b"[[[[[[[[[[[[]]]]]]]]]]]]", b'{"a":NaN}', b"\xff", b'"x"', b'{"\xe8\xb4\xa6":1}', b"9" * 10_000],
)
def test_what_is_no_record(data: bytes) -> None:
    import hashlib

    with pytest.raises(BadLine):
        record_of(hashlib.sha256(data).hexdigest().encode() + b" " + data)
    with pytest.raises(BadLine):
        record_of(b"x" * 70_000)


def test_a_file_that_is_too_large_is_not_read() -> None:
    assert read_chain(NAME, b"x" * (LARGEST + 1)).faults[0].code == "Y741"


def test_records_of_a_kind_are_those_of_the_whole() -> None:
    data = ledger(5) + line_of(
        Record("甲村.3f9k2", 6, "", "2026-11-28T17:00:00+08:00", "版本", {"备注": '"事":"张贴"'})
    )
    damaged = data.replace("甲村".encode(), "乙村".encode(), 1) + b"half"
    for text, count in ((data, 5), (damaged, 4)):
        whole = [one for one in read_chain(NAME, text).records if one.kind == "张贴"]
        found = list(records_of(text, ("张贴",)))
        assert found == whole and len(found) == count


def test_the_latest_correction_holds() -> None:
    first = record_of(ledger(1))
    right = [
        Record(
            "乙村.aaaaa", n, "", f"2026-12-0{n}T00:00:00+08:00", "更正", {"原": first.place, "应为": {"村": f"丙{n}"}}
        )
        for n in (2, 1)
    ]
    (found,) = in_force([right[0], first, right[1]])
    assert found.record.text("村") == "丙2" and found.by == ("乙村.aaaaa:1", "乙村.aaaaa:2")


def union(copies: list[bytes]) -> set[bytes]:
    files: dict[str, bytes] = {}
    for copy in copies:
        files.update(merged(NAME, files, copy).writes)
    for copy in copies:  # again: nothing changes
        assert not merged(NAME, files, copy).writes
    return {line for data in files.values() for line in data.splitlines()}


def test_copies_in_any_order_have_one_union() -> None:
    start = ledger(5)
    copies = [ledger(3, start=start), ledger(2, start=start, salt="乙"), start, ledger(1, start=start, salt="丙")]
    unions = {frozenset(union(list(order))) for order in itertools.permutations(copies)}
    assert len(unions) == 1 and len(next(iter(unions))) == 5 + 3 + 2 + 1


def test_a_longer_copy_replaces_a_shorter_one_and_an_older_one_brings_nothing() -> None:
    start = ledger(5)
    longer = ledger(2, start=start)
    done = merged(NAME, {NAME: start}, longer)
    assert (dict(done.writes), done.new, done.known, done.fork) == ({NAME: longer}, 2, 5, False)
    older = merged(NAME, {NAME: longer}, start)
    assert (dict(older.writes), older.fewer) == ({}, 2)


def test_damage_is_mended_by_another_copy() -> None:
    data = ledger(6)
    chance = random.Random(1)
    at = chance.randrange(len(data) // 2)
    damaged = data[:at] + b"?" + data[at + 1 :]
    for one, other in ((damaged, data), (data, damaged)):
        done = merged(NAME, {NAME: one}, other)
        assert {**{NAME: one}, **done.writes} == {NAME: data} and not done.fork


def test_the_latest_correction_holds_in_any_zone_and_with_a_clock_set_back() -> None:
    first = record_of(ledger(1))

    def correction(account: str, number: int, moment: str, village: str) -> Record:
        return Record(account, number, "", moment, "更正", {"原": first.place, "应为": {"村": village}})

    abroad = correction("丙村.ccccc", 1, "2026-12-01T17:00:00+00:00", "晚")  # 01:00 of the next day here
    here = correction("乙村.bbbbb", 1, "2026-12-01T23:00:00+08:00", "早")
    again = correction("丙村.ccccc", 2, "2025-01-01T00:00:00+00:00", "再改")
    assert [one.record.text("村") for one in in_force([first, abroad, here])] == ["晚"]
    assert [one.record.text("村") for one in in_force([again, first, here, abroad])] == ["再改"]
