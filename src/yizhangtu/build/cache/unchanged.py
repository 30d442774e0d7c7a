"""A request + what is on disk → the answer of the last run, where nothing at all has changed since.

Nothing is parsed and no large library imported: files are read and hashed, results and the installation looked at.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.build.cache.records import Records, RequestRecord, read_records
from yizhangtu.build.request import OUTPUT, BuildRequest, BuildResult, Output, Planned
from yizhangtu.build.sources import Sources, digest_of, read_sources, table_source, texts_of
from yizhangtu.model.diagnostics import in_order
from yizhangtu.model.errors import UsageError
from yizhangtu.system import inputs
from yizhangtu.system.disk import marks
from yizhangtu.system.installation import Installation


class Snapshot(NamedTuple):
    """What a request is about, taken before any of it is used: the folder of results, the digest of the request,
    the installation, and the bytes of all files (None where a path is wrong: wrong options are reported first)."""

    folder: Path
    request: str
    installation: Installation
    sources: Sources | None

    def too_new(self, records: Records) -> bool:
        """Whether a style was changed so shortly before the records were written that one more change within the same
        moment could not be seen: then its contents must be read."""
        return 0 < records.time <= self.installation.glance.newest

    def state(self, watched: Sequence[str], tables: Sequence[tuple[str, str]], digests: Sequence[str]) -> str:
        """The hash of everything that decides the results of the request; `digests` are those of the tables."""
        parts = [self.installation.glance.print, marks(watched), repr((tables, digests))]
        parts.append(repr(self.sources.passed_over if self.sources else ()))
        for source in self.sources.all() if self.sources else ():
            parts.append(repr((source.file, digest_of(source), source.problem, source.whole_folder)))
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def take_snapshot(request: BuildRequest, installation: Installation) -> Snapshot:
    """Look at everything once, before any of it is used."""
    folder = Path(request.output) if request.output else inputs.root() / OUTPUT
    assert installation.glance  # taken before anything is loaded from it
    try:
        sources = read_sources(request.paths, request.stdin)
    except UsageError:
        sources = None
    return Snapshot(folder, request_digest(request), installation, sources)


def request_digest(request: BuildRequest) -> str:
    """The hash of a request, without options that do not affect its results."""
    parts = (
        [str(path) for path in request.paths], list(request.media), request.theme, request.print_shop, request.archive,
        request.tiles, list(request.villages), request.verifies, request.period, request.copies,
    )  # fmt: skip
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def unchanged_result(request: BuildRequest, snapshot: Snapshot) -> BuildResult | None:
    """The answer, if all results exist and nothing that they depend on has changed; otherwise None."""
    if request.force or request.one_file or snapshot.sources is None:
        return None
    records = read_records(snapshot.folder)
    record = records.requests.get(snapshot.request)
    if record is None or snapshot.too_new(records) or not _holds(record, records, snapshot):
        return None
    results = [records.results[target] for target in record.targets]
    folder = str(snapshot.folder)
    if request.verifies and not all(one.verified for one in results):
        return None
    if not all(file.unchanged(folder, records.time) for one in results for file in one.files):
        return None
    diagnostics = in_order((*record.diagnostics, *(one for result in results for one in result.reported_again())))
    outputs = tuple(Output(snapshot.folder, file.target, False) for one in results for file in one.files)
    return BuildResult(
        () if request.dry_run else outputs,
        diagnostics,
        texts_of(snapshot.sources) if diagnostics else {},
        failed=record.failed,
        left_out=record.left_out,
        plan=tuple(Planned(snapshot.folder, target) for target in record.targets) if request.dry_run else (),
    )


def _holds(record: RequestRecord, records: Records, snapshot: Snapshot) -> bool:
    """Whether everything that was read for the request is still the same."""
    if any(target not in records.results for target in record.targets):
        return False
    folders = snapshot.sources.folders if snapshot.sources else {}
    if any(Path(folder) not in folders for folder, _ in record.tables):
        return False
    digests = [digest_of(table_source(Path(folder), name)) for folder, name in record.tables]
    state = snapshot.state(record.watched, record.tables, digests)
    return record.state == state and record.results == records.digest_of(record.targets)


def record_answer(
    records: Records,
    snapshot: Snapshot,
    answer: RequestRecord,
    watched: tuple[str, ...],
    files: Sequence[tuple[str, str, str]],
) -> bool:
    """Record the answer to a request, with the hash of all that was read for it; False where that is recorded already.
    `files` are those that project files name (folder, name, digest): where one could not be read, nothing is kept."""
    if not all(digest for _, _, digest in files):
        return False
    tables = tuple((folder, name) for folder, name, _ in files)
    state = snapshot.state(watched, tables, [digest for _, _, digest in files])
    results = records.digest_of(answer.targets)
    return records.keep(snapshot.request, answer._replace(state=state, results=results, watched=watched, tables=tables))
