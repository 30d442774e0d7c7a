"""Bytes of definitions → posters and booklets. The whole way: read, check, choose, plan, make, write."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from yizhangtu.build.cache import records
from yizhangtu.build.cache.keys import Key, Keys, Why, why
from yizhangtu.build.cache.recall import Seen, still_said
from yizhangtu.build.checked import Checked, CheckedGuide, check_loaded
from yizhangtu.build.jobs import jobs_of, subjects_of
from yizhangtu.build.load import Loaded, load_sources
from yizhangtu.build.page_numbers import Known, Pointing
from yizhangtu.build.request import BuildRequest, BuildResult, Output, Planned, Progress, Waiting
from yizhangtu.build.sources import read_sources
from yizhangtu.build.workers import engines
from yizhangtu.media import choice
from yizhangtu.media.kind import Job
from yizhangtu.media.registry import TILES, file_kinds, kind_of
from yizhangtu.media.themes import theme_of
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic, in_order, placed
from yizhangtu.model.errors import UsageError
from yizhangtu.model.listing import Listing
from yizhangtu.model.style import Medium
from yizhangtu.system import lock, outputs
from yizhangtu.system.problem import MissingDependency
from yizhangtu.system.styles import Styles

if TYPE_CHECKING:
    from yizhangtu.media.context import Context

SAVED_AFTER, SAVED_TIMES = 25, 20  # a long run notes what it has made now and then, for the case that it is killed
Files = Sequence[tuple[str, bytes | outputs.WrittenFile]]  # path inside the folder of results, what stands in it
Put = Callable[[Job, Files, tuple[Diagnostic, ...]], object]  # where the files of a job go, with what was said of it


def run(request: BuildRequest, seen: Seen, progress: Progress | None, waiting: Waiting) -> BuildResult:
    """Build what was asked for."""
    styles = seen.installation.styles(file_kinds())
    wanted = choice.media_of(request.media, styles)  # a wrong name is told before a wrong path
    finish = choice.finish_of(request.print_shop, request.archive, request.tiles, wanted, styles)
    engines.wanted(request.engine, request.shared, request.one_file)
    if request.theme:
        theme_of(request.theme, styles)
    sources = seen.sources or read_sources(request.paths, request.stdin)
    loaded = load_sources(sources)
    checked = check_loaded(loaded, request.villages, seen.installation)
    if checked.missing:
        return BuildResult((), checked.diagnostics, checked.texts, missing=checked.missing)
    media, left_out = (wanted, ()) if request.media else _default_media(request, loaded, styles)
    media = [medium for medium in media if not finish or finish in kind_of(medium).finishes]
    if finish and not media:
        option = finish.partition("-")[0]
        raise UsageError(f"辖区文件里的媒介都不能用 --{option}", f"用 -m 写上媒介，如 -m poster-a1 --{option}")
    theme = request.theme or (choice.OFFICE_THEME if finish in TILES else None)
    subjects = subjects_of(checked.guides, theme, styles)
    jobs, doubled = jobs_of(subjects, media, loaded.complete and not request.one_file, finish)
    if request.verifies:
        jobs = [job._replace(verify=True) for job in jobs]
    names = tuple(medium.name for medium in left_out)
    done = _Run(request, replace(seen, sources=sources), loaded, checked, tuple(doubled), names, progress)
    if request.one_file:
        return done.hand_back(jobs)
    return done.foretell(jobs) if request.dry_run else done.write(jobs, waiting)


def _default_media(request: BuildRequest, loaded: Loaded, known: Styles) -> tuple[list[Medium], tuple[Medium, ...]]:
    """The project's media, else a poster and the booklet; and those left out.

    A booklet holds all guides of a folder: where only some are named, it is not overwritten by one of just those.
    """
    named = [str(name) for one in loaded.definitions for name in one.home.project.media]
    media = []
    for name in choice.split_names(named) or choice.DEFAULT_MEDIA:
        try:
            media.append(choice.medium_of(name, known.media))
        except UsageError:
            continue  # told by the check, at its place in the project file
    media = list({medium.name: medium for medium in media}.values())
    if request.one_file:
        return [medium for medium in media if not kind_of(medium).whole][:1], ()
    if loaded.complete:
        return media, ()
    wholes = tuple(medium for medium in media if kind_of(medium).whole)
    return [medium for medium in media if medium not in wholes], wholes


@dataclass(frozen=True)
class _Plan:
    """The jobs with the pages they point to, and for each target its key and why it is to be made (None: it is not)."""

    jobs: list[Job]
    keys: dict[str, Key]
    reasons: dict[str, Why | None]

    @property
    def to_make(self) -> list[Job]:
        return [job for job in self.jobs if self.reasons[job.target]]


@dataclass
class _Run:
    """One run over its jobs: what it has made and what it has to say."""

    request: BuildRequest
    seen: Seen
    loaded: Loaded
    checked: Checked
    doubled: tuple[Diagnostic, ...]
    left_out: tuple[str, ...]
    progress: Progress | None
    missing: MissingDependency | None = None
    said: list[Diagnostic] = field(default_factory=list)  # of the results, made now or before
    unmade: set[str] = field(default_factory=set)  # what could not be made although its definition has no errors
    verified: int = 0  # files that were held against their definitions, and are right

    @property
    def _everyone(self) -> tuple[CheckedGuide, ...]:
        return (*self.checked.guides, *self.checked.context)

    @cached_property
    def context(self) -> Context:
        """The studio with the characters of all guides of the run."""
        from yizhangtu.build.render import context_for  # heavy: only where there is something to do

        installation = self.seen.installation
        lists = any(one.guide and isinstance(one.guide.body, Listing) for one in self.checked.guides)
        return context_for(
            [one for one in (self._everyone if lists else self.checked.guides) if one.sound], installation
        )

    @cached_property
    def keys(self) -> Keys:
        return Keys(self.seen.installation, self.checked.borrowed)

    @property
    def _where(self) -> tuple[str, str]:
        """The address of the cluster, and the folder that its workers write into; each "" where there is none."""
        folder = str(self.folder) if self.request.shared else ""
        return engines.wanted(self.request.engine, self.request.shared), folder

    @property
    def folder(self) -> Path:
        return self.seen.folder

    def hand_back(self, jobs: Sequence[Job]) -> BuildResult:
        """The bytes of the only job."""
        if len(jobs) > 1:
            names = "、".join(job.target for job in jobs[:3])
            message = f"-o - 一次只能输出一个文件，这里有 {len(jobs)} 个（{names}…）"
            raise UsageError(message, "只写一份定义和一种媒介（-m）")
        made: list[bytes] = []

        def keep(job: Job, files: Files, said: tuple[Diagnostic, ...]) -> None:
            made.extend(data for _, data in files[:1] if isinstance(data, bytes))

        try:
            jobs = self._pointing({}, lambda: self.context).point(jobs)
            self._make(jobs, keep)
        except MissingDependency as missing:
            self.missing = missing
        return self._result((), made[0] if made else None)

    def foretell(self, jobs: Sequence[Job]) -> BuildResult:
        """What would be made, and why; nothing is made, not even the plan of a booklet."""
        try:
            plan = self._planned(jobs, records.read_stamps(self.folder), None)
        except MissingDependency as missing:
            self.missing = missing
            return self._result(())
        planned = tuple(Planned(self.folder, job.target, plan.reasons[job.target] or "") for job in plan.jobs)
        return replace(self._result(()), plan=planned)

    def write(self, jobs: Sequence[Job], waiting: Waiting) -> BuildResult:
        """Make what has changed and put it into the folder of results, while no other program does so."""
        found: tuple[Output, ...] = ()
        try:
            if jobs:
                with lock.held(self.folder, waiting) as alone:
                    found = self._written(jobs, alone)
        except MissingDependency as missing:
            self.missing = missing
        return self._result(found)

    def _written(self, jobs: Sequence[Job], alone: bool) -> tuple[Output, ...]:
        stamps = records.read_stamps(self.folder)
        before = dict(stamps.targets)
        plan = self._planned(jobs, stamps, lambda: self.context)
        kept = {target for target, reason in plan.reasons.items() if reason is None}
        self.said += still_said([stamps.targets[target] for target in plan.keys if target in kept])
        written: set[str] = set()
        if alone:
            outputs.sweep(self.folder, [job.target for job in plan.to_make])
        step = max(SAVED_AFTER, len(jobs) // SAVED_TIMES)

        def put(job: Job, files: Files, said: tuple[Diagnostic, ...]) -> None:
            self.verified += job.verify * len(files or job.existing)
            if job.existing:
                stamps.targets[job.target] = stamps.targets[job.target]._replace(verified=True)
                return
            marks = [outputs.write(outputs.path_in(self.folder, target), data) for target, data in files]
            pairs = zip(files, marks, strict=True)
            lying = tuple(records.File(target, records.digest_of(data), *mark) for (target, data), mark in pairs)
            stamps.targets[job.target] = records.Stamp(plan.keys[job.target], lying, said, job.verify)
            written.add(job.target)
            if len(written) % step == 0:
                records.write_stamps(self.folder, stamps)

        try:
            again = [self._again(job, stamps) for job in plan.jobs if job.target in kept and job.verify]
            self._make([*plan.to_make, *(job for job in again if job.existing)], put)
        except MissingDependency as missing:
            self.missing = missing  # what was made until then is there, and is noted
        finally:
            complete = self.missing is None and len(kept) + len(written) == len(plan.jobs)
            news = complete and self._remembered(plan, stamps)
            if written or news or stamps.targets != before or self.seen.too_new(stamps):
                self._note(stamps, written)
        there = [job.target for job in plan.jobs if job.target in kept or job.target in written]
        files = [(target, file.target) for target in there for file in stamps.targets[target].files]
        return tuple(Output(self.folder, file, target in written) for target, file in files)

    def _again(self, job: Job, stamps: records.Stamps) -> Job:
        """A job whose files lie there, so that they are only verified; with none of them, where they have been."""
        old = stamps.targets[job.target]
        if old.verified:
            return job
        bad = {one.span.file for one in old.diagnostics if one.severity is Severity.ERROR and one.span}
        subjects = tuple(one for one in job.subjects if one.guide.file not in bad)
        return job._replace(subjects=subjects, existing=tuple(str(self.folder / file.target) for file in old.files))

    def _note(self, stamps: records.Stamps, written: Collection[str]) -> None:
        """Write the stamps. Where nothing was made, a folder that cannot be written to is none of the user's worry;
        where something could not be written before, that has been told."""
        try:
            records.write_stamps(self.folder, stamps)
            outputs.settle(self.folder, written)
        except MissingDependency as missing:
            if written and self.missing is None:
                self.missing = missing

    def _pointing(self, known: Known, context: Callable[[], Context] | None) -> Pointing:
        return Pointing(subjects_of(self._everyone, None, self.keys.styles), known, self.keys, context)

    def _planned(self, jobs: Sequence[Job], stamps: records.Stamps, context: Callable[[], Context] | None) -> _Plan:
        """Which jobs are to be done, and why; the stamps of the others know where their files lie now."""
        jobs = self._pointing(stamps.pages, context).point(jobs)
        keys = {job.target: self.keys.of(job) for job in jobs}
        reasons = {job.target: self._why(job, keys[job.target], stamps) for job in jobs}
        return _Plan(jobs, keys, reasons)

    def _why(self, job: Job, key: Key, stamps: records.Stamps) -> Why | None:
        if self.request.force:
            return Why.FORCED
        old = stamps.targets.get(job.target)
        if old is None:
            return Why.NEW
        reason = why(old.key, key)
        if reason:
            return reason
        there = records.still_there(old, self.folder, stamps.time)
        if there is None:
            return Why.GONE
        stamps.targets[job.target] = there
        return None

    def _make(self, jobs: Sequence[Job], put: Put) -> None:
        """Render; what comes of each job is put away at once, so that an interruption loses little."""
        if not jobs:
            return
        from yizhangtu.build.make import make_all  # heavy: only where there is something to do

        faults = _counted((*self.checked.diagnostics, *self.doubled, *self.said))
        for done, (job, rendered) in enumerate(make_all(self.context, jobs, self.request.processes, *self._where), 1):
            said = tuple(placed(rendered.diagnostics, job.file))
            self.said += said
            faults += _counted(said)
            if rendered.missing:
                raise rendered.missing
            files = rendered.files(job.target)
            if job.existing and not said:
                put(job, (), said)
            elif job.existing:
                pass  # it lies there as before, and what is wrong with it is told
            elif not files:
                self.unmade.add(job.title if job.kind.whole else job.file)
            else:
                put(job, files, said)
            if self.progress:
                self.progress(done, len(jobs), job.target, faults)

    @property
    def _unsound(self) -> set[str]:
        return {one.definition.file for one in self.checked.guides if not one.sound} | {
            one.span.file for one in self.doubled if one.span
        }

    def _remembered(self, plan: _Plan, stamps: records.Stamps) -> bool:
        """Keep in the stamps all that this run saw and said; False where that is known already, or not to be kept."""
        if not all(digest for home in self.loaded.homes for _, digest in home.files):
            return False
        named = [(home.folder, *file) for home in self.loaded.homes for file in home.files]
        tables, prints = tuple((folder, name) for folder, name, _ in named), [seen for *_, seen in named]
        watched = self.keys.identity.watched
        targets = tuple(job.target for job in plan.jobs)
        seen = records.Run(
            self.seen.state(watched, tables, prints), watched, tables, targets, stamps.print_of(targets),
            (*self.checked.diagnostics, *self.doubled), tuple(sorted(self._unsound)), self.left_out,
        )  # fmt: skip
        return stamps.remember(self.seen.asked, seen)

    def _result(self, outputs: tuple[Output, ...], data: bytes | None = None) -> BuildResult:
        return BuildResult(
            outputs,
            in_order((*self.checked.diagnostics, *self.doubled, *self.said)),
            self.checked.texts,
            failed=tuple(sorted(self._unsound | self.unmade)),
            left_out=self.left_out,
            data=data,
            missing=self.missing,
            verified=self.verified,
        )


def _counted(faults: Sequence[Diagnostic]) -> int:
    return sum(one.severity is not Severity.INFO for one in faults)
