"""What a build is asked for, and what it answers. Nothing here but data, so that asking costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.system.problem import MissingDependency

OUTPUT = "output"
Progress = Callable[[int, int, str, int], object]  # jobs done, jobs in all, what was done last, faults found so far
Waiting = Callable[[Path], object]  # the folder that another program is writing into


@dataclass(frozen=True)
class BuildRequest:
    """What is to be built. Where nothing is said: all of flows/, in the project's media, into output/."""

    paths: Sequence[str | Path] = ()
    media: Sequence[str] = ()
    theme: str | None = None
    print_shop: bool = False  # PDF/X-4 in CMYK with bleed and marks
    archive: bool = False  # PDF/A
    verify: bool | None = None  # hold what is made against the definitions; None: what goes to a print shop
    tiles: str = ""  # a4 or a3: in sheets for an office printer
    output: str | Path | None = None
    villages: Sequence[str] = ()
    processes: int | None = None  # None: as many as there are processors, where that is worth while
    engine: str = ""  # dask://host:port: made on a cluster
    shared: bool = False  # its workers write into the folder of results themselves
    force: bool = False
    dry_run: bool = False  # say what would be made, and why; make and write nothing
    one_file: bool = False  # hand the bytes of the single result back instead of writing it
    stdin: bytes | None = None

    @property
    def verifies(self) -> bool:
        """Whether files are held against the definitions before they are written."""
        return self.print_shop if self.verify is None else self.verify


class Output(NamedTuple):
    """One result that lies in the folder of results; `built` is False where it was left as it was."""

    folder: Path
    file: str
    built: bool

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / self.file


class Planned(NamedTuple):
    """One result that was asked for, and why it is to be made; `why` is "" where it need not be."""

    folder: Path
    file: str
    why: str = ""

    @property
    def path(self) -> Path:
        """Where it lies or will lie."""
        return self.folder / self.file


@dataclass(frozen=True)
class BuildResult:
    """What was made, what was said about it, the texts of the files, and what could not be done at all.

    `data` holds the bytes where one file was asked for; `failed` names the definitions (and booklets) not built;
    `left_out` names media that were not made because only a part of the guides was named; `plan` is the answer to a
    dry run; `verified` counts the files that this run held against the definitions and found right.
    """

    outputs: tuple[Output, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    failed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    data: bytes | None = None
    missing: MissingDependency | None = None
    plan: tuple[Planned, ...] = ()
    verified: int = 0
