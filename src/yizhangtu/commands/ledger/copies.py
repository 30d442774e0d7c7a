"""`ledger import` and `ledger check`: other copies are merged in; what is wrong is named with file and line."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from yizhangtu.commands.ledger.place import ORIGINALS, PHOTOS, VERSIONS, LedgerPlace
from yizhangtu.ledger.chain import account_of
from yizhangtu.ledger.record import LARGEST, Record
from yizhangtu.ledger.table import unreasonable
from yizhangtu.ledger.union import merged
from yizhangtu.model.diagnostics import Diagnostic, Span, make, whole
from yizhangtu.model.errors import UsageError
from yizhangtu.system import clock, outputs
from yizhangtu.system.ledger import files as ledger_files

MOST_FILES = 100_000
MOST_BYTES = 2 * 1024 * 1024 * 1024  # of all files of a ZIP, unpacked
LARGEST_FILE = 32 * 1024 * 1024  # of a photo or version
_LEDGER = re.compile(r"[^/\\]+\.jsonl")
_KEPT = re.compile(
    rf"(?P<kind>{VERSIONS}|{PHOTOS}|{ORIGINALS})/(?P<digest>[0-9a-f]{{64}})(?P<suffix>\.json|\.jpe?g|\.png|\.webp)"
)
HINTS = {
    "Y741": "从别的电脑、U 盘用 ledger import 补一份好的。",
    "Y742": "下次登记时自动挪开；把那一条再登记一次。",
    "Y743": "把电脑的时间校准。",
    "Y744": "不要手改台账；从别的电脑用 ledger import 补一份完整的。",
    "Y745": "两份都留着；以后每台电脑写自己的。",
    "Y746": "用 ledger add 更正 --of 账:号 改。",
    "Y747": "从别的电脑用 ledger import 补；补不到的，登记更正。",
}


class Imported(NamedTuple):
    """What came: counts of records, of kept files, and what does not fit."""

    new: int
    known: int
    files: int
    diagnostics: tuple[Diagnostic, ...]


def import_copies(place: LedgerPlace, words: Sequence[str]) -> Imported:
    """Merge ZIPs, folders and single files into the ledger. Run twice it changes nothing. Raises UsageError for what is
    no ledger, MissingDependency where it cannot be written."""
    new = known = kept = 0
    found: list[Diagnostic] = []
    with ledger_files.writing(place.folder, lambda folder: None):
        existing = ledger_files.read_all(place.folder)
        for word in words:
            for name, data in _entries(Path(word)):
                file = _KEPT.fullmatch(name)
                if file is not None:
                    kept += _keep(place, file, data, found, word)
                    continue
                result = merged(PurePosixPath(name).name, existing, data)
                new, known = new + result.new, known + result.known
                found += _told(result.fork, result.fewer, name)
                for target, lines in result.writes.items():
                    ledger_files.replace(place.folder / target, lines)
                    existing[target] = lines
    return Imported(new, known, kept, tuple(found))


def _told(fork: bool, fewer: int, name: str) -> Iterator[Diagnostic]:
    if fork:
        yield make("Y745", whole(name), f"账“{account_of(name)}”和这里的不一样，另存一份", HINTS["Y745"])
    if fewer:
        yield make(
            "Y744", whole(name), f"这份比这里的少了 {fewer} 条：是旧的，或者被截短了", "以这里的为准，没有动它。"
        )


def _keep(place: LedgerPlace, file: re.Match[str], data: bytes, found: list[Diagnostic], word: str) -> int:
    """Store a photo or version under the hash that it has."""
    if hashlib.sha256(data).hexdigest() != file["digest"]:
        found.append(make("Y747", whole(word), f"“{file.group()}”和它的名字不一致，没有收", HINTS["Y747"]))
        return 0
    new = ledger_files.kept(place.folder, file["kind"], file["digest"], file["suffix"]) is None
    ledger_files.keep(place.folder, file["kind"], file["digest"], file["suffix"], data)
    return int(new)


def _entries(path: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a ZIP, folder or single file that belong to a ledger, by their names inside."""
    if not outputs.is_there(path):
        raise UsageError(f"没有“{path}”", "写 U 盘上的文件夹，或者 ledger export 写出的 .zip")
    found = False
    zipped = path.suffix.lower() == ".zip"
    for name, data in _of_zip(path) if zipped else ledger_files.files_below(path, MOST_FILES):
        if _LEDGER.fullmatch(name) or _KEPT.fullmatch(name):
            found = True
            yield name, data
    if not found:
        raise UsageError(f"“{path}”里没有台账", "台账是 .jsonl 文件；或者用 ledger export 写出的 .zip")


def _of_zip(path: Path) -> Iterator[tuple[str, bytes]]:
    """The wanted files of a ZIP: sizes are bounded as they unpack, names are only compared."""
    data = outputs.content(path)
    try:
        with zipfile.ZipFile(io.BytesIO(data or b"")) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_FILES:
                raise UsageError(f"“{path.name}”里有 {len(parts)} 个文件，太多了", "分几次导入")
            left = MOST_BYTES
            for part in parts:
                name = part.filename.replace("\\", "/")
                base = PurePosixPath(name).name
                kept = _KEPT.search(name)
                wanted = kept.group() if kept and name.endswith(kept.group()) else base
                if name.endswith("/") or not (_LEDGER.fullmatch(wanted) or kept):
                    continue
                most = min(left, LARGEST_FILE if kept else LARGEST) + 1
                with archive.open(part) as stream:
                    content = stream.read(most)
                if len(content) >= most:
                    raise UsageError(f"“{path.name}”里的“{base}”太大", "文件不对，或者被改过")
                left -= len(content)
                yield wanted, content
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise UsageError(f"“{path.name}”打不开，不是 zip 文件，或者坏了、加了密", "重新 ledger export 一份") from None


def check_ledger(place: LedgerPlace) -> tuple[Diagnostic, ...]:
    """Everything wrong with a ledger: its files, records that make no sense, photos and versions that are gone."""
    found: list[Diagnostic] = []
    for name, fault in place.ledger.faults:
        span = Span(f"{place.folder.name}/{name}", max(fault.line, 1), 1, max(fault.line, 1), 1)
        found.append(make(fault.code, span, fault.message, HINTS.get(fault.code, "")))
    records = [one.record for one in place.records]
    versions = (*place.versions.current, *place.versions.older)
    codes = {code for one in versions for code in one.codes.values()}
    tomorrow = clock.days_after(clock.today(), 1)
    for record, why in unreasonable(records, place.villages, codes, tomorrow):
        found.append(make("Y746", _place(place, record), f"{record.place}（{record.kind}）：{why}", HINTS["Y746"]))
    for record in records:
        found += _photos(place, record)
    return tuple(found)


def _place(place: LedgerPlace, record: Record) -> Span:
    file = f"{place.folder.name}/{record.account}{ledger_files.SUFFIX}"
    return Span(file, record.number, 1, record.number, 1)


def _photos(place: LedgerPlace, record: Record) -> Iterator[Diagnostic]:
    photos = record.values.get("照片")
    for one in photos if isinstance(photos, list) else ():
        digest = str(one.get("文件", "")) if isinstance(one, dict) else ""
        data = ledger_files.kept(place.folder, PHOTOS, digest, ".jpg") if re.fullmatch("[0-9a-f]{64}", digest) else None
        if data is None:
            yield make("Y747", _place(place, record), f"{record.place}的照片不见了", HINTS["Y747"])
        elif hashlib.sha256(data).hexdigest() != digest:
            yield make("Y747", _place(place, record), f"{record.place}的照片变了", HINTS["Y747"])
