"""The pipeline: request → sources → guides → checks → plan → make → verify → write. The file to read first.

Where nothing has changed since the last run, its answer comes from the records (`cache`) and nothing is parsed. Else
each step is a module: `sources` and `load` read files, `checked` reads and checks guides, `options` and `jobs` decide
what is to be made of them, `plan` what of that has changed, `make` makes and verifies it (`render`, `verification`;
also in other processes), `results` writes it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from yizhangtu.build.cache.unchanged import Snapshot, take_snapshot, unchanged_result
from yizhangtu.build.request import BuildRequest, BuildResult, Output, Planned, Progress, Waiting
from yizhangtu.model.errors import UsageError
from yizhangtu.system.installation import Installation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yizhangtu.build.make import Making
    from yizhangtu.build.plan import Planner
    from yizhangtu.build.results import Outcome
    from yizhangtu.build.stale import Standing
    from yizhangtu.media.context import Context
    from yizhangtu.media.kind import Job

__all__ = ["BuildRequest", "BuildResult", "Output", "Planned", "build_files"]


def build_files(
    request: BuildRequest,
    progress: Progress | None = None,
    waiting: Waiting | None = None,
    installation: Installation | None = None,
) -> BuildResult:
    """Build the requested results. Raises UsageError for a wrong request; faults of definitions are diagnostics.
    `progress` is called after each job, `waiting` if another program has locked the folder. `installation`: styles and
    fonts, by default those of the program and the machine."""
    if request.dry_run and request.one_file:
        raise UsageError("--dry-run 和 -o - 不能一起用", "去掉其中一个")
    snapshot = take_snapshot(request, installation or Installation())
    return unchanged_result(request, snapshot) or _build(request, snapshot, progress, waiting or (lambda folder: None))


def _build(request: BuildRequest, snapshot: Snapshot, progress: Progress | None, waiting: Waiting) -> BuildResult:
    """Run all steps. Their modules are imported here, because an unchanged request needs few of them."""
    from yizhangtu.build import render
    from yizhangtu.build.cache.keys import Keys
    from yizhangtu.build.checked import check_loaded
    from yizhangtu.build.jobs import fine_codes, jobs_of, subjects_of
    from yizhangtu.build.load import load_sources
    from yizhangtu.build.make import Making
    from yizhangtu.build.notices import mask_counts, refuse_period
    from yizhangtu.build.options import media_to_make, options_of
    from yizhangtu.build.plan import Planner
    from yizhangtu.build.results import Outcome
    from yizhangtu.build.sources import read_sources
    from yizhangtu.build.stale import standing
    from yizhangtu.build.version_codes import with_codes
    from yizhangtu.media.registry import file_kinds
    from yizhangtu.model.codes import Severity
    from yizhangtu.system.problem import MissingDependency

    installation = snapshot.installation
    style = installation.styles(file_kinds())
    options = options_of(request, style)
    sources = snapshot.sources or read_sources(request.paths, request.stdin)
    loaded = load_sources(sources)
    checked = check_loaded(loaded, request.villages, installation, period=request.period, printing=request.print_shop)
    checked = with_codes(checked)
    refuse_period(request.period, (one.guide for one in checked.guides))
    if checked.missing:
        return BuildResult((), checked.diagnostics, checked.texts, missing=checked.missing)

    media, left_out = media_to_make(options, loaded, request.one_file, style)
    subjects = subjects_of(checked.guides, options.theme, style)
    jobs, doubled = jobs_of(subjects, media, loaded.complete and not request.one_file, options.finish)
    jobs = [job._replace(verify=request.verifies, copies=(request.copies or 0) * job.kind.numbered) for job in jobs]
    unsound = {one.definition.file for one in checked.guides if not one.sound}
    unsound |= {one.span.file for one in doubled if one.span and one.severity is Severity.ERROR}
    outcome = Outcome((*checked.diagnostics, *doubled, *fine_codes(jobs)), unsound, left_out)
    outcome.masked = mask_counts(one.guide for one in checked.guides if one.sound)

    @cache
    def context() -> Context:  # made when the first job needs it
        return render.context_for(checked.printed, installation)

    try:
        if jobs:
            everyone = subjects_of((*checked.guides, *checked.context), None, style)
            planner = Planner(everyone, Keys(installation, checked.borrowed), context, request.force)
            folder = str(snapshot.folder) if request.shared else ""
            making = Making(context, request.processes, options.cluster, folder)
            work = Work(jobs, planner, making, outcome, progress, standing(loaded, unsound, snapshot.folder))
            if request.one_file:
                _make_one(work)
            elif request.dry_run:
                _plan_only(work, snapshot)
            else:
                files = [*((home.folder, *file) for home in loaded.homes for file in home.files), *checked.files]
                _write(work, snapshot._replace(sources=sources), files, waiting)
    except MissingDependency as missing:
        outcome.missing = missing
    return outcome.result(checked.texts)


class Work(NamedTuple):
    """What the last steps work on: the jobs, how they are planned and made, the outcome that grows meanwhile, and what
    stands behind results of earlier runs."""

    jobs: Sequence[Job]
    planner: Planner
    making: Making
    outcome: Outcome
    progress: Progress | None
    standing: Standing


def _make_one(work: Work) -> None:
    """Make the only job and return its bytes in the outcome. Raises UsageError where there are more."""
    from yizhangtu.build.make import make_all

    if len(work.jobs) > 1:
        names = "、".join(job.target for job in work.jobs[:3])
        message = f"-o - 一次只能输出一个文件，这里有 {len(work.jobs)} 个（{names}…）"
        raise UsageError(message, "只写一份定义和一种媒介（-m）")
    results = make_all(work.planner.with_pages(work.jobs, {}), work.making)
    for _, files, _ in work.outcome.collect(results, 1, work.progress):
        work.outcome.data = next((data for _, data in files if isinstance(data, bytes)), None)


def _plan_only(work: Work, snapshot: Snapshot) -> None:
    """The outcome of a dry run: the results to build, and why. Nothing is built, not even the plan of a booklet."""
    from yizhangtu.build.cache.records import damage, read_records
    from yizhangtu.build.stale import stale_notes

    records = read_records(snapshot.folder)
    work.outcome.diagnostics += damage(records, snapshot.folder)
    work.outcome.diagnostics += stale_notes(records, work.jobs, work.standing, snapshot.folder)
    plan = work.planner.plan(work.jobs, records, snapshot.folder, dry_run=True)
    reasons = [(job.target, plan.reasons.get(job.target, "")) for job in plan.jobs]
    work.outcome.plan = tuple(Planned(snapshot.folder, target, reason) for target, reason in reasons)


def _write(work: Work, snapshot: Snapshot, files: Sequence[tuple[str, str, str]], waiting: Waiting) -> None:
    """Build changed results and write them, with the folder locked. `files` are those that project files refer to:
    folder, name, digest."""
    from yizhangtu.build.cache.records import damage, read_records
    from yizhangtu.build.cache.unchanged import record_answer
    from yizhangtu.build.make import make_all
    from yizhangtu.build.results import ResultsFolder
    from yizhangtu.build.stale import remove_stale
    from yizhangtu.system import lock, outputs
    from yizhangtu.system.problem import MissingDependency

    folder, outcome = snapshot.folder, work.outcome
    with lock.locked(folder, waiting) as alone:
        records = read_records(folder)
        outcome.diagnostics += damage(records, folder)
        plan = work.planner.plan(work.jobs, records, folder)
        outcome.diagnostics += [one for record in plan.kept.values() for one in record.reported_again()]
        if alone:
            outputs.remove_partial(folder, [job.target for job in plan.to_make])
        target = ResultsFolder(folder, records, plan)
        jobs = [*plan.to_make, *plan.to_verify(folder)]
        try:
            for job, made, found in outcome.collect(make_all(jobs, work.making), len(jobs), work.progress):
                target.put(job, made, found)
                outcome.verified += job.verify * len(made or job.existing)
            target.drop(remove_stale(records, plan.jobs, work.standing, folder))
        except MissingDependency as missing:
            outcome.missing = missing  # results built until then are kept and recorded
        finally:
            outcome.diagnostics += target.removed
            answer = outcome.record([job.target for job in plan.jobs])
            watched = work.planner.keys.identity.watched
            new = not outcome.missing and target.complete and record_answer(records, snapshot, answer, watched, files)
            unsaved = target.save(new or snapshot.too_new(records))
            outcome.missing = outcome.missing or unsaved
        outcome.outputs = target.outputs()
