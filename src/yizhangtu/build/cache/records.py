"""What was built last time: a file beside the results says from what each was made, and what whole runs saw."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from yizhangtu.model.diagnostics import Diagnostic, as_data, from_data
from yizhangtu.system import outputs

NAME = ".yizhangtu.json"
FORMAT = 4
MOST_RUNS = 8  # runs that are remembered


class File(NamedTuple):
    """A file of a result as it was written: its digest, and size and time by which it is known without reading it."""

    target: str
    digest: str
    size: int
    time: int

    def lies(self, folder: str, noted: int) -> bool:
        """Whether it lies there untouched, as far as can be seen from outside. What was written at the very moment in
        which the stamps were `noted`, or later, may have been changed within it: that is read."""
        path = f"{folder}/{self.target}"
        if outputs.mark(path) != (self.size, self.time):
            return False
        return self.time < noted or outputs.digest(Path(path)) == self.digest


class Stamp(NamedTuple):
    """One result: what it was made from (`keys.Key`), its files, what was said about it, and whether it was held
    against the definition."""

    key: str
    files: tuple[File, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    verified: bool = False


class Run(NamedTuple):
    """A run after which everything that was asked for was there: all that it saw (`state`), and all that it said.

    `watched` are files that may not even be there and yet count; `tables` the village tables of the projects, by
    their folders; `made` the print of the stamps of its targets.
    """

    state: str
    watched: tuple[str, ...]
    tables: tuple[tuple[str, str], ...]
    targets: tuple[str, ...]
    made: str
    diagnostics: tuple[Diagnostic, ...] = ()
    failed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass
class Stamps:
    """All results by target, the page numbers of booklets by the hash of what they were planned from, and the last
    runs by what they were asked for. `time` is when (ns) they were noted."""

    targets: dict[str, Stamp] = field(default_factory=dict)
    pages: dict[str, dict[str, int]] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    time: int = field(default=0, compare=False)

    def print_of(self, targets: Iterable[str]) -> str:
        """Equal as long as these results are those of the same stamps."""
        pairs = [f"{target}\0{self.targets[target].key}" for target in targets]
        return hashlib.sha256("\0".join(pairs).encode("utf-8", "surrogatepass")).hexdigest()

    def remember(self, asked: str, run: Run) -> bool:
        """Keep a run; False where it is known already."""
        if self.runs.get(asked) == run:
            return False
        self.runs.pop(asked, None)
        self.runs[asked] = run
        for old in list(self.runs)[:-MOST_RUNS]:
            del self.runs[old]
        return True


def read_stamps(folder: Path) -> Stamps:
    """What the file holds; nothing where it is not there or is not what it should be: then everything is built."""
    data, time = outputs.own_and_time(folder / NAME)
    try:
        held: Any = json.loads((data or b"{}").decode("utf-8", "surrogatepass"))
        if held.get("format") != FORMAT:
            return Stamps()
        pages = {str(key): {str(k): int(v) for k, v in found.items()} for key, found in held["pages"].items()}
        targets = {target: _stamp(*one) for target, one in held["targets"].items()}
        return Stamps(targets, pages, {asked: _run(one) for asked, one in held["runs"].items()}, time)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Stamps()


def _stamp(key: str, files: list[list[Any]], said: list[Any], verified: bool) -> Stamp:
    filed = tuple([File(*one) for one in files])
    if any(one.target.startswith("/") or ".." in one.target.split("/") for one in filed):
        raise ValueError("a result outside the folder of results")
    return Stamp(key, filed, _faults(said), bool(verified))


def _faults(said: list[Any]) -> tuple[Diagnostic, ...]:
    return tuple(map(from_data, said))


def _run(data: Mapping[str, Any]) -> Run:
    return Run(
        str(data["state"]),
        tuple(map(str, data["watched"])),
        tuple((str(folder), str(name)) for folder, name in data["tables"]),
        tuple(map(str, data["targets"])),
        str(data["made"]),
        _faults(data["diagnostics"]),
        tuple(map(str, data["failed"])),
        tuple(map(str, data["left_out"])),
    )


def write_stamps(folder: Path, stamps: Stamps) -> None:
    """Put down what lies in the folder now."""
    targets = {
        target: (one.key, one.files, _said(one.diagnostics), one.verified)
        for target, one in sorted(stamps.targets.items())
    }
    runs = {
        asked: {
            "state": run.state, "watched": run.watched, "tables": run.tables, "targets": run.targets,
            "made": run.made, "diagnostics": _said(run.diagnostics), "failed": run.failed, "left_out": run.left_out,
        }
        for asked, run in stamps.runs.items()
    }  # fmt: skip
    held = {"format": FORMAT, "pages": stamps.pages, "targets": targets, "runs": runs}
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    outputs.write(folder / NAME, text.encode("utf-8", "surrogatepass"))


def _said(faults: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    return [as_data(one) for one in faults]


def digest_of(data: bytes | outputs.WrittenFile) -> str:
    """The hash of a file's bytes, wherever they were written."""
    return data.digest if isinstance(data, outputs.WrittenFile) else hashlib.sha256(data).hexdigest()


def still_there(stamp: Stamp, folder: Path, noted: int) -> Stamp | None:
    """The stamp of files that lie there as they were written, even if they were copied; None where one does not."""
    files = []
    for one in stamp.files:
        if not one.lies(str(folder), noted):
            seen = outputs.mark(folder / one.target)
            if seen is None or seen[0] != one.size or outputs.digest(folder / one.target) != one.digest:
                return None
            one = File(one.target, one.digest, *seen)
        files.append(one)
    return stamp if tuple(files) == stamp.files else stamp._replace(files=tuple(files))
