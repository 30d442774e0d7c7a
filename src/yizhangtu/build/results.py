"""Results of jobs → files in the folder of results, with their records, and what the build reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from yizhangtu.build.cache.records import FileRecord, Records, RequestRecord, ResultRecord, digest_of, write_records
from yizhangtu.build.plan import Plan
from yizhangtu.build.request import BuildResult, Output, Planned, Progress
from yizhangtu.build.stale import files_of, origin_of, remove_files
from yizhangtu.media.kind import Job
from yizhangtu.media.result import File, Result
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic, in_order, placed
from yizhangtu.model.notice.notice import MaskCount
from yizhangtu.system import outputs
from yizhangtu.system.problem import MissingDependency

SAVED_AFTER, SAVED_TIMES = 25, 20  # a long run saves its records now and then: it may be killed


@dataclass
class Outcome:
    """What a build reports, as it grows. `known` are the diagnostics of the definitions, `unsound` the definitions
    that cannot be built, `failed` what could not be made although its definition is sound."""

    known: tuple[Diagnostic, ...]
    unsound: set[str]
    left_out: tuple[str, ...]
    diagnostics: list[Diagnostic] = field(default_factory=list)  # of results, made now or before
    failed: set[str] = field(default_factory=set)
    verified: int = 0
    masked: tuple[MaskCount, ...] = ()
    outputs: tuple[Output, ...] = ()
    plan: tuple[Planned, ...] = ()
    data: bytes | None = None
    missing: MissingDependency | None = None

    def result(self, texts: Mapping[str, str]) -> BuildResult:
        """The answer to the request; `texts` are the files that diagnostics point at."""
        return BuildResult(
            self.outputs,
            in_order((*self.known, *self.diagnostics)),
            texts,
            tuple(sorted(self.unsound | self.failed)),
            self.left_out,
            self.data,
            self.missing,
            self.plan,
            self.verified,
            self.masked,
        )

    def record(self, targets: Iterable[str]) -> RequestRecord:
        """The part of the answer that a later run gives again; diagnostics of results are in their own records."""
        unsound = tuple(sorted(self.unsound))
        return RequestRecord(tuple(targets), diagnostics=self.known, failed=unsound, left_out=self.left_out)

    def collect(
        self, results: Iterable[tuple[Job, Result]], total: int, progress: Progress | None
    ) -> Iterator[tuple[Job, Sequence[File], tuple[Diagnostic, ...]]]:
        """The jobs that were made (or, for existing files, verified), with their files and diagnostics. Raises
        MissingDependency where something is missing that all jobs need."""
        problems = _problems((*self.known, *self.diagnostics))
        for done, (job, result) in enumerate(results, 1):
            found = tuple(placed(result.diagnostics, job.file))
            self.diagnostics += found
            problems += _problems(found)
            if result.missing:
                raise result.missing
            if result.files or (job.existing and not found):
                yield job, result.files, found
            elif not job.existing:
                self.failed.add(job.title if job.kind.whole else job.file)
            if progress:
                progress(done, total, job.target, problems)


def _problems(diagnostics: Iterable[Diagnostic]) -> int:
    return sum(one.severity is not Severity.INFO for one in diagnostics)


class ResultsFolder:
    """The folder of results while the files of a plan are written into it. `removed` tells which files of earlier
    results were removed, because the new ones are fewer."""

    def __init__(self, folder: Path, records: Records, plan: Plan) -> None:
        self._folder, self._records, self._plan = folder, records, plan
        self._changed = any(records.results[target] != one for target, one in plan.kept.items())
        records.results |= plan.kept
        self._written: set[str] = set()
        self.removed: list[Diagnostic] = []

    @property
    def complete(self) -> bool:
        """Whether every job of the plan has its files."""
        return len(self._plan.kept) + len(self._written) == len(self._plan.jobs)

    def put(self, job: Job, files: Sequence[File], diagnostics: tuple[Diagnostic, ...]) -> None:
        """Write the files of a job at once, so that an interruption loses little; of existing files, record that they
        were verified."""
        results = self._records.results
        if job.existing:
            results[job.target] = results[job.target]._replace(verified=True)
            self._changed = True
            return
        marks = [outputs.write(outputs.path_in(self._folder, target), data) for target, data in files]
        records = tuple(
            FileRecord(target, digest_of(data), *mark) for (target, data), mark in zip(files, marks, strict=True)
        )
        before = results[job.target].files if job.target in results else ()
        origin = origin_of(job, self._folder)
        results[job.target] = ResultRecord(self._plan.keys[job.target], records, diagnostics, job.verify, origin)
        self._written.add(job.target)
        if {one.target for one in before} - {one.target for one in records}:
            self.removed += remove_files(before, files_of(results), self._folder)
        self._changed = True
        if len(self._written) % max(SAVED_AFTER, len(self._plan.jobs) // SAVED_TIMES) == 0:
            write_records(self._folder, self._records)

    def drop(self, removed: list[Diagnostic]) -> None:
        """Note results whose records and files were removed."""
        self.removed += removed
        self._changed = self._changed or bool(removed)

    def save(self, changed: bool) -> MissingDependency | None:
        """Write the records if they have `changed`, or results have. Returns why they could not be saved; where
        nothing was made, a folder that cannot be written to does no harm."""
        if changed or self._changed:
            try:
                write_records(self._folder, self._records)
                outputs.sync(self._folder, self._written)
            except MissingDependency as missing:
                return missing if self._written else None
        return None

    def outputs(self) -> tuple[Output, ...]:
        """All existing files, in the order of the jobs."""
        targets = [job.target for job in self._plan.jobs if job.target in self._plan.kept.keys() | self._written]
        return tuple(
            Output(self._folder, file.target, target in self._written)
            for target in targets
            for file in self._records.results[target].files
        )
