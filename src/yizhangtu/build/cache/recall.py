"""A request + what lies on disk → the answer of the last run, where nothing at all has changed since.

Nothing is parsed and nothing heavy imported: files are read and hashed, results and the installation looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from yizhangtu.build.cache import records
from yizhangtu.build.request import OUTPUT, BuildRequest, BuildResult, Output, Planned
from yizhangtu.build.sources import Sources, digest_of, read_sources, table_source, texts_of
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.errors import UsageError
from yizhangtu.system import inputs
from yizhangtu.system.disk import marks
from yizhangtu.system.installation import Installation


@dataclass(frozen=True)
class Seen:
    """What a run sees before it begins: where results go, what is asked for, the installation, and the bytes of all
    files (None where the paths lead nowhere: that is told after what is wrong with the other wishes)."""

    folder: Path
    asked: str
    installation: Installation
    sources: Sources | None

    def too_new(self, stamps: records.Stamps) -> bool:
        """Whether a style was changed so shortly before the stamps were written that a glance could miss one more
        change: its contents are to be looked at."""
        return 0 < stamps.time <= self.installation.glance.newest

    def state(self, watched: Sequence[str], tables: Sequence[tuple[str, str]], prints: Sequence[str]) -> str:
        """The hash of everything that the results of this request follow from; `prints` are those of the tables."""
        total = hashlib.sha256()
        parts = [self.installation.glance.print, marks(watched), repr((tables, prints))]
        for source in self.sources.all() if self.sources else ():
            parts.append(repr((source.file, digest_of(source), source.problem, source.whole_folder)))
        for part in parts:
            total.update(part.encode("utf-8", "surrogatepass") + b"\0")
        return total.hexdigest()


def see(request: BuildRequest, installation: Installation) -> Seen:
    """Look at everything, before any of it is used."""
    folder = Path(request.output) if request.output else inputs.root() / OUTPUT
    assert installation.glance  # looked at before anything is loaded from it
    try:
        sources = read_sources(request.paths, request.stdin)
    except UsageError:
        sources = None
    return Seen(folder, asked(request), installation, sources)


def asked(request: BuildRequest) -> str:
    """What a request is about, however it is carried out."""
    wishes = (
        [str(path) for path in request.paths], list(request.media), request.theme, request.print_shop, request.archive,
        request.tiles, list(request.villages), request.verifies,
    )  # fmt: skip
    return hashlib.sha256(repr(wishes).encode("utf-8", "surrogatepass")).hexdigest()


def recalled(request: BuildRequest, seen: Seen) -> BuildResult | None:
    """The answer, where all that was asked for lies there and nothing that it was made from has changed."""
    if request.force or request.one_file or seen.sources is None:
        return None
    stamps = records.read_stamps(seen.folder)
    run = stamps.runs.get(seen.asked)
    if run is None or any(target not in stamps.targets for target in run.targets) or seen.too_new(stamps):
        return None
    if any(Path(folder) not in seen.sources.folders for folder, _ in run.tables):
        return None  # not noted by this program
    prints = [digest_of(table_source(Path(folder), name)) for folder, name in run.tables]
    if run.state != seen.state(run.watched, run.tables, prints) or run.made != stamps.print_of(run.targets):
        return None
    results = [stamps.targets[target] for target in run.targets]
    if request.verifies and not all(one.verified for one in results):
        return None
    folder = str(seen.folder)
    if not all(file.lies(folder, stamps.time) for one in results for file in one.files):
        return None
    said = [*run.diagnostics, *still_said(results)]
    outputs = tuple(Output(seen.folder, file.target, False) for one in results for file in one.files)
    plan = tuple(Planned(seen.folder, target) for target in run.targets) if request.dry_run else ()
    return BuildResult(
        () if request.dry_run else outputs,
        _in_order(said),
        texts_of(seen.sources) if said else {},
        failed=run.failed,
        left_out=run.left_out,
        plan=plan,
    )


def still_said(results: Sequence[records.Stamp]) -> list[Diagnostic]:
    """What was wrong with results that are not made again still is; mere notes are not repeated."""
    return [said for one in results for said in one.diagnostics if said.severity is not Severity.INFO]


def _in_order(said: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    if not said:
        return ()
    from yizhangtu.model.diagnostics import in_order  # only where something was said

    return in_order(said)
