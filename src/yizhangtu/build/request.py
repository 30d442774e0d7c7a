"""The request and the result of a build: plain data, so that importing it is fast."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.notice.notice import MaskCount
from yizhangtu.system.problem import MissingDependency

OUTPUT = "output"
Progress = Callable[[int, int, str, int], object]  # jobs done, jobs in all, target of the last, diagnostics so far
Waiting = Callable[[Path], object]  # the folder that another program is writing into


class BuildRequest(NamedTuple):
    """What is to be built. By default: all of flows/, on the project's media, into output/."""

    paths: Sequence[str | Path] = ()
    media: Sequence[str] = ()
    theme: str | None = None
    print_shop: bool = False  # PDF/X-4 in CMYK with bleed and marks
    archive: bool = False  # PDF/A
    verify: bool | None = None  # check files against the definitions; None: only those for a print shop
    tiles: str = ""  # a4 or a3: on sheets for an office printer
    output: str | Path | None = None
    villages: Sequence[str] = ()
    period: str = ""  # of notices: 2026-10, 2026-Q4, 2026-H2, 2026 or the name of a batch
    copies: int | None = None  # of forms, numbered; None: one without a number
    processes: int | None = None  # None: as many as there are processors, where that saves time
    engine: str = ""  # dask://host:port or tls://host:port: made on a cluster
    tls_ca: str = ""  # files of PEM; "" for those of Dask's own configuration
    tls_cert: str = ""
    tls_key: str = ""
    insecure: bool = False  # a cluster outside private networks may be reached without TLS
    shared: bool = False  # its workers write into the folder of results themselves
    force: bool = False
    dry_run: bool = False  # report what would be made, and why; make and write nothing
    one_file: bool = False  # return the bytes of the single result instead of writing it
    stdin: bytes | None = None

    @property
    def verifies(self) -> bool:
        """Whether files are checked against the definitions before they are written."""
        return self.print_shop if self.verify is None else self.verify


class Output(NamedTuple):
    """One file in the folder of results; `built` is False if it was not changed."""

    folder: Path
    file: str
    built: bool

    @property
    def path(self) -> Path:
        return self.folder / self.file


class Planned(NamedTuple):
    """One requested result, and why it is to be built; `why` is "" if it is up to date."""

    folder: Path
    file: str
    why: str = ""

    @property
    def path(self) -> Path:
        return self.folder / self.file


class BuildResult(NamedTuple):
    """The files, the diagnostics with the texts of the files that they point at, and what could not be done.

    `data` is the file where one was asked for; `failed` names the definitions (and booklets) that were not built;
    `left_out` names media that were not made because only a part of the guides was named; `plan` answers a dry run;
    `verified` counts the files that this run checked against the definitions and found right; `masked` counts cells of
    notices with data of persons; `missing` ended it.
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
    masked: tuple[MaskCount, ...] = ()
