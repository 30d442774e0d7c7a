"""The file of records beside the results: what each result was made from, and what finished requests have read."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from yizhangtu.model.diagnostics import Diagnostic, as_data, from_data, make, whole
from yizhangtu.system import outputs

NAME = ".yizhangtu.json"
FORMAT = "6"
MOST_REQUESTS = 8  # that are kept
HEAD, DIGITS = b'{"digest":"', 64  # of the file: then the SHA-256 of the content in hexadecimal digits
MIDDLE, END = b'","content":', b"}"


class FileRecord(NamedTuple):
    """A file of a result as written: its SHA-256; its size and time (ns) detect a change."""

    target: str
    digest: str
    size: int
    time: int

    def unchanged(self, folder: str, recorded: int) -> bool:
        """Whether the file is as it was written, judged by size and time. A file that was written when the records
        were (at the time `recorded`), or later, may have changed within the same moment: it is read."""
        path = f"{folder}/{self.target}"
        if outputs.mark(path) != (self.size, self.time):
            return False
        return self.time < recorded or outputs.digest(Path(path)) == self.digest


class Origin(NamedTuple):
    """What a result was made of: the folder of its definitions, as seen from the folder of results, and the file in it
    ("" where it shows all of them); the village; `extra`: it is made beside the results of single definitions."""

    folder: str = ""
    name: str = ""
    village: str = ""
    extra: bool = False


class ResultRecord(NamedTuple):
    """One result: its key (`keys.Key`), its files, its diagnostics, whether it was verified, and where it is from."""

    key: str
    files: tuple[FileRecord, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    verified: bool = False
    origin: Origin = Origin()

    def located(self, folder: Path, recorded: int) -> "ResultRecord | None":
        """The record with the present times of its files, which may have been copied; None where one was changed."""
        files = []
        for one in self.files:
            if not one.unchanged(str(folder), recorded):
                mark = outputs.mark(folder / one.target)
                if mark is None or mark[0] != one.size or outputs.digest(folder / one.target) != one.digest:
                    return None
                one = FileRecord(one.target, one.digest, *mark)
            files.append(one)
        return self._replace(files=tuple(files))

    def reported_again(self) -> list[Diagnostic]:
        """The diagnostics that still apply if the result is not built again; notes are not repeated."""
        return [one for one in self.diagnostics if one.severity != "info"]


class RequestRecord(NamedTuple):
    """A request after which all results were there: the hash of all that was read for it (`state`), and its answer.

    `watched` are files whose coming or going counts; `tables` the files that project files name, with their folders;
    `results` is the hash of the keys of the targets.
    """

    targets: tuple[str, ...]
    state: str = ""
    results: str = ""
    watched: tuple[str, ...] = ()
    tables: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    failed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass
class Records:
    """Results by target, page numbers of booklets by the key of what they were planned from, the last requests by
    their digest. `time` (ns) is when the file was written; `damaged` says that there is a file, but not of records."""

    results: "dict[str, ResultRecord]" = field(default_factory=dict)
    pages: dict[str, dict[str, int]] = field(default_factory=dict)
    requests: dict[str, RequestRecord] = field(default_factory=dict)
    time: int = field(default=0, compare=False)
    damaged: bool = field(default=False, compare=False)

    def digest_of(self, targets: Iterable[str]) -> str:
        """The same for as long as the results of these targets have the same keys."""
        pairs = [f"{target}\0{self.results[target].key}" for target in targets]
        return hashlib.sha256("\0".join(pairs).encode("utf-8", "surrogatepass")).hexdigest()

    def keep(self, request: str, record: RequestRecord) -> bool:
        """Keep the record of a request and drop the oldest; return False if it is recorded already."""
        if self.requests.get(request) == record:
            return False
        self.requests.pop(request, None)
        self.requests[request] = record
        for old in list(self.requests)[:-MOST_REQUESTS]:
            del self.requests[old]
        return True


def read_records(folder: Path) -> Records:
    """The records of a folder of results; empty if there are none or if the file is damaged."""
    data, time = outputs.own_and_time(folder / NAME)
    if data is None:
        return Records()
    content = data[len(HEAD) + DIGITS + len(MIDDLE) : -len(END)]
    try:
        if data != _sealed(content):
            return Records(damaged=True)
        known: Any = json.loads(content.decode("utf-8", "surrogatepass"))
        if known["format"] != FORMAT:
            return Records()  # of another version of the program
        pages = {str(key): {str(stem): int(page) for stem, page in one.items()} for key, one in known["pages"].items()}
        results = {_inside(target): _result(*one) for target, one in known["results"].items()}
        return Records(results, pages, {digest: _request(one) for digest, one in known["requests"].items()}, time)
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return Records(damaged=True)


def damage(records: Records, folder: Path) -> list[Diagnostic]:
    """The note on records that could not be read."""
    if not records.damaged:
        return []
    hint = "不用处理：这次全部重新制作，记录也重新写好。"
    return [make("Y720", whole((folder / NAME).as_posix()), "上次制作的记录损坏了，当作没有", hint)]


def write_records(folder: Path, records: Records) -> None:
    """Write the records beside the results. Raises MissingDependency where the folder cannot be written to."""
    results = {
        target: (one.key, one.files, _data(one.diagnostics), one.verified, one.origin)
        for target, one in sorted(records.results.items())
    }
    requests = {
        digest: one._asdict() | {"diagnostics": _data(one.diagnostics)} for digest, one in records.requests.items()
    }
    known = {"format": FORMAT, "pages": records.pages, "results": results, "requests": requests}
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    outputs.write(folder / NAME, _sealed(text.encode("utf-8", "surrogatepass")))


def digest_of(data: bytes | outputs.WrittenFile) -> str:
    """The SHA-256 of a file, wherever it was written."""
    return data.digest if isinstance(data, outputs.WrittenFile) else hashlib.sha256(data).hexdigest()


def _sealed(content: bytes) -> bytes:
    """The content with its hash, as one JSON object."""
    return HEAD + hashlib.sha256(content).hexdigest().encode() + MIDDLE + content + END


def _name(value: object) -> str:
    """A text that can be a path."""
    text = str(value)
    text.encode("utf-8", "surrogateescape")
    if "\0" in text:
        raise ValueError("no path has this name")
    return text


def _inside(target: object) -> str:
    name = _name(target)
    if name.startswith("/") or ".." in name.split("/"):
        raise ValueError("a result outside the folder of results")
    return name


def _result(
    key: str, files: list[list[Any]], diagnostics: list[Any], verified: bool, origin: list[Any]
) -> "ResultRecord":
    found = [FileRecord(_inside(target), str(digest), int(size), int(time)) for target, digest, size, time in files]
    folder, name, village, extra = origin
    place = Origin(_name(folder), _name(name), str(village), bool(extra))
    return ResultRecord(str(key), tuple(found), tuple(map(from_data, diagnostics)), bool(verified), place)


def _request(data: Mapping[str, Any]) -> RequestRecord:
    return RequestRecord(
        tuple(map(_inside, data["targets"])),
        str(data["state"]),
        str(data["results"]),
        tuple(map(_name, data["watched"])),
        tuple((_name(folder), _name(name)) for folder, name in data["tables"]),
        tuple(map(from_data, data["diagnostics"])),
        tuple(map(_name, data["failed"])),
        tuple(map(_name, data["left_out"])),
    )


def _data(diagnostics: Iterable[Diagnostic]) -> list[dict[str, object]]:
    return [as_data(one) for one in diagnostics]
