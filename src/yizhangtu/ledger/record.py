"""A line of a ledger ↔ its record: the SHA-256 of the JSON in hex, a blank, the JSON, a newline."""

import hashlib
import json
from collections.abc import Mapping
from typing import NamedTuple

FIRST = "0" * 64  # 前 of the first record of a file
LONGEST = 65_536  # bytes of a line
DEEPEST = 8  # levels of the JSON
HEAD = 12  # characters of a hash on reports
FORMAT = 1
LARGEST = 64 * 1024 * 1024  # bytes of a file

OPENED, VERSION, POSTED, SEEN, REMOVED = "开账", "版本", "张贴", "查看", "撤下"
CONSULTED, VOTED, CORRECTED = "征求", "表决", "更正"
KINDS = (OPENED, VERSION, POSTED, SEEN, REMOVED, CONSULTED, VOTED, CORRECTED)
ENGLISH = {
    "opened": OPENED, "version": VERSION, "posted": POSTED, "seen": SEEN, "removed": REMOVED, "consulted": CONSULTED,
    "voted": VOTED, "corrected": CORRECTED,
}  # fmt: skip
CHAIN = ("账", "号", "前", "记", "事")  # the keys of every record, in this order


class Record(NamedTuple):
    """One record. `account` is its file (账), `number` counts from 1 (号), `before` is the hash of the line before
    (前), `moment` when it was written, with its zone (记); `values` are all further keys, those of later versions of
    the format as well."""

    account: str
    number: int
    before: str
    moment: str
    kind: str
    values: Mapping[str, object]
    digest: str = ""

    def text(self, key: str) -> str:
        """A value as text; "" where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, str) else "" if value is None else str(value)

    @property
    def place(self) -> str:
        """How other records and reports name it: 账:号."""
        return f"{self.account}:{self.number}"


class BadLine(ValueError):
    """A line that is no record; the message, in Chinese, says why."""


def line_of(record: Record) -> bytes:
    """The line of a record, newline included. Raises BadLine where it is too long."""
    head = zip(CHAIN, (record.account, record.number, record.before, record.moment, record.kind), strict=True)
    text = json.dumps({**dict(head), **record.values}, ensure_ascii=False, separators=(",", ":"))
    data = text.encode("utf-8")
    line = hashlib.sha256(data).hexdigest().encode() + b" " + data + b"\n"
    if len(line) > LONGEST:
        raise BadLine(f"一条记录超过 {LONGEST // 1024} KB")
    return line


def record_of(line: bytes) -> Record:
    """The record of a line, with or without its newline; BadLine where the line is damaged."""
    line = line.rstrip(b"\r\n")
    if len(line) > LONGEST:
        raise BadLine(f"一行超过 {LONGEST // 1024} KB")
    written, blank, data = line.partition(b" ")
    digest = hashlib.sha256(data).hexdigest()
    if not blank or written != digest.encode():
        raise BadLine("内容和它的校验不一致")
    found = _parsed(data)
    account, number, before, moment, kind = [found.pop(key, None) for key in CHAIN]
    if (
        not (isinstance(account, str) and isinstance(before, str) and isinstance(moment, str) and isinstance(kind, str))
        or type(number) is not int
        or number < 1
    ):
        raise BadLine(f"缺{'、'.join(CHAIN)}里的一项，或者写得不对")
    return Record(account, number, before, moment, kind, found, digest)


def _parsed(data: bytes) -> dict[str, object]:
    if data.count(b"{") + data.count(b"[") > DEEPEST and _depth(data) > DEEPEST:
        raise BadLine(f"嵌套超过 {DEEPEST} 层")
    try:
        found = _DECODER.decode(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadLine("不是一条记录") from None
    if not isinstance(found, dict):
        raise BadLine("不是一条记录")
    return found


def _no_constant(word: str) -> object:
    raise ValueError(word)


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def _depth(data: bytes) -> int:
    """The levels of brackets outside of texts: counted before parsing, which recurses."""
    depth = deepest = 0
    quoted = escaped = False
    for byte in data:
        if escaped:
            escaped = False
        elif quoted:
            escaped = byte == 0x5C
            quoted = byte != 0x22
        elif byte == 0x22:
            quoted = True
        elif byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest
