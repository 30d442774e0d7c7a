"""Jobs + the records of the last runs → which of them are to be made, and why."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from yizhangtu.build.cache.keys import Key, Keys, Reason, reason
from yizhangtu.build.cache.records import Records, ResultRecord
from yizhangtu.build.page_numbers import PageNumbers
from yizhangtu.media.kind import Job, Subject
from yizhangtu.model.codes import Severity

if TYPE_CHECKING:
    from yizhangtu.media.context import Context


class Plan(NamedTuple):
    """The jobs, with the pages that they name; by target, the keys, the reasons to make files, and for those that are
    kept their records, with the present times of the files."""

    jobs: tuple[Job, ...]
    keys: dict[str, Key]
    reasons: dict[str, Reason]
    kept: dict[str, ResultRecord]

    @property
    def to_make(self) -> list[Job]:
        return [job for job in self.jobs if job.target in self.reasons]

    def to_verify(self, folder: Path) -> list[Job]:
        """Jobs with existing files that have not been verified; guides with errors are left out."""
        found = []
        for job in self.jobs:
            record = self.kept.get(job.target)
            if job.verify and record and not record.verified:
                bad = {one.span.file for one in record.diagnostics if one.severity is Severity.ERROR and one.span}
                subjects = tuple(one for one in job.subjects if one.guide.file not in bad)
                existing = tuple(str(folder / file.target) for file in record.files)
                found.append(job._replace(subjects=subjects, existing=existing))
        return found


class Planner(NamedTuple):
    """What plans are made of. `subjects` are all guides of the projects; `context` is made when a booklet has to be
    laid out for its page numbers."""

    subjects: Sequence[Subject]
    keys: Keys
    context: "Callable[[], Context]"
    force: bool = False

    def with_pages(self, jobs: Sequence[Job], known: dict[str, dict[str, int]], dry_run: bool = False) -> list[Job]:
        """The jobs with the pages that they name; a dry run uses only those that are `known`."""
        context = None if dry_run else self.context
        return PageNumbers(self.subjects, known, self.keys, context).complete(jobs)

    def plan(self, jobs: Sequence[Job], records: Records, folder: Path, dry_run: bool = False) -> Plan:
        """Decide about each job. Page numbers that had to be found out are added to the records."""
        jobs = self.with_pages(jobs, records.pages, dry_run)
        plan = Plan(tuple(jobs), {job.target: self.keys.of(job) for job in jobs}, {}, {})
        for target, key in plan.keys.items():
            old = records.results.get(target)
            changed = Reason.FORCED if self.force else reason(old.key, key) if old else Reason.NEW
            located = old.located(folder, records.time) if old and not changed else None
            if located:
                plan.kept[target] = located
            else:
                plan.reasons[target] = changed or Reason.GONE
        return plan
